"""The same scenario with other support, known exactly.

Knows how the other slates make room. Must not know what is asked of such a scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
