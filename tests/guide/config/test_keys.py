"""The keys of guide.toml: what is described is what is read, and what editors are told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from inputs.described import Schema, check_keys, check_words

from guide.config.pictures import photograph
from guide.config.small import CONFIG, INDEX, load_in, plan
from hustings.errors import InputError
from hustings.guide.config.keys import GUIDE, MAX_ENTRIES
from hustings.guide.config.template import written
from hustings.inputs.keys.page import words
from hustings.planning.plan.published import read

EXAMPLES = Path(__file__).parents[3] / "examples" / "nec2020"
SCHEMA = Schema(GUIDE)
BY_SURNAME = """
title = "T"
slate = "S"
organisation = "O"
plan = "plan.json"
partition = "surname"
[regions."Coast"]
keys = ["A-F"]
[regions."Hills"]
keys = "G-M"
[regions."Isles and abroad"]
keys = ["N-Y", "Z"]
[ballot]
address = "https://vote.example.org/v/"
contest = "committee"
[photographs."Ann Archer"]
file = "ann.jpg"
alt = "Ann at sea"
"""


def test_what_is_described_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "ann.jpg").write_bytes(photograph())
    files = [tomllib.loads(text) for text in (CONFIG, BY_SURNAME)]
    check_keys(GUIDE, files, lambda text: load_in(tmp_path, text))


def test_every_key_says_what_it_is_for() -> None:
    check_words(GUIDE)


def test_files_are_valid_for_an_editor() -> None:
    assert SCHEMA.accepts(tomllib.loads((EXAMPLES / "guide.toml").read_text("utf-8")))
    planned = read(str(EXAMPLES / "plan2020.json"))
    for text in (written(None, "plan.json", INDEX), written(planned, "plan.json", INDEX)):
        assert SCHEMA.accepts(tomllib.loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("organisation =", "organization ="),
        ("[texts]", "[text]"),
        ("incomplete_lists = false", 'incomplete_lists = "no"'),
        ("constituencies = 2010", "constituencies = true"),
        ('visits = "totals"', 'visits = "all"'),
        ("published = 2021-03-01", 'published = "soon"'),
        ("published = 2021-03-01", "published = 07:32:00"),
        ('cy = "Dros bwy i bleidleisio"', "cy = 5"),
        ("seats = 1", "seats = 0"),
        ('jersey = "Coast"', "jersey = { regions = 'Coast' }"),
        ('by = "The union"\n', ""),
        ("Please follow the list.", "a" * 5001),
    ],
)
def test_files_that_are_not_valid(old: str, new: str) -> None:
    assert old in CONFIG
    assert SCHEMA.accepts(tomllib.loads(CONFIG))
    assert not SCHEMA.accepts(tomllib.loads(CONFIG.replace(old, new, 1)))


def test_too_many_entries(tmp_path: Path) -> None:
    link = '[[links]]\ntitle = "L"\naddress = "https://example.org/"\n'
    with pytest.raises(InputError, match=r"`links` has 201 entries; give at most 200"):
        load_in(tmp_path, CONFIG + link * MAX_ENTRIES)
    assert not SCHEMA.accepts(tomllib.loads(CONFIG + link * MAX_ENTRIES))
    load_in(tmp_path, CONFIG + link * (MAX_ENTRIES - 1), plan())


def test_words() -> None:
    assert words(GUIDE.key("title").kind) == "text; or for each language, text"
    assert words(GUIDE.key("visits").kind) == '`"none"` or `"totals"`'
