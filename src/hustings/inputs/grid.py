"""A table of cells as text, whichever kind of file it came from.

Knows rows, the file's own number of each, and how to say what is wrong in one. Must not know CSV,
spreadsheets or what a table means.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.errors import InputError
from hustings.inputs.text import shown


class Grid(NamedTuple):
    """A table of cells as text.

    Attributes:
        rows: every row that the file has, cells as text, `''` for an empty one.
        numbers: the file's own number of each row (1-based).
        source: the file's name.
        sheet: the sheet's name, or `''` where the file has none.
        notes: what a person should know of how the table was read, one sentence each.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    source: str
    sheet: str = ""
    notes: tuple[str, ...] = ()

    def fault(self, what: str, *, row: int = 0, remedy: str = "") -> InputError:
        """The error that says what is wrong in `row`: index into `rows` + 1, 0 for all of it."""
        number = self.numbers[row - 1] if row else 0
        if not self.sheet:
            return InputError(what, remedy=remedy, source=self.source, line=number)
        where = [self.source] if self.source else []
        where.append(f"sheet {shown(self.sheet)}")
        if number:
            where.append(f"row {number}")
        return InputError(what, remedy=remedy, source=", ".join(where))
