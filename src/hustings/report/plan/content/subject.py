"""One plan, what it is compared with and what explains it: the subject of a report.

Knows how to look these up, and what plans and numbers of seats are called.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hustings.planning.plan.evaluation import Estimate, Evaluation, PlanResult
from hustings.planning.plan.explanation import Explanation
from hustings.planning.plan.model import NO_ADVICE, Plan
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.following import FollowingCurves
from hustings.report.plan.content.words import Chance
from hustings.report.wording import printable


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about.

    Attributes:
        result: that of the plan; one of the evaluation's.
        explanation, curves: None where there is none.
    """

    scenario: Scenario
    evaluation: Evaluation
    result: PlanResult
    explanation: Explanation | None
    curves: FollowingCurves | None = None

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.result.plan

    @property
    def others(self) -> tuple[PlanResult, ...]:
        """What it is compared with."""
        return tuple(one for one in self.evaluation.results if one is not self.result)

    def against(self, other: PlanResult) -> Estimate:
        """Seats of the plan less those of another."""
        return self.evaluation.difference(self.plan.name, other.plan.name)

    def gain(self) -> Estimate | None:
        """Seats of the plan less those without advice, where that was evaluated."""
        without = [other for other in self.others if other.plan.name == NO_ADVICE]
        return self.against(without[0]) if without else None

    def beside(self) -> PlanResult | None:
        """What the plan's chances are drawn beside: no advice, else the first of the others."""
        others = self.others
        return next((o for o in others if o.plan.name == NO_ADVICE), others[0] if others else None)

    def chance(self, candidate: int) -> Chance:
        """The chance of a candidate under the plan."""
        return Chance(self.result.candidates[candidate], self.evaluation.draws)

    def columns(self) -> tuple[PlanResult, ...]:
        """The plan, then what it is compared with."""
        return (self.result, *self.others)

    def titles(self) -> tuple[str, ...]:
        """Headings of the columns."""
        return tuple(plan_title(one.plan) for one in self.columns())


def chance_of(result: PlanResult, seats: int) -> Estimate:
    """Chance of so many seats; nothing where there are not so many candidates."""
    return result.seats[seats] if seats < len(result.seats) else Estimate(0.0, 0.0)


def at_least(result: PlanResult, seats: int, draws: int) -> Estimate:
    """Chance of so many seats or more; the error as `hustings.planning.evaluate.estimate`'s."""
    share = math.fsum(one.mean for one in result.seats[seats:])
    squares = (share * (1.0 - share) + 2 / draws) / (draws - 1)
    return Estimate(share, math.sqrt(max(0.0, squares)))


def plan_title(plan: Plan, *, low: bool = False) -> str:
    """A plan's name as a heading; `low` as it stands in a sentence."""
    name = printable(plan.name)
    return name if low else name[:1].upper() + name[1:]


def seats_of(number: int) -> str:
    """A number of seats with its noun."""
    return "1 seat" if number == 1 else f"{number} seats"
