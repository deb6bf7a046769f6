"""Electorates drawn by picking real ballots again, in place of a model of how people rank.

Knows how ballot files become ballots to draw from, and how an electorate is drawn from them. Must
not know plans.

A voter's slate is drawn as in the model, from the support the scenario states and its uncertainty;
the ranking is then that of a real ballot of the same region whose first preference is of that
slate, each as likely as any other. A slate without a ballot in some region has its ballots from
all regions. Whoever gave a slate the first preference is its voter, and may follow.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hustings.errors import InputError
from hustings.planning.drawing.electorate import Electorate, numbers, tables_of
from hustings.planning.scenario.model import Scenario
from hustings.planning.scenario.real_ballots import RealBallots


def resampled(scenario: Scenario, draw: int) -> Electorate:
    """Electorate number `draw`; the same on any machine and any number of cores.

    Raises:
        InputError: the scenario has no ballots, or not those of its candidates.
    """
    ballots = scenario.ballots
    if ballots is None or ballots.names != scenario.election.names:
        raise InputError("the ballots to draw from are not for the scenario's candidates")
    tables, threshold = tables_of(scenario, draw)
    voters = tables.voters.tolist()
    region = np.repeat(np.arange(len(voters), dtype=np.int16), voters)
    slate = np.empty(len(region), np.int16)
    which = np.empty(len(region), np.int64)
    chosen = _uniform(scenario.seed, draw, "slates", len(region))
    point = _uniform(scenario.seed, draw, "ballots", len(region))
    at = 0
    for r, size in enumerate(voters):
        here = slice(at, at + size)
        slate[here] = np.searchsorted(tables.slate_below[r], chosen[here], side="right")
        low, papers = _strata(ballots, r)
        place = low[slate[here]] + (point[here] * papers[slate[here]] >> 32)
        which[here] = np.searchsorted(ballots.before, place, side="right") - 1
        at += size
    lengths = np.diff(ballots.starts)[which]
    starts = np.zeros(len(which) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    source = np.arange(starts[-1]) + np.repeat(ballots.starts[which] - starts[:-1], lengths)
    luck = _uniform(scenario.seed, draw, "following", len(region))
    return Electorate(starts, ballots.entries[source], region, slate, luck, threshold)


def _uniform(seed: int, draw: int, what: str, size: int) -> npt.NDArray[np.int64]:
    """Numbers below 2**32; the first ones do not depend on how many are wanted."""
    raw = numbers(seed, draw, f"ballots {what}").bit_generator.random_raw(size)
    upper: npt.NDArray[np.int64] = (raw >> np.uint64(32)).astype(np.int64)
    return upper


def _strata(
    ballots: RealBallots, region: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Per slate, the paper that a region's ballots begin at and how many there are."""
    row = ballots.row(region)
    low = ballots.before[ballots.bounds[:, row]]
    papers = ballots.before[ballots.bounds[:, row + 1]] - low
    everywhere = ballots.before[ballots.bounds[:, 0]]
    total = ballots.before[ballots.bounds[:, -1]] - everywhere
    return np.where(papers > 0, low, everywhere), np.where(papers > 0, papers, total)
