"""How far a long count has come, on one line of a terminal that is cleared at the end.

Knows the clock and the terminal.
"""

from __future__ import annotations

import sys
import time

from hustings.commands.shell.streams import is_terminal, one_line

# Seconds before the line first appears, and between two of them.
PATIENCE = 0.5
PAUSE = 0.1


class Line:
    """One line of standard error that is written over and over; silent but on a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.active = not quiet and is_terminal(sys.stderr)
        self.next = time.monotonic() + PATIENCE
        self.shown = 0

    @property
    def due(self) -> bool:
        """Whether it is time to write it again."""
        return self.active and time.monotonic() >= self.next

    def show(self, text: str) -> None:
        """Write `text` over what is there."""
        self._put(one_line(text))
        self.next = time.monotonic() + PAUSE

    def clear(self) -> None:
        """Take the line away again."""
        if self.shown:
            self._put("")
            self.shown = 0

    def _put(self, line: str) -> None:
        line = line[-79:]
        sys.stderr.write("\r" + line.ljust(self.shown) + ("\r" if not line else ""))
        sys.stderr.flush()
        self.shown = len(line)


class Progress:
    """Shows `label: stage 12, 3 of 9 elected`, called after each stage; only on a terminal."""

    def __init__(self, label: str = "", *, quiet: bool = False) -> None:
        self.label = label
        self.line = Line(quiet=quiet)
        self.active = self.line.active

    def __call__(self, stages: int, elected: int, places: int) -> None:
        """Called by the count with stages done, elected so far, places to fill."""
        if self.line.due:
            self.line.show(f"{self.label}: stage {stages}, {elected} of {places} elected")

    def clear(self) -> None:
        """Take the line away again."""
        self.line.clear()
