"""The fast count by Meek's method: prepares the arrays, walks the stages, writes the result.

Knows which rule sets and sizes the kernel covers, and refuses the others. Must not know the
reference count: the two share only nouns and the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hustings.counting.fast import meek_kernel as k
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
from hustings.errors import LotNeeded, NotCovered

if TYPE_CHECKING:
    from hustings.counting.lots import Lots
    from hustings.counting.ruleset import MeekRules
    from hustings.election.model import Election
    from hustings.election.packed import PackedProfile

# Ten times all votes, in units, stay below 2**63 (`meek_kernel.next_keep`).
MOST_PAPERS = 900_000_000
# Room at first, in paths, holdings and places of the table (a power of two); doubled when needed.
ROOM = 1024


def prepare(election: Election, packed: PackedProfile, rules: MeekRules) -> k.State:
    """The kernel's state before the count: nothing distributed, hopeful candidates keep all.

    Raises:
        NotCovered: another number of decimal places, or a figure could overflow 64 bits.
    """
    if 10**rules.places != k.SCALE:
        raise NotCovered(
            f"the fast engine does not cover {rules.instrument.name}; use --engine reference"
        )
    # Added up as floating point, which cannot overflow.
    if packed.papers.sum(dtype=np.float64) > MOST_PAPERS:
        raise NotCovered("too many papers for the fast engine's integers; use --engine reference")
    continuing = np.zeros(len(election.candidates), np.int64)
    continuing[list(election.standing)] = 1

    def room(size: int = ROOM) -> k.Ints:
        return np.zeros(size, np.int64)

    num = room(k.NUMBERS)
    num[k.PATHS] = 1
    num[k.FREE] = -1
    # All papers lie in one holding, of nobody, to be released by `first_stage`.
    num[k.HOLDINGS] = 1
    holder, held = room(), room()
    holder[0], held[0] = len(continuing), 1
    return k.State(
        starts=packed.starts,
        entries=packed.entries,
        papers=packed.papers,
        read=packed.starts[:-1].copy(),
        after=np.append(np.arange(1, packed.distinct), -1),
        continuing=continuing,
        keep=continuing * k.SCALE,
        votes=np.zeros_like(continuing),
        before=room(),
        passed=room(),
        taken=room(),
        weight=room(),
        path=room(),
        holder=holder,
        held=held,
        first=room(),
        keys=room(8 * ROOM),
        values=room(8 * ROOM),
        num=num,
    )


def grow(s: k.State, paths: int) -> k.State:
    """The same state with room for at least so many more paths, and twice as many of all."""

    def more(array: k.Ints, size: int) -> k.Ints:
        new = np.zeros(size, np.int64)
        new[: len(array)] = array
        return new

    many = 2 * (len(s.before) + paths)
    held = 2 * len(s.first)
    table = 2 * len(s.keys)
    while table < 4 * (int(s.num[k.USED]) + paths + 1):
        table *= 2
    keys, values = np.zeros(table, np.int64), np.zeros(table, np.int64)
    s.num[k.USED] = k.copy_table(s, keys, values)
    return s._replace(
        before=more(s.before, many),
        passed=more(s.passed, many),
        taken=more(s.taken, many),
        weight=more(s.weight, many),
        path=more(s.path, held),
        holder=more(s.holder, held),
        held=more(s.held, held),
        first=more(s.first, held),
        keys=keys,
        values=values,
    )


class _Count:
    """A count under way: the kernel's state, and the record as far as it is written."""

    def __init__(
        self,
        election: Election,
        packed: PackedProfile,
        rules: MeekRules,
        lots: Lots,
        progress: Progress | None,
    ) -> None:
        self.election = election
        self.rules = rules
        self.lots = lots
        self.progress = progress
        self.valid = packed.total * k.SCALE
        self.state = prepare(election, packed, rules)
        self.places_left = election.seats
        self.can_lose = len(election.standing) - election.seats
        self.released = [len(election.candidates)]
        self.elected: list[Elected] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.lot_used = False

    def clause(self, step: str) -> str:
        return self.rules.instrument.clause(step)

    # -- the kernel's work ---------------------------------------------------------------------

    def move_papers(self) -> None:
        """Read on in the papers of those elected or excluded since the last distribution."""
        for candidate in self.released:
            if candidate < len(self.state.keep) and self.state.keep[candidate]:
                paths = int(k.count_holdings(self.state, candidate))
                if int(self.state.num[k.PATHS]) + paths > len(self.state.before):
                    self.state = grow(self.state, paths)
                k.open_paths(self.state, candidate)
        for candidate in self.released:
            while not k.release(self.state, candidate, len(self.elected)):
                self.state = grow(self.state, len(self.elected))
        self.released = []

    def distribute(self) -> None:
        """B.2.a and B.2.b."""
        self.move_papers()
        k.distribute(self.state, self.election.seats)

    # -- election and exclusion ----------------------------------------------------------------

    def continuing(self) -> list[int]:
        """Most votes first; equals in ballot-paper order."""
        votes = self.state.votes.tolist()
        left: list[int] = np.flatnonzero(self.state.continuing).tolist()
        return sorted(left, key=lambda c: (-votes[c], c))

    def fall(self, tied: list[int], purpose: Purpose, step: str) -> int:
        """T: on whom of the tied the lot falls."""
        number, clause = len(self.stages) + 1, self.clause(step)
        chosen = self.lots.fall(number, tied)
        if chosen is None:
            names = tuple(self.election.candidates[c].name for c in tied)
            raise LotNeeded(stage=number, purpose=purpose.value, names=names, clause=clause)
        self.lot_used = True
        self.ties.append(Tie(purpose, tuple(tied), chosen, Means.LOT, 0, clause))
        return chosen

    def elect(self, candidates: list[int], reason: Reason, step: str) -> tuple[int, ...]:
        for c in candidates:
            votes = int(self.state.votes[c])
            self.elected.append(Elected(c, len(self.stages) + 1, votes, reason, self.clause(step)))
            self.state.continuing[c] = 0
        self.places_left -= len(candidates)
        self.released += candidates
        return tuple(candidates)

    def elect_over(self) -> tuple[int, ...]:
        """B.2.c; when more have the quota than there are places, those with most votes, or lot."""
        votes = self.state.votes.tolist()
        quota = int(self.state.num[k.QUOTA])
        over = [c for c in self.continuing() if votes[c] >= quota]
        places = self.places_left
        if len(over) > places:
            line = votes[over[places - 1]]
            equal = [c for c in over if votes[c] == line] if votes[over[places]] == line else []
            over = [c for c in over[:places] if c not in equal]
            while len(over) < places:
                over.append(self.fall(equal, Purpose.ELECTION, "tie-election"))
                equal.remove(over[-1])
        return self.elect(over, Reason.QUOTA, "elected")

    def elect_all(self) -> tuple[int, ...]:
        """C.1."""
        return self.elect(self.continuing(), Reason.LAST_VACANCIES, "last-vacancies")

    def choose_lowest(self) -> int:
        """B.3: whoever is within the total surplus of the lowest counts as equal."""
        votes = self.state.votes.tolist()
        left = sorted(self.continuing())
        line = min(votes[c] for c in left) + int(self.state.num[k.SURPLUS])
        tied = [c for c in left if votes[c] <= line]
        return tied[0] if len(tied) == 1 else self.fall(tied, Purpose.EXCLUSION, "tie-exclusion")

    # -- stages --------------------------------------------------------------------------------

    def write(
        self,
        action: Action,
        step: str,
        *,
        elected: tuple[int, ...],
        excluded: tuple[int, ...],
        iterations: int,
    ) -> None:
        """Write the stage down as things stand."""
        votes = tuple(self.state.votes.tolist())
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                action=action,
                of=excluded,
                clause=self.clause(step),
                quota=int(self.state.num[k.QUOTA]),
                votes=votes,
                papers=(),
                non_transferable=self.valid - sum(votes),
                lost_to_fractions=0,
                non_transferable_papers=0,
                elected=elected,
                excluded=excluded,
                ties=tuple(self.ties),
                keep=tuple(self.state.keep.tolist()),
                iterations=iterations,
            )
        )
        self.ties = []
        if self.progress:
            self.progress(len(self.stages), len(self.elected), self.election.seats)

    def first_stage(self) -> None:
        self.distribute()
        elected = self.elect_all() if self.can_lose <= 0 else self.elect_over()
        self.write(
            Action.FIRST_PREFERENCES, "distribution", elected=elected, excluded=(), iterations=1
        )

    def next_stage(self) -> None:
        """What is left of the round; if nobody is elected by it, the next one's beginning."""
        self.move_papers()
        winners = np.array([one.candidate for one in self.elected], np.int64)
        k.iterate(self.state, winners, self.election.seats, self.rules.omega)
        if iterations := int(self.state.num[k.ITERATIONS]):
            elected = self.elect_over()
            self.write(
                Action.ITERATION, "iteration", elected=elected, excluded=(), iterations=iterations
            )
            if elected:
                return
        lowest = self.choose_lowest()
        self.state.continuing[lowest] = 0
        self.state.keep[lowest] = 0
        self.can_lose -= 1
        self.released.append(lowest)
        action, step, iterations = Action.EXCLUSION, "exclusion", 1
        if self.can_lose:
            self.distribute()
            elected = self.elect_over()
        else:
            action, step, iterations = Action.LAST_VACANCIES, "last-vacancies", 0
            self.state.votes[lowest] = 0
            elected = self.elect_all()
        self.write(action, step, elected=elected, excluded=(lowest,), iterations=iterations)


