"""What is counted when some voters put names on top that they are asked for.

Knows who does so, whether a ranking stands for one paper or for many, and how the ballots are
written again. Must not know why anybody asks.
"""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.election.packed import PackedProfile
from hustings.planning.drawing import kernel
from hustings.planning.plan.model import Sequence
from hustings.planning.trials.stock import Draw

Lists = npt.NDArray[np.int64]

_BITS = 32


def spread_luck(size: int) -> npt.NDArray[np.int64]:
    """Numbers below 2**32, one for each voter, so that a share of them is spread evenly.

    The first n of a row of voters have about n times x numbers below x times 2**32, never more than
    a few away from it: who does something is then neither drawn by lot nor the first in the row,
    and whoever does it at a small share does it at a larger one. (Van der Corput's sequence: the
    bits of 0, 1, 2 … in reverse.)
    """
    number = np.arange(size, dtype=np.uint64)
    luck = np.zeros(size, np.uint64)
    for bit in range(_BITS):
        luck |= (number >> np.uint64(bit) & np.uint64(1)) << np.uint64(_BITS - 1 - bit)
    return luck.astype(np.int64)


def share_of(papers: Lists, share: float) -> Lists:
    """A share of these papers, spread evenly over them."""
    chosen: Lists = papers[spread_luck(len(papers)) < round(share * 2**_BITS)]
    return chosen


def papers_of(profile: PackedProfile, rankings: npt.NDArray[np.bool_]) -> Lists:
    """For each paper of the marked rankings, in their order, the number of its ranking."""
    which: Lists = np.repeat(np.flatnonzero(rankings), profile.papers[rankings])
    return which


class Asked(NamedTuple):
    """An electorate in two: who is asked, a ranking each, and everybody else.

    Attributes:
        o_starts, o_entries, o_papers: everybody else.
        f_starts, f_entries: their own rankings of those who are asked.
        region: of each of those; empty where no regions are known.
    """

    o_starts: npt.NDArray[np.int64]
    o_entries: npt.NDArray[np.int16]
    o_papers: npt.NDArray[np.int64]
    f_starts: npt.NDArray[np.int64]
    f_entries: npt.NDArray[np.int16]
    region: Lists

    @property
    def size(self) -> int:
        """How many are asked."""
        return len(self.f_starts) - 1

    def ballots(self, which: Lists, sequences: Many[Sequence]) -> PackedProfile:
        """The ballots when each of those who are asked puts a list on top, whole.

        The rest of their own ranking follows in its order. Rankings are neither put together nor in
        order: fit for the fast engine, not for a digest.

        Args:
            which: the number of each one's list; -1 for none.
        """
        longest = max((len(sequence) for sequence in sequences), default=0)
        names = np.zeros((max(len(sequences), 1), longest), np.int16)
        depths = np.zeros(max(len(sequences), 1), np.int64)
        for number, sequence in enumerate(sequences):
            names[number, : len(sequence)] = sequence
            depths[number] = len(sequence)
        starts, entries, papers = kernel.follow(
            self.o_starts,
            self.o_entries,
            self.o_papers,
            self.f_starts,
            self.f_entries,
            which,
            names,
            depths,
        )
        return PackedProfile(starts, entries, papers, True)


def followers(draw: Draw) -> Asked:
    """A drawn electorate in which those are asked who follow."""
    parts = draw.parts
    return Asked(
        parts.o_starts,
        parts.o_entries,
        parts.o_papers,
        parts.f_starts,
        parts.f_entries,
        draw.electorate.region[parts.voters].astype(np.int64),
    )


def asking(profile: PackedProfile, papers: Lists) -> Asked:
    """Ballots of which some papers' voters are asked.

    Args:
        papers: the number of each one's ranking.
    """
    left = profile.papers - np.bincount(papers, minlength=profile.distinct)
    others = np.flatnonzero(left > 0)
    o_starts, o_entries = gathered(profile, others)
    f_starts, f_entries = gathered(profile, papers)
    return Asked(o_starts, o_entries, left[others], f_starts, f_entries, np.zeros(0, np.int64))


def gathered(
    profile: PackedProfile, rankings: Lists
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int16]]:
    """These rankings, one after another, as often as they are named."""
    lengths = np.diff(profile.starts)[rankings]
    starts = np.zeros(len(rankings) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    source = np.arange(starts[-1]) + np.repeat(profile.starts[rankings] - starts[:-1], lengths)
    return starts, profile.entries[source]
