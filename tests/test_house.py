"""The house stands as designed: who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_imports_go_downwards_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_a_count_starts_without_the_heavy_parts() -> None:
    """NumPy and Numba take longer to load than a ward takes to count."""
    code = (
        "import sys; from hustings.cli import main;"
        "main(['count', 'examples/allotments.blt', '--rules', 'ers97']);"
        "print(sorted({'numpy', 'numba', 'scipy', 'asyncio', 'difflib', 'argparse', 'tomllib',"
        " 'tempfile', 'hustings.planning'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"
