"""Scenarios with other support."""

from __future__ import annotations

import pytest

from hustings.planning.sayings.moved import with_support
from planning.small import scenario

FOUR = {"A": ["A1"], "B": ["B1"], "C": ["C1"], "D": ["D1"]}
SUPPORT = {"A": (0.4, 0.1), "B": (0.3, 0.6), "C": (0.2, 0.2), "D": (0.1, 0.1)}


def test_the_others_keep_their_proportions_and_nothing_is_unsure() -> None:
    before = scenario(
        seats=1, slates=FOUR, support=SUPPORT, voters=(10, 10), national_sd=0.1, regional_sd=0.1
    )
    after = with_support(before, {0: 0.5, 1: 0.2})
    found = {slate.name: slate.support for slate in after.slates}
    expected = {"A": (0.5, 0.5), "B": (0.2, 0.2), "C": (0.2, 0.2), "D": (0.1, 0.1)}
    assert found == {name: pytest.approx(shares) for name, shares in expected.items()}
    assert {(slate.national_sd, slate.regional_sd) for slate in after.slates} == {(0.0, 0.0)}
    assert after.ranking == before.ranking


def test_all_shares_given_leave_nothing_over() -> None:
    two = scenario(
        seats=1, slates={"A": ["A1"], "B": ["B1"]}, support={"A": (0.4,), "B": (0.6,)}, voters=(9,)
    )
    assert [one.support for one in with_support(two, {0: 0.75, 1: 0.25}).slates] == [
        (0.75,),
        (0.25,),
    ]


def test_nobody_left_for_what_is_left_over() -> None:
    alone = scenario(seats=1, slates={"A": ["A1", "A2"]}, support={"A": (1.0,)}, voters=(9,))
    with pytest.raises(ValueError, match=r"no slate for 0\.5 of the voters"):
        with_support(alone, {0: 0.5})
