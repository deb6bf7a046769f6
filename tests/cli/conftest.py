"""How these tests call the command: in this process, or as a process of its own.

Knows standard streams and exit statuses. Must not know what any command does.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hustings.cli.main import main

# Own ballots: four candidates, two places, 15 papers.
WARD = """\
4 2
5 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0
2 2 4 3 1 0
1 3 4 2 0
0
"Ann"
"Ben"
"Cát"
"Dev"
"Tea club"
"""
# Three equal candidates for one place: nothing but a lot decides.
TIE = '3 1\n2 1 0\n2 2 0\n2 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Tie"\n'
# Written in every note of a count for which no rules were named.
DEFAULT_NOTE = "hustings: note: counted under ers97; --rules NAME chooses other rules\n"


class Ended(NamedTuple):
    """How a call ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Hustings = Callable[..., Ended]


@pytest.fixture
def hustings(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hustings:
    """Call the command in this process: `hustings("count", path, stdin=b"...")`."""
    monkeypatch.setenv("COLUMNS", "80")
    # A checkout whose kernels are not compiled yet says so; no other test hangs on that.
    monkeypatch.setattr("hustings.commands.shell.compiling.listen", lambda tell: None)

    def call(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ended(status, *capsys.readouterr())

    return call


def command(*arguments: str | Path) -> list[str]:
    """The words of a process that runs the command."""
    return [sys.executable, "-m", "hustings", *map(str, arguments)]


@pytest.fixture
def process(tmp_path: Path) -> Hustings:
    """Call the command as a process of its own, in an empty folder and with a plain environment."""

    def call(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ended:
        done = subprocess.run(
            command(*arguments),
            input=stdin,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "COLUMNS": "80", **environment},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ballot file that counts without a tie."""
    path = tmp_path / "ward.blt"
    path.write_text(WARD, encoding="utf-8")
    return path


@pytest.fixture
def tie(tmp_path: Path) -> Path:
    """A ballot file that only a lot decides."""
    path = tmp_path / "tie.blt"
    path.write_text(TIE, encoding="utf-8")
    return path
