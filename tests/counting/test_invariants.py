"""The invariants notice whatever is wrong with a record; and every record keeps its ballots' order.

A sound record is changed in one place at a time, and each change must be noticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counting.helpers import counted, in_order, vote
from hustings.counting import engine
from hustings.counting.invariants import check
from hustings.counting.law import MODULES, find
from hustings.counting.record import CountRecord, Means, Stage

ERS97 = counted(*vote("ABCDEF", 3, "20 AEBC, 11 A, 22 B, 20 C, 15 D, 8 E, 8 FD"), "ers97")
SCOTLAND = counted(*vote("ABCDEF", 4, "40 ABE, 25 CF, 15 D, 10 BE, 9 E, 1 F"), "scotland")
NORTHERN_IRELAND = counted(
    *vote("ABCDEFG", 3, "36 ADC, 22 B, 21 C, 5 D, 3 EDB, 12 F, 20 G"), "northern-ireland"
)
BLOCK_VOTE = counted(*vote("ABCD", 2, "5 ABC, 3 CDA, 2 B, 1 DBC"), "block-vote")
RECORDS = {
    "ers97": ERS97,
    "scotland": SCOTLAND,
    "northern-ireland": NORTHERN_IRELAND,
    "block-vote": BLOCK_VOTE,
}


def with_stage(record: CountRecord, which: int, /, **changes: Any) -> CountRecord:
    """The record with one stage changed."""
    stages = list(record.stages)
    stages[which - 1] = stages[which - 1]._replace(**changes)
    return record._replace(stages=tuple(stages))


def nudged(values: tuple[int, ...], place: int, by: int) -> tuple[int, ...]:
    return tuple(value + by * (i == place) for i, value in enumerate(values))


def figures(stage: Stage) -> Iterator[dict[str, Any]]:
    """Each figure of a stage, one unit or one paper more or less."""
    for by in (1, -1):
        for name in ("votes", "papers"):
            values = getattr(stage, name)
            for place in range(len(values)):
                yield {name: nudged(values, place, by)}
        names = ["non_transferable"]
        if stage.papers:
            names += ["lost_to_fractions", "non_transferable_papers"]
        for name in names:
            yield {name: getattr(stage, name) + by}
        for index, transfer in enumerate(stage.transfers):
            changed = [
                {name: getattr(transfer, name) + by}
                for name in ("non_transferable", "lost_to_fractions", "non_transferable_papers")
            ]
            changed += [
                {name: nudged(getattr(transfer, name), place, by)}
                for name in ("votes", "papers")
                for place in range(len(transfer.votes))
            ]
            for change in changed:
                transfers = list(stage.transfers)
                transfers[index] = transfer._replace(**change)
                yield {"transfers": tuple(transfers)}


@pytest.mark.parametrize("law", tuple(RECORDS))
def test_every_figure_of_a_record_is_held_by_an_invariant(law: str) -> None:
    record = RECORDS[law]
    assert check(record) == []
    unnoticed = [
        (stage.number, change)
        for stage in record.stages
        for change in figures(stage)
        if not check(with_stage(record, stage.number, **change))
    ]
    assert unnoticed == []


@pytest.mark.parametrize("law", tuple(RECORDS))
def test_a_vote_moved_from_one_candidate_to_another_is_noticed(law: str) -> None:
    """Totals still agree: only the transfers tell."""
    record = RECORDS[law]
    size = len(record.election.candidates)
    if not record.stages[0].papers:
        return
    unnoticed = [
        (stage.number, a, b)
        for stage in record.stages
        for a in range(size)
        for b in range(size)
        if a != b
        and stage.votes[a]
        and not check(
            with_stage(record, stage.number, votes=nudged(nudged(stage.votes, a, -1), b, 1))
        )
    ]
    assert unnoticed == []


LAST = ERS97.stages[-1]
FIRST_PLACE = ERS97.elected[0]
TIED = vote("ABC", 1, "4 A, 2 B, 2 C")
LOT = counted(*TIED, "scotland", lots=in_order("BC", TIED[0]))


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (
            with_stage(ERS97, 2, number=7),
            "stages are numbered [1, 7, 3, 4]",
        ),
        (
            ERS97._replace(stages=ERS97.stages[1:]),
            "the first stage does not count first preferences",
        ),
        (
            ERS97._replace(elected=(*ERS97.elected[:2], FIRST_PLACE)),
            "a candidate is elected twice",
        ),
        (ERS97._replace(elected=ERS97.elected[:2]), "2 are elected to 3 places"),
        (
            ERS97._replace(elected=ERS97.elected[::-1]),
            "the stages and the list of those elected differ",
        ),
        (
            ERS97._replace(election=ERS97.election.withdraw(0)),
            "somebody is elected who is not standing",
        ),
        (
            with_stage(ERS97, 2, excluded=(0,)),
            "somebody is excluded who is elected or not standing",
        ),
        (with_stage(ERS97, 2, excluded=LAST.excluded), "a candidate is excluded twice"),
        (ERS97._replace(lots="seed 1"), "the record is wrong about where lots came from"),
        (LOT._replace(lots=""), "the record is wrong about where lots came from"),
        (ERS97._replace(quota=ERS97.quota + 1), "the record's quota is not the first stage's"),
        (
            with_stage(ERS97, 4, quota=ERS97.quota - 1),
            f"stage 4: the quota goes from {ERS97.quota} to {ERS97.quota - 1}",
        ),
        (
            with_stage(ERS97, 1, votes=ERS97.stages[0].votes[1:]),
            "stage 1: not one figure for each candidate",
        ),
        (
            ERS97._replace(ballots=ERS97.ballots._replace(valid=103)),
            "stage 1: votes add up to 10400, not to 10300",
        ),
        (
            ERS97._replace(elected=(FIRST_PLACE._replace(votes=2599), *ERS97.elected[1:])),
            "stage 1: somebody is elected on the quota without it",
        ),
        (
            ERS97._replace(elected=(FIRST_PLACE._replace(votes=3101), *ERS97.elected[1:])),
            "stage 1: somebody elected gains or loses votes before the stage ends",
        ),
        (
            with_stage(LOT, 2, ties=(LOT.stages[1].ties[0]._replace(chosen=0),)),
            "stage 2: a tie is wrong about who was in it or who was chosen",
        ),
        (
            with_stage(LOT, 2, ties=(LOT.stages[1].ties[0]._replace(chosen=None),)),
            "stage 2: a tie is wrong about who was in it or who was chosen",
        ),
        (
            with_stage(LOT, 2, ties=(LOT.stages[1].ties[0]._replace(by=Means.NONE),)),
            "stage 2: a tie is wrong about who was in it or who was chosen",
        ),
        (
            with_stage(ERS97, 2, of=(1,)),
            "stage 2: a batch moves papers of candidates the stage is not about",
        ),
        (
            with_stage(ERS97, 4, transfers=(LAST.transfers[0]._replace(value=90),)),
            "stage 4: papers gain value",
        ),
        (
            with_stage(ERS97, 4, transfers=(LAST.transfers[0]._replace(value=110),)),
            "stage 4: papers of an excluded candidate move at a value other than their own",
        ),
    ],
)
def test_each_violation_is_named(record: CountRecord, fault: str) -> None:
    assert any(found.startswith(fault) for found in check(record)), check(record)


def test_every_count_in_these_tests_goes_through_the_invariants() -> None:
    """The front door itself is wrapped, so that no test can forget."""
    assert hasattr(engine.count, "unchecked")


SCRIPT = """
import json
from hustings.counting.engine import count
from hustings.counting.law import MODULES, find
from hustings.counting.lots import seeded
from hustings.counting.record import to_json
from hustings.election.model import make_election
from hustings.election.profile import Profile
ballots = [((0, 1, 2), 5), ((1, 0), 5), ((2, 3), 5), ((3,), 5), ((4, 2), 2), ((5, 1, 4), 2)]
for name in MODULES:
    election = make_election("", 1 if name == "irv" else 3, ["Ä", "B", "C", "D", "E", "F"])
    record = count(election, Profile.gather(ballots), find(name), lots=seeded("3", election))
    print(json.dumps(to_json(record), ensure_ascii=True))
"""


def test_the_record_does_not_depend_on_the_hash_seed_the_locale_or_the_zone() -> None:
    source = Path(engine.__file__).resolve().parents[2]
    printed = []
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "tr_TR.UTF-8", "Asia/Kathmandu")):
        settings = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, **settings, "PYTHONPATH": str(source)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stderr == ""
        printed.append(run.stdout)
    assert printed[0] == printed[1]
    assert len(printed[0].splitlines()) == len(MODULES)


def test_a_rule_set_that_is_not_the_one_named_may_be_given() -> None:
    """A variant keeps the name of the law it varies; its own answers hold."""
    law = find("block-vote")
    assert check(BLOCK_VOTE, law) == []
    assert check(BLOCK_VOTE, find("scotland")) != []
