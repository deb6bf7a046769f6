"""Sayings in words: whatever a saying can conclude has its sentences."""

from __future__ import annotations

import pytest
from planning.sayings.papers import Papers, ground_of
from planning.small import Block, exact, scenario

from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.report.ask.sayings.text import render
from hustings.report.ask.words import load

PAPERS: Papers = [(40, "Ann Bea"), (30, "Bea Cat Dan"), (25, "Cat"), (20, "Dan Ann"), (9, "Eve")]
SLATES = {"Ours": "Ann Bea", "Theirs": "Cat Dan", "Others": "Eve"}
THREE = {"Ours": ["A1", "A2", "A3"], "Xs": ["X1", "X2"], "Zs": ["Z1"]}


def drawn(seats: int, regions: int, *, follow: float = 0.5) -> Ground:
    return on_scenario(
        scenario(
            seats=seats,
            slates=THREE,
            support={"Ours": (0.5,) * regions, "Xs": (0.3,) * regions, "Zs": (0.2,) * regions},
            voters=(100,) * regions,
            follow=follow,
            national_sd=0.03,
        ),
        draws=2,
    )


def from_ballots() -> Ground:
    """A scenario whose rankings are those of real ballots."""
    blocks = [Block(30, ("Ann", "Bea")), Block(20, ("Bea", "Cat")), Block(25, ("Cat", "Dan"))]
    return on_scenario(
        exact(2, {"Ours": ["Ann", "Bea"], "Theirs": ["Cat", "Dan"]}, blocks, lists=2), draws=2
    )


@pytest.mark.parametrize(
    "ground",
    [
        drawn(3, 2),
        drawn(4, 1),
        drawn(2, 2, follow=0.0),
        from_ballots(),
        ground_of(SLATES, PAPERS, seats=2),
        ground_of(SLATES, PAPERS, seats=3),
        ground_of(SLATES, PAPERS, seats=2, rules="block-vote"),
        ground_of(SLATES, PAPERS, seats=2, rules="meek-prf"),
        ground_of(SLATES, PAPERS, seats=1, slate="Others"),
        ground_of({"Ours": "Ann Bea"}, [(3, "Ann"), (2, "Bea Ann")], seats=1),
    ],
    ids=[
        "scenario",
        "one region",
        "nobody follows",
        "again",
        "ballots",
        "few",
        "equal votes",
        "Meek",
        "one name",
        "alone",
    ],
)
def test_every_conclusion_has_words(ground: Ground) -> None:
    asked = ask(ground, cores=1)
    text = render(asked)
    assert "{" not in text
    for number in range(1, 10):
        assert f"\n{number}. " in text
    known = load("en").known
    labels = {
        f"terms.{series.labels}_{point.label}"
        for tested in asked.sayings
        for series in tested.series
        for point in series.points
        if series.labels
    }
    assert labels <= set(known)
    assert labels or len(ground.team) < 2
