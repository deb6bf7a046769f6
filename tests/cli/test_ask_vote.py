"""`hustings ask FILE --vote NAMES`: the way of one vote, its use, what other votes would do."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from report.count.examples import MODEL_BALLOTS, MODEL_NAMES

from hustings.cli.main import main

# Two places: Ash has more than a quota, Birch is the first to go, Cedar and Dogwood are near.
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


@pytest.fixture
def ward(tmp_path: Path) -> str:
    path = tmp_path / "ward.blt"
    path.write_text(WARD, encoding="utf-8")
    return str(path)


@pytest.fixture
def model(tmp_path: Path) -> str:
    """The model election of ERS97."""
    path = tmp_path / "model.blt"
    lines = [f"{line} 0" for line in MODEL_BALLOTS.split("\n") if line.strip()]
    names = [f'"{name}"' for name in (*MODEL_NAMES, "Model election")]
    path.write_text("\n".join(["11 6", *lines, "0", *names]) + "\n", encoding="utf-8")
    return str(path)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["ask", *arguments, "--quiet", "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_a_vote_among_the_papers_goes_the_way_of_the_booklet(
    model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The booklet's surplus of Smith: 26.42 on 123 papers, 0.21 each."""
    document = asked(capsys, model, "--vote", "smith > Wright > Prince")
    assert (document["papers_alike"], document["added"], document["valid"]) == (11, False, 753)
    way = [(one["at"], one["value"]) for one in document["stages"] if one["moved"]]
    assert way == [("Smith", "1.00"), ("Wright", "0.21"), ("Prince", "0.21")]
    kept = 1 - Fraction("26.42") / 123
    end = document["end"]
    assert {name: Fraction(part) for name, part in end["votes"].items()} == {
        "Smith": kept,
        "Prince": Fraction("0.21"),
    }
    assert Fraction(end["lost_to_fractions"]) == Fraction("26.42") / 123 - Fraction("0.21")
    assert Fraction(end["with_the_elected"]) == kept + Fraction("0.21")


