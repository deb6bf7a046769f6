"""Sentences: each reason for election, each way to break a tie, each kind of stage."""

from __future__ import annotations

import pytest

from hustings.counting.lots import Lots
from hustings.counting.record import CountRecord, Means, Purpose, Tie
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.report.count import explain
from hustings.report.count.phrases import instrument
from hustings.report.count.values import transfer_value
from report.count.examples import block_vote, counted, irv, model, northern_ireland, scotland


def small(ballots: str, seats: int, rules: str, lots: tuple[int, ...] = ()) -> CountRecord:
    """A count of one-letter candidates: `5 AB, 3 B`."""
    names = sorted({c for c in ballots if c.isalpha()})
    profile = Profile.gather(
        (tuple(map(names.index, marks)), int(papers))
        for papers, marks in (ballot.split() for ballot in ballots.split(", "))
    )
    drawn = Lots("seed 1", lots)
    return counted(make_election("", seats, names), profile, rules, lots=drawn)


def test_elected_under_ers97() -> None:
    assert explain.elected(model("ers97")) == [
        "Smith was elected at stage 1 with 134.00 votes, 26.42 over the quota of 107.58"
        " [5.1.7, 5.3.13, 5.4.9].",
        "Duke was elected at stage 3 with 108.68 votes, 1.10 over the quota of 107.58"
        " [5.1.7, 5.3.13, 5.4.9].",
        "Carpenter was elected at stage 4 with 122.35 votes, 14.77 over the quota of 107.58"
        " [5.1.7, 5.3.13, 5.4.9].",
        "Prince was elected at stage 5 with 104.31 votes, short of the quota of 107.58 but no"
        " fewer than the votes still in play divided by one more than the places left"
        " [5.1.7(b), 5.3.13(b), 5.4.9(b)].",
        "Vicar was elected at stage 6 with 113.31 votes, 5.73 over the quota of 107.58"
        " [5.1.7, 5.3.13, 5.4.9].",
        "Freeman was elected at stage 6 with 101.62 votes, short of the quota of 107.58 but no"
        " fewer than the votes still in play divided by one more than the places left"
        " [5.1.7(b), 5.3.13(b), 5.4.9(b)].",
    ]


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (
            irv(),
            'Anne "Nan" O\'Dowd & Co was elected at stage 3 with 14 votes, more than half of the'
            " 23 in use [45A(2), (4)].",
        ),
        (
            small("3 A, 1 B", 1, "scotland"),
            "A was elected at stage 1 with 3.00000 votes, exactly the quota of 3.00000 [48(1)].",
        ),
        (
            small("1 A", 1, "scotland"),
            "A was elected at stage 1 with 1.00000 votes, exactly the quota of 1.00000 [48(1)].",
        ),
        (
            small("20000 A, 9999 B", 1, "scotland"),
            "A was elected at stage 1 with 20,000.00000 votes, 5000.00000 over the quota of"
            " 15,000.00000 [48(1)].",
        ),
        (
            small("5 A, 4 B, 3 C", 1, "scotland"),
            "A was elected at stage 3 with 5.00000 votes, because no more candidates were left"
            " than places to fill [53].",
        ),
        (
            small("2 A, 2 B", 1, "irv", (1, 0)),
            "B was elected at stage 1 with 2 votes, chosen from the last two, who were equal"
            " [49A].",
        ),
        (block_vote(), "Cole was elected with 10 votes, by lot among those with as many."),
        (small("3 A, 1 B", 1, "block-vote"), "A was elected with 3 votes, the most."),
        (
            small("3 AB, 1 B, 1 C", 2, "block-vote"),
            "A was elected with 3 votes, among the 2 with the most votes.",
        ),
    ],
)
def test_last_elected(record: CountRecord, sentence: str) -> None:
    assert explain.elected(record)[-1] == sentence


def test_ballots() -> None:
    assert explain.ballots(scotland()) == [
        "144 papers were valid.",
        "8 papers were invalid: more than one first preference (2), no first preference (1),"
        " unmarked or unclear (5).",
        "14 valid papers were counted only down to a fault: a candidate ranked twice (2),"
        " a preference left out (9), two candidates at one preference (3).",
    ]
    assert explain.ballots(small("1 A", 1, "irv")) == [
        "1 paper was valid.",
        "No paper was invalid.",
    ]


