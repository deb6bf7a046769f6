"""Planning from the command line: what is printed and written, what is refused, Ctrl-C."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import signal
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Hustings
from hustings.commands.plan import call as commands
from hustings.commands.plan.call import beaten_json
from hustings.commands.shell.watch import Watch, duration
from hustings.inputs.keys import schema
from hustings.planning.plan.read import read
from hustings.planning.plan.write import document, lists_csv
from hustings.planning.scenario import file as scenario_file
from hustings.planning.scenario.keys import SCENARIO as SCENARIO_KEYS
from hustings.planning.scenario.template import template
from hustings.planning.search import rivals as search_rivals
from hustings.planning.search.state import Effort
from hustings.planning.trials.evaluate import evaluate
from hustings.planning.trials.following import beaten
from hustings.report.plan.text import evaluation as evaluation_text

# Four seats; a slate of three with three quotas between them and no more.
SCENARIO = """\
[election]
title = "Allotment society"
seats = 4
rules = "ers97"

[[regions]]
name = "North"
voters = 300

[[regions]]
name = "South"
voters = 200

[[candidates]]
name = "Ann Archer"
slate = "Spade"
region = "North"

[[candidates]]
name = "Bea Bell"
slate = "Spade"

[[candidates]]
name = "Cát Cole"
slate = "Spade"
region = "South"

[[candidates]]
name = "Dev Dale"
slate = "Rake"

[[candidates]]
name = "Eve Eden"
slate = "Rake"

[[candidates]]
name = "Flo Fox"
slate = "Rake"

[slates.Spade]
support = 0.56

[slates.Rake]
support = 0.44

[following]
share = 0.5

