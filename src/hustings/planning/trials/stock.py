"""A stock of drawn electorates, kept in memory so that one more plan costs only its counts.

Knows which draws it has, how much memory they may take and how plans are counted on them.
`search.racing` compares plans.

A draw that does not fit into the limit is drawn again each time it is asked for: slower, and the
same in every other way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Lock
from types import TracebackType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.counting.lots import Lots
from hustings.election.formats.fast.scan import pack_rankings
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import Electorate
from hustings.planning.plan.model import Plan
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import (
    Parts,
    Workers,
    ballots,
    lots_for,
    part,
    simulate,
    threads,
    winners,
)

# Bytes that the electorates of a stock may take: 250 draws of 129,549 voters, and well under 2 GB
# with everything else.
MEMORY = 900 * 2**20
# What drawing, parting and packing an electorate costs, in counts of one more plan on it.
DRAW_COST = 12


class Draw(NamedTuple):
    """One electorate, drawn and parted: what the count of any plan needs of it.

    Attributes:
        electorate: its regions; the ballots are in `parts`.
        parts: followers, and the others with equal ballots put together.
        lots: of this draw.
    """

    electorate: Electorate
    parts: Parts
    lots: Lots

    @property
    def size(self) -> int:
        """Bytes."""
        return self.electorate.region.nbytes + sum(array.nbytes for array in self.parts)


# A scenario and the number of a draw -> the draw
Drawing = Callable[[Scenario, int], Draw]


def drawn(scenario: Scenario, draw: int) -> Draw:
    """Electorate number `draw` of a scenario, parted."""
    electorate = draw_electorate(scenario, draw)
    return Draw(slim(electorate), packed(part(scenario, electorate)), lots_for(scenario, draw))


def slim(electorate: Electorate) -> Electorate:
    """An electorate without all that counting another plan does not look at."""
    nothing = np.zeros(0, np.int64)
    few = np.zeros(0, np.int16)
    return Electorate(nothing, few, electorate.region, few, nothing, electorate.threshold)


def packed(parts: Parts) -> Parts:
    """The same electorate, the others' equal ballots put together."""
    if not len(parts.o_papers):
        return parts
    profile = pack_rankings(parts.o_starts, parts.o_entries, parts.o_papers)
    return parts._replace(
        o_starts=profile.starts, o_entries=profile.entries, o_papers=profile.papers
    )


class Stopped(Exception):
    """Raised by a `tick` that asks for no more work; never reaches the user."""


class Stock:
    """Drawn electorates and the cores to count them on. Close it, or use it in a `with`.

    Args:
        draws: numbers of the draws, in the order in which they are used.
        cores: as in `simulate`; other workers draw again each time.
        limit: bytes that electorates held in memory may take.
        drawing: how an electorate is drawn and parted.
    """

    def __init__(
        self,
        scenario: Scenario,
        draws: Sequence[int],
        *,
        cores: Workers = None,
        limit: int = MEMORY,
        drawing: Drawing = drawn,
    ) -> None:
        self.draws = tuple(draws)
        self._scenario = scenario
        self._rules = find(scenario.rules)
        self._drawing = drawing
        self._limit = limit
        self._held: dict[int, Draw] = {}
        self._size = 0
        self._lock = Lock()
        self._away = cores if isinstance(cores, Executor) else None
        self._pool = ThreadPoolExecutor(1 if isinstance(cores, Executor) else threads(cores))

    def __enter__(self) -> Stock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the threads and the memory."""
        self._pool.shutdown(cancel_futures=True)
        self._held.clear()
        self._size = 0

    @property
    def held(self) -> tuple[int, int]:
        """How many electorates are in memory, and their bytes."""
        return len(self._held), self._size

    def elected(
        self,
        plans: Sequence[Plan],
        start: int,
        stop: int,
        *,
        tick: Callable[[int], None] | None = None,
    ) -> npt.NDArray[np.bool_]:
        """Who is elected under each plan in the draws at places `start` to `stop` - 1.

        Args:
            tick: called with how many counts (or as long work) are done, draw by draw; may raise to
                stop.

        Returns:
            bool[plans, stop - start, candidates].
        """
        size = len(self._scenario.election.candidates)
        result = np.zeros((len(plans), stop - start, size), np.bool_)
        if not plans or stop <= start:
            return result
        if self._away and self._drawing is drawn:
            return self._elsewhere(plans, start, stop, tick, self._away)
        waiting: list[Future[npt.NDArray[np.bool_]]] = []
        fresh = [place not in self._held for place in range(start, stop)]
        try:
            for place in range(start, stop):
                waiting.append(self._pool.submit(self._count, place, plans))
            for column, future in enumerate(waiting):
                result[:, column] = future.result()
                if tick:
                    tick(len(plans) + (DRAW_COST if fresh[column] else 0))
        finally:
            for future in waiting:
                future.cancel()
        return result

    def _elsewhere(
        self,
        plans: Sequence[Plan],
        start: int,
        stop: int,
        tick: Callable[[int], None] | None,
        machines: Executor,
    ) -> npt.NDArray[np.bool_]:
        """The same on other machines, which keep no draws."""

        def progress(done: int, total: int) -> bool:
            if tick:
                tick(len(plans))
            return True

        draws = self.draws[start:stop]
        return simulate(self._scenario, plans, draws, cores=machines, progress=progress).elected

    def _count(self, place: int, plans: Sequence[Plan]) -> npt.NDArray[np.bool_]:
        draw = self._held.get(place)
        if draw is None:
            draw = self._drawing(self._scenario, self.draws[place])
            with self._lock:
                if place not in self._held and self._size + draw.size <= self._limit:
                    self._held[place] = draw
                    self._size += draw.size
        elected = np.empty((len(plans), len(self._scenario.election.candidates)), np.bool_)
        for row, plan in enumerate(plans):
            profile = ballots(self._scenario, plan, draw.electorate, draw.parts)
            elected[row] = winners(self._scenario.election, profile, self._rules, draw.lots)
        return elected
