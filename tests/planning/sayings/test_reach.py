"""How far papers get, and what they carry: small counts by hand, and sums that have to agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting.fast.gregory_kernel import S_LOST, S_NON_TRANSFERABLE, S_PAPERS, STAGES
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.ruleset import GregoryRules
from hustings.election.model import make_election
from hustings.election.packed import pack
from hustings.election.profile import Profile
from hustings.planning.sayings import reach
from hustings.planning.sayings.ground import State, counted

RULES = ("ers97", "scotland", "northern-ireland", "wigm-prf")


def count(rules: str, seats: int, ballots: list[tuple[str, int]]) -> State:
    """The count of rankings written as letters."""
    names = sorted({name for ranking, _ in ballots for name in ranking})
    election = make_election("letters", seats, names)
    profile = Profile.gather(
        [(tuple(names.index(name) for name in ranking), papers) for ranking, papers in ballots]
    )
    found = find(rules)
    assert isinstance(found, GregoryRules)
    return counted(election, pack(profile), found, seeded("reach", election))


def test_papers_and_weight_beyond_by_hand() -> None:
    # Quota 31 of 60 for one place. C (9) goes first: 5 papers look at B, 4 have no more names.
    # Then B has 26 + 5 and is elected.
    state = count("scotland", 1, [("A", 25), ("BA", 26), ("CB", 5), ("C", 4)])
    papers, votes = reach.beyond(state, 3)
    assert papers.tolist() == [60, 5, 0, 0]
    assert (votes / reach.scale(state)).tolist() == [60, 5, 0, 0]
    assert reach.exhausted(state) == (4, 4 * reach.scale(state))
    marked = np.array([True, False, False, True])  # A and CB, in ascending order
    assert [side.tolist() for side in reach.beyond(state, 1, marked)] == [
        [30, 5],
        [30 * reach.scale(state), 5 * reach.scale(state)],
    ]
    assert reach.exhausted(state, marked) == (0, 0)


def test_a_surplus_carries_its_value_alone() -> None:
    # Quota 21 of 60 for two places. A has 42, and a surplus of 21: each paper goes on at a half.
    # 12 of them have no other name: 6 votes go with them.
    state = count("scotland", 2, [("A", 12), ("AB", 30), ("C", 10), ("D", 8)])
    scale = reach.scale(state)
    papers, votes = reach.beyond(state, 1)
    assert papers.tolist() == [60, 30]
    assert votes.tolist()[1] == 15 * scale
    assert reach.exhausted(state, np.array([True, True, False, False])) == (12, 6 * scale)


def test_papers_without_another_name_stay_behind_where_the_others_can_carry_the_surplus() -> None:
    # Quota 20 of 60. Surplus 22 of A; 30 transferable papers carry it at 0.73, and 0.10 is lost
    # to the fraction. The other 12 take nothing with them.
    state = count("ers97", 2, [("A", 12), ("AB", 30), ("C", 18)])
    assert reach.exhausted(state) == (12, 0)
    # With 10 transferable papers they go on at a whole vote, and the rest of the surplus, 12, is
    # borne by the 32 without another name: 0.37 each, cut.
    state = count("ers97", 2, [("A", 32), ("AB", 10), ("C", 18)])
    assert reach.exhausted(state, np.array([True, False, False])) == (32, 32 * 37)


rankings = st.permutations("ABCDEF").flatmap(
    lambda order: st.integers(1, 6).map(lambda size: "".join(order[:size]))
)


@pytest.mark.parametrize("rules", RULES)
@given(
    ballots=st.lists(st.tuples(rankings, st.integers(1, 30)), min_size=3, max_size=25),
    seats=st.integers(1, 4),
)
def test_what_is_exhausted_adds_up_to_the_sheet(
    rules: str, ballots: list[tuple[str, int]], seats: int
) -> None:
    state = count(rules, seats, ballots)
    last = state.stage_num[int(state.num[STAGES]) - 1]
    papers, votes = reach.exhausted(state)
    assert papers == last[S_PAPERS]
    gone = int(last[S_NON_TRANSFERABLE] - last[S_LOST])
    # Of what a surplus leaves over, papers bear equal parts, cut to the unit.
    assert gone - papers * (rules in ("ers97", "northern-ireland")) <= votes <= gone
    beyond, carried = reach.beyond(state, 6)
    assert beyond[0] == sum(number for _, number in ballots)
    assert (np.diff(beyond) <= 0).all()
    assert (np.diff(carried) <= 0).all()
    assert beyond[6] == 0
