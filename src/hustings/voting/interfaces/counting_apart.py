"""A count that an officer starts in the browser, in a process of its own.

Knows how the process is started, what it is handed, and how it says that it has begun. Must not
know how ballots are counted.

Keys and passphrase go through a pipe: they stand in no file, no argument and no environment. The
process goes on when the web server ends. While a lot is drawn it waits, with the keys.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from hustings.errors import HustingsError, InputError
from hustings.web.folder import Folder

# Seconds: for the process to say that keys and boards fit; for a lot to be drawn.
BEGINNING = 20.0
DRAWING = 60 * 60.0


def start(
    folder: Folder,
    keys: Sequence[bytes],
    passphrase: str,
    who: str,
    *,
    withdrawn: Sequence[str] = (),
    drawing: float = DRAWING,
) -> None:
    """Start the count and wait until it has begun.

    Args:
        keys: encrypted, as `hustings trustee keygen` wrote them.
        withdrawn: as of `counting.Choices`.
        drawing: how many seconds it waits for a lot.

    Raises:
        InputError: one runs already, a passphrase is wrong, a key is missing, or whatever else
            keeps it from beginning.
    """
    with open(folder.file("counting.log"), "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hustings.voting.interfaces.counting_apart", folder.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    handed = {
        "keys": [key.decode("latin-1") for key in keys],
        "passphrase": passphrase,
        "who": who,
        "withdrawn": list(withdrawn),
        "drawing": drawing,
    }
    answers: list[bytes] = []
    begun = Event()

    def attend() -> None:
        """Hear the answer, and the end, so that no process is left that nobody asks about."""
        assert process.stdout is not None
        with process.stdout as answer:
            answers.append(answer.readline())
        begun.set()
        process.wait()

    Thread(target=attend, daemon=True).start()
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as given:
        given.write(json.dumps(handed).encode())
    if begun.wait(BEGINNING):
        _heard(answers[0])


def _heard(answer: bytes) -> None:
    try:
        wrong = json.loads(answer)
    except ValueError:
        raise InputError(
            "the count did not begin", remedy="`counting.log` in the election's folder says why"
        ) from None
    if wrong:
        raise InputError(wrong["what"], remedy=wrong["remedy"])


def _count(path: str) -> None:
    """What the process does; says on standard output, in one line, what keeps it from beginning."""
    handed = json.load(sys.stdin)
    folder = Folder(path)
    from hustings.web.start import check_tables
    from hustings.web.start import start as make_ready

    said = False

    def say(wrong: dict[str, str] | None) -> None:
        nonlocal said
        if not said:
            said = True
            # Whoever has asked may be gone by now.
            with suppress(OSError):
                os.write(1, json.dumps(wrong).encode() + b"\n")

    try:
        make_ready(folder)
        check_tables(folder)
        from hustings.voting.config.file import load
        from hustings.voting.domain.results import counting, running
        from hustings.voting.interfaces.private_keys import handed_in

        with running.running(folder, handed["who"]) as run:
            keys = [key.encode("latin-1") for key in handed["keys"]]

            def report(*what: Any) -> None:
                say(None)
                run.report(*what)

            counting.count(
                folder,
                load(folder),
                handed_in(keys, handed["passphrase"], folder.file("journals")),
                handed["who"],
                counting.Choices(withdrawn=tuple(handed["withdrawn"])),
                seeds=_none,
                report=report,
                wait=lambda tie: run.wait(tie, handed["drawing"]),
            )
    except HustingsError as error:
        remedy = error.remedy if isinstance(error, InputError) else ""
        what = error.what if isinstance(error, InputError) else str(error)
        say({"what": what, "remedy": remedy})
        sys.exit(error.exit_status)
    say(None)


def _none(contest: str) -> bytes:
    raise InputError(f"a club has no decoys, {contest} neither")


if __name__ == "__main__":
    _count(sys.argv[1])
