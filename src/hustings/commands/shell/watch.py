"""Long work watched: a bar with the time left, and Ctrl-C as a wish to stop with what there is.

Knows the clock, the terminal and the interrupt.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType, TracebackType

from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import say

# Exit status of work that was stopped, also when what there was by then has been written.
INTERRUPTED = 130
BAR = 30
# Before so many seconds the time left is a mere guess.
LEAST_SECONDS = 2.0


class Watch:
    """Called with (done, total) by the work; answers whether to go on. Use in a `with` statement.

    The first Ctrl-C is an answer of no, so that the work hands back what it has; a second one
    interrupts as ever.

    Attributes:
        stopped: whether Ctrl-C was pressed.
    """

    def __init__(self, label: str, *, quiet: bool = False) -> None:
        self.label = label
        self.stopped = False
        self._quiet = quiet
        self._line = Line(quiet=quiet)
        self._began = time.monotonic()
        self._before: object = None

    def __enter__(self) -> Watch:
        # Only the main thread is told of signals.
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.clear()
        self._restore()

    def __call__(self, done: int, total: int) -> bool:
        """Called by the work with how much of it is done."""
        if self._line.due and not self.stopped:
            self._line.show(self.text(done, total, time.monotonic() - self._began))
        return not self.stopped

    def text(self, done: int, total: int, seconds: float) -> str:
        """The line: "searching [######....] 60 %, about 3 min left"."""
        share = min(done / total, 1.0) if total else 0.0
        filled = int(share * BAR)
        bar = "#" * filled + "." * (BAR - filled)
        left = ""
        if seconds >= LEAST_SECONDS and 0 < share < 1:
            left = f", about {duration(seconds * (1 - share) / share)} left"
        return f"{self.label} [{bar}] {int(share * 100)} %{left}"

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        self.stopped = True
        self._restore()
        self._line.clear()
        if not self._quiet:
            say("hustings: note: stopping with what there is; Ctrl-C again gives up at once")

    def _restore(self) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]
            self._before = None


def duration(seconds: float) -> str:
    """A time in the unit that fits: "40 s", "12 min", "1 h 20 min"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
