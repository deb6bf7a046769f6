"""What every driver shares: the call, the two ballot formats, the timing, the answer.

Knows how to read plain BLT files and the CSV files of Scottish elections for a peer that has no
reader of its own. It imports neither Hustings nor a peer, so that it runs in every peer's
environment.

A driver is called as `DRIVER PATH --rules scotland|meek [--seats N]`, where PATH is a ballot file
or a folder of them counted one after the other in this one process. It prints one JSON object:
`{"peer", "version", "rule", "read_seconds", "count_seconds", "elections", "elected": {file:
[names]}, "failed": {file: why}}`, or `{"peer", "version", "refuses": why}`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any


class Refuses(Exception):
    """The peer has no such rule, or cannot take such ballots."""


@dataclass
class Ballots:
    """A ballot file as it stands: `rankings` maps 0-based candidates in order to papers."""

    seats: int
    names: list[str]
    rankings: dict[tuple[int, ...], int]


def read_ballots(path: Path) -> Ballots:
    """The ballots of a BLT or Scottish CSV file, equal rankings put together."""
    return read_csv(path) if path.suffix == ".csv" else read_blt(path)


def read_blt(path: Path) -> Ballots:
    """A BLT file without comments, skipped ranks and equal ranks."""
    with path.open(encoding="utf-8-sig") as file:
        candidates, seats = (int(word) for word in file.readline().split())
        rankings: dict[tuple[int, ...], int] = {}
        for line in file:
            words = line.split()
            if not words:
                continue
            if words == ["0"]:
                break
            ranking = tuple([int(word) - 1 for word in words[1:-1]])
            rankings[ranking] = rankings.get(ranking, 0) + int(words[0])
        names = [line.strip().strip('"') for line in file if line.strip()][:candidates]
    if not rankings or min(map(min, filter(None, rankings)), default=0) < 0:
        raise Refuses("this reader takes BLT files with plain rankings only")
    return Ballots(seats, names, rankings)


def read_csv(path: Path) -> Ballots:
    """A Scottish CSV file: candidates and seats, papers with their marks, names, ward."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[cell for cell in row if cell] for row in csv.reader(file)]
    rows = [row for row in rows if row]
    candidates, seats = int(rows[0][0]), int(rows[0][1])
    rankings: dict[tuple[int, ...], int] = {}
    for row in rows[1 : len(rows) - candidates - 1]:
        ranking = tuple([int(cell) - 1 for cell in row[1:]])
        rankings[ranking] = rankings.get(ranking, 0) + int(row[0])
    names = [row[1] for row in rows[len(rows) - candidates - 1 : -1]]
    return Ballots(seats, names, rankings)


def drive(
    peer: str,
    rules: dict[str, str],
    prepare: Callable[[Path, int | None], Any],
    count: Callable[[Any, str], list[str]],
) -> None:
    """Run one peer as the command line asks and print the answer.

    Args:
        peer: the package, as installed.
        rules: for each rule asked for that the peer can count, what the peer's own rule is.
        prepare: from a file and, where given, a number of seats to what `count` takes; counted as
            reading.
        count: from that and the rule to the names of those elected.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--seats", type=int)
    args = parser.parse_args()
    answer: dict[str, Any] = {"peer": peer, "version": version(peer)}
    if args.rules not in rules:
        answer["refuses"] = f"has no {args.rules} count"
        print(json.dumps(answer))
        return
    folder = args.path.is_dir()
    files = sorted(args.path.iterdir()) if folder else [args.path]
    reading = counting = 0.0
    elected: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    for file in files:
        start = perf_counter()
        try:
            prepared = prepare(file, args.seats)
            middle = perf_counter()
            elected[file.name] = count(prepared, args.rules)
        except Refuses as error:
            failed[file.name] = str(error)
            continue
        except MemoryError:
            raise
        except Exception as error:
            # One election that a peer cannot count must not hide the others; it is reported.
            if not folder:
                raise
            failed[file.name] = f"{type(error).__name__}: {error}"[:200]
            continue
        end = perf_counter()
        reading += middle - start
        counting += end - middle
    if not elected:
        answer["refuses"] = next(iter(failed.values()))
    answer |= {
        "rule": rules[args.rules],
        "read_seconds": reading,
        "count_seconds": counting,
        "elections": len(files),
        "elected": elected,
        "failed": failed,
    }
    print(json.dumps(answer))
    sys.stdout.flush()
