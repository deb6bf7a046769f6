"""Instant to start: what a count from the shell must not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Slow to import, and wanted by no count of a ward.
SLOW = {
    *("numpy", "numba", "argparse", "csv", "decimal", "difflib", "fractions", "http", "pathlib"),
    *("pickle", "random", "shutil", "subprocess", "tempfile", "textwrap", "traceback", "urllib"),
    *("unittest", "zipfile", "importlib.metadata", "importlib.resources", "hustings.demo"),
    *("hustings.counting.compare", "hustings.counting.fast.gregory", "hustings.report.count.html"),
}


def imported(*arguments: str) -> set[str]:
    """Every module that a call imports beyond those of a bare interpreter."""
    program = (
        "import sys; before = set(sys.modules)\n"
        "from hustings.cli import main\n"
        f"status = main({list(arguments)!r})\n"
        "print(status, *sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    status, *modules = done.stderr.split()
    assert status == "0"
    return set(modules)


def test_a_count_imports_nothing_slow(ward: Path) -> None:
    modules = imported("count", str(ward), "--rules", "scotland")
    assert "hustings.counting.reference.gregory" in modules
    assert modules & SLOW == set()


@pytest.mark.parametrize("suffix", ["blt", "csv"])
def test_a_count_knows_no_keys_of_other_files(tmp_path: Path, suffix: str) -> None:
    ballots = {"blt": '2 1\n3 1 2 0\n0\n"A"\n"B"\n"T"\n', "csv": "first,second\nA,B\nB,A\nA,\n"}
    path = tmp_path / f"ward.{suffix}"
    path.write_text(ballots[suffix])
    modules = imported("count", str(path), "--rules", "scotland", "--seats", "1", "-q")
    assert f"hustings.election.formats.{suffix}" in modules
    assert [name for name in modules if name.startswith("hustings.inputs.keys")] == []


def test_calling_one_command_imports_no_other(ward: Path) -> None:
    modules = imported("--version")
    assert {name for name in modules if name.startswith("hustings.")} == {
        "hustings.cli",
        "hustings.cli.ask",
        "hustings.cli.main",
        "hustings.cli.options",
        "hustings.errors",
    }
