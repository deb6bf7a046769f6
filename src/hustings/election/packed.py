"""A profile as read-only arrays, for the fast engine and for files of millions of ballots.

Knows the layout (compressed sparse rows) and how to go to and from `Profile`. Must not know
counting. Imports NumPy, so import this module only where the fast engine is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from hustings.election.profile import Profile


@dataclass(frozen=True, eq=False)
class PackedProfile:
    """The same as a `Profile`, in the same order, as read-only arrays.

    Attributes:
        starts: int64[n + 1]; ranking i is `entries[starts[i]:starts[i + 1]]`.
        entries: int16; the entries of `hustings.election.profile`.
        papers: int64[n].
        strict: as `Profile.strict`.
        rejected: as `Profile.rejected`.
    """

    starts: npt.NDArray[np.int64]
    entries: npt.NDArray[np.int16]
    papers: npt.NDArray[np.int64]
    strict: bool
    rejected: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        for array in (self.starts, self.entries, self.papers):
            array.flags.writeable = False

    @property
    def total(self) -> int:
        """Papers in the profile, without those rejected before the count."""
        return int(self.papers.sum())

    @property
    def distinct(self) -> int:
        """Number of distinct rankings."""
        return len(self.papers)


def pack(profile: Profile) -> PackedProfile:
    """`profile` as arrays."""
    lengths = np.fromiter(map(len, profile.rankings), dtype=np.int64, count=len(profile.rankings))
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    entries = np.fromiter(
        chain.from_iterable(profile.rankings), dtype=np.int16, count=int(starts[-1])
    )
    papers = np.array(profile.papers, dtype=np.int64)
    return PackedProfile(starts, entries, papers, profile.strict, profile.rejected)


def unpack(packed: PackedProfile) -> Profile:
    """`packed` as tuples."""
    entries = packed.entries.tolist()
    starts = packed.starts.tolist()
    rankings = tuple(tuple(entries[a:b]) for a, b in pairwise(starts))
    return Profile(rankings, tuple(packed.papers.tolist()), packed.rejected)
