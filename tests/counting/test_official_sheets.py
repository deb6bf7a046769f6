"""The reference count against what returning officers published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counting.helpers import counted, read
from hustings.counting.lots import seeded
from hustings.counting.record import Means, decimal
from hustings.errors import LotNeeded

SHEETS = (
    "dundee_2022_ward1_strathmartine",
    "dundee_2022_ward3_west_end",
    "dundee_2022_ward4_coldside",
    "glasgow_2007_linn",
)
WARDS = range(1, 9)
SLICES = 8


def official(data: Path, name: str) -> dict[str, Any]:
    """An official sheet, names in lower case: ballot files spell surnames otherwise."""
    path = data / "counting" / "scottish-official" / f"{name}_stages.json"
    sheet: dict[str, Any] = json.loads(path.read_text("utf-8").casefold())
    return sheet


@pytest.mark.parametrize("name", SHEETS)
def test_every_cell_of_the_official_stage_report_is_ours(data: Path, name: str) -> None:
    """Votes, non-transferable, elected, excluded, surplus, number of stages, quota, valid."""
    sheet = official(data, name)
    election, profile = read(data / "counting" / "scottish-official" / sheet["ballots"])
    names = [candidate.casefold() for candidate in election.names]
    record = counted(election, profile, "scotland")
    ours, theirs = [], []
    for stage, printed in zip(record.stages, sheet["stages"], strict=True):
        figures = {
            candidate: decimal(units, record.places)
            for candidate, units in zip(names, stage.votes, strict=True)
        }
        surplus = [names[c] for c in stage.of] if stage.action.value == "surplus" else [None]
        # where the report prints nothing (a candidate gone), nothing is compared
        silent = {candidate for candidate, votes in printed["votes"].items() if votes is None}
        ours.append(
            {
                "votes": {c: v for c, v in figures.items() if c not in silent},
                "non_transferable": decimal(stage.non_transferable, record.places),
                "elected": sorted(names[c] for c in stage.elected),
                "excluded": sorted(names[c] for c in stage.excluded),
                "surplus": surplus[0],
            }
        )
        theirs.append(
            {
                "votes": {c: v for c, v in printed["votes"].items() if c not in silent},
                "non_transferable": printed["non_transferable"],
                "elected": sorted(printed["elected"]),
                "excluded": sorted(printed["excluded"]),
                "surplus": printed["surplus"],
            }
        )
    assert ours == theirs
    assert decimal(record.quota, record.places) == f"{sheet['quota']}.00000"
    assert record.ballots.valid == sheet["valid_votes"]
    assert election.seats == sheet["seats"]


@pytest.mark.parametrize("ward", WARDS)
def test_edinburgh_2017_winners_are_those_declared(data: Path, ward: int) -> None:
    folder = data / "counting" / "edinburgh-2017-winners"
    name = f"edinburgh_2017_ward{ward}"
    declared = json.loads((folder / "winners.json").read_text("utf-8"))[name]
    record = counted(*read(folder / f"{name}.blt"), "scotland")
    ours = sorted(winner.casefold() for winner in record.winners)
    assert ours == sorted(one.casefold() for one in declared)


@pytest.mark.parametrize("part", range(SLICES))
def test_winners_of_559_council_elections_are_those_two_counters_found(
    data: Path, scot_elex: Path, part: int
) -> None:
    """No lot is needed in any of them, so none is given: a tie would fail the test."""
    text = (data / "counting" / "scot-elex" / "winners-dev.json").read_text("utf-8")
    expected: dict[str, list[str]] = json.loads(text)
    assert len(expected) == len(list(scot_elex.glob("*.csv"))) == 559
    names = sorted(expected)[part::SLICES]
    found, drawn = {}, {}
    for name in names:
        election, profile = read(scot_elex / name)
        try:
            record = counted(election, profile, "scotland")
        except LotNeeded as tie:
            drawn[name] = tie.names
            record = counted(election, profile, "scotland", lots=seeded("1", election))
        assert not any(t.by is Means.NONE for stage in record.stages for t in stage.ties)
        found[name] = sorted(record.winners)
    assert found == {name: expected[name] for name in names}
    assert drawn == {}
