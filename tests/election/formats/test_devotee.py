"""Debian's tally sheets: a rank for each option, and a mark that only its voter knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from election.formats.electorates import refusal
from hustings.election.formats import parse
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile, same_rank

TALLY = """\
Tally Sheet for the votes cast.

   The format is:
       "V: vote 	MD5SUM"

-=-=-=-=-=-=-=-=-=-=-=-=-=-=

     Option 1---------->: Ann Example
   /  Option 2--------->: Bo: the second
   |/  Option 3-------> C: Cy
   ||/  Option 4------>: None of the above
   |||/
V: 12-3	0123456789abcdef
V: 2113	1123456789abcdef
V: ----	2123456789abcdef
V: 3-2-	3123456789abcdef
"""
FOUND = Path(__file__).resolve().parents[4] / "shared" / "data" / "counting" / "found"


def test_a_sheet() -> None:
    file = parse(TALLY.encode(), seats=1)
    names = ["Ann Example", "Bo: the second", "Cy", "None of the above"]
    assert (file.format, file.election) == ("devotee", make_election("", 1, names))
    totals = {(0, 1, 3): 1, (1, same_rank(2), 0, 3): 1, (): 1, (SKIPPED, 2, 0): 1}
    assert file.profile == Profile.from_totals(totals)
    assert file.notes == (
        "The option `None of the above` is taken for a candidate like any other; to count without"
        " it, give --withdraw.",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("V: 12-3", "V: 12-", 13, "the vote `12-` has 3 ranks for 4 options"),
        ("V: 12-3", "V: 12-33", 13, "the vote `12-33` has 5 ranks for 4 options"),
        ("V: 12-3", "V: 12-x", 13, "`x` in the vote `12-x` is not a rank"),
        ("V: 12-3", "V: 12-0", 13, "`0` in the vote `12-0` is not a rank"),
        ("V: 12-3\t", "V: 12-3", 13, "`V: 12-30123456789abcdef` is not a vote and its mark"),
        ("\t112", "\t012", 14, "a second vote has the mark `0123456789abcdef`"),
        ("Option 2", "Option 1", 9, "option 1 is listed twice"),
        ("Option 2", "Option 5", 0, "the options are not numbered from 1 to 4"),
        (" C: Cy", " C: Ann Example", 10, "candidates 1 and 3 are both called `Ann Example`"),
        ("Option", "Choice", 0, "the file announces 0 candidates"),
    ],
)
def test_what_is_refused(old: str, new: str, line: int, what: str) -> None:
    said = refusal(f"{TALLY.replace(old, new)}", "devotee")
    assert said.startswith(f"votes.txt{f', line {line}' if line else ''}: {what}"), said


def test_it_has_no_seats() -> None:
    assert refusal(TALLY, "devotee") == (
        "votes.txt: the file does not say how many seats are to be filled; give --seats N"
    )


@pytest.mark.skipif(not FOUND.is_dir(), reason="the shared data are not there")
def test_a_sheet_that_people_hold() -> None:
    file = parse((FOUND / "debian_tally.txt").read_bytes(), seats=1)
    totals = {(0, 1, 3): 1, (1, 0, 2, 3): 1, (0, 3): 1, (2, 0, 1, 3): 1}
    assert file.profile == Profile.from_totals(totals)
