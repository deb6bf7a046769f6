"""`hustings plan fit --nominations` from the command line."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from cli.conftest import Hustings

LIST = """\
body,region,candidate
Leeds,North,Ann Archer
Leeds,North,Bo Bell
Bath,South,Ann Archer
"""
SLATES = "candidate,slate\nAnn Archer,Spade\nBo Bell,Rake\n"


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    (tmp_path / "list.csv").write_text(LIST)
    (tmp_path / "slates.csv").write_text(SLATES)
    return ["--nominations", f"{tmp_path}/list.csv", "--slates", f"{tmp_path}/slates.csv"]


def test_lines_for_a_scenario_or_a_document(
    hustings: Hustings, given: list[str], tmp_path: Path
) -> None:
    status, out, errors = hustings("plan", "fit", *given)
    assert (status, errors) == (0, "")
    assert out.startswith("# Proposed from 3 nominations by 2 bodies by `hustings plan fit`.\n")
    lines = tomllib.loads(out)
    assert [one["name"] for one in lines["candidates"]] == ["Ann Archer", "Bo Bell"]
    assert {name: slate["support"] for name, slate in lines["slates"].items()} == {
        "Spade": 0.6667,
        "Rake": 0.3333,
    }
    assert hustings("plan", "fit", *given, "-o", tmp_path / "fit.json") == (0, "", "")
    found = json.loads((tmp_path / "fit.json").read_text())
    assert found["format"] == "hustings-nominations-fit/1"
    assert [one["support"] for one in found["slates"]] == [0.666667, 0.333333]


def test_notes_unless_quiet(hustings: Hustings, given: list[str], tmp_path: Path) -> None:
    (tmp_path / "slates.csv").write_text("candidate,slate\nAnn Archer,Spade\n")
    note = "hustings: note: slates.csv does not say the slate of `Bo Bell`: counted as of none.\n"
    assert hustings("plan", "fit", *given).err == note
    assert hustings("plan", "fit", *given, "--quiet").err == ""


REFUSED = {
    (): "there is nothing to learn from; give ballot files, or --nominations FILE",
    ("--slates", "s.csv"): "--slates, --aliases and --sheet go with --nominations; leave them out,"
    " or give --nominations FILE",
    ("--nominations", "n.csv", "ballots.blt"): "--nominations takes the place of ballots; leave out"
    " BALLOTS and --candidates, or --nominations",
    ("--nominations", "n.csv", "--candidates", "c.csv"): "--nominations takes the place of ballots;"
    " leave out BALLOTS and --candidates, or --nominations",
    ("--nominations", "nowhere.csv"): "nowhere.csv: the file cannot be read: No such file or"
    " directory; check the name",
}


@pytest.mark.parametrize("options", REFUSED, ids=" ".join)
def test_what_is_refused(hustings: Hustings, options: tuple[str, ...]) -> None:
    assert hustings("plan", "fit", *options) == (2, "", f"hustings: {REFUSED[options]}\n")


def test_without_slates_there_is_nobody_to_plan_for(hustings: Hustings, given: list[str]) -> None:
    assert hustings("plan", "fit", *given[:2]) == (
        2,
        "",
        "hustings: nobody is said to stand for a slate; say who stands together with --slates\n",
    )


# -- the slate that a primary chose ----------------------------------------------------------------

PRIMARY = '3 2\n5 1 2 0\n4 2 1 0\n1 3 0\n0\n"Ann"\n"Bea"\n"Cy"\n"Who stands for Spade"\n'
SCENARIO = """\
[election]
seats = 2
rules = "ers97"
voters = 500

[[candidates]]
name = "Dev"
slate = "Rake"

[slates.Rake]
support = 0.6

[slates.Spade]
support = 0.4

[plan]
slate = "Spade"
"""


@pytest.fixture
def primary(hustings: Hustings, tmp_path: Path) -> Path:
    (tmp_path / "primary.blt").write_text(PRIMARY)
    path = tmp_path / "primary.json"
    assert hustings("count", tmp_path / "primary.blt", "-q", "-o", path).status == 0
    return path


def test_from_a_primary_to_a_scenario_that_counts(
    hustings: Hustings, primary: Path, tmp_path: Path
) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(SCENARIO)
    words = ("plan", "slate", primary, "--name", "Spade", "--scenario", scenario, "-o", scenario)
    assert hustings(*words) == (0, "", "")
    assert scenario.read_text() == SCENARIO + (
        "\n# In order of election: Who stands for Spade, counted under ers97.\n"
        '[[candidates]]\nname = "Ann"\nslate = "Spade"\n'
        '\n[[candidates]]\nname = "Bea"\nslate = "Spade"\n'
    )
    done = hustings("plan", "evaluate", scenario, "--draws", "5", "--format", "csv", "-q")
    assert (done.status, done.err) == (0, "")


def test_the_name_of_the_slate(hustings: Hustings, primary: Path) -> None:
    status, out, errors = hustings("plan", "slate", primary, "--support", "0.25")
    assert (status, errors) == (
        0,
        "hustings: note: the slate is called `Who stands for Spade`; --name says otherwise\n",
    )
    assert out.endswith('\n[slates."Who stands for Spade"]\nsupport = 0.25\n')
    assert hustings("plan", "slate", primary, "--name", " ") == (
        2,
        "",
        "hustings: the name of the slate is empty; give another --name\n",
    )


def test_a_primary_without_a_title_needs_a_name(hustings: Hustings, primary: Path) -> None:
    primary.write_text(primary.read_text().replace("Who stands for Spade", ""))
    assert hustings("plan", "slate", primary, "-q") == (
        2,
        "",
        f"hustings: {primary}: the primary has no title to call the slate by; give --name\n",
    )


def test_a_record_that_was_changed_is_said_to_be(hustings: Hustings, primary: Path) -> None:
    primary.write_text(primary.read_text().replace('"Ann"', '"Anne"'))
    assert hustings("plan", "slate", primary, "--name", "Spade").err == (
        f"hustings: note: {primary}: the digest does not match the content: it has been changed\n"
    )
