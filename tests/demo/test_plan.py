"""The demonstration's plan: told, written, and skipped with a sentence where it cannot be made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hustings.commands.shell.watch import Watch
from hustings.demo import plan as demo_plan
from hustings.errors import InputError
from hustings.planning.plan.model import Plan
from hustings.planning.plan.read import read as read_plans
from hustings.planning.scenario import file as scenario_file
from hustings.planning.search.search import Found
from hustings.planning.trials.evaluate import evaluate
from hustings.report.plan.content.words import asked

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found() -> Found:
    """A plan for the example as a search would hand it back, in two draws."""
    scenario = scenario_file.load(demo_plan.example(demo_plan.EXAMPLE))
    team = scenario.team
    orders = tuple(team[place:] + team[:place] for place in range(6))
    plan = Plan("found", orders, tuple(region % 6 for region in range(12)))
    fresh = evaluate(scenario, [plan], draws=2, cores=1)
    return Found(plan, 99, ((1_000_000, 48),), fresh, {}, True)


def test_the_example_is_in_the_checkout() -> None:
    path = demo_plan.example(demo_plan.EXAMPLE)
    assert path == str(ROOT / "examples" / "nec2020" / "scenario.toml")
    with pytest.raises(InputError) as caught:
        demo_plan.example("nix.toml")
    assert str(caught.value) == (
        f"{Path(demo_plan.__file__).parents[1]}: the example nix.toml is missing;"
        " install the package again"
    )


def test_run_tells_and_writes(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hustings.planning.search.search.search", lambda *_, **__: found)
    said: list[str] = []
    demo_plan.run(str(tmp_path), said.append)
    told = "\n".join(said)
    assert told.startswith("4. Planned: which order Grassroots Voice could have asked for where\n")
    assert max(map(len, said)) <= 80
    # Six lists, each below the areas that are asked for it.
    surnames = ["Pidcock", "Dar", "Bolton", "Rahman", "Jama", "Henderson"]
    lists = [line for line in said if line.startswith("      ")]
    assert len(lists) == 6
    for line in lists:
        assert sorted(line.strip().split(", ")) == sorted(surnames)
    scenario = scenario_file.load(demo_plan.example(demo_plan.EXAMPLE))
    for number, line in enumerate(lists):
        areas = f"   {asked(scenario, found.plan, number)}"
        assert said[said.index(line) - 1] == areas
    assert "In 2 electorates that the search had not seen, these lists win " in told
    assert said[-4:] == [
        f"Written to {tmp_path}:",
        "   nec2020-plan.json (the plan)",
        "   nec2020-plan.csv (the lists)",
        "   nec2020-plan.html (a report on it)",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "nec2020-plan.csv",
        "nec2020-plan.html",
        "nec2020-plan.json",
    ]
    assert read_plans(str(tmp_path / "nec2020-plan.json"), scenario)[0] == found.plan
    for path in tmp_path.iterdir():
        if path.suffix != ".csv":
            assert "ASSUMED electorate, not the real ballots" in path.read_text("utf-8"), path.name


def test_stopped_it_keeps_the_lists(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = found._replace(fresh=None, finished=False)
    monkeypatch.setattr("hustings.planning.search.search.search", lambda *_, **__: stopped)
    said: list[str] = []
    demo_plan.run(str(tmp_path), said.append)
    assert "   Stopped before it was known how well these lists do." in said
    written = json.loads((tmp_path / "nec2020-plan.json").read_text("utf-8"))
    assert len(written["plans"][0]["groups"]) == 6
    assert not (tmp_path / "nec2020-plan.html").exists()


def test_without_the_packages_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        demo_plan, "find_spec", lambda name: None if name in {"numba", "scipy"} else object()
    )
    said: list[str] = []
    demo_plan.run(str(tmp_path), said.append)
    assert said == [
        "4. Planning the same election needs numba, scipy: pip install hustings[plan], then run the"
        " demonstration again."
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_search_is_the_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decided by numbers of counts, so that the lists are the same everywhere."""
    from hustings.planning.search.search import SHORT

    asked: dict[str, object] = {}

    def search(_: object, **given: object) -> Found:
        asked.update(given)
        raise KeyboardInterrupt

    monkeypatch.setattr("hustings.planning.search.search.search", search)
    with pytest.raises(KeyboardInterrupt):
        demo_plan.run(str(tmp_path), lambda _: None)
    assert asked.pop("effort") is SHORT
    assert isinstance(asked.pop("progress"), Watch)
    assert asked == {}
