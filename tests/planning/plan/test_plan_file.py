"""plan.json: written, read back, refused with one clear line; the lists as CSV."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import hustings
from hustings.errors import InputError
from hustings.planning.plan import write as plan_file
from hustings.planning.plan.evaluation import Evaluation
from hustings.planning.plan.model import Plan, Split, natural_alternatives
from hustings.planning.plan.read import parse
from hustings.planning.plan.read import read as read_plans
from hustings.planning.scenario.model import Region, Scenario, scenario_digest
from hustings.planning.trials.evaluate import advice, of_trials
from hustings.planning.trials.simulate import Trials
from planning.small import scenario

MAKE_ONE = "give a file written by `hustings plan search SCENARIO -o plan.json`"


@pytest.fixture
def wards() -> Scenario:
    """Three regions and a slate of three, one of whom has withdrawn."""
    plain = scenario(
        seats=2,
        slates={"Ours": ["Ann Archer", "Bea Bell", "Zoë"], "Theirs": ["Cas"]},
        support={"Ours": (0.6,) * 3, "Theirs": (0.4,) * 3},
        voters=(60, 40, 30),
        seed=9,
    )
    regions = tuple(
        Region(name, region.voters)
        for name, region in zip(("North", "South", "Isles"), plain.regions, strict=True)
    )
    return replace(plain, regions=regions, election=plain.election.withdraw(2))


@pytest.fixture
def ours() -> Plan:
    """South is asked for nothing."""
    return Plan("ours", ((1, 0), (0, 1)), (1, -1, 0))


@pytest.fixture
def evaluated(wards: Scenario, ours: Plan) -> Evaluation:
    """Two plans in two draws, counted by hand."""
    by_surname = Plan("by surname", ((0, 1), (1, 0)), (0, 0, 0), Split.SURNAME)
    elected = np.array([[(1, 1, 0, 0), (1, 0, 0, 1)], [(1, 0, 0, 1), (0, 1, 0, 1)]], bool)
    trials = Trials((0, 1), elected, np.array([[90, 40], [60, 70]]))
    return of_trials(wards, (ours, by_surname), trials)


def test_the_document(wards: Scenario, evaluated: Evaluation) -> None:
    certain, even = 1.0, 1.118033988749895  # errors of two draws alike, and a step apart
    document = plan_file.document(wards, evaluated, search={"explored": 7})
    assert document == {
        "format": "hustings-plan/1",
        "scenario": {
            "title": "small",
            "digest": scenario_digest(wards),
            "rules": "ers97",
            "seats": 2,
            "slate": "Ours",
            "candidates": ["Ann Archer", "Bea Bell"],
            "lists": 2,
            "seed": 9,
            "draws": 2,
            "first_draw": 0,
            "version": hustings.__version__,
        },
        "plans": [
            {
                "name": "ours",
                "split": "region",
                "sequences": {
                    "North": ["Ann Archer", "Bea Bell"],
                    "South": [],
                    "Isles": ["Bea Bell", "Ann Archer"],
                },
                "groups": [
                    {"regions": ["Isles"], "sequence": ["Bea Bell", "Ann Archer"]},
                    {"regions": ["North"], "sequence": ["Ann Archer", "Bea Bell"]},
                ],
                "expected_seats": {"mean": 1.5, "standard_error": even},
                "seats": {"0": 0.0, "1": 0.5, "2": 0.5},
                "candidates": {"Ann Archer": 1.0, "Bea Bell": 0.5, "Cas": 0.5},
                "standard_errors": {
                    "seats": {"0": certain, "1": even, "2": even},
                    "candidates": {"Ann Archer": certain, "Bea Bell": even, "Cas": even},
                },
                "range": {"nine_draws_of_ten": {"low": 1, "high": 2}, "sorted_by": []},
            },
            {
                "name": "by surname",
                "split": "surname",
                "sequences": {},
                "groups": [
                    {"regions": [], "sequence": ["Ann Archer", "Bea Bell"]},
                    {"regions": [], "sequence": ["Bea Bell", "Ann Archer"]},
                ],
                "expected_seats": {"mean": 1.0, "standard_error": certain},
                "seats": {"0": 0.0, "1": 1.0, "2": 0.0},
                "candidates": {"Ann Archer": 0.5, "Bea Bell": 0.5, "Cas": 1.0},
                "standard_errors": {
                    "seats": {"0": certain, "1": certain, "2": certain},
                    "candidates": {"Ann Archer": even, "Bea Bell": even, "Cas": certain},
                },
                "range": {"nine_draws_of_ten": {"low": 1, "high": 1}, "sorted_by": []},
            },
        ],
        "differences": [
            {"plan": "ours", "against": "by surname", "mean": 0.5, "standard_error": even}
        ],
        # The quota is 43.34 of 130 votes: 90 fill two, 60 one. Highest averages with a cap of two.
        "bounds": {
            "quota": {"mean": 1.5, "standard_error": even},
            "dhondt": {"mean": 1.5, "standard_error": even},
        },
        "search": {"explored": 7},
    }


def test_what_is_written_is_read_back(
    wards: Scenario, evaluated: Evaluation, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    text = json.dumps(plan_file.document(wards, evaluated))
    path.write_text(text, encoding="utf-8")
    plans = tuple(result.plan for result in evaluated.results)
    assert read_plans(str(path), wards) == plans
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())  # as some editors save it
    assert read_plans(str(path), wards) == plans


def test_the_natural_alternatives_are_read_back(wards: Scenario) -> None:
    natural = natural_alternatives(wards)
    got = parse(json.dumps(plan_file.unevaluated(wards, natural)), wards)
    assert [advice(plan) for plan in got] == [advice(plan) for plan in natural]
    assert [plan.name for plan in got] == [plan.name for plan in natural]


def test_a_document_without_figures(wards: Scenario, ours: Plan) -> None:
    document = plan_file.unevaluated(wards, (ours,), search={})
    assert sorted(document) == ["format", "plans", "scenario", "search"]
    assert sorted(document["plans"][0]) == ["groups", "name", "sequences", "split"]
    assert "draws" not in document["scenario"]


def test_the_least_that_a_person_has_to_write(wards: Scenario) -> None:
    """Names by region; lists are numbered in the order of the regions."""
    text = json.dumps(
        {
            "format": "hustings-plan/1",
            "plans": [
                {
                    "name": "mine",
                    "sequences": {
                        "Isles": ["Ann Archer"],
                        "North": ["Bea Bell", "Ann Archer"],
                        "South": ["Ann Archer"],
                    },
                }
            ],
        }
    )
    assert parse(text, wards) == (Plan("mine", ((1, 0), (0,)), (0, 1, 1)),)


# -- what is refused -------------------------------------------------------------------------------

GOOD: dict[str, Any] = {
    "format": "hustings-plan/1",
    "plans": [
        {
            "name": "ours",
            "sequences": {
                "North": ["Ann Archer", "Bea Bell"],
                "South": [],
                "Isles": ["Bea Bell", "Ann Archer"],
            },
            "groups": [
                {"regions": ["North"], "sequence": ["Ann Archer", "Bea Bell"]},
                {"regions": ["Isles"], "sequence": ["Bea Bell", "Ann Archer"]},
            ],
        }
    ],
}

Change = Callable[[dict[str, Any]], object]


def plan(document: dict[str, Any]) -> dict[str, Any]:
    """The one plan of a document."""
    entry: dict[str, Any] = document["plans"][0]
    return entry


BAD: list[tuple[str, Change, str]] = [
    (
        "format",
        lambda d: d.update(format="hustings-count/1"),
        "p.json, line 2: this is not a plan of format `hustings-plan/1`: its format is"
        " `hustings-count/1`;"
        f" {MAKE_ONE}",
    ),
    (
        "no format",
        lambda d: d.pop("format"),
        f"p.json: this is not a plan: it names no format; {MAKE_ONE}",
    ),
    ("no plans", lambda d: d.pop("plans"), f"p.json: there are no plans in this; {MAKE_ONE}"),
    (
        "none",
        lambda d: d["plans"].clear(),
        f"p.json, line 3: there are no plans in this; {MAKE_ONE}",
    ),
    (
        "name",
        lambda d: plan(d).update(name=" "),
        'p.json, line 5: plan 1 has no name; give each plan a "name"',
    ),
    (
        "no object",
        lambda d: d["plans"].append("ours"),
        'p.json, line 38: plan 2 has no name; give each plan a "name"',
    ),
    (
        "same name",
        lambda d: d["plans"].append(plan(d)),
        "p.json, line 39: two plans are called `ours`; rename one of them",
    ),
    (
        "split",
        lambda d: plan(d).update(split="surnames"),
        "p.json, line 37: plan `ours` is split by `surnames`; did you mean `surname`?",
    ),
    (
        "split by what",
        lambda d: plan(d).update(split=3),
        "p.json, line 37: plan `ours` is split by a number; choose one of `region`, `surname`",
    ),
    (
        "surname without lists",
        lambda d: plan(d).update(split="surname", groups=[]),
        'p.json, line 17: plan `ours` has no lists; give its "groups"',
    ),
    (
        "sequences",
        lambda d: plan(d).update(sequences=[["Ann Archer"]]),
        'p.json, line 6: plan `ours` has no sequences; give "sequences": names by region',
    ),
    (
        "unknown region",
        lambda d: plan(d)["sequences"].update(Nord=[]),
        "p.json, line 16: plan `ours` has a list for `Nord`, which is not a region of the scenario;"
        " did you mean `North`?",
    ),
    (
        "region without a list",
        lambda d: plan(d)["sequences"].pop("South"),
        "p.json, line 6: plan `ours` has no list for South; give it one; an empty list is for no"
        " advice",
    ),
    (
        "unknown candidate",
        lambda d: plan(d)["sequences"]["North"].append("Bea Ball"),
        "p.json, line 10: the list for North in plan `ours` names `Bea Ball`, who is not a"
        " candidate;"
        " did you mean `Bea Bell`?",
    ),
    (
        "nobody like it",
        lambda d: plan(d)["sequences"]["North"].append("Qqq"),
        "p.json, line 10: the list for North in plan `ours` names `Qqq`, who is not a candidate;"
        " choose one of `Ann Archer`, `Bea Bell`, `Cas`",
    ),
    (
        "twice",
        lambda d: plan(d)["sequences"]["Isles"].append("Bea Bell"),
        "p.json, line 15: the list for Isles in plan `ours` has Bea Bell twice; take one out",
    ),
    (
        "withdrawn",
        lambda d: plan(d)["sequences"]["Isles"].append("Zoë"),
        "p.json, line 15: the list for Isles in plan `ours` names Zoë, who has withdrawn; take"
        " the name out",
    ),
    (
        "no list",
        lambda d: plan(d)["sequences"].update(North="Ann Archer"),
        "p.json, line 7: the list for North in plan `ours` is `Ann Archer`, not a list of"
        ' names; give the names in order: ["…", "…"]',
    ),
    (
        "numbers",
        lambda d: plan(d)["sequences"].update(North=[0, 1]),
        "p.json, line 8: name 1 in the list for North in plan `ours` is a number, not a name; put"
        " names in quotation marks",
    ),
    (
        "groups differ",
        lambda d: plan(d)["sequences"]["North"].reverse(),
        "p.json, line 20: the sequences and the groups of plan `ours` differ for North; change"
        " both, or"
        ' take out "groups"',
    ),
    (
        "in two groups",
        lambda d: plan(d)["groups"][0]["regions"].append("North"),
        'p.json, line 17: North is in 2 groups of plan `ours`; put it in one, or take out "groups"',
    ),
    (
        "in no group",
        lambda d: plan(d)["groups"].pop(),
        'p.json, line 17: Isles is in 0 groups of plan `ours`; put it in one, or take out "groups"',
    ),
    (
        "unknown region in a group",
        lambda d: plan(d)["groups"][0]["regions"].append("Isle"),
        "p.json, line 21: plan `ours` has no list for `Isle`, which is in its group 1;"
        " did you mean `Isles`?",
    ),
    (
        "groups",
        lambda d: plan(d).update(groups={}),
        "p.json, line 17: the groups of plan `ours` are not a list;"
        ' give each as {"regions": […], "sequence": […]}',
    ),
    (
        "group",
        lambda d: plan(d)["groups"].append([]),
        "p.json, line 36: group 3 of plan `ours` has no regions;"
        ' give each as {"regions": […], "sequence": […]}',
    ),
    (
        "group without sequence",
        lambda d: plan(d)["groups"].append({"regions": []}),
        "p.json, line 36: the list for group 3 of plan `ours` is nothing, not a list of"
        ' names; give the names in order: ["…", "…"]',
    ),
]


def test_the_good_one_is_good(wards: Scenario) -> None:
    assert parse(json.dumps(GOOD), wards) == (Plan("ours", ((0, 1), (1, 0)), (0, -1, 1)),)


@pytest.mark.parametrize(("change", "line"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
@pytest.mark.parametrize("plain", [True, False])
def test_refused_with_one_line(wards: Scenario, change: Change, line: str, plain: bool) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    text = json.dumps(document, indent=1, ensure_ascii=plain)
    with pytest.raises(InputError) as caught:
        parse(text, wards, source="p.json")
    assert str(caught.value) == line
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", f"p.json, line 1: this is not JSON: Expecting value; {MAKE_ONE}"),
        ('{\n"a": 1,\n}', None),
        ("[]", f"p.json: this is no plan; {MAKE_ONE}"),
        ("[" * 200_000, f"p.json: this is no plan; {MAKE_ONE}"),
        ("1" * 10_000, f"p.json: this is no plan; {MAKE_ONE}"),
        (
            '{"format": "hustings-plan/1", "plans": [{"name": "a",'
            ' "sequences": {"North": [], "North": []}}]}',
            "p.json, line 1: `North` stands twice in one object; take one out",
        ),
    ],
)
def test_no_document_at_all(wards: Scenario, text: str, line: str | None) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, wards, source="p.json")
    if line is None:  # what the parser says of it differs between versions of Python
        assert str(caught.value).startswith("p.json, line ")
    else:
        assert str(caught.value) == line


def test_a_group_without_regions_is_no_list(wards: Scenario) -> None:
    """So that text, CSV and report count the lists alike."""
    document = copy.deepcopy(GOOD)
    plan(document)["groups"].insert(0, {"regions": [], "sequence": ["Bea Bell"]})
    assert parse(json.dumps(document), wards) == (Plan("ours", ((0, 1), (1, 0)), (0, -1, 1)),)


def test_files_that_cannot_be_read(wards: Scenario, tmp_path: Path) -> None:
    missing = tmp_path / "nix.json"
    with pytest.raises(InputError) as caught:
        read_plans(str(missing), wards)
    assert str(caught.value) == f"{missing}: this cannot be read: No such file or directory"
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'{\n"a": "\xeb"}')
    with pytest.raises(InputError) as caught:
        read_plans(str(latin), wards)
    assert str(caught.value) == f"{latin}, line 2: this is not text in UTF-8; save it as UTF-8"


# -- lists -----------------------------------------------------------------------------------------


def test_lists_as_csv(wards: Scenario, ours: Plan) -> None:
    assert plan_file.lists_csv(ours, wards) == (
        "region,list,1,2\nNorth,2,Ann Archer,Bea Bell\nSouth,,,\nIsles,1,Bea Bell,Ann Archer\n"
    )


def test_lists_of_unequal_length(wards: Scenario) -> None:
    uneven = Plan("uneven", ((1,), (0, 1)), (0, 1, 1))
    assert plan_file.lists_csv(uneven, wards) == (
        "region,list,1,2\nNorth,1,Bea Bell,\nSouth,2,Ann Archer,Bea Bell\n"
        "Isles,2,Ann Archer,Bea Bell\n"
    )


def test_lists_that_nobody_is_asked_for_have_no_number(wards: Scenario) -> None:
    unused = Plan("unused", ((1,), (0, 1), (0,)), (2, 1, 2))
    assert [unused.number_of(which) for which in (1, 2)] == [1, 2]
    assert plan_file.lists_csv(unused, wards) == (
        "region,list,1,2\nNorth,2,Ann Archer,\nSouth,1,Ann Archer,Bea Bell\nIsles,2,Ann Archer,\n"
    )


def test_lists_by_surname(wards: Scenario) -> None:
    lists = Plan("by surname", ((0, 1), (1, 0)), (0, 0, 0), Split.SURNAME)
    assert plan_file.lists_csv(lists, wards) == (
        "region,list,1,2\n"
        '"surnames, part 1 of 2",1,Ann Archer,Bea Bell\n'
        '"surnames, part 2 of 2",2,Bea Bell,Ann Archer\n'
    )


def test_no_advice_has_no_lists(wards: Scenario) -> None:
    nothing = natural_alternatives(wards)[0]
    assert plan_file.lists_csv(nothing, wards) == "region,list\nNorth,\nSouth,\nIsles,\n"


def test_nothing_is_a_formula() -> None:
    cells = ["=1+1", "+x", "-x", "@x", "-0.5", "+2", "Ann"]
    assert plan_file.written([cells]) == "'=1+1,'+x,'-x,'@x,-0.5,+2,Ann\n"
