"""Where a draw's electorate stands in what the scenario is not sure of.

Knows support, following and appeal of one draw, before any voter is drawn. Must not know seats.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from hustings.planning.drawing.electorate import (
    following_below,
    normal,
    numbers,
    slate_below,
    weights,
)
from hustings.planning.scenario.model import Scenario

_FULL = 2**32


class Assumed(NamedTuple):
    """One draw.

    Attributes:
        support: the planned slate's expected share of all voters.
        following: the share of its voters expected to follow.
        appeal: how often its supporters would begin with its favourite, who is the same in every
            draw: whoever the scenario finds the most appealing.
    """

    support: float
    following: float
    appeal: float


def assumed(scenario: Scenario, draw: int) -> Assumed:
    """What electorate number `draw` is drawn with."""
    stream = numbers(scenario.seed, draw, "assumptions")
    below = slate_below(scenario, stream)
    (luck,) = normal(stream, 1)
    planned = scenario.slate
    start = below[:, planned - 1] if planned else 0
    share = (below[:, planned] - start) / _FULL
    voters = [region.voters for region in scenario.regions]
    own = [n * float(s) for n, s in zip(voters, share, strict=True)]
    follow = following_below(scenario, draw, luck) / _FULL
    return Assumed(
        math.fsum(own) / sum(voters),
        _mean(own, follow.tolist()),
        _mean(own, _favourites(scenario, draw)),
    )


def _favourites(scenario: Scenario, draw: int) -> list[float]:
    """Per region, the favourite's part of the slate's weights."""
    team = list(scenario.team)
    if not team:
        return [0.0] * len(scenario.regions)
    favourite = max(team, key=lambda c: (scenario.ranking.appeal[c], -c))
    table = weights(scenario, draw)
    parts: list[float] = (table[:, favourite] / table[:, team].sum(axis=1)).tolist()
    return parts


def _mean(weight: list[float], values: list[float]) -> float:
    whole = math.fsum(weight)
    return math.fsum(w * v for w, v in zip(weight, values, strict=True)) / whole if whole else 0.0
