"""One measured run of a command, and what came of it.

Knows how a run ends: done, over the limit, refused, failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SPAWN = Path(__file__).resolve().parent / "spawn.py"


@dataclass(frozen=True)
class Run:
    """What one run gave.

    Attributes:
        outcome: "done", "over" the time limit, "refuses" (has no such rule, or needs more than it
            was allowed) or "fails".
        why: for the last two.
        wall: seconds from start to end of the process.
        memory: the largest resident size in MiB.
        answer: the JSON object that it printed, where it was asked for one.
    """

    outcome: str
    why: str = ""
    wall: float = 0.0
    memory: float = 0.0
    answer: dict[str, Any] = field(default_factory=dict)


def run(command: list[str | Path], *, limit: float, memory_mb: int, answers: bool = True) -> Run:
    """Run `command` for at most `limit` seconds in at most `memory_mb` MiB of address space.

    With `answers`, it has to print one JSON object.
    """
    with tempfile.TemporaryDirectory() as folder:
        stdout, stderr = Path(folder, "stdout"), Path(folder, "stderr")
        spawn: list[str | Path] = [sys.executable, "-I", "-S", SPAWN, str(limit), str(memory_mb)]
        try:
            figures = subprocess.run(
                [*spawn, stdout, stderr, *command], check=True, capture_output=True, text=True
            ).stdout.split()
        except subprocess.CalledProcessError as error:
            return Run("fails", error.stderr.strip().splitlines()[-1])
        status, wall, memory, over = (
            int(figures[0]),
            float(figures[1]),
            float(figures[2]),
            figures[3] == "1",
        )
        if over:
            return Run("over", wall=wall, memory=memory)
        complaint = stderr.read_text(errors="replace").strip()
        if status != 0:
            if "MemoryError" in complaint or "cannot allocate" in complaint.lower():
                why = f"needs more than {memory_mb / 1024:.0f} GiB of memory"
                return Run("refuses", why, wall, memory)
            last = complaint.splitlines()[-1] if complaint else f"ended with status {status}"
            return Run("fails", last[:200], wall, memory)
        if not answers:
            return Run("done", "", wall, memory)
        try:
            answer = json.loads(stdout.read_text())
        except ValueError:
            return Run("fails", "its answer is no JSON", wall, memory)
    if "refuses" in answer:
        return Run("refuses", answer["refuses"], wall, memory, answer)
    return Run("done", "", wall, memory, answer)
