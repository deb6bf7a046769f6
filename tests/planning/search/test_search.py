"""The search: as good as trying everything, the same on any machine, and it can be stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest

from hustings.errors import InputError
from hustings.planning.plan.model import check, natural_alternatives, rotated
from hustings.planning.search.hunt import CHOICE, SEARCH
from hustings.planning.search.moves import every_assignment, in_one_piece, plan_of
from hustings.planning.search.robust import spread
from hustings.planning.search.search import SHORT, Found, full, search
from hustings.planning.search.state import Effort
from hustings.planning.trials.evaluate import estimate, evaluate
from hustings.planning.trials.following import following
from hustings.planning.trials.simulate import simulate
from planning.small import random_scenario, scenario

WALK = Effort(fresh=10, racing=48, epochs=2, counts=600, choosing=48, every=0)
ALL = replace(WALK, every=64)
SMALL = Effort(fresh=10, racing=16, epochs=2, counts=300, choosing=16, every=0)


def behind_the_best(seed: int, effort: Effort, *, robust: bool = False) -> tuple[float, float]:
    """How far a search ends behind the best of all plans, and the standard error of that.

    The best is chosen on some draws, and the two are compared on others: whichever of dozens of
    plans does best on the draws that it was chosen by had luck with them.
    """
    planned = random_scenario(seed)
    found = search(planned, robust=robust, effort=effort, cores=2)
    check(found.plan, planned)
    if robust:
        planned = spread(planned)
    assignments = every_assignment(
        planned.team,
        len(planned.regions),
        lists=planned.lists,
        depth=planned.following.depth,
        most=64,
    )
    plans = [plan_of("", assignment) for assignment in assignments]
    seats = simulate(planned, plans, range(60), cores=2).seats(planned.team).sum(axis=1)
    best = plans[int(seats.argmax())]
    two = simulate(planned, (best, found.plan), range(60, 180), cores=2).seats(planned.team)
    return estimate(two[0] - two[1])


@pytest.mark.parametrize(
    "seed",
    [*range(4), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(4, 36))],
)
def test_trying_every_plan_finds_nothing_better(seed: int) -> None:
    behind, error = behind_the_best(seed, WALK)
    assert behind <= 2 * error


@pytest.mark.parametrize(
    "seed", [36, 40, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (37, 38, 39, 41))]
)
def test_where_plans_are_few_all_are_tried(seed: int) -> None:
    behind, error = behind_the_best(seed, ALL)
    assert behind <= 2 * error


@pytest.mark.parametrize("seed", [2, pytest.param(5, marks=pytest.mark.soak)])
def test_over_all_shares_of_followers_trying_every_plan_finds_nothing_better(seed: int) -> None:
    behind, error = behind_the_best(seed, replace(WALK, epochs=1), robust=True)
    assert behind <= 2 * error


def test_a_robust_plan_is_set_beside_the_best_as_expected() -> None:
    planned = random_scenario(11)
    found = search(planned, robust=True, effort=SMALL, cores=1)
    wide = found.robust
    assert wide is not None
    assert found.fresh == wide.fresh == evaluate(planned, [found.plan, wide.centre], draws=10)
    names = ["found", "best as expected"]
    assert [result.plan.name for result in wide.fresh.results[:2]] == names
    assert wide.over == evaluate(spread(planned), [found.plan, wide.centre], draws=10)
    shares = [k / 10 for k in range(1, 10)]
    plans = [found.plan, wide.centre, *natural_alternatives(planned)]
    assert wide.curves == following(planned, plans, draws=10, shares=shares)
    (here, there) = (wide.fresh.result(name).expected.mean for name in names)
    assert wide.cost(found.plan).mean == pytest.approx(there - here)
    (here, there) = (wide.over.result(name).expected.mean for name in names)
    assert wide.gain(found.plan).mean == pytest.approx(here - there)


@pytest.mark.parametrize("after", [40, 150])
def test_a_robust_search_that_was_stopped_goes_on_to_the_same_end(after: int) -> None:
    planned = random_scenario(11)
    whole = search(planned, robust=True, effort=SMALL, cores=1)
    part = search(planned, robust=True, effort=SMALL, cores=1, progress=stopper(after))
    assert (part.finished, part.robust, part.fresh) == (False, None, None)
    state = json.loads(json.dumps(part.state))
    assert search(planned, robust=True, cores=1, resume=state) == whole
    # What it stands for is another search than that without.
    with pytest.raises(InputError, match="for another scenario"):
        search(planned, cores=1, resume=state)


def test_progress_of_a_robust_search_goes_up() -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    search(random_scenario(11), robust=True, effort=SMALL, cores=2, progress=progress)
    assert told == sorted(told)
    assert len({total for _, total in told}) == 1
    assert told[-1][0] <= told[-1][1]


def test_the_plan_does_not_depend_on_the_number_of_cores() -> None:
    planned = random_scenario(11)
    one, three = (search(planned, effort=SMALL, cores=cores) for cores in (1, 3))
    assert one == three


def test_the_plan_is_the_same_on_other_machines() -> None:
    planned = random_scenario(11)
    with ThreadPoolExecutor(2) as machines:
        away = search(planned, effort=SMALL, cores=machines)
    assert away == search(planned, effort=SMALL, cores=1)


def test_another_seed_is_another_search() -> None:
    planned = random_scenario(10)
    found = {
        json.dumps(search(replace(planned, seed=seed), effort=SMALL, cores=1).state)
        for seed in (1, 2, 3)
    }
    assert len(found) == 3


def stopper(after: int) -> Callable[[int, int], bool]:
    """A progress callback that says no when it is asked for the time `after`."""
    asked = 0

    def progress(done: int, total: int) -> bool:
        nonlocal asked
        asked += 1
        return asked < after

    return progress


@pytest.mark.parametrize("after", [1, 10, 40, 70, 90])
def test_a_search_that_was_stopped_goes_on_to_the_same_end(after: int) -> None:
    planned = random_scenario(11)
    whole = search(planned, effort=SMALL, cores=1)
    part = search(planned, effort=SMALL, cores=1, progress=stopper(after))
    assert not part.finished
    check(part.plan, planned)
    state = json.loads(json.dumps(part.state))
    assert search(planned, cores=1, resume=state) == whole


def test_a_stop_during_the_report_keeps_the_draws_done() -> None:
    planned = random_scenario(11)
    asked = 0

    def count(done: int, total: int) -> bool:
        nonlocal asked
        asked += 1
        return True

    whole = search(planned, effort=SMALL, cores=1, progress=count)
    part = search(planned, effort=SMALL, cores=1, progress=stopper(asked - 6))
    assert (part.plan, part.finished) == (whole.plan, False)
    assert part.fresh is not None
    assert part.fresh.draws == 4
    assert part.fresh == evaluate(planned, [whole.plan], draws=4)


def test_progress_goes_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    search(random_scenario(11), effort=SMALL, cores=2, progress=progress)
    assert told == sorted(told)
    assert {total for _, total in told} == {SMALL.all}
    assert told[-1] == (SMALL.all, SMALL.all)


def test_the_state_is_told_after_each_race_and_can_be_gone_on_from() -> None:
    planned = random_scenario(11)
    states: list[dict[str, object]] = []
    whole = search(planned, effort=SMALL, cores=1, save=states.append)
    assert states[-1] == whole.state
    for state in states[:: len(states) // 4]:
        assert search(planned, cores=1, resume=state) == whole


def test_a_search_that_has_ended_goes_on_with_more_epochs() -> None:
    planned = random_scenario(11)
    ended = search(planned, effort=SMALL, cores=1)
    more = replace(SMALL, epochs=3)
    went_on = search(planned, effort=more, cores=1, resume=ended.state)
    assert went_on == search(planned, effort=more, cores=1)
    with pytest.raises(InputError, match="begun with a different effort"):
        search(planned, effort=replace(SMALL, racing=8), resume=ended.state)


def test_the_report_is_from_draws_that_the_search_did_not_look_at() -> None:
    planned = random_scenario(11)
    found = search(planned, effort=SMALL, cores=1)
    assert found.draws == ((SEARCH, 32), (CHOICE, 16))
    assert found.finished
    assert found.fresh == evaluate(planned, [found.plan], draws=10, first_draw=0, cores=1)
    assert found.fresh is not None
    assert found.fresh.first_draw + found.fresh.draws <= SEARCH


def test_seconds_end_the_search_early_but_not_the_report() -> None:
    planned = random_scenario(11)
    found = search(planned, effort=SMALL, seconds=0.0, cores=1)
    assert found.explored == 0
    assert found.fresh is not None
    assert found.finished


def test_a_slate_of_one_has_one_plan() -> None:
    planned = random_scenario(11)
    election = planned.election.withdraw(1).withdraw(2)
    found = search(replace(planned, election=election), effort=WALK, cores=1)
    assert found.plan.sequences == ((0,),)


def test_effort_goes_by_the_draws_of_the_report() -> None:
    assert full(1000) == Effort(
        fresh=1000, racing=250, epochs=4, counts=40_000, choosing=500, every=64
    )
    assert full(20).racing == 32
    assert SHORT.all < full(100).all


def damaged(state: dict[str, object], **changed: object) -> dict[str, object]:
    return {**state, **changed}


def test_what_cannot_be_searched_or_gone_on_from_is_refused() -> None:
    planned = random_scenario(11)
    found: Found = search(planned, effort=replace(SMALL, counts=30, epochs=1), cores=1)
    state = found.state
    nobody = replace(planned, election=replace(planned.election, withdrawn=planned.team))
    with pytest.raises(InputError, match="nobody stands for Ours"):
        search(nobody)
    with pytest.raises(InputError, match="1 draw cannot show an error"):
        search(planned, draws=1)
    with pytest.raises(InputError, match="0 draws cannot show an error"):
        search(planned, draws=0)
    with pytest.raises(InputError, match="not the state of a search"):
        search(planned, resume={"format": "hustings-plan/1"})
    with pytest.raises(InputError, match="was for another scenario"):
        search(replace(planned, seed=99), resume=state)
    for harm in (
        damaged(state, finalists=[[[0, 1]]]),
        damaged(state, finalists=7),
        damaged(state, spent=-1),
        damaged(state, spent="much"),
        damaged(state, effort={"fresh": 3}),
        damaged(state, effort={**asdict(SMALL), "racing": 0}),
        damaged(state, effort={**asdict(SMALL), "choosing": 0}),
        {name: value for name, value in state.items() if name != "champion"},
    ):
        with pytest.raises(InputError, match="damaged"):
            search(planned, resume=harm)


def test_lists_for_letters_are_in_one_piece() -> None:
    shares = (0.08, 0.09, 0.08, 0.05, 0.04, 0.06, 0.1, 0.12, 0.08, 0.11, 0.11, 0.08)
    places = scenario(
        seats=2,
        slates={"Ours": ["Ann", "Bea", "Cas"], "Theirs": ["Xan", "Yul"]},
        support={"Ours": (0.6,) * 12, "Theirs": (0.4,) * 12},
        voters=tuple(round(1000 * share) for share in shares),
        appeal={"Ann": 4.0, "Bea": 2.0},
        lists=3,
        lengths=(0.2, 0.3, 0.3, 0.1, 0.1),
        draws=8,
    )
    letters = replace(
        places,
        regions=tuple(
            replace(region, name=letter)
            for region, letter in zip(places.regions, "ABCDEFGHIJKL", strict=True)
        ),
        in_one_piece=True,
    )
    effort = Effort(fresh=4, racing=8, epochs=1, counts=300, choosing=8, every=0)
    found = search(letters, effort=effort, cores=1).plan
    assert in_one_piece(tuple(found.sequence_of(r) for r in range(12)))
    assert len(found.sequences) > 1
    spread = rotated(letters)
    assert spread.list_of == (0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2)
