"""The same papers under one rule set after another: where the laws part, and by which clause.

Each table asks one question and has a line for each rule set, with the clause that answers it, to
be held against `hustings/counting/law/*.md` and the instruments named there. The elections are so
small that every figure can be worked out from the clause on a sheet of paper.
"""

from __future__ import annotations

import pytest

from counting.helpers import by_ballot_paper, called, counted, in_order, table, vote
from hustings.counting.law import find
from hustings.counting.parts.validity import EQUAL, GAP, REPEAT, admit
from hustings.counting.record import CountRecord, decimal
from hustings.errors import InputError


def first_come(names: str, seats: int, ballots: str, law: str) -> CountRecord:
    """A count in which every lot falls on whoever stands first on the ballot paper."""
    election, profile = vote(names, seats, ballots)
    return counted(election, profile, law, lots=by_ballot_paper(election))


# -- papers ---------------------------------------------------------------------------------------

FAULTS = {EQUAL: "A(BC)D", GAP: "A_BC", REPEAT: "ABAC"}


@pytest.mark.parametrize(
    ("law", "clause"),
    [
        ("ers97", "6.8-6.10, 6.24"),  # no next preference where it is not clear
        ("scotland", "44, art. 2"),  # preferences in consecutive order
        ("northern-ireland", "46(1), 50(4)"),  # until two share a number, or one is missing
        ("irv", "37A"),  # and irv.md, point 4
        ("block-vote", "-"),  # ours, as the table in block_vote.md has it
    ],
)
def test_a_paper_counts_down_to_its_first_fault(law: str, clause: str) -> None:
    assert find(law).instrument.clause("validity") == clause
    found = {}
    for fault, marks in FAULTS.items():
        election, profile = vote("ABCD", 1, f"3 {marks}")
        admitted = admit(election, profile, find(law).validity)
        assert (admitted.curtailed, admitted.rejected) == (((fault, 3),), ())
        found[fault] = [called(election, ranking) for ranking in admitted.profile.rankings]
    assert found == {EQUAL: ["A"], GAP: ["A"], REPEAT: ["AB"]}


@pytest.mark.parametrize("law", ["wigm-prf", "meek-prf"])
@pytest.mark.parametrize("fault", FAULTS)
def test_rules_that_say_nothing_of_a_faulty_paper_refuse_it(law: str, fault: str) -> None:
    """wigm_prf.md and meek_prf.md: both rules speak of ranked ballots only."""
    election, profile = vote("ABCD", 1, f"3 {FAULTS[fault]}")
    with pytest.raises(InputError) as caught:
        counted(election, profile, law)
    assert caught.value.args[0] == f"a ballot has {fault}, for which these rules do not provide"


# -- quota and election ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "clause", "of_ten", "of_eleven"),
    [
        ("ers97", "5.1.6", "5.00", "5.50"),  # hundredths; nothing is added to an exact quotient
        ("scotland", "47", "6.00000", "6.00000"),  # the whole number above; 49(3): five places
        ("northern-ireland", "48(1)-(2)", "6.00", "6.00"),  # the same; 49(4)(b): two places
        ("wigm-prf", "A.1, D.4", "5.0001", "5.5001"),  # four places, and one in the last
        ("meek-prf", "B.2.b", "5.000000001", "5.500000001"),  # nine places, and one in the last
        ("irv", "45A(2), (4)", "6", "6"),  # more than all the others; there are whole votes only
    ],
)
def test_the_quota_of_ten_and_of_eleven_papers_for_one_place(
    law: str, clause: str, of_ten: str, of_eleven: str
) -> None:
    assert find(law).instrument.clause("quota") == clause
    found = []
    for papers in (4, 5):
        record = first_come("ABC", 1, f"4 A, {papers} B, 2 C", law)
        found.append(decimal(record.quota, record.places))
    assert found == [of_ten, of_eleven]


