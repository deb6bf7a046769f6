"""The electorates that two planners share: whose followers are whose, counted under both plans.

Knows how the followers of both are parted from the rest, and how a pair of plans is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.planning.drawing import kernel
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import Electorate, tables_of
from hustings.planning.plan.model import Plan, Sequence
from hustings.planning.scenario.model import Following, Scenario
from hustings.planning.trials.evaluate import LEAST_DRAWS
from hustings.planning.trials.simulate import Parts, Workers, ballots, lots_for, threads, winners
from hustings.planning.trials.stock import Draw, packed, slim

Elected = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Planner:
    """Who steers, for whom, and who listens.

    Attributes:
        name: for people.
        team: candidates to be elected; two planners may share some.
        slate: index of the slate whose voters may follow.
        following: which of them do. Where two planners address one slate, their shares add up.
        lists: different orders at most.
    """

    name: str
    team: Sequence
    slate: int
    following: Following
    lists: int


def scenario_of(scenario: Scenario, own: Planner) -> Scenario:
    return replace(scenario, slate=own.slate, following=own.following, lists=own.lists)


class Both(NamedTuple):
    """An electorate in three: the followers of each planner, and everybody else."""

    electorate: Electorate
    parts: tuple[Parts, Parts]


def parted(scenario: Scenario, pair: tuple[Planner, Planner], draw: int) -> Both:
    """Who follows whom. The others of both parts are the same: voters who follow neither."""
    first, second = pair
    electorate = draw_electorate(scenario_of(scenario, first), draw)
    region, slate, luck = electorate.region, electorate.slate, electorate.luck
    below = electorate.threshold
    below_second = tables_of(scenario_of(scenario, second), draw)[1]
    if first.slate == second.slate:
        # The luck of the second planner's followers begins where that of the first's ends.
        below_second = below + below_second
    one = kernel.part(
        electorate.starts, electorate.entries, region, slate, luck, first.slate, below
    )
    left = ~((slate == first.slate) & (luck < below[region]))
    other = kernel.part(
        one[3], one[4], region[left], slate[left], luck[left], second.slate, below_second
    )
    papers = np.ones(len(other[3]) - 1, np.int64)
    voters = np.flatnonzero(left)[other[2]]
    rest = packed(Parts(one[0], one[1], one[2], other[3], other[4], papers))
    return Both(
        slim(electorate),
        (rest, rest._replace(f_starts=other[0], f_entries=other[1], voters=voters)),
    )


def joined(
    scenario: Scenario, pair: tuple[Planner, Planner], both: Both, who: int, plan: Plan
) -> Parts:
    """The followers of the other planner, and everybody else when `who` asks for this plan."""
    own = scenario_of(scenario, pair[who])
    profile = ballots(own, plan, both.electorate, both.parts[who])
    return both.parts[1 - who]._replace(
        o_starts=profile.starts, o_entries=profile.entries, o_papers=profile.papers
    )


def facing(
    scenario: Scenario, pair: tuple[Planner, Planner], who: int, other: Plan, draw: int
) -> Draw:
    """A draw as the planner `who` meets it when the other one asks for this plan."""
    both = parted(scenario, pair, draw)
    parts = packed(joined(scenario, pair, both, 1 - who, other))
    return Draw(both.electorate, parts, lots_for(scenario, draw))


def trials(
    scenario: Scenario,
    pair: tuple[Planner, Planner],
    cases: list[tuple[Plan, Plan]],
    number: int,
    *,
    cores: Workers,
    progress: Callable[[int], bool],
) -> Elected:
    """bool[draws, cases, candidates], from draw 0 on."""
    rows: list[list[Elected]] = []
    with nullcontext(cores) if isinstance(cores, Executor) else _threads(cores) as pool:
        waiting = [pool.submit(_trial, scenario, pair, cases, draw) for draw in range(number)]
        for future in waiting:
            rows.append(future.result())
            # Fewer draws than these say nothing.
            if not progress(len(rows)) and len(rows) >= LEAST_DRAWS:
                break
        for future in waiting[len(rows) :]:
            future.cancel()
    return np.array(rows, np.bool_).reshape(len(rows), len(cases), len(scenario.election.names))


def _threads(cores: int | None) -> Executor:
    return ThreadPoolExecutor(threads(cores))


def _trial(
    scenario: Scenario,
    pair: tuple[Planner, Planner],
    cases: list[tuple[Plan, Plan]],
    draw: int,
) -> list[Elected]:
    """One draw counted in every case."""
    rules = find(scenario.rules)
    second = scenario_of(scenario, pair[1])
    both = parted(scenario, pair, draw)
    lots = lots_for(scenario, draw)
    elected = []
    for plans in cases:
        parts = joined(scenario, pair, both, 0, plans[0])
        profile = ballots(second, plans[1], both.electorate, parts)
        elected.append(winners(scenario.election, profile, rules, lots))
    return elected
