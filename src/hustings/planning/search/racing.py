"""Races: which of several plans elects the most, without counting all of them to the end.

Knows how plans are compared on the same draws and when one is dropped early.

A race goes over rungs: a few draws for every plan, more for those still in it. Plans are compared
by paired differences: the same draws, the same voters, the same luck.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.trials.stock import Stock

# Of those in a race, one in so many goes on to the next rung.
_KEEP_ONE_IN = 3
# So many standard errors behind: dropped, however few are left.
_BEHIND = 2.0

Seats = npt.NDArray[np.int64]


class Score(NamedTuple):
    """What plans are ranked by; larger is better.

    Attributes:
        seats: over all draws looked at.
        top: draws in which the most seats are won that the team can win.
    """

    seats: int
    top: int


class Results:
    """Seats of the team under each assignment in each draw of a stock, counted when asked for.

    Args:
        team: whose seats are counted.
        most: seats that the team can win at most.
        tick: see `Stock.elected`.
    """

    def __init__(
        self,
        stock: Stock,
        team: Sequence[int],
        most: int,
        *,
        tick: Callable[[int], None] | None = None,
    ) -> None:
        self.size = len(stock.draws)
        self._stock = stock
        self._team = list(team)
        self._most = most
        self._tick = tick
        self._known: dict[Assignment, npt.NDArray[np.int16]] = {}

    def ensure(self, assignments: Iterable[Assignment], stop: int) -> None:
        """Count the first `stop` draws under each of these, as far as not done yet."""
        by_length: dict[int, dict[Assignment, None]] = {}
        for assignment in assignments:
            length = len(self._known.get(assignment, ()))
            if length < stop:
                by_length.setdefault(length, {})[assignment] = None
        for length, group in sorted(by_length.items()):
            plans = [plan_of("", assignment) for assignment in group]
            elected = self._stock.elected(plans, length, stop, tick=self._tick)
            seats = elected[:, :, self._team].sum(axis=2, dtype=np.int16)
            for assignment, row in zip(group, seats, strict=True):
                before = self._known.get(assignment, np.zeros(0, np.int16))
                self._known[assignment] = np.concatenate([before, row])

    def seats(self, assignment: Assignment, stop: int) -> Seats:
        """int64[stop], one number a draw."""
        self.ensure([assignment], stop)
        return self._known[assignment][:stop].astype(np.int64)

    def score(self, assignment: Assignment, stop: int) -> Score:
        """Seats and top results over the first `stop` draws."""
        return self.score_of(self.seats(assignment, stop))

    def score_of(self, seats: Seats) -> Score:
        """Seats and top results of these draws."""
        return Score(int(seats.sum()), int((seats >= self._most).sum()))


class Race(NamedTuple):
    """How a race ended.

    Attributes:
        winner: the champion, unless a contender did strictly better over all draws.
        cost: counts that it took at most.
    """

    winner: Assignment
    cost: int


def ladder(draws: int) -> tuple[int, ...]:
    """Rungs of a race over at most so many draws, each about four times the one before."""
    rungs = [draws]
    while rungs[0] >= 48:
        rungs.insert(0, rungs[0] // 4)
    return tuple(rungs)


def race(
    results: Results, champion: Assignment, contenders: Sequence[Assignment], rungs: Sequence[int]
) -> Race:
    """Whether one of the contenders beats the champion, who is never dropped.

    After the first rung, those who are not ahead of the champion are dropped as well.
    """
    alive = list(contenders)
    cost = 0
    before = 0
    for number, stop in enumerate(rungs):
        cost += len(alive) * (stop - before)
        before = stop
        results.ensure([champion, *alive], stop)
        standard = results.seats(champion, stop)
        base = results.score_of(standard)
        ranked: list[tuple[int, int, int]] = []
        for place, assignment in enumerate(alive):
            seats = results.seats(assignment, stop)
            score = results.score_of(seats)
            ahead = (score.seats - base.seats, score.top - base.top)
            if number and ahead <= (0, 0):
                continue
            if not hopeless(seats - standard):
                ranked.append((-ahead[0], -ahead[1], place))
        ranked.sort()
        kept = ranked[: 1 if stop == rungs[-1] else max(2, -(-len(alive) // _KEEP_ONE_IN))]
        if len(rungs) == 1:
            kept = [one for one in kept if one[:2] < (0, 0)]
        alive = [alive[place] for _, _, place in kept]
        if not alive:
            return Race(champion, cost)
    return Race(alive[0], cost)


def choose(results: Results, assignments: Sequence[Assignment], rungs: Sequence[int]) -> Assignment:
    """The best of these, the worse half dropped at each rung; among equals the first."""
    alive = list(assignments)
    for stop in rungs:
        results.ensure(alive, stop)
        ranked = sorted(
            range(len(alive)),
            key=lambda place: (*(-part for part in results.score(alive[place], stop)), place),
        )
        keep = 1 if stop == rungs[-1] else max(2, -(-len(alive) // 2))
        alive = [alive[place] for place in ranked[:keep]]
    return alive[0]


def hopeless(difference: Seats) -> bool:
    """Whether these paired differences say that a plan is worse."""
    mean = float(difference.mean())
    if mean >= 0.0 or len(difference) < 2:
        return False
    error = float(difference.std(ddof=1)) / math.sqrt(len(difference))
    return mean + _BEHIND * error < 0.0
