"""Draws sorted by what a scenario is not sure of: where a draw stands, thirds, coverage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hustings.planning.drawing.assumed import assumed
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.evaluation import Estimate, PlanResult, Unsure
from hustings.planning.plan.model import no_advice, one_order
from hustings.planning.scenario.model import Following, Scenario
from hustings.planning.trials.evaluate import evaluate, of_trials
from hustings.planning.trials.simulate import simulate
from hustings.planning.trials.sorting import LEAST, sorted_by, thirds, values_of
from planning.small import scenario


def unsure(**more: object) -> Scenario:
    """Much voters, so that what is drawn is near what was expected."""
    said: dict[str, object] = {
        "seats": 3,
        "slates": {"Theirs": ["Dov", "Eve"], "Ours": ["Ann", "Bea", "Cas"]},
        "support": {"Theirs": (0.45, 0.4), "Ours": (0.55, 0.6)},
        "voters": (30_000, 10_000),
        "follow": (0.6, 0.3),
        "following_sd": 0.1,
        "lengths": (1.0,),
        "national_sd": 0.05,
        "appeal": {"Bea": 2.0},
    }
    whole = scenario(**{**said, **more})  # type: ignore[arg-type]
    ranking = replace(whole.ranking, appeal_sd=0.4)
    return replace(whole, slate=1, ranking=ranking)


# -- where a draw stands ---------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [0, 7])
def test_the_voters_are_drawn_with_it(draw: int) -> None:
    whole = unsure()
    where, voters = assumed(whole, draw), draw_electorate(whole, draw)
    own = voters.slate == 1
    assert where.support == pytest.approx(own.mean(), abs=0.01)
    follow = voters.luck[own] < voters.threshold[voters.region[own]]
    assert where.following == pytest.approx(follow.mean(), abs=0.015)
    (bea,) = (c.index for c in whole.election.candidates if c.name == "Bea")
    first = voters.entries[voters.starts[:-1]][own]
    assert where.appeal == pytest.approx((first == bea).mean(), abs=0.015)


def test_what_is_sure_is_the_same_in_every_draw() -> None:
    sure = unsure(following_sd=0.0, national_sd=0.0)
    values = values_of(sure, range(LEAST))
    assert np.ptp(values[Unsure.SUPPORT]) == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(values[Unsure.FOLLOWING]) == pytest.approx(0.0, abs=1e-9)
    rows = sorted_by(np.arange(LEAST), values)
    assert [one.unsure for one in rows] == [Unsure.APPEAL]


def test_few_draws_and_lone_candidates_are_not_sorted_by_what_they_have_not() -> None:
    assert values_of(unsure(), range(LEAST - 1)) == {}
    lone = unsure(slates={"Theirs": ["Dov", "Eve"], "Ours": ["Ann"]}, appeal={}, follow=(0.5, 0.5))
    assert set(values_of(lone, range(LEAST))) == {Unsure.SUPPORT, Unsure.FOLLOWING}


# -- thirds ----------------------------------------------------------------------------------------


def test_thirds_by_hand() -> None:
    """Twelve draws in order: no seat in the first four, one in the next, two and three at last."""
    seats = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 2, 3])
    value = np.arange(12) / 10
    got = thirds(Unsure.SUPPORT, seats, value)
    assert (got.unsure, got.low_value) == (Unsure.SUPPORT, pytest.approx(0.15))
    assert got.high_value == pytest.approx(0.95)
    # About the ends: 0, 0, 1, 1 at the lower, 1, 1, 2, 3 at the upper.
    low = (2 * 4 / (4 * 4 * 3) + 2 / 3 * 0.5**2 / 4) ** 0.5
    high = ((4 * 26 - 100 + 2 * 4) / (4 * 4 * 3) + 2 / 3 * 0.75**2 / 4) ** 0.5
    assert got.low == Estimate(0.0, pytest.approx(low))
    assert got.high == Estimate(2.5, pytest.approx(high))
    common = 0.5 * 0.75 / 12
    swing = (low**2 + high**2 - 2 * common) ** 0.5
    assert got.swing == Estimate(2.5, pytest.approx(swing))


def test_what_moves_the_seats_most_comes_first_and_is_found_in_any_order() -> None:
    luck = np.random.default_rng(1)
    support = luck.normal(size=90)
    seats = (support > 0).astype(np.int64) * 2
    values = {Unsure.FOLLOWING: luck.normal(size=90), Unsure.SUPPORT: support}
    rows = sorted_by(seats, values)
    assert [one.unsure for one in rows] == [Unsure.SUPPORT, Unsure.FOLLOWING]
    assert (rows[0].low.mean, rows[0].high.mean) == (0.0, 2.0)
    turned = sorted_by(seats[::-1], {unsure: value[::-1] for unsure, value in values.items()})
    assert [(one.unsure, one.swing.mean) for one in turned] == [
        (one.unsure, pytest.approx(one.swing.mean)) for one in rows
    ]


def test_an_evaluation_has_them_for_every_plan() -> None:
    small = unsure(voters=(300, 100))
    got = evaluate(small, draws=30, cores=1)
    assert [len(rows) for rows in got.ranges] == [3] * 4
    values = values_of(small, range(30))
    assert {len(value) for value in values.values()} == {30}
    for one in got.range_of("no advice"):
        assert one.swing.mean == pytest.approx(one.high.mean - one.low.mean)
    assert got.range_of("nobody's") == ()
    assert evaluate(small, draws=LEAST - 1, cores=1).ranges == ()


@pytest.mark.parametrize(
    ("chances", "low", "high"),
    [
        ((0.05, 0.9, 0.05), 1, 1),
        ((0.051, 0.949, 0.0), 0, 1),
        ((0.0, 0.1, 0.84, 0.06), 1, 3),
        ((1.0,), 0, 0),
        ((0.3, 0.3, 0.4), 0, 2),
    ],
)
def test_nine_draws_of_ten(chances: tuple[float, ...], low: int, high: int) -> None:
    seats = tuple(Estimate(one, 0.01) for one in chances)
    plan = no_advice(unsure())
    assert PlanResult(plan, (), seats, Estimate(1.0, 0.1)).most_draws == (low, high)


# -- coverage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seeds", "draws"), [(200, 90), pytest.param(1000, 300, marks=pytest.mark.soak)]
)
def test_the_thirds_hold_what_is_true(seeds: int, draws: int) -> None:
    """Seats whose mean goes up with what they are sorted by; 90 to 97 of 100 intervals hold.

    The truth is that of a sample of a million.
    """

    def sample(luck: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        value = luck.normal(size=size)
        score = 2.5 + 0.9 * value + luck.normal(size=size)
        return np.clip(np.round(score), 0, 5).astype(np.int64), value

    seats, value = sample(np.random.default_rng(10**6), 10**6)
    order = np.argsort(value)
    third = len(order) // 3
    low, high = seats[order[:third]].mean(), seats[order[-third:]].mean()
    truth = {"low": low, "high": high, "swing": high - low}
    held = dict.fromkeys(truth, 0)
    for seed in range(seeds):
        seats, value = sample(np.random.default_rng(seed), draws)
        (got,) = sorted_by(seats, {Unsure.SUPPORT: value})
        for name, true in truth.items():
            one: Estimate = getattr(got, name)
            held[name] += abs(one.mean - true) <= 1.96 * one.standard_error
    assert {name: 0.90 <= n / seeds <= 0.975 for name, n in held.items()} == dict.fromkeys(
        truth, True
    ), held


@pytest.mark.parametrize(
    ("seeds", "draws", "least", "most"),
    [(25, 60, 0.8, 1.0), pytest.param(200, 300, 0.90, 0.97, marks=pytest.mark.soak)],
)
def test_the_thirds_of_a_scenario_hold_what_is_true(
    seeds: int, draws: int, least: float, most: float
) -> None:
    """The same of drawn electorates; the truth is that of all seeds together."""
    small = unsure(
        voters=(60, 40), support={"Theirs": (0.5, 0.5), "Ours": (0.5, 0.5)}, national_sd=0.1
    )
    plan = one_order(small)
    found: dict[str, list[Estimate]] = {}
    for seed in range(seeds):
        one = replace(small, seed=seed)
        got = of_trials(one, [plan], simulate(one, [plan], range(draws), cores=2))
        for row in got.range_of(plan.name):
            for name in ("low", "high", "swing"):
                found.setdefault(f"{row.unsure.value} {name}", []).append(getattr(row, name))
    assert len(found) == 9
    held = {}
    for name, every in found.items():
        truth = sum(one.mean for one in every) / seeds
        held[name] = sum(abs(e.mean - truth) <= 1.96 * e.standard_error for e in every) / seeds
    assert min(held.values()) >= least, held
    # Of nine intervals some hold more often than not by luck; all of them together do not.
    assert least <= sum(held.values()) / 9 <= most, held


def test_following_as_stated() -> None:
    """Where regions differ, the share is that of the slate's voters."""
    sure = replace(unsure(national_sd=0.0), following=Following((0.6, 0.3), 0.0, 3))
    share = (30_000 * 0.55 * 0.6 + 10_000 * 0.6 * 0.3) / (30_000 * 0.55 + 10_000 * 0.6)
    assert assumed(sure, 3).following == pytest.approx(share, abs=1e-6)
