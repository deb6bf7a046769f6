"""Spreadsheets as tables of text, and those that nobody should read."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.inputs.grid import Grid
from hustings.inputs.spreadsheet import is_spreadsheet, read
from inputs.sheets import archive, cell, ods, row, text_row, xlsx

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(data, "f", sheet)
    said = str(caught.value)
    assert said.isprintable()
    return said


def one(cell_xml: str, **made: object) -> str:
    """The text of the one cell of an .xlsx sheet."""
    grid = read(xlsx(f'<row r="1">{cell_xml}</row>', **made), "f")  # type: ignore[arg-type]
    return "".join(grid.rows[0]) if grid.rows else ""


def one_ods(cell_xml: str) -> str:
    grid = read(ods(row(cell_xml)), "f")
    return "".join(grid.rows[0]) if grid.rows else ""


def test_which_kind_a_file_is() -> None:
    assert is_spreadsheet(xlsx()) == "xlsx"
    assert is_spreadsheet(ods()) == "ods"
    assert is_spreadsheet(OLD) == "xls"
    assert is_spreadsheet(OLD + "WordDocument".encode("utf-16-le")) == ""
    assert is_spreadsheet(archive([("a", "b")])) == ""
    assert is_spreadsheet(archive([("[Content_Types].xml", ""), ("word/document.xml", "")])) == ""
    assert is_spreadsheet(xlsx()[:200]) == ""
    assert is_spreadsheet(b"Ann,Bo\n1,2\n") == ""


def test_rows_have_their_own_numbers() -> None:
    sheet = [text_row(1, "Ann", "Bo"), text_row(4, "", "2", ""), '<row r="9"><c r="C9"/></row>']
    expected = Grid((("Ann", "Bo"), (), (), ("", "2")), (1, 2, 3, 4), "f", "Form")
    assert read(xlsx(*sheet), "f") == expected
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    last = '<table:table-row table:number-rows-repeated="1048572"/>'
    assert (
        read(
            ods(
                row(cell("Ann"), cell("Bo")),
                blank,
                row("<table:table-cell/>", cell("2"), cell("")),
                last,
            ),
            "f",
        )
        == expected
    )
    assert str(expected.fault("wrong", row=4, remedy="mend it")) == (
        "f, sheet `Form`, row 4: wrong; mend it"
    )


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c><v>1</v></c>', "1"),
        ('<c t="n"><v>1.0</v></c>', "1"),
        ('<c><v>-2.50</v></c>', "-2.5"),
        ('<c><v>0.30000000000000004</v></c>', "0.3"),
        ('<c><v>1E3</v></c>', "1000"),
        ('<c><v>1E+20</v></c>', "1E+20"),
        ('<c><v>123456789012345678</v></c>', "123456789012345678"),
        ('<c t="b"><v>1</v></c><c t="b"><v>0</v></c>', "TRUEFALSE"),
        ('<c t="str"><f>A1</f><v>Ann</v></c>', "Ann"),
        ('<c t="str"><f>""</f><v></v></c>', ""),
        ('<c><f>1+1</f><v>2</v></c>', "2"),
        ('<c t="s"><v>1</v></c>', "Ann Bell"),
        ('<c t="s"><v>0</v></c>', "plain"),
        ('<c t="inlineStr"><is><r><t>An</t></r><r><t>n</t></r></is></c>', "Ann"),
        ('<c t="inlineStr"><is><t > a_x000D_\nb_x41_ </t></is></c>', " a\r\nb_x41_ "),
        ('<c t="d"><v>2024-05-01T10:15:00</v></c>', "2024-05-01 10:15:00"),
        ('<c s="1"><v>45413</v></c>', "2024-05-01"),
        ('<c s="1"><v>45413.427083333336</v></c>', "2024-05-01 10:15:00"),
        ('<c s="2"><v>0.5</v></c>', "12:00:00"),
        ('<c s="1"><v>1</v></c>', "1900-01-01"),
        ('<c s="1"><v>59</v></c>', "1900-02-28"),
        ('<c s="1"><v>61</v></c>', "1900-03-01"),
        ('<c s="1"><v>-1</v></c>', "-1"),
        ('<c s="3"><v>5</v></c>', "5"),
        ('<c s="4"><v>5</v></c>', "5"),
        ('<c s="9"><v>5</v></c>', "5"),
        ('<c s="1" t="str"><v>5</v></c>', "5"),
    ],
)  # fmt: skip
def test_cells_of_xlsx(xml: str, text: str) -> None:
    shared = ["<t>plain</t>", "<r><t>Ann</t></r><rPh><t>reading</t></rPh><r><t> Bell</t></r>"]
    formats = ["yyyy\\-mm\\-dd", "[h]:mm:ss", "0.00&quot;days&quot;", "[Red]General"]
    assert one(xml, shared=shared, formats=formats) == text


def test_dates_of_the_other_epoch() -> None:
    assert one('<c s="1"><v>43951</v></c>', formats=["d.m.yy"], from_1904=True) == "2024-05-01"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (cell("1.00", 'office:value-type="float" office:value="1"'), "1"),
        (cell("1,5", 'office:value-type="float" office:value="1.50"'), "1.5"),
        (cell("50%", 'office:value-type="percentage" office:value="0.5"'), "0.5"),
        (cell("1 Mai", 'office:value-type="date" office:date-value="2024-05-01"'), "2024-05-01"),
        (
            cell("x", 'office:value-type="date" office:date-value="2024-05-01T10:15:00"'),
            "2024-05-01 10:15:00",
        ),
        (cell("x", 'office:value-type="time" office:time-value="PT9H5M0S"'), "09:05:00"),
        (cell("WAHR", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d"), "a  b\tc\nd"),
        (cell("<text:span>An</text:span>n</text:p><text:p>Bell"), "Ann\nBell"),
        (cell("A<office:annotation><text:p>n</text:p></office:annotation>"), "A"),
        (cell("Ann<draw:frame><text:p>no</text:p></draw:frame>"), "Ann"),
        (cell("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"'), "2"),
        (cell("x", 'table:number-columns-repeated="3"'), "xxx"),
        ('<table:covered-table-cell table:number-columns-repeated="2"/>' + cell("x"), "x"),
    ],
)  # fmt: skip
def test_cells_of_ods(xml: str, text: str) -> None:
    assert one_ods(xml) == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            xlsx('<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'),
            "cell B3 holds the error `#DIV/0!`; correct the cell or clear it, and save the file",
        ),
        (
            xlsx('<row r="3"><c r="AB3"><f>1+1</f></c></row>'),
            "cell AB3 holds a formula whose value is not stored; open the file in a spreadsheet"
            " program and save it, or save it as CSV",
        ),
        (
            xlsx('<row r="3"><c r="A3"><f>1+1</f><v></v></c></row>'),
            "cell A3 holds a formula whose value is not stored; open the file in a spreadsheet"
            " program and save it, or save it as CSV",
        ),
        (
            ods(row(), row(cell("x"), cell("#N/A", 'office:value-type="string"'
                ' calcext:value-type="error" table:formula="of:=NA()"'))),
            "cell B2 holds the error `#N/A`; correct the cell or clear it, and save the file",
        ),
        (
            ods(row(cell("Err:502", 'table:formula="of:=X()" office:value-type="float"'
                ' office:value="0"'))),
            "cell A1 holds the error `Err:502`; correct the cell or clear it, and save the file",
        ),
        (
            ods(row(cell("", 'table:formula="of:=1+1"'))),
            "cell A1 holds a formula whose value is not stored; open the file in a spreadsheet"
            " program and save it, or save it as CSV",
        ),
    ],
)  # fmt: skip
def test_cells_that_have_no_value_are_named(data: bytes, what: str) -> None:
    assert refusal(data) == f"f: sheet `Form`: {what}"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_which_sheet_is_meant(kind: str) -> None:
    def book(**parts: str) -> bytes:
        if kind == "xlsx":
            return xlsx(sheets={name: text_row(1, text) for name, text in parts.items()})
        return ods(sheets={name: row(cell(text)) for name, text in parts.items()})

    def empty(name: str) -> bytes:
        inner = text_row(1, "x") if kind == "xlsx" else row(cell("x"))
        blank = (
            '<row r="1"><c r="A1" s="0"/></row>' if kind == "xlsx" else row("<table:table-cell/>")
        )
        parts = {"First": blank, name: inner, "Last": ""}
        return xlsx(sheets=parts) if kind == "xlsx" else ods(sheets=parts)

    two = book(Votes="a", Sums="b")
    assert read(empty("Votes"), "f") == Grid((("x",),), (1,), "f", "Votes")
    assert read(two, "f", "Sums").rows == (("b",),)
    assert read(two, "f", " votes").sheet == "Votes"
    assert refusal(two) == (
        "f: 2 sheets have something in them: `Votes`, `Sums`; say which with --sheet NAME"
    )
    assert refusal(two, "Form") == "f: no sheet is called `Form`; the sheets are `Votes`, `Sums`"
    assert refusal(xlsx() if kind == "xlsx" else ods()) == (
        "f: the spreadsheet is empty; give a file of ballots"
    )


def test_hidden_rows_are_told_of() -> None:
    hidden = text_row(2, "x").replace("<row", '<row hidden="1"')
    note = ("1 row that is hidden in the spreadsheet count like any other.",)
    assert read(xlsx(text_row(1, "a"), hidden), "f").notes == note
    assert (
        read(ods(row(cell("a")), row(cell("x"), attributes='table:visibility="filter"')), "f").notes
        == note
    )


def test_old_and_locked_ones_are_named() -> None:
    assert refusal(OLD) == (
        "f: this is a spreadsheet in an old format (.xls); open it, and save it as .xlsx, .ods or"
        " CSV"
    )
    assert refusal(OLD + "EncryptedPackage".encode("utf-16-le")) == (
        "f: this spreadsheet is locked with a password; open it, and save it without one, as .xlsx"
        " or CSV"
    )
    manifest = "<manifest:encryption-data>"
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    locked = archive(
        [("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x93")]
    )
    assert refusal(locked) == (
        "f: this spreadsheet is locked with a password; open it, and save it without one"
    )
    assert refusal(b"Ann,Bo") == "f: this is not a spreadsheet"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
DAMAGED = "f: this spreadsheet is damaged; open it, and save it anew or as CSV"
DECLARED = (
    "f: this spreadsheet holds a document type declaration, which none has; save it anew with a"
    " spreadsheet program, or as CSV"
)
LARGE = (
    "f: sheet `Form` has far too many cells; delete the rows and columns that nobody needs, or save"
    " the sheet as CSV"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(xlsx("<row>"), DAMAGED, id="not well-formed"),
        pytest.param(xlsx(text_row(2, "x"), text_row(1, "x")), DAMAGED,
                     id="rows turned round"),
        pytest.param(xlsx('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), LARGE,
                     id="cells turned round"),
        pytest.param(xlsx('<row><c r="1A"><v>1</v></c></row>'), DAMAGED, id="no place"),
        pytest.param(xlsx('<row><c t="s"><v>7</v></c></row>'), DAMAGED, id="no such string"),
        pytest.param(xlsx('<row><c t="zz"><v>7</v></c></row>'), DAMAGED, id="no such type"),
        pytest.param(xlsx("<row><c><v>seven</v></c></row>"), DAMAGED, id="no number"),
        pytest.param(xlsx("<row><c><v>nan</v></c></row>"), DAMAGED, id="not a number"),
        pytest.param(xlsx("<row>" + "<x>" * 300), DAMAGED, id="deep"),
        pytest.param(xlsx("".join(f"<x{n}/>" for n in range(3000))), DAMAGED, id="many names"),
        pytest.param(xlsx('<row><c r="ZZZZZZ1"><v>1</v></c></row>'), LARGE, id="a far column"),
        pytest.param(xlsx('<row r="1048577"><c><v>1</v></c></row>'), LARGE, id="a far row"),
        pytest.param(xlsx("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>'
                                  for n in range(1, 700))), LARGE, id="wide rows"),
        pytest.param(xlsx("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>"), LARGE,
                     id="a million columns"),
        pytest.param(xlsx(before=ENTITIES), DECLARED, id="DTD"),
        pytest.param(ods(before=ENTITIES), DECLARED, id="DTD of ods"),
        pytest.param(ods(row(cell("x", 'table:number-columns-repeated="16385"'))), LARGE,
                     id="repeated cells"),
        pytest.param(ods(row(cell("x", 'table:number-columns-repeated="999999999999"'))), LARGE,
                     id="more repeated cells"),
        pytest.param(ods(row(cell("x"), attributes='table:number-rows-repeated="99999999"')), LARGE,
                     id="repeated rows"),
        pytest.param(ods(row(cell("x", 'table:number-columns-repeated="100"'),
                             attributes='table:number-rows-repeated="1000000"')), LARGE,
                     id="repeated rows and cells"),
        pytest.param(ods(row(cell("x", 'table:number-columns-repeated="-1"'))), DAMAGED,
                     id="a negative number"),
        pytest.param(ods(row(cell("x", 'office:value-type="float" office:value="y"'))), DAMAGED,
                     id="no number in ods"),
        pytest.param(ods(row(cell("a<text:s text:c='99999999999'/>"))), LARGE, id="many blanks"),
        pytest.param(ods(sheets={}), DAMAGED, id="no sheet"),
        pytest.param(archive([("xl/workbook.xml", "<a/>"), ("[Content_Types].xml", "")]), DAMAGED,
                     id="no sheet in xlsx"),
        pytest.param(archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
                     DAMAGED, id="no content"),
    ],
)  # fmt: skip
def test_hostile_ones_are_refused_in_a_line(data: bytes, said: str) -> None:
    assert refusal(data) == said


HOSTILE = """
import resource, sys
from hustings.errors import InputError
from hustings.inputs import spreadsheet
with open(sys.argv[1], "rb") as file:
    data = file.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    print(spreadsheet.read(data, "f").rows[-1][0][:9])
