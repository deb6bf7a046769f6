"""Electorates as they are drawn: weights of names, what is unsure, the same draws as ever."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import Electorate, tables_of, weights
from hustings.planning.scenario.file import load
from hustings.planning.scenario.model import Scenario
from planning.small import Block, exact, random_scenario, scenario

NEC = Path(__file__).parents[3] / "examples" / "nec2020" / "scenario.toml"
FULL = 2**32


def _with_reserves(**effects: float) -> Scenario:
    """Three who stand and three reserves: one last by surname, one in the middle, one first."""
    names = ["Ann Able", "Bob Best", "Dan Cole", "Zoe Zander", "Cat Bold", "Eve Aaron"]
    whole = scenario(
        seats=1,
        slates={"Red": names, "Blue": ["Kim King"]},
        support={"Red": (0.6,), "Blue": (0.4,)},
        voters=(100,),
    )
    out = tuple(names.index(name) for name in ("Zoe Zander", "Cat Bold", "Eve Aaron"))
    return replace(
        whole,
        election=replace(whole.election, withdrawn=out),
        ranking=replace(whole.ranking, **effects),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("effect", "shares"),
    [
        # Able, Best and Cole are first, second and third of three.
        ({"alphabet": 4.0}, (1.0, 0.5, 0.25)),
        # They are first, second and third on a paper of four, King being the fourth.
        ({"position": 8.0}, (1.0, 0.5, 0.25)),
    ],
)
def test_only_those_who_stand_have_a_place_by_name_or_on_the_paper(
    effect: dict[str, float], shares: tuple[float, ...]
) -> None:
    table = weights(_with_reserves(**effect), 0)[0]
    assert tuple(table[:3] / table[0]) == pytest.approx(shares, abs=1e-5)


# -- the same draws as ever ------------------------------------------------------------------------


def _digest(drawn: Electorate) -> str:
    whole = hashlib.sha256()
    for array in (drawn.starts, drawn.entries, drawn.region, drawn.slate, drawn.luck):
        whole.update(array.astype("<i8").tobytes())
    return whole.hexdigest()[:16]


@pytest.mark.parametrize(
    ("whole", "draw", "digest"),
    [
        (load(str(NEC)), 0, "b3074a26fda63b97"),
        (load(str(NEC)), 7, "e82a8bc995b7e57d"),
        (random_scenario(1), 0, "ccd33a66fb176f12"),
        (random_scenario(2), 5, "2cb80eb756c2a2c8"),
    ],
)
def test_draws_are_those_of_published_figures(whole: Scenario, draw: int, digest: str) -> None:
    assert _digest(draw_electorate(whole, draw)) == digest


# -- what is unsure --------------------------------------------------------------------------------


def _unsure(**what: float) -> Scenario:
    """Two regions, Red and Blue, every ballot of two names; something unsure of both slates."""
    whole = scenario(
        seats=2,
        slates={"Red": ["Ann", "Bob"], "Blue": ["Cat", "Dan"]},
        support={"Red": (0.5, 0.5), "Blue": (0.5, 0.5)},
        voters=(3000, 1000),
        lengths=(0.0, 1.0),
        retention=0.8,
    )
    turnout = what.pop("turnout_sd", 0.0)
    return replace(
        whole,
        regions=tuple(replace(region, turnout_sd=turnout) for region in whole.regions),
        slates=tuple(replace(slate, **what) for slate in whole.slates),  # type: ignore[arg-type]
    )


def test_turnout_is_as_expected_over_draws_and_as_unsure() -> None:
    drawn = np.array([tables_of(_unsure(turnout_sd=0.1), d)[0].voters for d in range(1500)])
    assert drawn.mean(axis=0) == pytest.approx([3000, 1000], rel=0.01)
    assert drawn.std(axis=0) == pytest.approx([300, 100], rel=0.08)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0.0, abs=0.1)
    electorate = draw_electorate(_unsure(turnout_sd=0.1), 4)
    assert np.bincount(electorate.region).tolist() == drawn[4].tolist()


def test_real_ballots_are_drawn_for_as_many_as_turn_out() -> None:
    blocks = [Block(300, ("Ann",)), Block(200, ("Bob",))]
    whole = exact(1, {"Red": ["Ann"], "Blue": ["Bob"]}, blocks, lists=1)
    regions = tuple(replace(region, turnout_sd=0.1) for region in whole.regions)
    unsure = replace(whole, regions=regions)
    sizes = tables_of(unsure, 2)[0].voters.tolist()
    assert sizes != [300, 200]
    drawn = draw_electorate(unsure, 2)
    assert (np.bincount(drawn.region).tolist(), np.bincount(drawn.entries).tolist()) == (
        sizes,
        sizes,
    )


def test_somebody_votes_in_every_region() -> None:
    whole = _unsure(turnout_sd=0.25)
    whole = replace(whole, regions=tuple(replace(region, voters=1) for region in whole.regions))
    drawn = np.array([tables_of(whole, d)[0].voters for d in range(300)])
    assert (drawn.min(), drawn.max()) == (1, 2)


def test_who_votes_in_any_case_votes_alike_whatever_the_turnout() -> None:
    sure, unsure = _unsure(), _unsure(turnout_sd=0.2)
    sizes = np.array([tables_of(unsure, draw)[0].voters for draw in range(20)])
    # In one draw more vote in both regions, in another fewer.
    for draw in (int(sizes.min(axis=1).argmax()), int(sizes.max(axis=1).argmin())):
        one, other = draw_electorate(sure, draw), draw_electorate(unsure, draw)
        first, second = np.bincount(one.region), np.bincount(other.region)
        assert (first != second).all()
        for r in range(2):
            both = int(min(first[r], second[r]))
            a, b = r * int(first[0]), r * int(second[0])
            assert (one.slate[a : a + both] == other.slate[b : b + both]).all()
            assert (one.luck[a : a + both] == other.luck[b : b + both]).all()
            ballots = [
                e.entries[e.starts[v] : e.starts[v + both]] for e, v in ((one, a), (other, b))
            ]
            assert (ballots[0] == ballots[1]).all()
        assert len(np.unique(other.luck)) == len(other.luck)


@pytest.mark.parametrize(
    ("chance", "sd"),
    [
        (0.8, 0.1),
        *(pytest.param(*one, marks=pytest.mark.soak) for one in ((0.8, 0.05), (0.3, 0.05))),
        pytest.param(0.1, 0.03, marks=pytest.mark.soak),
    ],
)
@pytest.mark.parametrize("habit", ["retention", "slate_only"])
def test_habits_are_as_expected_over_draws_and_as_unsure(
    habit: str, chance: float, sd: float
) -> None:
    whole = _unsure(**{habit: chance, f"{habit}_sd": sd})
    drawn = np.array([getattr(tables_of(whole, d)[0], habit) / FULL for d in range(1500)])
    assert drawn.mean(axis=0) == pytest.approx([chance] * 2, abs=4 * sd / 1500**0.5)
    assert drawn.std(axis=0) == pytest.approx([sd] * 2, rel=0.08)
    assert (drawn.min() >= 0, drawn.max() <= 1) == (True, True)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0.0, abs=0.1)


def test_the_ballots_show_what_was_unsure() -> None:
    stays = []
    for draw in range(300):
        drawn = draw_electorate(_unsure(retention_sd=0.06), draw)
        red = drawn.entries.reshape(-1, 2)[drawn.slate == 0]
        stays.append(float((red[:, 1] < 2).mean()))
    # About 2,000 voters of Red: by chance alone the spread is 0.009.
    assert np.mean(stays) == pytest.approx(0.8, abs=0.012)
    assert np.std(stays) == pytest.approx(0.0607, rel=0.12)
    alone = []
    for draw in range(300):
        whole = _unsure(retention=0.0, slate_only=0.3, slate_only_sd=0.06)
        drawn = draw_electorate(whole, draw)
        # Whoever ranks the slate alone has nobody to turn to and stops.
        alone.append(float((np.diff(drawn.starts)[drawn.slate == 0] == 1).mean()))
    assert np.mean(alone) == pytest.approx(0.3, abs=0.012)
    assert np.std(alone) == pytest.approx(0.0609, rel=0.12)


def test_what_is_unsure_is_drawn_alike_each_time_and_moves_nothing_else() -> None:
    sure, unsure = _unsure(), _unsure(retention_sd=0.05, slate_only=0.2, slate_only_sd=0.05)
    assert _digest(draw_electorate(unsure, 3)) == _digest(draw_electorate(unsure, 3))
    assert _digest(draw_electorate(unsure, 3)) != _digest(draw_electorate(unsure, 4))
    plain, moved = tables_of(sure, 3)[0]._asdict(), tables_of(unsure, 3)[0]._asdict()
    differ = [name for name, table in plain.items() if not np.array_equal(table, moved[name])]
    assert differ == ["slate_only", "retention"]
