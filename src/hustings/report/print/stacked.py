"""Texts one below the other, each as large as its share of the space allows.

Knows how much room a text takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.report.print.lettering import ABOVE, LEADING, Letters, Line


class Space(NamedTuple):
    """A rectangle, from the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Say(NamedTuple):
    """A text to set; nothing is set of an empty one, nor the space above it.

    Attributes:
        part: its name among the parts of the page.
        largest: size of its letters, unless it is too long.
        lines: as many as it may take at that size; in smaller letters, what goes in that height.
        above: space to what is above it.
    """

    part: str
    text: str
    largest: float
    lines: float = 1
    above: float = 0.0
    bold: bool = False
    shade: str = "ink"


class Block(NamedTuple):
    """Lines from y = 0 down to `height`."""

    lines: tuple[Line, ...]
    height: float

    def at(self, y: float) -> tuple[Line, ...]:
        """The lines, moved down."""
        return tuple(line._replace(baseline=line.baseline + y) for line in self.lines)


def stack(letters: Letters, texts: Sequence[Say], x: float, across: float) -> Block:
    """The texts from the left edge `x`, none wider than `across`."""
    placed: list[Line] = []
    y = 0.0
    for say in texts:
        if not (text := letters.shown(say.text)):
            continue
        y += say.above if placed else 0.0
        height = say.lines * LEADING * say.largest
        size, lines = letters.fitted(text, across, height, say.largest, bold=say.bold)
        for line in lines:
            place = (x, y + ABOVE * size, size)
            placed.append(letters.line(say.part, line, *place, bold=say.bold, shade=say.shade))
            y += LEADING * size
    return Block(tuple(placed), y)