[plan]
slate = "Spade"
lists = 2
draws = 20
seed = 7
"""
PLAN = {
    "format": "hustings-plan/1",
    "plans": [
        {
            "name": "mine",
            "sequences": {
                "North": ["Bea Bell", "Ann Archer", "Cát Cole"],
                "South": ["Cát Cole", "Ann Archer", "Bea Bell"],
            },
        }
    ],
}


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario's file."""
    path = tmp_path / "s.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan's file, as a person would write it."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN, indent=1), encoding="utf-8")
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rivals who answer each other with little effort; how well they do is not asked here."""
    effort = Effort(fresh=0, racing=4, epochs=1, counts=40, choosing=4, every=0)
    monkeypatch.setattr(search_rivals, "ANSWER", effort)


# -- evaluate --------------------------------------------------------------------------------------


def test_evaluate_prints_the_evaluation(hustings: Hustings, scenario: Path, plan: Path) -> None:
    loaded = scenario_file.load(str(scenario))
    expected = evaluate(loaded, read(str(plan), loaded), cores=1)
    assert [result.plan.name for result in expected.results] == [
        "mine",
        "no advice",
        "one order for all",
        "rotated evenly",
        "split by surname",
    ]
    weak = beaten(loaded, read(str(plan), loaded), draws=20)
    text = evaluation_text.render(loaded, expected, weak)
    assert hustings("plan", "evaluate", scenario, plan) == (0, text, "")
    status, out, err = hustings("plan", "evaluate", scenario, plan, "--format", "json")
    told = document(loaded, expected, beaten=beaten_json(weak))
    assert (status, json.loads(out), err) == (0, told, "")
    table = evaluation_text.table(loaded, expected)
    assert hustings("plan", "evaluate", scenario, plan, "--format", "csv") == (0, table, "")


@pytest.mark.parametrize("options", [(), ("--draws", "9"), ("--seed", "8")])
def test_the_same_json_on_any_number_of_cores(
    hustings: Hustings, scenario: Path, plan: Path, options: tuple[str, ...]
) -> None:
    call = ("plan", "evaluate", scenario, plan, "--format", "json", *options)
    one = hustings(*call, "--cores", "1")
    assert one.status == 0
    assert hustings(*call, "--cores", "3") == one
    assert hustings(*call) == one
    about = json.loads(one.out)["scenario"]
    draws, seed = (9 if "--draws" in options else 20), (8 if "--seed" in options else 7)
    assert (about["draws"], about["seed"], about["first_draw"]) == (draws, seed, 0)


def test_other_seeds_are_other_draws(hustings: Hustings, scenario: Path) -> None:
    call = ("plan", "evaluate", scenario, "--format", "csv", "--seed")
    assert len({hustings(*call, seed).out for seed in ("1", "2", "3")}) == 3


def test_without_a_plan_the_natural_alternatives_stand_alone(
    hustings: Hustings, scenario: Path
) -> None:
    out = hustings("plan", "evaluate", scenario, "--format", "json", "--draws", "2").out
    assert [one["name"] for one in json.loads(out)["plans"]] == [
        "no advice",
        "one order for all",
        "rotated evenly",
        "split by surname",
    ]


def test_the_suffix_tells_the_format(hustings: Hustings, scenario: Path, tmp_path: Path) -> None:
    call = ("plan", "evaluate", scenario, "--draws", "3")
    for name, shape in (("a.json", "json"), ("a.csv", "csv"), ("a.txt", "text")):
        printed = hustings(*call, "--format", shape).out
        assert hustings(*call, "-o", tmp_path / name) == (0, "", "")
        # A table in a file begins with the mark by which Excel knows UTF-8.
        encoding = "utf-8-sig" if name.endswith(".csv") else "utf-8"
        assert (tmp_path / name).read_text(encoding=encoding) == printed


def test_scenario_and_plan_on_standard_input(
    hustings: Hustings, scenario: Path, plan: Path
) -> None:
    call = ("--draws", "3", "--format", "csv")
    expected = hustings("plan", "evaluate", scenario, plan, *call)
    assert expected.status == 0
    text = SCENARIO.encode()
    assert hustings("plan", "evaluate", "-", plan, *call, stdin=text) == expected
    text = plan.read_bytes()
    assert hustings("plan", "evaluate", scenario, "-", *call, stdin=text) == expected


def test_what_was_evaluated_can_be_evaluated_again(
    hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path
) -> None:
    """The natural alternatives in a file are the natural alternatives, and stand there once."""
    first = tmp_path / "first.json"
    hustings("plan", "evaluate", scenario, plan, "--draws", "3", "-o", first)
    again = hustings("plan", "evaluate", scenario, first, "--draws", "3", "--format", "json")
    assert (again.status, again.out) == (0, first.read_text(encoding="utf-8"))
    both = hustings("plan", "evaluate", scenario, first, plan, "--draws", "3", "--format", "json")
    assert both == again


def test_plans_of_one_name_are_told_apart_by_their_files(
    hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path
) -> None:
    other = json.loads(json.dumps(PLAN))
    other["plans"][0]["sequences"]["North"].reverse()
    (tmp_path / "b.json").write_text(json.dumps(other), encoding="utf-8")
    third = tmp_path / "c.json"
    third.write_text(json.dumps(other).replace("mine", "no advice"), encoding="utf-8")
    files = (plan, tmp_path / "b.json", third)
    out = hustings("plan", "evaluate", scenario, *files, "--draws", "2", "--format", "json").out
    assert [one["name"] for one in json.loads(out)["plans"]] == [
        "mine",
        "mine (b.json)",
        "no advice (c.json)",
        "no advice",
        "one order for all",
        "rotated evenly",
        "split by surname",
    ]


def test_the_example_of_2020(hustings: Hustings) -> None:
    """As the page on it says; a few draws are enough to see that it works."""
    folder = Path(__file__).resolve().parents[2] / "examples" / "nec2020"
    call = ("plan", "evaluate", folder / "scenario.toml", "--draws", "3", "--format", "json")
    whole = json_of(hustings(*call))
    assert whole["scenario"]["slate"] == "Grassroots Voice"
    assert [len(one["candidates"]) for one in whole["plans"]] == [42] * 4
    assert all(list(one["seats"]) == [str(n) for n in range(7)] for one in whole["plans"])


# -- search, and what is made of a plan ------------------------------------------------------------


def test_search_writes_the_plan_and_tells_of_it(
    hustings: Hustings, scenario: Path, tmp_path: Path
) -> None:
    target = tmp_path / "found.json"
    call = ("plan", "search", scenario, "--draws", "12", "--short")
    status, told, err = hustings(*call, "-o", target)
    assert (status, err) == (0, "")
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["format"] == "hustings-plan/1"
    assert written["plans"][0]["name"] == "found"
    assert sorted(written["plans"][0]["sequences"]) == ["North", "South"]
    assert written["scenario"]["draws"] == 12
    search = written["search"]
    assert sorted(search) == ["draws", "explored", "finished", "state"]
    assert search["finished"] is True
    # The figures are from draws that the search has not looked at.
    assert all(draws["first"] >= 12 for draws in search["draws"])
    assert told.startswith(f"The best of {search['explored']} plans that were tried\n\nList 1: ")
    assert "\nHow well it does, on draws that the search has not seen\n" in told
    again = hustings("plan", "evaluate", scenario, target, "--draws", "12", "--format", "json")
    figures = {**written, "search": None}
    assert {**json.loads(again.out), "search": None} == figures
    # The same seed finds the same plan, on any number of cores.
    same = hustings(*call, "--format", "json", "--cores", "1")
    assert (same.status, json.loads(same.out)) == (0, written)
    assert hustings(*call, "-o", "-").out == same.out
    loaded = scenario_file.load(str(scenario))
    lists = lists_csv(read(str(target), loaded)[0], loaded)
    assert hustings(*call, "--format", "csv") == (0, lists, "")
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_robust_search(hustings: Hustings, scenario: Path, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    target = tmp_path / "robust.json"
    call = ("plan", "search", scenario, "--robust", "--draws", "12", "--short")
    status, told, err = hustings(*call, "-o", target)
    assert (status, err) == (0, "")
    written = json.loads(target.read_text(encoding="utf-8"))
    said = written["search"]["robust"]
    assert (said["low"], said["high"], said["centre"]) == (0.1, 0.9, "best as expected")
    assert [one["name"] for one in written["plans"]][:2] == ["found", "best as expected"]
    seats = [one["expected_seats"]["mean"] for one in written["plans"]]
    assert said["cost_at_centre"]["mean"] == pytest.approx(seats[1] - seats[0])
    assert written["following"]["format"] == "hustings-following/1"
    assert "\nWhatever the share of followers\n  It was searched for over all shares" in told
    # Whether it is for all shares is settled when it begins.
    plain = tmp_path / "plain.json"
    hustings("plan", "search", scenario, "--draws", "4", "--short", "-o", plain)
    assert hustings("plan", "search", scenario, "--robust", "--resume", plain) == (
        2,
        "",
        f"hustings: {plain}: this search was begun without --robust; leave it out, or begin a"
        " search with it\n",
    )


def test_a_robust_search_that_goes_on_is_still_one(
    hustings: Hustings, scenario: Path, tmp_path: Path, interrupt: Callable[[int], None]
) -> None:
    target = tmp_path / "robust.json"
    interrupt(60)
    call = ("plan", "search", scenario, "--robust", "--draws", "4", "-q", "-o", target)
    assert hustings(*call).status == 130
    begun = json.loads(target.read_text(encoding="utf-8"))["search"]
    assert (begun["finished"], begun["robust"]) == (False, {})
    interrupt(60)
    assert (
        hustings("plan", "search", scenario, "--resume", target, "-q", "-o", target).status == 130
    )
    later = json.loads(target.read_text(encoding="utf-8"))["search"]
    assert (later["finished"], later["robust"]) == (False, {})
    assert later["state"]["scenario"] == begun["state"]["scenario"]
    assert later["explored"] > begun["explored"]


def test_one_list_is_one_list(hustings: Hustings, scenario: Path) -> None:
    call = ("plan", "search", scenario, "--short", "--draws", "4", "--lists", "1")
    found = json.loads(hustings(*call, "--format", "json").out)
    assert found["scenario"]["lists"] == 1
    assert len(found["plans"][0]["groups"]) == 1


def test_a_search_goes_on_where_it_stood(
    hustings: Hustings, scenario: Path, tmp_path: Path, interrupt: Callable[[int], None]
) -> None:
    whole = ("plan", "search", scenario, "--draws", "6", "--seed", "3", "--lists", "1")
    target = tmp_path / "found.json"
    interrupt(40)
    status, told, err = hustings(*whole, "-o", target)
    assert (status, err) == (
        130,
        "hustings: note: stopping with what there is; Ctrl-C again gives up at once\n"
        "hustings: note: stopped: the plan is the best so far, not yet tried on fresh draws;"
        f" continue with --resume {target}\n",
    )
    assert "plans that were tried so far\n\nList 1: North and South (500 voters)\n" in told
    stopped = json.loads(target.read_text(encoding="utf-8"))
    assert stopped["search"]["finished"] is False
    assert "expected_seats" not in stopped["plans"][0]
    interrupt(0)
    # Seed and lists are those that it was begun with.
    went_on = hustings("plan", "search", scenario, "--resume", target, "--format", "json")
    in_one_go = hustings(*whole, "--format", "json")
    assert (went_on.status, went_on.out) == (0, in_one_go.out)


def test_lists(hustings: Hustings, scenario: Path, plan: Path) -> None:
    assert hustings("plan", "lists", scenario, plan) == (
        0,
        "List 1: North (300 voters)\n   1. Bea Bell\n   2. Ann Archer\n   3. Cát Cole\n"
        "List 2: South (200 voters)\n   1. Cát Cole\n   2. Ann Archer\n   3. Bea Bell\n",
        "",
    )
    assert hustings("plan", "lists", scenario, plan, "--format", "csv").out == (
        "region,list,1,2,3\n"
        "North,1,Bea Bell,Ann Archer,Cát Cole\nSouth,2,Cát Cole,Ann Archer,Bea Bell\n"
    )
    out = json.loads(hustings("plan", "lists", scenario, plan, "--format", "json").out)
    assert out["plans"][0]["sequences"] == PLAN["plans"][0]["sequences"]  # type: ignore[index]


def test_lists_of_another_plan_in_the_file(
    hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path
) -> None:
    several = tmp_path / "several.json"
    hustings("plan", "evaluate", scenario, plan, "--draws", "2", "-o", several)
    call = ("plan", "lists", scenario, several, "--plan")
    assert hustings(*call, "no advice").out == "No advice: North and South\n"
    assert hustings(*call, "split by surname").out == (
        "List 1: surnames, part 1 of 3 in alphabetical order\n"
        "   1. Ann Archer\n   2. Bea Bell\n   3. Cát Cole\n"
        "List 2: surnames, part 2 of 3 in alphabetical order\n"
        "   1. Bea Bell\n   2. Cát Cole\n   3. Ann Archer\n"
        "List 3: surnames, part 3 of 3 in alphabetical order\n"
        "   1. Cát Cole\n   2. Ann Archer\n   3. Bea Bell\n"
    )


def json_of(ended: Any) -> dict[str, Any]:
    """The document that a call has printed."""
    assert (ended.status, ended.err) == (0, "")
    whole: dict[str, Any] = json.loads(ended.out)
    assert whole["format"] == "hustings-plan/1"
    for one in whole["plans"]:
        assert {"name", "sequences", "expected_seats"} <= set(one)
    return whole


def test_size(hustings: Hustings, scenario: Path, tmp_path: Path) -> None:
    call = ("plan", "size", scenario, "--draws", "10")
    whole = json_of(hustings(*call, "--format", "json"))
    assert [one["candidates"] for one in whole["sizes"]] == [1, 2, 3]
    assert [one["name"] for one in whole["plans"]] == ["1 standing", "2 standing", "3 standing"]
    assert whole["scenario"]["draws"] == 10
    call = (*call[:-1], "2")
    assert hustings(*call).out.startswith(
        "Allotment society\nHow many should stand for Spade, for 4 seats"
    )
    short = json_of(hustings("plan", "size", scenario, "--short", "--format", "json"))
    assert short["scenario"]["draws"] == 20
    rows = hustings(*call, "--format", "csv").out.splitlines()
    assert [row.split(",")[0] for row in rows] == ["candidates", "1", "2", "3"]
    assert hustings(*call, "-o", tmp_path / "size.svg") == (0, "", "")
    assert (tmp_path / "size.svg").read_text(encoding="utf-8").startswith("<svg xmlns=")


def test_compare(hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.toml"
    later.write_text(SCENARIO.replace("share = 0.5", "share = 0.9"), encoding="utf-8")
    call = ("plan", "compare", scenario, later, plan, "--draws", "6")
    ended = hustings(*call, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    whole = json.loads(ended.out)
    assert sorted(whole) == [
        *("candidates", "differs", "draws", "first_draw", "format", "plans", "scenarios", "seed"),
        "version",
    ]
    assert whole["format"] == "hustings-plan-compare/1"
    assert (whole["draws"], whole["differs"]) == (6, ["following"])
    first = whole["plans"][0]
    assert first["names"] == ["mine", "mine"]
    seats = [one["mean"] for one in first["expected_seats"]]
    assert first["more_seats"]["mean"] == pytest.approx(seats[1] - seats[0])
    assert [one["name"] for one in whole["candidates"]][:2] == ["Ann Archer", "Bea Bell"]
    assert "\nThey differ in who follows.\n" in hustings(*call).out
    rows = hustings(*call, "--format", "csv").out.splitlines()
    assert [row.split(",")[:2] for row in rows[:2]] == [["plan in A", "plan in B"], ["mine"] * 2]
    # A scenario with itself, without a plan.
    same = hustings("plan", "compare", scenario, scenario, "--draws", "2")
    assert "\nThe two scenarios are the same, titles aside.\n" in same.out
    assert hustings(*call, plan, plan) == (
        2,
        "",
        "hustings: 3 plans for two scenarios; give one for both, or one for each\n",
    )


def test_following(hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path) -> None:
    call = ("plan", "following", scenario, plan, "--draws", "4")
    ended = hustings(*call, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    whole = json.loads(ended.out)
    assert whole["format"] == "hustings-following/1"
    assert whole["shares"] == [k / 10 for k in range(1, 10)]
    assert (whole["expected"], whole["plausible"]) == (0.5, {"low": 0.4, "high": 0.6})
    names = ["mine", "no advice", "one order for all", "rotated evenly", "split by surname"]
    assert [one["name"] for one in whole["plans"]] == names
    assert [len(one["seats"]) for one in whole["plans"]] == [9] * 5
    assert [(one["plan"], one["against"]) for one in whole["pairs"]] == list(
        itertools.combinations(names, 2)
    )
    for one in whole["pairs"]:
        assert one["stretches"][0]["low"] == 0.1
        assert one["stretches"][-1]["high"] == 0.9
    assert [one["share"] for one in whole["best"]] == whole["shares"]
    assert hustings(*call).out.startswith("Allotment society\n4 electorates of 500 voters (seed")
    rows = hustings(*call, "--format", "csv").out.splitlines()
    assert [row.split(",")[0] for row in rows[1:3]] == ["0.1000", "0.2000"]
    assert hustings(*call, "-o", tmp_path / "f.svg") == (0, "", "")
    assert (tmp_path / "f.svg").read_text(encoding="utf-8").startswith("<svg xmlns=")


def test_following_without_a_plan_takes_what_needs_no_search(
    hustings: Hustings, scenario: Path
) -> None:
    pytest.importorskip("scipy")
    ended = hustings("plan", "following", scenario, "--draws", "2", "--format", "json")
    assert [one["name"] for one in json.loads(ended.out)["plans"]] == [
        "no advice",
        "one order for all",
        "rotated evenly",
        "split by surname",
        "favourite last, one order",
        "first preferences evened out",
        "own area's candidate first",
    ]


@pytest.mark.usefixtures("quick")
def test_rivals(hustings: Hustings, scenario: Path, tmp_path: Path) -> None:
    other = tmp_path / "r.toml"
    other.write_text(SCENARIO.replace('[plan]\nslate = "Spade"', '[plan]\nslate = "Rake"'))
    call = ("plan", "rivals", scenario, other, "--draws", "4")
    whole = json_of(hustings(*call, "--format", "json"))
    assert [one["who"] for one in whole["outcomes"]] == ["neither", "Spade", "Rake", "both"]
    assert [one["name"] for one in whole["planners"]] == ["Spade", "Rake"]
    for one in whole["plans"]:
        assert list(one["seats"]) == ["0", "1", "2", "3"]
        assert len(one["candidates"]) == 6
    assert hustings(*call).out.startswith("Allotment society\nTwo planners, Spade and Rake, in")
    rows = hustings(*call, "--format", "csv").out.splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["neither", "Spade", "Rake", "both"]


@pytest.mark.usefixtures("quick")
def test_rivals_of_one_scenario(hustings: Hustings, scenario: Path, tmp_path: Path) -> None:
    other = tmp_path / "r.toml"
    other.write_text(SCENARIO.replace('[plan]\nslate = "Spade"', '[plan]\nslate = "Rake"'))
    call = ("plan", "rivals", scenario)
    end = ("--draws", "4", "--format", "json")
    two = hustings(*call, other, *end)
    assert two.status == 0
    assert hustings(*call, "--against", "Rake", *end) == two


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            (),
            "nothing says who the other planner is; give a second scenario, or --against with"
            " another slate of the first",
        ),
        (
            ("s.toml", "--against", "Rake"),
            "one rival is enough; give a second scenario, or --against with another slate of the"
            " first",
        ),
        (("--against", "Rale"), "no slate is called `Rale`; did you mean `Rake`?"),
        (
            ("--against", "Spade"),
            "`Spade` is the slate that is planned for; the other is `Rake`",
        ),
    ],
)
def test_who_the_rival_is(
    hustings: Hustings, scenario: Path, asked: tuple[str, ...], message: str
) -> None:
    assert hustings("plan", "rivals", scenario, *asked) == (2, "", f"hustings: {message}\n")


@pytest.mark.usefixtures("quick")
def test_rivals_of_one_name_are_told_apart(
    hustings: Hustings, scenario: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SCENARIO, encoding="utf-8")
    target = tmp_path / "rivals.json"
    assert hustings("plan", "rivals", scenario, other, "--draws", "2", "-o", target).status == 0
    names = [one["name"] for one in json.loads(target.read_text(encoding="utf-8"))["plans"]]
    assert names == [
        "Spade (first)",
        "Spade (second)",
        "Spade (first) alone",
        "Spade (second) alone",
    ]
    # They can be read back.
    assert hustings("plan", "lists", scenario, target, "--plan", names[3]).status == 0


def test_explain(hustings: Hustings, scenario: Path, plan: Path) -> None:
    call = ("plan", "explain", scenario, plan, "--draws", "4")
    whole = json_of(hustings(*call, "--format", "json"))
    assert whole["explanation"]["plan"] == "mine"
    assert len(whole["explanation"]["lists"]) == 2
    text = hustings(*call).out
    for heading in ("In short", "Which order to ask for where", "What the plan leans on"):
        assert f"\n{heading}\n{'-' * len(heading)}\n" in text


@pytest.mark.parametrize(
    ("name", "starts"), [("r.md", "# Allotment society\n"), ("r.html", "<!doctype html>")]
)
def test_report(
    hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path, name: str, starts: str
) -> None:
    call = ("plan", "report", scenario, plan, "--draws", "4")
    for options in ((), ("--brief",)):
        assert hustings(*call, *options, "-o", tmp_path / name) == (0, "", "")
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text.startswith(starts)
        assert ("How many should stand" in text) == (not options)


def test_a_report_as_json_holds_what_the_others_print(
    hustings: Hustings, scenario: Path, plan: Path
) -> None:
    call = ("plan", "report", scenario, plan, "--draws", "4", "--format", "json")
    whole = json_of(hustings(*call))
    for command, keys in (
        ("evaluate", ("scenario", "plans", "differences", "bounds")),
        ("explain", ("explanation",)),
        ("size", ("sizes", "best", "too_few", "too_many")),
    ):
        files = (scenario,) if command == "size" else (scenario, plan)
        other = json_of(hustings("plan", command, *files, "--draws", "4", "--format", "json"))
        assert [whole[key] for key in keys] == [other[key] for key in keys]
    assert "sizes" not in json_of(hustings(*call, "--brief"))


def test_charts_lie_beside_markdown(hustings: Hustings, scenario: Path, plan: Path) -> None:
    folder = scenario.parent / "a folder"
    folder.mkdir()
    call = ("plan", "report", scenario, plan, "--draws", "4")
    assert hustings(*call, "-o", folder / "our report.md") == (0, "", "")
    text = (folder / "our report.md").read_text(encoding="utf-8")
    charts = ["seats", "chances", "candidates", "following", "assumptions", "sizes"]
    assert re.findall(r"^!\[.+\]\((.*)\)$", text, re.M) == [
        f"our%20report-{chart}.svg" for chart in charts
    ]
    assert {path.name for path in folder.iterdir()} == {
        "our report.md",
        *(f"our report-{chart}.svg" for chart in charts),
    }
    for chart in charts:
        drawn = (folder / f"our report-{chart}.svg").read_text(encoding="utf-8")
        assert drawn.startswith("<svg xmlns=")
    # Where there is no file, there are no charts.
    assert "![" not in hustings(*call).out


def test_fit(hustings: Hustings, tmp_path: Path) -> None:
    ballots = tmp_path / "ballots.csv"
    rows = ["Ann,Bea,Cas"] * 40 + ["Bea,Ann"] * 30 + ["Cas,Dan,Ann"] * 30 + ["Dan,Cas"] * 20
    head = "# slate 1: Spade\n# slate 2: Spade\n# slate 3: Rake\n# slate 4: Rake\n# seats: 2\n"
    names = "".join(
        f"# candidate {n}: {name}\n" for n, name in enumerate(("Ann", "Bea", "Cas", "Dan"), 1)
    )
    ballots.write_text(head + names + "1,2,3\n" + "\n".join(rows) + "\n")
    status, out, err = hustings("plan", "fit", ballots, "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out)["format"] == "hustings-fit/1"
    status, out, err = hustings("plan", "fit", ballots)
    assert (status, err) == (0, "")
    assert out.startswith("# Learnt from 120 ballots on 1 ballot paper by `hustings plan fit`;")


def test_fit_with_slates_told_beside_the_ballots(hustings: Hustings, tmp_path: Path) -> None:
    """The same as when the ballots tell them."""
    rows = ["North,Ann,Bea,Cas"] * 40 + ["South,Bea,Ann"] * 30 + ["North,Bea,Ann,Dan"] * 9
    rows += ["South,Cas,Dan,Ann"] * 30 + ["North,Dan,Cas"] * 20
    table = "region,1,2,3\n" + "\n".join(rows) + "\n"
    names = "# candidates: Ann; Bea; Cas; Dan\n"
    slates = "# slate 1: Spade\n# slate 2: Spade\n# slate 3: Rake\n# slate 4: Rake\n"
    homes = "# groups 1: North\n# groups 4: South\n"
    (tmp_path / "all.csv").write_text(names + slates + homes + table)
    (tmp_path / "bare.csv").write_text(names + table)
    beside = tmp_path / "candidates.csv"
    beside.write_text(
        "name,slate,region\nAnn,Spade,North\nBea,Spade,\nCas,Rake,\nDan,Rake,South\nEve,Rake,\n"
    )
    whole = hustings("plan", "fit", tmp_path / "all.csv")
    assert whole.status == 0
    assert "home_pull = " in whole.out
    call = ("plan", "fit", tmp_path / "bare.csv", "--candidates", beside)
    assert hustings(*call) == whole
    text = beside.read_text()
    for right, wrong, line in (
        ("Bea,", "Beah,", ": there is no row for `Bea`, who is on the ballots; did you mean"),
        ("South", "Sout", ", line 5: no ballot is from `Sout`; did you mean `South`?"),
        ("Eve", "Ann", ", line 6: two candidates are called `Ann`; the other is on line 2"),
        ("slate", "party", ", line 1: no column is called `party`; they are `name`, `slate`,"),
    ):
        beside.write_text(text.replace(right, wrong))
        status, out, err = hustings(*call)
        assert (status, out) == (2, "")
        assert err.startswith(f"hustings: {beside}{line}")


def test_new_writes_a_scenario_that_works(hustings: Hustings, tmp_path: Path) -> None:
    target = tmp_path / "new.toml"
    assert hustings("plan", "new", "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == template()
    assert hustings("plan", "new") == (0, template(), "")
    assert hustings("plan", "evaluate", target, "--draws", "2", "--format", "csv").status == 0


def test_schema_writes_what_an_editor_reads(hustings: Hustings, tmp_path: Path) -> None:
    target = tmp_path / "scenario.schema.json"
    status, out, err = hustings("plan", "schema")
    assert (status, err) == (0, "")
    assert out == schema.document(SCENARIO_KEYS, "A scenario of Hustings")
    assert hustings("plan", "schema", "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == out


# -- what is wrong ---------------------------------------------------------------------------------

BAD_CALLS = [
    (
        ["plan", "evaluat"],
        "no such command 'evaluat'. Did you mean 'evaluate'?; see hustings plan --help",
    ),
    (["plan", "evaluate"], "missing argument 'SCENARIO'; see hustings plan evaluate --help"),
    (
        ["plan", "evaluate", "{s}", "--draws", "1"],
        "invalid value for '--draws': 1 is not in the range x>=2; see hustings plan evaluate"
        " --help",
    ),
    (
        ["plan", "evaluate", "{s}", "--cores", "0"],
        "invalid value for '--cores': 0 is not in the range x>=1; see hustings plan evaluate"
        " --help",
    ),
    (
        ["plan", "evaluate", "{s}", "--seed", "x"],
        "invalid value for '--seed': 'x' is not a valid integer range; see hustings plan evaluate"
        " --help",
    ),
    (
        ["plan", "evaluate", "{tmp}/nix.toml"],
        "{tmp}/nix.toml: this cannot be read: No such file or directory",
    ),
    (
        ["plan", "evaluate", "{s}", "{tmp}/nix.json"],
        "{tmp}/nix.json: this cannot be read: No such file or directory",
    ),
    (
        ["plan", "evaluate", "{s}", "{s}"],
        "{s}: this is a scenario, not a plan; give the scenario first, then the plan: SCENARIO.toml"
        " PLAN.json",
    ),
    (
        ["plan", "evaluate", "{s}", "{bad}"],
        "{bad}, line 9: the list for North in plan `mine` names `Ann Archeer`, who is not a"
        " candidate;"
        " did you mean `Ann Archer`?",
    ),
    (
        ["plan", "evaluate", "{s}", "-o", "{tmp}/x.pdf"],
        "{tmp}/x.pdf: the format cannot be told from this name; end it in .txt, .json or .csv, or"
        " give --format",
    ),
    (
        ["plan", "evaluate", "{s}", "--format", "csv", "-o", "{s}"],
        "{s}: this would overwrite what is read; name another file",
    ),
    (["plan", "evaluate", "-", "-"], "standard input can be read only once; give one `-`"),
    (
        ["plan", "evaluate", "{s}", "--cores", "2", "--dask", "tcp://127.0.0.1:1"],
        "--cores is for this machine, --dask for others; give one",
    ),
    (
        ["plan", "search", "{s}", "--lists", "3"],
        "3 lists for 2 regions; give --lists from 1 to 2",
    ),
    (
        ["plan", "search", "{s}", "--resume", "{plan}"],
        "{plan}: there is no search to continue in this; give a file written by"
        " `hustings plan search -o`",
    ),
    (
        ["plan", "search", "{s}", "-o", "{tmp}/nix/plan.json"],
        "{tmp}/nix/plan.json: there is no folder {tmp}/nix; make it first",
    ),
    (
        ["plan", "lists", "{s}", "{plan}", "--plan", "min"],
        "{plan}: no plan is called 'min'; did you mean `mine`?",
    ),
    (["plan", "new", "-o", "{s}"], "{s}: this file already exists; name another"),
    (
        ["plan", "report", "{s}", "{plan}", "-o", "{tmp}/r.pdf"],
        "{tmp}/r.pdf: the format cannot be told from this name; end it in .json, .html or .md, or"
        " give --format",
    ),
    (
        ["plan", "fit", "{tmp}/empty"],
        "{tmp}/empty: there is no ballot file here; give files, or a folder with ballot files in"
        " it",
    ),
]


@pytest.mark.parametrize(("words", "line"), BAD_CALLS, ids=[" ".join(w) for w, _ in BAD_CALLS])
def test_one_clear_line(
    hustings: Hustings, scenario: Path, plan: Path, tmp_path: Path, words: list[str], line: str
) -> None:
    bad = tmp_path / "bad.json"
    text = plan.read_text(encoding="utf-8").replace('"Ann Archer"', '"Ann Archeer"', 1)
    bad.write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    places = {"s": str(scenario), "plan": str(plan), "bad": str(bad), "tmp": str(tmp_path)}
    before = sorted(path.name for path in tmp_path.iterdir())
    status, out, err = hustings(*(word.format(**places) for word in words))
    assert (status, out, err) == (2, "", f"hustings: {line.format(**places)}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.skipif(find_spec("distributed") is not None, reason="distributed is installed")
def test_a_cluster_needs_its_package(hustings: Hustings, scenario: Path) -> None:
    assert hustings("plan", "evaluate", scenario, "--dask", "tcp://127.0.0.1:1") == (
        2,
        "",
        "hustings: --dask needs the package distributed; install it with"
        " `pip install hustings[cluster]`\n",
    )


def test_without_the_packages_of_planning(
    hustings: Hustings, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "numba" else object()
    )
    assert hustings("plan", "evaluate", scenario) == (
        2,
        "",
        "hustings: planning needs the package numba; install it with"
        " `pip install hustings[plan]`\n",
    )


# -- Ctrl-C and progress ---------------------------------------------------------------------------


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have Ctrl-C pressed when so many reports of progress have come in; 0 for never."""
    left = [0]
    told = Watch.__call__

    def call(self: Watch, done: int, total: int) -> bool:
        left[0] -= 1
        if left[0] == 0:
            signal.raise_signal(signal.SIGINT)
        return told(self, done, total)

    monkeypatch.setattr(Watch, "__call__", call)

    def at(reports: int) -> None:
        left[0] = reports

    return at


