"""The page of results: docs/benchmarks.md.

Knows how figures are put to a reader.
"""

from __future__ import annotations

import statistics
from typing import Any

# Seconds of the whole process that were aimed at, by load.
AIMS = {"ward": 0.060, "reconstruction": 0.35, "folder": 2.0, "big": 1.5}

INTRODUCTION = """\
# Benchmarks

How long Hustings takes and how much memory it needs, beside four other Python packages that count
STV elections. `make bench` takes all the figures on one machine in one go and writes this page.
"""

METHOD = """\
## How it is measured

- **Whole process** is the wall time of a new process from start to end: what a person waits for.
  For Hustings it is `hustings count FILE --rules NAME --format json --lots 1`, which prints every
  stage (`--format text` for a folder, which prints those elected); for the other packages, which
  have no such command, a short script (bench/peers/) that reads the file, counts with the package's
  own function and prints those elected. A folder is counted in one process.
- **Reading** and **count** are timed inside the process of such a script (Hustings has one for
  this), without its start and imports. Reading ends with the ballots in the package's own type.
  Packages without a reader for the format get a plain one from bench/peers/common.py.
- **Memory** is the largest resident size of the process (`wait4`), the largest of all runs.
- Each run of another package comes right after a run of Hustings on the same file, and the order
  of the packages rotates. **Takes, against Hustings** is the other's wall time divided by ours, the
  median over such pairs; beside it the same for the counts alone (of medians).
- Before the measured runs, each counts the ward once, so that no package pays for its first start,
  and the file is read once, so that none pays for the disk. Packages that compile themselves at
  first use and keep nothing pay in every run, as they do for their users.
- **Planning** is measured inside one process, on as many threads as the table says, in rounds in
  which the loads take turns; processor time is that of the whole process, shared out over the
  electorates. Counting takes in putting the lists on top of the followers' ballots. The search is a
  whole process, `hustings plan search` as a user runs it.
- A package that does not finish within the time limit, or in the memory allowed, or has no such
  rule, is named with what happened.
- **Elected** compares with the source named under the table. The rules are the nearest that each
  package has; they are not always the same rule, so a difference need not be a fault.
"""

NOT_MEASURED = """\
## What is not here

OpenSTV counts by many of these rules and by Meek's method, and is what most published results were
checked with; it needs Python 2 and is on no package index, so it is a source of expected results
for the tests and not a contestant here. Of the four packages only pref_voting has Meek's method and
none has ERS97.
"""


def seconds(value: float) -> str:
    """A duration, to two or three figures."""
    if value < 0.0995:
        return f"{value * 1000:.0f} ms" if value >= 0.00995 else f"{value * 1000:.1f} ms"
    if value < 0.9995:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 9.995 else f"{value:.1f} s"


def times(value: float) -> str:
    """A ratio, to two or three figures."""
    return f"×{value:.1f}" if value < 9.95 else f"×{value:,.0f}"


def spread(values: list[float]) -> str:
    """Median, and the least in brackets where there are several."""
    if not values:
        return "–"
    median = seconds(statistics.median(values))
    return median if len(values) == 1 else f"{median} ({seconds(min(values))})"


def row(entry: dict[str, Any], ours: dict[str, Any], limit: float) -> list[str]:
    """One line of a load's table."""
    name = entry["contestant"]
    if entry["version"]:
        name += f" {entry['version']}"
    memory = f"{entry['memory_mib']:.0f} MiB" if entry["memory_mib"] else "–"
    if entry["outcome"] != "done":
        said = f"over {limit:.0f} s" if entry["outcome"] == "over" else entry["outcome"]
        if entry["why"]:
            said += f": {entry['why']}"
        least = ""
        if entry["outcome"] == "over" and ours["wall"]:
            least = f"over {times(limit / statistics.median(ours['wall']))}"
        return [name, said, "", "", memory, least, "", str(entry["runs"])]
    faster = ""
    if entry["ratios"]:
        faster = times(statistics.median(entry["ratios"]))
        if entry["count"] and ours["count"]:
            alone = statistics.median(entry["count"]) / statistics.median(ours["count"])
            faster += f", count {times(alone)}"
    return [
        name,
        spread(entry["wall"]),
        spread(entry["read"]),
        spread(entry["count"]),
        memory,
        faster,
        entry["elected"],
        str(entry["runs"]),
    ]


def load_section(load: dict[str, Any], limit: float, *, level: int = 2) -> list[str]:
    """Heading, table and notes of one load."""
    head = [
        "Counter",
        "Whole process: median (least)",
        "Reading",
        "Count",
        "Memory",
        "Takes, against Hustings",
        "Elected",
        "Runs",
    ]
    lines = [f"{'#' * level} {load['title']}", ""]
    if load["note"]:
        lines += [load["note"], ""]
    lines += [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    ours = load["rows"][0]
    lines += [f"| {' | '.join(row(entry, ours, limit))} |" for entry in load["rows"]]
    lines += ["", f"“Elected” compares with {load['source']}. Rules:", ""]
    lines += [
        f"- {entry['contestant']}: {entry['rule']}" for entry in load["rows"] if entry["rule"]
    ]
    return [*lines, ""]


def aims(loads: list[dict[str, Any]]) -> list[str]:
    """How far our own aims for the whole process are, a line each."""
    lines = []
    for load in loads:
        wall = load["rows"][0]["wall"]
        if wall and load["key"] in AIMS:
            aim = AIMS[load["key"]]
            said = "reached" if statistics.median(wall) <= aim else "missed"
            name = load["title"].partition(":")[0]
            lines.append(f"- {name}: {seconds(aim)}, {said} with {spread(wall)}")
    return (
        ["Our aims for the whole process, with the median (least):", "", *lines, ""]
        if lines
        else []
    )


def page(results: dict[str, Any], more: list[str]) -> str:
    """The page as Markdown.

    Args:
        more: the sections that follow those of the loads.
    """
    machine = results["machine"]
    taken = f"Taken {results['date']}" if results["date"] else "Taken"
    lines = [
        INTRODUCTION,
        f"{taken} on {machine['processor']}, {machine['cores']} cores,"
        f" {machine['memory_gib']:.0f} GiB of memory, {machine['system']},"
        f" Python {machine['python']}; load average when it began {machine['load']:.1f}."
        " Other work on the machine at the same time slows the figures: pairing evens that out"
        " between packages, not in the times themselves."
        f" Time limit {results['limit_seconds']:.0f} s, memory allowed"
        f" {results['memory_limit_mib'] / 1024:.0f} GiB. Starting that Python to do nothing takes"
        f" {seconds(results['interpreter_seconds'])}.",
        "",
        f"    {results['command']}",
        "",
        *aims(results["loads"]),
    ]
    for load in results["loads"]:
        lines += load_section(load, results["limit_seconds"])
    lines += [*more, METHOD, NOT_MEASURED]
    return "\n".join(lines)
