"""The load of bench/vote_load.py, a small one, and what makes it fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def load(folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Four casts of two ballots on SQLite: the status it ended with, and its figures."""
    words = ["--rate", "8", "--seconds", "0.5", "--contests", "2", "--workers", "1"]
    json_file = folder / "load.json"
    done = subprocess.run(
        [sys.executable, ROOT / "bench" / "vote_load.py", *words, "--json", json_file, *options],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"},
    )
    return done.returncode, json.loads(json_file.read_text(encoding="utf-8"))


def test_every_cast_is_acknowledged_and_on_the_board(tmp_path: Path) -> None:
    status, found = load(tmp_path, "--way", "visit", "--p99", "60000")
    assert status == 0
    sent = [found[key] for key in ("casts", "acknowledged", "ballots", "errors", "fault")]
    assert sent == [4, 4, 8, 0, ""]
    waits = found["wait_ms"]
    assert 0 < waits["p50"] <= waits["p95"] <= waits["p99"] == waits["max"]
    assert found["processor_ms_a_cast"]["server"] > 0


def test_it_fails_where_voters_wait_longer_than_they_may(tmp_path: Path) -> None:
    status, found = load(tmp_path, "--way", "form", "--p99", "0.001")
    assert (status, found["acknowledged"], found["errors"]) == (1, 4, 0)
