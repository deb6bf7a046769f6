"""How fast Hustings draws and counts electorates; and one drawn electorate for others to count.

Knows the front doors of planning.

    python bench/peers/hustings_planning_driver.py rates SCENARIO CORES ROUNDS
    python bench/peers/hustings_planning_driver.py export SCENARIO FOLDER

`rates` prints one JSON object with, for each load, electorates per second and milliseconds of
processor time for each, a figure a round; the loads take turns. `export` writes `drawn.blt`, draw 0
without advice, and `slates.json`, the scenario in the terms of a model of slates.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from hustings.counting.law import find
from hustings.election.formats.fast.scan import pack_rankings
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import Electorate
from hustings.planning.plan.model import Plan, natural_alternatives
from hustings.planning.scenario.file import load
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.simulate import ballots, lots_for, part, simulate, winners
from hustings.planning.trials.stock import Stock

# Electorates of one figure, on each core; held in memory for the counts alone.
EACH = 30
HELD = 8


def rates(scenario: Scenario, cores: int, rounds: int) -> dict[str, Any]:
    """Electorates per second, and processor time for each, of every load."""
    none, one = natural_alternatives(scenario)[:2]
    number = EACH * cores
    with (
        ThreadPoolExecutor(cores) as pool,
        Stock(scenario, range(number), cores=cores) as stock,
    ):
        held = list(pool.map(lambda draw: draw_electorate(scenario, draw), range(HELD)))
        stock.elected([none], 0, number)

        def count(place: int) -> None:
            _count(scenario, none, held[place % HELD], place)

        def draw(place: int) -> None:
            draw_electorate(scenario, place)

        loads: dict[str, Callable[[], Any]] = {
            "both": lambda: simulate(scenario, [none], range(number), cores=cores),
            "draws": lambda: list(pool.map(draw, range(number))),
            "counts": lambda: list(pool.map(count, range(number))),
            "plans": lambda: stock.elected([one], 0, number),
        }
        for run in loads.values():
            run()
        measured: dict[str, dict[str, list[float]]] = {
            name: {"per_second": [], "processor_ms": []} for name in loads
        }
        for _ in range(rounds):
            for name, run in loads.items():
                start, spent = perf_counter(), process_time()
                run()
                measured[name]["per_second"].append(number / (perf_counter() - start))
                measured[name]["processor_ms"].append((process_time() - spent) / number * 1000)
    return {"cores": cores, "held": HELD + number, "loads": measured}


def _count(scenario: Scenario, plan: Plan, electorate: Electorate, draw: int) -> None:
    """A drawn electorate counted under a plan, as `simulate` counts it."""
    profile = ballots(scenario, plan, electorate, part(scenario, electorate))
    winners(scenario.election, profile, find(scenario.rules), lots_for(scenario, draw))


def export(scenario: Scenario, folder: Path) -> dict[str, Any]:
    """Write the files for others; what they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    election = scenario.election
    drawn = draw_electorate(scenario, 0)
    papers = np.ones(len(drawn.starts) - 1, np.int64)
    packed = pack_rankings(drawn.starts, drawn.entries, papers)
    place = {candidate: number for number, candidate in enumerate(election.standing, 1)}
    lines = [f"{len(place)} {election.seats}\n"]
    for i, number in enumerate(packed.papers.tolist()):
        marks = packed.entries[packed.starts[i] : packed.starts[i + 1]].tolist()
        lines.append(f"{number} {' '.join(str(place[mark]) for mark in marks)} 0\n")
    lines.append("0\n")
    names = [election.candidates[candidate].name for candidate in election.standing]
    lines += [f'"{name}"\n' for name in (*names, scenario.title)]
    (folder / "drawn.blt").write_text("".join(lines), "utf-8")
    (folder / "slates.json").write_text(json.dumps(_slates(scenario), indent=1), "utf-8")
    return {
        "voters": len(papers),
        "candidates": len(place),
        "seats": election.seats,
        "marks": len(drawn.entries) / len(papers),
    }


def _slates(scenario: Scenario) -> dict[str, Any]:
    """Voters, slates, their shares, who turns where, and how popular each name is."""
    election, ranking = scenario.election, scenario.ranking
    sizes = [region.voters for region in scenario.regions]
    members = {
        slate.name: [c for c in election.standing if election.candidates[c].slate == slate.name]
        for slate in scenario.slates
    }
    turns = {}
    for slate, row in zip(scenario.slates, ranking.affinity, strict=True):
        others = {
            other.name: weight
            for other, weight in zip(scenario.slates, row, strict=True)
            if other is not slate
        }
        total = sum(others.values())
        turns[slate.name] = {slate.name: slate.retention} | {
            name: (1.0 - slate.retention) * weight / total for name, weight in others.items()
        }
    return {
        "voters": scenario.voters,
        "seats": election.seats,
        "shares": {
            slate.name: sum(s * n for s, n in zip(slate.support, sizes, strict=True)) / sum(sizes)
            for slate in scenario.slates
        },
        "turns": turns,
        "appeal": {
            name: {
                election.candidates[c].name: ranking.appeal[c] / sum(ranking.appeal[m] for m in own)
                for c in own
            }
            for name, own in members.items()
        },
    }


def main() -> None:
    """Do what the module's docstring says."""
    match sys.argv[1:]:
        case ["rates", path, cores, rounds]:
            answer = rates(load(path), int(cores), int(rounds))
        case ["export", path, folder]:
            answer = export(load(path), Path(folder))
        case _:
            sys.exit(__doc__)
    print(json.dumps({"peer": "hustings", "version": version("hustings")} | answer))


if __name__ == "__main__":
    main()
