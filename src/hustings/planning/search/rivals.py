"""Two planners who steer the same electorate, each for a slate of their own.

Knows how each planner answers the other, and what the counts say of it. Ballots are drawn and
counted in `rival_draws`.

Slates may overlap: a planner's team is a list of names, whatever slate voters are loyal to. Where
both have followers among the same voters, nobody follows both. Each in turn searches for the best
answer to the other's plan, for a few rounds. That need not be an equilibrium: it may go round in
circles, and says so when the last round still changed something.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import Plan, check, no_advice
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.hunt import Hunt, Meter
from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.search.rival_draws import Elected, Planner, facing, scenario_of, trials
from hustings.planning.search.state import Effort, State
from hustings.planning.trials.evaluate import LEAST_DRAWS, check_draws, estimate
from hustings.planning.trials.simulate import Progress, Workers
from hustings.planning.trials.stock import Stopped

__all__ = (
    "ANSWER",
    "SHORT",
    "Outcome",
    "Planner",
    "Rivalry",
    "Unsettled",
    "against",
    "planner",
    "rivals",
)

# Each answer is a short search of its own.
ANSWER = Effort(fresh=0, racing=48, epochs=1, counts=3000, choosing=48, every=64)
SHORT = Effort(fresh=0, racing=16, epochs=1, counts=500, choosing=16, every=64)


class Outcome(NamedTuple):
    """What happens when neither, one or both plan.

    Attributes:
        who: "neither", the name of the one who plans, or "both".
        plans: of the first and of the second planner.
        seats: of each team; candidates of both count for both.
        numbers: of each team, the chance of 0, 1, 2 … seats, to as many as it has candidates.
        candidates: chance of each candidate, in ballot-paper order.
        either: seats of all who are in one team or the other.
        gain: of each team against neither planning, draw by draw.
    """

    who: str
    plans: tuple[Plan, Plan]
    seats: tuple[Estimate, Estimate]
    numbers: tuple[tuple[Estimate, ...], tuple[Estimate, ...]]
    candidates: tuple[Estimate, ...]
    either: Estimate
    gain: tuple[Estimate, Estimate]


class Unsettled(NamedTuple):
    """What the last round still changed, of each planner.

    Attributes:
        areas: regions that were given another list than in the round before.
        seats: more than if both had kept the plans of the round before, draw by draw.
    """

    areas: tuple[int, int]
    seats: tuple[Estimate, Estimate]


class Rivalry(NamedTuple):
    """Two planners, compared on draws that neither searched on.

    Attributes:
        planners: the two.
        outcomes: neither, the first alone, the second alone, both.
        draws: electorates; numbers 0, 1, 2 ….
        unsettled: what the last round still changed; None when both kept their plans.
    """

    planners: tuple[Planner, Planner]
    outcomes: tuple[Outcome, ...]
    draws: int
    unsettled: Unsettled | None

    @property
    def steady(self) -> bool:
        """Whether the last answers of both were the plans they had before."""
        return self.unsettled is None


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
            "the two scenarios are not of the same election",
            remedy="give both the same candidates, seats, rules and regions",
        )
    names = [slate.name for slate in base.slates]
    title = own.slates[own.slate].name
    if title in names:
        slate = names.index(title)
    else:
        team = set(own.team)
        slate = max(range(len(names)), key=lambda s: (len(team & set(base.named(s))), -s))
    return Planner(title, own.team, slate, own.following, own.lists)


def against(scenario: Scenario, name: str) -> Planner:
    """The planner of another slate of a scenario, with followers and lists like those of its own.

    Whoever copies the whole list of the one copies the whole list of the other.

    Raises:
        InputError: there is no other slate of that name.
    """
    own = scenario.slates[scenario.slate].name
    others = [slate.name for slate in scenario.slates if slate.name not in (own, NO_SLATE)]
    if name not in others:
        if name == own:
            what = f"{shown(own)} is the slate that is planned for"
        else:
            what = f"no slate is called {shown(name)}"
        there = "the other is" if len(others) == 1 else "the others are"
        raise InputError(what, remedy=nearest(name, others, what=there))
    slate = next(s for s, one in enumerate(scenario.slates) if one.name == name)
    following = scenario.following
    team = scenario.members(slate)
    whole = following.depth == len(scenario.team)
    depth = len(team) if whole else min(following.depth, len(team))
    return Planner(name, team, slate, replace(following, depth=depth), scenario.lists)


def rivals(
    scenario: Scenario,
    first: Planner,
    second: Planner,
    *,
    draws: int | None = None,
    rounds: int = 2,
    effort: Effort = ANSWER,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Rivalry | None:
    """Let two planners answer each other, and count what each wins.

    Args:
        scenario: the electorate; its own slate and following are not read.
        draws: electorates for the report; None for as many as the scenario says.
        rounds: answers of each planner, starting with the first.
        effort: of each answer.
        cores: as in `simulate`. Other machines count what each wins; the answers are looked for
            on this one.
        progress: called with (done, in all), in counts; False stops.

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

    def respond(who: int, other: Plan, before: Assignment | None) -> Assignment:
        nonlocal done
        base = done
        own = scenario_of(scenario, pair[who])
        meter = Meter(
            effort, progress and (lambda now, all_: progress(base + min(now, all_), total))
        )
        hunt = Hunt(
            own,
            pair[who].team,
            min(pair[who].lists, len(scenario.regions)),
            meter=meter,
            cores=None if isinstance(cores, Executor) else cores,
            drawing=lambda _, draw: facing(scenario, pair, who, other, draw),
        )
        begun = State(effort, finalists=(*hunt.starts(), before) if before else ())
        assignment = hunt.chosen(hunt.run(begun))
        done += answer
        return assignment

    nothing = no_advice(scenario)
    try:
        alone = [respond(who, nothing, None) for who in (0, 1)]
        now = before = list(alone)
        for _ in range(rounds):
            before = now
            for who in (0, 1):
                other = plan_of("", now[1 - who])
                now = [*now[:who], respond(who, other, now[who]), *now[who + 1 :]]
    except Stopped:
        return None
    names = [f"{one.name} alone" for one in pair]
    cases = (
        ("neither", (nothing, nothing)),
        (pair[0].name, (plan_of(names[0], alone[0]), nothing)),
        (pair[1].name, (nothing, plan_of(names[1], alone[1]))),
        ("both", (plan_of(f"{pair[0].name}", now[0]), plan_of(f"{pair[1].name}", now[1]))),
    )
    kept = (plan_of("", before[0]), plan_of("", before[1]))
    counted = [plans for _, plans in cases] + ([kept] if before != now else [])
    elected = trials(
        scenario,
        pair,
        counted,
        number,
        cores=cores,
        progress=lambda draw: progress is None or progress(done + draw * 32, total),
    )
    if len(elected) < LEAST_DRAWS:
        return None
    unsettled = _unsettled(pair, kept, cases[-1][1], elected) if before != now else None
    outcomes = _outcomes(pair, cases, elected[:, : len(cases)])
    return Rivalry(pair, outcomes, len(elected), unsettled)


