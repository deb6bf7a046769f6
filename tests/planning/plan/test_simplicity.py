"""Which plan is simpler: fewer lists, then ranges of the alphabet in fewer pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hustings.planning.plan.model import Plan, Split
from hustings.planning.plan.simplicity import Simplicity, simplicity
from hustings.planning.scenario.model import Region, Scenario
from planning.small import scenario

X, Y = (0, 1), (1, 0)


def four(*names: str) -> Scenario:
    """Four regions of these names."""
    whole = scenario(
        seats=1,
        slates={"Ours": ["Ann", "Bea"]},
        support={"Ours": (1.0,) * 4},
        voters=(10,) * 4,
    )
    return replace(whole, regions=tuple(Region(name, 10) for name in names))


@pytest.mark.parametrize(
    ("list_of", "places", "letters"),
    [
        ((0, 0, 1, 1), Simplicity(2, 2), Simplicity(2, 2)),
        ((0, 1, 0, 1), Simplicity(2, 2), Simplicity(2, 4)),
        ((0, 0, 0, 0), Simplicity(1, 1), Simplicity(1, 1)),
        ((-1, 0, -1, 0), Simplicity(1, 1), Simplicity(1, 2)),
        ((-1, -1, -1, -1), Simplicity(0, 0), Simplicity(0, 0)),
    ],
)
def test_lists_and_pieces(
    list_of: tuple[int, ...], places: Simplicity, letters: Simplicity
) -> None:
    plan = Plan("p", (X, Y), list_of)
    assert simplicity(four("North", "South", "East", "West"), plan) == places
    for names in (("A", "B", "C", "D"), ("A-F", "G", "H \N{EN DASH} M", "N-Z")):
        assert simplicity(four(*names), plan) == letters


def test_lists_that_ask_for_the_same_are_one() -> None:
    plan = Plan("p", (X, X, Y), (0, 1, 2, 2))
    assert simplicity(four("A", "B", "C", "D"), plan) == Simplicity(2, 2)


def test_surnames_in_even_parts_are_as_many_lists() -> None:
    plan = Plan("p", (X, Y), (0,) * 4, Split.SURNAME)
    assert simplicity(four("North", "South", "East", "West"), plan) == Simplicity(2, 2)
