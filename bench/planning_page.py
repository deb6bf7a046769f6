"""The section on planning in docs/benchmarks.md.

Knows how figures of planning are put to a reader, and what was aimed at.
"""

from __future__ import annotations

import statistics
from typing import Any

import table

HEADING = "## Planning: electorates drawn from a scenario and counted"
# Electorates a second that were aimed at, by load and cores; those for several cores are for four.
AIMS = {("both", 1): 30, ("both", 4): 90, ("plans", 4): 500}
TITLES = {
    "both": "drawn, and counted under one plan",
    "draws": "drawn, not counted",
    "counts": "counted, drawn before",
    "plans": "counted under another plan, the same draws being held",
}


def section(planning: dict[str, Any]) -> list[str]:
    """Heading, tables and sentences."""
    began, ended = planning["load"]
    version = planning["version"]
    lines = [
        HEADING,
        "",
        f"`{planning['scenario']}`: {planning['voters']:,} voters, {planning['candidates']}"
        f" candidates, {planning['seats']} seats, ERS97, {planning['marks']:.1f} names on a ballot"
        f" on average; Hustings {version}. Taken{_on(planning['date'])}; load average"
        f" {began:.1f} when it began, {ended:.1f} when it ended.",
        "",
        f"    {planning['command']}",
        "",
        *_rates(planning["rates"]),
        *_search(planning["search"]),
        *_votekit(planning["votekit"]),
    ]
    if planning.get("drawn"):
        limit = planning["limit_seconds"]
        lines += table.load_section(planning["drawn"], limit, level=3)
    return lines


def _on(date: str) -> str:
    return f" {date}" if date else ""


def _rates(rates: list[dict[str, Any]]) -> list[str]:
    """What is done in a second, and what limits it."""
    cores = [one["cores"] for one in rates]
    named = ["one core" if number == 1 else f"{number} cores" for number in cores]
    head = ["Electorates a second", *(f"{name}: median (best)" for name in named)]
    head += [*(f"processor time for each, {name}" for name in named), "aim"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for load, title in TITLES.items():
        cells = [title]
        for one in rates:
            figures = one["loads"][load]["per_second"]
            cells.append(f"{_rate(statistics.median(figures))} ({_rate(max(figures))})")
        cells += [table.seconds(_each(one, load)) for one in rates]
        aims = [
            f"{AIMS[load, number]} on {name}"
            for number, name in zip(cores, named, strict=True)
            if (load, number) in AIMS
        ]
        lines.append(f"| {' | '.join([*cells, ', '.join(aims) or '–'])} |")
    return [*lines, "", _limit(rates[0]), *_distances(rates), ""]


def _each(one: dict[str, Any], load: str) -> float:
    """Seconds of processor time for one electorate."""
    return statistics.median(one["loads"][load]["processor_ms"]) / 1000


def _rate(value: float) -> str:
    return f"{value:.1f}" if value < 99.5 else f"{value:,.0f}"


def _limit(one: dict[str, Any]) -> str:
    """Which half of the work takes longer."""
    draws, counts = _each(one, "draws"), _each(one, "counts")
    slow, other = ("Drawing", "counting") if draws > counts else ("Counting", "drawing")
    more, less = max(draws, counts), min(draws, counts)
    return (
        f"{slow} is the limit: {table.seconds(more)} of one core for each electorate, against"
        f" {table.seconds(less)} for {other} it."
    )


def _distances(rates: list[dict[str, Any]]) -> list[str]:
    """How far each aim is, a sentence each."""
    sentences = []
    for one in rates:
        for load, title in TITLES.items():
            aim = AIMS.get((load, one["cores"]))
            if aim is None:
                continue
            got = statistics.median(one["loads"][load]["per_second"])
            where = "one core" if one["cores"] == 1 else f"{one['cores']} cores"
            said = "reached" if got >= aim else "missed"
            sentences.append(
                f"The aim of {aim} a second on {where} ({title}) is {said}: {_rate(got)},"
                f" {got / aim:.0%} of it."
            )
    return sentences


def _search(search: dict[str, Any] | None) -> list[str]:
    if search is None:
        return ["The search for lists was not measured.", ""]
    what = f"`hustings plan search` with {search['draws']:,} draws on {search['cores']} cores"
    if search["outcome"] == "over":
        return [f"{what}: not done within {_minutes(search['limit_seconds'])}.", ""]
    if search["outcome"] != "done":
        return [f"{what}: {search['outcome']} {search['why']}.", ""]
    return [
        f"{what}, whole process: {_minutes(search['wall'])}, {search['memory_mib']:.0f} MiB at"
        " most.",
        "",
    ]


def _minutes(value: float) -> str:
    whole = round(value)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else table.seconds(value)


def _votekit(pairs: list[dict[str, Any]]) -> list[str]:
    """VoteKit's drawing and counting of one electorate, beside ours."""
    if not pairs:
        return []
    lines = [
        "### One electorate, drawn and counted by Hustings and by VoteKit",
        "",
        "VoteKit draws by its slate Plackett-Luce model (`slate_pl_profile_generator`): as many"
        " voters, the same candidates, slates, shares of the slates, popularity of each name and"
        " chances of staying with a slate or turning to each other one. That model knows no lengths"
        " of ballots, so that everybody ranks all candidates, and no regions, followers or"
        " uncertainty. It counts with `FastSTV`. Times are taken inside the process, without its"
        " start and imports, ours on one core; each run of VoteKit comes right after one of ours."
        f" Memory is the process's; ours holds {pairs[0]['ours']['held']} electorates meanwhile.",
        "",
    ]
    last = pairs[-1]["theirs"]
    if last["outcome"] != "done":
        said = f"not done within {_minutes(last['limit_seconds'])}"
        if last["outcome"] != "over":
            said = f"{last['outcome']}: {last['why']}"
        return [*lines, f"VoteKit: {said}, {last['memory_mib']:.0f} MiB.", ""]
    ours = {
        load: [1.0 / statistics.median(p["ours"]["loads"][load]["per_second"]) for p in pairs]
        for load in ("draws", "counts", "both")
    }
    answers = [pair["theirs"]["answer"] for pair in pairs]
    theirs = {
        "draws": [answer["draw_seconds"] for answer in answers],
        "counts": [answer["count_seconds"] for answer in answers],
        "both": [answer["draw_seconds"] + answer["count_seconds"] for answer in answers],
    }
    head = ["", "Draws it", "Counts it", "Both", "Memory", "Takes, against Hustings", "Runs"]
    lines += [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for who, version, measured in (
        ("ours", f"hustings {pairs[0]['ours']['version']}", ours),
        ("theirs", f"votekit {answers[0]['version']}", theirs),
    ):
        memory = max(pair[who]["memory_mib"] for pair in pairs)
        ratios = [a / b for a, b in zip(measured["both"], ours["both"], strict=True)]
        cells = [
            version,
            *(table.spread(measured[load]) for load in ("draws", "counts", "both")),
            f"{memory:.0f} MiB",
            table.times(statistics.median(ratios)) if measured is theirs else "",
            str(len(pairs)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]
