"""The reference count by Meek's method: exact, readable, the executable specification.

Knows how candidates keep a share of every paper and pass on the rest, under any `MeekRules`. Must
not know reports or the fast engine.

Votes, weights and keep factors are integers in units of 1 / 10**places. What a paper is worth when
it reaches a candidate depends only on the elected candidates before that one, in order: its *path*.
Papers with the same path are therefore weighed together, which gives exactly what weighing each
paper would give, roundings included. A paper is read once, from the top: when the candidate who
holds it is elected or excluded, it goes on from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import mul

from hustings.counting.lots import Lots
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
)
from hustings.counting.ruleset import MeekRules
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import LotNeeded

# (what is left of the ranking, number of papers)
Paper = tuple[Iterator[int], int]


def next_keep(keep: int, quota: int, vote: int, scale: int) -> int:
    """B.2.f: keep x quota, rounded up, divided by the vote, rounded up; at most 1.

    The rule does not name the limit: above 1 a candidate would keep more than there is
    (`law/meek_prf.md`).
    """
    share = -(-keep * quota // scale)
    return min(scale, -(-share * scale // max(vote, 1)))


class _Papers:
    """The papers, by path and by the continuing candidate who holds them.

    Path 0 is the empty one. The others are numbered as they come into use, so that a path always
    has a higher number than the one it goes on from.
    """

    def __init__(self, profile: Profile, continuing: list[bool], keep: list[int]) -> None:
        self.continuing = continuing
        self.keep = keep
        # Paths from 1: the path before, the candidate added to it, the papers that took it.
        self.before: list[int] = []
        self.passed: list[int] = []
        self.taken_by: list[int] = []
        self.onward: list[dict[int, int]] = [{}]
        # For each candidate, by path: papers held, and the papers themselves.
        self.numbers: list[defaultdict[int, int]] = [defaultdict(int) for _ in keep]
        self.held: list[defaultdict[int, list[Paper]]] = [defaultdict(list) for _ in keep]
        papers = zip(map(iter, profile.rankings), profile.papers, strict=True)
        self._read_on(papers, 0)

    def _path(self, before: int, candidate: int) -> int:
        """The path that goes on from another by an elected candidate."""
        path = self.onward[before].get(candidate)
        if path is None:
            path = self.onward[before][candidate] = len(self.onward)
            self.onward.append({})
            self.before.append(before)
            self.passed.append(candidate)
            self.taken_by.append(0)
        return path

    def _read_on(self, papers: Iterable[Paper], path: int) -> None:
        """Give each paper to its next continuing candidate, past those elected on the way."""
        continuing, keep, numbers, held = self.continuing, self.keep, self.numbers, self.held
        for paper in papers:
            rest, number = paper
            at = path
            for candidate in rest:
                if continuing[candidate]:
                    numbers[candidate][at] += number
                    held[candidate][at].append(paper)
                    break
                if keep[candidate]:
                    at = self._path(at, candidate)
                    self.taken_by[at - 1] += number

    def release(self, candidate: int) -> None:
        """Read on in the papers held by one who no longer continues, and add a path if elected."""
        held, numbers = self.held[candidate], self.numbers[candidate]
        for path, papers in held.items():
            onward = path
            if self.keep[candidate]:
                onward = self._path(path, candidate)
                self.taken_by[onward - 1] += numbers[path]
            self._read_on(papers, onward)
        held.clear()
        numbers.clear()

    def distribute(self, scale: int) -> list[int]:
        """B.2.a: the vote of each candidate.

        Each elected candidate keeps the paper's weight times the keep factor, rounded up; the
        rest is the weight for the next; a continuing candidate keeps all of it.
        """
        keep = self.keep
        votes = [0] * len(keep)
        weights = [scale]
        for before, candidate, papers in zip(self.before, self.passed, self.taken_by, strict=True):
            weight = weights[before]
            kept = -(-weight * keep[candidate] // scale)
            votes[candidate] += kept * papers
            weights.append(weight - kept)
        for candidate, numbers in enumerate(self.numbers):
            if numbers:
                reached = map(weights.__getitem__, numbers)
                votes[candidate] = sum(map(mul, reached, numbers.values()))
        return votes


class _Count:
    """The state of one count and the steps that change it."""

    def __init__(
        self,
        election: Election,
        profile: Profile,
        rules: MeekRules,
        lots: Lots,
        progress: Progress | None,
    ) -> None:
        size = len(election.candidates)
        self.election = election
        self.rules = rules
        self.lots = lots
        self.progress = progress
        self.scale: int = 10**rules.places
        self.valid = profile.total * self.scale
        # A: hopeful candidates keep everything, withdrawn ones nothing.
        self.continuing = [index not in election.withdrawn for index in range(size)]
        self.keep = [self.scale if continues else 0 for continues in self.continuing]
        self.papers = _Papers(profile, self.continuing, self.keep)
        self.votes = [0] * size
        self.quota = 0
        self.elected: list[Elected] = []
        self.excluded = 0
        # Elected or excluded since the last distribution.
        self.moved: list[int] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.lot_used = False

    # -- what the rule asks about --------------------------------------------------------------

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

    def complete(self) -> bool:
        """B.1, first half: all seats are filled, or nobody is left to fill them."""
        return not self.vacancies or not any(self.continuing)

    def no_more_than_seats(self) -> bool:
        """B.1, second half: elected and hopeful candidates are no more than the seats."""
        return len(self.election.standing) - self.excluded <= self.election.seats

    def surplus(self) -> int:
        """B.2.d: the total surplus, but not less than nothing."""
        return max(0, sum(self.votes[one.candidate] - self.quota for one in self.elected))

    def clause(self, step: str) -> str:
        return self.rules.instrument.clause(step)

    # -- steps ---------------------------------------------------------------------------------

    def distribute(self) -> None:
        """B.2.a and B.2.b: the votes, and the quota from their sum."""
        for candidate in self.moved:
            self.papers.release(candidate)
        self.moved.clear()
        self.votes = self.papers.distribute(self.scale)
        self.quota = sum(self.votes) // (self.election.seats + 1) + 1

    def update_keep_factors(self) -> None:
        """B.2.f, for each elected candidate."""
        for one in self.elected:
            c = one.candidate
            self.keep[c] = next_keep(self.keep[c], self.quota, self.votes[c], self.scale)

    def draw(self, tied: Sequence[int], purpose: Purpose, step: str) -> int:
        """T: on whom of the tied the lot falls. Written into the stage."""
        chosen = self.lots.fall(self.number, tied)
        self.lot_used = True
        if chosen is None:
            names = tuple(self.election.candidates[c].name for c in tied)
            raise LotNeeded(
                stage=self.number, purpose=purpose.value, names=names, clause=self.clause(step)
            )
        self.ties.append(Tie(purpose, tuple(tied), chosen, Means.LOT, 0, self.clause(step)))
        return chosen

    def elect(self, candidates: Sequence[int], reason: Reason, step: str) -> list[int]:
        """Elect, in this order."""
        for c in candidates:
            self.continuing[c] = False
            self.elected.append(Elected(c, self.number, self.votes[c], reason, self.clause(step)))
        self.moved.extend(candidates)
        return list(candidates)

    def find_winners(self) -> list[int]:
        """B.2.c: elect whoever has at least the quota; nobody for a place that is not there."""
        over = [c for c in self.descending() if self.votes[c] >= self.quota]
        others = [c for c in over if c not in self.election.sitting]
        if len(others) > self.open_places:
            kept = [c for c in over if c in self.election.sitting]
            others = self.highest(others) if self.open_places else []
            over = sorted([*kept, *others], key=lambda c: -self.votes[c]) if kept else others
        elected = self.elect(over, Reason.QUOTA, "elected")
        if self.election.sitting and not self.open_places:
            elected += self.elect_remaining(self.election.sitting)
        return elected

    def highest(self, over: list[int]) -> list[int]:
        """Of more candidates than open places those with the most votes; equals by lot.

        The rule does not foresee this. It happens when all votes are shared equally between more
        candidates than seats and rounding leaves one elected before just below the quota.
        """
        places = self.open_places
        line = self.votes[over[places - 1]]
        chosen = [c for c in over if self.votes[c] > line]
        tied = [c for c in over if self.votes[c] == line]
        if len(chosen) + len(tied) == places:
            return chosen + tied
        while len(chosen) < places:
            drawn = self.draw(tied, Purpose.ELECTION, "tie-election")
            chosen.append(drawn)
            tied.remove(drawn)
        return chosen

    def elect_remaining(self, among: Sequence[int] | None = None) -> list[int]:
        """C.1: all who continue, or those `among` them, for whom the places left are."""
        left = [c for c in self.descending() if among is None or c in among]
        return self.elect(left, Reason.LAST_VACANCIES, "last-vacancies")

    def descending(self) -> list[int]:
        """Continuing candidates by votes, most first; equals in ballot-paper order."""
        return sorted(self.still_in(), key=lambda c: -self.votes[c])

    # -- stages --------------------------------------------------------------------------------

    def write(
        self,
        action: Action,
        step: str,
        elected: Sequence[int],
        *,
        excluded: tuple[int, ...] = (),
        iterations: int,
    ) -> None:
        """Write the stage down as things stand."""
        self.stages.append(
            Stage(
                number=self.number,
                action=action,
                of=excluded,
                clause=self.clause(step),
                quota=self.quota,
                votes=tuple(self.votes),
                papers=(),
                non_transferable=self.valid - sum(self.votes),
                lost_to_fractions=0,
                non_transferable_papers=0,
                elected=tuple(elected),
                excluded=excluded,
                ties=tuple(self.ties),
                keep=tuple(self.keep),
                iterations=iterations,
            )
        )
        self.ties = []
        if self.progress:
            self.progress(len(self.stages), len(self.elected), self.election.seats)

    def first_preferences(self) -> None:
        """The first distribution, in which every candidate keeps every paper."""
        self.distribute()
        elected = self.elect_remaining() if self.no_more_than_seats() else self.find_winners()
        self.write(Action.FIRST_PREFERENCES, "distribution", elected, iterations=1)

    def iterate(self) -> bool:
        """B.2 from d, after a round's first distribution; whether somebody is elected.

        A round that follows an election begins by distributing the votes again under the same keep
        factors; as that gives the same votes, it is not done.
        """
        surplus = self.surplus()
        elected: list[int] = []
        iterations = 0
        while not elected and surplus >= self.rules.omega:
            self.update_keep_factors()
            self.distribute()
            iterations += 1
            elected = self.find_winners()
            before, surplus = surplus, self.surplus()
            if surplus >= before:
                break
        if iterations:
            self.write(Action.ITERATION, "iteration", elected, iterations=iterations)
        return bool(elected)

    def exclude_lowest(self) -> None:
        """B.3, then B.1 and the next round's first distribution, or C.1."""
        left = [c for c in self.still_in() if c not in self.election.sitting]
        reach = min(self.votes[c] for c in left) + self.surplus()
        tied = [c for c in left if self.votes[c] <= reach]
        lowest = tied[0]
        if len(tied) > 1:
            lowest = self.draw(tied, Purpose.EXCLUSION, "tie-exclusion")
        self.continuing[lowest] = False
        self.keep[lowest] = 0
        self.excluded += 1
        self.moved.append(lowest)
        if self.no_more_than_seats():
            self.votes[lowest] = 0
            action, step, iterations = Action.LAST_VACANCIES, "last-vacancies", 0
            elected = self.elect_remaining()
        else:
            self.distribute()
            action, step, iterations = Action.EXCLUSION, "exclusion", 1
            elected = self.find_winners()
        self.write(action, step, elected, excluded=(lowest,), iterations=iterations)


def count(
    election: Election,
    profile: Profile,
    rules: MeekRules,
    lots: Lots,
    progress: Progress | None = None,
) -> Result:
    """Count under a Meek rule set.

    Args:
        profile: strict rankings over standing candidates (`parts.validity.admit`).
        progress: called after each stage with the stages done, those elected so far, the places.

    Raises:
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
    """
    state = _Count(election, profile, rules, lots, progress)
    state.first_preferences()
    while not state.complete():
        if not state.iterate():
            state.exclude_lowest()
    return Result(state.stages[0].quota, tuple(state.stages), tuple(state.elected), state.lot_used)
