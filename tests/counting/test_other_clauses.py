"""Scotland, Northern Ireland, WIGM, the alternative vote and block vote, clause by clause.

Each stage stands on one line, as in the tests of ERS97.
"""

from __future__ import annotations

import pytest

from counting.helpers import counted, in_order, table, vote
from hustings.counting.record import Means, Purpose, Reason, Tie
from hustings.errors import LotNeeded

# -- Scotland ------------------------------------------------------------------------------------


def test_scotland_47_quota_drops_the_fraction_and_adds_one() -> None:
    record = counted(*vote("ABC", 2, "5 A, 3 B, 1 C"), "scotland")
    assert record.quota == 400000


def test_scotland_49_1_a_vote_equal_to_the_quota_elects_and_makes_no_stage() -> None:
    election, profile = vote("ABCD", 2, "4 AD, 3 B, 2 C, 2 D")
    record = counted(election, profile, "scotland", lots=in_order("CD", election))
    assert table(record) == [
        "1 first-preferences | A 4 B 3 C 2 D 2 | nt 0 | q 4 | +A",
        "2 exclusion C | A 4 B 3 C 0 D 2 | nt 2 | q 4 | -C",
        "3 exclusion D | A 4 B 3 C 0 D 0 | nt 4 | q 4 | +B | -D",
    ]


def test_scotland_50_1_a_later_larger_surplus_goes_before_an_earlier_smaller_one() -> None:
    """A's surplus makes B's larger than C's, which has waited since stage 1."""
    record = counted(*vote("ABCDEF", 4, "40 AB, 25 CF, 15 D, 10 BE, 9 E, 1 F"), "scotland")
    assert [stage.of for stage in record.stages[:4]] == [(), (0,), (1,), (2,)]
    assert table(record)[1].startswith("2 surplus A | A 21 B 29 C 25 D 15")


def test_scotland_49_3_each_paper_keeps_the_share_of_its_own_value() -> None:
    """B has 10 papers of 1.00000 and 40 of 0.47500: surplus 8 of 29 votes, cut paper by paper."""
    record = counted(*vote("ABCDEF", 4, "40 ABE, 25 CF, 15 D, 10 BE, 9 E, 1 F"), "scotland")
    stage = record.stages[2]
    (transfer,) = stage.transfers
    value_whole = 800000 * 100000 // 2900000
    value_part = 800000 * 47500 // 2900000
    assert (value_whole, value_part) == (27586, 13103)
    assert transfer.votes[4] == 10 * value_whole + 40 * value_part == 799980
    assert (transfer.value, transfer.transfer_value) == (None, None)
    assert (stage.non_transferable, stage.lost_to_fractions) == (20, 20)


def test_scotland_49_3_nothing_is_cut_before_the_division() -> None:
    """Surplus x value received, by the vote: only the division is cut (scotland.md, point 1).

    A's surplus of 5 is 0.55555 on each of 9 papers; B has 5.99995 then, a surplus of 1.99995.
    1.99995 x 0.55555 = 1.1110722225; by 5.99995 that is 0.185180…, hence 0.18518. Were the
    product cut to 1.11107 first, it would be 0.185179…. B's own paper is worth 0.33332.
    """
    record = counted(*vote("ABCD", 3, "9 ABC, 1 BC, 1 C, 1 D"), "scotland")
    assert table(record)[:3] == [
        "1 first-preferences | A 9 B 1 C 1 D 1 | nt 0 | q 4 | +A",
        "2 surplus A | A 4 B 5.99995 C 1 D 1 | nt 0.00005 | q 4 | +B",
        "3 surplus B | A 4 B 4 C 2.99994 D 1 | nt 0.00006 | q 4",
    ]


def test_scotland_51_all_papers_of_the_excluded_go_in_one_stage_at_their_own_values() -> None:
    record = counted(*vote("ABCDE", 2, "30 ADB, 20 B, 17 C, 3 DB, 20 E"), "scotland")
    assert table(record)[:3] == [
        "1 first-preferences | A 30 B 20 C 17 D 3 E 20 | nt 0 | q 31",
        "2 exclusion D | A 30 B 23 C 17 D 0 E 20 | nt 0 | q 31 | -D",
        "3 exclusion C | A 30 B 23 C 0 D 0 E 20 | nt 17 | q 31 | -C",
    ]


THREE_WAY = "13 A, 12 G, 5 B, 4 C, 5 D, 2 EC, 1 FB, 1 FD, 1 FA"


