"""How long planning takes on the campaigns of examples/, as a user runs it; the section about it.

    python bench/campaigns.py [-o docs/benchmarks.md] [--date 2026-11-30]

Knows which commands are timed, and where the section stands in a page that the other benchmarks
write.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BEGINS, ENDS = "<!-- campaigns: made by campaigns.py -->", "<!-- end of campaigns -->"
SECTION = re.compile(rf"{BEGINS}.*?{ENDS}\n", re.S)

FOUR = 'rivals examples/nec2022/scenario.toml --against "Grassroots Five" --short --draws 300'
COMMANDS = (
    "evaluate examples/nec2022/scenario.toml --draws 300",
    FOUR,
    "evaluate examples/union/scenario.toml --draws 1000",
    "size examples/union/scenario.toml --short",
    "search examples/union/scenario.toml --short",
    "evaluate examples/five-seater/scenario.toml --draws 20",
    "size examples/five-seater/scenario.toml --draws 20",
    "size examples/five-seater/scenario.toml --short",
)


class Taken(NamedTuple):
    """What a command took: seconds on the wall, seconds of processor."""

    command: str
    wall: float
    processor: float


def take(command: str) -> Taken:
    """Run a command of `hustings plan` from the root of the project."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    words = f"{sys.executable} -m hustings plan {command} --quiet"
    before, start = _processor(), time.perf_counter()
    subprocess.run(
        words, check=True, shell=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    return Taken(command, time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def section(every: list[Taken], day: str, load: float) -> str:
    """The section, between its marks."""
    rows = [
        f"| `hustings plan {one.command}` | {one.processor:.1f} s | {one.wall:.1f} s |"
        for one in every
    ]
    return "\n".join(
        [
            BEGINS,
            "## Campaigns",
            "",
            "The campaigns of `examples/`: two slates that overlap (2022, 20,000 papers), a union"
            " by faculty (4,300 papers), an Irish-style five-seater (300,000 votes). Whole"
            f" processes, compiled before, on {os.cpu_count()} cores. Taken {day}; load average"
            f" {load:.1f} when it began: where that is high, the processor time is what counts.",
            "",
            "    .venv/bin/python bench/campaigns.py -o docs/benchmarks.md",
            "",
            "| command | processor | wall |",
            "|---|---|---|",
            *rows,
            ENDS,
            "",
        ]
    )


def keeping(page: Path, text: str) -> str:
    """A page's new text with the section that it had, if any, at its end."""
    had = SECTION.search(page.read_text("utf-8")) if page.is_file() else None
    return f"{text.rstrip()}\n\n{had[0]}" if had and BEGINS not in text else text


def main() -> None:
    """Measure, and put the section into a page or print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    call = parser.parse_args()
    take(COMMANDS[0])  # compiles
    load = os.getloadavg()[0]
    every = []
    for command in COMMANDS:
        every.append(take(command))
        print(f"{every[-1].processor:8.1f} s  {command}", file=sys.stderr, flush=True)
    text = section(every, call.date, load)
    if call.output is None:
        sys.stdout.write(text)
        return
    page = SECTION.sub("", call.output.read_text("utf-8")).rstrip()
    call.output.write_text(f"{page}\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
