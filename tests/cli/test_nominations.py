"""`hustings nominations`, as people and programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Hustings

LIST = """\
CLP,Region,Kind,Candidate
Leeds East,North,branch,Ann Archer
Leeds East,North,branch,Bo Bell
Growers,South,Union,Ann Archer
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def slates(tmp_path: Path) -> Path:
    path = tmp_path / "slates.csv"
    path.write_text("candidate,slate\nAnn Archer,Spade\nBo Bell,Rake\n", encoding="utf-8")
    return path


NOTE = "hustings: note: The column `CLP` is read as the body.\n"


def test_the_document(hustings: Hustings, listed: Path, slates: Path) -> None:
    status, out, errors = hustings(
        *(
            "nominations",
            listed,
            "--slates",
            slates,
            "--threshold",
            "1",
            "--threshold",
            "union = 1",
        ),
        *("--format", "json"),
    )
    assert (status, errors) == (0, NOTE)
    assert json.loads(out) == {
        "format": "hustings-nominations/1",
        "title": "",
        "nominations": 3,
        "listed": 3,
        "bodies": 2,
        "threshold": {"bodies": 1, "by_kind": {"Union": 1}},
        "candidates": [
            {
                "name": "Ann Archer",
                "slate": "Spade",
                "rank": 1,
                "tied": False,
                "nominations": 2,
                "share": "0.666667",
                "by_region": {"North": 1, "South": 1},
                "by_kind": {"branch": 1, "Union": 1},
                "passes": True,
            },
            {
                "name": "Bo Bell",
                "slate": "Rake",
                "rank": 2,
                "tied": False,
                "nominations": 1,
                "share": "0.333333",
                "by_region": {"North": 1, "South": 0},
                "by_kind": {"branch": 1, "Union": 0},
                "passes": False,
            },
        ],
        "slates": [
            {
                "name": "Spade",
                "candidates": 1,
                "nominations": 2,
                "share": "0.666667",
                "mean": "2.000",
                "lowest": 2,
                "highest": 2,
                "by_region": {"North": 1, "South": 1},
                "passing": 1,
            },
            {
                "name": "Rake",
                "candidates": 1,
                "nominations": 1,
                "share": "0.333333",
                "mean": "1.000",
                "lowest": 1,
                "highest": 1,
                "by_region": {"North": 1, "South": 0},
                "passing": 0,
            },
        ],
        "regions": [
            {"name": "North", "bodies": 1, "nominations": 2, "share": "0.666667"},
            {"name": "South", "bodies": 1, "nominations": 1, "share": "0.333333"},
        ],
        "kinds": [
            {"name": "branch", "bodies": 1, "nominations": 2, "share": "0.666667"},
            {"name": "Union", "bodies": 1, "nominations": 1, "share": "0.333333"},
        ],
        "by_body": [
            {"name": "Growers", "region": "South", "kind": "Union", "candidates": ["Ann Archer"]},
            {
                "name": "Leeds East",
                "region": "North",
                "kind": "branch",
                "candidates": ["Ann Archer", "Bo Bell"],
            },
        ],
        "notes": ["The column `CLP` is read as the body."],
    }


def test_the_format_by_the_name_of_the_output(
    hustings: Hustings, listed: Path, tmp_path: Path
) -> None:
    beginnings = {
        "n.txt": "Nominations\n\n3 nominations by 2 bodies for 2 candidates.",
        "n.json": '{\n "format": "hustings-nominations/1"',
        "n.csv": "\ufeffcandidate,slate,rank,nominations,share,North,South,branch,Union\n",
        "n.html": "<!doctype html>",
    }
    for name, beginning in beginnings.items():
        out = tmp_path / name
        assert hustings("nominations", listed, "-q", "-o", out) == (0, "", "")
        assert out.read_text("utf-8").startswith(beginning)
    assert hustings("nominations", listed, "-q", "-o", tmp_path / "n.pdf") == (
        2,
        "",
        f"hustings: {tmp_path}/n.pdf: the format cannot be told from this name; end it in .txt,"
        " .json, .csv or .html, or give --format\n",
    )


def test_from_standard_input_with_aliases(hustings: Hustings, tmp_path: Path) -> None:
    (tmp_path / "aliases.txt").write_text("Bob Bell = Bo Bell\n")
    status, out, errors = hustings(
        *("nominations", "-", "--aliases", tmp_path / "aliases.txt", "--format", "csv"),
        stdin=b"body,candidate\nLeeds,Bob Bell\nBath,Bo Bell\n",
    )
    assert (status, errors) == (0, "")
    assert out == "candidate,slate,rank,nominations,share\nBo Bell,,1,2,1.000000\n"


BAD = {
    ("--threshold", "many"): "`many` is not a threshold; give --threshold 5, or --threshold KIND=5"
    " for bodies of a kind",
    ("--threshold", "=5"): "`=5` is not a threshold; give --threshold 5, or --threshold KIND=5 for"
    " bodies of a kind",
    ("--threshold", "0"): "`0` is not a threshold; give --threshold 5, or --threshold KIND=5 for"
    " bodies of a kind",
    ("--threshold", "unon=2"): "no body is of the kind `unon`; did you mean `Union`?",
    ("--threshold", "2", "--threshold", "3"): "two thresholds are given for all bodies; give one",
    ("--threshold", "union=2", "--threshold", "Union=3"): "two thresholds are given for `Union`;"
    " give one",
    ("--total", "9"): "{list}: --total is for totals, and these are single nominations; leave it"
    " out",
    ("--sheet", "May"): "{list}: a sheet is asked for, but this is not a spreadsheet; leave --sheet"
    " out",
    ("--slates", "nowhere.csv"): "nowhere.csv: the file cannot be read: No such file or directory;"
    " check the name",
    ("-o", "{list}"): "{list}: this would overwrite what is read; name another file",
    ("--slates", "-", "--aliases", "-"): "standard input can be read only once; give one `-`",
}


@pytest.mark.parametrize("options", BAD, ids=" ".join)
def test_what_is_refused(hustings: Hustings, listed: Path, options: tuple[str, ...]) -> None:
    given = [option.format(list=listed) for option in options]
    said = BAD[options].format(list=listed)
    assert hustings("nominations", listed, "-q", *given) == (2, "", f"hustings: {said}\n")
