"""How well plans do: chances with their errors, and plans set against each other draw by draw.

Knows how trials become estimates, and what a slate's support alone could give. Must not know how
plans are found (`search`), or how any of it is worded (`report`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.counting.parts.quotas import just_above, whole_number
from hustings.counting.ruleset import GregoryRules, MeekRules, RuleSet
from hustings.errors import InputError
from hustings.planning.plan.evaluation import Bounds, Difference, Estimate, Evaluation, PlanResult
from hustings.planning.plan.model import Plan, check, natural_alternatives
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.trials.simulate import Progress, Trials, Workers, simulate
from hustings.planning.trials.sorting import sorted_by, values_of

LEAST_DRAWS = 2


def estimate(values: npt.NDArray[np.int64]) -> Estimate:
    """Mean of whole numbers, one for each draw, and its standard error.

    To the squares about the mean are added those of one draw a step above and one a step below.
    So what never happened in a few draws is not called certain: an event seen in none of 200 has a
    standard error of 0.7 points (the "plus four" rule for proportions comes to the same there).
    Where things do vary this adds little: 2 % to the error of a chance of 1/2 in 200 draws.

    Args:
        values: integers, at least two of them.
    """
    size = len(values)
    total = int(values.sum(dtype=np.int64))
    squares = int((values.astype(np.int64) ** 2).sum())
    # Whole numbers up to the last step, so that no machine's summing shows.
    about_mean = size * squares - total * total
    return Estimate(total / size, math.sqrt((about_mean + 2 * size) / (size * size * (size - 1))))


def evaluate(
    scenario: Scenario,
    plans: Sequence[Plan] = (),
    *,
    draws: int | None = None,
    first_draw: int = 0,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Count drawn electorates under these plans and under the natural alternatives.

    Args:
        draws: electorates to draw; None for as many as the scenario says.
        first_draw: number of the first; a plan found by search is judged on draws that the search
            has not seen.
        cores: as in `simulate`.
        progress: called after each draw; False stops, and what is done by then is evaluated.

    Raises:
        InputError: a plan does not fit the scenario, two plans share a name, too few draws.
    """
    number = scenario.draws if draws is None else draws
    check_draws(number)
    for plan in plans:
        check(plan, scenario)
    everything = with_alternatives(scenario, plans)
    trials = simulate(
        scenario,
        everything,
        range(first_draw, first_draw + number),
        cores=cores,
        progress=progress,
    )
    return of_trials(scenario, everything, trials)


def with_alternatives(scenario: Scenario, plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """These plans, then the natural alternatives that are not among them.

    Raises:
        InputError: two different plans share a name.
    """
    kept: dict[str, Plan] = {}
    for plan in (*plans, *natural_alternatives(scenario)):
        before = kept.setdefault(plan.name, plan)
        if advice(before) != advice(plan):
            raise InputError(
                f"two different plans are called {plan.name!r}", remedy="rename one of them"
            )
    return tuple(kept.values())


def advice(plan: Plan) -> object:
    """What a plan asks for, however its lists are numbered; equal for plans that do the same."""
    if plan.split.value == "region":
        return tuple(plan.sequence_of(region) for region in range(len(plan.list_of)))
    return (plan.split.value, plan.sequences)


def of_trials(scenario: Scenario, plans: Sequence[Plan], trials: Trials) -> Evaluation:
    """Chances from trials.

    Args:
        plans: those that were tried, in the order of the trials.

    Raises:
        InputError: fewer than two draws.
    """
    size = len(trials.draws)
    check_draws(size)
    team = scenario.team
    seats = trials.seats(team)
    values = values_of(scenario, trials.draws)
    results = tuple(
        PlanResult(
            plan,
            tuple(estimate(column) for column in trials.elected[row].T),
            tuple(estimate(seats[row] == number) for number in range(len(team) + 1)),
            estimate(seats[row]),
        )
        for row, plan in enumerate(plans)
    )
    differences = tuple(
        Difference(plans[one].name, plans[other].name, estimate(seats[one] - seats[other]))
        for one in range(len(plans))
        for other in range(one + 1, len(plans))
    )
    return Evaluation(
        scenario_digest(scenario),
        size,
        trials.draws[0],
        scenario.seed,
        results,
        differences,
        bounds(scenario, trials.loyal),
        tuple(sorted_by(row, values) for row in seats) if values else (),
    )


def bounds(scenario: Scenario, loyal: npt.NDArray[np.int64]) -> Bounds:
    """What the planned slate's voters could give it on their own.

    Args:
        loyal: int64[draws, slates], voters by first loyalty.
    """
    rules = find(scenario.rules)
    seats = scenario.election.seats
    caps = [len(scenario.members(s)) for s in range(len(scenario.slates))]
    rows: list[list[int]] = loyal.tolist()
    planned = scenario.slate
    most = min(caps[planned], seats)
    filled = [min(most, quotas_filled(row[planned], sum(row), seats, rules)) for row in rows]
    averages = [dhondt(row, caps, seats, planned) for row in rows]
    return Bounds(estimate(np.array(filled)), estimate(np.array(averages)))


def quotas_filled(votes: int, valid: int, seats: int, rules: RuleSet) -> int:
    """Whole quotas in `votes` of `valid` votes, by the quota of these rules.

    Rules that have no quota are measured by the common one: a whole number of votes, just more
    than one part in (seats + 1).
    """
    match rules:
        case GregoryRules():
            scale = 10**rules.places
            quota = rules.quota(valid * scale, seats, scale)
        case MeekRules():
            scale = 10**rules.places
            quota = just_above(valid * scale, seats, scale)
        case _:
            scale = 1
            quota = whole_number(valid, seats, scale)
    return votes * scale // quota if quota else 0


def dhondt(votes: Sequence[int], caps: Sequence[int], seats: int, planned: int) -> int:
    """Seats of slate `planned` by highest averages, no slate getting more than its cap."""
    return highest_averages(votes, caps, seats, first=planned)[planned]


def highest_averages(
    votes: Sequence[int], caps: Sequence[int], seats: int, *, first: int
) -> list[int]:
    """Seats of each slate by highest averages (D'Hondt), no slate getting more than its cap.

    Args:
        first: the slate that has every tie.
    """
    won = [0] * len(votes)
    for _ in range(seats):
        best = -1
        for slate in (first, *range(len(votes))):
            if won[slate] >= caps[slate]:
                continue
            if best < 0 or votes[slate] * (won[best] + 1) > votes[best] * (won[slate] + 1):
                best = slate
        if best < 0:
            break
        won[best] += 1
    return won


def check_draws(number: int) -> None:
    """Refuse fewer draws than can show an error."""
    if number < LEAST_DRAWS:
        raise InputError(
            f"{number} draw{'' if number == 1 else 's'} cannot show an error",
            remedy=f"draw {LEAST_DRAWS} electorates or more; a thousand are usual",
        )
