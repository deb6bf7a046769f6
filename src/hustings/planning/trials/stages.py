"""How candidates fare under a plan, stage by stage: what they start with, when they are excluded.

Knows how the full record of a drawn electorate's count is reduced to a few figures per candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.fast import gregory as fast
from hustings.counting.fast.meek import count as count_meek
from hustings.counting.law import find
from hustings.counting.record import Result
from hustings.counting.ruleset import GregoryRules, MeekRules
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import Plan
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import (
    Progress,
    Workers,
    ballots,
    lots_for,
    part,
    threads,
    winners,
)


@dataclass(frozen=True, eq=False)
class Fates:
    """What became of each candidate in each draw; a row is a draw, a column a candidate.

    Attributes:
        draws: numbers of the draws, ascending.
        elected: bool.
        start: int64, first preferences; 0 where the rules have no stages.
        excluded: int64, the stage of the exclusion; 0 for never.
        left: int64, candidates neither elected nor excluded before that stage, this one among them.
        places: int64, seats not yet filled before that stage.
        quota: float[draws], votes; 0 where the rules have none.
        stages: int64[draws], stages of the count.
    """

    draws: tuple[int, ...]
    elected: npt.NDArray[np.bool_]
    start: npt.NDArray[np.int64]
    excluded: npt.NDArray[np.int64]
    left: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    quota: npt.NDArray[np.float64]
    stages: npt.NDArray[np.int64]


def fates(
    scenario: Scenario,
    plan: Plan,
    draws: Sequence[int],
    *,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Fates:
    """Count every draw under one plan with its full record.

    Args:
        cores: as in `simulate`.
        progress: called after each draw; False stops, and what is done so far comes back.
    """
    rows: list[_Fate] = []
    with nullcontext(cores) if isinstance(cores, Executor) else _threads(cores) as pool:
        waiting = [pool.submit(_fate, scenario, plan, draw) for draw in draws]
        for future in waiting:
            rows.append(future.result())
            if progress and not progress(len(rows), len(draws)):
                break
        for future in waiting[len(rows) :]:
            future.cancel()
    shape = (len(rows), len(scenario.election.candidates))
    return Fates(
        draws=tuple(draws[: len(rows)]),
        elected=np.array([row.elected for row in rows], np.bool_).reshape(shape),
        start=np.array([row.start for row in rows], np.int64).reshape(shape),
        excluded=np.array([row.excluded for row in rows], np.int64).reshape(shape),
        left=np.array([row.left for row in rows], np.int64).reshape(shape),
        places=np.array([row.places for row in rows], np.int64).reshape(shape),
        quota=np.array([row.quota for row in rows], np.float64),
        stages=np.array([row.stages for row in rows], np.int64),
    )


def _threads(cores: int | None) -> Executor:
    return ThreadPoolExecutor(threads(cores))


class _Fate(NamedTuple):
    """One draw's row of `Fates`."""

    elected: list[bool]
    start: list[int]
    excluded: list[int]
    left: list[int]
    places: list[int]
    quota: float
    stages: int


def _fate(scenario: Scenario, plan: Plan, draw: int) -> _Fate:
    """One draw counted under the plan."""
    electorate = draw_electorate(scenario, draw)
    profile = ballots(scenario, plan, electorate, part(scenario, electorate))
    rules = find(scenario.rules)
    lots = lots_for(scenario, draw)
    election = scenario.election
    size = len(election.candidates)
    match rules:
        case GregoryRules():
            result = fast.count(election, profile, rules, lots)
        case MeekRules():
            result = count_meek(election, profile, rules, lots)
        case _:
            chosen = winners(election, profile, rules, lots).tolist()
            none = [0] * size
            return _Fate(chosen, none, none, none, none, 0.0, 0)
    return _reduced(result, 10**rules.places, len(election.standing), election.seats, size)


def _reduced(result: Result, scale: int, standing: int, seats: int, size: int) -> _Fate:
    """A count's record as one row; `scale` units are a vote."""
    elected = [False] * size
    excluded, left, places = [0] * size, [0] * size, [0] * size
    continuing, vacant = standing, seats
    for stage in result.stages:
        for candidate in stage.excluded:
            excluded[candidate] = stage.number
            left[candidate] = continuing
            places[candidate] = vacant
        for candidate in stage.elected:
            elected[candidate] = True
        continuing -= len(stage.elected) + len(stage.excluded)
        vacant -= len(stage.elected)
    start = [votes // scale for votes in result.stages[0].votes]
    return _Fate(elected, start, excluded, left, places, result.quota / scale, len(result.stages))
