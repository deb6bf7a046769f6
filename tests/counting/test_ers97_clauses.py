"""ERS97 on elections made by hand, one for each clause that peers get wrong.

Each stage stands on one line: number, action, on whom | votes | non-transferable | quota | elected
and excluded at it. The figures were worked out on paper from the booklet.
"""

from __future__ import annotations

import pytest

from counting.helpers import counted, in_order, table, vote
from hustings.counting.record import Means, Purpose, Reason, Tie


def test_5_1_6_quota_is_exact_or_the_next_hundredth() -> None:
    exact = counted(*vote("ABC", 2, "5 A, 3 B, 1 C"), "ers97")
    not_exact = counted(*vote("ABC", 2, "5 A, 3 B, 2 C"), "ers97")
    assert (exact.quota, not_exact.quota) == (300, 334)


def test_5_4_8_quota_falls_with_papers_that_end_before_anybody_is_elected() -> None:
    record = counted(*vote("ABCD", 2, "30 A, 28 B, 25 C, 11 D, 6 DC"), "ers97")
    assert table(record) == [
        "1 first-preferences | A 30 B 28 C 25 D 17 | nt 0 | q 33.34",
        "2 exclusion D | A 30 B 28 C 31 D 0 | nt 11 | q 29.67 | +CA | -D",
    ]
    assert [one.reason for one in record.elected] == [Reason.QUOTA, Reason.QUOTA]
    assert record.quota == 3334


def test_5_4_8_quota_stays_once_somebody_is_elected() -> None:
    record = counted(*vote("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 16 C, 15 D, 8 E, 8 F"), "ers97")
    assert {stage.quota for stage in record.stages} == {2500}
    assert record.stages[-1].non_transferable == 1600


def test_5_4_9b_active_vote_elects_in_mid_exclusion_and_5_4_10_no_more_papers_go_there() -> None:
    """E's first preferences end; B is over (100 - 25 - 16) / 3 and is passed over for C."""
    record = counted(*vote("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 16 C, 15 D, 8 E, 8 F"), "ers97")
    assert table(record) == [
        "1 first-preferences | A 31 B 22 C 16 D 15 E 8 F 8 | nt 0 | q 25 | +A",
        "2 surplus A | A 25 B 22 C 16 D 15 E 14 F 8 | nt 0 | q 25",
        "3 exclusion F | A 25 B 22 C 16 D 15 E 14 F 0 | nt 8 | q 25 | -F",
        "4 exclusion E | A 25 B 22 C 22 D 15 E 0 F 0 | nt 16 | q 25 | +BC | -E",
    ]
    first, second = record.stages[-1].transfers
    assert (first.transfer_value, first.papers) == (100, (0, 0, 0, 0, 0, 0))
    assert (second.transfer_value, second.papers) == (30, (0, 0, 20, 0, 0, 0))
    assert [(one.reason, one.votes) for one in record.elected[1:]] == [
        (Reason.ACTIVE_VOTE, 2200),
        (Reason.ACTIVE_VOTE, 2200),
    ]


def test_5_6_1_active_vote_leaves_out_what_one_elected_below_the_quota_really_has() -> None:
    """(103 - 25.75 - 16.05 - B's 22) / 2 is 19.60: C's 19 are too few until the next batch."""
    record = counted(*vote("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 19 C, 15 D, 8 E, 8 F"), "ers97")
    assert table(record)[-1] == (
        "4 exclusion E | A 25.75 B 22 C 24.2 D 15 E 0 F 0 | nt 16.05 | q 25.75 | +BC | -E"
    )
    assert [batch.value for batch in record.stages[-1].transfers] == [100, 26]
    assert [one.votes for one in record.elected] == [3100, 2200, 2420]


def test_5_5_2_count_stops_in_mid_exclusion_and_votes_stay_on_the_excluded() -> None:
    record = counted(*vote("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 20 C, 15 D, 8 E, 8 F"), "ers97")
    assert table(record)[-1] == (
        "4 exclusion E | A 26 B 22 C 20 D 15 E 5 F 0 | nt 16 | q 26 | +BC | -E"
    )
    assert len(record.stages[-1].transfers) == 1
    assert record.stages[-1].papers[4] == 20