STOPPING = "hustings: note: stopping with what there is; Ctrl-C again gives up at once\n"


def test_an_evaluation_that_is_stopped_keeps_what_it_has(
    hustings: Hustings, scenario: Path, interrupt: Callable[[int], None]
) -> None:
    interrupt(5)
    status, out, err = hustings("plan", "evaluate", scenario, "--format", "json")
    assert status == 130
    assert err == f"{STOPPING}hustings: note: stopped: the figures are from 5 of 20 draws\n"
    interrupt(0)
    five = hustings("plan", "evaluate", scenario, "--format", "json", "--draws", "5")
    assert five == (0, out, "")


def test_stopped_before_there_is_anything(
    hustings: Hustings, scenario: Path, tmp_path: Path, interrupt: Callable[[int], None]
) -> None:
    interrupt(1)
    target = tmp_path / "out.json"
    ended = hustings("plan", "evaluate", scenario, "-o", target)
    said = "hustings: note: stopped before there was anything to show\n"
    assert (ended, target.exists()) == ((130, "", STOPPING + said), False)
    interrupt(1)
    assert hustings("plan", "evaluate", scenario, "-q") == (130, "", "")


def test_the_interrupt_is_given_back(
    hustings: Hustings, scenario: Path, interrupt: Callable[[int], None]
) -> None:
    before = signal.getsignal(signal.SIGINT)
    hustings("plan", "evaluate", scenario, "--draws", "2")
    assert signal.getsignal(signal.SIGINT) is before
    interrupt(3)
    hustings("plan", "evaluate", scenario, "-q")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_report_that_is_stopped_says_what_is_missing(
    hustings: Hustings, scenario: Path, plan: Path, interrupt: Callable[[int], None]
) -> None:
    interrupt(6 + 10)  # of six draws evaluated, and some of the explanation
    call = ("plan", "report", scenario, plan, "--draws", "6")
    status, out, err = hustings(*call)
    assert (status, err) == (
        130,
        f"{STOPPING}hustings: note: stopped before everything that explains the plan had been"
        " tried\n",
    )
    assert out.startswith("# Allotment society\n")