def count(
    election: Election,
    packed: PackedProfile,
    rules: MeekRules,
    lots: Lots,
    progress: Progress | None = None,
) -> Result:
    """Count under a Meek rule set; the same result as the reference.

    Args:
        packed: strict rankings over standing candidates.
        progress: called after each stage with the stages done, those elected so far, the places.

    Raises:
        LotNeeded: a tie that only a lot can break, and it has not been drawn.
        NotCovered: see `prepare`.
    """
    state = _Count(election, packed, rules, lots, progress)
    state.first_stage()
    while state.places_left and state.can_lose > 0:
        state.next_stage()
    return Result(state.stages[0].quota, tuple(state.stages), tuple(state.elected), state.lot_used)


def warm() -> None:
    """Compile the kernel, or load it from Numba's cache, on an election of five papers."""
    from hustings.counting.law.meek_prf import RULES
    from hustings.counting.lots import seeded
    from hustings.election.model import make_election
    from hustings.election.packed import pack
    from hustings.election.profile import Profile

    election = make_election("warm-up", 2, ["A", "B", "C", "D"])
    packed = pack(Profile.gather([((0, 1), 3), ((1, 0), 1), ((2,), 1)]))
    count(election, packed, RULES, seeded("warm-up", election))
    grow(prepare(election, packed, RULES), 0)