def test_scotland_52_3_way_tie_is_narrowed_at_the_most_recent_difference_then_by_lot() -> None:
    """B, C and D are equal at stage 3; C had more at stage 2; B and D never differed."""
    election, profile = vote("ABCDEFG", 1, THREE_WAY)
    record = counted(election, profile, "scotland", lots=in_order("DB", election))
    assert table(record)[:4] == [
        "1 first-preferences | A 13 B 5 C 4 D 5 E 2 F 3 G 12 | nt 0 | q 23",
        "2 exclusion E | A 13 B 5 C 6 D 5 E 0 F 3 G 12 | nt 0 | q 23 | -E",
        "3 exclusion F | A 14 B 6 C 6 D 6 E 0 F 0 G 12 | nt 0 | q 23 | -F",
        "4 exclusion D | A 14 B 6 C 6 D 0 E 0 F 0 G 12 | nt 6 | q 23 | -D",
    ]
    assert record.stages[3].ties == (Tie(Purpose.EXCLUSION, (1, 2, 3), 3, Means.LOT, 0, "52"),)
    with pytest.raises(LotNeeded) as caught:
        counted(election, profile, "scotland")
    assert (caught.value.stage, caught.value.names) == (4, ("B", "D"))


def test_ers97_5_2_5_the_same_3_way_tie_is_broken_at_the_first_stage() -> None:
    record = counted(*vote("ABCDEFG", 1, THREE_WAY), "ers97")
    assert record.stages[3].ties == (
        Tie(Purpose.EXCLUSION, (1, 2, 3), 2, Means.HISTORY, 1, "5.2.5"),
    )


EQUAL_SURPLUSES = "10 A, 9 B, 2 CB, 4 DA, 3 DB, 8 E, 9 F"


@pytest.mark.parametrize(
    ("law", "first", "stage", "clause"),
    [
        ("scotland", 1, 2, "50(2)-(3)"),
        ("northern-ireland", 0, 1, "50(1)(a)-(b)"),
        ("ers97", 0, 1, "5.2.3"),
    ],
)
def test_equal_surpluses_go_by_the_latest_or_the_earliest_difference(
    law: str, first: int, stage: int, clause: str
) -> None:
    """A and B have 14 each at stage 3; A had more at stage 1, B at stage 2."""
    record = counted(*vote("ABCDEF", 3, EQUAL_SURPLUSES), law)
    assert [one.of for one in record.stages[:4]] == [(), (2,), (3,), (first,)]
    assert record.stages[3].ties == (
        Tie(Purpose.SURPLUS, (0, 1), first, Means.HISTORY, stage, clause),
    )


def test_scotland_53_the_last_one_excluded_still_passes_papers_on() -> None:
    """As on every official sheet, although nothing hangs on it any more."""
    record = counted(*vote("ABC", 2, "6 A, 4 B, 5 C"), "scotland")
    assert table(record) == [
        "1 first-preferences | A 6 B 4 C 5 | nt 0 | q 6 | +A",
        "2 exclusion B | A 6 B 0 C 5 | nt 4 | q 6 | +C | -B",
    ]
    assert [(one.reason, one.clause) for one in record.elected] == [
        (Reason.QUOTA, "48(1)"),
        (Reason.LAST_VACANCIES, "53"),
    ]


# -- Northern Ireland ----------------------------------------------------------------------------


@pytest.mark.parametrize(("lowest", "action"), [(7, "exclusion"), (8, "surplus")])
def test_northern_ireland_49_10a_surplus_waits_only_below_the_gap(lowest: int, action: str) -> None:
    """A surplus of 4 against a gap of 5, and of 4: equality does not make it wait."""
    profile = f"38 AB, 24 B, {25 - lowest} C, 12 D, {lowest} E"
    record = counted(*vote("ABCDE", 2, profile), "northern-ireland")
    assert (record.quota, record.stages[0].votes[0]) == (3400, 3800)
    assert record.stages[1].action.value == action


@pytest.mark.parametrize(("votes", "going"), [(13, "DE"), (12, "E")])
def test_northern_ireland_51_12_a_group_goes_together_only_below_the_next(
    votes: int, going: str
) -> None:
    record = counted(*vote("ABCDE", 1, f"20 A, 18 B, {votes} C, 7 D, 5 E"), "northern-ireland")
    assert table(record)[1].split(" | ")[0] == f"2 exclusion {going}"


def test_northern_ireland_51_2_first_preferences_go_before_papers_received_at_one() -> None:
    """D's own papers, then E's that came to D at 1.00, then A's at 0.16."""
    ballots = "36 ADC, 22 B, 21 C, 5 D, 3 EDB, 12 F, 20 G"
    record = counted(*vote("ABCDEFG", 3, ballots), "northern-ireland")
    assert [stage.of for stage in record.stages[:5]] == [(), (0,), (4,), (5,), (3,)]
    moved = [
        (batch.value, sum(batch.papers) + batch.non_transferable_papers)
        for batch in record.stages[4].transfers
    ]
    assert moved == [(100, 5), (100, 3), (16, 36)]


