"""The wheel as somebody installs it: what is in it, and that its types are seen.

Builds it and installs it into an environment of its own, without any other package.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str | Path, cwd: Path, status: int = 0) -> str:
    """What a process prints, on either stream."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": "/usr/bin:/bin"},
        timeout=120,
    )
    assert done.returncode == status, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    interpreter = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python"]
    run(*pip, interpreter, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return interpreter


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program at the end of the page for people who program."""
    page = (ROOT / "docs" / "for-programs.md").read_text("utf-8")
    (text,) = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    path = tmp_path / "program.py"
    path.write_text(text, "utf-8")
    return path


def typed(path: Path, python: Path, status: int) -> list[str]:
    """What mypy says of a program that uses the installed package, without file and line."""
    words = ["--strict", "--python-executable", python, "--cache-dir", python.parent / "mypy"]
    said = run(sys.executable, "-m", "mypy", *words, path, cwd=path.parent, status=status)
    return [line.split(": ", 1)[-1] for line in said.splitlines()]


def test_the_program_on_the_page_runs(python: Path, program: Path) -> None:
    said = run(python, program, ROOT / "examples" / "allotments.blt", cwd=program.parent, status=1)
    assert said.splitlines()[:3] == [
        "irv: irv fills one place, this election has 3",
        "ers97              Ada Marsh, Bilal Khan, Dermot Flynn",
        "scotland           Ada Marsh, Bilal Khan, Dermot Flynn",
    ]
    assert run(python, program, "nowhere.blt", cwd=program.parent, status=1) == (
        "nowhere.blt: the file cannot be read: No such file or directory; check the name\n"
    )


def test_a_type_checker_knows_every_name(python: Path, program: Path) -> None:
    assert typed(program, python, 0) == ["no issues found in 1 source file"]
    wrong = program.with_name("wrong.py")
    wrong.write_text(
        "import hustings\n"
        "ballots = hustings.read('ward.blt', on_gap='skipp')\n"
        "hustings.count()\n"
        "hustings.cuont(ballots, 'scotland')\n"
        "hustings.count(ballots, 'scotland').winners.sort()\n",
        "utf-8",
    )
    said = "\n".join(typed(wrong, python, 1))
    for complaint in (
        'Argument "on_gap" to "read" has incompatible type "Literal[\'skipp\']"',
        'Missing positional argument "ballots" in call to "count"',
        'Module has no attribute "cuont"',
        '"tuple[str, ...]" has no attribute "sort"',
        "Found 4 errors",
    ):
        assert complaint in said
