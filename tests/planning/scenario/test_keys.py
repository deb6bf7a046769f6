"""The keys of scenario.toml: what is described is what is read, and what editors are told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from inputs.described import Schema, check_keys, check_words

from hustings.inputs.keys.page import words
from hustings.planning.scenario.file import parse
from hustings.planning.scenario.keys import RANKING, SCENARIO, SLATE
from hustings.planning.scenario.template import template

NEC = Path(__file__).parents[3] / "examples" / "nec2020" / "scenario.toml"
SCHEMA = Schema(SCENARIO)
REGIONS = """
[election]
title = "Council"
seats = 2
rules = "ers97"
turnout = 0.5
turnout_uncertainty = 0.1

[[candidates]]
name = "Ann"
slate = "Red"
region = "North"
group = ["woman"]
appeal = 2

[[candidates]]
name = "Bob"
slate = "Red"

[[candidates]]
name = "Cat"

[[regions]]
name = "North"
electors = 1000
turnout = 0.4
turnout_uncertainty = 0.0

[[regions]]
name = "South"
voters = 600

[slates.Red]
support = 0.5
by_region = { North = 0.6 }
uncertainty = 0.03
regional_uncertainty = 0.02
retention = 0.8
retention_uncertainty = 0.1
bullet = 0.1
slate_only = 0.2
slate_only_uncertainty = 0.1

[ranking]
retention = 0.9
retention_uncertainty = 0.03
bullet = 0.1
slate_only = 0.1
slate_only_uncertainty = 0.03
lengths = { 2 = 0.4, 3 = 0.6 }
home_pull = 2
alphabet = 1.5
position = 1
appeal_uncertainty = 0.3
affinity = { Red = { "no slate" = 2 } }

[following]
share = 0.3
uncertainty = 0.1
depth = 1
by_region = { North = 0.3 }

[plan]
slate = "Red"
lists = 2
draws = 10
seed = 5
"""
SHARES = """
model = "habits"
[election]
seats = 1
rules = "ers97"
voters = 1000
[[regions]]
name = "North"
share = 0.5
[[regions]]
name = "South"
share = 0.5
[[candidates]]
name = "Ann"
slate = "Red"
[[candidates]]
name = "Bob"
slate = "Red"
[slates.Red]
lengths = [0.5, 0.5]
support = 1
[ranking]
[following]
[plan]
"""
PARTS = """
[election]
seats = 1
rules = "ers97"
voters = 1000
[partition]
by = "surname"
shares = { A = 0.5, Z = 0.5 }
[[candidates]]
name = "Ann"
slate = "Red"
[[candidates]]
name = "Bob"
slate = "Red"
[slates.Red]
support = 1
"""


def test_what_is_described_is_what_is_read() -> None:
    check_keys(SCENARIO, [tomllib.loads(text) for text in (REGIONS, SHARES, PARTS)], parse)


def test_every_key_says_what_it_is_for() -> None:
    check_words(SCENARIO)


@pytest.mark.parametrize("text", [template(), NEC.read_text("utf-8")], ids=["template", "nec2020"])
def test_files_are_valid_for_an_editor(text: str) -> None:
    assert SCHEMA.accepts(tomllib.loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("retention = ", "retentoin = "),
        ("[plan]", "[plans]"),
        ("home_pull = 2.0", 'home_pull = "2"'),
        ("home_pull = 2.0", "home_pull = 101"),
        ("draws = 1000", "draws = 1"),
        ("draws = 1000", "draws = 10.5"),
        ('"ers97"', '"ers79"'),
        ("[[candidates]]", "[candidates]"),
    ],
)
def test_files_that_are_not_valid(old: str, new: str) -> None:
    text = template() if "[[" not in old else 'candidates = { name = "A" }'
    assert old in text or "[[" in old
    assert not SCHEMA.accepts(tomllib.loads(text.replace(old, new, 1)))


def test_ballots_by_their_length() -> None:
    def accepts(lengths: object) -> bool:
        values = tomllib.loads(PARTS)
        return SCHEMA.accepts({**values, "ranking": {"lengths": lengths}})

    assert accepts({"1": 0.5, "12": 0.5})
    assert not accepts({"0": 1})
    assert not accepts({"many": 1})
    assert not accepts([])
    assert not accepts({"1": 1.5})


def test_a_habit_is_described_once() -> None:
    """In the table of a slate it says the same but for what holds without it."""
    for key in SLATE.keys[4:]:
        general = RANKING.key(key.name)
        assert (key.kind, key.says) == (general.kind, general.says)
        assert key.basis.startswith("what [ranking] says")


def test_words() -> None:
    assert words(SCENARIO.key("ballots").kind) == "the name of a file; or a list of them"
    assert words(SLATE.key("lengths").kind) == (
        "a list, each a share from 0 to 1; or for each number of names, a share from 0 to 1"
    )
