"""Measure Hustings against other counters on this machine, in one go.

Knows who is measured, in which order and how often.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shlex
import statistics
import sys
from pathlib import Path
from typing import Any

import campaigns
import loads
import planning
import planning_page
import table
from environments import BENCH, PEERS, driver_of, python_of
from loads import Load, Winners, folded
from measure import Run, run

ROOT = BENCH.parent
LOADS = ("ward", "reconstruction", "ers97", "meek", "folder", "big", "planning")
OURS = "hustings"


class Tally:
    """The runs of one contestant on one load."""

    def __init__(self, contestant: str) -> None:
        self.contestant = contestant
        self.wholes: list[Run] = []
        self.drivers: list[Run] = []
        self.ratios: list[float] = []
        self.spent = 0.0

    @property
    def last(self) -> Run:
        """The run that says how it ended: a failure of either kind before a success."""
        runs = [*self.wholes, *self.drivers]
        return next((each for each in runs if each.outcome != "done"), runs[-1])

    def wants_more(self, repeats: int, budget: float) -> bool:
        """Whether another run is due: not after a failure, nor when its time is spent."""
        if not self.wholes:
            return True
        failed = self.last.outcome != "done"
        return not failed and len(self.wholes) < repeats and self.spent < budget

    def summary(self, expected: Winners) -> dict[str, Any]:
        """What the page and the JSON say of it."""
        last = self.last
        answer = self.drivers[-1].answer if self.drivers else last.answer
        done = last.outcome == "done"
        return {
            "contestant": self.contestant,
            "version": answer.get("version", ""),
            "rule": answer.get("rule", ""),
            "outcome": last.outcome,
            "why": last.why,
            "runs": len(self.wholes),
            "wall": [each.wall for each in self.wholes if each.outcome == "done"],
            "read": [each.answer["read_seconds"] for each in self.drivers if done],
            "count": [each.answer["count_seconds"] for each in self.drivers if done],
            "memory_mib": max(each.memory for each in self.wholes),
            "ratios": self.ratios,
            "elected": compare(answer, expected) if done else "",
        }


def compare(answer: dict[str, Any], expected: Winners) -> str:
    """How those elected compare with those expected, in a few words."""
    elected = folded(answer["elected"])
    if not expected:
        return "nothing to compare with"
    if len(expected) > 1:
        same = sum(elected.get(file) == who for file, who in expected.items() if file in elected)
        text = f"the same in {same:,} of {answer['elections']:,}"
        return f"{text}, {len(answer['failed']):,} not counted" if answer["failed"] else text
    ((file, who),) = expected.items()
    if elected[file] == who:
        return "the same"
    more, less = sorted(elected[file] - who), sorted(who - elected[file])
    return f"{', '.join(more) or 'nobody'} instead of {', '.join(less) or 'nobody'}"


class Contest:
    """One load, everybody who counts it, and the bounds they are held to."""

    def __init__(self, load: Load, peers: list[str], args: argparse.Namespace) -> None:
        self.load = load
        self.args = args
        self.peers = [Tally(peer) for peer in peers]
        self.ours = Tally(OURS)

    def drive(self, contestant: str, python: Path) -> Run:
        """A run of a contestant's driver."""
        load = self.load
        command: list[str | Path] = [
            python,
            driver_of(contestant),
            load.path,
            "--rules",
            load.rules,
        ]
        return run(command, limit=self.args.limit, memory_mb=self.args.memory)

    def count_ours(self) -> Run:
        """A run of Hustings as a user would: the stages of a file, those elected of a folder."""
        load = self.load
        shape = "text" if load.path.is_dir() else "json"
        words = ["--rules", load.ours, "--format", shape, "--lots", "1"]
        command: list[str | Path] = [self.args.hustings, "count", load.path, *words]
        return run(command, limit=self.args.limit, memory_mb=self.args.memory, answers=False)

    def measure(self) -> dict[str, Any]:
        """All runs of this load, ours and theirs in turn."""
        warm(self.load.path)
        ours = self.ours
        for repeat in range(self.args.repeats):
            turn = repeat % max(1, len(self.peers))
            paired = False
            for peer in self.peers[turn:] + self.peers[:turn]:
                if not peer.wants_more(self.args.repeats, self.args.limit):
                    continue
                paired = True
                if not ours.wholes or ours.last.outcome == "done":
                    self.note(ours, self.count_ours())
                theirs = self.drive(peer.contestant, python_of(peer.contestant))
                self.note(peer, theirs)
                peer.drivers.append(theirs)
                if ours.last.outcome == theirs.outcome == "done":
                    peer.ratios.append(theirs.wall / ours.wholes[-1].wall)
            if not paired and ours.wants_more(self.args.repeats, self.args.limit):
                self.note(ours, self.count_ours())
            if ours.last.outcome == "done" and len(ours.drivers) < len(ours.wholes):
                ours.drivers.append(self.drive(OURS, Path(sys.executable)))
        expected = self.load.expected
        if not expected and ours.last.outcome == "done":
            expected = folded(ours.drivers[-1].answer["elected"])
        rows = [tally.summary(expected) for tally in (ours, *self.peers)]
        if not self.load.expected:
            rows[0]["elected"] = ""
        return {
            "key": self.load.key,
            "title": self.load.title,
            "note": self.load.note,
            "source": self.load.source,
            "rows": rows,
        }

    def note(self, tally: Tally, result: Run) -> None:
        """Keep a run and say so."""
        tally.wholes.append(result)
        tally.spent += result.wall
        said = result.outcome if result.outcome == "done" else f"{result.outcome} {result.why}"
        print(
            f"{self.load.key:15}{tally.contestant:13}{result.wall:8.3f} s"
            f"{result.memory:8.0f} MiB  {said}",
            file=sys.stderr,
            flush=True,
        )