@pytest.mark.parametrize(
    ("law", "stage"),
    [
        ("ers97", 1),  # 5.1.7
        ("scotland", 1),  # 48(1): at any stage
        ("northern-ireland", 2),  # 48(3): with one vacancy in all, not before an exclusion
        ("wigm-prf", 1),  # B.1
        ("meek-prf", 1),  # B.2.c
        ("irv", 1),  # 45A(2)
    ],
)
def test_a_majority_of_first_preferences_fills_the_one_place_at_once(law: str, stage: int) -> None:
    record = first_come("ABC", 1, "6 A, 3 B, 1 C", law)
    assert [(one.candidate, one.stage) for one in record.elected] == [(0, stage)]


@pytest.mark.parametrize(
    ("law", "stage", "clause"),
    [
        ("ers97", 1, "5.1.7, 5.3.13, 5.4.9"),  # 12 / 2 is 6.00
        ("scotland", 3, "53"),  # the quota stays 7, until A is alone
        ("northern-ireland", 2, "52(2)"),  # the quota stays 7, but 6 are more than B's 4
        ("wigm-prf", 3, "D.3, C"),  # the quota stays 6.0001
        ("meek-prf", 2, "B.2.c"),  # 10 votes left: 5.000000001
        ("irv", 2, "45A(2), (4)"),  # 6 are more than B's 4
    ],
)
def test_just_half_of_the_votes_for_one_place(law: str, stage: int, clause: str) -> None:
    """A has 6 of 12; at stage 2 the two papers for C alone go out of use."""
    record = first_come("ABC", 1, "6 A, 4 B, 2 C", law)
    assert [(one.candidate, one.stage, one.clause) for one in record.elected] == [
        (0, stage, clause)
    ]


@pytest.mark.parametrize(
    ("law", "clause", "quota"),
    [
        ("ers97", "5.4.8", "29.67"),  # 89 papers are left, by 3, rounded up
        ("scotland", "", "34.00000"),  # 47: valid papers, once and for all
        ("northern-ireland", "", "34.00"),  # 48(1)-(2): the same
        ("wigm-prf", "", "33.3334"),  # A.1: before the first round
        ("meek-prf", "", "29.666666667"),  # B.2.b: from the votes of this iteration
        ("irv", "45A(4)", "45"),  # more than half of the 89; for one place
    ],
)
def test_the_quota_once_papers_are_out_of_use_and_nobody_is_elected(
    law: str, clause: str, quota: str
) -> None:
    """D's 11 papers for D alone end at stage 2; the quota of 100 papers was out of reach."""
    assert find(law).instrument.clause("quota-revision") == clause
    seats = 1 if law == "irv" else 2
    record = first_come("ABCD", seats, "30 A, 28 B, 25 C, 11 D, 6 DC", law)
    assert (record.stages[0].elected, record.stages[1].of) == ((), (3,))
    assert decimal(record.stages[1].quota, record.places) == quota


@pytest.mark.parametrize(
    ("law", "elected"),
    [
        ("ers97", "A"),  # 5.1.7(b): the active vote is 37 - 12.34, by 2: 12.33
        ("scotland", "A"),  # 48(1): 13
        ("northern-ireland", "AB"),  # 52(2): B's 12 are no less than C's 11 and a surplus of 1
        ("wigm-prf", "A"),  # B.1: 12.3334
        ("meek-prf", "A"),  # B.2.c: 12.333333334
    ],
)
def test_the_last_place_for_whoever_outvotes_the_rest(law: str, elected: str) -> None:
    record = first_come("ABC", 2, "14 A, 12 B, 11 C", law)
    assert called(record.election, record.stages[0].elected) == elected


@pytest.mark.parametrize(
    ("law", "winner", "clause"),
    [
        ("ers97", "A", "5.2.5"),
        ("scotland", "A", "52"),
        ("northern-ireland", "A", "51(13)"),
        ("wigm-prf", "A", "D.1"),
        ("meek-prf", "A", "T, B.3"),
        ("irv", "B", "49A"),  # of the last two the lot elects; elsewhere it excludes
    ],
)
def test_what_a_lot_on_one_of_the_last_two_means(law: str, winner: str, clause: str) -> None:
    """Two candidates, equal from the beginning, and the lot falls on B."""
    election, profile = vote("AB", 1, "5 A, 5 B")
    record = counted(election, profile, law, lots=in_order("BA", election))
    drawn = [tie for stage in record.stages for tie in stage.ties if tie.chosen is not None]
    assert [(tie.chosen, tie.clause) for tie in drawn] == [(1, clause)]
    assert record.winners == (winner,)


