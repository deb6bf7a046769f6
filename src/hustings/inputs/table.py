"""Tables in CSV files that people write, for long lists.

Knows headers, separators and lines of rows. Must not know what the columns mean.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.inputs.entry import Entry, nearest
from hustings.inputs.text import read_text, shown

if TYPE_CHECKING:
    from hustings.inputs.keys.kinds import Table

MAX_ROWS = 50_000
_BESIDE = "name a file that stands beside the scenario"


def beside(folder: str, entry: Entry, key: str) -> str:
    """The path of the file that `entry` names under `key`."""
    return os.path.join(folder, entry.text(key))


def rows(path: str, asked: Entry | None, key: str, *, what: str, shape: Table) -> list[Entry]:
    """The rows of a CSV file; cells that are empty are left out.

    Args:
        asked, key: what names the file, to blame where it cannot be read; None for nothing.
        what: how a row is called.
        shape: the columns that may be there; every row must fill those that are needed.

    Raises:
        InputError: a column that is not known, named twice or missing, a row that is too long.
    """
    needed = [one.name for one in shape.keys if one.needed]
    blame = None if asked is None else lambda what: asked.fault(what, key, remedy=_BESIDE)
    text = read_text(path, blame, standard=False)
    first = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first else ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Entry] = []
    header: list[str] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            filled = [cell.strip() for cell in cells]
            if not any(filled):
                continue
            if not header:
                header = _header(path, filled, line, shape.names, needed)
                continue
            if len(filled) > len(header):
                raise InputError(
                    f"this row has {len(filled)} cells, the header {len(header)}",
                    remedy="put cells that hold the separator in quotation marks",
                    source=path,
                    line=line,
                )
            values = {name: cell for name, cell in zip(header, filled, strict=False) if cell}
            entry = Entry(
                path,
                f"{what} {len(found) + 1}",
                line,
                values,
                shape,
                from_row=True,
                read_as=asked.read_as if asked else None,
            )
            for name in needed:
                if name not in values:
                    raise entry.fault(f"{entry.what} has no {shown(name)}")
            found.append(entry)
            if len(found) > MAX_ROWS:
                raise InputError(f"the file has more than {MAX_ROWS:,} rows", source=path)
    except csv.Error:
        raise InputError(
            "the quotation marks of a cell do not match",
            remedy='close every quotation mark, and write "" for one inside',
            source=path,
            line=begins,
        ) from None
    if not found:
        raise InputError(
            f"there is no {what} in this file", remedy="add a row for each", source=path
        )
    return found


def _header(
    path: str, cells: list[str], line: int, columns: Sequence[str], needed: Sequence[str]
) -> list[str]:
    while not cells[-1]:
        cells = cells[:-1]
    for place, name in enumerate(cells):
        if not name or name in cells[:place]:
            called = f"two columns are called {shown(name)}" if name else "a column has no name"
            raise InputError(called, remedy="name each once", source=path, line=line)
        if name not in columns:
            raise InputError(
                f"no column is called {shown(name)}",
                remedy=nearest(name, columns, what="they are"),
                source=path,
                line=line,
            )
    for name in needed:
        if name not in cells:
            raise InputError(
                f"there is no column {shown(name)}",
                remedy="write the names of the columns on the first line",
                source=path,
                line=line,
            )
    return cells
