"""`hustings rules`: every rule set is listed, and shows each choice it makes in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Hustings
from hustings.commands.rules import QUESTIONS, choices
from hustings.counting.law import MODULES, find
from hustings.counting.ruleset import Validity


def test_the_list_has_every_rule_set_in_order(hustings: Hustings) -> None:
    status, out, err = hustings("rules")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line and line[0] != " "] == list(MODULES)
    assert max(map(len, out.splitlines())) <= 80
    listed = json.loads(hustings("rules", "--format", "json").out)
    assert [one["name"] for one in listed] == list(MODULES)
    assert [list(one) for one in listed] == [["name", "version", "title", "source"]] * len(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_choice_and_clause_is_shown(hustings: Hustings, name: str) -> None:
    rules = find(name)
    status, out, err = hustings("rules", name)
    assert (status, err) == (0, "")
    said = " ".join(out.split())
    made = choices(rules)
    assert [choice.field for choice in made] == [
        field
        for one in rules._fields
        if one != "instrument"
        for field in (Validity._fields if one == "validity" else [one])
    ]
    assert {choice.field for choice in made} <= set(QUESTIONS)
    for choice in made:
        assert f"{choice.question}: {choice.answer}." in said
    for _, clause in rules.instrument.clauses:
        number = "no clause" if clause.number == "-" else clause.number
        assert f"({number}): {' '.join(clause.words.split())}" in said
    document = json.loads(hustings("rules", name, "--format", "json").out)
    assert document["choices"] == {choice.field: choice.answer for choice in made}
    assert [clause["number"] for clause in document["clauses"]] == [
        clause.number for _, clause in rules.instrument.clauses
    ]


def test_choices_read_as_words(hustings: Hustings) -> None:
    out = " ".join(hustings("rules", "ers97").out.split())
    assert "A tie is broken by looking at: the earliest point at which they differed." in out
    assert (
        "The quota: valid votes divided by one more than the seats, rounded up to the smallest"
        " unit." in out
    )
    assert "Iteration ends when all surpluses together are below: 0.000001000." in " ".join(
        hustings("rules", "meek-prf").out.split()
    )


def test_notes_are_printed_as_they_lie_beside_the_rules(
    hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scotland.md"
    monkeypatch.setattr("hustings.commands.rules.notes_path", lambda _: str(path))
    assert hustings("rules", "scotland", "--notes") == (
        2,
        "",
        "hustings: there are no notes on scotland; see hustings rules scotland\n",
    )
    path.write_text("# Doubtful\n\nRule 53 …\n", encoding="utf-8")
    assert hustings("rules", "scotland", "--notes") == (0, "# Doubtful\n\nRule 53 …\n", "")
    assert f"hustings rules scotland --notes\n({path})\n" in hustings("rules", "scotland").out
    document = json.loads(hustings("rules", "scotland", "--notes", "--format", "json").out)
    assert document["notes"] == "# Doubtful\n\nRule 53 …\n"
