"""Races on made-up results: who wins, who is dropped when, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest

from hustings.planning.plan.model import Plan
from hustings.planning.search.moves import Assignment
from hustings.planning.search.racing import Race, Results, Score, choose, hopeless, ladder, race
from hustings.planning.trials.stock import Stock

DRAWS = 64


class MadeUp:
    """A stock of candidates 0, 1 and 2 in which a plan's seats are looked up by its first name."""

    def __init__(self, seats: dict[int, list[int]]) -> None:
        self.seats = seats
        self.draws = range(DRAWS)
        self.asked: list[tuple[tuple[int, ...], int, int]] = []

    def elected(
        self, plans: Sequence[Plan], start: int, stop: int, *, tick: object = None
    ) -> npt.NDArray[np.bool_]:
        names = [plan.sequences[0][0] for plan in plans]
        self.asked.append((tuple(names), start, stop))
        won = np.array([self.seats[name][start:stop] for name in names])
        elected: npt.NDArray[np.bool_] = won[:, :, None] > np.arange(3)
        return elected


def assignments(number: int) -> list[Assignment]:
    return [((name,),) for name in range(number)]


def results(seats: dict[int, list[int]]) -> tuple[Results, MadeUp]:
    stock = MadeUp(seats)
    return Results(cast(Stock, stock), (0, 1, 2), 3), stock


def test_rungs_grow_about_fourfold() -> None:
    assert ladder(16) == (16,)
    assert ladder(48) == (12, 48)
    assert ladder(250) == (15, 62, 250)


def test_draws_are_counted_once() -> None:
    known, stock = results({0: [1] * DRAWS, 1: [2, 3] * 32})
    zero, one = assignments(2)
    assert known.score(one, 4) == Score(10, 2)
    known.ensure([zero, one, one], 6)
    assert known.seats(one, 6).tolist() == [2, 3] * 3
    assert known.seats(zero, 5).tolist() == [1] * 5
    assert stock.asked == [((1,), 0, 4), ((0,), 0, 6), ((1,), 4, 6)]


def test_the_best_contender_wins_and_weak_ones_are_dropped_early() -> None:
    seats = {0: [1] * DRAWS, 1: [0] * DRAWS, 2: [1, 2] * 32, 3: [1, 1, 1, 2] * 16}
    known, stock = results(seats)
    zero, *others = assignments(4)
    assert race(known, zero, others, (8, 64)) == Race(((2,),), 3 * 8 + 2 * 56)
    assert stock.asked == [((0, 1, 2, 3), 0, 8), ((0, 2, 3), 8, 64)]


def test_one_in_three_goes_on_but_never_fewer_than_two() -> None:
    seats = {name: [1] * 8 + [name % 5] * 56 for name in range(10)}
    known, stock = results(seats)
    zero, *others = assignments(10)
    # All are equal at first; the first three go on.
    assert race(known, zero, others, (8, 64)).winner == ((3,),)
    assert stock.asked[1] == ((0, 1, 2, 3), 8, 64)


def test_the_champion_stays_where_nobody_is_strictly_better() -> None:
    known, _ = results({0: [2] * DRAWS, 1: [2] * DRAWS, 2: [1, 3] * 32, 3: [1] * DRAWS})
    zero, one, two, three = assignments(4)
    assert race(known, zero, [one, three], (8, 64)).winner == zero
    assert race(known, zero, [one, three], (64,)).winner == zero
    # As many seats, but more often all three.
    assert race(known, zero, [one, two], (8, 64)).winner == two
    assert race(known, zero, [one, two], (64,)).winner == two
    assert race(known, zero, [], (8, 64)) == Race(zero, 0)


def test_the_choice_halves_and_keeps_the_first_of_equals() -> None:
    known, stock = results({0: [1] * DRAWS, 1: [2] * DRAWS, 2: [2] * DRAWS, 3: [0] * DRAWS})
    assert choose(known, assignments(4), (16, 32, 64)) == ((1,),)
    assert stock.asked == [((0, 1, 2, 3), 0, 16), ((1, 2), 16, 32), ((1, 2), 32, 64)]


@pytest.mark.parametrize(
    ("difference", "expected"),
    [([0] * 8, False), ([-1] * 8, True), ([-1], False), ([-1, 0, 0, 0], False),
     ([-1] * 4 + [0] * 4, True), ([1, -1] * 8, False)],
)  # fmt: skip
def test_who_is_two_errors_behind_has_no_hope(difference: list[int], expected: bool) -> None:
    assert hopeless(np.array(difference)) is expected
