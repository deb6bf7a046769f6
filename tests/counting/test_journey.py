"""One paper followed through a count: the parts of all papers are the record's own figures."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting.helpers import counted, read, vote
from counting.test_properties import LAWS, elections
from hustings.counting.journey import Place, course, follow
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.parts.validity import admit
from hustings.counting.record import CountRecord
from hustings.election.model import Election, make_election
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


def crowded(seed: int, law: str) -> tuple[Election, Profile]:
    """Few candidates and rankings, papers from one to many: surpluses at several values, batches,
    elections in the middle of a stage, papers that end anywhere.
    """
    chance = random.Random(seed)
    size = chance.randint(3, 7)
    election = make_election("", 1 if law == "irv" else chance.randint(1, 4), "ABCDEFG"[:size])
    ballots = []
    for _ in range(chance.randint(3, 14)):
        order = chance.sample(range(size), size)
        length = chance.randint(1, chance.choice((1, 2, size)))
        ballots.append((tuple(order[:length]), chance.choice((1, 2, 30, chance.randint(1, 60)))))
    return election, Profile.gather(ballots)


def check(election: Election, profile: Profile, law: str) -> None:
    record = counted(election, profile, law, lots=seeded("7", election))
    admitted = admit(election, profile, find(law).validity).profile
    assert added_up(record, admitted, law) == recorded(record)


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=60)
@given(data=st.data())
def test_the_parts_of_all_papers_are_the_votes_of_the_record(law: str, data: st.DataObject) -> None:
    election, ballots = data.draw(elections(law))
    check(election, Profile.gather(ballots), law)


@pytest.mark.parametrize("law", LAWS)
def test_so_they_are_where_much_happens(law: str) -> None:
    for seed in range(200):
        check(*crowded(seed, law), law)


@pytest.mark.soak
@pytest.mark.parametrize("law", LAWS)
def test_so_they_are_in_scottish_wards(law: str, scot_elex: Path) -> None:
    for path in sorted(scot_elex.glob("*.csv"))[::40]:
        election, profile = read(path)
        check(election.with_seats(1) if law == "irv" else election, profile, law)


def parts(
    law: str, ballots: str, *rankings: str, seats: int = 2
) -> list[list[tuple[str, str, str]]]:
    """For each ranking, by stage: (parts by candidate, non-transferable, lost), in votes."""
    election, profile = vote("".join(sorted({*ballots} & {*"ABCDE"})), seats, ballots)
    record = counted(election, profile, law)
    way = course(record, find(law))
    unit = 10**record.places

    def shown(place: Place) -> tuple[str, str, str]:
        held = ", ".join(f"{election.names[c]} {part / unit}" for c, part in place.parts)
        return held, str(place.non_transferable / unit), str(place.lost_to_fractions / unit)

    return [
        [shown(place) for place in follow(way, tuple("ABCDE".index(c) for c in ranking))]
        for ranking in rankings
    ]


def test_a_surplus_divided_leaves_equal_parts_and_loses_equal_fractions() -> None:
    """Scotland: 16 over the quota of 14 on 30 papers, 0.53333 each; a third of a unit is lost."""
    onward, ending = parts("scotland", "20 AB, 10 A, 6 C, 3 B", "AB", "A")
    assert onward[1] == ("A 7/15, B 53333/100000", "0", "1/300000")
    assert ending[1] == ("A 7/15", "53333/100000", "1/300000")


def test_papers_keep_their_value_and_those_that_end_make_up_the_surplus() -> None:
    """ERS97 5.3.7: A is 13 over 11, four papers go on at 1.00; 9 votes of twenty are nobody's."""
    onward, ending = parts("ers97", "20 A, 4 AB, 6 C, 3 B", "AB", "A")
    assert onward[1] == ("B 1", "0", "0")
    assert ending[1] == ("A 11/20", "9/20", "0")


def test_a_surplus_of_more_than_the_last_parcel_takes_from_the_rest_of_the_pile() -> None:
    """ERS97 5.4.8: as B's papers end, the quota falls from 10.67 to 9.34. D, with 11, is 1.66 over
    it and received one paper last; it ends, and the other 0.66 comes from D's own ten.
    """
    received, own = parts("ers97", "9 A, 4 B, 1 BD, 8 C, 10 D", "BD", "D")
    assert received == [("B 1", "0", "0"), ("D 1", "0", "0"), ("", "1", "0")]
    assert own == [("D 1", "0", "0"), ("D 1", "0", "0"), ("D 467/500", "33/500", "0")]


def test_whoever_is_elected_by_one_batch_is_passed_over_by_the_next() -> None:
    """ERS97 5.4.9: C's paper at 1.00 ends and 14.50 elect E, so those at 0.45 go on to A."""
    ballots = "9 ADE, 10 B, 2 BC, 1 C, 17 DCEAB, 10 DE, 10 EDBCA"
    (way,) = parts("ers97", ballots, "DCEAB", seats=3)
    kept = 1 - Fraction("12.25") / 27
    assert [held for held, _, _ in way] == ["D 1", f"D {kept}, C 9/20", f"D {kept}, A 9/20"]


def test_meek_shares_a_paper_between_all_that_are_elected_on_its_way() -> None:
    """Of ten papers A keeps nine tenths each or so; the rest of each is B's."""
    (way,) = parts("meek-prf", "10 AB, 5 B, 4 C, 1 D", "AB")
    (kept, rest) = (Fraction(part.split()[1]) for part in way[1][0].split(", "))
    assert kept + rest == 1
    assert 0 < rest < kept


def test_the_block_vote_gives_a_vote_to_each_of_the_first() -> None:
    three, one = parts("block-vote", "5 ABC, 3 B", "ABC", "B")
    assert (three, one) == ([("A 1, B 1", "0", "0")], [("B 1", "1", "0")])
