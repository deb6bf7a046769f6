"""How well plans do, as figures: chances with their errors, plans set against each other.

Knows what is reported of each plan. Must not know how the figures are reached (`trials`), nor
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hustings.planning.plan.model import Plan


class Estimate(NamedTuple):
    """A mean over draws.

    Attributes:
        mean: of the draws.
        standard_error: of the mean, by the luck of which electorates were drawn. It says nothing
            of whether the scenario is right.
    """

    mean: float
    standard_error: float


class PlanResult(NamedTuple):
    """How one plan does.

    Attributes:
        candidates: chance of each candidate, in ballot-paper order.
        seats: chance of 0, 1, 2 … seats for the planned slate, to as many as it stands.
        expected: seats of the planned slate.
    """

    plan: Plan
    candidates: tuple[Estimate, ...]
    seats: tuple[Estimate, ...]
    expected: Estimate


class Difference(NamedTuple):
    """Two plans on the same draws.

    Attributes:
        plan, against: their names.
        seats: those of `plan` less those of `against`, draw by draw.
    """

    plan: str
    against: str
    seats: Estimate


class Bounds(NamedTuple):
    """Seats that the planned slate's first loyalties could give; no more than it has candidates.

    Attributes:
        quota: whole quotas that its voters fill.
        dhondt: its seats when each slate's voters are shared out over its candidates as well as
            can be and nobody else helps: those of the highest averages (D'Hondt). A tie goes to
            the planned slate.
    """

    quota: Estimate
    dhondt: Estimate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Plans and how well they do in a scenario.

    Attributes:
        draws: electorates drawn.
        first_draw: number of the first of them.
        results: in the order in which the plans were given.
        differences: each plan against each after it.
    """

    scenario_digest: str
    draws: int
    first_draw: int
    seed: int
    results: tuple[PlanResult, ...]
    differences: tuple[Difference, ...]
    bounds: Bounds

    def result(self, name: str) -> PlanResult:
        """How the plan called `name` does.

        Raises:
            KeyError: no such plan was evaluated.
        """
        for result in self.results:
            if result.plan.name == name:
                return result
        raise KeyError(name)

    def difference(self, plan: str, against: str) -> Estimate:
        """Seats of one plan less those of another, draw by draw.

        Raises:
            KeyError: they were not compared.
        """
        for one in self.differences:
            if (one.plan, one.against) == (plan, against):
                return one.seats
            if (one.plan, one.against) == (against, plan):
                return Estimate(0.0 - one.seats.mean, one.seats.standard_error)
        raise KeyError((plan, against))