def test_ties() -> None:
    assert explain.ties(scotland()) == [
        "Stage 4: Fergus Yule and Grace Adair were equal lowest with 5.00000 votes each; the lot"
        " (seed 20 May) fell on Grace Adair, who was excluded [52].",
        "Stage 6: Duncan Shaw and Eilidh Weir were equal lowest with 14.00000 votes each; Eilidh"
        " Weir was excluded, having had fewer votes at stage 4 (11.00000 against 14.00000) [52].",
    ]
    assert explain.ties(block_vote()) == [
        "Stage 1: Bly and Cole were equal for too few places; the lot (drawn by the returning"
        " officer) fell on Cole, who was elected [49].",
    ]
    assert explain.ties(model("ers97")) == []


def test_a_tie_that_nobody_wins_and_one_over_surpluses() -> None:
    record = small("5 A, 4 B, 3 C", 1, "scotland")
    first, *rest = record.stages
    tie = Tie(Purpose.ELECTION, (0, 1), None, Means.NONE, 0, "5.6.2")
    other = Tie(Purpose.SURPLUS, (0, 1, 2), 0, Means.HISTORY, 1, "50(2)")
    changed = record._replace(stages=(first._replace(ties=(tie, other)), *rest))
    assert explain.ties(changed) == [
        "Stage 1: A and B were equal for too few places at every point, so none of them was"
        " elected yet [5.6.2].",
        "Stage 1: A, B and C had equal surpluses; A went first, having had more votes at stage 1"
        " (5.00000 against 4.00000 and 3.00000) [50(2)].",
    ]


@pytest.mark.parametrize(
    ("record", "number", "sentences"),
    [
        (
            scotland(),
            2,
            "The surplus of Ailsa Craig, 32.00000 votes, was transferred [49, 50(1)]: 60 papers"
            " went on to the next preference, each worth 0.46376 (surplus 32.00000 / 69.00000 votes"
            " = 0.46376), and 9 showed no further preference. The votes went to Catrìona Reid"
            " (+27.82560). 4.17440 votes became non-transferable, 0.00056 of them lost to"
            " fractions. Catrìona Reid was elected.",
        ),
        (
            scotland(),
            3,
            "The surplus of Catrìona Reid, 10.82560 votes, was transferred [49, 50(1)]: 77 papers"
            " went on to the next preference, each at its own value × surplus 10.82560 / 47.82560"
            " votes (0.22635 for a paper worth a whole vote), and 3 showed no further preference."
            " The votes went to Bruce Munro (+10.14615). 0.67945 votes became non-transferable,"
            " 0.00040 of them lost to fractions. Nobody was elected at this stage.",
        ),
        (
            northern_ireland(),
            3,
            "Ewart, Fee and Hanna were excluded together, with 53.00 votes between them [51(12)]."
            " 53 papers moved. The votes went to Dunne (+28.00) and Crilly (+9.00). 16.00 votes"
            " became non-transferable. Nobody was elected at this stage.",
        ),
        (
            model("ers97"),
            5,
            "The surplus of Carpenter, 14.77 votes, was transferred [5.2.3, 5.3]: 8 papers went"
            " on to the next preference, each still worth 1.00 (8 papers worth 8.00, no more than"
            " the surplus of 14.77), and 26 showed no further preference."
            " The votes went to Freeman (+5.00), Baron (+2.00) and Abbot (+1.00)."
            " 6.77 votes became non-transferable. Prince was elected.",
        ),
        (
            model("meek-prf"),
            2,
            "The keep factors of those elected were adjusted 4 times, until next to nothing of the"
            " surpluses was left [B.2.d-B.2.f]. Most went to Carpenter (+6.984897360), Glazier"
            " (+6.186623376) and Wright (+4.989212400). 2.195253456 votes became"
            " non-transferable. Nobody was elected at this stage.",
        ),
        (
            small("3 A, 3 B, 1 C", 1, "northern-ireland", (0, 1)),
            3,
            "With the exclusion of A no more candidates were left than places: nothing more was"
            " transferred, and the places left went to those who remained [52(1), 52(3)]. B was"
            " elected.",
        ),
        (
            small("9 A, 2 B, 1 C", 2, "scotland"),
            2,
            "The surplus of A, 4.00000 votes, was transferred [49, 50(1)], but no paper showed a"
            " further preference (9 papers). 4.00000 votes became non-transferable, 0.00004 of"
            " them lost to fractions. Nobody was elected at this stage.",
        ),
        (
            small("2 A, 1 B, 1 C", 1, "wigm-prf", (1, 2)),
            2,
            "B was excluded with 1.0000 votes, after a tie for the fewest [B.4]. 1 paper moved."
            " 1.0000 votes became non-transferable. Nobody was elected at this stage.",
        ),
        (
            small("3 AB, 1 B, 1 C", 2, "block-vote"),
            1,
            "Each of the 5 valid papers gave up to 2 votes of equal value. 2 votes were not used."
            " B and A were elected.",
        ),
    ],
)
def test_stage(record: CountRecord, number: int, sentences: str) -> None:
    assert explain.stage(record, number) == sentences


