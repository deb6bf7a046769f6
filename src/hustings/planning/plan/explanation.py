"""The explanation of a plan, as figures.

Knows what is reported of each list, each candidate and each assumption. Must not know how the
figures were reached (`trials.explain`), nor words (`report.plan`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import Plan, Sequence
from hustings.planning.scenario.assumptions import Assumption


class Change(Enum):
    """How an order that was tried differs from the list's own."""

    LEADER = "another name first"
    OTHER_LIST = "the order of another list"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another order for one list, all else as planned.

    Attributes:
        change: what is different; `of` says which name leads or which list's order it is.
        of: a candidate for LEADER, the index of a sequence for OTHER_LIST.
        seats: expected seats with it less those of the plan, draw by draw.
        leader: chance with it of the candidate whom the plan's own list puts first.
    """

    change: Change
    of: int
    sequence: Sequence
    seats: Estimate
    leader: Estimate


@dataclass(frozen=True, slots=True)
class ListReason:
    """What one list does.

    Attributes:
        index: of the sequence in the plan.
        regions: that are asked for it; empty where surnames decide.
        followers: voters expected to follow it.
        start: first preferences of the name it puts first, over the whole electorate.
        leader: the chance of that name.
        tried: how many other orders were tried for this list.
        leading: the best of those with another name first; None where there is none.
        best: the best of all of them; may be the same.
    """

    index: int
    regions: tuple[int, ...]
    followers: float
    start: Estimate
    leader: Estimate
    tried: int
    leading: Neighbour | None
    best: Neighbour | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle half of some whole numbers: a quarter lie below `low`, a quarter above `high`."""

    low: int
    median: int
    high: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What remains of the danger that a candidate is not elected.

    Attributes:
        miss: chance of not being elected.
        draws: draws counted with their full record.
        missed: in how many of these the candidate was not elected.
        excluded: in how many of those by exclusion; in the others they were still in the count
            when it closed.
        stage, stages: the stage of the exclusion and the stages of those counts; None for never.
        left, places: candidates left before that stage, and seats still to fill.
    """

    candidate: int
    miss: Estimate
    draws: int
    missed: int
    excluded: int
    stage: Spread | None
    stages: Spread | None
    left: Spread | None
    places: Spread | None


@dataclass(frozen=True, slots=True)
class Case:
    """An assumption moved one way.

    Attributes:
        value: where it then is.
        seats: expected seats then, less those where it stands.
        gain: expected seats of the plan less those without advice, both with it moved.
    """

    value: float
    seats: Estimate
    gain: Estimate


@dataclass(frozen=True, slots=True)
class Leaning:
    """What one assumption does to the plan's expected seats.

    Attributes:
        value: where it stands.
        stated: whether the scenario says how unsure it is.
    """

    assumption: Assumption
    value: float
    stated: bool
    lower: Case
    higher: Case

    @property
    def swing(self) -> float:
        """The larger of the two changes, whichever way it goes."""
        return max(abs(self.lower.seats.mean), abs(self.higher.seats.mean))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a plan is as it is.

    Attributes:
        scenario_digest: of the scenario it was explained in.
        first_draw, draws: the plan was counted in `draws` draws from `first_draw` on.
        complete: whether everything was done; False where it was stopped before.
        quota: votes, on average; 0 where the rules have none.
        expected: seats.
        gain: expected seats less those without advice.
        lists: in the plan's order.
        risks: of the slate's candidates, the greatest first.
        leanings: the assumption that matters most first.
    """

    plan: Plan
    scenario_digest: str
    first_draw: int
    draws: int
    complete: bool
    quota: float
    expected: Estimate
    gain: Estimate
    lists: tuple[ListReason, ...]
    risks: tuple[Risk, ...]
    leanings: tuple[Leaning, ...]
