"""Where a search begins: as even as can be, and no more lists than wanted."""

from __future__ import annotations

import sys
from itertools import product

import numpy as np
import pytest

from hustings.errors import HustingsError
from hustings.planning.plan.model import one_order, rotated
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.search.start import Supply, by_appeal, evened, home_first, starts, supply_of
from hustings.planning.trials.stock import drawn
from planning.small import Block, exact, random_scenario, scenario

TEAM = ["Ann", "Bea", "Cas", "Dot"]


def planned(voters: tuple[int, ...], *, lists: int, home: dict[str, int] | None = None) -> Scenario:
    return scenario(
        seats=3,
        slates={"Ours": TEAM, "Theirs": ["Xan", "Yul"]},
        support={"Ours": (0.6,) * len(voters), "Theirs": (0.4,) * len(voters)},
        voters=voters,
        appeal={"Bea": 4.0, "Dot": 2.0},
        home=home,
        lists=lists,
    )


def unevenness(followers: list[float], natural: list[float], names: list[int]) -> float:
    """Distances of all totals from their mean, and the largest total."""
    totals = np.array(natural)
    for size, name in zip(followers, names, strict=True):
        totals[name] += size
    return float(abs(totals - totals.mean()).sum() + totals.max())


@pytest.mark.parametrize("lists", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(4))
def test_no_other_heads_or_second_places_are_more_even(lists: int, seed: int) -> None:
    luck = np.random.Generator(np.random.PCG64(seed))
    followers = [float(luck.integers(10, 200)) for _ in range(5)]
    first = [float(luck.integers(10, 200)) for _ in TEAM]
    second = [float(luck.integers(10, 200)) for _ in TEAM]
    supply = Supply(np.array(followers), np.array(first), np.array(second))
    assignment = evened(planned((9,) * 5, lists=lists), (0, 1, 2, 3), supply, lists=lists)
    assert all(sorted(sequence) == [0, 1, 2, 3] for sequence in assignment)
    assert len(set(assignment)) <= lists
    heads = [sequence[0] for sequence in assignment]
    best = min(
        unevenness(followers, first, list(names))
        for names in product(range(4), repeat=5)
        if len(set(names)) <= lists
    )
    assert unevenness(followers, first, heads) <= best * 1.005
    after = [sequence[1] for sequence in assignment]
    best = min(
        unevenness(followers, second, list(names))
        for names in product(range(4), repeat=5)
        if len(set(zip(heads, names, strict=True))) <= lists
        and all(head != name for head, name in zip(heads, names, strict=True))
    )
    assert unevenness(followers, second, after) <= best * 1.005


def test_among_equally_even_heads_those_at_home_are_on_top() -> None:
    at_home = {"Ann": 2, "Bea": 0, "Cas": 3, "Dot": 1}
    supply = Supply(np.full(4, 100.0), np.full(4, 50.0), np.full(4, 50.0))
    assignment = evened(planned((9,) * 4, lists=4, home=at_home), (0, 1, 2, 3), supply, lists=4)
    assert [sequence[0] for sequence in assignment] == [1, 3, 0, 2]


def test_later_places_are_even_too() -> None:
    supply = Supply(np.full(4, 100.0), np.full(4, 50.0), np.full(4, 50.0))
    assignment = evened(planned((9,) * 4, lists=4), (0, 1, 2, 3), supply, lists=4)
    for place in range(2):
        assert sorted(sequence[place] for sequence in assignment) == [0, 1, 2, 3]


def test_what_there_is_to_spread() -> None:
    one = exact(
        2,
        {"Ours": ["Ann", "Bea"], "Theirs": ["Xan"]},
        [
            Block(30, ("Ann", "Bea")),
            Block(20, ("Bea", "Xan", "Ann"), False),
            Block(7, ("Ann",), False),
            Block(50, ("Xan", "Ann", "Bea"), False),
        ],
        lists=1,
    )
    supply = supply_of([drawn(one, 3), drawn(one, 4)], (0, 1))
    assert supply.followers.tolist() == [30, 0, 0, 0]
    assert supply.first.tolist() == [7, 20]
    assert supply.second.tolist() == [50, 0]


def test_a_home_candidate_is_on_top_where_there_is_one() -> None:
    one = planned((90, 80, 70, 60, 50), lists=3, home={"Ann": 1, "Cas": 3})
    supply = Supply(np.array([90.0, 80, 70, 60, 50]), np.zeros(4), np.zeros(4))
    order = by_appeal(one, one.team)
    assert order == (1, 3, 0, 2)
    # Bea has no home and takes the list to spare; then the smallest list gets the next region.
    heads = [sequence[0] for sequence in home_first(one, order, supply, lists=3)]
    assert heads == [1, 0, 2, 2, 0]
    # With two lists, those of the home candidates are all there are.
    heads = [sequence[0] for sequence in home_first(one, order, supply, lists=2)]
    assert heads == [2, 0, 0, 2, 0]
    heads = [sequence[0] for sequence in home_first(one, order, supply, lists=1)]
    assert heads == [0] * 5
    assert home_first(one, order, supply, lists=1)[0] == (0, 2, 1, 3)


def test_a_search_starts_with_what_anyone_would_think_of() -> None:
    one = planned((90, 80, 70, 60), lists=2, home={"Ann": 1})
    draws = [drawn(one, draw) for draw in range(3)]
    found = starts(one, one.team, lists=2, draws=draws)
    assert len(found) == len(set(found)) == 4
    plans = [plan_of("", assignment) for assignment in found]
    regions = range(len(one.regions))
    for natural, place in ((rotated(one), 1), (one_order(one), 2)):
        assert [plans[place].sequence_of(r) for r in regions] == [
            natural.sequence_of(r) for r in regions
        ]
    assert all(len(plan.sequences) <= 2 for plan in plans)


def test_a_team_of_one_has_one_start() -> None:
    one = random_scenario(3)
    draws = [drawn(one, 0)]
    assignment: Assignment = ((2,), (2,))
    assert starts(one, (2,), lists=2, draws=draws) == (assignment,)


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    one = random_scenario(3)
    with pytest.raises(HustingsError, match=r"needs scipy; .*hustings\[plan\]"):
        starts(one, one.team, lists=2, draws=[drawn(one, 0)])
