"""How far down their rankings papers get in a count, and what they are worth there.

Knows how the course of a count (`counting.journey`) moves all rankings at once. What a paper leaves
with a candidate whose surplus goes on stays behind there: at each name further down it is worth
what came that far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hustings.counting.journey import Move, Piles
from hustings.election.packed import PackedProfile
from hustings.planning.sayings.ballots import Bools, Ints


@dataclass(frozen=True, eq=False)
class Reach:
    """Where every ranking of a count got to.

    Attributes:
        scale: units in a vote.
        papers: int64[rankings].
        deepest: int64[rankings], how many names are behind it at the end: 0 where it rests with the
            first preference. A ranking that is exhausted has looked at its last name.
        exhausted: bool[rankings].
        gone: int64[rankings], what each of its papers took along to nobody, in units, cut.
        row, before, after, value: int64[steps]: which ranking went on, how many names were behind
            it before and after, and what each of its papers was worth then.
    """

    scale: int
    papers: Ints
    deepest: Ints
    exhausted: Bools
    gone: Ints
    row: Ints
    before: Ints
    after: Ints
    value: Ints

    def beyond(self, most: int, which: Bools | None = None) -> tuple[Ints, Ints]:
        """Papers, and the units of vote that came with them, by how many names are behind them.

        Args:
            which: bool[rankings]; None for all.

        Returns:
            two int64[most + 1]; at place k: whose later names were looked at when the first k were
            of no more use. At 0 all papers, at a whole vote each.
        """
        marked = np.ones(len(self.papers), np.bool_) if which is None else which
        papers = np.zeros(most + 2, np.int64)
        np.add.at(papers, np.minimum(self.deepest, most)[marked], self.papers[marked])
        there = marked[self.row]
        votes = np.zeros(most + 2, np.int64)
        units = (self.value * self.papers[self.row])[there]
        np.add.at(votes, np.minimum(self.before + 1, most + 1)[there], units)
        np.add.at(votes, np.minimum(self.after + 1, most + 1)[there], -units)
        came = votes.cumsum()[: most + 1]
        came[0] = int(self.papers[marked].sum()) * self.scale
        return papers[::-1].cumsum()[::-1][: most + 1], came

    def lost(self, which: Bools | None = None) -> tuple[int, int]:
        """Papers without a name left at the end, and the units of vote that went with them."""
        gone = self.exhausted if which is None else self.exhausted & which
        papers = self.papers[gone]
        return int(papers.sum()), int((papers * self.gone[gone]).sum())


def reach(profile: PackedProfile, course: Piles, candidates: int) -> Reach:
    """Move every ranking as the count did.

    Args:
        profile: what was counted: strict, over standing candidates.
        candidates: on the ballot paper.
    """
    size = profile.distinct
    scale = 10**course.places
    end = profile.starts[1:]
    at = profile.starts[:-1].copy()
    value = np.full(size, scale, np.int64)
    parcel = np.full(size, -1, np.int64)
    holder = profile.entries[at].astype(np.int64)
    gone = np.zeros(size, np.int64)
    closed = np.zeros(candidates, np.bool_)
    steps: list[tuple[Ints, Ints, Ints, Ints]] = []
    for number, move in enumerate(course.moves):
        closed[list(move.closed)] = True
        going = _going(move, holder, parcel, value, candidates)
        if not len(going):
            continue
        before = at[going].copy()
        at[going] = _next(profile, before, end[going], closed)
        on = at[going] < end[going]
        aside = going[~on]
        gone[aside] = _aside(move, value[aside], scale)
        holder[aside] = candidates
        further = going[on]
        value[further] = _onward(move, value[further], scale)
        holder[further] = profile.entries[at[further]]
        parcel[going] = number
        worth = np.where(on, value[going], gone[going])
        after = np.minimum(at[going], end[going] - 1)
        steps.append((going, before, after, worth))
    none = (np.zeros(0, np.int64),) * 4
    row, before, after, worth = (np.concatenate(part) for part in zip(none, *steps, strict=True))
    starts = profile.starts[:-1]
    return Reach(
        scale,
        profile.papers,
        np.minimum(at, end - 1) - starts,
        at >= end,
        gone,
        row,
        before - starts[row],
        after - starts[row],
        worth,
    )


def _going(move: Move, holder: Ints, parcel: Ints, value: Ints, candidates: int) -> Ints:
    """The rankings that go with a move."""
    donor = np.zeros(candidates + 1, np.bool_)
    donor[list(move.of)] = True
    there: Ints = np.flatnonzero(donor[holder])
    if move.parcel is not None:
        there = there[parcel[there] == move.parcel]
    elif move.value is not None:
        there = there[value[there] >= move.value]
    return there


def _next(profile: PackedProfile, at: Ints, end: Ints, closed: Bools) -> Ints:
    """The place of the next name that is not closed; the end where there is none."""
    place = at + 1
    left = np.flatnonzero(place < end)
    while len(left):
        left = left[closed[profile.entries[place[left]]]]
        place[left] += 1
        left = left[place[left] < end[left]]
    return place


def _onward(move: Move, value: Ints, scale: int) -> Ints:
    """What papers are worth after a move, cut to the smallest unit."""
    part, whole = move.onward
    if move.twice:
        return (value * part // scale) * scale // whole
    return value * part // whole


def _aside(move: Move, value: Ints, scale: int) -> Ints:
    """What papers without another name take along to nobody, cut to the smallest unit."""
    if move.aside == move.onward:
        return _onward(move, value, scale)
    part, whole = move.aside
    return value * part // whole
