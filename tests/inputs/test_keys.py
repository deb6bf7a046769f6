"""A description of keys: what editors, the docs and notes in a file make of it."""

from __future__ import annotations

import json

import pytest

from hustings.inputs.keys.kinds import (
    YES_OR_NO,
    Choice,
    Either,
    Key,
    Kind,
    ListOf,
    Moment,
    Named,
    Number,
    Table,
    Text,
    default_of,
    whole,
    written,
)
from hustings.inputs.keys.notes import noted
from hustings.inputs.keys.page import page, words
from hustings.inputs.keys.schema import DRAFT, document, schema

SHELF = Table(
    (
        Key("height", Number("a height", above=True, most=3), "How high it is.", needed=True),
        Key("books", whole("a number of books", 0), "How many stand on it.", default=12),
    ),
    "\nheight = 2\n",
)
LIBRARY = Table(
    (
        Key("open", YES_OR_NO, "Whether it is open.", default=False, basis="on Sundays"),
        Key("shelves", Named("room", SHELF), "What is in the rooms."),
        Key("loans", ListOf(Table((Key("who", Text(), "Whose."),)), most=9), "What is out."),
    ),
    "open = true\n",
)


@pytest.mark.parametrize(
    ("kind", "expected", "said"),
    [
        (
            Number("a share"),
            {"type": "number", "minimum": 0.0, "maximum": 1.0},
            "a share from 0 to 1",
        ),
        (
            Number("a factor", 0, 1000, above=True),
            {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
            "a factor above 0, up to 1,000",
        ),
        (whole("a year", 0), {"type": "integer", "minimum": 0}, "a year"),
        (
            whole("a whole number", 2),
            {"type": "integer", "minimum": 2},
            "a whole number, at least 2",
        ),
        (Text(), {"type": "string", "minLength": 1, "maxLength": 200}, "text"),
        (
            Text("a label", most=5, empty=True),
            {"type": "string", "minLength": 0, "maxLength": 5},
            "a label",
        ),
        (Choice(("a", "b", False)), {"enum": ["a", "b", False]}, '`"a"`, `"b"` or `false`'),
        (
            ListOf(YES_OR_NO, least=1),
            {"type": "array", "items": {"enum": [True, False]}, "minItems": 1},
            "a list, each `true` or `false`",
        ),
        (
            Named("day", YES_OR_NO, pattern="[a-z]+", most=7),
            {
                "type": "object",
                "patternProperties": {"^[a-z]+$": {"enum": [True, False]}},
                "additionalProperties": False,
                "maxProperties": 7,
            },
            "for each day, `true` or `false`",
        ),
        (
            Either((Choice(("x",)), ListOf(Choice(("x",))))),
            {"anyOf": [{"enum": ["x"]}, {"type": "array", "items": {"enum": ["x"]}}]},
            '`"x"`; or a list of them',
        ),
    ],
)
def test_a_kind_in_a_schema_and_in_words(kind: Kind, expected: object, said: str) -> None:
    assert schema(kind) == expected
    assert words(kind) == said


def test_a_date_in_a_schema() -> None:
    import re

    pattern = schema(Moment())["pattern"]
    right = ("2020-11-12", "2020-11-12T12:00:00", "2020-11-12 12:00", "2020-11-12T12:00:00.5+01:00")
    wrong = ("", "12:00", "12 November 2020", "2020-11-12T", "2020-11-12T12:00:00 UTC")
    assert [bool(re.search(pattern, one)) for one in right] == [True] * 4
    assert [bool(re.search(pattern, one)) for one in wrong] == [False] * 5
    for kind, said in ((Moment(time=False), "a date"), (Moment(day=False), "a date and a time")):
        pattern = schema(kind)["pattern"]
        found = [bool(re.search(pattern, one)) for one in right]
        assert (found, words(kind)) == ([kind.day, *[kind.time] * 3], said)


def test_the_schema_of_a_file() -> None:
    assert json.loads(document(LIBRARY, "A library")) == {
        "$schema": DRAFT,
        "title": "A library",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "open": {
                "enum": [True, False],
                "description": "Whether it is open. Default false: on Sundays.",
                "default": False,
            },
            "shelves": {
                "type": "object",
                "description": "What is in the rooms.",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["height"],
                    "properties": {
                        "height": {
                            "type": "number",
                            "exclusiveMinimum": 0.0,
                            "maximum": 3,
                            "description": "How high it is.",
                        },
                        "books": {
                            "type": "integer",
                            "minimum": 0,
                            "default": 12,
                            "description": "How many stand on it. Default 12.",
                        },
                    },
                },
            },
            "loans": {
                "type": "array",
                "maxItems": 9,
                "description": "What is out.",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "who": {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 200,
                            "description": "Whose.",
                        }
                    },
                },
            },
        },
    }


