"""First preferences and seats, added up by slate.

Knows packed rankings and who stands for which slate. Must not know sayings.
"""

from __future__ import annotations

import numpy as np

from hustings.election.packed import PackedProfile
from hustings.planning.plan.model import Sequence
from hustings.planning.sayings.ballots import Bools, Ints
from hustings.planning.sayings.ground import Ground


def first_preferences(profile: PackedProfile, candidates: int) -> Ints:
    """Papers on which each candidate is first: int64[candidates]."""
    has = np.diff(profile.starts) > 0
    firsts = profile.entries[profile.starts[:-1][has]]
    total = np.zeros(candidates, np.int64)
    np.add.at(total, firsts, profile.papers[has])
    return total


def by_side(ground: Ground, of_candidates: Ints | Bools) -> list[int]:
    """What candidates have, added up for each slate: votes, or seats where it is who is elected."""
    return [int(of_candidates[list(side.team)].sum()) for side in ground.sides]


def by_votes(votes: Ints, members: Sequence) -> Sequence:
    """Members of a slate, those with most votes first, then in ballot-paper order."""
    return tuple(sorted(members, key=lambda c: (-int(votes[c]), c)))


def turned(order: Sequence, number: int) -> Sequence:
    """An order that starts at another name; from the first again after the last."""
    at = number % len(order) if order else 0
    return order[at:] + order[:at]
