"""Tables that people hand in, as CSV or a spreadsheet, a heading above each column.

Knows files and headings. Must not know what a table is of.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from hustings.errors import InputError
from hustings.inputs import spreadsheet
from hustings.inputs.grid import Grid
from hustings.inputs.text import decode, read_bytes, shown

_WORDS = re.compile(r"[^a-z0-9]+")


def grid(path: str, sheet: str | None = None) -> Grid:
    """The cells of a file.

    Args:
        sheet: of a spreadsheet that has several.

    Raises:
        InputError: it cannot be read.
    """
    data = read_bytes(path, lambda why: InputError(f"this cannot be read: {why}", source=path))
    if spreadsheet.is_spreadsheet(data):
        return spreadsheet.read(data, path, sheet)
    try:
        text = decode(data, path).text
    except InputError as error:
        if "ballot" not in error.remedy:
            raise
        remedy = "give the table as CSV, .xlsx or .ods"
        raise InputError(error.what, remedy=remedy, source=path) from None
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, numbers, begins = [], [], 1
    try:
        for cells in reader:
            found.append(tuple(map(str.strip, cells)))
            numbers.append(begins)
            begins = reader.line_num + 1
    except csv.Error:
        raise InputError(
            "the quotation marks of a cell do not match",
            remedy='close every quotation mark, and write "" for one inside',
            source=path,
            line=begins,
        ) from None
    return Grid(tuple(found), tuple(numbers), path)


def rows(grid: Grid, first: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each line that holds anything, as long as the headings, and its number in the file."""
    width = len(grid.rows[first])
    for cells, number in zip(grid.rows[first + 1 :], grid.numbers[first + 1 :], strict=True):
        if any(cells):
            yield cells + ("",) * (width - len(cells)), number


def column(
    grid: Grid, first: int, name: str, spellings: Sequence[str], *, remedy: str
) -> int | None:
    """Where a column of ours stands; None for nowhere.

    Args:
        spellings: of its heading, as of `plain`.
        remedy: what to do where two columns could be it.

    Raises:
        InputError: two could be it.
    """
    headings = grid.rows[first]
    hits = [place for place, heading in enumerate(headings) if plain(heading) in spellings]
    if len(hits) > 1:
        both = " and ".join(shown(headings[place]) for place in hits)
        raise grid.fault(f"{both} could both be the column `{name}`", row=first + 1, remedy=remedy)
    return hits[0] if hits else None


def plain(heading: str) -> str:
    """A heading as it is compared."""
    return _WORDS.sub(" ", heading.casefold()).strip()
