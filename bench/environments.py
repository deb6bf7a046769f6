"""An environment for each peer, made when it is first needed.

Knows where the peers' pinned versions stand and where their environments go.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PEERS = ("pyrankvote", "stvpoll", "votekit", "pref_voting")


def python_of(peer: str) -> Path:
    """The peer's own interpreter; installs the peer where it is not there or its pins changed."""
    pins = BENCH / "peers" / f"{peer}.txt"
    folder = BENCH / ".envs" / peer
    python = folder / "bin" / "python"
    # The pins it was made from, and by which Python.
    made = f"{sys.version_info[:3]}\n{pins.read_text()}"
    ready = folder / "ready"
    if python.exists() and ready.exists() and ready.read_text() == made:
        return python
    print(f"installing {peer} in {folder.relative_to(BENCH.parent)}", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    # The interpreter that .venv was made from, so that all run on the same one.
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", folder], check=True)
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, "-r", pins], check=True)
    ready.write_text(made)
    return python


def driver_of(contestant: str) -> Path:
    """The script that counts with this peer, or with Hustings."""
    return BENCH / "peers" / f"{contestant}_driver.py"
