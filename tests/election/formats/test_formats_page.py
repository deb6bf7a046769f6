"""The examples on docs/formats.md are what the page says they are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hustings.election.formats import parse, recognise, write
from hustings.election.formats.registry import FORMATS, OUTPUT_FORMATS, TABLE, Format
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile, same_rank
from hustings.errors import InputError

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```([a-z-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_examples_are_recognised_and_read(name: str, text: str) -> None:
    assert recognise(text.encode()) == name
    seats = 1 if name == "devotee" else None
    assert parse(text.encode(), seats=seats).profile.total > 0


def test_every_format_has_an_example_and_a_line_in_the_table() -> None:
    assert {name for name, _ in EXAMPLES} == set(FORMATS)
    rows = re.findall(r"^\|[^|]+\| `([a-z-]+)` \| (?:`([a-z-]+)`|–) ", PAGE, re.MULTILINE)
    assert {read for read, _ in rows} == set(FORMATS)
    assert {written for _, written in rows} - {""} == set(OUTPUT_FORMATS)


PLAIN = make_election("Club", 2, ["Ann", "Bo", "Cy", "Di"])
SLATED = replace(PLAIN, candidates=tuple(replace(one, slate="Green") for one in PLAIN.candidates))
HELD = {
    "equal_ranks": (PLAIN, {(0, same_rank(1), 2): 2}),
    "empty_ranks": (PLAIN, {(1, SKIPPED, 2): 2}),
    "repeats": (PLAIN, {(1, 0, 1): 2}),
    "withdrawn": (make_election("Club", 2, ["Ann", "Bo", "Cy", "Di"], withdrawn=(1,)), {(0, 2): 2}),
    "slates": (SLATED, {(0, 2): 2}),
}


@pytest.mark.parametrize("trait", HELD)
@pytest.mark.parametrize("row", [row for row in TABLE if row.written], ids=lambda row: row.written)
def test_the_table_is_true(row: Format, trait: str) -> None:
    election, totals = HELD[trait]
    profile = Profile.from_totals(totals)
    told = getattr(row, trait)
    if told == "no" or "not written" in told:
        with pytest.raises(InputError):
            write(election, profile, row.written)
        return
    written = write(election, profile, row.written)
    if told == "on request":
        with pytest.raises(InputError):
            parse(written)
    file = parse(written, faulty_ballots=told == "on request")
    assert (file.election, file.profile) == (election, profile)
    in_comments = any(re.match("[#{]", line) for line in written.decode().splitlines())
    assert in_comments or "comment" not in told


def test_the_blt_example_is_as_told() -> None:
    file = parse(dict(EXAMPLES)["blt"].encode())
    names = ["Amy", "Bob", "Chuck", "Di"]
    assert file.election == make_election("Gardening Club", 2, names, withdrawn=(1,))
    totals = {(3, 0, 2, 1): 1, (1, 3, 0, 2): 7, (0, same_rank(2), SKIPPED, 3): 3}
    assert file.profile == Profile.from_totals(totals)
