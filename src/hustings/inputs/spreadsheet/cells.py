"""The cells of one sheet as they are gathered, and how many there may be.

Knows rows, columns and bounds. Must not know how any kind of spreadsheet writes them down.
"""

from __future__ import annotations

from hustings.errors import InputError
from hustings.inputs.grid import Grid
from hustings.inputs.text import shown

MAX_ROWS = 1_048_576  # what spreadsheets themselves hold
MAX_COLUMNS = 16_384
MAX_CELLS = 10_000_000
MAX_LETTERS = 200_000_000  # of all different texts together
_EMPTY: tuple[str, ...] = ()


class Cells:
    """The rows of a sheet, from the top down.

    Args:
        source: the file's name.
        sheet: the sheet's name.
    """

    def __init__(self, source: str, sheet: str) -> None:
        self.source = source
        self.sheet = sheet
        self.rows: list[tuple[str, ...]] = []
        self.hidden = 0  # rows with something in them that the spreadsheet does not show
        self._cells = 0
        self._letters = 0
        self._texts: dict[str, str] = {}  # equal texts are kept once

    def text(self, text: str) -> str:
        """The same text, kept once however many cells hold it.

        Raises:
            InputError: all texts together are far too long.
        """
        kept = self._texts.get(text)
        if kept is None:
            self._letters += len(text)
            if self._letters > MAX_LETTERS:
                raise self.too_large()
            self._texts[text] = kept = text
        return kept

    def add(self, number: int, row: list[str], times: int = 1, *, hidden: bool = False) -> None:
        """Take in the row `number` (1-based) and the equal ones after it.

        Raises:
            InputError: there are more rows or cells than a spreadsheet of ballots could have.
        """
        while row and not row[-1].strip():
            row.pop()
        if not row:
            return
        self._cells += len(row) * times
        if number + times - 1 > MAX_ROWS or len(row) > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise self.too_large()
        if number <= len(self.rows):
            raise damaged(self.source)
        self.hidden += hidden * times
        self.rows.extend([_EMPTY] * (number - 1 - len(self.rows)))
        self.rows.extend([tuple(row)] * times)

    def too_large(self) -> InputError:
        """The error that says so."""
        return self.fault(
            "has far too many cells",
            "delete the rows and columns that nobody needs, or save the sheet as CSV",
        )

    def bad_cell(self, column: int, row: int, what: str, remedy: str) -> InputError:
        """The error about one cell (1-based), `what` said of "cell B7"."""
        return self.fault(f"cell {letters(column)}{row} {what}", remedy)

    def fault(self, what: str, remedy: str) -> InputError:
        """The error about the sheet."""
        where = f"sheet {shown(self.sheet)}"
        return InputError(
            f"{where}: {what}" if what[:4] == "cell" else f"{where} {what}",
            remedy=remedy,
            source=self.source,
        )

    def grid(self) -> Grid:
        """The table of all rows down to the last that has something in it."""
        notes = []
        if self.hidden:
            rows = "row that is" if self.hidden == 1 else "rows that are"
            notes.append(f"{self.hidden} {rows} hidden in the spreadsheet count like any other.")
        numbers = tuple(range(1, len(self.rows) + 1))
        return Grid(tuple(self.rows), numbers, self.source, self.sheet, tuple(notes))


def letters(column: int) -> str:
    """The letters of a column (1-based): A … Z, AA …"""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def damaged(source: str) -> InputError:
    """The error for a spreadsheet that is not as spreadsheets are."""
    return InputError(
        "this spreadsheet is damaged", remedy="open it, and save it anew or as CSV", source=source
    )