def test_a_vote_on_no_paper_is_added_and_needs_so_many_friends(
    ward: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With N friends Dogwood has 23 + N of 91 + N papers. Of the surplus a paper carries
    (2N - 22) / 3(N + 20): 0.43 with 71 of them, 0.44 with 72, and Birch comes to 38.96 and 40.12,
    where Ash has 40.
    """
    document = asked(capsys, ward, "--vote", "Dogwood > Birch")
    assert (document["papers_alike"], document["added"], document["valid"]) == (0, True, 91)
    assert document["result"]["elected"] == ["Ash", "Dogwood"]
    assert document["without"] == {"elected": ["Ash", "Dogwood"], "changes": False}
    assert document["friends"]["fewest_that_change"] == 72
    tried = {one["friends"]: one["elected"] for one in document["friends"]["tried"]}
    assert list(tried) == [1, 2, 5, 10, 20, 50, 54, 58, 62, 66, 70, 71, 72, 74, 91]
    assert (tried[71], tried[72]) == (["Dogwood", "Ash"], ["Dogwood", "Birch"])


def test_the_fewest_friends_are_found_between_those_tried(
    ward: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cedar has 20 votes, Dogwood 22: two more leave a tie, three more put Cedar above."""
    document = asked(capsys, ward, "--vote", "Cedar > Dogwood", "--lots", "seed")
    friends = document["friends"]
    changed = {one["friends"]: one["changes"] for one in friends["tried"]}
    assert friends["fewest_that_change"] == min(n for n, changes in changed.items() if changes)
    assert changed[friends["fewest_that_change"] - 1] is False
    one = asked(capsys, ward, "--vote", "Cedar > Dogwood", "--friends", "3")
    assert one["friends"]["tried"] == [{"friends": 3, "elected": ["Ash", "Cedar"], "changes": True}]


def test_what_only_a_lot_can_decide_is_said(ward: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, ward, "--vote", "Cedar > Dogwood", "--friends", "2")
    (two,) = document["friends"]["tried"]
    assert (two["elected"], two["changes"]) == (None, None)
    assert "a lot must decide" in two["undecided"]


def test_fewer_preferences(ward: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, ward, "--vote", "Birch > Cedar > Ash")
    assert (document["read"], document["ran_out"], document["more"]) == (2, False, [])
    (fewer,) = document["fewer"]
    assert (fewer["vote"], fewer["changes"]) == (["Birch"], False)
    assert (document["end"]["votes"], document["end"]["non_transferable"]) == (
        {"Cedar": "1.00"},
        "0.00",
    )
    assert (fewer["end"]["votes"], fewer["end"]["non_transferable"]) == ({}, "1.00")


def test_more_preferences(ward: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Ash, who was elected before Birch was excluded, could not have had the vote."""
    document = asked(capsys, ward, "--vote", "Birch")
    assert (document["papers_alike"], document["ran_out"], document["fewer"]) == (8, True, [])
    assert [(one["vote"], one["changes"], one["end"]["votes"]) for one in document["more"]] == [
        (["Birch", "Cedar"], False, {"Cedar": "1.00"}),
        (["Birch", "Dogwood"], False, {"Dogwood": "1.00"}),
    ]


@pytest.mark.parametrize(
    ("vote", "line"),
    [
        ("Ash > Birsh", "no candidate is called 'Birsh'; did you mean 'Birch'?"),
        ("Ash > ash", "the vote names 'Ash' twice; name each once"),
        ("Ash >", "a name is missing in the vote `Ash >`; write names in order with > between"),
        ("", "a name is missing in the vote ``; write names in order with > between them"),
    ],
)
def test_a_vote_that_cannot_be_read(
    ward: str, vote: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ward, "--vote", vote, "--quiet"]) == 2
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"hustings: {line}")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-o", "vote.csv"], "what one vote does is no table; end the name in .txt, .json or"),
        (["--rules", "irv"], "irv fills one place, this election has 2; give --seats 1 or choose"),
        (["--rules", "scot"], "no rule set is called 'scot'; did you mean scotland?"),
        (["--withdraw", "Oak"], "no candidate is called 'Oak'; the candidates are Ash, Birch"),
    ],
)
def test_a_call_that_cannot_be_answered(
    ward: str, arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ward, "--vote", "Ash", "--quiet", *arguments]) == 2
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"hustings: {line}")
    assert complaint.count("\n") == 1


def test_a_lot_that_is_needed_with_the_vote_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two against one is decided; with one more for Birch both have two."""
    path = tmp_path / "near.blt"
    path.write_text('2 1\n2 1 0\n1 2 0\n0\n"Ash"\n"Birch"\n"Near"\n', encoding="utf-8")
    assert main(["ask", str(path), "--vote", "Birch > Ash", "--rules", "irv"]) == 1
    note, complaint = capsys.readouterr().err.splitlines()
    assert note == (
        f"hustings: note: {path}: no paper ranks so; with this vote added a lot is needed"
    )
    assert complaint.startswith("hustings: stage 1: a lot must decide who takes the last place")
    document = asked(capsys, str(path), "--vote", "Birch > Ash", "--rules", "irv", "--lots", "seed")
    assert document["result"]["by_lot"] is True
    assert (document["without"]["elected"], "by_lot" in document["without"]) == (["Ash"], False)


def test_who_has_withdrawn_is_passed_over(ward: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, ward, "--vote", "Ash > Birch", "--withdraw", "Ash")
    assert (document["vote"], document["passed_over"]) == (["Birch"], ["Ash"])
    assert document["papers_alike"] == 48
    assert main(["ask", ward, "--vote", "Ash", "--withdraw", "Ash", "--quiet"]) == 2
    assert "everybody whom the vote names has withdrawn" in capsys.readouterr().err


def test_two_lengths_that_do_the_same_are_joined_by_or(
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = Path(__file__).parents[2] / "examples" / "allotments.blt"
    vote = "Ada Marsh > Esi Mensah > Bilal Khan"
    assert main(["ask", str(example), "--rules", "scotland", "--vote", vote, "-q"]) == 0
    assert "\nThe first 1 or 2: the same are elected" in capsys.readouterr().out
