"""Shares and seats: the quoted division, D'Hondt and quotas, by hand and against the simulation."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting.law import find
from hustings.planning.plan.model import rotated
from hustings.planning.sayings import model
from hustings.planning.sayings.claims import shares
from hustings.planning.sayings.ground import Ground, on_scenario
from hustings.planning.sayings.measured import Measured
from hustings.planning.sayings.model import Verdict
from hustings.planning.sayings.moved import with_support
from hustings.planning.trials.simulate import simulate
from planning.sayings.papers import ground_of
from planning.small import scenario


def conclusion(ground: Ground) -> model.Tested:
    rows = [shares.measure(ground, ground.sample(draw)) for draw in range(ground.draws)]
    given_row = shares.measure(ground, ground.given) if ground.given is not None else None
    return shares.conclude(ground, Measured(rows, given_row))


@pytest.mark.parametrize(
    ("votes", "caps", "seats", "expected"),
    [
        ((50, 25, 25), (9, 6, 25), 9, [9, 0, 0]),  # 5.6 and 4.2 and 1 each
        ((50, 25, 25), (6, 6, 1), 9, [6, 2, 1]),  # 25, then 8.3, then 4.2
        ((30, 30), (3, 3), 4, [1, 3]),  # a tie: the second is ours
        ((30, 30, 9), (3, 3, 0), 7, [3, 3, 0]),  # nobody stands for the last
        ((0, 0), (1, 2), 1, [0, 1]),
    ],
)
def test_division(
    votes: tuple[int, ...], caps: tuple[int, ...], seats: int, expected: list[int]
) -> None:
    assert shares.by_division(votes, caps, seats, first=1 if len(votes) == 2 else 0) == expected


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4)), min_size=1, max_size=5),
    st.integers(0, 8),
    st.data(),
)
def test_division_is_the_candidates_with_most_each(
    slates: list[tuple[int, int]], seats: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(slates) - 1))
    votes, caps = [v for v, _ in slates], [c for _, c in slates]
    every = [
        (-v / c, place != first, place) for place, (v, c) in enumerate(slates) for _ in range(c)
    ]
    won = [0] * len(slates)
    for *_, place in sorted(every)[:seats]:
        won[place] += 1
    assert shares.by_division(votes, caps, seats, first=first) == won


def test_51_49_10_10_by_each_way() -> None:
    """Five seats, quota 20: D'Hondt gives 3 and 2; unmanaged, a small party has the third."""
    teams = [(0, 1, 2, 3), (4, 5, 6, 7), (8,), (9,)]
    votes = np.array([34, 17, 0, 0, 25, 24, 0, 0, 10, 10])
    elected = np.isin(np.arange(10), [0, 1, 4, 5, 8])
    found = shares.shared(teams, votes, elected, seats=5, rules=find("ers97"))
    assert found == shares.Divided(
        votes=[51, 49, 10, 10],
        caps=[4, 4, 1, 1],
        seats=[2, 2, 1, 0],
        divided=[4, 1, 0, 0],
        dhondt=[3, 2, 0, 0],
        quotas=[2, 2, 0, 0],
    )
    assert [found.elsewhere(way) for way in (found.divided, found.dhondt, found.quotas)] == [
        2,
        1,
        0,
    ]


def test_independents_do_not_share_their_votes() -> None:
    """Two independents with 30 and 10: as a slate they would have 20 each, before Ours with 18."""
    ground = ground_of(
        {"Ours": "Ann Bea", "Independent": "Ida Ivo", "Xs": "Xan"},
        [(20, "Ann Bea"), (16, "Bea Ann"), (30, "Ida"), (10, "Ivo"), (4, "Xan Ann")],
        seats=3,
        slate="Ours",
    )
    assert ground.given is not None
    assert ground.sides[1].alone
    row = shares.measure(ground, ground.given)
    # Ida has 30, Ann and Bea 18 each.
    assert (row["now divided 0"], row["now off divided"]) == (2, 0)
    assert shares.shown(ground) == (0, 2)
    # Quota 20 of 80: one of 36 for Ours; by highest averages 36, 30, 18.
    assert (row["now quotas 0"], row["now dhondt 0"], row["now won 0"]) == (1, 2, 2)
    assert (row["now share 0"], row["now share 2"]) == (450_000, 50_000)


