"""The ballots of an election: distinct rankings and how many papers have each.

Knows how a ranking is written down and what makes a profile canonical. Must not know the law: which
papers are valid is for a rule set to say.

A ranking is a tuple of integers, one for each mark in order of preference:

    c >= 0       candidate c (0-based) at the next rank
    -1           a rank left empty (`SKIPPED`)
    -2 - c       candidate c at the same rank as the entry before it (`same_rank(c)`)

so that `(2, 0)` is "2 then 0", `(2, -1, 0)` leaves the second rank empty, and
`(2, same_rank(4), 0)` puts 2 and 4 equal first. A repeated candidate is kept as marked. Within one
rank the candidates ascend, so that equal rankings are equal tuples.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from operator import lt

from hustings.errors import InputError

Ranking = tuple[int, ...]

SKIPPED = -1


def same_rank(candidate: int) -> int:
    """The entry for `candidate` at the same rank as the entry before it."""
    return -2 - candidate


def ranking_of(ranks: Iterable[Iterable[int]]) -> Ranking:
    """A ranking from its ranks: candidates at each rank, an empty rank for one left out."""
    entries: list[int] = []
    for rank in ranks:
        members = sorted(rank)
        if not members:
            entries.append(SKIPPED)
            continue
        entries.append(members[0])
        entries.extend(same_rank(candidate) for candidate in members[1:])
    return tuple(entries)


def ranks_of(ranking: Ranking) -> tuple[tuple[int, ...], ...]:
    """The ranks of a ranking: candidates at each, empty where the rank was left out."""
    ranks: list[tuple[int, ...]] = []
    for entry in ranking:
        if entry >= 0:
            ranks.append((entry,))
        elif entry == SKIPPED:
            ranks.append(())
        elif not ranks or not ranks[-1]:
            raise InputError("a ranking cannot begin a rank with 'same rank as before'")
        else:
            ranks[-1] += (-2 - entry,)
    return tuple(ranks)


@dataclass(frozen=True)
class Profile:
    """Distinct rankings in ascending order and the papers that have each.

    Attributes:
        rankings: distinct, ascending; the empty ranking is a blank paper.
        papers: number of papers for each ranking, each at least 1.
        rejected: papers that were refused before the count, as (reason, papers), reasons ascending.

    Raises:
        InputError: when one of the above does not hold; use `gather` for ballots in any order.
    """

    rankings: tuple[Ranking, ...]
    papers: tuple[int, ...]
    rejected: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if len(self.rankings) != len(self.papers):
            raise InputError("a profile needs one number of papers for each ranking")
        if self.papers and min(self.papers) < 1:
            raise InputError("a profile cannot hold a ranking on less than one paper")
        if not all(map(lt, self.rankings, islice(self.rankings, 1, None))):
            raise InputError("a profile's rankings must be distinct and ascending")

    @classmethod
    def gather(
        cls,
        ballots: Iterable[tuple[Ranking, int]],
        rejected: Iterable[tuple[str, int]] = (),
    ) -> Profile:
        """A profile from (ranking, papers) in any order, equal rankings put together."""
        totals: dict[Ranking, int] = {}
        for ranking, papers in ballots:
            totals[ranking] = totals.get(ranking, 0) + papers
        return cls.from_totals(totals, rejected)

    @classmethod
    def from_totals(
        cls, totals: dict[Ranking, int], rejected: Iterable[tuple[str, int]] = ()
    ) -> Profile:
        """A profile from papers by ranking."""
        try:
            rankings = tuple(sorted(totals, key=bytes))  # the same order, and compared faster
        except ValueError:  # an entry below 0 or above 255
            rankings = tuple(sorted(totals))
        refused: dict[str, int] = {}
        for reason, papers in rejected:
            refused[reason] = refused.get(reason, 0) + papers
        return cls(
            rankings, tuple(map(totals.__getitem__, rankings)), tuple(sorted(refused.items()))
        )

    @property
    def total(self) -> int:
        """Papers in the profile, without those rejected before the count."""
        return sum(self.papers)

    @cached_property
    def marks(self) -> frozenset[int]:
        """Every distinct entry that occurs in any ranking."""
        return frozenset(chain.from_iterable(self.rankings))

    @cached_property
    def strict(self) -> bool:
        """Whether no ranking is blank or has an empty rank, equal candidates or a repeated one."""
        if self.rankings and not self.rankings[0]:
            return False
        if self.marks and min(self.marks) < 0:
            return False
        return list(map(len, map(set, self.rankings))) == list(map(len, self.rankings))
