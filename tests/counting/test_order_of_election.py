"""Several elected in one stage: who stands first in the list of those elected, in both engines.

ERS97 5.1.7 goes through the candidates in descending order of votes; the other laws here say no
more than that whoever has the quota is elected. Equals stand as the law's ties would be broken by
what happened earlier, then as on the ballot paper: no lot is drawn for the order of a list.
"""

from __future__ import annotations

import pytest

from counting.helpers import called, table, vote
from hustings.counting import engine
from hustings.counting.law import find
from hustings.counting.record import CountRecord, Reason

pytest.importorskip("numba", reason="the fast engine is not installed")

EVERY = ("ers97", "northern-ireland", "scotland", "wigm-prf", "meek-prf")


def counted(name: str, rules: str, names: str, seats: int, ballots: str) -> CountRecord:
    election, profile = vote(names, seats, ballots)
    return engine.count(election, profile, find(rules), engine=name)


def elected(record: CountRecord) -> list[str]:
    """Those elected at each stage that elects anybody, as the stages and as the list have them."""
    stages = [called(record.election, stage.elected) for stage in record.stages if stage.elected]
    assert "".join(stages) == "".join(record.winners)
    return stages


@pytest.mark.parametrize("name", engine.ENGINES)
@pytest.mark.parametrize("rules", EVERY)
def test_more_votes_go_first_wherever_they_stand_on_the_ballot_paper(rules: str, name: str) -> None:
    record = counted(name, rules, "ABCDE", 3, "30 B, 26 A, 32 C, 5 D, 4 E")
    assert elected(record) == ["CBA"]
    assert {one.reason for one in record.elected} == {Reason.QUOTA}
    filled = counted(name, rules, "ABC", 3, "3 B, 1 A, 4 C")
    assert "".join(elected(filled)) == "CBA"


@pytest.mark.parametrize("name", engine.ENGINES)
@pytest.mark.parametrize("names", ["DEFGXY", "EDFGXY"])
@pytest.mark.parametrize(
    ("rules", "first"),
    [
        ("ers97", "DE"),  # 5.6.2: the earliest difference
        ("northern-ireland", "DE"),  # 50(1), 51(13): the earliest
        ("scotland", "ED"),  # 50(2), 52(2): the most recent
        ("wigm-prf", ""),  # D.1: by lot alone
        ("meek-prf", ""),  # B.3: by lot alone
    ],
)
def test_equals_over_the_quota_stand_as_ties_are_broken(
    rules: str, first: str, names: str, name: str
) -> None:
    """D has more than E at stage 1, E more than D at stage 2; at stage 3 both have 24."""
    record = counted(name, rules, names, 2, "20 D, 18 E, 12 F, 9 G, 4 YD, 2 YE, 4 XE")
    assert [called(record.election, stage.of) for stage in record.stages] == ["", "X", "Y"]
    assert [stage.votes[:2] for stage in record.stages[2:]] == [(24 * 10**record.places,) * 2]
    assert elected(record) == [first or names[:2]]
    assert [stage.ties for stage in record.stages] == [(), (), ()]


@pytest.mark.parametrize("name", engine.ENGINES)
@pytest.mark.parametrize("names", ["ADEFXY", "AEDFXY"])
@pytest.mark.parametrize(
    ("rules", "first"), [("northern-ireland", "DE"), ("scotland", "ED"), ("wigm-prf", "")]
)
def test_equals_who_fill_the_last_places_stand_alike(
    rules: str, first: str, names: str, name: str
) -> None:
    """As above, with a quota out of reach: both fill the places when F goes.

    Under ERS97 one of two equals for two places is over 5.4.9(b) always.
    """
    record = counted(name, rules, names, 3, "60 A, 20 D, 18 E, 17 F, 4 YD, 2 YE, 4 Y, 4 XE, 5 X")
    assert [called(record.election, stage.of) for stage in record.stages] == ["", *"AXYF"]
    assert [stage.votes[1:3] for stage in record.stages[-1:]] == [(24 * 10**record.places,) * 2]
    assert elected(record) == ["A", first or names[1:3]]
    assert record.elected[-1].reason is Reason.LAST_VACANCIES
    assert record.stages[-1].ties == ()


def test_block_vote_lists_equals_as_on_the_ballot_paper() -> None:
    election, profile = vote("ABCD", 3, "4 BC, 2 BA, 2 AD, 1 D")
    record = engine.count(election, profile, find("block-vote"))
    assert table(record)[0].startswith("1 first-preferences | A 4 B 6 C 4 D 3")
    assert elected(record) == ["BAC"]
