"""The one count that may run at a time, and how far it has come, for whoever asks.

Knows two files in the election's folder: one is locked while a count runs, by a lock that dies with
its process; the other says what is being done. Must not know who starts a count, nor pages.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import IO

from hustings.errors import HustingsError, InputError
from hustings.voting.adapters.results import Tie, Undrawn
from hustings.voting.domain.results import lots
from hustings.web.folder import Folder

# Seconds between two notes of how far it is, and between two looks for a lot.
PAUSE = 0.5
# Whoever looks whether a count runs holds the lock for a moment: a start tries this long.
PATIENCE = 1.0


@dataclass
class Progress:
    """How far a count is.

    Attributes:
        who: as of the log.
        started: in UTC, ISO 8601 to the second.
        contest, what, done, number: as of `opening.Report`; `what` is empty at the start.
        tie: the lot that is waited for, or for want of which it ended.
        fault: why it ended; empty while it runs, where it has succeeded or was broken off.
        ended: whether it came to an end by itself.
    """

    who: str
    started: str
    contest: str = ""
    what: str = ""
    done: int = 0
    number: int = 0
    tie: Tie | None = None
    fault: str = ""
    ended: bool = False

    @property
    def began(self) -> datetime:
        """When it was started."""
        return datetime.fromisoformat(self.started)

    @property
    def share(self) -> int:
        """How much of this step is done, in hundredths."""
        return 100 * self.done // self.number if self.number else 0


class Run:
    """A count that runs; keeps what it is told for `seen`."""

    def __init__(self, folder: Folder, who: str) -> None:
        self.place = folder.file("counting.json")
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.progress = Progress(who, now)
        self.next = 0.0
        self.keep()

    def report(self, contest: str, what: str, done: int, number: int) -> None:
        """As of `opening.Report`."""
        of = (self.progress.contest, self.progress.what)
        self.progress.contest, self.progress.what = contest, what
        self.progress.done, self.progress.number = done, number
        if (contest, what) != of or time.monotonic() >= self.next:
            self.keep()

    def wait(self, tie: Tie, seconds: float) -> bool:
        """Wait until the lot for a tie is kept, so long at most; whether it is."""
        self.progress.tie = tie
        self.keep()
        end = time.monotonic() + seconds
        while not lots.settled(tie):
            if time.monotonic() >= end:
                return False
            time.sleep(PAUSE)
        self.progress.tie = None
        self.keep()
        return True

    def keep(self) -> None:
        """Write down how far it is."""
        part = f"{self.place}.part"
        with open(part, "w", encoding="utf-8") as file:
            json.dump(asdict(self.progress), file)
        os.replace(part, self.place)
        self.next = time.monotonic() + PAUSE


@contextmanager
def running(folder: Folder, who: str) -> Iterator[Run]:
    """The election's one count while it runs; what it ends with is kept.

    Raises:
        InputError: another runs.
    """
    with open(_lock(folder), "ab") as file:
        if not _taken(file, PATIENCE):
            before = _read(folder)
            since = f", started by {before.who} at {before.started}" if before else ""
            raise InputError(f"a count is running already{since}", remedy="wait until it has ended")
        run = Run(folder, who)
        try:
            yield run
        except HustingsError as error:
            run.progress.tie = error.tie if isinstance(error, Undrawn) else None
            run.progress.fault = _sentence(error)
            raise
        except Exception as error:
            run.progress.fault = f"something went wrong here: {type(error).__name__}"
            raise
        except BaseException:
            # Told to stop: broken off, as by a kill.
            raise
        else:
            run.progress.tie = None
            run.progress.ended = True
            run.keep()
        finally:
            if run.progress.fault:
                run.progress.ended = True
                run.keep()


def seen(folder: Folder) -> tuple[bool, Progress | None]:
    """Whether a count runs, and how far the last one that was started has come; None for none."""
    try:
        with open(_lock(folder), "r+b") as file:
            alive = not _taken(file, 0)
    except OSError:
        alive = False
    return alive, _read(folder)


def _read(folder: Folder) -> Progress | None:
    try:
        with open(folder.file("counting.json"), encoding="utf-8") as file:
            kept = json.load(file)
    except (OSError, ValueError):
        return None
    tie = kept.pop("tie")
    if tie:
        tie = Tie._make([*tie[:4], tuple(tie[4]), tie[5]])
    return Progress(**kept, tie=tie)


def _sentence(error: HustingsError) -> str:
    """A fault without the path of a file."""
    if not isinstance(error, InputError):
        return str(error)
    return f"{error.what}; {error.remedy}" if error.remedy else error.what


def _lock(folder: Folder) -> str:
    return folder.file("counting.lock")


def _taken(file: IO[bytes], patience: float) -> bool:
    """Take the lock until the file is closed or this process ends; whether it could be had."""
    take = _how()
    end = time.monotonic() + patience
    while True:
        try:
            take(file.fileno())
            return True
        except OSError:
            if time.monotonic() >= end:
                return False
            time.sleep(0.05)


def _how() -> Callable[[int], None]:
    if sys.platform == "win32":
        import msvcrt

        return lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    import fcntl

    # Unlike those of `flock`, such a lock belongs to this process and to none that it starts.
    return lambda handle: fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
