"""`hustings vote freeze`, `open`, `extend`, `close` and what holders hand in before the opening.

Knows files and what is said. Must not know when a step is allowed: that is `voting.domain.poll`'s.
"""

from __future__ import annotations

import os

from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, because, opened
from hustings.errors import InputError
from hustings.inputs.moment import written
from hustings.inputs.text import read_bytes, shown
from hustings.web.folder import Folder


def freeze(path: str, *, officer: str | None) -> int:
    """Seal the election; writes the manifest and the challenges for the holders' keys.

    Raises:
        InputError: election.toml has a mistake, the roll is empty, a key is missing.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents
    from hustings.voting.interfaces.holder_keys import holders

    eid = poll.freeze(folder, load(folder), holders(folder), who)
    sealed = folder.file("sealed")
    os.makedirs(sealed, exist_ok=True)
    with Output(None) as out:
        out.write(f"{path}: frozen; the election's id is {eid.hex()}\n")
        for name, text in documents("manifest", "keytest/"):
            file = os.path.join(sealed, f"{name.replace('/', '-')}.json")
            with Output(file) as written:
                written.write(text)
            out.write(f"  {file}\n")
        out.write(
            f"  {_hand_out_statements(folder)}\n"
            "Send each holder the manifest, the statements and the challenge for the key, and\n"
            "whoever keeps a backup the challenge for the backup. One holder signs after the\n"
            "other: each needs the statements as they are then.\n"
        )
    return 0


def answer(path: str, use: str, copy: str, hexadecimal: str, *, officer: str | None) -> int:
    """Take the answer to a challenge.

    Raises:
        InputError: it is not the answer.
    """
    opened(path)
    who = acting(officer)
    from hustings.voting.domain import poll

    try:
        given = bytes.fromhex("".join(hexadecimal.split()))
    except ValueError:
        raise InputError(
            f"{shown(hexadecimal)} is not in hexadecimal", remedy="copy the answer again"
        ) from None
    poll.take_answer(use, copy, given, who)
    _say(f"the {copy} of {use} opens")
    return 0


def statement(path: str, file: str, *, officer: str | None) -> int:
    """Take a holder's signed statement.

    Raises:
        InputError: it cannot be read.
        NotVerified: it does not fit, or its signature does not.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.domain import poll

    given = _read(file)
    try:
        taken = poll.take_statement(given, who)
    finally:
        # Whoever signs next needs all there are, those taken on the office's pages too.
        handed_out = _hand_out_statements(folder)
    signs = ", ".join(poll.unsigned())
    then = f"with it {handed_out} is for whoever signs next of {signs}"
    _say(
        f"statement {taken.number}: {taken.kind}, by {taken.by};"
        f" {then if signs else 'every holder has signed the manifest'}"
    )
    return 0


def links(path: str, file: str, *, officer: str | None) -> int:
    """Take in the hashes of links that another body has made.

    Raises:
        InputError: it is another file, of another election, or does not follow those taken in.
        NotVerified: that body has not signed it.
    """
    opened(path)
    who = acting(officer)
    from hustings.sealing.voters.handed import read_hashes
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import links

    taken = links.take(read_hashes(_read(file), poll.eid(), poll.manifest(), source=file), who)
    _say(
        f"{path}: {taken.links:,} links taken in, {taken.reissued:,} of them instead of others;"
        f" {taken.without:,} voters have none yet"
    )
    return 0


def open_(path: str, *, officer: str | None) -> int:
    """Open the poll.

    Raises:
        InputError: it is too early, or something is missing.
    """
    opened(path)
    from hustings.voting.domain import poll

    if poll.open_poll(acting(officer)):
        _say(f"{path}: open")
    else:
        _say(f"{path}: agreed; another officer must open it too")
    return 0


def extend(path: str, until: str, reason: str, *, officer: str | None) -> int:
    """Take ballots longer.

    Raises:
        InputError: the poll is over, or `until` is no later moment with its offset.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.domain import poll

    moment = written(until)
    if moment is None or moment.tzinfo is None:
        raise InputError(
            f"{shown(until)} is not a moment with its offset",
            remedy="write it as in 2027-03-30T12:00:00+01:00",
        )
    poll.extend(folder, moment, who, because(reason))
    _hand_out_statements(folder)
    _say(f"{path}: ballots are taken until {moment.isoformat()}")
    return 0


def close(path: str, *, officer: str | None) -> int:
    """Close the poll.

    Raises:
        InputError: it is not open, or its end has not come.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.domain import poll

    heads = poll.close_poll(folder, who)
    _say(f"{path}: closed", *(f"{h.contest}: {h.n:,} ballots, head {h.head.hex()}" for h in heads))
    return 0


def _hand_out_statements(folder: Folder) -> str:
    """Write the statements so far, where the election is frozen; the file's path."""
    from hustings.voting.domain.queries import statements

    path = folder.file(os.path.join("sealed", "statements.jsonl"))
    if text := statements():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with Output(path) as written:
            written.write(text)
    return path


def _read(path: str) -> bytes:
    return read_bytes(path, lambda why: InputError(f"this cannot be read: {why}", source=path))


def _say(*lines: str) -> None:
    with Output(None) as out:
        out.write("".join(f"{line}\n" for line in lines))