class Terminal(io.StringIO):
    """A terminal that remembers what was sent to it."""

    def isatty(self) -> bool:
        return True


def test_a_bar_with_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    terminal = Terminal()
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr("sys.stderr", terminal)
    with Watch("evaluating") as watch:
        assert watch(1, 200)  # too early to be shown
        now[0] = 101.0
        assert watch(2, 200)  # too early for a guess
        now[0] = 110.0
        assert watch(50, 200)
        assert watch(51, 200)  # too soon after the last
        now[0] = 139.0
        assert watch(200, 200)
    full = f"evaluating [{'#' * 30}] 100 %"
    quarter = f"evaluating [{'#' * 7}{'.' * 23}] 25 %, about 30 s left"
    assert terminal.getvalue() == (
        f"\revaluating [{'.' * 30}] 1 %\r{quarter}\r{full.ljust(len(quarter))}\r{' ' * len(full)}\r"
    )


def test_no_bar_for_whoever_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    for stream, quiet in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with Watch("searching", quiet=quiet) as watch:
            now[0] += 60
            assert watch(1, 2)
        assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 s"),
        (59.4, "59 s"),
        (61, "1 min"),
        (59 * 60, "59 min"),
        (80 * 60, "1 h 20 min"),
        (7200, "2 h 0 min"),
    ],
)
def test_times(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_where_a_search_stands_is_written_down(
    hustings: Hustings, scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the case that the machine goes off: beside the plan to come, and gone with it."""
    from hustings.commands.plan import search as plan_search

    monkeypatch.setattr(plan_search, "PAUSE", 0.0)
    target = tmp_path / "found.json"
    kept: list[str] = []
    unlink = os.unlink

    def look(path: str) -> None:
        if path.endswith(".unfinished"):
            kept.append(Path(path).read_text(encoding="utf-8"))
        unlink(path)

    monkeypatch.setattr(os, "unlink", look)
    call = ("plan", "search", scenario, "--short", "--draws", "3")
    assert hustings(*call, "-o", target).status == 0
    monkeypatch.undo()
    (text,) = kept
    rest = tmp_path / "rest.json"
    rest.write_text(text, encoding="utf-8")
    went_on = hustings("plan", "search", scenario, "--resume", rest, "--format", "json")
    assert json.loads(went_on.out) == json.loads(target.read_text(encoding="utf-8"))
    assert not Path(f"{target}.unfinished").exists()


def test_a_plan_is_safe_from_a_reader_who_leaves(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.commands.plan.search import Wish, run

    class Gone(io.StringIO):
        encoding = "utf-8"

        def write(self, text: str) -> int:
            raise BrokenPipeError

    target = tmp_path / "found.json"
    monkeypatch.setattr("sys.stdout", Gone())
    call = commands.Call(draws=3, output=str(target))
    with pytest.raises(BrokenPipeError):
        run(str(scenario), Wish(short=True), call)
    assert json.loads(target.read_text(encoding="utf-8"))["search"]["finished"] is True


# -- files as people have them ---------------------------------------------------------------------


def test_a_plan_and_a_scenario_the_wrong_way_round(
    hustings: Hustings, scenario: Path, plan: Path
) -> None:
    told = "give the scenario first, then the plan: SCENARIO.toml PLAN.json"
    assert hustings("plan", "evaluate", plan, scenario) == (
        *(2, ""),
        f"hustings: {plan}: this is a plan, not a scenario; {told}\n",
    )
    assert hustings("plan", "lists", scenario, scenario) == (
        *(2, ""),
        f"hustings: {scenario}: this is a scenario, not a plan; {told}\n",
    )


def test_how_numbers_in_tables_were_read_is_said(hustings: Hustings, tmp_path: Path) -> None:
    table = SCENARIO[SCENARIO.index("[[regions]]") : SCENARIO.index("[[candidates]]")]
    path = tmp_path / "s.toml"
    path.write_text('regions = "r.csv"\n' + SCENARIO.replace(table, ""), encoding="utf-8")
    (tmp_path / "r.csv").write_text('name,voters\nNorth,"1,300"\nSouth,"1,200"\n', "utf-8")
    ended = hustings("plan", "evaluate", path, "--draws", "2")
    assert (ended.status, ended.err) == (
        0,
        f"hustings: note: {tmp_path / 'r.csv'}, line 2: `voters`, `1,300`, was read as 1300, and 1"
        " more of that column likewise\n",
    )
    assert "2 electorates of 2,500 voters" in ended.out
    assert hustings("plan", "evaluate", path, "--draws", "2", "--quiet").err == ""
