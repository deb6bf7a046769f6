"""The keys of election.toml: what is described is what is read, and what editors are told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from inputs.described import Schema, check_keys, check_words, every

from hustings.errors import InputError
from hustings.inputs.keys.page import page
from hustings.voting.config.file import examine, load
from hustings.voting.config.keys import ELECTION
from hustings.voting.config.template import written
from hustings.web.folder import entry
from hustings.web.keys import SITE
from voting.config.test_file import CONTEST, HEAD, folder

SCHEMA = Schema(ELECTION)
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "election.md"
SOCIETY = HEAD.replace('"tls"', '"tls"\nport = 465\nrate = 60') + CONTEST
SOCIETY += "\n[retention]\nmails = 10\nroll = 365\n"
SOCIETY = SOCIETY.replace(
    "[dates]", "[seal]\nleast_decoys = 10\n[turnout]\npublic = true\n[dates]\ngrace = 5"
)
WINDOW = """
[nominations]
opens = 2027-01-11T09:00:00
closes = 2027-02-05T17:00:00
most = 9
words = 200
"""
AWAITING = SOCIETY.partition("[[contests.candidates]]")[0] + 'candidates = "nominated"\n' + WINDOW
AWAITING = AWAITING.replace("[nominations]", 'nominators = { region = "Wales" }\n[nominations]')
BODIES = f"{AWAITING}threshold = 5\n"
MEMBERS = f'{AWAITING}by = "members"\nassentors = 8\n'
CLUB = SOCIETY.replace("least_decoys = 10", "practice = true").replace("trustees = 3", "")
CLUB = CLUB.replace('"society"', '"club"')


def test_what_is_described_is_what_is_read(tmp_path: Path) -> None:
    def read(text: str) -> None:
        setup, faults = examine(folder(tmp_path, text))
        if setup is None:
            raise InputError("; ".join(map(str, faults)))

    check_keys(ELECTION, [tomllib.loads(text) for text in (SOCIETY, BODIES, MEMBERS)], read)


def test_every_key_says_what_it_is_for() -> None:
    check_words(ELECTION)


def test_every_key_is_in_the_template_and_on_the_page() -> None:
    template, reference = written(), REFERENCE.read_text("utf-8")
    assert page(ELECTION) in reference
    for table in every(ELECTION):
        for name in table.names:
            assert re.search(rf"^(# )?(\[+(contests\.)?)?{name}( = |\])", template, re.M), name
            assert f"* `{name}`: " in reference


def test_what_new_writes_is_within_the_width() -> None:
    assert [line for line in written().splitlines() if len(line) > 100] == []


def test_a_key_that_is_not_described_cannot_be_read(tmp_path: Path) -> None:
    root = entry(folder(tmp_path, SOCIETY), ELECTION)
    for read in (root.text, root.whole, root.flag, root.choice, root.table):
        with pytest.raises(KeyError, match="oddly"):
            read("oddly")


@pytest.mark.parametrize("text", [SOCIETY, CLUB, written(), written("postgresql://ann@db/tea")])
def test_files_are_valid_for_an_editor(text: str, tmp_path: Path) -> None:
    load(folder(tmp_path, text))
    assert SCHEMA.accepts(tomllib.loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("organisation", "organization"),
        ('"society"', '"pub"'),
        ("trustees = 3", "trustees = 1"),
        ('["en", "cy"]', '["en", "de"]'),
        ("freeze = 2027-03-01", "freeze = 2027-03-01T09:00:00"),
        ("closes = 2027-03-29T12:00:00", "closes = 2027-03-29"),
        ("opens = 2027-03-15T09:00:00", ""),
        ('"tls"', '"ssl"'),
        ("region = [", "Region = ["),
        ("councillor = true", "councillor = 3"),
        ('order = "lot"', 'order = "random"'),
        ('name = "Cy Ash"', 'nam = "Cy Ash"'),
    ],
)
def test_files_that_are_not_valid(old: str, new: str) -> None:
    assert old in SOCIETY
    assert not SCHEMA.accepts(tomllib.loads(SOCIETY.replace(old, new)))


def test_the_site_reads_keys_of_this_table() -> None:
    assert [ELECTION.key(name) for name in SITE.names] == list(SITE.keys)
