"""The nominations of 2020: which published figures follow from which others, and what is not known.

No list of single nominations was found, only totals: exact for four candidates at the close, bounds
for nine, and exact for 22 after the first 120 local parties.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from hustings.election.nominations.document import rounded
from hustings.election.nominations.file import read
from hustings.election.nominations.model import Nominations, Threshold, Total
from hustings.election.nominations.tally import Tally, tally

# Published when nominations closed (LabourList, 28 September 2020).
WHOLE = 3938
KNOWN = {"Laura Pidcock": 333, "Ann Black": 301, "Johanna Baxter": 223, "Jermain Jackman": 131}
MEANS = {"Grassroots Voice": 278, "Labour to Win": 158}
SHARES = {"Grassroots Voice": "42", "Labour to Win": "24"}
LOWEST = {"Labour to Win": 108}

FINAL, EARLY = "clp_nominations_final", "clp_nominations_at_120_clps_11sep2020"


@pytest.fixture(scope="module")
def rows(data: Path) -> list[dict[str, str]]:
    with (data / "nec" / "nec2020_first_preferences.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def totals(rows: list[dict[str, str]], column: str, whole: int = 0) -> Tally:
    """The exact totals of a column."""
    own = tuple(Total(row["candidate"], int(row[column])) for row in rows if row[column].isdigit())
    slates = tuple((row["candidate"], row["slate"]) for row in rows if row[column].isdigit())
    return tally(Nominations(totals=own, slates=slates, whole=whole), Threshold(5))


def test_the_published_shares_follow_from_the_published_means() -> None:
    for slate, mean in MEANS.items():
        assert rounded(100 * Fraction(6 * mean, WHOLE), 0) == SHARES[slate]


def test_the_totals_known_at_the_close_and_their_shares(rows: list[dict[str, str]]) -> None:
    found = totals(rows, FINAL, WHOLE)
    assert {one.name: one.number for one in found.nominees} == KNOWN
    shares = [rounded(100 * found.share(one.number), 1) for one in found.nominees]
    assert shares == ["8.5", "7.6", "5.7", "3.3"]
    assert (found.listed, found.whole) == (988, WHOLE)


def test_the_bounds_leave_room_for_the_published_means(rows: list[dict[str, str]]) -> None:
    for slate, mean in MEANS.items():
        least = [int(row[FINAL].removeprefix(">=")) for row in rows if row["slate"] == slate]
        assert len(least) == 6
        # A mean of 278 to the nearest whole number is a sum of at most 6 times 278.5.
        assert sum(least) <= 6 * mean + 3
        assert min(least) == LOWEST.get(slate, 240)


def test_a_file_of_the_totals_as_a_person_would_type_them(tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    lines = [f"{name},{number}\n" for name, number in KNOWN.items()]
    path.write_text("candidate,Nominations\n" + "".join(lines), encoding="utf-8")
    found = tally(read(str(path), whole=WHOLE).nominations)
    assert {one.name: (one.rank, one.number) for one in found.nominees} == {
        name: (place, number) for place, (name, number) in enumerate(KNOWN.items(), 1)
    }
    assert found.whole - found.listed == 2950


def test_after_120_local_parties(rows: list[dict[str, str]]) -> None:
    """Akehurst said of these figures that he was tenth."""
    found = totals(rows, EARLY)
    ranks = {one.name: one.rank for one in found.nominees}
    assert len(ranks) == 22
    assert ranks["Luke Akehurst"] == 10
    assert [one.name for one in found.nominees[:2]] == ["Laura Pidcock", "Ann Black"]
    assert [(one.name, one.number, one.lowest, one.highest) for one in found.slates[:3]] == [
        ("Grassroots Voice", 399, 56, 83),
        ("Labour to Win", 261, 30, 61),
        ("Open Labour", 117, 36, 81),
    ]
    assert all(one.passes for one in found.nominees)


def test_first_preferences_were_not_found(rows: list[dict[str, str]]) -> None:
    """The day that they are, docs/nominations.md and the fit must be held against them."""
    assert {row["first_preferences"] for row in rows} == {""}