# -- surpluses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "clause", "action"),
    [
        ("ers97", "5.2.2", "exclusion"),  # (a): 5.00 do not exceed the gap
        ("scotland", "", "surplus"),  # 49, 51: no exclusion while there is a surplus
        ("northern-ireland", "49(10)", "exclusion"),  # (a): 4.00 are less than the gap
        ("wigm-prf", "", "surplus"),  # B.3, B.4: the same as in Scotland
        ("meek-prf", "", "iteration"),  # B.2.f: keep factors, until there is no surplus
    ],
)
def test_a_surplus_that_could_not_save_the_lowest(law: str, clause: str, action: str) -> None:
    """A has 38; the quota is 33 or a little more, or 34; the gap above E is 5."""
    assert find(law).instrument.clause("deferral") == clause
    record = first_come("ABCDE", 2, "38 AB, 24 B, 18 C, 12 D, 7 E", law)
    assert called(record.election, record.stages[0].elected) == "A"
    assert record.stages[1].action.value == action


@pytest.mark.parametrize(
    ("law", "clause", "credited"),
    [
        ("ers97", "5.3.7", "6.24"),  # 6.25 by the 26 transferable papers: 0.24
        ("scotland", "49(3)", "4.33316"),  # 6 x 1.00000 by all 36 votes: 0.16666
        ("northern-ireland", "49(4), 49(7)", "5.98"),  # 6 by the 26 transferable papers: 0.23
        ("wigm-prf", "B.3, D.4", "4.5136"),  # 1 x 6.2499 by all 36 votes: 0.1736
    ],
)
def test_what_26_of_36_papers_carry_of_a_surplus(law: str, clause: str, credited: str) -> None:
    """119 papers for three places; ten of A's 36 name nobody else."""
    assert find(law).instrument.clause("transfer-value") == clause
    record = first_come("ABCDEFG", 3, "26 ADC, 10 A, 22 B, 21 C, 5 D, 3 EDB, 12 F, 20 G", law)
    (transfer,) = record.stages[1].transfers
    assert (transfer.of, transfer.papers[3]) == ((0,), 26)
    assert decimal(transfer.votes[3], record.places) == credited


@pytest.mark.parametrize("law", ["northern-ireland", "scotland"])
def test_a_vote_of_just_the_quota_is_no_surplus(law: str) -> None:
    """49(1) of both: votes that *exceed* the quota are transferred. C and D are the lowest.

    Nothing is deferred in Northern Ireland either: equal votes leave no gap above the lowest.
    """
    record = first_come("ABCD", 2, "4 AD, 3 B, 2 C, 2 D", law)
    assert record.quota == record.stages[0].votes[0]
    assert [(stage.action.value, stage.of) for stage in record.stages[1:2]] == [("exclusion", (2,))]


# -- exclusion ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "going", "clause"),
    [
        ("ers97", "DE", "5.2.5"),  # as many as possible
        ("scotland", "E", "51"),  # the candidate with the fewest votes
        ("northern-ireland", "DE", "51(12)"),  # two or more, in one operation
        ("wigm-prf", "E", "B.4"),  # without the optional B.2
        ("meek-prf", "E", "B.3"),
        ("irv", "E", "45A(3)"),
    ],
)
def test_two_who_together_have_less_than_the_next(law: str, going: str, clause: str) -> None:
    record = first_come("ABCDE", 1, "20 A, 18 B, 13 C, 7 D, 5 E", law)
    second = record.stages[1]
    assert (called(record.election, second.excluded), second.clause) == (going, clause)


