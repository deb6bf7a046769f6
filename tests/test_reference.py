"""The reference says what there is: every key of a document, every command, every format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import click
import pytest
from documents import REFERENCE, Seen, described

import hustings
from hustings.cli.main import group
from hustings.counting.record import OUTSIDE_DIGEST, Action, Means, Purpose, Reason

SOURCE = Path(hustings.__file__).parent
WARD = """\
4 2
5 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0
2 2 4 3 1 0
1 3 4 2 0
0
"Ann"
"Ben"
"Cát"
"Dev"
"Tea club"
"""
TIE = '3 1\n2 1 0\n2 2 0\n2 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Tie"\n'
EQUAL = '3 2\n3 1 0\n3 2 0\n1 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Equal"\n'
HISTORY = '4 1\n7 1 0\n4 2 0\n3 3 0\n1 4 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Dev"\n"Before"\n'
FORM = "# seats: 1\nTime,1st,2nd\n9:00,Ann,Bo\n9:01,Bo,Ann\n9:02,Ann,\n"
GAPS = "# seats: 1\n# slates: Ann=Red\nQ [Ann],Q [Bo],Q [Cy]\n1,3,\n1,2,2\n1,2,3\n2,1,3\n,,\n"


def counted(text: str, rules: str, *, lots: int | None = 1, **options: Any) -> dict[str, Any]:
    asked = {name: options.pop(name, ()) for name in ("withdraw", "keep")}
    seats = options.pop("places", None)
    ballots = hustings.read(io.BytesIO(text.encode()), **options)
    return hustings.to_json(hustings.count(ballots, rules, lots=lots, seats=seats, **asked))


def counts() -> Iterator[dict[str, Any]]:
    """Documents of every rule set and of whatever else makes a document another."""
    for rules in hustings.rules():
        places = 1 if rules == "irv" else 2
        yield counted(WARD, rules, places=places)
        yield counted(TIE, rules)
    yield counted(WARD, "scotland", withdraw="Ann", places=1, lots=None)
    yield counted(WARD, "scotland", places=4, withdraw="Ann")
    yield counted(WARD, "ers97", withdraw="Ann", keep="Dev")
    yield counted(EQUAL, "scotland", lots=None)
    yield counted(HISTORY, "scotland", lots=None)
    yield counted(EQUAL, "meek-prf")
    yield counted(FORM, "scotland")
    yield counted(GAPS, "ers97")
    yield counted(GAPS, "meek-prf", on_gap="stop", on_overvote="skip", on_repeat="refuse")


def test_every_key_of_a_count_is_described_and_seen() -> None:
    seen = Seen(described("count-json.md"))
    for document in counts():
        seen.look(document)
    assert seen.complaints() == []


def test_the_page_of_a_count_says_what_the_digest_covers() -> None:
    outside = {
        key.split(".")[0].split("[")[0]
        for key, row in described("count-json.md").items()
        if row.further == ("no",)
    }
    assert outside == set(OUTSIDE_DIGEST)
    for key, row in described("count-json.md").items():
        assert row.further == ("no" if re.split(r"[.\[]", key)[0] in outside else "yes",), key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("stages[].action", Action),
        ("stages[].ties[].purpose", Purpose),
        ("stages[].ties[].by", Means),
        ("elections[].reason", Reason),
    ],
)
def test_the_page_of_a_count_has_every_word(key: str, words: type[Enum]) -> None:
    assert described("count-json.md")[key].words == {word.value for word in words}


SEALING = REFERENCE.parent / "sealing.md"
FORMAT = r"hustings-[a-z]+(?:-[a-z]+)*/[0-9]+"


def formats() -> set[str]:
    """The names of formats that the source mentions: hustings-NAME/1."""
    return {
        name
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".js", ".html", ".md"}
        for name in re.findall(rf"{FORMAT}", path.read_text("utf-8"))
    }


def test_every_document_format_has_a_page_or_a_section() -> None:
    headings = [
        line
        for page in REFERENCE.glob("*.md")
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("#")
    ]
    named = re.findall(rf"`({FORMAT})`", "\n".join(headings))
    # What is sealed, hashed or signed stands byte for byte on a page of its own, a line a label.
    sealed = re.findall(rf"^(?:\* |\| )`({FORMAT})`", SEALING.read_text("utf-8"), re.MULTILINE)
    assert len(named) == len(set(named))
    assert {*named, *sealed} == formats()


def commands(within: click.Group, path: str = "hustings") -> Iterator[str]:
    """Every command by its words."""
    for name, command in within.commands.items():
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_every_command_has_a_section() -> None:
    page = (REFERENCE / "commands.md").read_text("utf-8")
    assert sorted(re.findall("^## (.*)$", page, re.M)) == sorted(commands(group))
