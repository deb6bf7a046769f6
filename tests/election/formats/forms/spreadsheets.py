"""A table as an .xlsx and as an .ods file, with numbers that are numbers and dates that are dates.

Knows how spreadsheet programs keep a table: a cell typed by its value, nothing where there is
nothing, equal cells and rows of an .ods file kept once and repeated. Knows nothing of votes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from xml.sax.saxutils import escape

from .tables import Row, Table, Value

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ROWS, COLUMNS = 1_048_576, 16_384

_MANIFEST = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.2">
 <manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""

_CONTENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet><table:table table:name="{name}">\
<table:table-column table:number-columns-repeated="{columns}"/>{rows}</table:table>\
</office:spreadsheet></office:body></office:document-content>
"""


def xlsx(table: Table, *, name: str = "Form Responses 1") -> bytes:
    """A workbook with the table on its one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = name
    for at, row in enumerate(table, start=1):
        for place, cell in enumerate(row, start=1):
            if cell.value is not None:
                sheet.cell(at, place, cell.value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(table: Table, *, name: str = "Form Responses 1") -> bytes:
    """A document with the table on its one sheet, filled up to a million empty rows as they are."""
    rows = [*_rows(table), _row((), ROWS - len(table))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as document:
        for path, content in (
            ("mimetype", ODS_TYPE),  # first, and not compressed
            ("META-INF/manifest.xml", _MANIFEST),
            (
                "content.xml",
                _CONTENT.format(name=escape(name), columns=COLUMNS, rows="".join(rows)),
            ),
        ):
            entry = zipfile.ZipInfo(path)
            entry.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            document.writestr(entry, content)
    return stream.getvalue()


def _rows(table: Table) -> Iterator[str]:
    for values, same in groupby(table, key=_typed):
        yield _row(values, len(list(same)))


def _typed(row: Row) -> tuple[tuple[str, Value], ...]:
    """The values of a row with their types, since to Python 1 and True are equal."""
    return tuple((type(cell.value).__name__, cell.value) for cell in row)


def _row(values: tuple[tuple[str, Value], ...], times: int) -> str:
    cells = [_cell(value, len(list(same))) for (_, value), same in groupby(values)]
    if len(values) < COLUMNS:
        cells.append(_cell(None, COLUMNS - len(values)))
    return f"<table:table-row{_repeated('rows', times)}>{''.join(cells)}</table:table-row>"


def _cell(value: Value, times: int) -> str:
    start = f"<table:table-cell{_repeated('columns', times)}"
    match value:
        case None:
            return f"{start}/>"
        case bool():
            typed, shown = (
                f'boolean" office:boolean-value="{str(value).lower()}',
                str(value).upper(),
            )
        case int() | float():
            typed, shown = f'float" office:value="{value}', str(value)
        case datetime():
            typed, shown = (
                f'date" office:date-value="{value.isoformat()}',
                f"{value:%d/%m/%y %H:%M}",
            )
        case str():
            typed, shown = "string", value
    return f'{start} office:value-type="{typed}">{"".join(_lines(shown))}</table:table-cell>'


def _lines(text: str) -> Iterable[str]:
    """A paragraph for each line; blanks that XML would lose are written out."""
    for line in text.split("\n"):
        kept = re.sub(
            r"^ +| +$| {2,}",
            lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>',
            escape(line),
        )
        yield f"<text:p>{kept}</text:p>"


def _repeated(what: str, times: int) -> str:
    return f' table:number-{what}-repeated="{times}"' if times > 1 else ""
