"""`hustings compare` on results in CSV: our own, OpenSTV's, a table typed into a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from report.count.examples import EXAMPLES, counted

from cli.conftest import TIE, WARD, Hustings
from hustings.counting.account import account
from hustings.counting.compare import Difference, compare
from hustings.counting.record import to_json
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.report.count import csvout
from hustings.report.count.sheets import account_of


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_our_own_csv_says_what_the_record_says(name: str) -> None:
    record = EXAMPLES[name]()
    sheet = account_of(csvout.render(record), "a.csv")
    comparison = compare(to_json(record), sheet)
    assert comparison.differences == ()
    assert comparison.only_right == ()
    # What a sheet has no cell for, and the noughts that it leaves out.
    left_out = {field.split()[0] for field, _ in comparison.only_left}
    assert left_out <= {
        *("election", "ballots", "ties", "number", "papers", "non_transferable_papers"),
        *("transfers", "elections", "lost_to_fractions", "lots"),
        *(("quota",) if name == "block-vote" else ()),
        *(("votes",) if name == "northern-ireland" else ()),  # of the one who withdrew
    }


def test_every_figure_of_our_csv_is_compared() -> None:
    record = EXAMPLES["scotland"]()
    lines = csvout.render(record).split("\n")
    for place, line in enumerate(lines):
        for old, new in (("37.00000", "37.00001"), ("Elected at stage 7", "Not elected")):
            if old in line and not line.startswith(("Total", "Transfer")):
                changed = [*lines[:place], line.replace(old, new, 1), *lines[place + 1 :]]
                sheet = account_of("\n".join(changed), "a.csv")
                assert compare(to_json(record), sheet).differences != (), line


def test_names_that_hold_separators_or_look_like_rows() -> None:
    names = ("A; B", "Non-transferable", "=C", "'quoted", "Quota", "Total")
    election = make_election(" A  title ", 2, names)
    rankings = [(2, 1), (0, 2), (1, 2), (3, 0), (4, 0), (5, 0)]
    papers = zip(rankings, (20, 9, 8, 3, 2, 1), strict=True)
    record = counted(election, Profile.gather(list(papers)), "scotland")
    comparison = compare(to_json(record), account_of(csvout.render(record), "a.csv"))
    assert comparison.differences == ()
    assert comparison.cells > 60


def test_a_file_with_the_mark_of_utf8(hustings: Hustings, tmp_path: Path) -> None:
    ward, record, sheet = (tmp_path / name for name in ("w.blt", "w.json", "w.csv"))
    ward.write_text(WARD, encoding="utf-8")
    for path in (record, sheet):
        assert hustings("count", ward, "--rules", "scotland", "-o", path).status == 0
    status, out, err = hustings("compare", record, sheet)
    assert (status, err) == (0, "")
    assert out.splitlines()[2] == "60 cells compared, none differ."
    sheet.write_text(sheet.read_text("utf-8").replace("3.99997", "3.99998", 1), encoding="utf-8")
    status, out, _ = hustings("compare", record, sheet)
    assert status == 1
    assert out.splitlines()[3] == (
        "First difference: stage 2, votes of Cát: 3.99997 in A, 3.99998 in B"
    )


OPENSTV = [
    ("ers97", "ers97", "ERS97STV", 88),
    ("dundee_2022_ward4", "ers97", "ERS97STV", 64),
    ("dundee_2022_ward4", "scotland", "ScottishSTV", 112),
    ("glasgow_2007_calton", "scotland", "ScottishSTV", 134),
]


@pytest.mark.parametrize(("ballots", "rules", "theirs", "cells"), OPENSTV)
def test_openstv(
    hustings: Hustings,
    data: Path,
    tmp_path: Path,
    ballots: str,
    rules: str,
    theirs: str,
    cells: int,
) -> None:
    folder = data / "counting" / "openstv"
    mine = tmp_path / "mine.json"
    path = folder / "blt" / f"{ballots}.blt"
    assert hustings("count", path, "--rules", rules, "-q", "--lots", "1", "-o", mine).status == 0
    status, out, err = hustings("compare", mine, folder / "report" / f"{ballots}-{theirs}.csv")
    assert (status, err) == (0, "")
    assert out.splitlines()[2] == f"{cells} cells compared, none differ."


def test_openstv_in_small() -> None:
    text = (
        '"Election for","A tie"\n"Number to be elected",2\n"Valid votes",6\n"Invalid votes",0\n'
        '"Quota",3.00\n"OpenSTV","1.7"\n,,"Stage",2,"Stage",3\n'
        ',"First","Surplus of",,"Exclusion of",\n'
        '"Candidates","Preferences","Ann",,"Ben+Cy",\n'
        '"Ann",4,-1.00,3.00,,3.00,"Elected"\n"Ben",1,+1.00,2.00,-2.00,"-",\n'
        '"Cy",1,,1.00,-1.00,"-",\n"Dee",0,,0.00,+3.00,3.00,"Elected"\n'
        '"Non-transferable", ,,0.00,,0.00,\n"Totals",6,,6.00,,6.00\n'
    )
    sheet = account_of(text, "o.csv")
    assert sheet == {
        "election": {"seats": 2, "candidates": ["Ann", "Ben", "Cy", "Dee"]},
        "ballots": {"valid": 6, "invalid": 0},
        "stages": [
            {"votes": {"Ann": "4", "Ben": "1", "Cy": "1", "Dee": "0"}},
            {
                "votes": {"Ann": "3.00", "Ben": "2.00", "Cy": "1.00", "Dee": "0.00"},
                "action": "surplus",
                "of": ["Ann"],
                "non_transferable": "0.00",
            },
            {
                "votes": {"Ann": "3.00", "Ben": "0", "Cy": "0", "Dee": "3.00"},
                "action": "exclusion",
                "of": ["Ben", "Cy"],
                "non_transferable": "0.00",
                "quota": "3.00",
            },
        ],
        "elected": frozenset({"Ann", "Dee"}),
    }
    # in which order they were elected the sheet does not say
    ordered = {"elected": ["Dee", "Ann"], "stages": []}
    assert compare(ordered, sheet).differences == ()
    assert compare(sheet, ordered).differences == ()
    other = {"elected": ["Dee", "Ben"], "stages": []}
    assert compare(other, sheet).differences == (
        Difference(0, "all elected", "", "Dee, Ben", "Ann, Dee"),
    )


TABLE = (
    "Ward 4;;;\nCandidate;Party;Stage 1;Stage 2: surplus of Ann;Result\n"
    "Ann;X;9;6.00000;Elected\nBen;;3;3;\nCát;;1;3.99997;Elected\nDev;;–;2;\n"
    "Non-transferable;;0;0.00003;\nTotal;;15;15;\nQuota;;6;6;\n"
)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_typed_into_a_spreadsheet(separator: str) -> None:
    assert account_of(TABLE.replace(";", separator), "t.csv") == {
        "stages": [
            {
                "number": 1,
                "votes": {"Ann": "9", "Ben": "3", "Cát": "1", "Dev": "0"},
                "non_transferable": "0",
                "quota": "6",
            },
            {
                "number": 2,
                "votes": {"Ann": "6.00000", "Ben": "3", "Cát": "3.99997", "Dev": "2"},
                "non_transferable": "0.00003",
                "quota": "6",
            },
        ],
        "elected": frozenset({"Ann", "Cát"}),
    }


@pytest.mark.parametrize(
    ("head", "numbers"),
    [
        ("Candidate,1,2,3", [1, 2, 3]),
        (",Count 2,Count 4", [2, 4]),
        ("Name,First preferences,Stage 2", [1, 2]),
        ("Candidate,Votes,Stage 3", [3]),
    ],
)
def test_heads_of_a_table(head: str, numbers: list[int]) -> None:
    sheet = account_of(f"{head}\nAnn,4,4,4\n", "t.csv")
    assert [stage["number"] for stage in sheet["stages"]] == numbers


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ann,9,6\nBen,3,3\n", "t.csv: this is neither JSON nor a known result in CSV"),
        ("name\n", "t.csv: this is neither JSON nor a known result in CSV"),
        (
            "Candidate,Stage 1\nAnn,many\n",
            "t.csv, line 2: 'many' in the row of 'Ann' is not a number; write votes like 1234.56,"
            " without commas",
        ),
        ('Candidate;Stage 1\nAnn;"1,234"\n', "t.csv, line 2: '1,234' in the row of 'Ann' is no"),
        (
            "Candidate,Stage 1,Stage 1\nAnn,1,2\n",
            "t.csv, line 1: two columns are for the same stage; leave the votes after each stage,"
            " without the changes",
        ),
        ('Candidate,Stage 1\n"Ann,1\n', "t.csv, line 2: this is neither JSON nor CSV: the"),
    ],
)  # fmt: skip
def test_what_is_no_result(text: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        account_of(text, "t.csv")
    assert str(caught.value).startswith(line)


def test_a_candidate_twice(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Candidate,Stage 1\nAnn,1\nANN,2\n", encoding="utf-8")
    status, out, err = hustings("compare", path, path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "given twice" in err


def test_a_ballot_file_is_no_result(hustings: Hustings, tmp_path: Path) -> None:
    path = tmp_path / "tie.blt"
    path.write_text(TIE, encoding="utf-8")
    status, out, err = hustings("compare", path, path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"hustings: {path}: this is neither JSON nor a known result in CSV")


def test_sheets_make_accounts() -> None:
    assert account(account_of(TABLE, "t.csv")).names == {
        "ann": "Ann",
        "ben": "Ben",
        "cát": "Cát",
        "dev": "Dev",
    }
