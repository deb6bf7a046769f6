"""Two planners who steer the same electorate, each for a slate of their own.

Knows how the followers of both are parted from the rest, and how each planner answers the other.
Must not know how the outcome is told.

Slates may overlap: a planner's team is a list of names, whatever slate voters are loyal to. Where
both have followers among the same voters, nobody follows both. Each in turn searches for the best
answer to the other's plan, for a few rounds. That is no equilibrium: it may go round in circles,
and says so when the last round still changed something.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.errors import InputError
from hustings.planning import draw_kernel as kernel
from hustings.planning.electorate import Electorate, draw_electorate, tables_of
from hustings.planning.evaluate import LEAST_DRAWS, Estimate, estimate
from hustings.planning.hunt import Hunt, Meter
from hustings.planning.moves import Layout, plan_of
from hustings.planning.plan import Plan, Sequence, check, no_advice
from hustings.planning.scenario import Following, Scenario
from hustings.planning.simulate import Parts, Progress, ballots, lots_for, threads, winners
from hustings.planning.state import Effort, State
from hustings.planning.stock import Draw, Stopped, packed, slim

# Each answer is a short search of its own.
ANSWER = Effort(fresh=0, racing=48, epochs=1, counts=3000, choosing=48, every=64)

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


class Outcome(NamedTuple):
    """What happens when neither, one or both plan.

    Attributes:
        who: "neither", the name of the one who plans, or "both".
        plans: of the first and of the second planner.
        seats: of each team; candidates of both count for both.
        either: seats of all who are in one team or the other.
        gain: of each team against neither planning, draw by draw.
    """

    who: str
    plans: tuple[Plan, Plan]
    seats: tuple[Estimate, Estimate]
    either: Estimate
    gain: tuple[Estimate, Estimate]


class Rivalry(NamedTuple):
    """Two planners, compared on draws that neither searched on.

    Attributes:
        planners: the two.
        outcomes: neither, the first alone, the second alone, both.
        draws: electorates; numbers 0, 1, 2 ….
        steady: whether the last answers of both were the plans they had before.
    """

    planners: tuple[Planner, Planner]
    outcomes: tuple[Outcome, ...]
    draws: int
    steady: bool


def planner(base: Scenario, own: Scenario) -> Planner:
    """The planner of `own`, put into the electorate of `base`.

    Followers are sought in the slate of `base` with the same name; where there is none, in the one
    that most of the team belongs to there.

    Raises:
        InputError: the two are not of one election.
    """
    same = (
        own.election.names == base.election.names
        and own.election.seats == base.election.seats
        and own.rules == base.rules
        and own.regions == base.regions
    )
    if not same:
        raise InputError(
            "the two scenarios are not of one election",
            remedy="give both the same candidates, seats, rules and regions",
        )
    names = [slate.name for slate in base.slates]
    title = own.slates[own.slate].name
    if title in names:
        slate = names.index(title)
    else:
        members = [base.election.candidates[c].slate for c in own.team]
        slate = max(range(len(names)), key=lambda s: (members.count(names[s]), -s))
    return Planner(title, own.team, slate, own.following, own.lists)


def rivals(
    scenario: Scenario,
    first: Planner,
    second: Planner,
    *,
    draws: int | None = None,
    rounds: int = 2,
    effort: Effort = ANSWER,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Rivalry | None:
    """Let two planners answer each other, and count what each wins.

    Args:
        scenario: the electorate; its own slate and following are not read.
        draws: electorates for the report; None for as many as the scenario says.
        rounds: answers of each planner, begun by the first.
        effort: of each answer.
        cores: threads to use; None for as many as this process may run on.
        progress: told (done, in all), in counts; False stops.

    Returns:
        the comparison; None when it was stopped before two draws were done.

    Raises:
        InputError: a planner without a team, or more than all voters of a slate would follow.
    """
    number = scenario.draws if draws is None else draws
    pair = (first, second)
    _check(scenario, pair, number)
    answer = effort.all
    total = (2 + 2 * rounds) * answer + number * 32
    done = 0

    def respond(who: int, other: Plan, before: Layout | None) -> Layout:
        nonlocal done
        base = done
        own = _scenario_of(scenario, pair[who])
        meter = Meter(
            effort, progress and (lambda now, all_: progress(base + min(now, all_), total))
        )
        hunt = Hunt(
            own,
            pair[who].team,
            min(pair[who].lists, len(scenario.regions)),
            meter=meter,
            cores=cores,
            drawing=lambda _, draw: _facing(scenario, pair, who, other, draw),
        )
        begun = State(effort, finalists=(*hunt.starts(), before) if before else ())
        layout = hunt.chosen(hunt.run(begun))
        done += answer
        return layout

    nothing = no_advice(scenario)
    try:
        alone = [respond(who, nothing, None) for who in (0, 1)]
        now = list(alone)
        steady = False
        for _ in range(rounds):
            before = list(now)
            for who in (0, 1):
                other = plan_of("", now[1 - who])
                now[who] = respond(who, other, now[who])
            steady = before == now
    except Stopped:
        return None
    names = [f"{one.name} alone" for one in pair]
    cases = (
        ("neither", (nothing, nothing)),
        (pair[0].name, (plan_of(names[0], alone[0]), nothing)),
        (pair[1].name, (nothing, plan_of(names[1], alone[1]))),
        ("both", (plan_of(f"{pair[0].name}", now[0]), plan_of(f"{pair[1].name}", now[1]))),
    )
    elected = _trials(
        scenario,
        pair,
        [plans for _, plans in cases],
        number,
        cores=cores,
        told=lambda draw: progress is None or progress(done + draw * 32, total),
    )
    if len(elected) < LEAST_DRAWS:
        return None
    return Rivalry(pair, _outcomes(pair, cases, elected), len(elected), steady)


def _outcomes(
    pair: tuple[Planner, Planner],
    cases: tuple[tuple[str, tuple[Plan, Plan]], ...],
    elected: Elected,
) -> tuple[Outcome, ...]:
    """Estimates from bool[draws, cases, candidates]."""
    teams = [list(one.team) for one in pair]
    union = sorted({*teams[0], *teams[1]})
    seats = [elected[:, :, team].sum(axis=2, dtype=np.int64) for team in (*teams, union)]
    return tuple(
        Outcome(
            who,
            plans,
            (estimate(seats[0][:, case]), estimate(seats[1][:, case])),
            estimate(seats[2][:, case]),
            (
                estimate(seats[0][:, case] - seats[0][:, 0]),
                estimate(seats[1][:, case] - seats[1][:, 0]),
            ),
        )
        for case, (who, plans) in enumerate(cases)
    )


def _check(scenario: Scenario, pair: tuple[Planner, Planner], draws: int) -> None:
    if draws < LEAST_DRAWS:
        raise InputError(
            f"{draws} draws cannot show an error", remedy=f"draw {LEAST_DRAWS} electorates or more"
        )
    for one in pair:
        if not one.team:
            raise InputError(f"{one.name} has nobody to be elected", remedy="name the team")
        check(Plan(one.name, (one.team,), (0,) * len(scenario.regions)), scenario)
    if pair[0].slate != pair[1].slate:
        return
    shares = (pair[0].following.share, pair[1].following.share)
    for region, mine, yours in zip(scenario.regions, *shares, strict=True):
        if mine + yours > 1.0:
            raise InputError(
                f"{mine:.0%} and {yours:.0%} of the same voters in {region.name} would follow",
                remedy="let the two shares add up to at most 100 %",
            )


def _scenario_of(scenario: Scenario, own: Planner) -> Scenario:
    return replace(scenario, slate=own.slate, following=own.following, lists=own.lists)


class _Both(NamedTuple):
    """An electorate in three: the followers of each planner, and everybody else."""

    electorate: Electorate
    parts: tuple[Parts, Parts]


def _parted(scenario: Scenario, pair: tuple[Planner, Planner], draw: int) -> _Both:
    """Who follows whom. The others of both parts are the same: voters who follow neither."""
    first, second = pair
    electorate = draw_electorate(_scenario_of(scenario, first), draw)
    region, slate, luck = electorate.region, electorate.slate, electorate.luck
    below = electorate.threshold
    below_second = tables_of(_scenario_of(scenario, second), draw)[1]
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
    return _Both(
        slim(electorate),
        (rest, rest._replace(f_starts=other[0], f_entries=other[1], voters=voters)),
    )


def _joined(
    scenario: Scenario, pair: tuple[Planner, Planner], both: _Both, who: int, plan: Plan
) -> Parts:
    """The followers of the other planner, and everybody else when `who` asks for this plan."""
    own = _scenario_of(scenario, pair[who])
    profile = ballots(own, plan, both.electorate, both.parts[who])
    return both.parts[1 - who]._replace(
        o_starts=profile.starts, o_entries=profile.entries, o_papers=profile.papers
    )


def _facing(
    scenario: Scenario, pair: tuple[Planner, Planner], who: int, other: Plan, draw: int
) -> Draw:
    """A draw as the planner `who` meets it when the other one asks for this plan."""
    both = _parted(scenario, pair, draw)
    parts = packed(_joined(scenario, pair, both, 1 - who, other))
    return Draw(both.electorate, parts, lots_for(scenario, draw))


def _trials(
    scenario: Scenario,
    pair: tuple[Planner, Planner],
    cases: list[tuple[Plan, Plan]],
    number: int,
    *,
    cores: int | None,
    told: Callable[[int], bool],
) -> Elected:
    """bool[draws, cases, candidates], from draw 0 on."""
    rules = find(scenario.rules)
    second = _scenario_of(scenario, pair[1])

    def trial(draw: int) -> list[Elected]:
        both = _parted(scenario, pair, draw)
        lots = lots_for(scenario, draw)
        found = []
        for plans in cases:
            parts = _joined(scenario, pair, both, 0, plans[0])
            profile = ballots(second, plans[1], both.electorate, parts)
            found.append(winners(scenario.election, profile, rules, lots))
        return found

    rows: list[list[Elected]] = []
    with ThreadPoolExecutor(threads(cores)) as pool:
        waiting = [pool.submit(trial, draw) for draw in range(number)]
        for future in waiting:
            rows.append(future.result())
            # Fewer draws than these say nothing.
            if not told(len(rows)) and len(rows) >= LEAST_DRAWS:
                pool.shutdown(cancel_futures=True)
                break
    return np.array(rows, np.bool_).reshape(len(rows), len(cases), len(scenario.election.names))
