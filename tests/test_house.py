"""The house stands as designed: who may import whom, in the package and beside it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


# From the top floor down, as the contracts in pyproject.toml have them.
FLOORS = (
    "cli",
    "demo",
    "commands",
    "face",
    "guide",
    "voting",
    "report",
    "web",
    "planning",
    "sealing",
    "counting",
    "election",
    "inputs",
    "compiled",
)


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, "package.name" for a name from a package."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom(module=module, level=0):
                yield from (f"{module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("folder", ["bench", "bench/scottish", "bench/peers", "docs"])
def test_scripts_import_each_other_without_a_circle(folder: str) -> None:
    paths = {path.stem: path for path in (ROOT / folder).glob("*.py")}
    assert paths
    graph = {
        name: {imported.split(".")[0] for imported in imports(path)} & (paths.keys() - {name})
        for name, path in paths.items()
    }
    TopologicalSorter(graph).prepare()  # a circle raises CycleError


def test_tests_of_a_room_need_no_room_above_it() -> None:
    upward = [
        (path.relative_to(ROOT).as_posix(), imported)
        for floor, room in enumerate(FLOORS)
        for path in sorted((ROOT / "tests" / room).rglob("*.py"))
        for imported in imports(path)
        if imported.removeprefix("hustings.").split(".")[0] in FLOORS[:floor]
    ]
    journey = "tests/voting/pages/test_nominations_to_vacancy.py"
    assert upward == [
        # Pages in a browser and commands at a terminal, in turns, on one database.
        (journey, "cli.procession.PASSPHRASE"),
        (journey, "cli.procession.called"),
        # Voters who cast by HTTP alone, as the demonstration has them: there is no second kind.
        ("tests/voting/test_kills.py", "hustings.demo.vote.casting.Site"),
        # What the command refuses is seen on tables of the version before; no other test has any.
        ("tests/voting/test_upgrade.py", "hustings.commands.vote.upgrade.run"),
    ]


def test_every_room_has_its_tests() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "hustings").glob("*/__init__.py")}
    assert rooms == set(FLOORS)
    assert all(list((ROOT / "tests" / room).rglob("test_*.py")) for room in rooms - {"commands"})


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