def test_the_page_of_a_file() -> None:
    assert (
        page(LIBRARY)
        == """\
## Above the first table

* `open`: `true` or `false`.
  Whether it is open. Default false: on Sundays.
* `shelves`: for each room, a table, see below.
* `loans`: tables, see below.

```toml
open = true
```

## `[shelves."…"]`

What is in the rooms.

* `height`: a height above 0, up to 3; needed.
  How high it is.
* `books`: a number of books.
  How many stand on it. Default 12.

```toml
[shelves."…"]
height = 2
```

## `[[loans]]`

What is out.

* `who`: text.
  Whose.
"""
    )


def test_a_table_in_two_places_is_described_once() -> None:
    shelf = Table((Key("height", Number("a height"), "How high."),))
    both = Table((Key("left", shelf, "On the left."), Key("right", shelf, "On the right.")))
    assert (
        page(both)
        == """\
## Above the first table

* `left`: a table, see below.
  On the left.
* `right`: a table, see below.
  On the right.

## `[left]`, `[right]`

* `height`: a height from 0 to 1.
  How high.
"""
    )


def test_notes_beside_and_above_keys() -> None:
    text = """\
open = true  ##
# open = "a value that is too long"  ##

## shelves.height
[shelves."A.] B"]
height = 2  ##
# books = 3  # none of ours
"""
    assert (
        noted(text, LIBRARY, 12)
        == """\
open = true # Whether it is open. Default false: on Sundays.
# open = "a value that is too long"
            # Whether it is open. Default false: on Sundays.

# How high it is.
[shelves."A.] B"]
height = 2  # How high it is.
# books = 3  # none of ours
"""
    )
    with pytest.raises(KeyError):
        noted("shut = true  ##", LIBRARY, 12)


def test_notes_are_wrapped_but_code_and_figures_are_not() -> None:
    says = f"{'A long sentence ' * 4}ends with 12 % of them and `some code here`, {{ a = 1 }}."
    table = Table((Key("key", YES_OR_NO, says, default=False),))
    assert [line[40:] for line in noted("key = true  ##", table, 40).split("\n")] == [
        "# A long sentence A long sentence A long sentence A long",
        "# sentence ends with 12 % of them and `some code here`,",
        "# { a = 1 }. Default false.",
    ]
    short = Table((Key("key", YES_OR_NO, f"{'Words ' * 7}end.", default=False),))
    assert [line[40:] for line in noted("key = true  ##", short, 40).split("\n")] == [
        "# Words Words Words Words Words Words Words end.",
        "# Default false.",
    ]


def test_what_holds_without_a_key() -> None:
    def said(**given: object) -> str:
        return default_of(Key("key", YES_OR_NO, "Says.", **given))  # type: ignore[arg-type]

    assert said() == ""
    assert said(default=("en", 'a"b')) == 'Default ["en", "a\\"b"].'
    assert said(default=0.35, basis="a guess") == "Default 0.35: a guess."
    assert said(basis="all of them") == "Default: all of them."
    assert said(needed=True) == ""
    assert said(needed=True, basis="it is yours") == "No default: it is yours."
    assert written(2.0) == "2"
