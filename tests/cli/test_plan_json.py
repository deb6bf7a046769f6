"""Every key of plan.json stands on its page, and is in a document that a command writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import Seen, described

from cli.conftest import Hustings
from cli.test_plan import PLAN, SCENARIO
from hustings.planning.plan.evaluation import Unsure
from hustings.planning.plan.explanation import Change
from hustings.planning.plan.model import Split
from hustings.planning.scenario.assumptions import Assumption

pytest.importorskip("scipy")


# Followers who vote for the others: any other plan is better.
RAKE = ["Dev Dale", "Eve Eden", "Flo Fox"]
BAD = {"name": "bad", "sequences": {region: RAKE for region in ("North", "South")}}
LONE = {"name": "lone", "sequences": {region: ["Ann Archer"] for region in ("North", "South")}}


def test_every_key_of_a_plan_is_described_and_seen(
    hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "own.toml": SCENARIO,
        "other.toml": SCENARIO.replace('[plan]\nslate = "Spade"', '[plan]\nslate = "Rake"'),
        # Two of three cannot win.
        "short.toml": SCENARIO.replace("seats = 4", "seats = 1"),
        # There is nothing else that one name could be asked for.
        "lone.toml": SCENARIO.replace('Bell"\nslate = "Spade"', 'Bell"\nslate = "Rake"').replace(
            'Cole"\nslate = "Spade"', 'Cole"\nslate = "Rake"'
        ),
        "plan.json": json.dumps(PLAN),
        "lone.json": json.dumps({**PLAN, "plans": [LONE]}),
        "bad.json": json.dumps({**PLAN, "plans": [BAD]}),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    seen = Seen(described("plan-json.md"))
    for call in (
        "evaluate own.toml plan.json",
        "report own.toml plan.json",
        "explain short.toml plan.json",
        "explain lone.toml lone.json",
        "rivals own.toml other.toml",
        "search own.toml --short",
        "search own.toml --short --robust",
    ):
        ended = hustings("plan", *call.split(), "--draws", "4", "--format", "json", "-q")
        assert ended.status == 0, ended.err
        seen.look(json.loads(ended.out))
    # Draws are sorted where there are enough of them.
    call = ("evaluate", "own.toml", "bad.json", "--draws", "12", "--format", "json", "-q")
    seen.look(json.loads(hustings("plan", *call).out))
    lists = hustings("plan", "lists", "own.toml", "plan.json", "--format", "json")
    seen.look(json.loads(lists.out))
    assert "\n".join(seen.complaints()) == ""


def test_the_page_of_a_plan_has_every_word() -> None:
    rows = described("plan-json.md")
    for key, words in (
        ("plans[].split", Split),
        ("plans[].range.sorted_by[].unsure", Unsure),
        ("neighbour:change", Change),
        ("explanation.assumptions[].assumption", Assumption),
    ):
        assert rows[key].words == {word.value for word in words}
