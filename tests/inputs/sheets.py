"""Spreadsheets made in a test: the archives of .xlsx and .ods around what the test says.

Knows the least that a program must write. Must not know how ours reads them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive(files: Iterable[tuple[str, str | bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files:
            written.writestr(name, content)
    return out.getvalue()


def xlsx(
    *rows: str,
    sheets: dict[str, str] | None = None,
    shared: Iterable[str] = (),
    formats: Iterable[str] = (),
    before: str = "",
    from_1904: bool = False,
) -> bytes:
    """A workbook: the XML of each row of its one sheet, or of all rows of several.

    Args:
        shared: the inner XML of each shared string.
        formats: a style of cells for each, after the first, which is plain.
        before: stands before the sheet's own XML.
    """
    parts = sheets if sheets is not None else {"Form": "".join(rows)}
    names = list(parts)
    book = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    codes = list(formats)
    made = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{c}"/>' for n, c in enumerate(codes))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    strings = "".join(f"<si>{text}</si>" for text in shared)
    files: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="b"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr'
            f' date1904="{int(from_1904)}"/><sheets>{book}</sheets></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{targets}<Relationship Id="s"'
            f' Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t"'
            f' Type="{_OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>',
        ),
        ("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{strings}</sst>'),
        (
            "xl/styles.xml",
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{made}</numFmts><cellStyleXfs><xf'
            f' numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
            "</styleSheet>",
        ),
    ]
    files += [
        (
            f"xl/worksheets/s{n}.xml",
            f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{parts[name]}</sheetData></worksheet>',
        )
        for n, name in enumerate(names, 1)
    ]
    return archive(files)


def text_row(number: int, *cells: str) -> str:
    """A row of an .xlsx sheet with these texts."""
    inner = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inner}</row>'


def ods(*rows: str, sheets: dict[str, str] | None = None, before: str = "") -> bytes:
    """An OpenDocument spreadsheet: the XML of each row of its one sheet, or of several."""
    parts = sheets if sheets is not None else {"Form": "".join(rows)}
    tables = "".join(
        f'<table:table table:name="{name}">{inner}</table:table>' for name, inner in parts.items()
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{before}<office:document-content xmlns:office="{urn}:office:1.0"'
        f' xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" xmlns:draw="{urn}:drawing:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return archive(
        [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content),
        ]
    )


def cell(text: str, attributes: str = "") -> str:
    """A cell of an .ods row."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """A row of an .ods sheet."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"
