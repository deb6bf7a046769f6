"""Papers in piles, and what moving them does to the votes.

Knows parcels of papers, votes, and how a surplus or a batch of excluded candidates' papers is
transferred under `GregoryRules`.

Papers are read through iterators: a paper is (what of its ranking has not been read yet, how many
such papers). A preference once passed over is for a candidate elected or excluded, who never comes
back, so no paper is ever read backwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hustings.counting.record import Transfer
from hustings.counting.ruleset import Batches, GregoryRules, SurplusPapers
from hustings.election.profile import Profile

# (what is left of the ranking, number of papers)
Paper = tuple[Iterator[int], int]


class Parcel(NamedTuple):
    """Papers that came to a candidate together at one value."""

    value: int
    first: bool
    papers: list[Paper]


# Parcels of excluded candidates that are transferred together: (whose, parcel)
Batch = list[tuple[int, Parcel]]


class Piles:
    """Every paper of a count, by the candidate it stands at.

    Attributes:
        continuing: per candidate; the count sets it, `sort` reads it.
        votes: per candidate, in units.
        papers: per candidate.
        parcels: per candidate, in the order received.
        non_transferable: votes no candidate holds, with those lost to fractions.
        lost: votes lost to fractions.
        set_aside: non-transferable papers.
    """

    def __init__(self, profile: Profile, continuing: list[bool], scale: int) -> None:
        self.continuing = continuing
        self.scale = scale
        self.non_transferable = 0
        self.lost = 0
        self.set_aside = 0
        papers = [(iter(r), n) for r, n in zip(profile.rankings, profile.papers, strict=True)]
        piles, numbers, _ = self.sort(papers)
        self.parcels = [[Parcel(scale, True, pile)] if pile else [] for pile in piles]
        self.papers = numbers
        self.votes = [number * scale for number in numbers]

    def sort(self, papers: Sequence[Paper]) -> tuple[list[list[Paper]], list[int], int]:
        """Papers by next available preference; their numbers; the number with none."""
        continuing = self.continuing
        piles: list[list[Paper]] = [[] for _ in continuing]
        numbers = [0] * len(continuing)
        without = 0
        for paper in papers:
            rest, number = paper
            for candidate in rest:
                if continuing[candidate]:
                    piles[candidate].append(paper)
                    numbers[candidate] += number
                    break
            else:
                without += number
        return piles, numbers, without

    def credit(self, piles: list[list[Paper]], numbers: list[int], value: int) -> list[int]:
        """Give each pile to its candidate as a parcel at `value`; the votes credited."""
        credited = [0] * len(numbers)
        for candidate, pile in enumerate(piles):
            if pile:
                self.parcels[candidate].append(Parcel(value, False, pile))
                self.papers[candidate] += numbers[candidate]
                credited[candidate] = value * numbers[candidate]
                self.votes[candidate] += credited[candidate]
        return credited

    def lose(self, papers: int, votes: int, fractions: int) -> None:
        """Set papers aside, and count their votes and what the division lost."""
        self.set_aside += papers
        self.non_transferable += votes + fractions
        self.lost += fractions

    def transfer_surplus(self, donor: int, surplus: int, rules: GregoryRules) -> Transfer:
        """Move a surplus and leave the donor on the rest of the votes."""
        match rules.surplus_papers:
            case SurplusPapers.LAST_PARCEL:
                transfer = self._surplus_of_last_parcel(donor, surplus, rules)
            case SurplusPapers.ALL:
                transfer = self._surplus_of_all(donor, surplus, rules)
        self.votes[donor] -= surplus
        self.lose(
            transfer.non_transferable_papers,
            transfer.non_transferable,
            transfer.lost_to_fractions,
        )
        return transfer

    def _surplus_of_last_parcel(self, donor: int, surplus: int, rules: GregoryRules) -> Transfer:
        """The surplus goes to the transferable papers of the last parcel alone.

        What it falls short by is lost to fractions where a division made the value, and is
        non-transferable where the papers keep their value (ERS97 5.3.7, 5.3.9).
        """
        parcel = self.parcels[donor].pop()
        piles, numbers, without = self.sort(parcel.papers)
        transferable = sum(numbers)
        value = 0
        if transferable:
            value = rules.transfer_value(
                surplus, transferable, parcel.value, self.votes[donor], self.scale
            )
        credited = self.credit(piles, numbers, value)
        self.papers[donor] -= transferable + without
        short = surplus - sum(credited)
        divided = transferable and value != parcel.value
        return Transfer(
            of=(donor,),
            value=parcel.value,
            transfer_value=value,
            papers=tuple(numbers),
            votes=tuple(credited),
            non_transferable_papers=without,
            non_transferable=0 if divided else short,
            lost_to_fractions=short if divided else 0,
        )

    def _surplus_of_all(self, donor: int, surplus: int, rules: GregoryRules) -> Transfer:
        """Every paper the donor holds moves at a new value, non-transferable ones to nobody."""
        received = [0] * len(self.votes)
        credited = [0] * len(self.votes)
        set_aside = set_aside_votes = 0
        groups = _by_value(self.parcels[donor])
        self.parcels[donor] = []
        for value, papers in groups.items():
            piles, numbers, without = self.sort(papers)
            new_value = rules.transfer_value(
                surplus, sum(numbers), value, self.votes[donor], self.scale
            )
            _add(received, numbers)
            _add(credited, self.credit(piles, numbers, new_value))
            set_aside += without
            set_aside_votes += new_value * without
        self.papers[donor] -= sum(received) + set_aside
        return Transfer(
            of=(donor,),
            value=None,
            transfer_value=None,
            papers=tuple(received),
            votes=tuple(credited),
            non_transferable_papers=set_aside,
            non_transferable=set_aside_votes,
            lost_to_fractions=surplus - sum(credited) - set_aside_votes,
        )

    def take_batches(self, going: tuple[int, ...], how: Batches) -> list[Batch]:
        """Take every parcel from those excluded, in the batches the rules ask for.

        Their votes stay with them until `transfer_batch`.
        """
        parcels = [(c, parcel) for c in going for parcel in self.parcels[c]]
        for c in going:
            self.parcels[c] = []
        first: Batch = []
        match how:
            case Batches.TOGETHER:
                return [parcels] if parcels else []
            case Batches.BY_VALUE:
                rest = parcels
            case Batches.FIRST_PREFERENCES_THEN_BY_VALUE:
                first = [(c, parcel) for c, parcel in parcels if parcel.first]
                rest = [(c, parcel) for c, parcel in parcels if not parcel.first]
        values = sorted({parcel.value for _, parcel in rest}, reverse=True)
        batches = [[(c, parcel) for c, parcel in rest if parcel.value == v] for v in values]
        return [first, *batches] if first else batches

    def transfer_batch(self, donors: tuple[int, ...], batch: Batch, how: Batches) -> Transfer:
        """Move one batch, each paper at its present value."""
        received = [0] * len(self.votes)
        credited = [0] * len(self.votes)
        set_aside = set_aside_votes = 0
        for donor, parcel in batch:
            number = sum(n for _, n in parcel.papers)
            self.papers[donor] -= number
            self.votes[donor] -= number * parcel.value
        groups = _by_value([parcel for _, parcel in batch])
        for value, papers in groups.items():
            piles, numbers, without = self.sort(papers)
            _add(received, numbers)
            _add(credited, self.credit(piles, numbers, value))
            set_aside += without
            set_aside_votes += value * without
        self.lose(set_aside, set_aside_votes, 0)
        one_value = None if how is Batches.TOGETHER else next(iter(groups))
        return Transfer(
            of=donors,
            value=one_value,
            transfer_value=one_value,
            papers=tuple(received),
            votes=tuple(credited),
            non_transferable_papers=set_aside,
            non_transferable=set_aside_votes,
            lost_to_fractions=0,
        )


def _by_value(parcels: Sequence[Parcel]) -> dict[int, list[Paper]]:
    """Papers of several parcels, put together by value."""
    groups: dict[int, list[Paper]] = {}
    for parcel in parcels:
        groups.setdefault(parcel.value, []).extend(parcel.papers)
    return groups


def _add(total: list[int], more: list[int]) -> None:
    for index, number in enumerate(more):
        total[index] += number