except InputError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            lambda: xlsx("<row>" + " " * 60_000_000 + "</row>"),
            "f: this unpacks to more than",
            id="bomb",
        ),
        pytest.param(
            lambda: xlsx("<row " + " ".join(f'a{n}=""' for n in range(700_000)) + "/>"),
            DAMAGED,
            id="attributes",
        ),
        pytest.param(lambda: xlsx('<row a="' + "x" * 40_000_000 + '"/>'), DAMAGED, id="attribute"),
        pytest.param(
            lambda: xlsx('<row><c t="str"><v>' + "x" * 40_000_000 + "</v></c></row>"),
            LARGE,
            id="text",
        ),
        pytest.param(
            lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "", id="far"
        ),
        pytest.param(
            lambda: ods(row(cell("x"), attributes='table:number-rows-repeated="1048576"')),
            "x",
            id="rows",
        ),
    ],
)
def test_memory_is_bounded(data: Callable[[], bytes], said: str, tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(data())
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    line, grown = done.stdout.splitlines()
    assert line.startswith(said)
    assert int(grown) < 200_000_000


def test_spreadsheets_read_as_another_program_reads_them() -> None:
    moment = st.datetimes(datetime.datetime(1900, 3, 2), datetime.datetime(2100, 1, 1))
    words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=9)
    value = st.one_of(
        st.none(),
        st.integers(-(10**14), 10**14),
        st.booleans(),
        moment.map(lambda when: when.replace(microsecond=0)),
        words.filter(lambda text: text.strip() and text[0] not in "=#" and "_x" not in text),
    )

    def shown(cell_value: object) -> str:
        if isinstance(cell_value, bool):
            return str(cell_value).upper()
        if isinstance(cell_value, datetime.datetime) and cell_value.time() == datetime.time():
            return str(cell_value.date())
        return "" if cell_value is None else str(cell_value)

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.lists(value, max_size=4), min_size=1, max_size=5))
    def run(rows: list[list[object]]) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        for cells in rows:
            sheet.append(cells)
        out = io.BytesIO()
        book.save(out)
        expected = []
        for cells in rows:
            texts = [shown(cell_value) for cell_value in cells]
            while texts and not texts[-1]:
                texts.pop()
            expected.append(tuple(texts))
        while expected and not expected[-1]:
            expected.pop()
        if expected:
            assert read(out.getvalue(), "f").rows == tuple(expected)
        else:
            assert refusal(out.getvalue()).startswith("f: the spreadsheet is empty")

    run()
