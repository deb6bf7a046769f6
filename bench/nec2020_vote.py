"""The election of 2020 whole: from a roll of 570,000 to a verified archive, on this machine.

    .venv/bin/python bench/nec2020_vote.py --scale 50            # a fiftieth
    .venv/bin/python bench/nec2020_vote.py --kept bench/.work    # whole; sealed once, kept there

Six contests with their own electorates, 129,549 papers of the reconstruction in the members' own
(what is assumed stands in hustings/demo/vote/nec2020.py). The roll is taken in from a CSV file.
Ballots are sealed and put on the boards beforehand, which is the voters' work. Then, each by its
command: the poll is closed; the scrutineer's and two trustees' layers are opened, all checked,
opened, counted, packed and verified; the results are published; somebody else verifies the archive,
with the id and the last heads. Says what each took: wall-clock seconds, seconds of processor, and
the most memory of all its processes together (each page shared out among those that have it).
Ends with status 1 where the poll took longer from close to verified archive than `--minutes`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from voting import processes

from hustings.demo.vote import nec2020
from hustings.demo.vote.reconstructed import prepare
from hustings.demo.vote.run import PRIVATE
from hustings.web.folder import Folder

# Seconds between two looks at memory.
LOOK = 0.25

Figures = dict[str, float]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def hustings(*words: str, given: str = "") -> Figures:
    """What a command takes.

    Raises:
        SystemExit: it failed.
    """
    began, spent, most = time.perf_counter(), processor(), 0
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as typed:
        typed.write(given)
        typed.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "hustings", *words], stdin=typed, stdout=said, stderr=said
        )
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK)
                break
            most = max(most, memory(process.pid))
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"hustings {' '.join(words[:2])}: {said.read()[-2000:]}")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "processor": round(processor() - spent, 1),
        "memory_mib": round(most / 1024),
    }


def processor() -> float:
    """Seconds of processor of all processes that were waited for."""
    times = os.times()
    return times.children_user + times.children_system


def memory(pid: int) -> int:
    """KiB of memory of a process and all below it, a page that several have shared out."""
    total = 0
    for member in processes.family(pid):
        with suppress(OSError):
            for line in Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total


def on_disk(path: Path) -> float:
    """MB of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


def prepared(place: Path, scale: int, cores: int | None) -> Figures:
    """The election in the folder `place`, open, all ballots on its boards; what the roll took."""
    taken: Figures = {}

    def take_in(folder: Folder, members: list[nec2020.Member]) -> None:
        path = Path(folder.file("roll.csv"))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["member", "name", "email", "area", "region", *nec2020.FLAGS])
            for one in members:
                name, email = f"Member {one.number}", f"{one.number}@example.org"
                row = [one.number, name, email, one.region, one.region, *one.flags]
                writer.writerow(row)
        taken.update(hustings("vote", "roll", folder.path, str(path), "--yes"))

    prepare(str(place), scale, take_in=take_in, note=say, cores=cores)
    return taken


def measure(place: Path) -> dict[str, Figures]:
    """From the open poll to an archive that somebody else has verified."""
    found: dict[str, Figures] = {}

    def act(name: str, *words: str, given: str = "") -> None:
        found[name] = hustings(*words, given=given)
        say(f"{name:<8} {found[name]}")

    private = place / PRIVATE
    passphrase = (private / "passphrase.txt").read_text()
    act("close", "vote", "close", str(place))
    act(
        "count",
        "vote",
        "count",
        str(place),
        "--keys",
        str(private),
        "--few",
        "-q",
        given=passphrase,
    )
    act("publish", "vote", "publish", str(place))
    archive, said = str(place / "published" / "election.zip"), str(place / "verified.json")
    act("verify", "verify", archive, *held(place), "--format", "json", "-o", said)
    return found


def held(place: Path) -> list[str]:
    """What an observer has: the election's id, the last heads."""
    with closing(sqlite3.connect(Folder(str(place)).sqlite)) as tables:
        ((eid,),) = tables.execute("SELECT eid FROM poll")
        heads = tables.execute("SELECT text FROM document WHERE name LIKE 'head/%'").fetchall()
    path = place / "heads.jsonl"
    path.write_text("".join(f"{text}\n" for (text,) in heads), encoding="utf-8")
    return ["--eid", bytes(eid).hex(), "--head", str(path)]


def results(place: Path) -> dict[str, str]:
    """What was found of each contest's papers and its count, by who verified."""
    checks = json.loads((place / "verified.json").read_text())["checks"]
    return {
        one["name"]: one["what"]
        for one in checks
        if one["name"].startswith(("board ", "papers ", "count "))
    }


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--scale", type=int, default=1, help="50 for a fiftieth")
    arguments.add_argument("--kept", type=Path, help="folder for the election with all its ballots")
    arguments.add_argument("--seal-only", action="store_true", help="and measure another time")
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--cores", type=int, default=os.cpu_count(), help="to seal with")
    arguments.add_argument("--json", type=Path, help="where to write the figures too")
    asked = arguments.parse_args()
    if asked.seal_only and not asked.kept:
        arguments.error("--seal-only keeps nothing without --kept")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept = (asked.kept or work) / f"nec2020-{asked.scale}"
        figures = kept / "prepared.json"
        if not figures.exists():
            shutil.rmtree(kept, ignore_errors=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            roll = prepared(kept, asked.scale, asked.cores)
            figures.write_text(json.dumps(roll))
        if asked.seal_only:
            return 0
        place = kept
        if asked.kept:
            place = work / "election"
            shutil.copytree(kept, place)
        load = os.getloadavg()[0]
        found: dict[str, Any] = {
            "scale": asked.scale,
            "roll": nec2020.ROLL // asked.scale,
            "cores": os.cpu_count(),
            "load_average_before": round(load, 1),
            "acts": {"roll": json.loads(figures.read_text()), **measure(place)},
            "load_average_after": round(os.getloadavg()[0], 1),
            "verified": results(place),
            "disk_mb": {
                "database": on_disk(Path(Folder(str(place)).sqlite)),
                "election.zip": on_disk(place / "published" / "election.zip"),
                "published": on_disk(place / "published"),
                "folder": on_disk(place),
            },
        }
    acts = found["acts"]
    to_archive = sum(acts[name]["seconds"] for name in ("close", "count", "publish"))
    found["close_to_verified_archive_seconds"] = round(to_archive, 1)
    print(json.dumps(found, indent=2))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return int(to_archive > 60 * asked.minutes)


if __name__ == "__main__":
    sys.exit(main())
