"""Make exports of forms, the same every time, and time how long their ballots take to read.

Prints the best and the median of `hustings digest FORM`, in seconds: processor time (user and
system) and wall time, of a large form less a small one, which is what it takes to start. Beside
reading, that is to hash every different ranking. The best is what the command takes where nobody
else has the machine.

Knows how made-up voters fill in a form.

    python bench/form_speed.py [--rows 100000] [--runs 7] [--hustings PATH]
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from environments import BENCH

CANDIDATES = [
    *("Ann Ash", "Bo Bell", "Cy Cole", "Di Dunn", "Ed Eley", "Flo Ford", "Gus Gray", "Hal Hill"),
    *("Ida Irons", "Jo Jones", "Kit Kerr", "Lee Lane", "Mo Moss", "Ned Nash", "Oz Orr"),
    *("Pat Pike", "Quin Quirk", "Ros Reed", "Sam Shaw", "Ty Todd"),
]
# How many voters of a hundred or so stop after one preference, two, three …
LENGTHS = [20, 15, 14, 10, 8, 7, 6, 4, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]


def ballots(rows: int) -> list[list[int]]:
    """Rankings: the earlier a candidate stands in the list, the more popular."""
    draw = random.Random(1)
    found = []
    for length in draw.choices(range(1, len(CANDIDATES) + 1), LENGTHS, k=rows):
        keys = {place: draw.random() ** (place + 1) for place in range(len(CANDIDATES))}
        found.append(sorted(keys, key=keys.__getitem__, reverse=True)[:length])
    return found


def names(ranking: list[int]) -> list[str]:
    """The cells of a row where each column is a rank."""
    return [CANDIDATES[place] for place in ranking] + [""] * (len(CANDIDATES) - len(ranking))


def ranks(ranking: list[int]) -> list[str]:
    """The cells of a row where each column is a candidate."""
    cells = [""] * len(CANDIDATES)
    for rank, place in enumerate(ranking, 1):
        cells[place] = str(rank)
    return cells


def make(folder: Path, rows: int) -> dict[str, Path]:
    """Forms by what they are: names by rank and ranks in brackets, the first quoted as well."""
    drawn = ballots(rows)
    by_rank = [f"Choice {rank}" for rank in range(1, len(CANDIDATES) + 1)]
    brackets = [f"Your vote [{name}]" for name in CANDIDATES]
    forms = {}
    for what, headings, cells, quoting in (
        ("names by rank", by_rank, names, csv.QUOTE_MINIMAL),
        ("ranks in brackets", brackets, ranks, csv.QUOTE_MINIMAL),
        ("names by rank, quoted", by_rank, names, csv.QUOTE_ALL),
    ):
        forms[what] = path = folder / f"form-{len(forms) + 1}-{rows}.csv"
        with path.open("w", newline="") as file:
            out = csv.writer(file, quoting=quoting)
            out.writerow(["Timestamp", "Email", *headings])
            for n, ranking in enumerate(drawn):
                moment = f"2026/05/{1 + n % 28:02} {n % 24:02}:{n % 60:02}:{n % 59:02}"
                out.writerow([moment, f"voter{n}@example.org", *cells(ranking)])
    return forms


def seconds(command: list[str | Path]) -> tuple[float, float]:
    """Processor time and wall time of a command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Make the forms and measure."""
    parser = argparse.ArgumentParser(description="Time the reading of large forms.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7, help="of each, in turn")
    parser.add_argument("--hustings", type=Path, default=Path(sys.executable).parent / "hustings")
    args = parser.parse_args()
    folder = BENCH / ".work"
    folder.mkdir(exist_ok=True)
    small, large = make(folder, 20), make(folder, args.rows)
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(args.runs):
        for rows, forms in (("start-up", small), ("", large)):
            for what, path in forms.items():
                command = [args.hustings, "digest", path, "--seats", "3", "-q"]
                taken.setdefault(what + rows, []).append(seconds(command))
    print(f"{args.rows:,} rows, {args.runs} runs", " processor: best, median    wall: best, median")
    for what in large:
        figures = [
            of(run[kind] for run in taken[what]) - of(run[kind] for run in taken[what + "start-up"])
            for kind in (0, 1)
            for of in (min, statistics.median)
        ]
        print(f"{what:25}" + "{:12.3f}{:8.3f}{:14.3f}{:8.3f}".format(*figures))


if __name__ == "__main__":
    main()
