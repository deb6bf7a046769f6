"""Ballots rewritten: cut short, candidates left out.

Knows packed rankings. Must not know slates or what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hustings.election.packed import PackedProfile

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_ALL = np.iinfo(np.int64).max


def lengths(profile: PackedProfile) -> Ints:
    """Names on each ranking."""
    return np.diff(profile.starts)


def places(profile: PackedProfile) -> Ints:
    """For each entry its place on its ranking, from 0."""
    count: Ints = np.arange(len(profile.entries)) - np.repeat(profile.starts[:-1], lengths(profile))
    return count


def cut(profile: PackedProfile, most: int, which: Bools | None = None) -> PackedProfile:
    """The same ballots, with no more than the first `most` names.

    Args:
        which: bool[rankings], those that are cut; None for all.
    """
    limit = np.full(profile.distinct, most) if which is None else np.where(which, most, _ALL)
    return shortened(profile, limit)


def shortened(profile: PackedProfile, limit: Ints) -> PackedProfile:
    """The same ballots, each ranking with no more names than its limit: int64[rankings]."""
    return _kept(profile, places(profile) < np.repeat(limit, lengths(profile)))


def without(profile: PackedProfile, candidates: Sequence[int]) -> PackedProfile:
    """The same ballots as if these candidates were not on the paper; empty ones are dropped."""
    return _kept(profile, ~np.isin(profile.entries, list(candidates)))


def _kept(profile: PackedProfile, entries: Bools) -> PackedProfile:
    """Rankings of the marked entries only."""
    before = np.zeros(len(entries) + 1, np.int64)
    np.cumsum(entries, out=before[1:])
    ends = before[profile.starts]
    left = np.diff(ends) > 0
    starts = ends[np.concatenate(([True], left))] if not left.all() else ends
    return PackedProfile(starts, profile.entries[entries], profile.papers[left], True)
