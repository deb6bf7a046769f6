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
from typing import NamedTuple

import numpy as np

from hustings.errors import InputError
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import Plan, check, no_advice
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.hunt import Hunt, Meter
from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.search.rival_draws import Elected, Planner, facing, scenario_of, trials
from hustings.planning.search.state import Effort, State
from hustings.planning.trials.evaluate import LEAST_DRAWS, check_draws, estimate
from hustings.planning.trials.simulate import Progress, Workers
from hustings.planning.trials.stock import Stopped

__all__ = ("ANSWER", "Outcome", "Planner", "Rivalry", "planner", "rivals")

# Each answer is a short search of its own.
ANSWER = Effort(fresh=0, racing=48, epochs=1, counts=3000, choosing=48, every=64)


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
            "the two scenarios are not of the same election",
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
    elected = trials(
        scenario,
        pair,
        [plans for _, plans in cases],
        number,
        cores=cores,
        progress=lambda draw: progress is None or progress(done + draw * 32, total),
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
