"""The walk of a search: epochs, races among neighbours, jumps, and the choice among finalists.

Knows how one state of a search becomes the next. `search` and `rivals` begin and end it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from hustings.planning.drawing.electorate import numbers
from hustings.planning.plan.model import Sequence
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.moves import (
    Assignment,
    every_assignment,
    in_order,
    kicked,
    neighbours,
)
from hustings.planning.search.racing import Results, choose, ladder, race
from hustings.planning.search.start import starts
from hustings.planning.search.state import Effort, State
from hustings.planning.trials.simulate import Progress, Workers
from hustings.planning.trials.stock import MEMORY, Drawing, Stock, Stopped, drawn

# Draws that only a search may look at, and only the choice among its finalists.
SEARCH = 1_000_000
CHOICE = 2_000_000

# Neighbours in one race.
_BATCH = 24
# Jumps from a plan without a better neighbour, in one epoch.
_KICKS = 12


class Meter:
    """How much of a search is done; asks whether to go on.

    Args:
        before, after: counts of other work, done before this search and still to come after it.
    """

    def __init__(
        self, effort: Effort, progress: Progress | None, *, before: int = 0, after: int = 0
    ) -> None:
        self._progress = progress
        self._done = 0
        self._end = 0
        self._before = before
        self._all = before + effort.all + after

    def phase(self, start: int, end: int) -> None:
        """A part of the search begins that was planned to take it from `start` to `end`."""
        self._done = max(self._done, start)
        self._end = end

    def add(self, counts: int) -> bool:
        """So many counts more are done; False to stop."""
        self._done = min(self._done + counts, self._end)
        return self._progress is None or self._progress(self._before + self._done, self._all)

    def tick(self, counts: int) -> None:
        """The same for a stock.

        Raises:
            Stopped: the answer is no.
        """
        if not self.add(counts):
            raise Stopped


class Hunt:
    """One search: what it is for, what it may use, and its state after the last race.

    Args:
        team: who is to be elected.
        lists: different orders at most.
        meter: keeps account of what is done.
        until: `time.monotonic()` after which no new race begins; None for no limit.
        keep: called with the state after each race.
        drawing: how an electorate is drawn and parted.
    """

    def __init__(
        self,
        scenario: Scenario,
        team: Sequence,
        lists: int,
        *,
        meter: Meter,
        cores: Workers = None,
        until: float | None = None,
        keep: Callable[[State], None] | None = None,
        drawing: Drawing = drawn,
    ) -> None:
        self._scenario = scenario
        self._team = team
        self._lists = lists
        self._depth = scenario.following.depth
        self._most = min(len(team), scenario.election.seats)
        self._meter = meter
        self._cores = cores
        self._until = until
        self._keep = keep
        self._drawing = drawing
        self._starts: tuple[Assignment, ...] = ()
        self._around: tuple[tuple[int, int], tuple[Assignment, ...]] = ((-1, -1), ())
        self.state: State

    def run(self, state: State) -> State:
        """All epochs that are left.

        Raises:
            Stopped: the meter said so; `state` is where it stands.
        """
        self.state = state
        effort = state.effort
        while state.epoch < effort.epochs and not self._late():
            first = SEARCH + state.epoch * effort.racing
            begun = state.epoch * effort.epoch
            self._meter.phase(begun + state.spent, begun + effort.epoch)
            with self._stock(first, effort.racing, MEMORY) as stock:
                state = self._epoch(state, self._results(stock))
            self._tell(state)
        return state

    def chosen(self, state: State) -> Assignment:
        """The best of the finalists, on draws that none of them has been raced on.

        Raises:
            Stopped: the meter said so.
        """
        effort = state.effort
        finalists = state.finalists[::-1] or self.starts()
        self._meter.phase(effort.epochs * effort.epoch, effort.all - effort.reporting)
        if len(finalists) == 1:
            return finalists[0]
        # Each draw is looked at once: nothing to keep in memory.
        with self._stock(CHOICE, effort.choosing, 0) as stock:
            rungs = sorted({max(effort.choosing // part, 1) for part in (4, 2, 1)})
            return choose(self._results(stock), finalists, rungs)

    def best_of(self, state: State) -> Assignment:
        """The best so far of a search that was stopped."""
        if state.best or state.champion:
            return state.best or state.champion or ()
        return (state.finalists or self.starts())[-1 if state.finalists else 0]

    def looked_at(self, state: State, *, choice: bool) -> tuple[tuple[int, int], ...]:
        """(first, how many) of the draws looked at."""
        effort = state.effort
        epochs = state.epoch + (state.champion is not None)
        ranges = [(SEARCH, epochs * effort.racing)] if epochs else []
        if choice:
            ranges.append((CHOICE, effort.choosing))
        return tuple(ranges)

    def starts(self) -> tuple[Assignment, ...]:
        """Where it begins."""
        if not self._starts:
            self._starts = starts(
                self._scenario,
                self._team,
                lists=self._lists,
                draws=[self._drawing(self._scenario, SEARCH + place) for place in range(8)],
            )
        return self._starts

    def _epoch(self, state: State, results: Results) -> State:
        if state.champion is None:
            state = self._begin(state, results)
            self._tell(state)
        while state.spent < state.effort.counts and not self._late():
            after = self._round(state, results)
            if after is None:
                break
            state = after
            self._tell(state)
        best = _better(results, state.best, state.champion)
        return replace(
            state,
            epoch=state.epoch + 1,
            spent=0,
            champion=None,
            best=None,
            changes=0,
            place=0,
            kicks=0,
            finalists=(*(one for one in state.finalists if one != best), best),
        )

    def _begin(self, state: State, results: Results) -> State:
        """The champion of a new epoch: the best of the finalists, or of every plan there is."""
        effort = state.effort
        everything = every_assignment(
            self._team,
            len(self._scenario.regions),
            lists=self._lists,
            depth=self._depth,
            most=effort.every,
            whole=self._scenario.in_one_piece,
        )
        finalists = state.finalists or self.starts()
        field = everything or finalists
        rungs = (results.size,) if everything else ladder(results.size)
        winner, _ = race(results, field[0], field[1:], rungs)
        return replace(
            state,
            champion=winner,
            finalists=finalists,
            explored=state.explored + len(field),
            # Nothing is left to try where everything has been.
            spent=effort.counts if everything else 0,
        )

    def _round(self, state: State, results: Results) -> State | None:
        """One race of the champion against some neighbours, or a jump; None at the end."""
        champion = state.champion
        assert champion is not None
        around = self._neighbours(state, champion)
        batch = around[state.place : state.place + _BATCH]
        if not batch:
            best = _better(results, state.best, champion)
            if state.kicks == _KICKS or not around:
                return None
            stream = self._stream(state, "kick")
            landed = kicked(
                best,
                stream,
                lists=self._lists,
                depth=self._depth,
                whole=self._scenario.in_one_piece,
            )
            return replace(
                state,
                champion=landed,
                best=best,
                changes=state.changes + 1,
                place=0,
                kicks=state.kicks + 1,
            )
        winner, cost = race(results, champion, batch, ladder(results.size))
        moved = winner != champion
        return replace(
            state,
            spent=state.spent + cost,
            explored=state.explored + len(batch),
            champion=winner,
            changes=state.changes + moved,
            place=0 if moved else state.place + len(batch),
        )

    def _neighbours(self, state: State, champion: Assignment) -> tuple[Assignment, ...]:
        key = (state.epoch, state.changes)
        if self._around[0] != key:
            kinds = neighbours(
                champion,
                lists=self._lists,
                depth=self._depth,
                whole=self._scenario.in_one_piece,
            )
            self._around = (key, in_order(kinds, self._stream(state, "neighbours")))
        return self._around[1]

    def _stream(self, state: State, what: str) -> np.random.Generator:
        return numbers(self._scenario.seed, state.changes, f"search {state.epoch} {what}")

    def _stock(self, first: int, draws: int, limit: int) -> Stock:
        return Stock(
            self._scenario,
            range(first, first + draws),
            cores=self._cores,
            limit=limit,
            drawing=self._drawing,
        )

    def _results(self, stock: Stock) -> Results:
        return Results(stock, self._team, self._most, tick=self._meter.tick)

    def _late(self) -> bool:
        return self._until is not None and time.monotonic() >= self._until

    def _tell(self, state: State) -> None:
        self.state = state
        if self._keep:
            self._keep(state)


def _better(results: Results, best: Assignment | None, other: Assignment | None) -> Assignment:
    """The one that does better over all draws of the epoch; `best` when they are equal."""
    if best is None or other is None:
        return best or other or ()
    if results.score(other, results.size) > results.score(best, results.size):
        return other
    return best