def test_5_2_2a_surplus_waits_when_it_equals_the_gap_above_the_lowest() -> None:
    record = counted(*vote("ABCDE", 2, "38 AB, 24 B, 18 C, 12 D, 7 E"), "ers97")
    assert table(record)[:2] == [
        "1 first-preferences | A 38 B 24 C 18 D 12 E 7 | nt 0 | q 33 | +A",
        "2 exclusion E | A 38 B 24 C 18 D 12 E 0 | nt 7 | q 33 | -E",
    ]


def test_5_2_2a_surplus_goes_when_it_exceeds_the_gap_above_the_lowest() -> None:
    record = counted(*vote("ABCDE", 2, "38 AB, 24 B, 17 C, 12 D, 8 E"), "ers97")
    assert table(record)[1] == "2 surplus A | A 33 B 28.94 C 17 D 12 E 8 | nt 0.06 | q 33"


@pytest.mark.parametrize(("votes", "action"), [(20, "exclusion"), (19, "surplus")])
def test_5_2_2b_surplus_waits_when_it_equals_the_gap_above_a_group(votes: int, action: str) -> None:
    """D and E are equal, so there is no gap above the lowest: 7 + 7 + 6 against C."""
    record = counted(*vote("ABCDE", 2, f"39 AB, {46 - votes} B, {votes} C, 7 D, 7 E"), "ers97")
    assert record.quota == 3300
    assert record.stages[1].action.value == action


@pytest.mark.parametrize(("votes", "going"), [(12, "DE"), (11, "E")])
def test_5_2_5b_a_group_goes_together_when_it_equals_the_candidate_next_above(
    votes: int, going: str
) -> None:
    record = counted(*vote("ABCDE", 1, f"20 A, 18 B, {votes} C, 7 D, 5 E"), "ers97")
    assert table(record)[1].split(" | ")[0] == f"2 exclusion {going}"


def test_5_2_5_a_group_never_parts_equal_candidates() -> None:
    """0 + 3 does not exceed 3, but B and C are equal: D goes alone, then a lot decides."""
    election, profile = vote("ABCDE", 1, "9 A, 5 E, 3 B, 3 C")
    record = counted(election, profile, "ers97", lots=in_order("CB", election))
    assert [stage.of for stage in record.stages] == [(), (3,), (2,)]
    assert record.stages[2].ties == (Tie(Purpose.EXCLUSION, (1, 2), 2, Means.LOT, 0, "5.2.5"),)


def test_5_3_7_transfer_value_is_cut_to_hundredths_and_the_rest_is_lost() -> None:
    record = counted(*vote("ABCD", 2, "3 AB, 17 A, 12 B, 11 C, 10 D"), "ers97")
    (transfer,) = record.stages[1].transfers
    assert (transfer.value, transfer.transfer_value, transfer.papers) == (100, 77, (0, 3, 0, 0))
    assert (transfer.non_transferable, transfer.lost_to_fractions) == (0, 2)
    assert table(record)[1] == "2 surplus A | A 17.67 B 14.31 C 11 D 10 | nt 0.02 | q 17.67"


def test_5_3_7_papers_keep_their_value_where_they_are_worth_no_more_than_the_surplus() -> None:
    """Two papers of A's surplus of 2.33 are transferable: 0.33 is left over."""
    record = counted(*vote("ABCD", 2, "2 AB, 18 A, 12 B, 11 C, 10 D"), "ers97")
    (transfer,) = record.stages[1].transfers
    assert (transfer.value, transfer.transfer_value, transfer.votes) == (100, 100, (0, 200, 0, 0))
    assert (transfer.non_transferable, transfer.lost_to_fractions) == (33, 0)
    assert table(record)[1] == "2 surplus A | A 17.67 B 14 C 11 D 10 | nt 0.33 | q 17.67"


