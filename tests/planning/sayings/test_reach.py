"""How far papers get, and what they carry: small counts by hand, and sums that have to agree."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.counting.journey import course, follow
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.election.packed import unpack
from hustings.planning.sayings.ground import NONE, Sample
from hustings.planning.sayings.reach import Reach
from planning.sayings.letters import election, packed

RULES = ("ers97", "scotland", "northern-ireland", "wigm-prf")


def sample(rules: str, seats: int, ballots: list[tuple[str, int]]) -> Sample:
    """An electorate of rankings written as letters."""
    there = election(seats, {"all": "".join(sorted({c for names, _ in ballots for c in names}))})
    profile = packed(there.names, ballots)
    lots = seeded("reach", there)
    none = np.zeros(profile.distinct, np.int64)
    return Sample(NONE, there, find(rules), lots, profile, none)


def reached(rules: str, seats: int, ballots: list[tuple[str, int]]) -> Reach:
    """Where its rankings got to."""
    found = sample(rules, seats, ballots).reach
    assert found is not None
    return found


def test_papers_and_weight_beyond_by_hand() -> None:
    # Quota 31 of 60 for one place. C (9) goes first: 5 papers look at B, 4 have no more names.
    # Then B has 26 + 5 and is elected.
    found = reached("scotland", 1, [("A", 25), ("BA", 26), ("CB", 5), ("C", 4)])
    papers, votes = found.beyond(3)
    assert papers.tolist() == [60, 5, 0, 0]
    assert (votes / found.scale).tolist() == [60, 5, 0, 0]
    assert found.lost() == (4, 4 * found.scale)
    marked = np.array([True, False, False, True])  # A and CB, in ascending order
    assert [side.tolist() for side in found.beyond(1, marked)] == [
        [30, 5],
        [30 * found.scale, 5 * found.scale],
    ]
    assert found.lost(marked) == (0, 0)


def test_a_surplus_carries_its_value_alone() -> None:
    # Quota 21 of 60 for two places. A has 42, and a surplus of 21: each paper goes on at a half.
    # 12 of them have no other name: 6 votes go with them.
    found = reached("scotland", 2, [("A", 12), ("AB", 30), ("C", 10), ("D", 8)])
    scale = found.scale
    papers, votes = found.beyond(1)
    assert papers.tolist() == [60, 30]
    assert votes.tolist()[1] == 15 * scale
    assert found.lost(np.array([True, True, False, False])) == (12, 6 * scale)


def test_papers_without_another_name_stay_behind_where_the_others_can_carry_the_surplus() -> None:
    # Quota 20 of 60. Surplus 22 of A; 30 transferable papers carry it at 0.73, and 0.10 is lost
    # to the fraction. The other 12 take nothing with them.
    found = reached("ers97", 2, [("A", 12), ("AB", 30), ("C", 18)])
    assert found.lost() == (12, 0)
    # With 10 transferable papers they go on at a whole vote, and the rest of the surplus, 12, is
    # borne by the 32 without another name: 0.37 each, cut.
    found = reached("ers97", 2, [("A", 32), ("AB", 10), ("C", 18)])
    assert found.lost(np.array([True, False, False])) == (32, 32 * 37)


rankings = st.permutations("ABCDEF").flatmap(
    lambda order: st.integers(1, 6).map(lambda size: "".join(order[:size]))
)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40)
@given(
    ballots=st.lists(st.tuples(rankings, st.integers(1, 30)), min_size=3, max_size=25),
    seats=st.integers(1, 4),
)
def test_every_ranking_gets_where_a_single_paper_of_it_is_followed_to(
    rules: str, ballots: list[tuple[str, int]], seats: int
) -> None:
    there = sample(rules, seats, ballots)
    record, found = there.record, there.reach
    assert record is not None
    assert found is not None
    piles = course(record, there.rules)
    papers, votes = np.zeros(6, np.int64), np.zeros(6, np.int64)
    for row, ranking in enumerate(unpack(there.profile).rankings):
        places = follow(piles, ranking)
        last = places[-1]
        number = int(there.profile.papers[row])
        depth = len(ranking) - 1 if last.at is None else ranking.index(last.at)
        assert (bool(found.exhausted[row]), found.deepest[row]) == (last.at is None, depth)
        # What came to each name or to nobody, and stayed there, from the last name back.
        parts = dict(last.parts)
        papers[: depth + 1] += number
        left = sum(Fraction(part) for part in parts.values()) + last.non_transferable
        came = [left - sum(parts.get(c, 0) for c in ranking[:k]) for k in range(depth + 1)]
        found_came, _ = _came(found, row)
        for k in range(1, depth + 1):
            # A unit for each division on the way, at most one of each candidate's surplus.
            assert abs(came[k] - found_came[k]) <= seats + 1
        votes[: depth + 1] += np.array([*found_came, 0, 0, 0, 0, 0, 0][: depth + 1]) * number
    beyond, carried = found.beyond(5)
    assert beyond.tolist() == papers.tolist()
    assert carried.tolist() == votes.tolist()


def _came(found: Reach, row: int) -> tuple[list[int], int]:
    """What one paper of a ranking brought to each name."""
    came = [found.scale] + [0] * 6
    for step in np.flatnonzero(found.row == row).tolist():
        for k in range(found.before[step] + 1, found.after[step] + 1):
            came[k] = int(found.value[step])
    return came[: int(found.deepest[row]) + 1], int(found.deepest[row])


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40)
@given(
    ballots=st.lists(st.tuples(rankings, st.integers(1, 30)), min_size=3, max_size=25),
    seats=st.integers(1, 4),
)
def test_what_is_exhausted_adds_up_to_the_sheet(
    rules: str, ballots: list[tuple[str, int]], seats: int
) -> None:
    there = sample(rules, seats, ballots)
    assert there.record is not None
    assert there.reach is not None
    last = there.record.stages[-1]
    papers, votes = there.reach.lost()
    assert papers == last.non_transferable_papers
    gone = last.non_transferable - last.lost_to_fractions
    if rules in ("ers97", "northern-ireland"):
        # Of what a surplus leaves over, papers bear equal parts, cut; what is more than they were
        # worth is borne by those that stay.
        assert votes <= gone
    else:
        assert votes == gone
