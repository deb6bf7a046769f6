"""Trials: drawn electorates, counted under each plan.

Knows how plans and draws become winners, on as many cores as wanted. `evaluate` turns them into
chances.

Every plan meets the same draws (common random numbers), and each draw has random numbers of its
own, so that the result does not depend on the number of cores, the machines or the order of the
work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from hustings.counting.fast import gregory as fast
from hustings.counting.fast.gregory_kernel import E_CANDIDATE, ELECTED
from hustings.counting.fast.meek import count as count_meek
from hustings.counting.law import find
from hustings.counting.lots import Lots
from hustings.counting.ruleset import GregoryRules, MeekRules, RuleSet
from hustings.election.formats.fast.scan import pack_rankings
from hustings.election.model import Election
from hustings.election.packed import PackedProfile
from hustings.planning.drawing import kernel
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import Electorate, numbers
from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Scenario

# From how many plans on one draw putting the others' equal ballots together saves time.
_PACK_FROM = 8

# Draws that an executor of the caller's gets as one task: to send a task costs about a draw's time.
_CHUNK = 5

# (draws done, draws in all) -> whether to go on
Progress = Callable[[int, int], bool]
# Threads to use, None for as many as this process may run on; or whatever else takes on work, such
# as the machines of `cluster`.
Workers = int | Executor | None
Result = tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Trials:
    """Who was elected, under each plan, in each draw.

    Attributes:
        draws: numbers of the draws, ascending.
        elected: bool[plans, draws, candidates].
        loyal: int64[draws, slates], voters by first loyalty.
    """

    draws: tuple[int, ...]
    elected: npt.NDArray[np.bool_]
    loyal: npt.NDArray[np.int64]

    def seats(self, team: Sequence[int]) -> npt.NDArray[np.int64]:
        """Seats of a slate: int64[plans, draws]."""
        total: npt.NDArray[np.int64] = self.elected[:, :, list(team)].sum(axis=2, dtype=np.int64)
        return total


def winners(
    election: Election, profile: PackedProfile, rules: RuleSet, lots: Lots
) -> npt.NDArray[np.bool_]:
    """Who is elected, without the record: bool[candidates]."""
    elected = np.zeros(len(election.candidates), np.bool_)
    match rules:
        case GregoryRules():
            state = fast.prepare(election, profile, rules, lots)
            fast.run(state, election, rules)
            chosen = state.elected[: int(state.num[ELECTED]), E_CANDIDATE]
            elected[chosen] = True
        case MeekRules():
            result = count_meek(election, profile, rules, lots)
            elected[[one.candidate for one in result.elected]] = True
        case _:
            each = rules.votes_each(election.seats)
            lengths = np.diff(profile.starts)
            place = np.arange(len(profile.entries)) - np.repeat(profile.starts[:-1], lengths)
            used = place < each
            votes = np.bincount(
                profile.entries[used],
                weights=np.repeat(profile.papers, lengths)[used],
                minlength=len(elected),
            )
            rank = {candidate: place for place, candidate in enumerate(lots.order)}
            order = sorted(election.standing, key=lambda c: (-votes[c], rank[c]))
            elected[order[: election.seats]] = True
    return elected


def lots_for(scenario: Scenario, draw: int) -> Lots:
    """Lots of a draw: every order of names is as likely as any other."""
    order = numbers(scenario.seed, draw, "lots").permutation(len(scenario.election.candidates))
    return Lots(f"draw {draw}", tuple(order.tolist()))


def lists_of(
    plan: Plan, electorate: Electorate, voters: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Which list each of these voters is given."""
    match plan.split:
        case Split.REGION:
            by_region = np.array(plan.list_of, np.int64)
            chosen: npt.NDArray[np.int64] = by_region[electorate.region[voters]]
            return chosen
        case Split.SURNAME:
            return voters % len(plan.sequences)


class Parts(NamedTuple):
    """An electorate in two: followers' own rankings with their voters, and everybody else's."""

    f_starts: npt.NDArray[np.int64]
    f_entries: npt.NDArray[np.int16]
    voters: npt.NDArray[np.int64]
    o_starts: npt.NDArray[np.int64]
    o_entries: npt.NDArray[np.int16]
    o_papers: npt.NDArray[np.int64]


def part(scenario: Scenario, electorate: Electorate) -> Parts:
    """Who follows and who does not, in one electorate."""
    f_starts, f_entries, voters, o_starts, o_entries = kernel.part_for_counting(
        electorate.starts,
        electorate.entries,
        electorate.region,
        electorate.slate,
        electorate.luck,
        scenario.slate,
        electorate.threshold,
    )
    o_papers = np.ones(len(o_starts) - 1, np.int64)
    return Parts(f_starts, f_entries, voters, o_starts, o_entries, o_papers)