def test_5_3_2_a_later_surplus_is_taken_from_the_last_batch_alone() -> None:
    """B comes over the quota by A's 40 papers of 0.15; only they are looked at."""
    record = counted(*vote("ABCDEF", 3, "40 ABC, 22 BD, 12 C, 11 D, 10 E, 9 F"), "ers97")
    assert table(record)[:3] == [
        "1 first-preferences | A 40 B 22 C 12 D 11 E 10 F 9 | nt 0 | q 26 | +A",
        "2 surplus A | A 26 B 36 C 12 D 11 E 10 F 9 | nt 0 | q 26 | +B",
        "3 surplus B | A 26 B 26 C 22 D 11 E 10 F 9 | nt 0 | q 26",
    ]
    (transfer,) = record.stages[2].transfers
    assert (transfer.value, transfer.transfer_value) == (35, 25)
    assert transfer.papers == (0, 0, 40, 0, 0, 0)


def test_5_4_1_batches_of_several_excluded_candidates_are_put_together_by_value() -> None:
    """D and E go together: all their papers of 1.00 first, then all of 0.25."""
    ballots = "12 ADB, 12 AEB, 24 AB, 16 B, 15 C, 2 D, 1 E, 10 F, 16 G"
    record = counted(*vote("ABCDEFG", 2, ballots), "ers97")
    assert table(record)[:3] == [
        "1 first-preferences | A 48 B 16 C 15 D 2 E 1 F 10 G 16 | nt 0 | q 36 | +A",
        "2 surplus A | A 36 B 22 C 15 D 5 E 4 F 10 G 16 | nt 0 | q 36",
        "3 exclusion DE | A 36 B 28 C 15 D 0 E 0 F 10 G 16 | nt 3 | q 36 | -DE",
    ]
    first, second = record.stages[2].transfers
    assert (first.value, first.papers[1], first.non_transferable_papers) == (100, 0, 3)
    assert (second.value, second.papers[1], second.non_transferable_papers) == (25, 24, 0)


def test_5_5_1_those_who_would_be_left_are_elected_without_a_transfer() -> None:
    election, profile = vote("ABC", 2, "9 A")
    record = counted(election, profile, "ers97", lots=in_order("BC", election))
    assert table(record) == [
        "1 first-preferences | A 9 B 0 C 0 | nt 0 | q 3 | +A",
        "2 surplus A | A 3 B 0 C 0 | nt 6 | q 3",
        "3 last-vacancies B | A 3 B 0 C 0 | nt 6 | q 3 | +C | -B",
    ]
    assert (record.elected[1].reason, record.elected[1].clause) == (Reason.LAST_VACANCIES, "5.5.1")


def test_5_6_2_nobody_is_elected_on_a_complete_tie_for_too_few_places() -> None:
    election, profile = vote("ABCD", 1, "6 A, 6 B, 1 CB, 1 DA")
    record = counted(election, profile, "ers97", lots=in_order("BA", election))
    assert table(record) == [
        "1 first-preferences | A 6 B 6 C 1 D 1 | nt 0 | q 7",
        "2 exclusion CD | A 7 B 7 C 0 D 0 | nt 0 | q 7 | -CD",
        "3 last-vacancies B | A 7 B 7 C 0 D 0 | nt 0 | q 7 | +A | -B",
    ]
    tie = Tie(Purpose.ELECTION, (0, 1), None, Means.NONE, 0, "5.6.2")
    assert tie in record.stages[1].ties
    assert record.stages[2].ties == (Tie(Purpose.EXCLUSION, (0, 1), 1, Means.LOT, 0, "5.2.5"),)


def test_5_6_2_is_broken_by_the_earliest_difference() -> None:
    """A and B reach the fallen quota together with 6.00; A had more at stage 1."""
    record = counted(*vote("ABC", 1, "6 A, 5 B, 1 CB, 1 C"), "ers97")
    assert table(record) == [
        "1 first-preferences | A 6 B 5 C 2 | nt 0 | q 6.5",
        "2 exclusion C | A 6 B 6 C 0 | nt 1 | q 6 | +A | -C",
    ]
    assert record.stages[1].ties == (Tie(Purpose.ELECTION, (0, 1), 0, Means.HISTORY, 1, "5.6.2"),)