def test_northern_ireland_49_7_papers_never_gain_value() -> None:
    record = counted(*vote("ABCD", 2, "1 AB, 20 A, 12 B, 11 C, 10 D"), "northern-ireland")
    (transfer,) = record.stages[1].transfers
    assert (transfer.transfer_value, transfer.papers) == (100, (0, 1, 0, 0))
    assert (transfer.non_transferable, transfer.lost_to_fractions) == (100, 0)


@pytest.mark.parametrize(("leader", "stage"), [(14, 1), (15, 2)])
def test_northern_ireland_52_2_equality_with_all_others_and_a_surplus_elects(
    leader: int, stage: int
) -> None:
    """B's 12 equal C's 11 and a surplus of 1; a surplus of 2 must go first."""
    record = counted(*vote("ABC", 2, f"{leader} A, 12 B, 11 C"), "northern-ireland")
    last = record.elected[-1]
    assert (last.candidate, last.stage, last.votes, last.clause) == (1, stage, 1200, "52(2)")


def test_northern_ireland_52_1_and_3_nothing_moves_once_the_rest_fill_the_places() -> None:
    ballots = "30 ADC, 25 B, 16 C, 10 D, 6 EDB, 14 F"
    record = counted(*vote("ABCDEF", 3, ballots), "northern-ireland")
    assert table(record) == [
        "1 first-preferences | A 30 B 25 C 16 D 10 E 6 F 14 | nt 0 | q 26 | +A",
        "2 surplus A | A 26 B 25 C 16 D 13.9 E 6 F 14 | nt 0.1 | q 26",
        "3 exclusion E | A 26 B 25 C 16 D 19.9 E 0 F 14 | nt 0.1 | q 26 | -E",
        "4 exclusion F | A 26 B 25 C 16 D 19.9 E 0 F 0 | nt 14.1 | q 26 | -F",
        "5 last-vacancies C | A 26 B 25 C 16 D 19.9 E 0 F 0 | nt 14.1 | q 26 | +BD | -C",
    ]


def test_northern_ireland_48_3_with_one_vacancy_nobody_is_elected_before_an_exclusion() -> None:
    record = counted(*vote("ABC", 1, "6 A, 3 B, 1 C"), "northern-ireland")
    assert table(record) == [
        "1 first-preferences | A 6 B 3 C 1 | nt 0 | q 6",
        # 51(12): B and C together have less than A; 52(1): A is the only one left.
        "2 last-vacancies BC | A 6 B 3 C 1 | nt 0 | q 6 | +A | -BC",
    ]
    assert [one.clause for one in record.elected] == ["52(1), 52(3)"]
    half = counted(*vote("ABC", 1, "5 A, 3 B, 2 C"), "northern-ireland")
    assert table(half) == [
        "1 first-preferences | A 5 B 3 C 2 | nt 0 | q 6",
        "2 exclusion C | A 5 B 3 C 0 | nt 2 | q 6 | +A | -C",
    ]
    assert [one.clause for one in half.elected] == ["52(2)"]


# -- WIGM ----------------------------------------------------------------------------------------


def test_wigm_prf_a1_quota_is_cut_and_a_ten_thousandth_is_added_even_to_an_exact_one() -> None:
    exact = counted(*vote("ABC", 2, "5 A, 3 B, 1 C"), "wigm-prf")
    not_exact = counted(*vote("ABC", 2, "5 A, 3 B, 2 C"), "wigm-prf")
    assert (exact.quota, not_exact.quota) == (30001, 33334)


def test_wigm_prf_b3_a_surplus_of_nothing_makes_a_stage() -> None:
    """Three papers of 0.6667 bring B to the quota exactly, to the last place."""
    ballots = "3 AB, 2998 AC, 998 B, 700 D, 651 E, 650 F"
    record = counted(*vote("ABCDEF", 5, ballots), "wigm-prf")
    assert record.quota == record.stages[1].votes[1] == 10000001
    assert [(stage.of, len(stage.transfers)) for stage in record.stages] == [
        ((), 0),
        ((0,), 1),
        ((2,), 1),
        ((1,), 0),
        ((5,), 1),
    ]
    assert record.stages[3].votes == record.stages[2].votes


def test_wigm_prf_d1_ties_are_broken_by_lot_alone() -> None:
    """C had fewer at stage 1, but the drawn order decides."""
    election, profile = vote("BCDEXY", 1, "5 B, 4 C, 10 D, 9 E, 2 XC, 1 YB, 2 YD")
    record = counted(election, profile, "wigm-prf", lots=in_order("BC", election))
    assert record.stages[3].ties == (Tie(Purpose.EXCLUSION, (0, 1), 0, Means.LOT, 0, "D.1"),)


