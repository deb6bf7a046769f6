"""The roll's file: columns by their headings; every line taken, or refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.voting.config.model import Line, Setup
from hustings.voting.interfaces.roll_file import Refused, one, read
from hustings.web.folder import Folder
from voting import elections

HEADINGS = "Membership No.,First Name,Surname,E-mail Address,Branch,Region,Notes\n"


@pytest.fixture
def setup(pattern: Folder, tmp_path: Path) -> Setup:
    """The small election."""
    return elections.setup(Folder(str(tmp_path)))


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "roll.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_lines_are_taken_or_refused_with_their_reason(setup: Setup, tmp_path: Path) -> None:
    came = read(
        written(
            tmp_path,
            HEADINGS
            + "1, Una ,Day,una@example.org,North,Wales,\n"
            + "\n"
            + "2,Jose\u0301,Lee,vic@example.org,South,,\n"
            + ",A,B,a@example.org,,,\n"
            + "4,A,B,,,,\n"
            + "5,A,B,a at example.org,,,\n"
            + "1,A,B,a@example.org,,,\n"
            + '6,"A\nB",C,UNA@example.org,,,\n'
            + "7,A,B,UNA@example.org,,,\n",
        ),
        setup,
    )
    assert came.columns == (
        ("member", "Membership No."),
        ("forename", "First Name"),
        ("surname", "Surname"),
        ("email", "E-mail Address"),
        ("area", "Branch"),
        ("region", "Region"),
    )
    assert came.lines == (
        Line("1", "Una Day", "una@example.org", "", "North", (("region", "Wales"),)),
        Line("2", "José Lee", "vic@example.org", "", "South", (("region", ""),)),
    )
    assert [(one.number, one.reason) for one in came.refused] == [
        (5, "no member number"),
        (6, "no e-mail address"),
        (7, "this is not an e-mail address"),
        (8, "the member number of line 2"),
        (9, "the name cannot be shown"),
        (11, "the e-mail address of line 2"),
    ]
    assert came.refused[0] == Refused(
        5, "no member number", ("", "A", "B", "a@example.org", "", "", "")
    )


def test_who_joined_after_the_freeze_is_refused(setup: Setup, tmp_path: Path) -> None:
    frozen = replace(setup, dates=setup.dates._replace(freeze=date(2027, 3, 1)))
    text = "member;email;region;date joined\n" + "".join(
        f"{n};m{n}@example.org;;{joined}\n"
        for n, joined in enumerate(
            ("2027-03-01", "01/03/2027", "2027-03-02", "2.3.2027", "", "March", "31/02/2027")
        )
    )
    came = read(written(tmp_path, text), frozen)
    assert [line.member for line in came.lines] == ["0", "1"]
    assert [one.reason for one in came.refused] == [
        "joined after 2027-03-01",
        "joined after 2027-03-01",
        "no date of joining",
        "`March` is not a date",
        "`31/02/2027` is not a date",
    ]


def test_election_toml_says_which_heading_is_meant(setup: Setup, tmp_path: Path) -> None:
    mapped = replace(setup, headings=(("region", "Nation"), ("member", "Our No")))
    text = "Our No,ID,Email,Nation\n7,x,una@example.org,Wales\n"
    came = read(written(tmp_path, text), mapped)
    assert came.lines == (Line("7", "", "una@example.org", "", "", (("region", "Wales"),)),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Email,Region\na@b.org,\n", "line 1: no column is headed `member` or the like"),
        ("ID,Region\n1,\n", "line 1: no column is headed `email` or the like"),
        ("ID,Email\n1,a@b.org\n", "line 1: no column is headed `region` or the like"),
        ("ID,No,Email,Region\n1,2,a@b.org,\n", "line 1: `ID` and `No` could both be the column"),
        ("ID,Email,Region\n", "there is nobody on this roll; give a line to each voter"),
        ('ID,Email,Region\n1,"a,x\n', "line 2: the quotation marks of a cell do not match"),
    ],
)
def test_a_roll_that_cannot_be_read(setup: Setup, tmp_path: Path, text: str, fault: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read(path, setup)
    assert str(caught.value).removeprefix(path).lstrip(",: ").startswith(fault)


def test_a_spreadsheet_is_a_roll_too(setup: Setup, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Member number", "Name", "E-mail", "Region"])
    book.active.append([17, "Una Day", "una@example.org", "Wales"])
    path = tmp_path / "roll.xlsx"
    book.save(path)
    came = read(str(path), setup)
    assert came.lines == (Line("17", "Una Day", "una@example.org", "", "", (("region", "Wales"),)),)


def test_one_voter_as_an_officer_adds_them(setup: Setup) -> None:
    """The same is refused as in a file, but the day of joining is the officer's to judge."""
    given = {"member": " Jose\u0301 ", "email": "jo@example.org", "region": "Wales"}
    late = replace(setup, dates=setup.dates._replace(freeze=date(2020, 1, 1)))
    found = one(given, late)
    assert found == Line(
        "José",
        "",
        "jo@example.org",
        "",
        "",
        tuple((column, "Wales" if column == "region" else "") for column in setup.columns),
    )
    for changed, said in (
        ({"member": ""}, "no member number"),
        ({"email": "jo"}, "`jo` is not an e-mail address"),
        ({"regoin": "Wales"}, "the roll has no column `regoin`; did you mean `region`"),
    ):
        with pytest.raises(InputError, match=said):
            one({**given, **changed}, setup)