def test_5_6_2_as_many_as_there_are_places_are_elected_of_more_equals() -> None:
    """Three reach the fallen quota together; two of them had more at stage 1."""
    record = counted(*vote("ABCD", 2, "5 A, 5 B, 4 C, 1 DC, 1 D"), "ers97")
    assert table(record) == [
        "1 first-preferences | A 5 B 5 C 4 D 2 | nt 0 | q 5.34",
        "2 exclusion D | A 5 B 5 C 5 D 0 | nt 1 | q 5 | +AB | -D",
    ]
    assert [tie.among for tie in record.stages[1].ties] == [(0, 1, 2), (1, 2)]


def test_5_6_2_a_complete_tie_stands_in_the_stage_once() -> None:
    election, profile = vote("AB", 1, "5 A, 5 B")
    record = counted(election, profile, "ers97", lots=in_order("BA", election))
    assert record.stages[0].ties == (Tie(Purpose.ELECTION, (0, 1), None, Means.NONE, 0, "5.6.2"),)


def test_5_5_1_is_the_reason_even_for_one_who_had_the_quota_and_was_held_back_by_5_6_2() -> None:
    election, profile = vote("AB", 1, "5 A, 5 B")
    record = counted(election, profile, "ers97", lots=in_order("BA", election))
    assert (record.elected[0].reason, record.elected[0].clause) == (Reason.LAST_VACANCIES, "5.5.1")


def test_5_2_5_tie_is_broken_forwards_where_scotland_looks_backwards() -> None:
    """B had more at stage 1, C at stage 2; at stage 3 they are equal and lowest."""
    ballots = vote("BCDEXY", 1, "5 B, 4 C, 10 D, 9 E, 2 XC, 1 YB, 2 YD")
    chosen = {}
    for law in ("ers97", "northern-ireland", "irv", "scotland"):
        record = counted(*ballots, law)
        (tie,) = record.stages[3].ties
        assert (tie.among, tie.by, tie.purpose) == ((0, 1), Means.HISTORY, Purpose.EXCLUSION)
        chosen[law] = ("BCDEXY"[tie.chosen or 0], tie.stage)
    assert chosen == {
        "ers97": ("C", 1),
        "northern-ireland": ("C", 1),
        "irv": ("C", 1),
        "scotland": ("B", 2),
    }


def test_5_2_5_looks_after_each_batch_where_northern_ireland_looks_at_stages() -> None:
    """B and C are equal at every stage's end; D's first batch had put B ahead within stage 4."""
    ballots = "6 ADC, {} A, 10 B, 10 C, 3 DB, 15 E, 14 F, 5 G"
    record = counted(*vote("ABCDEFG", 2, ballots.format(27)), "ers97")
    assert table(record)[3] == (
        "4 exclusion D | A 30 B 13 C 13 D 0 E 15 F 14 G 0 | nt 5 | q 30 | -D"
    )
    assert record.stages[4].ties == (Tie(Purpose.EXCLUSION, (1, 2), 2, Means.HISTORY, 4, "5.2.5"),)
    election, profile = vote("ABCDEFG", 2, ballots.format(28))
    record = counted(election, profile, "northern-ireland", lots=in_order("BC", election))
    assert table(record)[3] == (
        "4 exclusion D | A 31 B 13 C 13 D 0 E 15 F 14 G 0 | nt 5 | q 31 | -D"
    )
    assert record.stages[4].ties == (Tie(Purpose.EXCLUSION, (1, 2), 1, Means.LOT, 0, "51(13)"),)


def test_5_2_3_equal_surpluses_go_by_the_earliest_difference_then_by_lot() -> None:
    election, profile = vote("ABCDE", 3, "20 A, 20 B, 8 C, 6 D, 6 E")
    record = counted(election, profile, "ers97", lots=in_order("BADEC", election))
    assert record.stages[1].of == (1,)
    assert record.stages[1].ties == (Tie(Purpose.SURPLUS, (0, 1), 1, Means.LOT, 0, "5.2.3"),)