def test_wigm_prf_d4_the_product_is_cut_before_it_is_divided() -> None:
    """B's 5 papers of 0.5499: x 1.4994 = 0.8245 (cut), / 3.7495 = 0.2198; at once it is 0.2199."""
    record = counted(*vote("ABCD", 3, "5 ABC, 1 BC, 2 C, 1 D"), "wigm-prf")
    assert table(record) == [
        "1 first-preferences | A 5 B 1 C 2 D 1 | nt 0 | q 2.2501 | +A",
        "2 surplus A | A 2.2501 B 3.7495 C 2 D 1 | nt 0.0004 | q 2.2501 | +B",
        "3 surplus B | A 2.2501 B 2.2501 C 3.4988 D 1 | nt 0.001 | q 2.2501 | +C",
    ]


# -- the alternative vote --------------------------------------------------------------------------


def test_irv_45a_papers_out_of_use_do_not_count_towards_the_majority() -> None:
    record = counted(*vote("ABC", 1, "5 A, 4 B, 3 C"), "irv")
    assert table(record) == [
        "1 first-preferences | A 5 B 4 C 3 | nt 0 | q 7",
        "2 exclusion C | A 5 B 4 C 0 | nt 3 | q 5 | +A | -C",
    ]


def test_irv_45a_2_half_of_the_votes_is_no_majority() -> None:
    record = counted(*vote("ABC", 1, "6 A, 4 B, 2 CA"), "irv")
    assert table(record) == [
        "1 first-preferences | A 6 B 4 C 2 | nt 0 | q 7",
        "2 exclusion C | A 8 B 4 C 0 | nt 0 | q 7 | +A | -C",
    ]


def test_irv_49_2_equal_lowest_goes_by_first_preferences() -> None:
    record = counted(*vote("ABCD", 1, "5 A, 4 B, 3 C, 1 DC"), "irv")
    assert table(record)[2] == "3 exclusion C | A 5 B 4 C 0 D 0 | nt 4 | q 5 | +A | -C"
    assert record.stages[2].ties == (Tie(Purpose.EXCLUSION, (1, 2), 2, Means.HISTORY, 1, "49"),)


def test_irv_49_3_equal_lowest_before_any_elimination_goes_by_lot() -> None:
    election, profile = vote("ABCD", 1, "5 A, 3 B, 2 C, 2 D")
    record = counted(election, profile, "irv", lots=in_order("DC", election))
    assert record.stages[1].ties == (Tie(Purpose.EXCLUSION, (2, 3), 3, Means.LOT, 0, "49"),)


@pytest.mark.parametrize("ballots", ["5 A, 5 B", "5 A, 5 B, 1 C"])
def test_irv_49a_3_of_two_equal_candidates_the_one_on_whom_the_lot_falls_is_elected(
    ballots: str,
) -> None:
    election, profile = vote("ABC", 1, ballots)
    record = counted(election, profile, "irv", lots=in_order("CAB", election))
    assert record.winners == ("A",)


# -- block vote ------------------------------------------------------------------------------------


def test_block_vote_gives_one_vote_to_each_of_the_first_preferences() -> None:
    record = counted(*vote("ABCD", 2, "5 ABC, 3 CDA, 2 B, 1 DBC"), "block-vote")
    (stage,) = record.stages
    assert stage.votes == (5, 8, 3, 4)
    assert stage.non_transferable == 2  # the second votes of the two papers for B alone
    assert record.winners == ("B", "A")
    assert [one.reason for one in record.elected] == [Reason.MOST_VOTES, Reason.MOST_VOTES]


def test_block_vote_needs_no_lot_where_all_equals_are_elected() -> None:
    record = counted(*vote("ABCD", 3, "4 ABC, 3 BCA, 2 D, 4 BD"), "block-vote")
    assert (record.stages[0].votes, record.winners) == ((7, 11, 7, 6), ("B", "A", "C"))


def test_block_vote_draws_for_each_place_that_equals_cannot_share() -> None:
    election, profile = vote("ABCD", 2, "1 A, 1 B, 1 C, 1 D")
    record = counted(election, profile, "block-vote", lots=in_order("DCBA", election))
    assert record.winners == ("D", "C")
    assert record.stages[0].ties == (
        Tie(Purpose.ELECTION, (0, 1, 2, 3), 3, Means.LOT, 0, "49"),
        Tie(Purpose.ELECTION, (0, 1, 2), 2, Means.LOT, 0, "49"),
    )
    with pytest.raises(LotNeeded) as caught:
        counted(election, profile, "block-vote")
    assert caught.value.names == ("A", "B", "C", "D")
