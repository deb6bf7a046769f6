"""Names with their numbers in boxes, as on a ballot paper, as large as they fit in a space.

Knows rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from hustings.report.print.lettering import CAPITALS, LEADING, Letters, Line, sizes
from hustings.report.print.stacked import Space

_Row = TypeVar("_Row")


class Square(NamedTuple):
    """The box round a number: its corner, its side and how thick its line is, inwards."""

    x: float
    y: float
    side: float
    stroke: float


class Names(NamedTuple):
    """Names in their places; `size` of their letters, the same for all."""

    size: float
    lines: tuple[Line, ...]
    squares: tuple[Square, ...]


# Of the size of the letters: the box, its line, the number in it, the space to the name.
SIDE, STROKE, NUMBER, GAP = 1.24, 0.07, 0.82, 0.42
BETWEEN = 0.16  # rows, at least
LOOSE = 0.75  # and at most
GUTTER = 1.1  # columns


class _Way(NamedTuple):
    """A way to set names: in how many columns, in how many lines each at most.

    It is taken only where it makes the letters larger by the factor `worth`.
    """

    columns: int
    lines: int
    words: bool
    worth: float


_WAYS = (
    _Way(1, 1, True, 1.0),
    _Way(1, 2, True, 1.2),
    _Way(1, 3, True, 1.2),
    _Way(1, 3, False, 1.4),
)
_IN_TWO = tuple(way._replace(columns=2, worth=1.15 if way.lines == 1 else 1.5) for way in _WAYS)


def fill(
    letters: Letters,
    names: Sequence[str],
    space: Space,
    largest: float,
    *,
    first: int = 1,
    columns: int = 1,
) -> Names:
    """The names from number `first` on, down the columns, in letters of at most `largest`.

    Args:
        columns: 1, or 2 where two may be used if they serve.
    """
    best_way, best = _WAYS[0], 0.0
    for way in (*_WAYS, *(_IN_TWO if columns == 2 else ())):
        size = _size(letters, names, space, largest, way)
        if size > best * way.worth:
            best_way, best = way, size
    return _set(letters, names, space, best, best_way, first)


def _size(letters: Letters, names: Sequence[str], space: Space, largest: float, way: _Way) -> float:
    """The largest size that fits in `space`."""
    one_each = _total([SIDE] * -(-len(names) // way.columns))
    for size in sizes(min(largest, space.height / one_each)):
        room = _room(space, size, way)
        lines = [letters.count(name, room, bold=True, words=way.words) for name in names]
        if all(0 < count <= way.lines for count in lines):
            columns = _dealt([_height(count) for count in lines], way.columns)
            if max(_total(column) for column in columns) * size <= space.height + 1e-9:
                return size
    raise AssertionError("sizes end nowhere")


def _set(
    letters: Letters, names: Sequence[str], space: Space, size: float, way: _Way, first: int
) -> Names:
    room = _room(space, size, way)
    rows = [
        (first + i, letters.broken(name, room, bold=True, words=way.words))
        for i, name in enumerate(names)
    ]
    columns = _dealt(rows, way.columns)
    across = _across(space, size, way)
    # Space that is left goes between the rows, the same in every column, then above and below.
    used = max(_total([_height(len(lines)) for _, lines in column]) for column in columns) * size
    most = max(len(column) for column in columns)
    loose = min((space.height - used) / max(most - 1, 1), (LOOSE - BETWEEN) * size)
    top = space.y + (space.height - used - (most - 1) * loose) / 2
    digits = len(str(first + len(names) - 1))
    placed: list[Line] = []
    squares: list[Square] = []
    for index, column in enumerate(columns):
        x, y = space.x + index * (across + GUTTER * size), top
        for number, lines in column:
            height = _height(len(lines)) * size
            square = Square(x, y + (height - SIDE * size) / 2, SIDE * size, STROKE * size)
            squares.append(square)
            placed += _row(letters, number, digits, lines, square, size)
            y += height + BETWEEN * size + loose
    return Names(size, tuple(placed), tuple(squares))


def _row(
    letters: Letters, number: int, digits: int, lines: Sequence[str], square: Square, size: float
) -> list[Line]:
    """A name beside its number, both halfway down the row; room for `digits` in the box."""
    part = f"name {number}"
    figures = size * min(NUMBER, (SIDE - 4 * STROKE) / letters.width("0" * digits, bold=True))
    middle = square.y + square.side / 2
    left = square.x + (square.side - letters.width(str(number), bold=True) * figures) / 2
    below = middle + CAPITALS * figures / 2
    placed = [letters.line(part, str(number), left, below, figures, bold=True)]
    x = square.x + square.side + GAP * size
    baseline = middle + (CAPITALS - (len(lines) - 1) * LEADING) * size / 2
    for index, line in enumerate(lines):
        y = baseline + index * LEADING * size
        placed.append(letters.line(part, line, x, y, size, bold=True))
    return placed


def _dealt(rows: Sequence[_Row], columns: int) -> list[Sequence[_Row]]:
    """Rows down the columns, the first as long as any."""
    length = -(-len(rows) // columns)
    return [rows[start : start + length] for start in range(0, len(rows), length)]


def _across(space: Space, size: float, way: _Way) -> float:
    return (space.width - (way.columns - 1) * GUTTER * size) / way.columns


def _room(space: Space, size: float, way: _Way) -> float:
    """For a line of a name, in em."""
    return _across(space, size, way) / size - SIDE - GAP


def _height(lines: int) -> float:
    """Of a row, in em."""
    return max(SIDE, lines * LEADING)


def _total(heights: Sequence[float]) -> float:
    return sum(heights) + BETWEEN * (len(heights) - 1)
