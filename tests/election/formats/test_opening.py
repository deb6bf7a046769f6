"""What ballots come in: compressed files and spreadsheets, by every door."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest
from inputs.sheets import archive, ods, row, text_row, xlsx
from inputs.sheets import cell as ods_cell

from hustings.election.formats import parse, read, recognise
from hustings.election.formats.fast.read import read_packed
from hustings.election.formats.request import Directions
from hustings.election.model import make_election
from hustings.election.packed import unpack
from hustings.election.profile import Profile
from hustings.errors import InputError

BLT = b'2 1\n1 1 2 0\n0\n"A"\n"B"\n"T"\n'
ELECTION = make_election("T", 1, ["A", "B"])
PROFILE = Profile(((0, 1),), (1,))


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        written.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes, **asked: object) -> str:
    with pytest.raises(InputError) as caught:
        parse(data, source="f", **asked)  # type: ignore[arg-type]
    return str(caught.value)


def test_compressed_ballots_by_every_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ward.blt.gz"
    path.write_bytes(gzip.compress(BLT))
    file = read(str(path))
    assert (file.election, file.profile, file.format) == (ELECTION, PROFILE, "blt")
    assert file.notes == ("Unpacked from gzip.",)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(BLT))))
    assert read("-") == file
    packed = read_packed(str(path))
    assert packed.election == ELECTION
    assert unpack(packed.profile) == PROFILE  # type: ignore[arg-type]
    assert packed.notes == file.notes
    assert recognise(path.read_bytes()) == "blt"


def test_a_fault_in_an_archive_names_the_file_in_it() -> None:
    assert refusal(zipped("w/ward.blt", b"2 0\n")) == (
        "f/w/ward.blt, line 1: the file announces 0 seats; give a number of seats from 1 to 30000"
    )


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_sheet_is_read_as_csv(kind: str) -> None:
    rows = [["# title: Club, 2024"], ["Ann", "Bo", "Cy"], ["1", "2", "3"], [], ["2", "1"]]
    if kind == "xlsx":
        data = xlsx(*(text_row(number, *cells) for number, cells in enumerate(rows, 1)))
    else:
        data = ods(*(row(*map(ods_cell, cells)) for cells in rows))
    file = parse(data, source="f", seats=1)
    assert (file.format, file.election) == (
        "csv",
        make_election("Club, 2024", 1, ["Ann", "Bo", "Cy"]),
    )
    assert file.profile == Profile.from_totals({(0, 1, 2): 1, (1, 0): 1})
    assert file.notes[:2] == (
        "Read from the sheet `Form`.",
        "1 row is empty, the first row 4: passed over.",
    )
    assert parse(zipped("a.xlsx", data), seats=1).profile == file.profile


def test_a_fault_names_the_sheet_and_its_row() -> None:
    data = xlsx(text_row(1, "Ann\nBell", "Bo"), text_row(2, "1", "2"))
    assert refusal(data, seats=1).startswith("f, sheet `Form`, line 1: the name `Ann\\nBell` holds")
    form = text_row(1, "# form: ranks")
    data = xlsx(form, text_row(2, "Ann", "Bo"), text_row(3, "2\n", "1"), text_row(5, "1", "99"))
    assert refusal(data, seats=1).startswith("f, sheet `Form`, line 5: `99` is not a rank, under")


def test_lines_of_another_format_in_one_column() -> None:
    lines = ["27: Ann &gt; Bo", "3: Bo"]
    data = xlsx(*(text_row(number, line) for number, line in enumerate(lines, 1)))
    file = parse(data, seats=1)
    assert (file.format, file.profile.total) == ("abif", 30)
    assert recognise(data) == "abif"


def test_a_sheet_of_several_is_named() -> None:
    votes = text_row(1, "Ann", "Bo") + text_row(2, "1", "2")
    data = xlsx(sheets={"Votes": votes, "Sums": text_row(1, "7")})
    assert parse(data, seats=1, directions=Directions(sheet="Votes")).profile.total == 1
    assert refusal(data).endswith("`Votes`, `Sums`; say which with --sheet NAME")
    assert refusal(BLT, directions=Directions(sheet="Votes")) == (
        "f: a sheet is asked for, but this is not a spreadsheet; leave --sheet out"
    )


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("word/document.xml", "a Word document (.docx)"),
        ("ppt/presentation.xml", "a presentation (.pptx)"),
    ],
)
def test_other_documents_are_named(member: str, what: str) -> None:
    assert refusal(archive([("[Content_Types].xml", ""), (member, "")])) == (
        f"f: this is {what}; put the ballots in a spreadsheet or a text file"
    )


def test_further_documents_are_named() -> None:
    binary = archive([("[Content_Types].xml", ""), ("xl/workbook.bin", "")])
    assert refusal(binary) == (
        "f: this is a spreadsheet in Excel's binary format (.xlsb); open it, and save it as .xlsx,"
        " .ods or CSV"
    )
    text = archive([("mimetype", "application/vnd.oasis.opendocument.text")])
    assert refusal(text).startswith("f: this is a text document (.odt);")
