"""Two scenarios draw by draw: paired, true in their errors, the same candidates or others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hustings.errors import InputError
from hustings.planning.plan.model import Plan, natural_alternatives, one_order
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.compare import compare
from hustings.planning.trials.evaluate import estimate, evaluate
from hustings.planning.trials.simulate import simulate
from planning.small import scenario


@pytest.fixture
def now() -> Scenario:
    """Three of Ours against two of Theirs, in two regions."""
    return scenario(
        seats=3,
        slates={"Ours": ["Ann", "Bea", "Cas"], "Theirs": ["Dov", "Eve"]},
        support={"Ours": (0.5, 0.55), "Theirs": (0.5, 0.45)},
        voters=(300, 200),
        follow=0.5,
        lengths=(0.2, 0.3, 0.5),
        retention=0.8,
        national_sd=0.04,
    )


def test_the_same_scenario_differs_in_nothing(now: Scenario) -> None:
    got = compare(now, replace(now, title="again", draws=7, seed=9), draws=12, cores=2)
    assert (got.draws, got.seed, got.differs) == (12, 1, ())
    assert [row.plans for row in got.rows] == [
        (plan.name, plan.name) for plan in natural_alternatives(now)
    ]
    for row in got.rows:
        assert row.seats[0] == row.seats[1]
        assert row.more == estimate(np.zeros(12, np.int64))
    assert got.evaluations[0] == evaluate(now, draws=12, cores=1)
    assert [(one.name, one.more.mean) for one in got.candidates] == [
        (name, 0.0) for name in now.election.names
    ]


def test_differences_are_draw_by_draw(now: Scenario) -> None:
    more = replace(
        now,
        slates=(
            replace(now.slates[0], support=(0.6, 0.65)),
            replace(now.slates[1], support=(0.4, 0.35)),
        ),
    )
    own = Plan("ours", ((1, 0, 2), (0, 2, 1)), (0, 1))
    got = compare(now, more, ([own], [own]), draws=20, cores=2)
    assert got.differs == ("slates",)
    assert got.rows[0].plans == ("ours", "ours")
    trials = [simulate(one, [own, one_order(one)], range(20), cores=1) for one in (now, more)]
    first, second = (one.seats(now.team) for one in trials)
    assert got.rows[0].more == estimate(second[0] - first[0])
    assert got.rows[0].seats == (estimate(first[0]), estimate(second[0]))
    assert got.rows[2].more == estimate(second[1] - first[1])
    # What is paired has a smaller error than what is not.
    apart = sum(one.standard_error**2 for one in got.rows[0].seats) ** 0.5
    assert got.rows[0].more.standard_error < apart
    elected = [one.elected[0].astype(int) for one in trials]
    assert [one.more for one in got.candidates] == [
        estimate(elected[1][:, c] - elected[0][:, c]) for c in range(5)
    ]


def test_other_candidates_and_another_slate(now: Scenario) -> None:
    """Cas stands down; Fay is new; who stands in both has a chance in both."""
    other = scenario(
        seats=2,
        slates={"Theirs": ["Eve", "Fay"], "Ours": ["Bea", "Ann"]},
        support={"Theirs": (0.5, 0.5), "Ours": (0.5, 0.5)},
        voters=(200, 200),
        follow=0.2,
        seed=5,
    )
    got = compare(now, other, draws=6, cores=1)
    assert [one.name for one in got.candidates] == ["Ann", "Bea", "Eve"]
    assert set(got.differs) >= {"election", "regions", "slates", "following"}
    seeded = replace(other, seed=now.seed)
    assert got.evaluations[1] == evaluate(seeded, draws=6, cores=1)
    with pytest.raises(InputError, match="a candidate who does not stand"):
        compare(now, other, ([one_order(now)], [Plan("bad", ((9,),), (0, 0))]), draws=4)


def test_plans_of_their_own_stand_in_one_row(now: Scenario) -> None:
    mine, yours = Plan("mine", ((0, 1, 2),), (0, 0)), Plan("yours", ((2, 1, 0),), (0, 0))
    got = compare(now, now, ([mine], [yours]), draws=4, cores=1)
    assert got.rows[0].plans == ("mine", "yours")
    assert len(got.rows) == 5


def test_a_stop_keeps_what_both_have(now: Scenario) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done != 13

    got = compare(now, now, draws=10, cores=1, progress=stop)
    assert got.draws == 3
    assert got.rows == compare(now, now, draws=3, cores=1).rows
    assert told == [(done, 20) for done in range(1, 14)]
    with pytest.raises(InputError, match="2 electorates or more"):
        compare(now, now, draws=1)


@pytest.mark.parametrize(
    ("seeds", "least"), [(16, 0.75), pytest.param(200, 0.90, marks=pytest.mark.soak)]
)
def test_the_errors_of_differences_are_true(now: Scenario, seeds: int, least: float) -> None:
    """Over seeds, 95 % intervals cover about 95 %; the truth is the mean of all."""
    later = replace(now, following=replace(now.following, share=(0.9, 0.9)))
    found = [
        compare(replace(now, seed=seed), later, draws=40, cores=2).rows for seed in range(seeds)
    ]
    for number in (1, 2, 3):
        every = [rows[number].more for rows in found]
        truth = sum(one.mean for one in every) / seeds
        held = sum(abs(one.mean - truth) <= 1.96 * one.standard_error for one in every) / seeds
        assert held >= least
