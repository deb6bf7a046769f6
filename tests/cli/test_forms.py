"""Files that clubs and clerks really hold, from the shell: counted right, or a line that works."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from .conftest import Hustings

# What each of the found files says, by its note: candidates, valid papers, first preferences.
FOUND = {
    "arrows-with-column": ({"Ann": 1, "Bo": 1, "Cy": 0}, 2),
    "ballot-number-as-candidate": ({"Ann": 1, "Bo": 2, "Cy": 0}, 3),
    "excel-sep-line": ({"Ann": 1, "Bo": 1, "Cy": 0}, 2),
    "gforms-grid-ordinals": ({"Ann": 2, "Bo": 2, "Cy": 1}, 5),
    "gforms-timestamp-elected": ({"Ann": 1, "Bo": 2, "Cy": 1}, 4),
    "limesurvey": ({"Ann": 1, "Bo": 2, "Cy": 0}, 3),
    "msforms-ranking": ({"Ann": 1, "Bo": 2, "Cy": 0}, 3),
    "ranks-with-point-zero": ({"Ann": 1, "Bo": 2, "Cy": 0}, 3),
    "skipped-ranks-meek": ({"Ann": 3, "Bo": 0, "Cy": 0}, 3),
    "trailing-empty-rows": ({"Ann": 1, "Bo": 2, "Cy": 0}, 3),
    "voterid-elected": ({"Ann": 1, "Bob": 1, "Cyd": 1}, 3),
}
FORM = """\
Timestamp,Chair [1st],Chair [2nd],Clerk [1st],Clerk [2nd]
02/11/2026 09:12:01,Ann,Bo,Di,UWI
02/11/2026 09:15:22,Bo,Ann,Ed,Di
02/11/2026 09:20:45,Ann,,Ed,
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FOUND)
def test_a_found_file_is_counted_as_a_person_would(
    hustings: Hustings, data: Path, name: str
) -> None:
    path = data / "counting" / "found" / f"{name}.csv"
    ended = hustings(
        *("count", path, "--rules", "scotland", "--seats", "1", "--lots", "x", "--format", "json")
    )
    assert ended.status == 0, ended.err
    record = json.loads(ended.out)
    firsts, valid = FOUND[name]
    assert record["ballots"]["valid"] == valid
    assert record["ballots"]["invalid"] == 0
    votes = record["stages"][0]["votes"]
    assert {name: float(number) for name, number in votes.items()} == firsts
    assert record["source"]["format"] == "csv"
    assert record["source"]["candidates_found"] == len(firsts)
    headings = [column["heading"] for column in record["source"]["columns"]]
    assert headings
    left_out = [c["heading"] for c in record["source"]["columns"] if c["read_as"] == "left out"]
    assert all(f"`{heading}`: left out" in ended.err for heading in left_out)


def test_two_contests_are_told_apart_and_the_line_works(hustings: Hustings, data: Path) -> None:
    path = data / "counting" / "found" / "two-contests-one-form.csv"
    refused = hustings("count", path, "--rules", "scotland", "--seats", "1")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.endswith(
        "form.csv, line 1: there are 2 contests in this file: `Chair`, `Treasurer`; choose one with"
        ' --contest "Chair"; hustings count FILE --contest all -o FOLDER counts every one\n'
    )
    words = shlex.split(refused.err.rpartition("choose one with ")[2].partition(";")[0])
    counted = hustings("count", path, "--rules", "scotland", "--seats", "1", "-q", *words)
    assert counted.status == 0
    assert "1. Ann was elected" in counted.out


def test_columns_named_by_hand(hustings: Hustings, form: Path) -> None:
    ended = hustings(
        *("count", form, "--rules", "scotland", "--seats", "1", "--format", "json", "-q"),
        *("--columns", "Clerk [1st],Clerk [2nd]"),
    )
    record = json.loads(ended.out)
    assert record["election"]["candidates"] == ["Di", "Ed"]
    assert [c["read_as"] for c in record["source"]["columns"]] == [
        *("left out", "left out", "left out", "rank 1", "rank 2")
    ]


def test_write_ins_stand_where_that_is_said(hustings: Hustings, form: Path) -> None:
    words = ("count", form, "--rules", "scotland", "--seats", "1", "--contest", "Clerk")
    left_out = hustings(*words, "--format", "json")
    assert json.loads(left_out.out)["election"]["candidates"] == ["Di", "Ed"]
    assert "1 mark for `UWI` left out" in left_out.err
    stands = hustings(*words, "--format", "json", "--write-ins", "candidate")
    assert json.loads(stands.out)["election"]["candidates"] == ["Di", "Ed", "UWI"]


