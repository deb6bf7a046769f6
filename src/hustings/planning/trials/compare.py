"""Two scenarios set beside each other, draw by draw.

Knows how the same draws of both are paired, and in what two scenarios differ. Must not know words.

Both take the first one's seed, so that draw number 7 of one and of the other begin with the same
luck: the same voter has the same number in both, as far as there are as many voters and slates.
Where little is changed, the differences have small errors; where much is, they are as large as
those of two elections that have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from hustings.planning.plan.evaluation import Estimate, Evaluation
from hustings.planning.plan.model import Plan, check
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.evaluate import check_draws, estimate, of_trials, with_alternatives
from hustings.planning.trials.simulate import Progress, Workers, simulate

# What is no difference between two elections.
_NOT_COMPARED = {"title", "draws", "seed"}


class Row(NamedTuple):
    """One plan in both scenarios; where they have plans of their own, those two.

    Attributes:
        plans: their names, in the first scenario and in the second.
        seats: of the planned slate, in each.
        more: seats in the second less those in the first, draw by draw.
    """

    plans: tuple[str, str]
    seats: tuple[Estimate, Estimate]
    more: Estimate


class Fate(NamedTuple):
    """The chance of a candidate who stands in both, under the plans of the first row."""

    name: str
    chances: tuple[Estimate, Estimate]
    more: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scenarios and how their slates do.

    Attributes:
        differs: parts of the scenarios that are not the same, by the names of `Scenario`.
        rows: the plans given, then the natural alternatives.
        evaluations: of each scenario by itself.
    """

    draws: int
    seed: int
    differs: tuple[str, ...]
    rows: tuple[Row, ...]
    candidates: tuple[Fate, ...]
    evaluations: tuple[Evaluation, Evaluation]


def compare(
    first: Scenario,
    second: Scenario,
    plans: tuple[Sequence[Plan], Sequence[Plan]] = ((), ()),
    *,
    draws: int,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Comparison:
    """Count the same draws of two scenarios.

    Args:
        plans: those of the first scenario and of the second, as many of each; the natural
            alternatives come after them.
        cores: as in `simulate`.
        progress: called after each draw; False stops, and what both have by then is compared.

    Raises:
        InputError: a plan does not fit its scenario, two plans share a name, too few draws.
    """
    check_draws(draws)
    second = replace(second, seed=first.seed)
    both = (first, second)
    for scenario, own in zip(both, plans, strict=True):
        for plan in own:
            check(plan, scenario)
    tried = [with_alternatives(one, own) for one, own in zip(both, plans, strict=True)]
    done = []
    for number, (scenario, own) in enumerate(zip(both, tried, strict=True)):

        def step(so_far: int, total: int, before: int = number) -> bool:
            return progress is None or progress(before * total + so_far, 2 * total)

        done.append(simulate(scenario, own, range(draws), cores=cores, progress=step))
    size = min(len(one.draws) for one in done)
    check_draws(size)
    done = [
        replace(one, draws=one.draws[:size], elected=one.elected[:, :size], loyal=one.loyal[:size])
        for one in done
    ]
    evaluations = tuple(
        of_trials(one, own, trials) for one, own, trials in zip(both, tried, done, strict=True)
    )
    seats = [trials.seats(one.team) for one, trials in zip(both, done, strict=True)]
    rows = tuple(
        Row(
            (a.plan.name, b.plan.name),
            (a.expected, b.expected),
            estimate(seats[1][number] - seats[0][number]),
        )
        for number, (a, b) in enumerate(zip(*(one.results for one in evaluations), strict=True))
    )
    candidates = []
    for c in first.election.standing:
        name = first.election.names[c]
        if name in second.election.names:
            other = second.election.find(name)
            if other in second.election.standing:
                one, two = done[0].elected[0][:, c], done[1].elected[0][:, other]
                more = estimate(two.astype("int64") - one.astype("int64"))
                candidates.append(Fate(name, (estimate(one), estimate(two)), more))
    return Comparison(
        size,
        first.seed,
        tuple(
            field.name
            for field in fields(Scenario)
            if field.name not in _NOT_COMPARED
            and getattr(first, field.name) != getattr(second, field.name)
        ),
        rows,
        tuple(candidates),
        (evaluations[0], evaluations[1]),
    )
