"""One paper followed through a count: the parts of all papers are the record's own figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting.helpers import counted
from counting.test_properties import LAWS, elections
from hustings.counting.journey import course, follow
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.parts.validity import admit
from hustings.counting.record import CountRecord
from hustings.election.profile import Profile

Figures = list[tuple[list[Fraction], Fraction, Fraction]]


def added_up(record: CountRecord, profile: Profile, law: str) -> Figures:
    """By stage: votes per candidate, non-transferable, lost to fractions, from single papers."""
    way = course(record, find(law))
    votes = [[Fraction(0)] * len(record.election.candidates) for _ in record.stages]
    nobody = [Fraction(0)] * len(record.stages)
    lost = [Fraction(0)] * len(record.stages)
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        for index, place in enumerate(follow(way, ranking)):
            for candidate, part in place.parts:
                assert part > 0
                votes[index][candidate] += part * papers
            nobody[index] += place.non_transferable * papers
            lost[index] += place.lost_to_fractions * papers
    return list(zip(votes, nobody, lost, strict=True))


def recorded(record: CountRecord) -> Figures:
    """The same as the record has it."""
    return [
        (
            [Fraction(v) for v in stage.votes],
            Fraction(stage.non_transferable - stage.lost_to_fractions),
            Fraction(stage.lost_to_fractions),
        )
        for stage in record.stages
    ]


@pytest.mark.parametrize("law", LAWS)
@given(data=st.data())
def test_the_parts_of_all_papers_are_the_votes_of_the_record(law: str, data: st.DataObject) -> None:
    election, ballots = data.draw(elections(law))
    profile = Profile.gather(ballots)
    record = counted(election, profile, law, lots=seeded("7", election))
    admitted = admit(election, profile, find(law).validity).profile
    assert added_up(record, admitted, law) == recorded(record)
