"""How far a long count has come, on one line of a terminal that is cleared at the end.

Knows the clock and the terminal. Must not know what is counted, nor change it.
"""

from __future__ import annotations

import sys
import time

from hustings.commands.streams import is_terminal, one_line

# Seconds before the line first appears, and between two of them.
PATIENCE = 0.5
PAUSE = 0.1


class Progress:
    """Shows `label: stage 12, 3 of 9 elected`, told after each stage; silent but on a terminal."""

    def __init__(self, label: str = "", *, quiet: bool = False) -> None:
        self.label = label
        self.active = not quiet and is_terminal(sys.stderr)
        self.next = time.monotonic() + PATIENCE
        self.shown = 0

    def __call__(self, stages: int, elected: int, places: int) -> None:
        """Told by the count: stages done, elected so far, places to fill."""
        if self.active and time.monotonic() >= self.next:
            self._show(one_line(f"{self.label}: stage {stages}, {elected} of {places} elected"))
            self.next = time.monotonic() + PAUSE

    def clear(self) -> None:
        """Take the line away again."""
        if self.shown:
            self._show("")
            self.shown = 0

    def _show(self, line: str) -> None:
        line = line[-79:]
        sys.stderr.write("\r" + line.ljust(self.shown) + ("\r" if not line else ""))
        sys.stderr.flush()
        self.shown = len(line)
