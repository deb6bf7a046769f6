"""The campaigns of examples/: each can be read and evaluated, and is what its page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from hustings.planning.scenario.file import load
from hustings.planning.search.size import SHORT, sizes
from hustings.planning.trials.evaluate import evaluate

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("name", "voters", "seats", "slate", "team"),
    [
        ("nec2022", 20000, 9, "Grassroots Four", 4),
        ("union", 4300, 5, "Open Campus", 3),
        ("five-seater", 300000, 5, "Harvest", 3),
    ],
)
def test_a_campaign_can_be_evaluated(
    name: str, voters: int, seats: int, slate: str, team: int
) -> None:
    scenario = load(str(EXAMPLES / name / "scenario.toml"))
    assert abs(scenario.voters - voters) < 20
    assert scenario.election.seats == seats
    assert (scenario.slates[scenario.slate].name, len(scenario.team)) == (slate, team)
    found = evaluate(scenario, draws=4)
    assert [result.plan.name for result in found.results][:2] == ["no advice", "one order for all"]
    for result in found.results:
        assert 1 <= result.expected.mean <= team
        assert sum(one.mean for one in result.candidates) == pytest.approx(seats)


def test_faculties_are_homes() -> None:
    union = load(str(EXAMPLES / "union" / "scenario.toml"))
    assert [region.name for region in union.regions] == [
        *("Arts", "Engineering", "Law and Business", "Medicine", "Science")
    ]
    assert [union.regions[union.home[c]].name for c in union.team] == [
        "Arts",
        "Science",
        "Medicine",
    ]


@pytest.mark.soak
def test_three_stand_in_the_five_seater() -> None:
    found = sizes(load(str(EXAMPLES / "five-seater" / "scenario.toml")), pace=SHORT)
    assert found.best == 3
    assert found.too_few == (1, 2)
