"""A table as a program has it before it is a file: cells with a value and a way to write it.

Knows how columns become rows and rows become CSV. Knows nothing of votes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

Value = str | int | float | bool | datetime | None


class Cell(NamedTuple):
    """What stands in a cell of a CSV file, and what a spreadsheet would keep of it."""

    written: str
    value: Value


EMPTY = Cell("", None)

Row = tuple[Cell, ...]
Table = tuple[Row, ...]


def words(written: str) -> Cell:
    """A cell of text; of nothing, where there is none."""
    return Cell(written, written or None)


def number(value: int) -> Cell:
    """A cell with a whole number."""
    return Cell(str(value), value)


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        heads: from the top, one for each heading row.
        cells: one for each paper.
        vote: the rank or the candidate that it stands for, from 0; None where it is no vote.
    """

    heads: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    vote: int | None = None


def assemble(columns: Sequence[Column]) -> Table:
    """The rows of some columns of the same length."""
    return tuple(zip(*(column.heads + column.cells for column in columns), strict=True))


def padded(table: Table, width: int) -> Table:
    """The same table with empty cells on the right."""
    return tuple(row + (EMPTY,) * (width - len(row)) for row in table)


def write(table: Table, *, delimiter: str, quote_all: bool, newline: str) -> str:
    """A table as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=delimiter,
        lineterminator=newline,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows([cell.written for cell in row] for row in table)
    return stream.getvalue()
