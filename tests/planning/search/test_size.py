"""How many should stand: too few lose seats, and so do too many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hustings.election.model import Candidate, Election
from hustings.errors import InputError
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import no_advice
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import SHORT, Sizes, possible, sizes, with_team
from hustings.planning.search.state import Effort
from hustings.planning.trials.simulate import Trials, simulate
from hustings.planning.trials.stock import Draw, drawn
from planning.small import scenario


def means(found: Sizes) -> list[float]:
    return [size.advised.expected.mean for size in found.sizes]


def too_many_names() -> Scenario:
    """More than a quota between them, as in West Tyrone; no vote is transferred."""
    return scenario(
        seats=3,
        slates={"Ours": ["Ann", "Bea", "Cas"], "X": ["Xan"], "Y": ["Yul"], "Z": ["Zoe"]},
        support={"Ours": (0.3, 0.3), "X": (0.25, 0.25), "Y": (0.23, 0.23), "Z": (0.22, 0.22)},
        voters=(1000, 1000),
        lengths=(1.0,),
        follow=0.5,
        depth=1,
    )


def too_few_names() -> Scenario:
    """Three quotas of supporters who rank nobody else, as Sinn Féin had more votes than names."""
    return scenario(
        seats=4,
        slates={"Ours": ["Ann", "Bea", "Cas", "Dot", "Eve"], "Theirs": ["Xan", "Yul", "Zoe"]},
        support={"Ours": (0.64, 0.6), "Theirs": (0.36, 0.4)},
        voters=(1000, 1000),
        slate_only=1.0,
        appeal={"Ann": 3.0},
        follow=0.5,
    )


def test_too_many_candidates_lose_the_seat_that_one_would_win() -> None:
    found = sizes(too_many_names(), draws=6, cores=2)
    assert means(found) == [1.0, 0.0, 0.0]
    assert (found.best, found.too_few, found.too_many) == (1, (), (2, 3))
    assert found.sizes[1].behind == Estimate(-1.0, found.sizes[1].behind.standard_error)


def test_too_few_candidates_leave_seats_to_others() -> None:
    found = sizes(too_few_names(), draws=6, cores=2)
    assert means(found) == [1.0, 2.0, 3.0, 3.0, 3.0]
    assert (found.best, found.too_few, found.too_many) == (3, (1, 2), ())
    assert [len(size.advised.seats) for size in found.sizes] == [2, 3, 4, 5, 6]
    assert found.sizes[2].standing == (0, 1, 2)
    assert found.sizes[2].advised.seats[3].mean == 1.0


def test_reserves_stand_only_in_larger_teams() -> None:
    one = too_few_names()
    candidates = tuple(
        Candidate(c.index, c.name, c.slate, ("reserve",) if c.name in ("Bea", "Eve") else ())
        for c in one.election.candidates
    )
    kept = replace(one, election=Election("small", 4, candidates, (1, 4)))
    assert kept.team == (0, 2, 3)
    assert possible(kept) == (0, 2, 3, 1, 4)
    assert with_team(kept, (0, 1)).election.withdrawn == (2, 3, 4)
    assert with_team(kept, possible(kept)).election.withdrawn == ()
    # They need not have withdrawn to come last.
    assert possible(replace(kept, election=Election("small", 4, candidates))) == (0, 2, 3, 1, 4)
    # A candidate who has withdrawn for good is none.
    gone = replace(kept, election=Election("small", 4, one.election.candidates, (1, 4)))
    assert possible(gone) == (0, 2, 3)
    found = sizes(kept, draws=3, cores=2)
    assert [size.standing for size in found.sizes] == [
        (0,), (0, 2), (0, 2, 3), (0, 2, 3, 1), (0, 2, 3, 1, 4)
    ]  # fmt: skip


def test_each_size_is_what_its_own_scenario_gives() -> None:
    one = replace(too_few_names(), following=replace(too_few_names().following, sd=0.2))
    found = sizes(one, draws=8, cores=2)
    for size in found.sizes:
        teamed = with_team(one, size.standing)
        plans = (size.advised.plan, no_advice(teamed))
        seats = simulate(teamed, plans, range(8), cores=1).seats(teamed.team)
        assert size.advised.expected.mean == seats[0].mean()
        assert size.unadvised.expected.mean == seats[1].mean()


def test_a_search_for_each_size() -> None:
    effort = Effort(fresh=2, racing=8, epochs=1, counts=50, choosing=8, every=0)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    found = sizes(too_many_names(), draws=4, effort=effort, cores=1, progress=progress)
    assert means(found)[0] == 1.0
    assert [size.advised.plan.name for size in found.sizes] == ["found"] * 3
    assert told == sorted(told)
    assert told[-1] == (3 * (4 + effort.all),) * 2


@pytest.mark.parametrize(("asked", "done"), [(1, 0), (7, 1), (12, 2)])
def test_stopping_keeps_the_sizes_done(asked: int, done: int) -> None:
    one = too_few_names()
    found = sizes(one, draws=6, cores=1, progress=lambda now, total: now < asked)
    whole = sizes(one, draws=6, cores=1)
    assert [size.advised for size in found.sizes] == [s.advised for s in whole.sizes[:done]]
    assert found.best == done


def test_stopping_while_a_choice_is_made() -> None:
    one = too_many_names()
    asked = 0

    def progress(done: int, total: int) -> bool:
        nonlocal asked
        asked += 1
        return asked < 10

    found = sizes(one, draws=6, cores=1, progress=progress)
    assert (found.sizes, found.best) == ((), 0)
    assert asked == 10


def test_few_draws_are_few_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(scenario: Scenario, plans: Any, draws: Any, **rest: Any) -> Trials:
        counted.append(len(draws))
        return simulate(scenario, plans, draws, **rest)

    evened: list[int] = []

    def drawing(scenario: Scenario, draw: int) -> Draw:
        evened.append(draw)
        return drawn(scenario, draw)

    monkeypatch.setattr("hustings.planning.search.size.simulate", counting)
    monkeypatch.setattr("hustings.planning.search.size.drawn", drawing)
    one = too_many_names()
    sizes(one, draws=6, cores=1)
    # Six choices of one or two of three, and three sizes.
    assert counted == [6] * 9
    assert len(evened) == 9
    del counted[:], evened[:]
    assert sizes(replace(one, draws=500), pace=SHORT, cores=1).draws == 100
    assert sorted(counted) == [20] * 6 + [100] * 3
    assert len(evened) == 2 * 9
    assert sizes(one, pace=SHORT, cores=1).draws == one.draws == 40


def test_nobody_to_stand_and_too_few_draws_are_refused() -> None:
    one = too_many_names()
    nobody = replace(one, election=replace(one.election, withdrawn=one.team))
    with pytest.raises(InputError, match="nobody could stand for Ours"):
        sizes(nobody, draws=6)
    with pytest.raises(InputError, match="1 draw cannot show an error"):
        sizes(one, draws=1)