def three(seed: int) -> Ground:
    luck = random.Random(seed)
    drawn = scenario(
        seats=3,
        slates={"Ours": ["A1", "A2"], "Xs": ["X1", "X2"], "Zs": ["Z1", "Z2"]},
        support={"Ours": (0.4, 0.3), "Xs": (0.4, 0.5), "Zs": (0.2, 0.2)},
        voters=(300, 200),
        follow=0.4,
        lengths=(0.3, 0.3, 0.4),
        retention=0.7,
        national_sd=0.04,
        seed=luck.randint(1, 99),
    )
    return on_scenario(drawn, draws=4)


def test_other_shares_and_the_quoted_case_are_simulated_on_the_same_draws() -> None:
    ground = three(1)
    assert ground.scenario is not None
    rows = [shares.measure(ground, ground.sample(draw)) for draw in range(4)]
    for percent in shares.CURVE:
        moved = with_support(ground.scenario, {0: percent / 100})
        expected = simulate(moved, (rotated(moved),), range(4), cores=1).seats((0, 1))[0]
        assert [row[f"at {percent} won 0"] for row in rows] == expected.tolist()
    assert ground.rival == 1
    quoted = with_support(ground.scenario, {0: 0.5, 1: 0.25})
    trials = simulate(quoted, (rotated(quoted),), range(4), cores=1)
    for slate, team in enumerate([(0, 1), (2, 3)]):
        assert [row[f"quoted won {slate}"] for row in rows] == trials.seats(team)[0].tolist()
        # 25 % each, 12.5 % each: both of ours, and one of the others' at equal votes.
    assert {row["quoted divided 0"] for row in rows} == {2}


def test_the_quoted_case_in_words_and_where_it_cannot_be_put() -> None:
    tested = conclusion(three(2))
    stand, quoted = tested.readings
    assert (stand.name, quoted.name) == ("as-they-stand", "quoted")
    assert dict(quoted.about) == {
        "slate": "Ours",
        "other": "Xs",
        "share": 0.5,
        "other_share": 0.25,
        "number": 2,
        "other_number": 2,
        "each": 0.25,
        "other_each": 0.125,
    }
    assert [point.x for point in tested.series[0].points] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    two = scenario(
        seats=1,
        slates={"Ours": ["A1", "A2"], "Xs": ["X1"]},
        support={"Ours": (0.6,), "Xs": (0.4,)},
        voters=(100,),
    )
    assert [reading.name for reading in conclusion(on_scenario(two, draws=2)).readings] == [
        "as-they-stand"
    ]


def test_votes_that_really_are_divided_win_a_seat_more_than_highest_averages() -> None:
    """Quota 18,500: three of ours with 17,000 each stay ahead of Large's third, who has 16,000.

    Highest averages give Large three, who has more votes.
    """
    ground = ground_of(
        {"Ours": "Ann Bea Cat", "Large": "Dan Eve Fay Gus", "Small": "Sue"},
        [
            (17_000, "Ann Bea Cat"),
            (17_000, "Bea Cat Ann"),
            (17_000, "Cat Ann Bea"),
            (27_000, "Dan Eve Fay Gus"),
            (26_000, "Eve Dan Fay Gus"),
            (7_000, "Sue"),
        ],
        seats=5,
        slate="Ours",
        draws=40,
    )
    tested = conclusion(ground)
    figures = {figure.about["way"]: figure.value for figure in tested.readings[0].figures[:3]}
    # Divided: Ours 17,000 each, Large 13,250 each.
    assert figures == {"divided": 0, "dhondt": 1, "quotas": 0}
    assert tested.verdict is Verdict.HOLDS
    assert [point.label for point in tested.series[0].points] == ["Ours", "Large", "Small"]
