"""The slate that a primary chose: a scenario takes it as written, whatever people are called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.counting.account import fold
from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.record import to_json
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import flaw
from hustings.planning.scenario.file import parse
from hustings.planning.scenario.primary import Primary, added, lines, read

SCENARIO = """\
[election]
seats = 2
rules = "ers97"
voters = 500

[[candidates]]
name = "Dev Dale"
slate = "Rake"

[slates.Rake]
support = 0.6
"""
# A scenario that waits for its slate's candidates.
WAITING = SCENARIO + "\n[slates.Spade]\nsupport = 0.4\n\n[plan]\nslate = 'Spade'\n"


def record(folder: Path, **changed: Any) -> str:
    """The record of a primary that elects Bea, then Ann."""
    election = make_election("Who stands for Spade", 2, ["Ann", "Bea", "Cát"])
    profile = Profile.from_totals({(1, 0): 9, (0, 1): 6, (2,): 1})
    document = to_json(count(election, profile, find("ers97")))
    path = folder / "primary.json"
    path.write_text(json.dumps({**document, **changed}), encoding="utf-8")
    return str(path)


WON = Primary("Who stands for Spade", ("Bea", "Ann"), "ers97", changed=False)


def test_the_winners_in_order_of_election(tmp_path: Path) -> None:
    assert read(record(tmp_path)) == WON
    assert read(record(tmp_path, title="more")) == WON._replace(changed=True)


def test_lines_of_their_own() -> None:
    assert lines(WON, "Spade", None) == (
        "# In order of election: Who stands for Spade, counted under ers97.\n"
        '[[candidates]]\nname = "Bea"\nslate = "Spade"\n'
        "\n"
        '[[candidates]]\nname = "Ann"\nslate = "Spade"\n'
        "\n"
        '[slates."Spade"]\n# support = 0.3  # a share of the voters: say yours\n'
    )


def test_a_scenario_that_waits_for_them_is_whole_with_them() -> None:
    with pytest.raises(InputError, match="there are 2 seats and 1 candidates"):
        parse(WAITING)
    whole = added(WAITING, WON, "Spade", None)
    assert whole.startswith(WAITING)
    scenario = parse(whole)
    assert [(c.name, c.slate) for c in scenario.election.candidates] == [
        ("Dev Dale", "Rake"),
        ("Bea", "Spade"),
        ("Ann", "Spade"),
    ]
    assert [scenario.election.names[c] for c in scenario.team] == ["Bea", "Ann"]
    # Again, nothing is added.
    assert added(whole, WON, "Spade", None) == whole


def test_a_scenario_without_the_slate_gets_it_with_its_support() -> None:
    text = SCENARIO.replace("0.6", "0.55") + "\n[plan]\nslate = 'Spade'\n"
    scenario = parse(added(text, WON, "Spade", 0.45))
    assert [(s.name, s.support) for s in scenario.slates] == [("Rake", (0.55,)), ("Spade", (0.45,))]


@pytest.mark.parametrize(
    ("text", "support", "said"),
    [
        (SCENARIO, None, "s.toml, line 10: the scenario has no slate `Spade` yet; say what share"
         " of the voters it has with --support 0.3, or its name there with --name"),
        (WAITING, 0.4, "s.toml, line 13: the scenario has the slate `Spade` with its support; leave"
         " --support out"),
        (SCENARIO + "[plan]\nslate = 'Spade'\n", 0.9, "s.toml, line 25: the slates' support adds up"
         " to 1.5, not to 1; make it add up to 1"),
        ('candidates = "c.csv"\n' + WAITING.replace("[[candidates]]", "[other]"), None, "s.toml,"
         " line 7: `other` is not a key of the file; its keys are"),
        ('candidates = "c.csv"\n[slates.Spade]\n', None, "s.toml, line 1: the candidates are in"
         " `c.csv`; add a row for each there, with the slate `Spade`: Bea, Ann"),
        ('candidates = [{ name = "Eve" }]\n[slates.Spade]\n', None, "s.toml, line 1: the candidates"
         " are a list in brackets; write each in a table [[candidates]], to which others can be"
         " added"),
        (WAITING.replace("Dev Dale", "ANN"), None, "s.toml, line 8: `Ann` stands here, but not for"
         ' `Spade`; write `slate = "Spade"`'),
        (WAITING.replace('name = "Dev Dale"\nslate = "Rake"', 'name = "Bea"'), None, "s.toml, line"
         ' 7: `Bea` stands here, but not for `Spade`; write `slate = "Spade"`'),
    ],
)  # fmt: skip
def test_what_does_not_go_together(text: str, support: float | None, said: str) -> None:
    with pytest.raises(InputError) as caught:
        added(text, WON, "Spade", support, source="s.toml")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": "hustings-plan/1"}, "this is not the record of a count"),
        ({"elected": "Ann"}, "`elected` is not a list of names"),
        ({"elected": ["Ann", 3]}, "`elected` is not a list of names"),
        ({"elected": ["Ann", "a\tb"]}, "`elected` is not a list of names"),
        ({"elected": ["Ann", "ANN"]}, "somebody was elected twice"),
        ({"elected": []}, "nobody was elected"),
    ],
)
def test_what_is_no_result(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    path = record(tmp_path, **changed)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}, line 1: {said}; ")


def test_ballots_are_no_result(tmp_path: Path) -> None:
    path = tmp_path / "ward.blt"
    path.write_text("2 1\n")
    with pytest.raises(InputError) as caught:
        read(str(path))
    assert str(caught.value) == (
        f"{path}, line 1: this is not JSON: Extra data; make one with hustings count FILE --format"
        " json"
    )


NAMES = st.text(min_size=1, max_size=30).filter(lambda name: flaw(name, "a name") is None)


@given(
    st.lists(NAMES, min_size=2, max_size=6, unique_by=fold),
    NAMES.filter(lambda name: name != "no slate"),
)
def test_any_names_come_back_from_the_scenario(names: list[str], slate: str) -> None:
    primary = Primary("T", tuple(names), "ers97", changed=False)
    text = SCENARIO.split("[[candidates]]", maxsplit=1)[0].replace("seats = 2", "seats = 1")
    scenario = parse(text + lines(primary, slate, 1.0))
    assert [(c.name, c.slate) for c in scenario.election.candidates] == [
        (name, slate) for name in names
    ]
    assert [one.name for one in scenario.slates] == [slate]
