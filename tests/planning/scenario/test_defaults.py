"""Defaults: electorates drawn by them show what was measured on Scottish ballots."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.scenario import defaults
from hustings.planning.scenario.file import parse
from hustings.planning.scenario.model import Scenario

DRAWS = 60


def scottish(size: int) -> Scenario:
    """A ward with one slate of `size`, 40 % of the voters, and five candidates on their own."""
    names = [(f"Candidate {chr(65 + n)}", "Slate") for n in range(size)]
    names += [(f"Other {n}", f"Other {n}") for n in range(5)]
    people = "".join(f'[[candidates]]\nname = "{n}"\nslate = "{s}"\n' for n, s in names)
    others = "".join(f'[slates."Other {n}"]\nsupport = 0.12\n' for n in range(5))
    return parse(
        f'[election]\nseats = 3\nrules = "scotland"\nvoters = 4000\n{people}'
        f"[slates.Slate]\nsupport = 0.4\nuncertainty = 0\nregional_uncertainty = 0\n{others}"
        '[plan]\nslate = "Slate"\n'
    )


def measured(size: int) -> tuple[Counter[str], list[float], list[bool]]:
    """Habits of the slate's supporters by number of ballots, leaders' shares, who led."""
    scenario = scottish(size)
    found: Counter[str] = Counter()
    leader, first_led = [], []
    for draw in range(DRAWS):
        electorate = draw_electorate(scenario, draw)
        starts, entries = electorate.starts, electorate.entries
        own = np.flatnonzero(entries[starts[:-1]] < size)
        firsts = np.bincount(entries[starts[own]], minlength=size)
        leader.append(firsts.max() / firsts.sum())
        first_led.append(bool(firsts.argmax() == 0))
        for voter in own[:500]:
            ballot = [int(c) < size for c in entries[starts[voter] : starts[voter + 1]]]
            found["all"] += 1
            found["one name"] += len(ballot) == 1
            found["second stays"] += len(ballot) > 1 and ballot[1]
            found["slate alone"] += ballot == [True] * size
            found["slate on top"] += ballot[:size] == [True] * size
            if len(ballot) > 2 and not ballot[1]:
                found["left"] += 1
                found["came back"] += ballot[2]
    return found, leader, first_led


@pytest.mark.parametrize(
    ("size", "one_name", "second_stays", "alone", "on_top", "came_back", "leader_share"),
    [
        (2, 0.058, 0.781, 0.332, 0.781, 0.49, 0.65),
        (3, 0.080, 0.793, 0.475, 0.675, 0.53, 0.47),
    ],
)
def test_drawn_ballots_show_what_was_measured(
    size: int,
    one_name: float,
    second_stays: float,
    alone: float,
    on_top: float,
    came_back: float,
    leader_share: float,
) -> None:
    found, leader, first_led = measured(size)
    ballots = found["all"]
    assert found["one name"] / ballots == pytest.approx(one_name, abs=0.01)
    assert found["second stays"] / ballots == pytest.approx(second_stays, abs=0.02)
    assert found["slate alone"] / ballots == pytest.approx(alone, abs=0.02)
    assert found["slate on top"] / ballots == pytest.approx(on_top, abs=0.02)
    assert found["came back"] / found["left"] == pytest.approx(came_back, abs=0.08)
    assert float(np.median(leader)) == pytest.approx(leader_share, abs=0.04)
    if size == 2:  # the first of the alphabet led in 81 % of slates of two
        assert sum(first_led) / len(first_led) == pytest.approx(0.81, abs=0.1)


@pytest.mark.parametrize("size", range(1, 12))
@pytest.mark.parametrize("candidates", [1, 2, 9, 42])
def test_lengths_are_shares_of_ballots_that_can_be(size: int, candidates: int) -> None:
    lengths = defaults.lengths(size, candidates)
    assert len(lengths) <= candidates
    assert math.fsum(lengths) == pytest.approx(1, abs=1e-5)
    assert min(lengths) >= 0


def test_supporters_of_a_larger_slate_rank_more() -> None:
    def mean(size: int) -> float:
        shares = defaults.lengths(size, 42)
        return math.fsum(n * share for n, share in enumerate(shares, 1))

    means = [mean(size) for size in range(1, 7)]
    assert [round(one, 1) for one in means] == [3.0, 3.3, 3.6, 4.6, 5.5, 6.4]


def test_guesses_of_uncertainty_never_exceed_a_third_of_the_support() -> None:
    assert defaults.uncertainty(0.5) == 0.03
    assert defaults.regional_uncertainty(0.5) == 0.02
    assert defaults.uncertainty(0.0) == 0.0
    assert defaults.uncertainty(0.003) == 0.001
    assert defaults.uncertainty(1.0) == 0.0