def ballots(scenario: Scenario, plan: Plan, electorate: Electorate, parts: Parts) -> PackedProfile:
    """The ballots of an electorate, its followers having put their list on top.

    Rankings are neither put together nor in order: fit for the fast engine, not for a digest.
    """
    longest = max((len(sequence) for sequence in plan.sequences), default=0)
    sequences = np.zeros((max(len(plan.sequences), 1), longest), np.int16)
    depths = np.zeros(max(len(plan.sequences), 1), np.int64)
    for number, sequence in enumerate(plan.sequences):
        sequences[number, : len(sequence)] = sequence
        depths[number] = min(len(sequence), scenario.following.depth)
    starts, entries, papers = kernel.follow(
        parts.o_starts,
        parts.o_entries,
        parts.o_papers,
        parts.f_starts,
        parts.f_entries,
        lists_of(plan, electorate, parts.voters),
        sequences,
        depths,
    )
    return PackedProfile(starts, entries, papers, True)


def trial(
    scenario: Scenario, plans: Sequence[Plan], draw: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """One draw counted under each plan: bool[plans, candidates], and voters by first loyalty."""
    electorate = draw_electorate(scenario, draw)
    rules = find(scenario.rules)
    lots = lots_for(scenario, draw)
    parts = part(scenario, electorate)
    if len(plans) >= _PACK_FROM and len(parts.o_papers):
        packed = pack_rankings(parts.o_starts, parts.o_entries, parts.o_papers)
        parts = parts._replace(
            o_starts=packed.starts, o_entries=packed.entries, o_papers=packed.papers
        )
    elected = np.empty((len(plans), len(scenario.election.candidates)), np.bool_)
    for row, plan in enumerate(plans):
        profile = ballots(scenario, plan, electorate, parts)
        elected[row] = winners(scenario.election, profile, rules, lots)
    loyal = np.bincount(electorate.slate, minlength=len(scenario.slates))
    return elected, loyal


def trials(scenario: Scenario, plans: Sequence[Plan], draws: Sequence[int]) -> list[Result]:
    """Several draws, one after another, as in `trial`."""
    return [trial(scenario, plans, draw) for draw in draws]


def simulate(
    scenario: Scenario,
    plans: Sequence[Plan],
    draws: Sequence[int],
    *,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Trials:
    """Count every draw under every plan.

    Args:
        draws: numbers of the draws; the same number gives the same electorate.
        cores: threads to use, None for as many as this process may run on; or an executor.
        progress: called after each draw; False stops, and what is done so far comes back.
    """
    results: list[Result] = []
    for result in in_order(partial(trials, scenario, plans), draws, cores):
        results.append(result)
        if progress and not progress(len(results), len(draws)):
            break
    size = len(scenario.election.candidates)
    elected = np.empty((len(plans), len(results), size), np.bool_)
    loyal = np.empty((len(results), len(scenario.slates)), np.int64)
    for column, (who, voters) in enumerate(results):
        elected[:, column] = who
        loyal[column] = voters
    return Trials(tuple(draws[: len(results)]), elected, loyal)


def threads(cores: int | None) -> int:
    """How many threads to use."""
    if cores:
        return cores
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Sequence[int]], list[T]], draws: Sequence[int], cores: Workers
) -> Iterator[T]:
    """What `work` makes of each draw, in their order; work not begun is dropped when it ends.

    Args:
        work: takes some draws, and gives back a result for each.
        cores: as in `simulate`.
    """
    if isinstance(cores, Executor):
        chunks = [draws[at : at + _CHUNK] for at in range(0, len(draws), _CHUNK)]
        yield from _submitted(cores, work, chunks, len(chunks))
        return
    number = threads(cores)
    with ThreadPoolExecutor(number) as pool:
        # A few draws ahead are enough to keep the threads at work.
        yield from _submitted(pool, work, [(draw,) for draw in draws], 2 * number)


def _submitted(
    pool: Executor,
    work: Callable[[Sequence[int]], list[T]],
    chunks: Sequence[Sequence[int]],
    ahead: int,
) -> Iterator[T]:
    """The results of chunks of draws, `ahead` of them being under way or waiting at a time."""
    waiting: list[Future[list[T]]] = []
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) > ahead:
                yield from waiting.pop(0).result()
        while waiting:
            yield from waiting.pop(0).result()
    finally:
        for future in waiting:
            future.cancel()
