"""Every cheat that can be simulated, a thousand times each, beside how often theory says it passes.

    .venv/bin/python bench/cheats.py                      # ends with status 1 beyond three errors
    .venv/bin/python bench/cheats.py --page docs/cheats.md --date "$(date +%Y-%m-%d)"

The cheats are in tests/sealing/cheats.py.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from sealing.cheats import (
    CHEATS,
    NOT_FOUND,
    Cheat,
    Ending,
    errors_away,
    remembered,
    simulate,
)

ALLOWED = 3
PIECE = 100

Measured = tuple[Cheat, Counter[str], float]


def some(task: tuple[int, int, int, int]) -> list[Ending]:
    """Some simulations of the cheat at a place, in a process of their own."""
    place, number, seed, first = task
    with remembered():
        return simulate(CHEATS[place], number, seed=seed, first=first)


def measure(simulations: int, seed: int, cores: int) -> list[Measured]:
    """Every cheat, its endings counted."""
    firsts = range(0, simulations, PIECE)
    tasks = [
        (place, min(PIECE, simulations - first), seed, first)
        for place in range(len(CHEATS))
        for first in firsts
    ]
    measured = []
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        pieces = pool.map(some, tasks)
        for cheat in CHEATS:
            endings = [ending for _ in firsts for ending in next(pieces)]
            for ending in endings:
                if not re.search(cheat.said.get(ending.named, "$^"), ending.what):
                    raise SystemExit(f"{cheat.what}: {ending}")
            counted = Counter(ending.named for ending in endings)
            away = errors_away(cheat, endings)
            print(f"{away:4.1f}  {cheat.what}: {dict(counted)}", flush=True)
            measured.append((cheat, counted, away))
    return measured


def percent(chance: Fraction) -> str:
    """A chance as the table has it."""
    if chance in (0, 1):
        return "always" if chance else "never"
    return f"{100 * float(chance):.3g} %"


def row(cheat: Cheat, counted: Counter[str], away: float) -> str:
    """A line of the table."""
    simulations = counted.total()
    named = [name for name in cheat.theory if name != NOT_FOUND]
    if len(named) > 1:
        said = ", ".join(
            f"{name} {counted[name]:,} (theory {simulations * float(cheat.theory[name]):,.1f})"
            for name in named
        )
    else:
        said = "".join(named)
    passes = cheat.theory.get(NOT_FOUND, Fraction(0))
    certain = set(cheat.theory.values()) <= {Fraction(0), Fraction(1)}
    cells = (
        cheat.what,
        percent(passes),
        f"{counted[NOT_FOUND]:,}",
        "" if certain else f"{away:.1f}",
        said,
        cheat.found_by,
    )
    return f"| {' | '.join(cells)} |"


def table(entries: list[Measured]) -> str:
    """The table of a group of cheats."""
    simulations = entries[0][1].total()
    heads = (
        "what is done",
        "passes, in theory",
        f"passed, of {simulations:,}",
        "off by",
        "named",
        "found by, and when",
    )
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return "\n".join([*rows, *(row(*entry) for entry in entries)]) + "\n"


def rewritten(text: str, measured: list[Measured], said: str) -> str:
    """The page with the tables under its headings, and how they were taken, written anew."""
    text, number = re.subn(r"^Taken .*\n(?:.+\n)*", f"{said}\n", text, count=1, flags=re.M)
    numbers = [number]
    for group, entries in groupby(measured, key=lambda one: one[0].group):
        tabled = f"## {group}\n\n{table([*entries])}\n"
        text, number = re.subn(
            rf"^## {re.escape(group)}\n\n(?:\|.*\n)*\n?",
            tabled.replace("\\", r"\\"),
            text,
            flags=re.M,
        )
        numbers.append(number)
    if set(numbers) != {1}:
        raise SystemExit("the page has not one line `Taken …` and one heading for each group")
    return text


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--simulations", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=2026)
    arguments.add_argument("--cores", type=int, default=os.cpu_count())
    arguments.add_argument("--page", type=Path, help="its tables are written anew")
    arguments.add_argument("--date", default="", help="for the page")
    asked = arguments.parse_args()
    began = time.perf_counter()
    measured = measure(asked.simulations, asked.seed, asked.cores)
    took = time.perf_counter() - began
    print(f"{len(CHEATS)} cheats, {asked.simulations:,} simulations each: {took:.0f} s")
    if asked.page:
        said = f"Taken {asked.date}, in {took:.0f} s, with seed {asked.seed}."
        text = asked.page.read_text(encoding="utf-8")
        asked.page.write_text(rewritten(text, measured, said), encoding="utf-8")
    beyond = [cheat.what for cheat, _, away in measured if away > ALLOWED]
    if beyond:
        raise SystemExit(f"beyond {ALLOWED} standard errors: {'; '.join(beyond)}")


if __name__ == "__main__":
    main()
