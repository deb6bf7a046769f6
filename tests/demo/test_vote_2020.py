"""The election of 2020 to be held at any scale: who may vote in what, and which papers there are.

That it is held to the end is in `cli.test_vote_demo`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from hustings.demo import reconstruction
from hustings.demo.nec2020 import VALID_PAPERS
from hustings.demo.vote import nec2020
from hustings.election.profile import Profile

SCALE = 100


def test_everybody_votes_in_each_contest_they_are_entitled_to() -> None:
    members = nec2020.roll(SCALE)
    electorates = {
        one.id: sum(nec2020.may_vote(one, member) for member in members) for one in nec2020.CONTESTS
    }
    assert electorates == {
        "members": 5_700,
        "councillors": 60,
        "young": 600,
        "disabled": 300,
        "wales": 274,
        "treasurer": 5_700,
    }
    voting = nec2020.voting(members, SCALE)
    some = {member.number for member in voting["members"]}
    assert len(some) == VALID_PAPERS // SCALE
    for one in nec2020.CONTESTS:
        entitled = {member.number for member in members if nec2020.may_vote(one, member)}
        assert {member.number for member in voting[one.id]} == entitled & some


def test_the_members_papers_are_those_of_the_reconstruction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = Profile.from_totals({(0, 1): 300, (2,): 200})
    monkeypatch.setattr(reconstruction, "profile", lambda: few)
    nec2020.reconstructed.cache_clear()
    members = nec2020.CONTESTS[0]
    drawn = list(nec2020.papers(members, 500))
    assert Counter(drawn) == {(1, 2): 300, (3,): 200}
    assert drawn != sorted(drawn)
    assert list(nec2020.papers(members, 500)) == drawn
    nec2020.reconstructed.cache_clear()


def test_papers_of_the_other_contests_are_valid() -> None:
    for one in nec2020.CONTESTS[1:]:
        drawn = list(nec2020.papers(one, 200))
        longest = one.seats if one.rules == "block-vote" else one.candidates
        assert {len(ranking) for ranking in drawn} == set(range(1, longest + 1))
        assert all(len(set(ranking)) == len(ranking) for ranking in drawn)
        assert {candidate for ranking in drawn for candidate in ranking} == set(
            range(1, one.candidates + 1)
        )