def _unsettled(
    pair: tuple[Planner, Planner],
    before: tuple[Plan, Plan],
    now: tuple[Plan, Plan],
    elected: Elected,
) -> Unsettled:
    """What the plans of the last round change against those before, the last two cases tried."""

    def of(who: int) -> tuple[int, Estimate]:
        areas = range(len(now[who].list_of))
        changed = sum(before[who].sequence_of(r) != now[who].sequence_of(r) for r in areas)
        seats = elected[:, -2:, list(pair[who].team)].sum(axis=2, dtype=np.int64)
        return changed, estimate(seats[:, 0] - seats[:, 1])

    first, second = of(0), of(1)
    return Unsettled((first[0], second[0]), (first[1], second[1]))


def _outcomes(
    pair: tuple[Planner, Planner],
    cases: tuple[tuple[str, tuple[Plan, Plan]], ...],
    elected: Elected,
) -> tuple[Outcome, ...]:
    """Estimates from bool[draws, cases, candidates]."""
    teams = [list(one.team) for one in pair]
    union = sorted({*teams[0], *teams[1]})
    seats = [elected[:, :, team].sum(axis=2, dtype=np.int64) for team in (*teams, union)]

    def numbers(who: int, case: int) -> tuple[Estimate, ...]:
        possible = range(len(teams[who]) + 1)
        return tuple(estimate(seats[who][:, case] == number) for number in possible)

    return tuple(
        Outcome(
            who,
            plans,
            (estimate(seats[0][:, case]), estimate(seats[1][:, case])),
            (numbers(0, case), numbers(1, case)),
            tuple(estimate(column) for column in elected[:, case].T),
            estimate(seats[2][:, case]),
            (
                estimate(seats[0][:, case] - seats[0][:, 0]),
                estimate(seats[1][:, case] - seats[1][:, 0]),
            ),
        )
        for case, (who, plans) in enumerate(cases)
    )


def _check(scenario: Scenario, pair: tuple[Planner, Planner], draws: int) -> None:
    check_draws(draws)
    for one in pair:
        if not one.team:
            raise InputError(f"{one.name} has no candidates", remedy="name the team")
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
