"""Measure planning: electorates drawn and counted, another plan, a search, and VoteKit beside it.

Knows which loads planning has and how often each is run.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from typing import Any

from environments import BENCH, python_of
from loads import WORK, Load
from measure import Run, run

SCENARIO = BENCH.parent / "examples" / "nec2020" / "scenario.toml"
DRIVERS = BENCH / "peers"
OURS = DRIVERS / "hustings_planning_driver.py"
THEIRS = DRIVERS / "votekit_planning_driver.py"
# Rounds of the rates, and pairs of runs with VoteKit.
ROUNDS = 7
PAIRS = 3
SEARCH_DRAWS = 1000
# Seconds that a search, or VoteKit's drawing and counting of one electorate, may take.
LIMIT = 900.0


class Failed(Exception):
    """One of our own runs did not end well: there is nothing to put on the page."""


def measure(
    *, peers: list[str], quick: bool, search: bool, hustings: Path, memory: int
) -> dict[str, Any]:
    """All figures of planning, in one go.

    Args:
        peers: who is measured beside Hustings; of them, VoteKit draws electorates.
        quick: few rounds, and one pair with VoteKit.
        search: whether to search for lists too, which takes minutes.
        hustings: the command.
        memory: MiB that a run may use.
    """
    began = os.getloadavg()[0]
    exported = _ours("export", SCENARIO, WORK / "planning", memory=memory)
    cores = sorted({1, os.cpu_count() or 1})
    rounds = 2 if quick else ROUNDS
    rates = [_rates(number, rounds, memory) for number in cores]
    figures: dict[str, Any] = {
        "scenario": str(SCENARIO.relative_to(BENCH.parent)),
        **{key: exported[key] for key in ("version", "voters", "candidates", "seats", "marks")},
        "rates": rates,
        "votekit": _votekit(1 if quick else PAIRS, memory) if "votekit" in peers else [],
        "search": _search(hustings, memory) if search else None,
    }
    return figures | {"load": [began, os.getloadavg()[0]]}


def drawn() -> Load:
    """Our drawn electorate as a ballot file, once `measure` has written it."""
    return Load(
        "drawn",
        "Draw 0 of the scenario, counted from a ballot file",
        WORK / "planning" / "drawn.blt",
        "scotland",
        "scotland",
    )


def _ours(*words: str | Path, memory: int) -> dict[str, Any]:
    """The answer of our driver.

    Raises:
        Failed: there is none.
    """
    done = run([sys.executable, OURS, *words], limit=LIMIT, memory_mb=memory)
    if done.outcome != "done":
        raise Failed(f"{OURS.name} {words[0]}: {done.outcome} {done.why}")
    return done.answer | {"memory_mib": done.memory}


def _rates(cores: int, rounds: int, memory: int) -> dict[str, Any]:
    answer = _ours("rates", SCENARIO, str(cores), str(rounds), memory=memory)
    for name, figures in answer["loads"].items():
        middle = statistics.median(figures["per_second"])
        _say(f"planning {name}", f"{cores} core{'s' * (cores > 1)}", f"{middle:.1f} a second")
    return answer


def _votekit(pairs: int, memory: int) -> list[dict[str, Any]]:
    """VoteKit's drawing and counting, each run right after one of ours on one core."""
    python = python_of("votekit")
    runs = []
    for _ in range(pairs):
        ours = _rates(1, 2, memory)
        slates = WORK / "planning" / "slates.json"
        theirs = run([python, THEIRS, slates], limit=LIMIT, memory_mb=memory)
        _note("votekit", theirs)
        runs.append({"ours": ours, "theirs": _kept(theirs)})
        if theirs.outcome != "done":
            break
    return runs


def _search(hustings: Path, memory: int) -> dict[str, Any]:
    """A search as a user would run it, on all cores."""
    plan = WORK / "planning" / "plan.json"
    words = ["plan", "search", SCENARIO, "--draws", str(SEARCH_DRAWS), "--quiet", "-o", plan]
    done = run([hustings, *words], limit=LIMIT, memory_mb=memory, answers=False)
    _note("search", done)
    return _kept(done) | {"draws": SEARCH_DRAWS, "cores": os.cpu_count()}


def _kept(done: Run) -> dict[str, Any]:
    return {
        "outcome": done.outcome,
        "why": done.why,
        "wall": done.wall,
        "memory_mib": done.memory,
        "limit_seconds": LIMIT,
        "answer": done.answer,
    }


def _note(what: str, done: Run) -> None:
    _say("planning", what, f"{done.wall:8.1f} s {done.memory:8.0f} MiB  {done.outcome} {done.why}")


def _say(*words: str) -> None:
    print(*words, file=sys.stderr, flush=True)
