"""The examples on docs/formats.md are what the page says they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hustings.election.formats import parse, recognise
from hustings.election.formats.registry import FORMATS, OUTPUT_FORMATS
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile, same_rank

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


def test_the_blt_example_is_as_told() -> None:
    file = parse(dict(EXAMPLES)["blt"].encode())
    names = ["Amy", "Bob", "Chuck", "Di"]
    assert file.election == make_election("Gardening Club", 2, names, withdrawn=(1,))
    totals = {(3, 0, 2, 1): 1, (1, 3, 0, 2): 7, (0, same_rank(2), SKIPPED, 3): 3}
    assert file.profile == Profile.from_totals(totals)
