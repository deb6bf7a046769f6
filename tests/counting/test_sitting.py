"""Counts for a vacancy in which sitting members keep their seats: nobody of them is excluded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting.helpers import called, counted, in_order, vote
from counting.test_properties import each_law, elections, single
from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import seeded
from hustings.counting.record import CountRecord, Reason, to_json
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile
from hustings.errors import InputError, NotCovered

# Two of A, B, C and D: A and B were elected, A has left. B is lowest but sits.
VACANCY = "40 A, 30 CD, 26 DC, 4 BD"


def kept(names: str, seats: int, ballots: str, *, gone: str, sitting: str, law: str) -> CountRecord:
    election, profile = vote(names, seats, ballots, withdrawn=gone)
    for name in sitting:
        election = election.keep(election.find(name))
    return counted(election, profile, law, lots=seeded("1", election))


def stages(record: CountRecord) -> list[tuple[str, str]]:
    return [
        (called(record.election, stage.elected), called(record.election, stage.excluded))
        for stage in record.stages
    ]


@pytest.mark.parametrize(
    ("law", "free", "with_b"),
    [
        ("ers97", "CD", "CB"),
        ("scotland", "CD", "CB"),
        ("northern-ireland", "CD", "CB"),
        ("wigm-prf", "CD", "CB"),
        ("meek-prf", "CD", "CB"),
        ("block-vote", "DC", "DB"),
    ],
)
def test_a_sitting_member_who_would_lose_keeps_the_seat(law: str, free: str, with_b: str) -> None:
    ballots = VACANCY
    assert "".join(kept("ABCD", 2, ballots, gone="A", sitting="", law=law).winners) == free
    assert "".join(kept("ABCD", 2, ballots, gone="A", sitting="B", law=law).winners) == with_b


def test_the_lowest_of_those_who_do_not_sit_is_excluded_instead() -> None:
    """Quota 34 of 100 (two seats): S is lowest throughout; the places for others is one."""
    record = kept("STUV", 2, "10 S, 20 TU, 33 UV, 37 VU", gone="", sitting="S", law="scotland")
    # V reaches the quota first: the only open place is taken, and S keeps the other.
    assert stages(record) == [("VS", "")]
    record = kept("STUV", 2, "10 S, 27 TU, 31 UV, 32 VU", gone="", sitting="S", law="scotland")
    assert stages(record) == [("", ""), ("US", "T")]
    assert record.elected[-1].reason is Reason.LAST_VACANCIES


def test_under_meek_too_the_count_ends_with_the_last_open_place() -> None:
    record = kept("STUV", 2, "10 S, 20 TU, 33 UV, 37 VU", gone="", sitting="S", law="meek-prf")
    assert stages(record) == [("VS", "")]
    record = kept("STUV", 2, "10 S, 27 TU, 31 UV, 32 VU", gone="", sitting="S", law="meek-prf")
    assert stages(record) == [("", ""), ("US", "T")]


def test_those_who_do_not_sit_are_excluded_together_and_the_sitting_left_out_of_it() -> None:
    """Quota 25 of 100: C and D together have fewer than B; S and T keep two of the three seats."""
    ballots = "24 S, 24 T, 24 A, 15 B, 8 C, 5 D"
    record = kept("STABCD", 3, ballots, gone="", sitting="ST", law="ers97")
    assert stages(record) == [("", ""), ("STA", "CD")]
    # S has fewest of all. D and E, with a surplus of 2 that waits, have fewer than C.
    ballots = "2 S, 27 T, 24 A, 22 B, 14 C, 8 D, 3 E"
    record = kept("STABCDE", 3, ballots, gone="", sitting="ST", law="ers97")
    assert stages(record) == [("T", ""), ("AS", "DE")]


def test_a_sitting_member_equal_with_another_takes_no_place_from_them() -> None:
    record = kept("AST", 2, "30 A, 30 S, 15 T", gone="", sitting="S", law="ers97")
    assert stages(record) == [("SA", "")]


def test_two_over_the_quota_for_one_open_place_are_parted_by_votes_then_by_lot() -> None:
    # Droop's quota of 12 with two seats is 5: T and U both have it, S keeps the other seat.
    record = kept("STU", 2, "1 S, 6 T, 5 U", gone="", sitting="S", law="scotland")
    assert stages(record) == [("TS", "")]
    election, profile = vote("STU", 2, "1 S, 6 T, 6 U")
    for order in ("UTS", "TUS"):
        record = counted(election.keep(0), profile, "scotland", lots=in_order(order, election))
        assert stages(record) == [(f"{order[0]}S", "")]
        assert [called(election, tie.among) for tie in record.stages[0].ties] == ["TU"]


def test_the_record_names_who_keeps_a_seat_where_somebody_does() -> None:
    record = kept("ABCD", 2, VACANCY, gone="A", sitting="B", law="ers97")
    assert to_json(record)["election"]["sitting"] == ["B"]
    free = kept("ABCD", 2, VACANCY, gone="A", sitting="", law="ers97")
    assert "sitting" not in to_json(free)["election"]


def test_what_cannot_be_kept_is_refused() -> None:
    election = make_election("", 1, ["A", "B", "C"], withdrawn=(0,))
    for wrong, what in (
        ((0,), "'A' has withdrawn and cannot keep a seat"),
        ((1, 2), "2 cannot keep seats where there are 1"),
        ((2, 1), "sitting members must be on the ballot paper"),
        ((3,), "sitting members must be on the ballot paper"),
    ):
        with pytest.raises(InputError, match=what):
            replace(election, sitting=wrong)
    profile = Profile.gather([((1,), 1)])
    with pytest.raises(NotCovered, match="sitting members"):
        count(election.keep(1), profile, find("ers97"), engine="fast")


def sat(draw: st.DrawFn, election: Election) -> Election:
    """Some of those standing sit, no more than there are seats."""
    some = draw(st.sets(st.sampled_from(election.standing), max_size=election.seats))
    return replace(election, sitting=tuple(sorted(some)))


@each_law
@given(data=st.data())
def test_whoever_sits_is_elected_and_never_excluded_and_every_place_is_filled(
    law: str, data: st.DataObject
) -> None:
    """`counted` checks the invariants too."""
    election, ballots = data.draw(elections(law))
    election = sat(data.draw, election)
    record = counted(election, Profile.gather(ballots), law, lots=seeded("7", election))
    elected = {one.candidate for one in record.elected}
    assert set(election.sitting) <= elected
    assert len(elected) == min(election.seats, len(election.standing))
    if single(law) and election.sitting:
        assert elected == set(election.sitting)


@pytest.mark.parametrize("law", ["scotland", "northern-ireland"])
@given(data=st.data())
def test_nothing_changes_where_the_free_count_elects_every_sitting_member(
    law: str, data: st.DataObject
) -> None:
    """Without bulk exclusions whoever is excluded does not sit, in both counts."""
    election, ballots = data.draw(elections(law))
    profile, lots = Profile.gather(ballots), seeded("7", election)
    free = counted(election, profile, law, lots=lots)
    winners = [one.candidate for one in free.elected]
    some = data.draw(st.sets(st.sampled_from(winners)))
    guarded = replace(election, sitting=tuple(sorted(some)))
    assert {one.candidate for one in counted(guarded, profile, law, lots=lots).elected} == set(
        winners
    )
