"""What is said of the made-up election, and how it is shown at a terminal.

Knows sentences. Must not know how the election was held.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from shlex import quote

from hustings.commands.vote.new import codes_said
from hustings.demo.vote.run import PRIVATE, Held
from hustings.demo.vote.society import OFFICER, SCRUTINEER, TRUSTEES

OPEN = "open"
# On the roll of the second election, which stays open.
FEW = 30

HEAD = (
    "A made-up society elects: who stands, who votes and how is invented; what is done is not.",
    "",
)


def held(election: Held, port: int) -> Iterator[str]:
    """The election, line by line; `port` is where one that is open is served."""
    yield from HEAD
    path = election.folder.path
    yield f"{election.voters:,} on the roll. Ballots were cast through the pages: most sealed as"
    yield "the booth's script seals, some by forms, as by a browser without JavaScript."
    for one in election.contests:
        if one["counted"] is None:
            yield f"   {one['name']}: {one['on_board']:,} on the board, nothing is opened"
        else:
            yield (
                f"   {one['name']}: {one['on_board']:,} on the board, {one['counted']:,} counted;"
                f" elected: {', '.join(one['elected'])}"
            )
    yield ""
    if not election.archive:
        yield f"The poll is open. Its folder: {path}"
        yield f"{OFFICER}'s password: {election.office.password}"
        yield codes_said(OFFICER, election.office.secret, election.office.address).rstrip("\n")
        yield ""
        yield "Codes of voters who have not voted:"
        yield from (f"   http://127.0.0.1:{port}/v/#{code}" for code in election.links)
        yield "Serve it:"
        yield f"   hustings vote serve {quote(path)}"
        yield "Close it and count:"
        yield f"   hustings vote close {quote(path)}"
        keys = quote(os.path.join(path, PRIVATE))
        words = quote(os.path.join(path, PRIVATE, "passphrase.txt"))
        yield f"   hustings vote count {quote(path)} --few --keys {keys} < {words}"
        return
    yield f"{SCRUTINEER} put decoys in, {' and '.join(TRUSTEES)} mixed in turn, every decoy was"
    yield "found again in every list, and only then were the last keys used. Here one machine"
    yield "played all of them; where it matters each keeps a key of their own, offline."
    yield ""
    yield f"Written to {path}:"
    yield "   published/index.html (the results: open it in a browser)"
    yield "   published/election.zip (everything that anybody needs to check them)"
    yield "Check it yourself, with what observers and three voters hold:"
    yield f"   {_verify(election)}"


def _verify(election: Held) -> str:
    from hustings.voting.domain import poll

    folder = election.folder
    words = ["hustings", "verify", quote(election.archive), "--eid", poll.eid().hex()]
    for option, place in (("--head", "heads"), ("--receipt", "receipts")):
        for name in sorted(os.listdir(folder.file(place))):
            words += [option, quote(folder.file(os.path.join(place, name)))]
    return " ".join(words)


def serve_another(election: Held, port: int, echo: Callable[[str], object]) -> int:
    """Another election that is still open, held and served by a program of its own.

    One program serves one election.
    """
    echo("")
    echo("And one that is still open, to try the booth and the office:")
    if sys.stdout is not None:
        sys.stdout.flush()
    path = election.folder.file(OPEN)
    command = [sys.executable, "-m", "hustings", "vote", "demo", "--keep-open"]
    options = ["--voters", str(FEW), "--dir", path, "--serve", "--port", str(port)]
    return subprocess.call([*command, *options])
