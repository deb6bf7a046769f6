"""The reference count against the sheets of OpenSTV and the dumps of Droop, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from counting.helpers import (
    NON_TRANSFERABLE,
    Round,
    Sheet,
    by_ballot_paper,
    counted,
    plain,
    read,
    read_dump,
    read_sheet,
    sheet_of,
)
from hustings.counting.law import find
from hustings.counting.lots import Lots
from hustings.counting.record import Action, CountRecord, Reason
from hustings.counting.ruleset import GregoryRules, LastVacancies, RuleSet

FILES = ("ers97", "droop_42", "dundee_2022_ward4", "glasgow_2007_calton")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("law", "method"), [("ers97", "ERS97STV"), ("scotland", "ScottishSTV")])
def test_openstv_sheet_is_ours(data: Path, name: str, law: str, method: str) -> None:
    folder = data / "counting" / "openstv"
    record = counted(*read(folder / "blt" / f"{name}.blt"), law)
    assert sheet_of(record) == read_sheet(folder / "report" / f"{name}-{method}.csv")


def test_ers97_model_election_stops_with_votes_left_on_the_excluded(data: Path) -> None:
    """5.5.2: the batch that fills the last place is the last; 2.10 stay on Abbot."""
    for name in ("ers97", "ers97_strict"):
        path = data / "counting" / "ers97-model" / f"{name}.blt"
        if name == "ers97":
            path = data / "counting" / "openstv" / "blt" / "ers97.blt"
        election, profile = read(path)
        record = counted(election, profile, "ers97")
        last = record.stages[-1]
        abbot = election.names.index("Abbot")
        assert (last.of, last.votes[abbot], len(last.transfers)) == ((abbot,), 210, 1)
        assert record.winners == ("Smith", "Duke", "Carpenter", "Prince", "Vicar", "Freeman")


# -- Northern Ireland: OpenSTV knows neither 52(2) nor that 52(1) stops transfers at once --------

# file -> how many of our stages OpenSTV's sheet has too, and the clause on which we stop
STOPS = {
    "ers97": (6, Reason.LAST_VACANCIES, "52(1), 52(3)"),
    "droop_42": (1, Reason.OUTVOTES_OTHERS, "52(2)"),
    "dundee_2022_ward4": (5, Reason.OUTVOTES_OTHERS, "52(2)"),
    "glasgow_2007_calton": (6, Reason.LAST_VACANCIES, "52(1), 52(3)"),
}


def northern_ireland(data: Path, name: str) -> tuple[CountRecord, Sheet]:
    folder = data / "counting" / "openstv"
    record = counted(*read(folder / "blt" / f"{name}.blt"), "northern-ireland")
    return record, read_sheet(folder / "report" / f"{name}-NIrelandSTV.csv")


@pytest.mark.parametrize("name", FILES)
def test_openstv_northern_ireland_sheet_is_ours_until_rule_52_ends_the_count(
    data: Path, name: str
) -> None:
    record, sheet = northern_ireland(data, name)
    shared, reason, clause = STOPS[name]
    ours = sheet_of(record)
    assert ours.stages[:shared] == sheet.stages[:shared]
    assert (ours.quota, ours.elected) == (sheet.quota, sheet.elected)
    last = record.elected[-1]
    assert (last.reason, last.clause) == (reason, clause)
    # afterwards we transfer nothing: either no stage is left or one without transfers
    assert [stage.action for stage in record.stages[shared:]] == (
        [Action.LAST_VACANCIES] if reason is Reason.LAST_VACANCIES else []
    )
    assert [stage.transfers for stage in record.stages[shared:]] in ([], [()])
    assert len(sheet.stages) == shared + 1


@pytest.mark.parametrize("name", FILES)
def test_without_rule_52_openstv_northern_ireland_sheet_is_ours_to_the_last_cell(
    data: Path, name: str
) -> None:
    """OpenSTV looks whether the count is over after each batch of an exclusion, not before it."""
    _, sheet = northern_ireland(data, name)
    law = find("northern-ireland")
    assert isinstance(law, GregoryRules)
    variant = law._replace(outvoting=False, last_vacancies=LastVacancies.AFTER_STAGE)
    election, profile = read(data / "counting" / "openstv" / "blt" / f"{name}.blt")
    record = counted(election, profile, variant)
    assert after_first_batch(record) == sheet


def after_first_batch(record: CountRecord) -> Sheet:
    """The record as a sheet on which the last stage stops after the first batch."""
    sheet = sheet_of(record)
    unit = 10**record.places
    names = record.election.names
    *_, (_, _, _, before), (action, whom, _, _) = sheet.stages
    change = {name: Fraction(0) for name in before}
    if record.stages[-1].transfers:
        first = record.stages[-1].transfers[0]
        given = sum(first.votes) + first.non_transferable + first.lost_to_fractions
        change |= {name: Fraction(v, unit) for name, v in zip(names, first.votes, strict=True)}
        change[NON_TRANSFERABLE] += Fraction(first.non_transferable, unit)
        left = given
        for candidate in record.stages[-1].of:
            # a bulk exclusion's first batch is every first preference of each of them
            own = record.stages[0].votes[candidate]
            change[names[candidate]] -= Fraction(own, unit)
            left -= own
        assert left == 0
    total = {name: before[name] + change[name] for name in before}
    return replace(sheet, stages=(*sheet.stages[:-1], (action, whom, change, total)))


# -- Droop ---------------------------------------------------------------------------------------

DUMPS = (
    *(
        (f"scotland/{name}", f"scotland/{name}", "scotland")
        for name in (
            "Anderston-City-2007",
            "Baillieston-2007",
            "Calton-2007",
            "Canal-2007",
            "Craigton-2007",
            "Drumchapel-Anniesland-2007",
            "East-Centre-2007",
            "Garscadden-Scotsounhill-2007",
            "Govan-2007",
            "Greater-Pollock-2007",
            "weak-defeat",
            "weak-surplus",
        )
    ),
    *((name, name, law) for name in ("42", "42t", "42u") for law in ("scotland", "wigm-prf")),
)
SUFFIX = {"scotland": "scotland-fixed-p5-d5", "wigm-prf": "wigm-prf-fixed-p4-d4"}
# `[tie 3 2 1]` in the file; elsewhere Droop draws in ballot order
DRAWN = {"42t": Lots("the file's tie line", (2, 1, 0))}


@pytest.mark.parametrize(("dump", "ballots", "law"), DUMPS)
def test_every_round_of_droop_is_a_stage_of_ours(
    data: Path, dump: str, ballots: str, law: str
) -> None:
    """Votes, quota, elected and defeated; non-transferable without what is lost to fractions.

    Droop makes a round of a surplus of nothing under the Scottish rule, which the Order does not:
    rule 49(1) asks for a vote that exceeds the quota.
    """
    rounds = read_dump(data / "counting" / "droop" / "dump" / f"{dump}-{SUFFIX[law]}.txt")
    if law == "scotland":
        rounds = [one for one in rounds if not one.nothing]
    assert droop_rounds(data, ballots, find(law)) == rounds


def test_with_stages_for_surpluses_of_nothing_droop_s_tie_break_is_ours_too(data: Path) -> None:
    law = find("scotland")
    assert isinstance(law, GregoryRules)
    path = (
        data / "counting" / "droop" / "dump" / "scotland" / "weak-surplus-scotland-fixed-p5-d5.txt"
    )
    rounds = read_dump(path)
    assert sum(one.nothing for one in rounds) == 2
    variant = law._replace(zero_surplus_stage=True)
    assert droop_rounds(data, "scotland/weak-surplus", variant) == rounds


def droop_rounds(data: Path, ballots: str, law: RuleSet) -> list[Round]:
    """Our stages as Droop's rounds."""
    election, profile = read(data / "counting" / "droop" / "blt" / f"{ballots}.blt")
    record = counted(election, profile, law, lots=DRAWN.get(ballots, by_ballot_paper(election)))
    unit, names = 10**record.places, [plain(name) for name in election.names]
    rounds: list[Round] = []
    for stage in record.stages:
        votes = {name: Fraction(v, unit) for name, v in zip(names, stage.votes, strict=True)}
        rounds.append(
            Round(
                Fraction(stage.quota, unit),
                Fraction(stage.non_transferable - stage.lost_to_fractions, unit),
                votes,
                frozenset(names[c] for c in stage.elected),
                frozenset(names[c] for c in stage.excluded),
                bool(rounds) and rounds[-1].votes == votes and not stage.excluded,
            )
        )
    return rounds
