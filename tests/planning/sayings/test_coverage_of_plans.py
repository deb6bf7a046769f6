"""Errors are right for the sayings that ask voters for something: as in `test_coverage`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from hustings.planning.sayings.claims import (
    how_many,
    other_slate,
    partitions,
    shares,
    spread,
    sweep,
)
from hustings.planning.sayings.ground import Ground, Sample, on_ballots, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Unit
from planning.sayings.test_coverage import committee, covered

# By each saying a share, where it has one, and seats.
SHARES = ("lead", "digit most", "turn fewest", "now share 0")
COUNTS = ("1 mixed 50 ours", "unasked 1", "all one-turn", "now off divided", "surname-one")
BALLOTS = ("lead", "digit most", "turn fewest", "now share 0")


def row(ground: Ground, sample: Sample) -> Mapping[str, int]:
    """All six in one; names that two of them have are not looked at."""
    found: dict[str, int] = {}
    for saying in (other_slate, how_many, spread, shares, partitions, sweep):
        found |= saying.measure(ground, sample)
    return found


@pytest.mark.parametrize(
    ("seeds", "draws", "least", "most"),
    [(4, 8, 0.5, 1.0), pytest.param(200, 20, 0.9, 0.99, marks=pytest.mark.soak)],
)
def test_of_scenarios(seeds: int, draws: int, least: float, most: float) -> None:
    measured = []
    for seed in range(seeds):
        ground = on_scenario(committee(seed, 0.05), draws=draws)
        measured.append(Measured([row(ground, ground.sample(draw)) for draw in range(draws)]))
    for name in (*SHARES, *COUNTS):
        truth = float(np.mean([one.column(name).mean() for one in measured]))
        share = name in SHARES
        found = covered(measured, name, truth, Unit.SHARE if share else Unit.SEATS)
        # What happens in a draw or not is never said too surely.
        assert least <= found <= (most if share else 1.0), name


@pytest.mark.parametrize(
    ("seeds", "draws", "least"), [(4, 8, 0.5), pytest.param(200, 20, 0.9, marks=pytest.mark.soak)]
)
def test_of_ballots(seeds: int, draws: int, least: float) -> None:
    measured = []
    source = on_scenario(committee(1000, 0.0), draws=max(seeds, 2))
    for seed in range(seeds):
        sample = source.sample(seed)
        ground = on_ballots(
            sample.election,
            sample.profile,
            sample.rules,
            lots=sample.lots,
            slate="Us",
            draws=draws,
            seed=seed,
        )
        assert ground.given is not None
        rows = [row(ground, ground.sample(draw)) for draw in range(draws)]
        measured.append(Measured(rows, row(ground, ground.given)))
    for name in BALLOTS:
        truth = float(np.mean([one.given[name] for one in measured if one.given]))
        assert covered(measured, name, truth, Unit.SHARE) >= least, name
