"""The same electorate with other support for a slate.

Knows how the others make room, in a scenario and on ballots. Must not know what is asked of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from hustings.election.packed import PackedProfile
from hustings.planning.sayings.ballots import Bools
from hustings.planning.sayings.listed import gathered, papers_of
from hustings.planning.scenario.model import Scenario


def with_support(scenario: Scenario, shares: Mapping[int, float]) -> Scenario:
    """The scenario in which some slates have a given share of the voters, the same in each region.

    The others keep the proportions that they have to each other in a region; nothing about support
    is unsure any more.

    Args:
        shares: by number of the slate, each between 0 and 1 and not above 1 together; all slates
            only where they add up to 1.

    Raises:
        ValueError: nobody is left for what the shares leave over.
    """
    left = 1.0 - sum(shares.values())
    slates = list(scenario.slates)
    for number, slate in enumerate(slates):
        support = list(slate.support)
        for region in range(len(support)):
            rest = sum(
                other.support[region]
                for place, other in enumerate(scenario.slates)
                if place not in shares
            )
            if rest <= 0.0 and left > 1e-9:
                raise ValueError(f"no slate for {left:g} of the voters")
            support[region] = (
                shares[number]
                if number in shares
                else slate.support[region] * max(left, 0.0) / rest
            )
        slates[number] = replace(slate, support=tuple(support), national_sd=0.0, regional_sd=0.0)
    return replace(scenario, slates=tuple(slates))


def movable(scenario: Scenario, slates: Collection[int]) -> bool:
    """Whether other slates than these have voters in every region, who could have the rest."""
    others = [slate for place, slate in enumerate(scenario.slates) if place not in slates]
    every = range(len(scenario.regions))
    return all(sum(slate.support[region] for slate in others) > 0.0 for region in every)


def with_voters(scenario: Scenario, most: int) -> Scenario:
    """The scenario with no more than about so many voters, each region in proportion."""
    if scenario.voters <= most:
        return scenario
    regions = tuple(
        replace(region, voters=max(1, round(region.voters * most / scenario.voters)))
        for region in scenario.regions
    )
    return replace(scenario, regions=regions)


def with_share(profile: PackedProfile, ours: Bools, share: float) -> PackedProfile:
    """As many papers, of which a share are of the marked rankings.

    Each kind of ranking keeps its proportion among its own: papers are left out or repeated evenly
    over them.

    Args:
        ours: bool[rankings].
        share: between 0 and 1.

    Raises:
        ValueError: there are no papers to repeat.
    """
    total = profile.total
    wanted = round(share * total)
    papers = np.zeros(profile.distinct, np.int64)
    for marked, size in ((ours, wanted), (~ours, total - wanted)):
        own = papers_of(profile, marked)
        if size and not len(own):
            raise ValueError("no papers to repeat")
        if size:
            again = own[(2 * np.arange(size) + 1) * len(own) // (2 * size)]
            papers += np.bincount(again, minlength=profile.distinct)
    there = np.flatnonzero(papers)
    starts, entries = gathered(profile, there)
    return PackedProfile(starts, entries, papers[there], True)
