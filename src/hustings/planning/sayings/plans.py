"""Lists that our voters could be asked for, in a scenario as on real ballots.

Knows who is asked, in what order our names stand, and which voter is given which list. Must not
know what the lists are compared for.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from hustings.election.packed import PackedProfile
from hustings.planning.plan.model import Sequence, dealt, one_order
from hustings.planning.sayings.ballots import Ints
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.listed import Asked, asking, followers, papers_of, share_of
from hustings.planning.sayings.tallies import by_votes, first_preferences, turned
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.stock import drawn

# Who does as asked: those who follow in the scenario, half of our voters on ballots; all of ours.
FOLLOWERS, HALF, ALL = "followers", "half", "all"


class Group(NamedTuple):
    """Voters of ours who do as they are asked.

    Attributes:
        name: FOLLOWERS, HALF or ALL.
        depth: how many names they copy.
    """

    name: str
    asked: Asked
    depth: int

    def ballots(self, which: Ints, lists: Many[Sequence]) -> PackedProfile:
        """The electorate when each is given a list; -1 for none."""
        return self.asked.ballots(which, [names[: self.depth] for names in lists])

    @property
    def unasked(self) -> PackedProfile:
        """The electorate when nobody is asked for anything."""
        return self.ballots(np.full(self.asked.size, -1, np.int64), ())


def group_names(ground: Ground) -> tuple[str, str]:
    """The groups there are."""
    return (HALF if ground.scenario is None else FOLLOWERS, ALL)


def groups(ground: Ground, sample: Sample) -> Iterator[Group]:
    """Those who follow, then as if all of ours did."""
    if ground.scenario is not None:
        assert sample.drawn is not None
        depth = ground.scenario.following.depth
        yield Group(FOLLOWERS, followers(sample.drawn), depth)
        yield Group(ALL, followers(drawn(all_follow(ground.scenario), sample.number)), depth)
        return
    ours = papers_of(sample.profile, sample.slate == ground.asked)
    for name, share in ((HALF, 0.5), (ALL, 1.0)):
        yield Group(name, asking(sample.profile, share_of(ours, share)), len(ground.team))


def all_follow(scenario: Scenario) -> Scenario:
    """The scenario in which every voter of the planned slate follows."""
    certain = replace(scenario.following, share=(1.0,) * len(scenario.regions), sd=0.0)
    return replace(scenario, following=certain)


def order_of(ground: Ground) -> Sequence:
    """Our names, the most popular first: by appeal, or by the ballots' first preferences."""
    if ground.scenario is not None:
        return one_order(ground.scenario).sequences[0]
    assert ground.given is not None
    votes = first_preferences(ground.given.profile, len(ground.election.candidates))
    return by_votes(votes, ground.team)


def rotations(order: Sequence) -> tuple[Sequence, ...]:
    """As many lists as there are names, each beginning with another one."""
    return tuple(turned(order, number) for number in range(len(order)))


def in_turn(group: Group, lists: int) -> Ints:
    """One voter after another is given the next list."""
    return np.arange(group.asked.size, dtype=np.int64) % lists


def by_region(ground: Ground, group: Group, lists: int) -> Ints:
    """Whole regions are given lists, so that each list has about as many voters."""
    assert ground.scenario is not None
    list_of: Ints = np.array(dealt(ground.scenario, lists), np.int64)[group.asked.region]
    return list_of
