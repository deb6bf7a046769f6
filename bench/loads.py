"""The loads that are measured: which file, which rules, whose winners they are checked against."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

BENCH = Path(__file__).resolve().parent
WORK = BENCH / ".work"

Winners = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Load:
    """One thing to count.

    Attributes:
        key: as asked for on the command line.
        title: as the table says it.
        path: a ballot file, or a folder of them to be counted in one process.
        rules: as the drivers call them.
        ours: the rule set of `hustings count`.
        note: what a reader has to know about the file.
        expected: those elected in each file, folded as `fold` does; empty where there is nothing to
            go by but our own result.
        source: where `expected` comes from.
    """

    key: str
    title: str
    path: Path
    rules: str
    ours: str
    note: str = ""
    expected: Winners = field(default_factory=dict)
    source: str = "Hustings' own result"


def fold(name: str) -> str:
    """A name without what sources disagree on: case and spaces."""
    return " ".join(name.casefold().split())


def folded(winners: dict[str, list[str]]) -> Winners:
    """Those elected in each file, for comparison."""
    return {file: frozenset(map(fold, names)) for file, names in winners.items()}


def make(*arguments: str | Path) -> None:
    """Run one of the scripts that make files."""
    print(f"making files: {' '.join(map(str, arguments))}", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, *arguments], check=True)


def ward(data: Path) -> Load:
    """A ward of ordinary size whose official stage report is known."""
    folder = data / "counting" / "scottish-official"
    path = folder / "glasgow_2007_linn.blt"
    stages = json.loads((folder / "glasgow_2007_linn_stages.json").read_text())["stages"]
    elected = [name for stage in stages for name in stage["elected"]]
    return Load(
        "ward",
        "A ward: Glasgow Linn 2007, 9,567 ballots, 11 candidates, 4 seats",
        path,
        "scotland",
        "scotland",
        expected=folded({path.name: elected}),
        source="the official result",
    )


def reconstruction(given: Path | None) -> tuple[Path, str]:
    """The file of 129,549 ballots, and what it is."""
    note = "The ballots are a reconstruction, not the real ones (hustings demo)."
    if given:
        return given, note
    path = WORK / "nec2020.blt"
    if not path.exists():
        WORK.mkdir(exist_ok=True)
        make(BENCH / "prepare.py", "reconstruction", path)
    return path, note


def folder(data: Path, elections: int) -> Load:
    """Many small elections in one process."""
    counting = data / "counting" / "scot-elex"
    path = WORK / f"scottish-{elections}"
    if not path.is_dir():
        WORK.mkdir(exist_ok=True)
        archive = counting / "dev.tar.xz"
        make(BENCH / "prepare.py", "scottish", archive, path, str(elections))
    known = json.loads((counting / "winners-dev.json").read_text())
    expected = folded(known)
    expected |= {name.replace(".csv", ".again.csv"): who for name, who in expected.items()}
    files = len(list(path.iterdir()))
    return Load(
        "folder",
        f"A folder of {files:,} Scottish council elections in one process",
        path,
        "scotland",
        "scotland",
        note=f"{len(known)} different elections, {files - len(known)} of them twice.",
        expected=expected,
        source="the winners that two independent counters found",
    )


def big(given: Path | None) -> Load:
    """A national count."""
    path = given or WORK / "big.blt"
    if not path.exists():
        WORK.mkdir(exist_ok=True)
        make(BENCH / "make_big_blt.py", "-o", path)
    return Load(
        "big",
        "A national count: 4.7 million ballots, a million rankings, 75 candidates, 9 seats",
        path,
        "scotland",
        "scotland",
        note="Made-up ballots (bench/make_big_blt.py).",
    )


def choose(
    keys: list[str], data: Path, given: dict[str, Path | None], elections: int
) -> list[Load]:
    """The loads asked for, their files made where they are not there."""
    chosen: list[Load] = []
    size = "129,549 ballots, 42 candidates, 9 seats"
    for key in keys:
        match key:
            case "ward":
                chosen.append(ward(data))
            case "reconstruction":
                path, note = reconstruction(given["reconstruction"])
                title = f"The 2020 election: {size}"
                chosen.append(Load(key, title, path, "scotland", "scotland", note))
            case "ers97":
                path, note = reconstruction(given["reconstruction"])
                title = f"The same by the rules it was held under (ERS97): {size}"
                chosen.append(Load(key, title, path, "ers97", "ers97", note))
            case "meek":
                path, note = reconstruction(given["reconstruction"])
                title = f"The same by Meek's method: {size}"
                chosen.append(Load(key, title, path, "meek", "meek-prf", note))
            case "folder":
                chosen.append(folder(data, elections))
            case "big":
                chosen.append(big(given["big"]))
    return chosen
