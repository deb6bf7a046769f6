"""What a draw makes of a scenario's uncertainties, and of habits that one slate has."""

from __future__ import annotations

import statistics
from dataclasses import replace

import numpy as np
import pytest

from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import tables_of, weights
from hustings.planning.scenario.model import Scenario
from planning.small import scenario

FULL = 2**32


def two_slates(**more: float) -> Scenario:
    return scenario(
        seats=2,
        slates={"Red": ["Ann", "Bob"], "Blue": ["Cat", "Dan"]},
        support={"Red": (0.08, 0.5), "Blue": (0.92, 0.5)},
        voters=(3000, 2000),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("national", "regional"), [(0.03, 0.0), (0.0, 0.04), (0.02, 0.02), (0.0, 0.0)]
)
def test_support_is_as_expected_over_draws_and_as_unsure(national: float, regional: float) -> None:
    whole = two_slates(national_sd=national, regional_sd=regional)
    # Only Red is unsure, so that nothing but its own uncertainty moves it before all are scaled.
    blue = replace(whole.slates[1], national_sd=0.0, regional_sd=0.0)
    whole = replace(whole, slates=(whole.slates[0], blue))
    drawn = np.array([tables_of(whole, d)[0].slate_below[:, 0] / FULL for d in range(1500)])
    sd = (national**2 + regional**2) ** 0.5
    for region, share in enumerate((0.08, 0.5)):
        # A share of s that moves by x becomes (s + x) / (1 + x): by x times (1 - s) at first.
        assert drawn[:, region].mean() == pytest.approx(share, abs=0.003)
        assert drawn[:, region].std() == pytest.approx(sd * (1 - share), rel=0.1, abs=1e-9)
        assert drawn[:, region].min() > 0
        assert drawn[:, region].max() < 1
    together = np.corrcoef(drawn.T)[0, 1] if sd else 0.0
    assert together == pytest.approx(national**2 / sd**2 if sd else 0.0, abs=0.1)


def test_unsure_appeal_moves_each_candidate_of_each_draw_around_what_is_believed() -> None:
    sure, unsure = two_slates(), two_slates()
    unsure = replace(unsure, ranking=replace(unsure.ranking, appeal_sd=0.5))
    assert (weights(sure, 0) == weights(sure, 1)).all()
    ratios = []
    for draw in range(800):
        table = weights(unsure, draw)
        assert (table[0] == table[1]).all()
        ratios.append(float(np.log(table[0, 0] / table[0, 1])))
    # The difference of two logarithms, each with standard deviation 0.5.
    assert statistics.mean(ratios) == pytest.approx(0.0, abs=0.08)
    assert statistics.stdev(ratios) == pytest.approx(0.5 * 2**0.5, rel=0.08)


def test_lengths_and_loyalty_of_one_slate() -> None:
    """Red ranks three names or all four; Blue, as is said of all, one or two, nobody outside."""
    base = two_slates()
    red = replace(base.slates[0], lengths=(0.0, 0.0, 0.5, 0.5), slate_only=0.0)
    blue = replace(base.slates[1], slate_only=1.0)
    ranking = replace(base.ranking, lengths=(0.25, 0.5, 0.25), slate_only=0.5)
    electorate = draw_electorate(replace(base, slates=(red, blue), ranking=ranking), 3)
    lengths = np.diff(electorate.starts)
    own, other = lengths[electorate.slate == 0], lengths[electorate.slate == 1]
    assert (np.bincount(own, minlength=5) / len(own)).tolist() == pytest.approx(
        [0, 0, 0, 0.5, 0.5], abs=0.04
    )
    # A quarter would have ranked a third name, but has nobody left in the slate.
    assert (np.bincount(other, minlength=5) / len(other)).tolist() == pytest.approx(
        [0, 0.25, 0.75, 0, 0], abs=0.04
    )


def test_what_a_slate_does_not_say_is_as_for_all() -> None:
    base = two_slates(slate_only=0.3)
    lengths = (0.1, 0.2, 0.3, 0.4)
    general = replace(base, ranking=replace(base.ranking, lengths=lengths))
    said = replace(
        general,
        slates=tuple(replace(s, lengths=lengths, slate_only=0.3) for s in base.slates),
        ranking=replace(general.ranking, lengths=(1.0,), slate_only=0.9),
    )
    one, other = draw_electorate(general, 0), draw_electorate(said, 0)
    assert (one.starts == other.starts).all()
    assert (one.entries == other.entries).all()
