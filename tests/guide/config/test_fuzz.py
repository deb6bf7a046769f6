"""Whatever is written: a guide that keeps its promises, or one line that says what is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs.described import Schema

from guide.config.small import AREAS, CONFIG, PLAN, load_in
from hustings.errors import InputError
from hustings.guide.config.keys import GUIDE
from hustings.guide.model import Guide, Partition
from hustings.report.slugs import MAX_SLUG, plain, slugs

SCHEMA = Schema(GUIDE)
LINES = CONFIG.split("\n")
VALUES = st.sampled_from(
    (
        *(
            "0",
            "-1",
            "1e400",
            "nan",
            "true",
            "[]",
            "{}",
            '""',
            '" "',
            "'x'",
            '"Coast"',
            '"\\u0000"',
        ),
        *("[[]]", "[{}]", '["Coast", "Hills"]', '{ en = "x" }', '{ fr = "x" }', "{ en = 5 }"),
        *("2021-03-28", "2021-03-28T01:30:00", "07:32:00", "0001-01-01", "9999-12-31T23:59:59Z"),
        *('"https://example.org"', '"mailto:a@b.c"', '"javascript:x"', '"' + "x" * 5001 + '"'),
        *(
            "9999999999999999999999",
            "{ region = 'Hills', note = [] }",
            '"""\na\n\nb"""',
            "1979-05-27",
        ),
    )
)


def promises(guide: Guide) -> None:
    """What is always true of a guide."""
    for which, order in enumerate(guide.lists):
        assert order.sequence
        assert len(set(order.sequence)) == len(order.sequence)
        assert [n for n, one in enumerate(guide.regions) if one.list == which] == list(
            order.regions
        )
    for named in ([one.slug for one in guide.lists], [one.slug for one in guide.regions]):
        assert len({slug.lower() for slug in named}) == len(named)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in named)
    if guide.partition is Partition.PLACE:
        areas = sorted(area for region in guide.regions for area in region.areas)
        assert areas == sorted(area.name for area in AREAS)
    for link in guide.links:
        assert link.address.startswith(("https://", "mailto:"))
    assert guide.address == "" or guide.address.endswith("/")


def check(folder: Path, config: str, plan_text: str | None = None) -> None:
    try:
        promises(load_in(folder, config, plan_text).guide)
        # An editor never complains of what is read.
        assert SCHEMA.accepts(tomllib.loads(config.replace("\r\n", "\n")))
    except InputError as error:
        said = str(error)
        assert said
        assert said.splitlines() == [said]
        assert "/guide.toml" in said or "/plan.json" in said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), VALUES), min_size=1, max_size=3))
def test_any_other_value(folder: Path, changes: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for place, value in changes:
        key, equals, _ = lines[place].partition(" = ")
        lines[place] = f"{key} = {value}" if equals else f"{lines[place]}\nodd = {value}"
    check(folder, "\n".join(lines))


@settings(max_examples=200)
@given(st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=12), st.randoms())
def test_lines_taken_out_doubled_and_moved(folder: Path, places: list[int], luck: Any) -> None:
    lines = list(LINES)
    for place in places:
        at = place % len(lines)
        line = lines[at]
        match luck.randrange(3):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, line)
            case _:
                lines.insert(luck.randrange(len(lines)), lines.pop(at))
        lines = lines or [""]
    check(folder, "\n".join(lines))


@settings(max_examples=200)
@given(st.integers(0, len(CONFIG)), st.integers(0, 30), st.text(max_size=10))
def test_any_other_text(folder: Path, start: int, cut: int, put: str) -> None:
    check(folder, CONFIG[:start] + put + CONFIG[start + cut :])


_SCALARS = st.sampled_from(
    (
        None,
        True,
        0,
        -1,
        1e308,
        10**30,
        float("nan"),
        "",
        " ",
        "Ann Archer",
        "Coast",
        "part 1",
        "\ud800",
    )
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    "name",
                    "split",
                    "sequences",
                    "groups",
                    "regions",
                    "sequence",
                    "mean",
                    "Coast",
                    "plan",
                )
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def put(tree: Any, path: list[int], value: object) -> object:
    """The tree with `value` somewhere in it."""
    if not path or not isinstance(tree, dict | list) or not tree:
        return value
    if isinstance(tree, list):
        at = path[0] % len(tree)
        return [put(one, path[1:], value) if n == at else one for n, one in enumerate(tree)]
    key = list(tree)[path[0] % len(tree)]
    return {**tree, key: put(tree[key], path[1:], value)}


FULL = {
    **PLAN,
    "scenario": {"title": "T", "slate": "S", "draws": 5, "seed": 1, "digest": "d"},
    "plans": [
        {
            **PLAN["plans"][0],
            "split": "region",
            "groups": [
                {
                    "regions": ["Coast", "Isles and abroad"],
                    "sequence": ["Ann Archer", "Bea Bell", "Cat Cole"],
                },
                {"regions": ["Hills"], "sequence": ["Bea Bell", "Cat Cole", "Ann Archer"]},
            ],
            "expected_seats": {"mean": 2.5, "standard_error": 0.1},
            "candidates": {"Ann Archer": 0.5},
            "standard_errors": {"candidates": {"Ann Archer": 0.1}},
        }
    ],
    "differences": [
        {"plan": "ours", "against": "one order for all", "mean": 0.1, "standard_error": 0.1}
    ],
    "explanation": {
        "plan": "ours",
        "quota": 10.0,
        "lists": [
            {
                "sequence": ["Ann Archer", "Bea Bell", "Cat Cole"],
                "first_preferences_of_the_first": {"mean": 1.0, "standard_error": 0.1},
                "best_with_another_first": {
                    "of": "Bea Bell",
                    "more_seats": {"mean": -0.1, "standard_error": 0.1},
                },
            }
        ],
    },
}


def test_the_plan_that_is_changed_is_right(tmp_path: Path) -> None:
    found = load_in(tmp_path, plan_text=json.dumps(FULL)).guide
    promises(found)
    assert found.lists[0].reason is not None
    assert found.lists[0].reason.instead == ("Bea Bell", -0.1, 0.1)


@settings(max_examples=400)
@given(st.lists(st.integers(0, 20), max_size=7), _JSON)
def test_any_other_plan(folder: Path, path: list[int], value: object) -> None:
    check(folder, CONFIG, json.dumps(put(FULL, path, value)))


@settings(max_examples=100)
@given(st.integers(0, 1500), st.integers(0, 30), st.text(max_size=10))
def test_any_other_text_of_a_plan(folder: Path, start: int, cut: int, put_in: str) -> None:
    text = json.dumps(FULL)
    check(folder, CONFIG, text[:start] + put_in + text[start + cut :])


# -- slugs -----------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text(max_size=80), min_size=1, max_size=4), max_size=12))
def test_slugs_are_plain_different_and_the_same_each_time(names: list[list[str]]) -> None:
    found = slugs(names, "list")
    assert len(set(found)) == len(found) == len(names)
    assert found == slugs(names, "list")
    for slug in found:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= MAX_SLUG + 4


def test_slugs() -> None:
    assert [
        plain(name) for name in ("Ŵyddgrug & Ynys Môn", "Queen’s Park", "Łódź", "STRASSE ß")
    ] == [
        "wyddgrug-and-ynys-mon",
        "queens-park",
        "lodz",
        "strasse-ss",
    ]
    assert slugs(
        [["北京"], ["🎈"], ["List 1"], ["list-1"], ["Con"], ["INDEX"], ["Aux", "North"]], "list"
    ) == (
        "list-1",
        "list-2",
        "list-1-2",
        "list-1-3",
        "list-con",
        "list-index",
        "aux-north",
    )
    assert slugs([["North"], ["north"], ["NORTH!"]], "region") == ("north", "north-2", "north-3")
    long = slugs([["Yorkshire and the Humber", "East Midlands", "West Midlands", "London"]], "list")
    assert long == ("yorkshire-and-the-humber-east-midlands",)
    assert slugs([["x" * 100], ["one " * 20]], "list") == (
        "x" * MAX_SLUG,
        "one-one-one-one-one-one-one-one-one-one-one-one",
    )
