"""Spreadsheets as tables of text: .xlsx, as Excel and most others write it, and .ods.

Knows which kind a file is and which of its sheets is meant. Must not know what a table means.
"""

from __future__ import annotations

from typing import Protocol

from hustings.errors import InputError
from hustings.inputs.grid import Grid
from hustings.inputs.spreadsheet.cells import Cells
from hustings.inputs.text import shown
from hustings.inputs.zipped import ZIP, office_kind

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how the older programs' documents begin


class _Book(Protocol):
    """A spreadsheet with sheets."""

    names: tuple[str, ...]

    def filled(self) -> list[str]:
        """The names of the sheets that have anything in a cell."""

    def read(self, sheet: str) -> Cells:
        """The cells of the sheet of that name."""


def is_spreadsheet(data: bytes) -> str:
    """Which kind of spreadsheet `data` is: "xlsx", "ods", "xls" (an older one), or "" for none."""
    if data.startswith(OLD):
        return "" if "WordDocument".encode("utf-16-le") in data else "xls"
    if not data.startswith(ZIP):
        return ""
    try:
        kind = office_kind(data, "")
    except InputError:
        return ""
    return kind if kind in ("xlsx", "ods") else ""


def read(data: bytes, name: str, sheet: str | None = None) -> Grid:
    """The table in one sheet of a spreadsheet.

    Numbers are written as they would be in CSV: whole ones without a point, dates and times as in
    ISO 8601, truth values as TRUE and FALSE. Rows end with their last filled cell.

    Args:
        name: the file's name for complaints.
        sheet: the sheet's name; None for the only one that has anything in it.

    Raises:
        InputError: it cannot be read; several sheets have something in them, and none is named; a
            cell of the sheet holds an error, or a formula whose value is not stored.
    """
    kind = is_spreadsheet(data)
    book: _Book
    match kind:
        case "xlsx":
            from hustings.inputs.spreadsheet.xlsx import Workbook

            book = Workbook(data, name)
        case "ods":
            from hustings.inputs.spreadsheet.ods import Document

            book = Document(data, name)
        case "xls":
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise InputError(
                    "this spreadsheet is locked with a password",
                    remedy="open it, and save it without one, as .xlsx or CSV",
                    source=name,
                )
            raise InputError(
                "this is a spreadsheet in an old format (.xls)",
                remedy="open it, and save it as .xlsx, .ods or CSV",
                source=name,
            )
        case _:
            raise InputError("this is not a spreadsheet", source=name)
    return book.read(_chosen(book, name, sheet)).grid()


def _chosen(book: _Book, name: str, sheet: str | None) -> str:
    if sheet is None:
        filled = book.filled()
        if len(filled) == 1:
            return filled[0]
        if not filled:
            raise InputError(
                "the spreadsheet is empty", remedy="give a file of ballots", source=name
            )
        raise InputError(
            f"{len(filled)} sheets have something in them: {_listed(filled)}",
            remedy="say which with --sheet NAME",
            source=name,
        )
    folded = [known for known in book.names if known.casefold() == sheet.strip().casefold()]
    if sheet in book.names:
        return sheet
    if len(folded) == 1:
        return folded[0]
    raise InputError(
        f"no sheet is called {shown(sheet)}",
        remedy=f"the sheets are {_listed(book.names)}",
        source=name,
    )


def _listed(names: list[str] | tuple[str, ...]) -> str:
    most = 20
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown, names[:most])) + more
