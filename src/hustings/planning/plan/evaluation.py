"""How well plans do, as figures: chances with their errors, plans set against each other.

Knows what is reported of each plan. Must not know how the figures are reached (`trials`), nor
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from hustings.planning.plan.model import Plan

# One draw in twenty is left out at either end of a range; sums of shares are as exact as that.
_ONE_END = 0.05
_ROUNDING = 1e-9


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

    @property
    def most_draws(self) -> tuple[int, int]:
        """The least and the most seats when one draw in twenty is left out at either end.

        Nine draws of ten or more are from the one to the other.
        """
        below = 0.0
        low = high = -1
        for number, one in enumerate(self.seats):
            below += one.mean
            if low < 0 and below > _ONE_END + _ROUNDING:
                low = number
            if below >= 1.0 - _ONE_END - _ROUNDING:
                high = number
                break
        return max(low, 0), high if high >= 0 else len(self.seats) - 1


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


class Unsure(Enum):
    """What differs from draw to draw because the scenario is not sure of it."""

    SUPPORT = "support"
    FOLLOWING = "following"
    APPEAL = "appeal"


class Sorted(NamedTuple):
    """The draws sorted by one of these: the third with least of it, and the third with most.

    Attributes:
        low_value, high_value: where it stands in these thirds, on average.
        low, high: expected seats in them.
        swing: seats in the third with most less those in the third with least.
    """

    unsure: Unsure
    low_value: float
    high_value: float
    low: Estimate
    high: Estimate
    swing: Estimate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Plans and how well they do in a scenario.

    Attributes:
        draws: electorates drawn.
        first_draw: number of the first of them.
        results: in the order in which the plans were given.
        ranges: for each of them, its seats with the draws sorted by what the scenario is not sure
            of, what moves them most first; empty with few draws.
        differences: each plan against each after it.
    """

    scenario_digest: str
    draws: int
    first_draw: int
    seed: int
    results: tuple[PlanResult, ...]
    differences: tuple[Difference, ...]
    bounds: Bounds
    ranges: tuple[tuple[Sorted, ...], ...] = ()

    def range_of(self, name: str) -> tuple[Sorted, ...]:
        """The sorted draws of the plan called `name`; empty where there are none."""
        for result, rows in zip(self.results, self.ranges, strict=False):
            if result.plan.name == name:
                return rows
        return ()

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
