"""Partitions by initial, month and digit: dealt by hand, and against lists by region."""

from __future__ import annotations

import random

import pytest

from hustings.planning.drawing.electorate import numbers
from hustings.planning.plan.model import Plan, rotated
from hustings.planning.sayings import model
from hustings.planning.sayings.claims import partitions
from hustings.planning.sayings.ground import NONE, Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from hustings.planning.trials.simulate import simulate
from planning.sayings.papers import Papers, elected, ground_of
from planning.small import scenario

NAMES = ["Ann", "Bea", "Cat", "Xan", "Yul", "Zed"]
SLATES = {"Ours": "Ann Bea Cat", "Xs": "Xan Yul", "Zs": "Zed"}
LISTS = ("Ann Bea Cat", "Bea Cat Ann", "Cat Ann Bea")


def conclusion(ground: Ground) -> model.Tested:
    rows = [partitions.measure(ground, ground.sample(draw)) for draw in range(ground.draws)]
    given = partitions.measure(ground, ground.given) if ground.given is not None else None
    return partitions.conclude(ground, Measured(rows, given))


@pytest.mark.parametrize("seed", range(6))
def test_digits_are_dealt_to_half_of_ours_as_by_hand(seed: int) -> None:
    """Digits 0 to 3 have the first list, 4 to 6 the second, 7 to 9 the third."""
    luck = random.Random(seed)
    # Ann has more first preferences than Bea, and Bea more than Cat.
    papers: Papers = [(60, "Ann"), (30, "Bea Xan"), (2, "Cat Yul")]
    for _ in range(20):
        names = luck.sample([name for name in NAMES if name != "Cat"], luck.randint(1, 5))
        papers.append((4, " ".join(names)))
    singles = sorted(
        (ranking for number, ranking in papers for _ in range(number)),
        key=lambda ranking: [NAMES.index(word) for word in ranking.split()],
    )
    ours = [k for k, ranking in enumerate(singles) if ranking.split()[0] in NAMES[:3]][::2]
    ground = ground_of(SLATES, papers, seats=luck.randint(1, 4), slate="Ours")
    assert ground.given is not None
    row = partitions.measure(ground, ground.given)
    drawn = numbers(ground.seed, NONE, "partition digit").integers(0, 2**32, size=len(ours))
    for k, number in zip(ours, drawn.tolist(), strict=True):
        top = LISTS[(0, 0, 0, 0, 1, 1, 1, 2, 2, 2)[number * 10 // 2**32]].split()
        singles[k] = " ".join(top + [name for name in singles[k].split() if name not in top])
    after = elected(ground, [(1, ranking) for ranking in singles])
    assert row["digit"] == len(after & set(NAMES[:3]))
    firsts = [sum(ranking.split()[0] == name for ranking in singles) for name in NAMES[:3]]
    assert row["digit most"] == max(firsts) * 10**6 // sum(firsts)
    assert row["digit fewest"] == min(firsts) * 10**6 // sum(firsts)
    assert row["digit-one"] == row["digit"] - row["one"]


def with_regions() -> Ground:
    drawn = scenario(
        seats=4,
        slates={"Ours": ["A1", "A2", "A3"], "Xs": ["X1", "X2"], "Zs": ["Z1"]},
        support={"Ours": (0.5, 0.4, 0.5), "Xs": (0.3, 0.4, 0.3), "Zs": (0.2, 0.2, 0.2)},
        voters=(400, 300, 200),
        appeal={"A1": 4.0, "A2": 2.0},
        home={"A1": 2, "A3": 0},
        follow=0.6,
        lists=3,
        lengths=(0.3, 0.3, 0.4),
        retention=0.7,
        national_sd=0.04,
    )
    return on_scenario(drawn, draws=5)


def test_lists_by_region_are_the_simulation_and_who_begins_at_home_is_counted() -> None:
    ground = with_regions()
    assert ground.scenario is not None
    rows = [partitions.measure(ground, ground.sample(draw)) for draw in range(5)]
    # A1 at home in the third region, A3 in the first; A2 takes the second.
    at_home = Plan("home", ((2, 0, 1), (1, 2, 0), (0, 1, 2)), (0, 1, 2))
    plans = (rotated(ground.scenario), at_home)
    expected = simulate(ground.scenario, plans, range(5), cores=1).seats(ground.team)
    assert [row["regions"] for row in rows] == expected[0].tolist()
    assert [row["home"] for row in rows] == expected[1].tolist()
    for draw, row in enumerate(rows):
        sample = ground.sample(draw)
        assert sample.drawn is not None
        region = sample.drawn.electorate.region[sample.drawn.parts.voters].tolist()
        own = region.count(0) + region.count(2)
        assert row["home home"] == own * 10**6 // len(region)
        assert row["one home"] == region.count(2) * 10**6 // len(region)
        # Rotated, the largest region begins with A1, the next with A2, the smallest with A3.
        assert row["regions home"] == 0
        assert row["unasked home"] == 0


def test_both_readings_and_how_large_the_parts_are() -> None:
    tested = conclusion(with_regions())
    one, regions = tested.readings
    assert (one.name, regions.name) == ("against-one-order", "against-regions")
    assert [dict(figure.about) for figure in regions.figures[:3]] == [
        {"way": "surname", "against": "regions"},
        {"way": "month", "against": "regions"},
        {"way": "digit", "against": "regions"},
    ]
    sizes = {
        (figure.what, figure.about["way"]): (figure.value, figure.standard_error)
        for figure in one.figures
        if figure.what.endswith("_part")
    }
    assert sizes["largest_part", "digit"] == (0.4, None)
    assert sizes["smallest_part", "digit"] == (0.3, None)
    assert sizes["largest_part", "month"] == (pytest.approx(492 / 1461), None)


def test_ballots_know_no_regions_and_one_name_is_not_dealt() -> None:
    tested = conclusion(ground_of(SLATES, [(9, "Ann"), (8, "Bea"), (7, "Xan")], seats=1))
    assert [said.key for said in tested.readings[1].reasons] == ["partitions_no_regions"]
    assert tested.verdict is Verdict.CANNOT_TELL
    alone = conclusion(ground_of({"Ours": "Ann", "Xs": "Xan"}, [(5, "Ann"), (4, "Xan")], seats=1))
    assert [said.key for said in alone.readings[0].reasons] == ["partitions_alone"]
