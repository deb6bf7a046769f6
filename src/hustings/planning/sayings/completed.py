"""One slate's ballots filled up: its own names first of what is missing, the unwelcome last of all.

Knows how a voter's ranking goes on when they rank everybody. Must not know what is asked.

Nobody's own order is changed, but that the unwelcome go to the end. Names that a ranking lacks come
in one order for all of the slate's voters: those whom most of its papers name come first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hustings.election.packed import PackedProfile
from hustings.planning.sayings.ballots import Bools, Ints, lengths, places, shortened
from hustings.planning.sayings.ground import Ground, Sample

_LAST = np.iinfo(np.int32).max


class Completed(NamedTuple):
    """The electorate, one slate's voters ranking everybody.

    Attributes:
        profile: the others' rankings as they are, then the slate's.
        others: how many rankings are the others'.
        own: int64[slate's rankings], how many names come before the slate's voters have named
            their own candidates and all whom they ranked but the unwelcome.
        welcome: likewise, before the first of the unwelcome.
    """

    profile: PackedProfile
    others: int
    own: Ints
    welcome: Ints

    def until(self, limit: Ints) -> PackedProfile:
        """The slate's rankings with no more than so many names each."""
        every = np.concatenate((lengths(self.profile)[: self.others], limit))
        return shortened(self.profile, every)


def completed(ground: Ground, sample: Sample, unwelcome: int) -> Completed:
    """The electorate when voters of the slate asked for rank everybody.

    Args:
        unwelcome: slate whose candidates go last; NONE for nobody.
    """
    profile = sample.profile
    own = sample.slate == ground.asked
    rank = _ranks(profile, own, len(ground.election.candidates))
    papers = profile.papers[own]
    size = rank.shape[1]
    standing = np.array(ground.election.standing, np.int64)
    loathed = ground.slate_of == unwelcome if unwelcome >= 0 else np.zeros(size, np.bool_)
    team = np.zeros(size, np.bool_)
    team[list(ground.team)] = True
    ranked = rank < _LAST
    order = _order(ranked.T @ papers, standing, size)
    key = np.where(ranked, rank, order + np.where(team, size, 2 * size))
    key = np.where(loathed, np.where(ranked, 3 * size + rank, 4 * size + order), key)
    key[:, list(ground.election.withdrawn)] = _LAST
    filled = np.argsort(key, axis=1, kind="stable")[:, : len(standing)].astype(np.int16)
    kept = profile.entries[np.repeat(~own, lengths(profile))]
    long = np.concatenate((lengths(profile)[~own], np.full(len(papers), len(standing))))
    return Completed(
        PackedProfile(
            np.concatenate(([0], np.cumsum(long))),
            np.concatenate((kept, filled.reshape(-1))),
            np.concatenate((profile.papers[~own], papers)),
            True,
        ),
        int((~own).sum()),
        (key < 2 * size).sum(axis=1),
        (key < 3 * size).sum(axis=1),
    )


def _ranks(profile: PackedProfile, own: Bools, size: int) -> Ints:
    """Each candidate's place on each of the marked rankings; `_LAST` for none."""
    inside = np.repeat(own, lengths(profile))
    row = np.repeat(np.arange(int(own.sum())), lengths(profile)[own])
    rank = np.full((int(own.sum()), size), _LAST, np.int64)
    rank[row, profile.entries[inside]] = places(profile)[inside]
    return rank


def _order(named: Ints, standing: Ints, size: int) -> Ints:
    """Place of each candidate when those come first whom most papers name."""
    order = np.zeros(size, np.int64)
    by_name = standing[np.lexsort((standing, -named[standing]))]
    order[by_name] = np.arange(len(by_name))
    return order
