"""The reference count for the Gregory family: exact, readable, the executable specification.

Knows the stages the law prescribes, step by step, under any `GregoryRules`. Must not know reports
or the fast engine; how papers move is in `piles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hustings.counting.lots import Lots
from hustings.counting.parts.exclusions import largest_group
from hustings.counting.parts.ties import Point, narrow
from hustings.counting.record import (
    Action,
    Elected,
    Means,
    Progress,
    Purpose,
    Reason,
    Result,
    Stage,
    Tie,
    Transfer,
)
from hustings.counting.reference.piles import Piles
from hustings.counting.ruleset import (
    GregoryRules,
    Hurdle,
    LastVacancies,
    Margin,
    Moment,
    Revision,
)
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import LotNeeded


@dataclass(slots=True)
class _Stage:
    """A stage being written."""

    action: Action
    of: tuple[int, ...]
    step: str
    transfers: list[Transfer] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    excluded: tuple[int, ...] = ()


class _Count:
    """The state of one count and the steps that change it."""

    def __init__(
        self, election: Election, profile: Profile, rules: GregoryRules, lots: Lots
    ) -> None:
        size = len(election.candidates)
        self.election = election
        self.rules = rules
        self.lots = lots
        self.scale: int = 10**rules.places
        self.valid: int = profile.total * self.scale
        self.continuing = [index not in election.withdrawn for index in range(size)]
        self.piles = Piles(profile, self.continuing, self.scale)
        self.votes = self.piles.votes
        self.elected: list[Elected] = []
        self.surplus_done = [False] * size
        self.points: list[Point] = []
        self.stages: list[Stage] = []
        self.stage = _Stage(Action.FIRST_PREFERENCES, (), "first-preferences")
        self.ties: list[Tie] = []
        self.lot_used = False
        self.quota: int = rules.quota(self.valid, election.seats, self.scale)
        self.first_quota = self.quota

    # -- what the law asks about ---------------------------------------------------------------

    @property
    def number(self) -> int:
        """The stage being written."""
        return len(self.stages) + 1

    @property
    def vacancies(self) -> int:
        return self.election.seats - len(self.elected)

    @property
    def open_places(self) -> int:
        """Vacancies that no sitting member keeps; all of them where nobody sits."""
        return self.vacancies - sum(self.continuing[c] for c in self.election.sitting)

    def still_in(self) -> list[int]:
        """Continuing candidates, in ballot-paper order."""
        return [c for c, continues in enumerate(self.continuing) if continues]

    def may_go(self) -> list[int]:
        """Continuing candidates who can be excluded: those who do not sit."""
        return [c for c in self.still_in() if c not in self.election.sitting]

    def surpluses(self) -> dict[int, int]:
        """Surpluses not yet transferred, per candidate; of nothing too where that counts."""
        least = 0 if self.rules.zero_surplus_stage else 1
        return {
            one.candidate: self.votes[one.candidate] - self.quota
            for one in self.elected
            if not self.surplus_done[one.candidate]
            and self.votes[one.candidate] - self.quota >= least
        }

    def active_vote(self) -> int:
        """ERS97 6.20, as 5.6.1 calculates it: less elected candidates' quotas, less lost votes."""
        kept: int = sum(min(self.votes[one.candidate], self.quota) for one in self.elected)
        return self.valid - kept - self.piles.non_transferable

    def clause(self, step: str) -> str:
        return self.rules.instrument.clause(step)

    # -- ties ----------------------------------------------------------------------------------

    def choose(self, tied: Sequence[int], purpose: Purpose, step: str) -> int:
        """One of the tied: by history, else by lot. Written into the stage."""
        if len(tied) == 1:
            return tied[0]
        most = purpose is not Purpose.EXCLUSION
        left, differed = narrow(tied, self.points, self.rules.history, most=most)
        means = Means.HISTORY
        chosen: int | None = left[0]
        if len(left) > 1:
            means, differed = Means.LOT, 0
            chosen = self.lots.fall(self.number, left)
            self.lot_used = True
            if chosen is None:
                names = tuple(self.election.candidates[c].name for c in left)
                raise LotNeeded(
                    stage=self.number, purpose=purpose.value, names=names, clause=self.clause(step)
                )
        assert chosen is not None
        self.ties.append(
            Tie(purpose, tuple(sorted(tied)), chosen, means, differed, self.clause(step))
        )
        return chosen

    # -- election ------------------------------------------------------------------------------

    def elect(self, candidate: int, reason: Reason, step: str) -> None:
        self.continuing[candidate] = False
        self.stage.elected.append(candidate)
        self.elected.append(
            Elected(candidate, self.number, self.votes[candidate], reason, self.clause(step))
        )

    def descending(self, candidates: Sequence[int]) -> list[int]:
        """By votes, most first; equals by what happened earlier, then in ballot-paper order.

        Only the order in which names are read out depends on it.
        """
        left = sorted(candidates, key=lambda c: (-self.votes[c], c))
        ordered: list[int] = []
        while left:
            tied = [c for c in left if self.votes[c] == self.votes[left[0]]]
            while tied:
                best, _ = narrow(tied, self.points, self.rules.history, most=True)
                ordered.append(best[0])
                tied.remove(best[0])
                left.remove(best[0])
        return ordered

    def too_early(self) -> bool:
        """Northern Ireland 48(3): with one place in all, an exclusion comes first."""
        return (
            self.rules.sole_vacancy_waits
            and self.election.seats == 1
            and not self.stage.excluded
            and not any(stage.excluded for stage in self.stages)
        )

    def check_elected(self) -> None:
        """Deem elected whoever has reached the hurdle."""
        if self.too_early():
            return
        match self.rules.hurdle:
            case Hurdle.QUOTA:
                over = [c for c in self.still_in() if self.votes[c] >= self.quota]
                for candidate in self.with_places(self.descending(over)):
                    self.elect(candidate, Reason.QUOTA, "elected")
            case Hurdle.QUOTA_OR_ACTIVE_VOTE:
                while self.vacancies and self.elect_highest():
                    pass

    def with_places(self, over: list[int]) -> list[int]:
        """Those of `over` for whom there is a place; where members sit, by votes, then by lot."""
        if not self.election.sitting:
            return over[: self.vacancies]
        others = [c for c in over if c not in self.election.sitting]
        placed: list[int] = []
        while len(placed) < self.open_places and others:
            best = [c for c in others if self.votes[c] == self.votes[others[0]]]
            enough = len(best) <= self.open_places - len(placed)
            chosen = best[0] if enough else self.choose(best, Purpose.ELECTION, "elected")
            placed.append(chosen)
            others.remove(chosen)
        return [c for c in over if c in self.election.sitting or c in placed]

    def elect_highest(self) -> bool:
        """ERS97 5.1.7, 5.3.13, 5.4.9: the candidate with most votes, if over either hurdle."""
        left = self.still_in()
        if not self.open_places:
            left = [c for c in left if c in self.election.sitting]
        most = max((self.votes[c] for c in left), default=0)
        if most < self.quota and most * (self.vacancies + 1) < self.active_vote():
            return False
        if most == 0:
            return False
        tied = [c for c in left if self.votes[c] == most]
        # Who sits has a place, whoever else is equal.
        tied = [c for c in tied if c in self.election.sitting] or tied
        if len(tied) > self.open_places and tied[0] not in self.election.sitting:
            best, differed = narrow(tied, self.points, self.rules.history, most=True)
            if len(best) > self.open_places:
                # 5.6.2: equal at every point, so none of them is elected yet
                self.ties.append(
                    Tie(Purpose.ELECTION, best, None, Means.NONE, 0, self.clause("tie-election"))
                )
                return False
            self.ties.append(
                Tie(
                    Purpose.ELECTION,
                    tuple(tied),
                    best[0],
                    Means.HISTORY,
                    differed,
                    self.clause("tie-election"),
                )
            )
            chosen = best[0]
        else:
            chosen = self.descending(tied)[0]
        if most >= self.quota:
            self.elect(chosen, Reason.QUOTA, "elected")
        else:
            self.elect(chosen, Reason.ACTIVE_VOTE, "elected-active-vote")
        return True

    def fill_last_vacancies(self) -> None:
        """Elect all who continue if there are no more of them than places, sitting members if the
        places left are theirs."""
        left = self.still_in()
        if not self.open_places:
            left = [c for c in left if c in self.election.sitting]
        if self.vacancies and len(left) <= self.vacancies:
            for candidate in self.descending(left):
                self.elect(candidate, Reason.LAST_VACANCIES, "last-vacancies")

    def check_outvoting(self) -> None:
        """Northern Ireland 52(2): one vacancy, and one candidate outvotes all the others."""
        if not self.rules.outvoting or self.vacancies != 1 or self.too_early():
            return
        left = self.still_in()
        against = sum(self.votes[c] for c in left) + sum(self.surpluses().values())
        ahead = [c for c in left if 2 * self.votes[c] >= against and self.votes[c]]
        if len(ahead) == 1:
            self.elect(ahead[0], Reason.OUTVOTES_OTHERS, "elected-outvotes")

    def check_last_pair(self) -> None:
        """The alternative vote, 49A: of two equal candidates left, one is elected on the tie."""
        left = self.still_in()
        if not self.rules.last_pair or self.vacancies != 1 or len(left) != 2:
            return
        if self.votes[left[0]] == self.votes[left[1]]:
            chosen = self.choose(left, Purpose.ELECTION, "tie-election")
            self.elect(chosen, Reason.TIE, "tie-election")

    def revise_quota(self) -> None:
        """Calculate the quota again where the rules say so."""
        seats = self.election.seats
        match self.rules.quota_revision:
            case Revision.UNTIL_ELECTION if not self.elected:
                self.quota = self.rules.quota(
                    self.valid - self.piles.non_transferable, seats, self.scale
                )
            case Revision.EVERY_STAGE if not self.elected:
                in_use = sum(self.votes[c] for c in self.still_in())
                self.quota = self.rules.quota(in_use, seats, self.scale)

    # -- stages --------------------------------------------------------------------------------

    def begin(self, action: Action, of: tuple[int, ...], step: str) -> None:
        self.stage = _Stage(action, of, step)

    def after_batch(self) -> None:
        if self.rules.history_points is Moment.BATCH:
            self.points.append((self.number, tuple(self.votes)))
        if self.rules.checked is Moment.BATCH:
            self.revise_quota()
            self.check_elected()
            if self.rules.last_vacancies is LastVacancies.AT_ONCE:
                self.fill_last_vacancies()

    def end(self) -> None:
        """Finish the stage: elections that the end of a stage brings, then write it down."""
        if self.rules.history_points is Moment.STAGE:
            self.points.append((self.number, tuple(self.votes)))
        if self.rules.checked is Moment.STAGE:
            self.revise_quota()
            self.check_elected()
        self.fill_last_vacancies()
        self.check_outvoting()
        self.check_last_pair()
        now = self.stage
        self.stages.append(
            Stage(
                number=self.number,
                action=now.action,
                of=now.of,
                clause=self.clause(now.step),
                quota=self.quota,
                votes=tuple(self.votes),
                papers=tuple(self.piles.papers),
                non_transferable=self.piles.non_transferable,
                lost_to_fractions=self.piles.lost,
                non_transferable_papers=self.piles.set_aside,
                transfers=tuple(now.transfers),
                elected=tuple(now.elected),
                excluded=now.excluded,
                ties=tuple(self.ties),
            )
        )
        self.ties = []

    def group_to_exclude(self, margin: Margin, *, smallest: int) -> tuple[int, ...]:
        """The largest group of lowest candidates that `margin` lets go together, or nobody."""
        left = sorted(self.may_go(), key=lambda c: (self.votes[c], c))
        size = largest_group(
            [self.votes[c] for c in left],
            sum(self.surpluses().values()),
            len(left) - self.open_places,
            margin,
            smallest=smallest,
        )
        return tuple(sorted(left[:size]))

    def surplus_stage(self) -> bool:
        """Transfer the largest surplus, unless there is none or all of them wait."""
        surpluses = self.surpluses()
        if not surpluses or self.group_to_exclude(self.rules.deferral, smallest=1):
            return False
        largest = max(surpluses.values())
        tied = [c for c, surplus in surpluses.items() if surplus == largest]
        donor = self.choose(tied, Purpose.SURPLUS, "tie-surplus")
        self.begin(Action.SURPLUS, (donor,), "surplus")
        self.surplus_done[donor] = True
        if largest:
            self.stage.transfers.append(self.piles.transfer_surplus(donor, largest, self.rules))
        self.after_batch()
        self.end()
        return True

    def exclusion_stage(self) -> None:
        """Exclude the lowest, or several of them, and transfer their papers."""
        going = self.group_to_exclude(self.rules.bulk_exclusion, smallest=2)
        step = "bulk-exclusion"
        if not going:
            left = self.may_go()
            lowest = min(self.votes[c] for c in left)
            tied = [c for c in left if self.votes[c] == lowest]
            going, step = (self.choose(tied, Purpose.EXCLUSION, "tie-exclusion"),), "exclusion"
        at_once = self.rules.last_vacancies is LastVacancies.AT_ONCE
        if at_once and len(self.still_in()) - len(going) == self.vacancies:
            self.begin(Action.LAST_VACANCIES, going, "last-vacancies")
            self.exclude(going)
            self.end()
            return
        self.begin(Action.EXCLUSION, going, step)
        self.exclude(going)
        how = self.rules.batches
        for batch in self.piles.take_batches(going, how):
            self.stage.transfers.append(self.piles.transfer_batch(going, batch, how))
            self.after_batch()
            if at_once and not self.vacancies:
                break
        self.end()

    def exclude(self, going: tuple[int, ...]) -> None:
        for candidate in going:
            self.continuing[candidate] = False
        self.stage.excluded = going


def count(
    election: Election,
    profile: Profile,
    rules: GregoryRules,
    lots: Lots,
    progress: Progress | None = None,
) -> Result:
    """Count under a Gregory rule set.

    Args:
        profile: strict rankings over standing candidates (`parts.validity.admit`).
        progress: called after each stage with the stages done, those elected so far, the places.

    Raises:
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
    """
    state = _Count(election, profile, rules, lots)
    state.after_batch()
    state.end()
    while state.vacancies and state.still_in():
        if progress:
            progress(len(state.stages), len(state.elected), election.seats)
        if not state.surplus_stage():
            state.exclusion_stage()
    return Result(state.first_quota, tuple(state.stages), tuple(state.elected), state.lot_used)
