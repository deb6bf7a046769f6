"""Parts that are not places: how ranges of them are written, and read."""

from __future__ import annotations

import pytest

from hustings.planning.scenario.partitions import PARTITIONS, run_names, span

LETTERS = PARTITIONS["surname"]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("A-F", (0, 5)),
        (" n – z ", (13, 25)),
        ("A to C", (0, 2)),
        ("Q", (16, 16)),
        ("F-A", None),
        ("AB", None),
        ("A-F-G", None),
        ("", None),
    ],
)
def test_ranges_as_people_write_them(written: str, places: tuple[int, int] | None) -> None:
    assert span(written, LETTERS) == places


def test_months_by_name() -> None:
    assert span("march-May", PARTITIONS["birth-month"]) == (2, 4)


def test_parts_that_follow_each_other_are_said_in_one() -> None:
    assert run_names(LETTERS, [7, 0, 1, 2, 25]) == ["A–C", "H", "Z"]
    assert run_names(["A-F", "G", "H to M", "N–Z"], [0, 1, 3]) == ["A–G", "N–Z"]
    assert run_names(["A-F", "G", "H to M", "N–Z"], [2]) == ["H–M"]
