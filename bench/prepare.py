"""Make the ballot files that are measured and are not at hand.

Knows where they come from. Must not know who counts them. It is run as a process of its own, so
that its memory is not that of the measuring process.

    python bench/prepare.py scottish ARCHIVE FOLDER ELECTIONS
    python bench/prepare.py reconstruction FILE
"""

from __future__ import annotations

import random
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

PAPERS, CANDIDATES, SEATS = 129_549, 42, 9


def scottish(archive: Path, folder: Path, elections: int) -> None:
    """`elections` CSV files: those of the archive, then as many of them a second time as it takes.

    All 1,070 councils' elections are public; the archive holds about half of them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as unpacked:
        with tarfile.open(archive) as tar:
            if hasattr(tarfile, "data_filter"):
                tar.extractall(unpacked, filter="data")
            else:
                tar.extractall(unpacked)
        files = sorted(Path(unpacked).rglob("*.csv"))
        if not len(files) <= elections <= 2 * len(files):
            sys.exit(f"{archive} holds {len(files)} elections: ask for that many up to twice that")
        for file in files[: elections - len(files)]:
            shutil.copyfile(file, folder / f"{file.stem}.again.csv")
        for file in files:
            shutil.move(file, folder / file.name)


def reconstruction(file: Path, seed: int = 2020) -> None:
    """A stand-in for the 2020 election: its numbers of papers, candidates and seats, made-up votes.

    Three slates of six and nine and many who stand alone; voters keep to their slate with chance
    0.8 at each step and otherwise go by appeal, and stop after a number of marks that is often
    small, often nine.
    """
    draw = random.Random(seed)
    slates = [list(range(6)), list(range(6, 12)), list(range(12, 21))]
    slate_of = {member: slate for slate in slates for member in slate}
    appeal = [1 / (1 + place % 14) for place in range(CANDIDATES)]
    order = list(range(CANDIDATES))
    totals: dict[tuple[int, ...], int] = {}
    for _ in range(PAPERS):
        length = draw.choice((1, 2, 3, 4, 6, 6, 6, 9, 9, 9, 9, 12))
        left = dict(zip(order, appeal, strict=True))
        marks: list[int] = []
        while len(marks) < length:
            near = [c for c in slate_of.get(marks[0], ()) if c in left] if marks else []
            if near and draw.random() < 0.8:
                # The slate's own order, as printed on its list, with an occasional swap.
                pick = near[0] if len(near) == 1 or draw.random() < 0.7 else near[1]
            else:
                pick = draw.choices(list(left), list(left.values()))[0]
            del left[pick]
            marks.append(pick)
        ranking = tuple(marks)
        totals[ranking] = totals.get(ranking, 0) + 1
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{CANDIDATES} {SEATS}"]
    for ranking, papers in totals.items():
        lines.append(f"{papers} {' '.join(str(mark + 1) for mark in ranking)} 0")
    lines.append("0")
    lines += [f'"Candidate {place + 1}"' for place in order]
    lines.append(f'"{PAPERS} made-up ballots, seed {seed}"')
    file.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["scottish", archive, folder, elections]:
            scottish(Path(archive), Path(folder), int(elections))
        case ["reconstruction", file]:
            reconstruction(Path(file))
        case _:
            sys.exit(__doc__)