def test_aliases_and_candidates(hustings: Hustings, tmp_path: Path) -> None:
    ballots = tmp_path / "ballots.csv"
    ballots.write_text("1st,2nd\nBob Smith,Ann\nRobert Smith,Ann\nAnn,\n", encoding="utf-8")
    aliases = tmp_path / "aliases.txt"
    aliases.write_text("# spellings\nBob Smith = Robert Smith\n", encoding="utf-8")
    words = ("count", ballots, "--rules", "scotland", "--seats", "1", "--format", "json", "-q")
    told = json.loads(hustings(*words, "--aliases", aliases).out)
    assert told["election"]["candidates"] == ["Ann", "Robert Smith"]
    assert told["stages"][0]["votes"] == {"Ann": "1.00000", "Robert Smith": "2.00000"}
    names = tmp_path / "names.txt"
    names.write_text("Robert Smith\nAnn\nCy\n", encoding="utf-8")
    told = json.loads(hustings(*words, "--aliases", aliases, "--candidates", names).out)
    assert told["election"]["candidates"] == ["Robert Smith", "Ann", "Cy"]
    strange = hustings(*words, "--candidates", names)
    assert strange.status == 2
    assert strange.err == (
        f"hustings: {ballots}, line 2: `Bob Smith` is not among the candidates that were given with"
        " --candidates; did you mean `Robert Smith`?\n"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--columns", "Chair [3rd]"], "line 1: no columns are called `Chair [3rd]`; did you mean"),
        (["--columns", ""], "`` names no columns; give headings with commas between them"),
        (["--columns", '"a'], '`"a` names no columns; give headings'),
        (
            ["--contest", "Treasurer"],
            "line 1: no contests are called `Treasurer`; they are `Chair`",
        ),
        (["--candidates", "{tmp}/none.txt"], "none.txt: this cannot be read: No such file"),
        (["--candidates", "{tmp}/empty.txt"], "empty.txt: no names are given"),
        (["--candidates", "{tmp}/twice.txt"], "twice.txt, line 2: `Ann` is listed twice"),
        (["--aliases", "{tmp}/twice.txt"], "twice.txt, line 1: `Ann` is not an alias; write what"),
        (["--sheet", "Votes"], "a sheet is asked for, but this is not a spreadsheet"),
        (
            ["--contest", "Chair", "--on-gap", "skip"],
            "scotland already says what becomes of a ballot",
        ),
    ],
)
def test_wrong_directions_get_one_line(
    hustings: Hustings, form: Path, tmp_path: Path, words: list[str], line: str
) -> None:
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "twice.txt").write_text("Ann\nAnn\n", encoding="utf-8")
    given = [word.replace("{tmp}", str(tmp_path)) for word in words]
    ended = hustings("count", form, "--rules", "scotland", "--seats", "1", "-q", *given)
    assert (ended.status, ended.out) == (2, "")
    assert line in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(("word", "first"), [("skip", "Bo"), ("stop", "Bo")])
def test_policies_stand_in_the_record(
    hustings: Hustings, tmp_path: Path, word: str, first: str
) -> None:
    path = tmp_path / "gap.csv"
    path.write_text("Q [Ann],Q [Bo],Q [Cy]\n3,1,\n2,1,3\n1,2,\n", encoding="utf-8")
    words = ("count", path, "--rules", "meek-prf", "--seats", "1", "-q")
    refused = hustings(*words)
    assert refused.status == 2
    assert "--on-gap skip or --on-gap stop" in refused.err
    record = json.loads(hustings(*words, "--on-gap", word, "--format", "json").out)
    assert record["policies"] == {"gap": word}
    assert record["elected"] == [first]
    curtailed = {"a preference left out": 1} if word == "stop" else {}
    assert record["ballots"]["curtailed"] == curtailed
    page = hustings(*words, "--on-gap", word, "--format", "html").out
    assert "The rules leave open what becomes of a paper with a preference left out" in page
    assert f"--on-gap {word}" in page


def test_a_form_becomes_another_format(hustings: Hustings, form: Path, tmp_path: Path) -> None:
    ended = hustings(
        *("convert", form, tmp_path / "chair.blt", "--seats", "1", "--contest", "Chair", "-q")
    )
    assert (ended.status, ended.err) == (0, "")
    assert (tmp_path / "chair.blt").read_text("utf-8").startswith("2 1\n")