@pytest.mark.parametrize("number", [0, 7, -1])
def test_no_such_stage(number: int) -> None:
    with pytest.raises(InputError) as caught:
        explain.stage(model("ers97"), number)
    assert str(caught.value) == f"there is no stage {number}; choose one from 1 to 6"


@pytest.mark.parametrize(
    ("record", "sentences"),
    [
        (
            model("ers97"),
            "At the end 25.56 votes were non-transferable, 0.59 of them lost to fractions."
            " 71 papers showed no further preference for a continuing candidate.",
        ),
        (
            small("8 AB, 4 B, 1 C", 2, "wigm-prf", (1, 2)),
            "At the end 0.0002 votes were non-transferable, all of them lost to fractions.",
        ),
        (small("4 A, 2 B, 1 CB", 1, "irv"), "No vote became non-transferable."),
        (
            small("4 A, 3 B, 1 C", 1, "irv"),
            "At the end 1 vote was non-transferable. 1 paper showed no further preference for a"
            " continuing candidate.",
        ),
        (block_vote(), "3 votes were not given, though papers could have."),
    ],
)
def test_non_transferable(record: CountRecord, sentences: str) -> None:
    assert explain.non_transferable(record) == sentences


def test_one_vote_not_used() -> None:
    record = small("2 AB, 1 B, 1 AC", 2, "block-vote")
    assert explain.stage(record, 1) == (
        "Each of the 4 valid papers gave up to 2 votes of equal value. 1 vote was not used."
        " A and B were elected."
    )


def test_clauses_are_those_that_were_used() -> None:
    def numbers(record: CountRecord) -> list[str]:
        return [clause.number for clause in explain.clauses(record)]

    assert numbers(scotland()) == [
        *("44, art. 2", "46", "47", "48(1)", "49, 50(1)", "49(3)", "51", "52"),
    ]
    assert numbers(northern_ireland()) == [
        *("46(1), 50(4)", "47", "48(1)-(2)", "48(3)"),
        *("49(1)-(9), 50(1)", "49(4), 49(7)", "51(12)"),
    ]
    assert numbers(block_vote()) == ["-", "-", "-", "49"]


def test_rules_of_another_version_are_not_explained_by_ours() -> None:
    record = model("ers97")._replace(rules=("ers97", "0"))
    assert instrument(record) is None
    assert explain.clauses(record) == []
    assert instrument(record._replace(rules=("house rules", "1"))) is None


@pytest.mark.parametrize(
    ("record", "number", "sentence"),
    [
        (model("ers97"), 1, ""),
        (model("ers97"), 2, "Stage 2, Smith: surplus 26.42 / 123 papers = 0.21."),
        (
            model("ers97"),
            5,
            "Stage 5, Carpenter: still 1.00 (8 papers worth 8.00, no more than the surplus of"
            " 14.77).",
        ),
        (scotland(), 2, "Stage 2, Ailsa Craig: surplus 32.00000 / 69.00000 votes = 0.46376."),
        (
            scotland(),
            3,
            "Stage 3, Catrìona Reid: surplus 10.82560 / 47.82560 votes = 0.22635, for a paper worth"
            " a whole vote; others in proportion.",
        ),
        (
            small("8 AB, 4 B, 1 C", 2, "wigm-prf", (1, 2)),
            2,
            "Stage 2, A: surplus 3.6666 / 8.0000 votes = 0.4583.",
        ),
        (northern_ireland(), 2, "Stage 2, Adair: surplus 182.00 / 500 papers = 0.36."),
        (model("meek-prf"), 2, ""),
        (scotland()._replace(rules=("scotland", "0")), 2, ""),
    ],
)
def test_transfer_value(record: CountRecord, number: int, sentence: str) -> None:
    assert explain.transfer_value(record, number) == sentence


def test_the_transfer_value_is_what_the_papers_went_at() -> None:
    """Where every paper came at one vote, the votes moved are papers times the value shown."""
    record = scotland()
    found = transfer_value(record, 2)
    (moved,) = record.stages[1].transfers
    assert found is not None
    assert not found.differ
    assert moved.votes == tuple(papers * found.value for papers in moved.papers)