@pytest.mark.parametrize(
    ("law", "batches"),
    [
        ("ers97", [("1.00", 8), ("0.17", 36)]),  # 5.4.1: by value alone
        ("scotland", [("", 44)]),  # 51: one transfer, each paper at its present value
        ("northern-ireland", [("1.00", 5), ("1.00", 3), ("0.16", 36)]),  # 51(2), 51(4)
        ("wigm-prf", [("", 44)]),  # B.4: as in Scotland
    ],
)
def test_batches_of_an_excluded_candidate(law: str, batches: list[tuple[str, int]]) -> None:
    """D's own 5 papers, E's 3, and A's 36 at a surplus of 6.25 (in Northern Ireland 6) by 36."""
    record = first_come("ABCDEFG", 3, "36 ADC, 22 B, 21 C, 5 D, 3 EDB, 12 F, 20 G", law)
    stage = next(stage for stage in record.stages if stage.excluded == (3,))
    assert [
        (
            "" if batch.value is None else decimal(batch.value, record.places),
            sum(batch.papers) + batch.non_transferable_papers,
        )
        for batch in stage.transfers
    ] == batches


def test_irv_45a_3_all_papers_of_the_eliminated_go_at_once() -> None:
    """C's own 4 papers and the 2 that came from D."""
    record = first_come("ABCD", 1, "9 A, 8 B, 4 C, 2 DCA", "irv")
    (transfer,) = record.stages[2].transfers
    assert (transfer.of, transfer.papers) == ((2,), (2, 0, 0, 0))
    assert (transfer.value, transfer.non_transferable_papers) == (None, 4)


def test_scotland_52_the_most_recent_stage_may_be_one_in_which_no_paper_moved() -> None:
    """Nobody voted for Z. B and C differ at stages 1 and 2, and are equal and lowest after 3."""
    record = counted(*vote("ABCDEZ", 1, "9 A, 5 B, 4 C, 8 D, 1 EC"), "scotland")
    assert [called(record.election, stage.of) for stage in record.stages[:4]] == ["", "Z", "E", "C"]
    assert [(tie.among, tie.chosen, tie.stage) for tie in record.stages[3].ties] == [((1, 2), 2, 2)]


# -- the end --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "last"),
    [
        # 53, as on the official sheets (scotland.md, point 2): after the transfer
        ("scotland", "3 exclusion D | A 6 B 4 C 5 D 0 | nt 8 | q 6 | +CB | -D"),
        # 52(1), 52(3): no further transfer
        ("northern-ireland", "3 last-vacancies D | A 6 B 4 C 5 D 3 | nt 5 | q 6 | +CB | -D"),
        # D.3 (wigm_prf.md, point 2): tested after the transfer
        ("wigm-prf", "3 exclusion D | A 5.7501 B 4 C 5 D 0 | nt 8.2499 | q 5.7501 | +CB | -D"),
    ],
)
def test_the_exclusion_that_leaves_as_many_as_there_are_places(law: str, last: str) -> None:
    """A's surplus ends with A. Under ERS97 somebody is over 5.4.9(b) here (see its own tests)."""
    assert table(first_come("ABCD", 3, "11 A, 4 B, 5 C, 3 D", law))[-1] == last


# -- what the record cites ------------------------------------------------------------------------

ELECTIONS = (
    ("ABCDE", 3, "20 A, 20 B, 8 C, 6 D, 6 E"),  # equal surpluses, equal lowest, the last place
    ("ABCDE", 1, "20 A, 18 B, 13 C, 7 D, 5 E"),  # a group
    ("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 16 C, 15 D, 8 E, 8 F"),
    ("ABC", 2, "14 A, 12 B, 11 C"),
    ("ABCD", 2, "1 A, 1 B, 1 C, 1 D"),
    ("AB", 1, "5 A, 5 B"),
)


