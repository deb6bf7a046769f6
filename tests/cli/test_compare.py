"""`hustings compare`: where two accounts of one count part, by hand and on official sheets."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import WARD, Hustings
from hustings.counting.account import account
from hustings.counting.compare import Difference, compare
from hustings.errors import InputError

OFFICIAL = [
    ("dundee_2022_ward1", "strathmartine", 44),
    ("dundee_2022_ward3", "west_end", 104),
    ("dundee_2022_ward4", "coldside", 118),
    ("glasgow_2007_linn", "", 121),
]


@pytest.fixture
def record(hustings: Hustings) -> dict[str, Any]:
    """The record of the ward, under the Scottish rules."""
    out = hustings("count", "-", "--rules", "scotland", "--format", "json", stdin=WARD.encode()).out
    document: dict[str, Any] = json.loads(out)
    return document


def sheet() -> dict[str, Any]:
    """A sheet of the same count as a person might type it."""
    return {
        "source": "by hand",
        "ballots": "ward.blt",
        "seats": 2,
        "valid_votes": 15,
        "quota": 6,
        "stages": [
            {
                "votes": {"ANN": "9", "Ben": "3.0", " cát ": 1, "Dev": None},
                "non_transferable": "0.00000",
                "elected": ["Ann"],
                "excluded": [],
                "surplus": None,
            },
            {"votes": {"Cát": "3.99997"}, "surplus": "ann"},
            {"votes": {"Ann": 6}, "excluded": ["DEV"]},
            {"elected": ["Cát"], "excluded": ["Ben"]},
        ],
        "elected": ["Ann", "Cát"],
    }


def test_a_record_equals_itself(record: dict[str, Any]) -> None:
    comparison = compare(record, record)
    assert comparison.equal
    assert (comparison.differences, comparison.only_left, comparison.only_right) == ((), (), ())
    assert comparison.cells == len(account(record).cells) > 100


def test_the_engine_makes_no_difference(record: dict[str, Any]) -> None:
    other = {**record, "engine": "fast", "digest": "sha256:0"}
    assert compare(record, other) == compare(record, record)


def test_a_sheet_is_compared_as_far_as_it_goes(record: dict[str, Any]) -> None:
    comparison = compare(record, sheet())
    assert comparison.differences == ()
    # seats, valid papers, quota; 3 votes, non-transferable, elected, excluded; 1 vote, action, of;
    # 1 vote, excluded; elected, excluded; number of stages; all elected.
    assert comparison.cells == 3 + 6 + 3 + 2 + 2 + 1 + 1
    assert comparison.only_right == ()
    assert ("votes", 11) in comparison.only_left
    turned = compare(sheet(), record)
    assert (turned.cells, turned.differences) == (comparison.cells, ())
    assert turned.only_right == comparison.only_left


def test_two_sheets(record: dict[str, Any]) -> None:
    comparison = compare(sheet(), sheet())
    assert (comparison.cells, comparison.differences) == (18, ())


def change(document: dict[str, Any], value: object, *path: str | int) -> dict[str, Any]:
    """A copy with the value at `path` changed; None takes it away."""
    changed = copy.deepcopy(document)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "differences"),
    [
        (("stages", 1, "votes", "Cát"), "3.9999700", ()),
        (
            ("stages", 1, "votes", "Cát"),
            "3.99996",
            (Difference(2, "votes", "Cát", "3.99997", "3.99996"),),
        ),
        (
            ("stages", 2, "non_transferable"),
            "0.00004",
            (Difference(3, "non_transferable", "", "0.00003", "0.00004"),),
        ),
        (("stages", 2, "excluded"), ["Ben"], (Difference(3, "excluded", "", "Dev", "Ben"),)),
        (("stages", 3, "elected"), [], (Difference(4, "elected", "", "Cát", "nobody"),)),
        (
            ("stages", 1, "transfers", 0, "votes", "Cát"),
            None,
            (Difference(2, "transfers 1 votes", "Cát", "2.99997", "nothing"),),
        ),
        (("elected",), ["Cát", "Ann"], (Difference(0, "all elected", "", "Ann, Cát", "Cát, Ann"),)),
        (("stages", 0, "elected"), ["ANN"], ()),
        (
            ("rules", "name"),
            "ers97",
            (Difference(0, "rules name", "", "scotland", "ers97"),),
        ),
        (
            ("election", "candidates"),
            ["Ben", "Ann", "Cát", "Dev"],
            (Difference(0, "election candidates", "", "Ann, Ben, Cát, Dev", "Ben, Ann, Cát, Dev"),),
        ),
        (("stages", 0, "clause"), "46.0", (Difference(1, "clause", "", "46", "46.0"),)),
    ],
)
def test_what_differs_between_records(
    record: dict[str, Any],
    path: tuple[str | int, ...],
    value: object,
    differences: tuple[Difference, ...],
) -> None:
    other = change(record, value, *path)
    comparison = compare(record, other)
    assert comparison.differences == differences
    assert comparison.cells == compare(record, record).cells
    turned = compare(other, record).differences
    assert [(d.right, d.left) for d in turned] == [(d.left, d.right) for d in differences]


def test_the_first_difference_is_the_earliest_in_the_count(record: dict[str, Any]) -> None:
    other = change(record, ["Ann", "Ben"], "elected")
    other = change(other, "5.00000", "stages", 3, "votes", "Ann")
    other = change(other, "4.00000", "stages", 1, "votes", "Cát")
    other = change(other, "sha256:0", "ballots", "digest")
    where = [(d.stage, d.field) for d in compare(record, other).differences]
    assert where == [(0, "ballots digest"), (2, "votes"), (4, "votes"), (0, "all elected")]


def test_a_stage_more(record: dict[str, Any]) -> None:
    shorter = change(record, record["stages"][:3], "stages")
    comparison = compare(record, shorter)
    assert comparison.differences == (Difference(0, "number of stages", "", "4", "3"),)
    assert ("votes", 4) in comparison.only_left
    short_sheet = change(sheet(), sheet()["stages"][:3], "stages")
    assert compare(record, short_sheet).differences == comparison.differences


def test_a_sheet_may_number_the_stages_it_gives(record: dict[str, Any]) -> None:
    one = {"stages": [{"number": 3, "votes": {"Cát": "5.99997", "Ben": "4"}}]}
    assert compare(record, one).differences == (Difference(3, "votes", "Ben", "3.00000", "4"),)
    null = {"stages": [None, None, {"votes": {"Cát": "5.99997"}}, None]}
    assert compare(record, null).cells == 2


def test_a_wrong_surplus(record: dict[str, Any]) -> None:
    wrong = change(sheet(), "Ben", "stages", 1, "surplus")
    assert compare(record, wrong).differences == (Difference(2, "of", "", "Ann", "Ben"),)
    wrong = change(sheet(), "Ann", "stages", 2, "surplus")
    assert [(d.stage, d.field, d.left, d.right) for d in compare(record, wrong).differences] == [
        (3, "action", "exclusion", "surplus"),
        (3, "of", "Dev", "Ann"),
    ]


def test_an_unknown_name_is_a_difference(record: dict[str, Any]) -> None:
    wrong = copy.deepcopy(sheet())
    wrong["stages"][1]["votes"] = {"Cat": "3.99997"}
    assert compare(record, wrong).differences == (
        Difference(0, "candidate", "Cat", "not named", "named"),
    )
    # Between two sheets, one of which leaves people out, it can only be told with names left over
    # on both sides.
    part = {"stages": [{"number": 1, "votes": {"Ann": 9}}]}
    assert compare(part, sheet()).differences == ()
    both = compare(
        {"stages": [{"votes": {"Ann": 9, "Bill": 3}}]},
        {"stages": [{"votes": {"Ann": 9, "Ben": 3}}]},
    )
    assert both.differences == (
        Difference(0, "candidate", "Bill", "named", "not named"),
        Difference(0, "candidate", "Ben", "not named", "named"),
    )


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ([], "this is not a record of a count; give an object with `stages`"),
        (
            {"votes": {}},
            "this is not a record of a count: it has neither `stages` nor `elected`; make one with"
            " hustings count FILE --format json",
        ),
        (
            {"format": "hustings-count/9", "stages": []},
            "the format 'hustings-count/9' is not known; give hustings-count/1 or no format",
        ),
        ({"stages": 3}, "`stages` is not a list; give one object for each stage"),
        ({"stages": [3]}, "a stage is not an object; give an object with names as keys"),
        ({"stages": [{"votes": []}]}, "votes is not an object; give an object with names as keys"),
        ({"stages": [{"elected": "Ann"}]}, "elected is not a list; give a list of names"),
        ({"elected": [1]}, "1 is not a candidate's name; write names as text"),
        ({"stages": [{"number": 0}]}, "0 is not a stage; number stages from 1"),
        (
            {"stages": [{"votes": {"Ann": "many"}}]},
            "stage 1, votes of Ann is 'many', not a number; write a decimal number",
        ),
        (
            {"stages": [{"votes": {"Ann": "1", "ANN": "1"}}]},
            "stage 1, votes of ann is given twice",
        ),
    ],
)
def test_what_is_no_account(document: object, line: str) -> None:
    with pytest.raises(InputError) as raised:
        account(document)
    assert str(raised.value) == line


def test_nothing_in_common(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="nothing in common"):
        compare(record, {"stages": [{"number": 99, "votes": {"Ann": 1}}]})


# -- on the command line ---------------------------------------------------------------------------


def store(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_equal_files(hustings: Hustings, record: dict[str, Any], tmp_path: Path) -> None:
    one, other = store(tmp_path / "a.json", record), store(tmp_path / "b.json", sheet())
    assert hustings("compare", one, other) == (
        0,
        f"A: {one}\nB: {other}\n18 cells compared, none differ.\n"
        "Not compared, only in A: election (3), rules (2), ballots (3), action (3), of (3),"
        " clause (4), quota (4), votes (11), lost to fractions (4), ties (4), papers (16),"
        " non-transferable papers (4), transfers (22), non-transferable (3), elected (2),"
        " excluded (1), elections (11), lots (1)\n",
        "",
    )


def test_differing_files(hustings: Hustings, record: dict[str, Any], tmp_path: Path) -> None:
    one = store(tmp_path / "a.json", record)
    other = change(record, "3.99996", "stages", 1, "votes", "Cát")
    other = change(other, "0.00004", "stages", 1, "non_transferable")
    status, out, err = hustings("compare", one, "-", stdin=json.dumps(other).encode())
    cells = compare(record, record).cells
    assert (status, out) == (
        1,
        f"A: {one}\nB: -\n{cells} cells compared, 2 differ.\n"
        "First difference: stage 2, votes of Cát: 3.99997 in A, 3.99996 in B\n"
        "Then: stage 2, non-transferable: 0.00003 in A, 0.00004 in B\n",
    )
    assert err == (
        "hustings: note: -: the digest does not match the content: it has been changed\n"
    )


def test_json(hustings: Hustings, record: dict[str, Any], tmp_path: Path) -> None:
    one = store(tmp_path / "a.json", record)
    other = store(tmp_path / "b.json", change(sheet(), "9.5", "stages", 0, "votes", "ANN"))
    status, out, _ = hustings("compare", one, other, "--format", "json")
    document = json.loads(out)
    assert status == 1
    assert document.pop("only_in_a")["votes"] == 11
    assert document == {
        "format": "hustings-compare/1",
        "equal": False,
        "cells": 18,
        "differing": 1,
        "differences": [
            {"stage": 1, "field": "votes", "candidate": "Ann", "a": "9.00000", "b": "9.5"}
        ],
        "only_in_b": {},
        "a": str(one),
        "b": str(other),
    }


def test_numbers_are_compared_as_written(hustings: Hustings, tmp_path: Path) -> None:
    # As binary fractions the two would be one number.
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    one.write_text('{"stages": [{"votes": {"Ann": 0.1}}]}', encoding="utf-8")
    other.write_text('{"stages": [{"votes": {"Ann": 0.10000000000000000001}}]}', encoding="utf-8")
    assert hustings("compare", one, other).status == 1
    other.write_text('{"stages": [{"votes": {"Ann": "0.100"}}]}', encoding="utf-8")
    assert hustings("compare", one, other).status == 0


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            b"{",
            "{path}, line 1: this is not JSON: Expecting property name enclosed in double quotes",
        ),
        (
            b"{\n\xff}",
            "{path}, line 2: this is not text in UTF-8; save it as UTF-8",
        ),
        (b"[" * 100_000, "{path}: this is no record; give a record"),
        (
            b'{"stages": [], "stages": []}',
            "{path}, line 1: `stages` stands twice in one object; take one out",
        ),
        (b"[]", "{path}: this is no record; give a record (hustings count FILE --format json)"),
    ],
)
def test_unreadable_files(hustings: Hustings, tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    status, out, err = hustings("compare", path, path)
    assert (status, out) == (2, "")
    assert err.startswith("hustings: " + line.format(path=path))
    assert err.count("\n") == 1


@pytest.mark.parametrize("sheet", OFFICIAL, ids=[ward for ward, *_ in OFFICIAL])
def test_official_sheets(
    hustings: Hustings, data: Path, tmp_path: Path, sheet: tuple[str, str, int]
) -> None:
    ward, name, cells = sheet
    folder = data / "counting" / "scottish-official"
    mine = tmp_path / "mine.json"
    official = folder / (f"{ward}_{name}_stages.json" if name else f"{ward}_stages.json")
    counted = hustings("count", folder / f"{ward}.blt", "--rules", "scotland", "-q", "-o", mine)
    assert counted.status == 0
    status, out, err = hustings("compare", mine, official)
    assert (status, err) == (0, "")
    assert out.splitlines()[2] == f"{cells} cells compared, none differ."
    other = hustings("count", folder / f"{ward}.blt", "--rules", "ers97", "-q", "-o", mine)
    assert other.status == 0
    assert hustings("compare", mine, official).status == 1
