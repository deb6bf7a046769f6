"""plan.json without its scenario: what a guide takes from it, and every mistake with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guide.config.small import PLAN, load_in, plan
from hustings.errors import InputError
from hustings.planning.plan import published
from hustings.planning.plan.figures import Explained, Provenance
from hustings.planning.plan.published import parse
from hustings.planning.plan.read import NamedSequence

ABC = ["Ann Archer", "Bea Bell", "Cat Cole"]
BCA = ["Bea Bell", "Cat Cole", "Ann Archer"]
MAKE_ONE = "give a file written by `hustings plan search SCENARIO -o plan.json`"
NAMES = 'give the names in order: ["…", "…"]'
GROUPS = 'give each as {"regions": […], "sequence": […]}'
FIGURE = 'write {"mean": …, "standard_error": …}'
OURS = "plan `ours`"


def hills(*names: object) -> str:
    """The plan with another list for Hills, which stands on line 12, its names from 13 on."""
    return plan(sequences={**PLAN["plans"][0]["sequences"], "Hills": list(names)})


def whole(**changed: object) -> str:
    """The document with other keys at its top: the first from line 45 on."""
    return json.dumps({**json.loads(plan()), **changed}, indent=1)


def of(**changed: object) -> str:
    """The document with a scenario."""
    return whole(scenario=changed)


def grouped(*groups: object) -> str:
    """The plan with groups: they stand on line 23, the first from 24 on."""
    return plan(groups=list(groups))


def group(names: list[str], *regions: str) -> dict[str, object]:
    return {"regions": list(regions), "sequence": names}


MISTAKES = {
    # no document
    "empty": ("", f", line 1: this is not JSON: Expecting value; {MAKE_ONE}"),
    "cut": ('{"format": ', f", line 1: this is not JSON: Expecting value; {MAKE_ONE}"),
    "a list": ("[]", f": this is no plan; {MAKE_ONE}"),
    "deep": ("[" * 100_000, f": this is no plan; {MAKE_ONE}"),
    "a number of 5,000 digits": (
        plan().replace('"ours"', "1" + "0" * 5000, 1),
        f": this is no plan; {MAKE_ONE}",
    ),
    "no format": ("{}", f": this is not a plan: it names no format; {MAKE_ONE}"),
    "a count": (
        whole(format="hustings-count/1"),
        ", line 2: this is not a plan of format `hustings-plan/1`: its format is"
        " `hustings-count/1`;"
        f" {MAKE_ONE}",
    ),
    "a number for a format": (
        whole(format=5),
        ", line 2: this is not a plan of format `hustings-plan/1`: its format is a number;"
        f" {MAKE_ONE}",
    ),
    "a key twice": (
        plan().replace('"Hills"', '"Coast"', 1),
        ", line 12: `Coast` stands twice in one object; take one out",
    ),
    # plans
    "no plans": (whole(plans=[]), f", line 3: there are no plans in this; {MAKE_ONE}"),
    "plans no list": (whole(plans={}), f", line 3: there are no plans in this; {MAKE_ONE}"),
    "a plan no object": (
        whole(plans=["x"]),
        ', line 4: plan 1 has no name; give each plan a "name"',
    ),
    "no name": (plan(name=None), ', line 5: plan 1 has no name; give each plan a "name"'),
    "a name of spaces": (plan(name=" "), ', line 5: plan 1 has no name; give each plan a "name"'),
    "two of one name": (
        plan(name="one order for all"),
        ", line 25: two plans are called `one order for all`; rename one of them",
    ),
    "an unknown split": (
        plan(split="regoin"),
        f", line 23: {OURS} is split by `regoin`; did you mean `region`?",
    ),
    "a number for a split": (
        plan(split=5),
        f", line 23: {OURS} is split by a number; choose one of `region`, `surname`",
    ),
    # lists
    "no sequences": (
        plan(sequences={}),
        f', line 6: {OURS} has no sequences; give "sequences": names by region',
    ),
    "sequences no object": (
        plan(sequences=[]),
        f', line 6: {OURS} has no sequences; give "sequences": names by region',
    ),
    "an empty list": (
        hills(),
        f", line 12: the list for Hills in {OURS} is empty; choose another plan of the file with"
        " `plan_name` in guide.toml",
    ),
    "an empty list in the only plan": (
        whole(plans=[{"name": "ours", "sequences": {"Coast": []}}]),
        f", line 7: the list for Coast in {OURS} is empty; give it an order: members there would"
        " have none",
    ),
    "null for a list": (
        plan(sequences={"Hills": None}),
        f", line 7: the list for Hills in {OURS} is nothing, not a list of names; {NAMES}",
    ),
    "text for a list": (
        plan(sequences={"Hills": "Ann Archer"}),
        f", line 7: the list for Hills in {OURS} is `Ann Archer`, not a list of names; {NAMES}",
    ),
    "a number for a name": (
        hills("Ann Archer", 5),
        f", line 14: name 2 in the list for Hills in {OURS} is a number, not a name; put names in"
        " quotation marks",
    ),
    "a name twice": (
        hills("Bea Bell", "Cat Cole", "Bea Bell"),
        f", line 15: the list for Hills in {OURS} has Bea Bell twice; take one out",
    ),
    "a name missing": (
        hills("Bea Bell", "Cat Cole"),
        ", line 12: the list for Hills leaves out Ann Archer; add the name, or say"
        " `incomplete_lists = true` in guide.toml",
    ),
    "a name misspelt": (
        hills("Bea Bell", "Cat Colle", "Ann Archer"),
        ", line 14: the list for Hills names `Cat Colle`, whom no other list names; did you mean"
        " `Cat Cole`?",
    ),
    "a name too many": (
        hills("Bea Bell", "Cat Cole", "Ann Archer", "Zed"),
        ", line 16: the list for Hills names `Zed`, whom no other list names; add the name to the"
        " others, or say `incomplete_lists = true` in guide.toml",
    ),
    "a space after a name": (
        hills("Bea Bell ", "Cat Cole", "Ann Archer"),
        ", line 13: a candidate's name begins or ends with a space: `Bea Bell `; take it out",
    ),
    "a line break in a name": (
        hills("Bea\nBell", "Cat Cole", "Ann Archer"),
        ", line 13: a candidate's name holds a line break or a control character",
    ),
    "half a character": (
        hills("Bea \ud800", "Cat Cole", "Ann Archer"),
        ", line 13: a candidate's name holds a line break or a control character",
    ),
    "a long name": (
        hills("B" * 201, "Cat Cole", "Ann Archer"),
        ", line 13: a candidate's name has 201 letters; use at most 200",
    ),
    "an empty name": (
        hills("", "Cat Cole", "Ann Archer"),
        ", line 13: a candidate's name is empty",
    ),
    "a list too long": (
        hills(*(f"Name {n}" for n in range(201))),
        f", line 12: the list for Hills in {OURS} has 201 names",
    ),
    "a space before a region": (
        plan(sequences={" Coast": ABC}),
        ", line 7: a region's name begins or ends with a space: ` Coast`; take it out",
    ),
    "a region without a name": (
        plan(sequences={"": ABC}),
        ", line 7: a region's name is empty",
    ),
    "1,001 regions": (
        plan(sequences={f"R{n}": ABC for n in range(1001)}),
        ", line 6: 1001 regions; give at most 1000",
    ),
    # groups
    "groups no list": (
        plan(groups={}),
        f", line 23: the groups of {OURS} are not a list; {GROUPS}",
    ),
    "a group no object": (grouped(5), f", line 24: group 1 of {OURS} has no regions; {GROUPS}"),
    "a group without a list": (
        grouped({"regions": ["Coast"]}),
        f", line 24: the list for group 1 of {OURS} is nothing, not a list of names; {NAMES}",
    ),
    "a region in no group": (
        grouped(group(ABC, "Coast", "Isles and abroad")),
        f', line 23: Hills is in 0 groups of {OURS}; put it in one, or take out "groups"',
    ),
    "a region in two groups": (
        grouped(group(ABC, "Coast", "Isles and abroad"), group(BCA, "Hills", "Hills")),
        f', line 23: Hills is in 2 groups of {OURS}; put it in one, or take out "groups"',
    ),
    "a region without a list": (
        grouped(group(ABC, "Cost")),
        f", line 26: {OURS} has no list for `Cost`, which is in its group 1; did you mean `Coast`?",
    ),
    "groups against sequences": (
        grouped(group(ABC, "Hills")),
        f", line 26: the sequences and the groups of {OURS} differ for Hills; change both, or take"
        ' out "groups"',
    ),
    "no lists by surname": (
        plan(split="surname", groups=[]),
        f', line 24: {OURS} has no lists; give its "groups"',
    ),
    # what is told beside
    "a scenario no object": (
        whole(scenario=[]),
        f', line 45: "scenario" is a list; {MAKE_ONE}',
    ),
    "a number for the slate": (of(slate=5), ', line 46: "slate" is a number'),
    "a line break in the title": (
        of(title="a\nb"),
        ', line 46: "title" holds a line break or a control character',
    ),
    "one who is not on the slate": (
        of(candidates=["Ann Archer", "Bea Bell"]),
        ", line 14: the list for Hills names `Cat Cole`, who is not on the slate; its candidates"
        " are `Ann Archer`, `Bea Bell`",
    ),
    "one of the slate missing": (
        of(candidates=[*ABC, "Dan Drew"]),
        ", line 7: the list for Coast leaves out Dan Drew; add the name, or say"
        " `incomplete_lists = true` in guide.toml",
    ),
    "text for the slate's candidates": (
        of(candidates="x"),
        f', line 46: "candidates" is not a list of names; {MAKE_ONE}',
    ),
    "text for draws": (of(draws="x"), ', line 46: "draws" is not a whole number'),
    "an estimate without an error": (
        plan(expected_seats={"mean": 2}),
        f', line 23: "expected_seats" is not a figure; {FIGURE}',
    ),
    "an estimate that is no number": (
        plan(expected_seats={"mean": float("nan"), "standard_error": 0.1}),
        f', line 23: "expected_seats" is not a figure; {FIGURE}',
    ),
    "chances no object": (
        plan(candidates=[]),
        f", line 23: the chances are not a table; {MAKE_ONE}",
    ),
    "text for a chance": (
        plan(candidates={"Ann Archer": "x"}),
        f', line 24: "Ann Archer" is not a figure; {FIGURE}',
    ),
    "differences no list": (
        whole(differences={}),
        f', line 45: "differences" is not a list; {MAKE_ONE}',
    ),
    "a difference without a figure": (
        whole(differences=[{"plan": "ours", "against": "one order for all"}]),
        f", line 46: this is not a figure; {FIGURE}",
    ),
    "an explanation without a figure": (
        whole(
            explanation={
                "plan": "ours",
                "lists": [{"sequence": ABC, "first_preferences_of_the_first": 5}],
            }
        ),
        f', line 54: "first_preferences_of_the_first" is not a figure; {FIGURE}',
    ),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "plan.json")
    assert str(caught.value) == f"plan.json{said}"


def test_a_mistake_is_told_when_a_config_leads_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_in(tmp_path, plan_text=hills("Bea Bell", "Bea Bell"))
    assert str(caught.value).startswith(f"{tmp_path}/plan.json, line 14: the list for Hills")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b'{"format":\n "\xff"}')
    with pytest.raises(InputError, match=r"plan.json, line 2: this is not text in UTF-8; save it"):
        published.read(str(path))
    path.write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(InputError, match=r"plan.json: this is a spreadsheet or a zip archive"):
        published.read(str(path))


def test_lists_are_in_the_order_of_the_regions() -> None:
    found = parse(plan(), "plan.json")
    assert found._replace(document=None) == published.Published(
        name="ours",
        by_surname=False,
        regions=("Coast", "Hills", "Isles and abroad"),
        lists=(
            NamedSequence(tuple(ABC), (0, 2), ("plans", 0, "sequences", "Coast")),
            NamedSequence(tuple(BCA), (1,), ("plans", 0, "sequences", "Hills")),
        ),
        explained=(Explained(), Explained()),
        slate="",
        provenance=Provenance("ours", standing=3),
        gain=None,
        chances={},
        plans=("ours", "one order for all"),
        document=None,
    )


def test_lists_are_in_the_order_of_the_groups_that_ask_somebody() -> None:
    text = grouped(
        group(["Cat Cole", *ABC[:2]]), group(BCA, "Hills"), group(ABC, "Coast", "Isles and abroad")
    )
    assert [(one.names, one.regions) for one in parse(text).lists] == [
        (tuple(BCA), (1,)),
        (tuple(ABC), (0, 2)),
    ]


def test_lists_by_surname() -> None:
    found = parse(plan(split="surname", sequences={}, groups=[group(ABC), group(BCA), group(ABC)]))
    assert found.by_surname
    assert found.regions == ("part 1", "part 2", "part 3")
    assert [(one.names, one.regions) for one in found.lists] == [
        (tuple(ABC), (0,)),
        (tuple(BCA), (1,)),
        (tuple(ABC), (2,)),
    ]


def test_another_plan_of_the_file() -> None:
    assert len(parse(plan(), name="one order for all").lists) == 1
    with pytest.raises(InputError) as caught:
        parse(plan(), "p.json", "one order")
    assert str(caught.value) == (
        "p.json: this has no plan `one order`; did you mean `one order for all`?"
    )


def test_lists_may_leave_out_names_where_that_is_said() -> None:
    text = hills("Bea Bell", "Zed")
    assert parse(text, some=True).lists[1].names == ("Bea Bell", "Zed")


def test_the_figures() -> None:
    """What `hustings plan explain --format json` writes, the plan less one order and back."""
    evaluated = {
        "expected_seats": {"mean": 2.5, "standard_error": 0.02},
        "candidates": {"Ann Archer": 0.9, "Bea Bell": 0.8, "Cat Cole": 0.8},
        "standard_errors": {"candidates": {"Ann Archer": 0.01}},
    }
    document = json.loads(plan(**evaluated))
    document["scenario"] = {
        "title": "Council",
        "digest": "sha256:12",
        "slate": "Ours",
        "candidates": ABC,
        "draws": 500,
        "seed": 7,
    }
    document["differences"] = [
        "by another program, and no difference",
        {"plan": "no advice", "against": "one order for all", "mean": 9, "standard_error": 9},
        {"plan": "ours", "against": "no advice", "mean": 9, "standard_error": 9},
        {"plan": "ours", "against": "one order for all", "mean": 0.25, "standard_error": 0.03},
    ]
    document["explanation"] = {
        "plan": "ours",
        "quota": 120.5,
        "lists": [
            {
                "sequence": ABC,
                "first_preferences_of_the_first": {"mean": 150.0, "standard_error": 1.0},
                "best_with_another_first": {
                    "of": "Cat Cole",
                    "more_seats": {"mean": -0.1, "standard_error": 0.01},
                },
            },
            {
                "sequence": BCA,
                "first_preferences_of_the_first": {"mean": 90.0, "standard_error": 1.0},
                "best_with_another_first": None,
            },
        ],
    }
    found = parse(json.dumps(document))
    assert found.slate == "Ours"
    assert found.provenance == Provenance(
        "ours", "Council", "sha256:12", 500, 7, expected=(2.5, 0.02), standing=3
    )
    assert found.gain == (0.25, 0.03)
    assert found.chances == {
        "Ann Archer": (0.9, 0.01),
        "Bea Bell": (0.8, 0.0),
        "Cat Cole": (0.8, 0.0),
    }
    assert list(found.explained) == [
        Explained((150.0, 120.5), ("Cat Cole", -0.1, 0.01)),
        Explained((90.0, 120.5), None),
    ]
    document["differences"] = [
        {"plan": "one order for all", "against": "ours", "mean": -0.25, "standard_error": 0.03}
    ]
    document["explanation"]["plan"] = "another"
    turned = parse(json.dumps(document))
    assert turned.gain == (0.25, 0.03)
    assert turned.explained == (Explained(), Explained())
