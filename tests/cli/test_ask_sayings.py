"""`hustings ask` with sayings: scenarios, ballots, documents, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.cli.ask import ask as command
from hustings.cli.main import main
from hustings.planning.sayings.catalogue import NAMES

SCENARIO = """
[election]
title = "Committee"
seats = 2
rules = "scotland"
voters = 600

[[candidates]]
name = "Ash"
slate = "Trees"
[[candidates]]
name = "Birch"
slate = "Trees"
[[candidates]]
name = "Carp"
slate = "Fish"
[[candidates]]
name = "Dace"
slate = "Fish"

[slates.Trees]
support = 0.55
uncertainty = 0.03
[slates.Fish]
support = 0.45
uncertainty = 0.03

[following]
share = 0.4

[plan]
slate = "Trees"
draws = 20
seed = 7
"""
WARD = """4 2
40 1 2 0
8 2 0
20 3 4 0
19 4 3 0
3 4 0
0
"Ash"
"Birch"
"Cedar"
"Dogwood"
"Ward"
"""
SLATES = "candidate,slate\nAsh,Us\nBirch,Us\nCedar,Them\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "committee.toml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "ward.blt").write_text(WARD, encoding="utf-8")
    (tmp_path / "slates.csv").write_text(SLATES, encoding="utf-8")
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert main(["ask", *map(str, arguments), "--quiet", "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_the_document_of_a_scenario(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, files / "committee.toml", "--draws", 4, "--saying", "loathed")
    assert {key: document[key] for key in ("format", "source", "rules", "for", "draws")} == {
        "format": "hustings-ask/1",
        "source": "scenario",
        "rules": "scotland",
        "for": "Trees",
        "draws": 4,
    }
    (saying,) = document["sayings"]
    assert saying["name"] == "loathed"
    assert saying["figures"][0] == {
        "what": "own_changed_times",
        "value": 0,
        "standard_error": None,
        "unit": "draws",
        "about": {"slate": "Trees", "unwelcome": "Fish"},
        "figure": "Times that a seat of Trees changed",
    }
    assert [one["verdict"] for one in saying["readings"]] == ["holds", "cannot tell"]
    assert saying["verdict"] == "cannot tell"
    assert saying["assumed"][0].startswith("The unwelcome are Fish")


def test_the_document_of_ballots_with_slates_from_a_file(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = asked(
        capsys, files / "ward.blt", "--slates", files / "slates.csv", "--rules", "scotland",
        "--saying", "exhausted",
    )  # fmt: skip
    assert (document["source"], document["for"], document["draws"]) == ("ballots", "Us", 50)
    figures = {one["what"]: one["value"] for one in document["sayings"][0]["figures"]}
    # The quota is 31 of 90. 40 papers carry the surplus of Ash, 9, to Birch, who loses with it.
    # They and the 8 others of hers are exhausted, at 0.225 and at a whole vote.
    assert figures["exhausted_papers"] == 1
    assert figures["exhausted_weight"] == pytest.approx((9 + 8) / 48, abs=1e-6)


def test_seed_and_cores(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = files / "committee.toml"
    one = asked(capsys, path, "--draws", 3, "--cores", 1)
    assert asked(capsys, path, "--draws", 3, "--cores", 2) == one
    other = asked(capsys, path, "--draws", 3, "--seed", 8)
    assert (one["seed"], other["seed"]) == (7, 8)
    assert other["sayings"] != one["sayings"]


def test_every_saying_is_written_in_words_on_both_grounds(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key without words is an error; so is a place that nothing fills."""
    calls = (
        [files / "committee.toml", "--draws", "3"],
        [files / "committee.toml", "--draws", "3", "--slate", "Fish", "--rules", "meek-prf"],
        [files / "committee.toml", "--draws", "3", "--rules", "block-vote"],
        [files / "ward.blt", "--slates", files / "slates.csv", "--draws", "3"],
        [files / "ward.blt", "--slates", files / "slates.csv", "--slate", "them", "--draws", "3"],
    )
    for call in calls:
        assert main(["ask", *map(str, call), "--quiet"]) == 0
        text = capsys.readouterr().out
        assert all(len(line) <= 80 for line in text.splitlines())
        assert "{" not in text


def test_each_saying_is_named_in_the_help() -> None:
    (option,) = [one for one in command.params if one.name == "sayings"]
    said = " ".join(getattr(option, "help", "").split())
    assert ", ".join(NAMES[:-1]) + " or " + NAMES[-1] in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["committee.toml", "--saying", "beynd"],
            "no saying is called 'beynd'; did you mean `beyond`?",
        ),
        (["committee.toml", "--slate", "Tree"], "no slate is called 'Tree'; did you mean `Trees`?"),
        (["committee.toml", "--lots", "1"], "--lots is for ballots; a scenario says it itself"),
        (["committee.toml", "--contest", "A"], "--contest is for ballots; a scenario"),
        (["committee.toml", "--faulty-ballots"], "--faulty-ballots is for ballots; a scenario"),
        (["committee.toml", "--on-gap", "skip"], "--on-gap is for ballots; a scenario"),
        (["committee.toml", "--language", "de"], "only for cy, en; choose one of these"),
        (["committee.toml", "--friends", "3"], "--friends does not go with sayings"),
        (["ward.blt", "--keep", "Ash"], "--keep does not go with sayings"),
        (["committee.toml", "--vote", "Ash"], "a vote is asked of ballots, and this is a scenario"),
        (["ward.blt", "--vote", "Ash", "--friends", "9" * 30], "is not in the range"),
        (["committee.toml", "--rules", "ers98"], "no rule set is called 'ers98'"),
        (["shared.toml"], "sayings cannot keep slates apart that share candidates; give each"),
        (["committee.toml", "--rules", "irv"], "this election has 2; choose other rules"),
        (
            ["ward.blt", "--slates", "slates.csv", "--rules", "irv"],
            "irv fills one place, this election has 2; give --seats 1 or choose other rules",
        ),
        (["committee.toml", "-o", "asked.csv"], "the format cannot be told from this name"),
        (["ward.blt"], "these ballots name no slates or parties"),
        (["ward.blt", "--vote", "Ash", "--draws", "3"], "--draws does not go with --vote"),
        (["--vote", "Ash"], "--vote is asked of a file of ballots"),
        (["ward.blt", "--slates", "others.csv"], "no candidate is called 'Elm'"),
    ],
)
def test_what_is_refused(
    files: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    shared = SCENARIO.replace('slate = "Fish"', 'slate = ["Fish", "Trees"]', 1)
    (files / "shared.toml").write_text(shared, encoding="utf-8")
    (files / "others.csv").write_text("candidate,slate\nAsh,Us\nElm,Us\n", encoding="utf-8")
    monkeypatch.chdir(files)
    assert main(["ask", *arguments, "--quiet"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