def warm(path: Path) -> None:
    """Read what is to be measured once, so that nobody pays for the disk."""
    for file in path.iterdir() if path.is_dir() else [path]:
        with file.open("rb") as stream:
            while stream.read(1 << 20):
                pass


def interpreter_seconds(args: argparse.Namespace) -> float:
    """What it takes to start Python and do nothing: no Python program is faster."""
    command: list[str | Path] = [sys.executable, "-c", "print('{}')"]
    starts = [run(command, limit=args.limit, memory_mb=args.memory).wall for _ in range(11)]
    return statistics.median(starts)


def machine() -> dict[str, Any]:
    """The machine in general terms: nothing that names it."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
                break
    system = f"{platform.system()} {platform.machine()}"
    with contextlib.suppress(OSError):
        system = f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {system}"
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory_gib": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30),
        "system": system,
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
    }


def parse() -> argparse.Namespace:
    """The call."""
    parser = argparse.ArgumentParser(description="Measure Hustings against other counters.")
    parser.add_argument("--loads", default=",".join(LOADS), help="which, separated by commas")
    parser.add_argument("--peers", default=",".join(PEERS), help="which, separated by commas")
    parser.add_argument("--repeats", type=int, default=7, help="runs of each on each load, at most")
    parser.add_argument(
        "--limit", type=float, default=120.0, help="seconds for a run; no more runs once spent"
    )
    half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 21
    parser.add_argument("--memory", type=int, default=half, help="MiB a run may use; default half")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--reconstruction", type=Path, help="ballots of the 2020 election")
    parser.add_argument("--big", type=Path, help="a national count; made where not given")
    parser.add_argument("--elections", type=int, default=1070, help="elections in the folder")
    parser.add_argument("--hustings", type=Path, default=Path(sys.executable).parent / "hustings")
    parser.add_argument("--quick", action="store_true", help="one run of each, and no search")
    parser.add_argument(
        "--search",
        action=argparse.BooleanOptionalAction,
        help="search for lists too, five minutes or so; default unless --quick",
    )
    parser.add_argument(
        "--planning-only",
        action="store_true",
        help="planning alone; the other sections stay as the file of --json has them",
    )
    parser.add_argument("--date", default="", help="the day, for the page")
    parser.add_argument("--json", type=Path, help="file for the figures; default standard output")
    parser.add_argument("-o", "--output", type=Path, help="file for the page")
    args = parser.parse_args()
    args.loads, args.peers = args.loads.split(","), args.peers.split(",") if args.peers else []
    for what, known in (("loads", LOADS), ("peers", PEERS)):
        if wrong := set(getattr(args, what)) - set(known):
            parser.error(f"--{what}: no {', '.join(sorted(wrong))}; there are {', '.join(known)}")
    if args.quick:
        args.repeats = 1
    if args.search is None:
        args.search = not args.quick
    if args.planning_only and not (args.json and args.json.exists()):
        parser.error("--planning-only: name the stored figures with --json")
    if args.repeats < 1 or args.limit <= 0:
        parser.error("need at least one run and a limit above zero")
    if not args.data.is_dir():
        parser.error(f"{args.data} is not there: give the folder of test data with --data")
    return args


def measure_planning(args: argparse.Namespace) -> dict[str, Any]:
    """The section on planning, which says itself when and how it was taken."""
    figures = planning.measure(
        peers=args.peers,
        quick=args.quick,
        search=args.search,
        hustings=args.hustings,
        memory=args.memory,
    )
    peers = [peer for peer in args.peers if peer == "votekit"]
    return figures | {
        "drawn": Contest(planning.drawn(), peers, args).measure(),
        "date": args.date,
        "command": command(),
        "limit_seconds": args.limit,
    }


def measure_counts(args: argparse.Namespace) -> dict[str, Any]:
    """Everything but planning."""
    results: dict[str, Any] = {
        "format": "hustings-bench/1",
        "date": args.date,
        "command": command(),
        "machine": machine(),
        "limit_seconds": args.limit,
        "memory_limit_mib": args.memory,
        "interpreter_seconds": interpreter_seconds(args),
        "loads": [],
    }
    for peer in args.peers:
        python_of(peer)
    given = {"reconstruction": args.reconstruction, "big": args.big}
    chosen = loads.choose(args.loads, args.data, given, args.elections)
    first = Contest(loads.ward(args.data), args.peers, args)
    first.count_ours()
    for contestant in (OURS, *args.peers):
        python = Path(sys.executable) if contestant == OURS else python_of(contestant)
        first.drive(contestant, python)
    for load in chosen:
        results["loads"].append(Contest(load, args.peers, args).measure())
    return results


def command() -> str:
    """The call, without the day and without where its results go."""
    skip = {"--date", "--json", "-o", "--output"}
    words = [
        word
        for at, word in enumerate(sys.argv)
        if word not in skip and sys.argv[at - 1] not in skip
    ]
    return shlex.join([".venv/bin/python", "bench/run.py", *words[1:]])


def main() -> None:
    """Measure as asked and write the results."""
    args = parse()
    stored = args.planning_only
    results = json.loads(args.json.read_text()) if stored else measure_counts(args)
    if args.planning_only or "planning" in args.loads:
        results["planning"] = measure_planning(args)
    text = json.dumps(results, indent=1) + "\n"
    if args.json:
        args.json.write_text(text)
    else:
        sys.stdout.write(text)
    if args.output:
        more = planning_page.section(results["planning"]) if "planning" in results else []
        args.output.write_text(campaigns.keeping(args.output, table.page(results, more)))


if __name__ == "__main__":
    main()