def happenings(law: str) -> set[tuple[str, str]]:
    """What happens in those elections, and the clause that the record cites for it."""
    found = set()
    for names, seats, ballots in ELECTIONS:
        if law == "irv" and seats > 1:
            continue
        record = first_come(names, seats, ballots, law)
        for stage in record.stages:
            together = " together" if len(stage.excluded) > 1 else ""
            found.add((f"stage: {stage.action.value}{together}", stage.clause))
            found |= {(f"tie: {tie.purpose.value}", tie.clause) for tie in stage.ties}
        found |= {(f"elected: {one.reason.value}", one.clause) for one in record.elected}
    return found


STAGE_1 = "stage: first-preferences"
FULL, REST = "elected: quota", "elected: last-vacancies"
GROUP, LAST = "stage: exclusion together", "stage: last-vacancies"
SURPLUS, EXCLUSION = "stage: surplus", "stage: exclusion"
OF_SURPLUSES, OF_LOWEST, OF_ELECTION = "tie: surplus", "tie: exclusion", "tie: election"


@pytest.mark.parametrize(
    ("law", "cited"),
    [
        (
            "ers97",
            {
                (STAGE_1, "5.1"),  # the first stage
                (FULL, "5.1.7, 5.3.13, 5.4.9"),  # after the first stage, a surplus, a batch
                ("elected: active-vote", "5.1.7(b), 5.3.13(b), 5.4.9(b)"),
                (OF_ELECTION, "5.6.2"),
                (SURPLUS, "5.2.3, 5.3"),
                (OF_SURPLUSES, "5.2.3"),
                (EXCLUSION, "5.2.5, 5.4"),
                (GROUP, "5.2.5"),
                (OF_LOWEST, "5.2.5"),
                (LAST, "5.5.1"),
                (REST, "5.5.1"),
            },
        ),
        (
            "scotland",
            {
                (STAGE_1, "46"),  # First stage
                (FULL, "48(1)"),  # Return of councillors
                (SURPLUS, "49, 50(1)"),  # Transfer of ballot papers, and its supplement
                (OF_SURPLUSES, "50(2)-(3)"),
                (EXCLUSION, "51"),  # Exclusion of candidates
                (OF_LOWEST, "52"),
                (REST, "53"),  # Filling of last vacancies
            },
        ),
        (
            "northern-ireland",
            {
                (STAGE_1, "47"),  # First stage
                (FULL, "48(3)"),
                (SURPLUS, "49(1)-(9), 50(1)"),  # Transfer of votes
                (OF_SURPLUSES, "50(1)(a)-(b)"),
                (EXCLUSION, "51(1)-(10)"),  # Exclusion of candidates
                (GROUP, "51(12)"),
                (OF_LOWEST, "51(13)"),
                (REST, "52(1), 52(3)"),  # Filling of last vacancies
                (LAST, "52(1), 52(3)"),
                ("elected: outvotes-others", "52(2)"),
            },
        ),
        (
            "wigm-prf",
            {
                (STAGE_1, "A.4-A.5"),  # Initialize
                (FULL, "B.1"),  # Round
                (SURPLUS, "B.3"),
                (EXCLUSION, "B.4"),
                (OF_SURPLUSES, "D.1"),
                (OF_LOWEST, "D.1"),
                (REST, "D.3, C"),
            },
        ),
        (
            "meek-prf",
            {
                (STAGE_1, "B.2.a"),
                (FULL, "B.2.c"),
                ("stage: iteration", "B.2.d-B.2.f"),
                (EXCLUSION, "B.3"),
                (OF_LOWEST, "T, B.3"),
                (LAST, "B.1, C.1"),
                (REST, "B.1, C.1"),
            },
        ),
        (
            "irv",
            {
                (STAGE_1, "45A(2)"),
                (FULL, "45A(2), (4)"),
                (EXCLUSION, "45A(3)"),
                (OF_ELECTION, "49A"),
                ("elected: tie", "49A"),
            },
        ),
        (
            "block-vote",
            {(STAGE_1, "-"), ("elected: most-votes", "-"), (OF_ELECTION, "49")},
        ),
    ],
)
def test_the_record_cites_the_clause(law: str, cited: set[tuple[str, str]]) -> None:
    """To be held against the tables *Clause by clause* in the notes on each law."""
    assert happenings(law) == cited
