"""What is counted when some voters put names on top that they are asked for.

Knows who does so, whether a voter stands for one paper or for many, and how the ballots are written
again. Must not know why anybody asks.
"""

from __future__ import annotations

from collections.abc import Sequence as Many

import numpy as np
import numpy.typing as npt

from hustings.election.packed import PackedProfile
from hustings.planning.drawing import kernel
from hustings.planning.drawing.electorate import Electorate
from hustings.planning.plan.model import Sequence

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


def share_of(luck: npt.NDArray[np.int64], share: float) -> npt.NDArray[np.bool_]:
    """Who is among a share of the voters."""
    chosen: npt.NDArray[np.bool_] = luck < round(share * 2**_BITS)
    return chosen


def ballots_of(electorate: Electorate, which: Lists, sequences: Many[Sequence]) -> PackedProfile:
    """The ballots when each voter puts a list on top, and keeps the rest of their own order.

    Rankings are neither put together nor in order: fit for the fast engine, not for a digest.

    Args:
        which: per voter, whose ranking is one paper, the number of a list; -1 for none.
        sequences: the lists, copied whole.
    """
    asked = which >= 0
    nowhere = np.zeros(len(which), np.int16)
    f_starts, f_entries, voters, o_starts, o_entries = kernel.part_for_counting(
        electorate.starts,
        electorate.entries,
        nowhere,
        nowhere,
        np.where(asked, 0, 1),
        0,
        np.ones(1, np.int64),
    )
    longest = max((len(sequence) for sequence in sequences), default=0)
    names = np.zeros((max(len(sequences), 1), longest), np.int16)
    depths = np.zeros(max(len(sequences), 1), np.int64)
    for number, sequence in enumerate(sequences):
        names[number, : len(sequence)] = sequence
        depths[number] = len(sequence)
    starts, entries, papers = kernel.follow(
        o_starts,
        o_entries,
        np.ones(len(o_starts) - 1, np.int64),
        f_starts,
        f_entries,
        which[voters],
        names,
        depths,
    )
    return PackedProfile(starts, entries, papers, True)
