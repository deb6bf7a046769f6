"""From the bytes of a file to the text of ballots: compressed files, spreadsheets, plain text.

Knows in which wrappings ballots come, and names what can hold none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.inputs.text import Source, decode, shown

if TYPE_CHECKING:
    from hustings.inputs.grid import Grid

# How compressed files, zip archives and older office documents begin; looked at before anything
# that knows them is imported.
_WRAPPED = (b"\x1f\x8b", b"\xfd7zXZ", b"BZh", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OFFICE = {
    "docx": "a Word document (.docx)",
    "odt": "a text document (.odt)",
    "pptx": "a presentation (.pptx)",
    "odp": "a presentation (.odp)",
    "epub": "an e-book (.epub)",
    "odf": "an OpenDocument file that is not a spreadsheet",
}


def content(data: bytes, source: str) -> tuple[bytes, str, tuple[str, ...]]:
    """What is in a compressed file, its name for messages, and notes; else `data` as they are.

    Raises:
        InputError: the file is compressed and damaged, too large, or holds several.
    """
    if not data.startswith(_WRAPPED):
        return data, source, ()
    from hustings.inputs.compressed import unpacked

    return unpacked(data, source)


def opened(data: bytes, source: str, sheet: str | None = None) -> tuple[Source, str]:
    """The text of a file, and its format where the wrapping decides it: a sheet's rows are CSV.

    Args:
        sheet: the sheet that is meant, in a spreadsheet; None for the only one.

    Raises:
        InputError: nothing can be read from it, or a sheet is named where there are none.
    """
    data, source, notes = content(data, source)
    if data.startswith(_WRAPPED):
        from hustings.inputs.spreadsheet import is_spreadsheet, read

        if is_spreadsheet(data):
            text, known = _of_sheet(read(data, source, sheet))
            return text._replace(notes=(*notes, *text.notes)), known
        if data.startswith(b"PK"):
            raise _of_office(data, source)
    if sheet is not None:
        raise InputError(
            "a sheet is asked for, but this is not a spreadsheet",
            remedy="leave --sheet out",
            source=source,
        )
    text = decode(data, source)
    return text._replace(notes=(*notes, *text.notes)), ""


def _of_office(data: bytes, source: str) -> InputError:
    """The error that says which office program's document this is."""
    from hustings.inputs.zipped import office_kind

    kind = office_kind(data, source)
    if kind == "xlsb":
        return InputError(
            "this is a spreadsheet in Excel's binary format (.xlsb)",
            remedy="open it, and save it as .xlsx, .ods or CSV",
            source=source,
        )
    return InputError(
        f"this is {_OFFICE[kind]}",
        remedy="put the ballots in a spreadsheet or a text file",
        source=source,
    )


def _of_sheet(grid: Grid) -> tuple[Source, str]:
    """A sheet as the text of CSV, each line with the number of its row, and the format it has.

    One column may hold the lines of another format. A line of comments is left as it is.
    """
    from hustings.election.formats.recognition import recognise

    name = f"{grid.source}, sheet {shown(grid.sheet)}" if grid.source else grid.sheet
    notes = [f"Read from the sheet {shown(grid.sheet)}.", *grid.notes]
    if all(len(row) <= 1 and "\n" not in "".join(row) for row in grid.rows):
        plain = Source(name, "\n".join("".join(row) for row in grid.rows), tuple(notes))
        try:
            known = recognise(plain)
        except InputError:
            known = "csv"
        if known != "csv":
            return plain, known
    empty = [
        number
        for number, row in zip(grid.numbers, grid.rows, strict=True)
        if not row and number > 1
    ]
    text = _as_csv(grid, name)
    try:
        known = recognise(text)
    except InputError:
        known = "csv"
    if empty:
        rows = "row is" if len(empty) == 1 else "rows are"
        notes.append(f"{len(empty)} {rows} empty, the first row {empty[0]}: passed over.")
    return text._replace(notes=tuple(notes)), known


def _as_csv(grid: Grid, name: str) -> Source:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    numbers: list[int] = []
    header = False
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
        comment = not header and len(cells) == 1 and cells[0][:1] == "#" and "\n" not in cells[0]
        if comment or not cells:
            out.write("".join(cells) + "\n")
        else:
            writer.writerow(cells)
            header = True
        numbers.extend([number] * (1 + sum(cell.count("\n") for cell in cells)))
    numbers.append(len(grid.rows))  # the text ends with a line feed
    return Source(name, out.getvalue(), (), tuple(numbers))
