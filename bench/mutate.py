"""Change the source in small ways, one at a time, and see whether a test notices.

Knows how to change a line so that it still compiles, and which tests stand near which room. Must
not know what the tests are about. A change that no test notices is printed: it wants a test, or a
reason why it may live. `docs/mutation.md` keeps what was found.

    python bench/mutate.py [--mutants 20] [--seed 1] [--room gregory …] [--spread]

Works in a copy of the tree. The same seed makes the same changes of the same source.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

# Here, so that each fork has them already: they take seconds.
import numba  # noqa: F401
import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("src", "tests", "docs", "examples", "bench", "pyproject.toml")
# The examples of every run of the tests; what fails is not made smaller, for nobody reads it.
settings.register_profile(
    "mutate",
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


class Room(NamedTuple):
    """What is changed, and the tests that ought to notice, the quickest first."""

    sources: tuple[str, ...]  # below src/hustings; a folder is all its modules
    tests: tuple[str, ...]  # below tests


ROOMS = {
    "gregory": Room(
        tuple(f"counting/reference/{name}.py" for name in ("gregory", "piles", "plurality")),
        (
            *("counting/test_order_of_election.py", "counting/test_ers97_clauses.py"),
            *("counting/test_other_clauses.py", "counting/test_peer_sheets.py"),
            "counting/test_official_sheets.py",
        ),
    ),
    "meek": Room(("counting/reference/meek.py",), ("counting/test_meek.py",)),
    "meek-fast": Room(
        ("counting/fast/meek.py", "counting/fast/meek_kernel.py"), ("counting/test_meek.py",)
    ),
    "parts": Room(
        ("counting/parts",),
        (
            *("counting/test_parts.py", "counting/test_validity.py"),
            *("counting/test_ers97_clauses.py", "counting/test_other_clauses.py"),
            "counting/test_meek.py",
        ),
    ),
    "law": Room(
        ("counting/law",),
        (
            *("counting/test_law_names.py", "counting/test_where_laws_part.py"),
            *("counting/test_law_notes.py", "counting/test_parts.py"),
            *("counting/test_ers97_clauses.py", "counting/test_other_clauses.py"),
            *("counting/test_validity.py", "cli/test_rules.py", "counting/test_peer_sheets.py"),
            "counting/test_order_of_election.py",
            # The rest of it takes the rule set as it finds it.
            *(
                "counting/test_meek.py::" + name
                for name in ("test_more_with_the_quota_than_seats", "test_droop_dumps")
            ),
        ),
    ),
    "drawing": Room(
        ("planning/drawing",),
        (
            *("planning/drawing/test_electorate.py", "planning/drawing/test_following.py"),
            *("planning/drawing/test_kernel.py", "planning/drawing/test_resample.py"),
        ),
    ),
    "evaluation": Room(
        ("planning/trials/evaluate.py", "planning/plan/evaluation.py"),
        ("planning/trials/test_evaluate.py", "planning/test_literature.py"),
    ),
    "plan": Room(
        ("planning/plan",),
        (
            *("planning/plan/test_plan_file.py", "planning/trials/test_evaluate.py"),
            *("guide/config/test_plan.py", "planning/trials/test_explain.py"),
        ),
    ),
    "joining": Room(
        ("guide/config/joining.py",), ("guide/config/test_joining.py", "guide/config/test_file.py")
    ),
    "csv": Room(
        ("election/formats/csv",),
        (
            *("election/formats/test_csv.py", "election/formats/test_refusals.py"),
            *("election/formats/test_round_trips.py", "election/formats/forms"),
        ),
    ),
    "nominations": Room(
        (
            *("election/nominations", "report/nominations", "commands/nominations.py"),
            *("planning/fit/nominations.py", "planning/fit/precedents.py"),
            *("planning/scenario/primary.py", "commands/plan/slate.py"),
        ),
        (
            *("election/nominations", "cli/test_nominations.py", "cli/test_plan_nominations.py"),
            *("planning/scenario/test_primary.py", "planning/fit/test_nominations.py"),
            "report/nominations/test_nominations.py",
        ),
    ),
}


class Change(NamedTuple):
    """A piece of a file, and what stands there instead."""

    path: Path
    line: int
    start: int  # in bytes of the file
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: `{_short(self.old)}` → `{_short(self.new)}`"


_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.RShift: ast.LShift,
    ast.LShift: ast.RShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
# A clause's number, a version: a word or two with a figure.
_NUMBERED = re.compile(r"(?=.*\d)[\w.,() -]{1,24}")
_DROPPED = (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.Break, ast.Continue)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:97] + "…"


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=sides) if type(op) in _COMPARED:
            yield ast.Compare(left, [_COMPARED[type(op)]()], sides)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _REACHED:
            # A text is put together, not added up.
            if not any(isinstance(part, ast.JoinedStr) for part in (left, right)):
                yield ast.BinOp(left, _REACHED[type(op)](), right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if _NUMBERED.fullmatch(value):
            # The last figure, one more.
            yield ast.Constant(
                re.sub(r"\d(?=\D*$)", lambda found: str((int(found[0]) + 1) % 10), value)
            )
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in _NAMES:
            yield ast.Call(ast.Name(_NAMES[name]), args, keywords)


@cache
def _imported(path: Path) -> dict[str, list[str]]:
    """What could stand for a name that a module of the package lends to another.

    For `Class.MEMBER` of an enumeration its other members; for a function the others of its module
    that take as many arguments.
    """
    others: dict[str, list[str]] = {}
    functions: dict[int, list[str]] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name, bases=[ast.Name(id="Enum")], body=body):
                members = [f"{name}.{one.targets[0].id}" for one in body if _is_member(one)]
                others |= {one: [other for other in members if other != one] for one in members}
            case ast.FunctionDef(name=name, args=args):
                functions.setdefault(len(args.args), []).append(name)
    for alike in functions.values():
        others |= {one: [other for other in alike if other != one] for one in alike}
    return others


def _is_member(node: Any) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)


def _chosen(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Each argument by name that a module of the package lends, and what could stand for it."""
    lent: dict[str, tuple[str, Path]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("hustings."):
            path = ROOT.joinpath("src", *node.module.split(".")).with_suffix(".py")
            lent |= {one.name: (node.module, path) for one in node.names if path.is_file()}
    for node in ast.walk(tree):
        if not isinstance(node, ast.keyword):
            continue
        written = ast.unparse(node.value)
        module, path = lent.get(written.split(".")[0], ("", ROOT))
        for other in _imported(path).get(written, ()) if module else ():
            # A function's module lends it, but may not lend the other.
            there = "" if "." in other else f"__import__('{module}', fromlist=['{other}'])."
            yield node, f"{node.arg}={there}{other}"


def changes(path: Path) -> list[Change]:
    """Every change of a module: of its expressions, and statements in functions left out."""
    source = path.read_text("utf-8")
    starts = [0]
    for text in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    found: list[Change] = []

    def note(node: Any, new: str) -> None:
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        old = source.encode()[start:end].decode()
        found.append(Change(path.relative_to(ROOT), node.lineno, start, end, old, new))

    def visit(node: ast.AST, inside: bool) -> None:
        inside = inside or isinstance(node, ast.FunctionDef)
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_params"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _documents(child):
                    visit(child, inside)
        for other in changed(node):
            # In brackets, whatever stands around it.
            note(node, f"({ast.unparse(ast.fix_missing_locations(other))})")
        if inside and isinstance(node, _DROPPED):
            note(node, "pass")

    tree = ast.parse(source)
    visit(tree, False)
    for node, other in _chosen(tree):
        note(node, other)
    return found


def _documents(node: ast.AST) -> bool:
    """A docstring, an import that only types need, or a text with figures in it."""
    if isinstance(node, ast.JoinedStr):  # nor does Python 3.11 know where in it anything stands
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _test(tree: Path, words: list[str], said: Path) -> None:
    """Run pytest, and end the process with its status."""
    os.setsid()
    with said.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(tree)
    # Two changes of one second and one size would share a compiled file.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    folders = [str(tree / "src"), str(tree / "tests")]
    os.environ["PYTHONPATH"] = os.pathsep.join(folders)
    sys.path[:0] = folders
    status = int(pytest.main(words))
    sys.stdout.flush()
    os._exit(status)


def run(tree: Path, tests: tuple[str, ...], limit: float, said: Path) -> tuple[bool, float]:
    """Whether the tests pass within the limit, and how long they took.

    In a fork of this process, which has imported what is slow to import and nothing of the package.

    Args:
        limit: seconds; 0 for none.
        said: file for what pytest prints.
    """
    words = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not soak"]
    words += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is there already
    words.append("--hypothesis-profile=mutate")
    words += [str(tree / "tests" / test) for test in tests]
    started = time.monotonic()
    child = os.fork()
    if not child:
        try:
            _test(tree, words, said)
        finally:
            os._exit(3)
    ended = 0
    try:
        while not ended:
            ended, status = os.waitpid(child, os.WNOHANG)
            spent = time.monotonic() - started
            if limit and spent > limit and not ended:
                return False, spent
            time.sleep(0.05)
    finally:
        if not ended:  # an endless loop, or somebody stops this: nothing is left running
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return status == 0, spent


def sampled(
    every: list[list[Change]], number: int, draw: random.Random, spread: bool
) -> set[Change]:
    """So many of the changes of several modules.

    Args:
        spread: of each module as many, as far as it has them; else each change is as likely.
    """
    if not spread:
        flat = [change for module in every for change in module]
        return set(draw.sample(flat, min(number, len(flat))))
    mixed = [draw.sample(module, len(module)) for module in every]
    turns = chain.from_iterable(zip_longest(*mixed))
    return set([change for change in turns if change][:number])


def try_room(name: str, number: int, seed: int, tree: Path, spread: bool) -> int:
    """Print what became of a sample of a room's changes; the number of survivors."""
    room = ROOMS[name]
    modules: list[Path] = []
    for source in room.sources:
        path = ROOT / "src" / "hustings" / source
        modules += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    every = [changes(module) for module in modules]
    sample = sampled(every, number, random.Random(f"{name} {seed}"), spread)
    said = tree.parent / "said.txt"
    passed, spent = run(tree, room.tests, 0, said)
    if not passed:
        print(said.read_text("utf-8", "replace")[-2000:], file=sys.stderr)
        raise SystemExit(f"{name}: the tests fail on the source as it is")
    # A change may make compiled code compile again, or a loop endless.
    limit = 3 * spent + 60
    lived = []
    for change in sorted(sample):
        file = tree / change.path
        source = file.read_bytes()
        file.write_bytes(source[: change.start] + change.new.encode() + source[change.end :])
        try:
            passed, _ = run(tree, room.tests, limit, said)
        finally:
            file.write_bytes(source)
        print("lived" if passed else "died ", change, flush=True)
        lived += [change] * passed
    print(
        f"{name}: {sum(map(len, every))} changes, {len(sample)} tried,"
        f" {len(sample) - len(lived)} died, {len(lived)} lived",
        flush=True,
    )
    return len(lived)


def main() -> None:
    """Try a sample in each room; exit status 0 whatever lived, for a person has to judge it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--mutants", type=int, default=20, help="changes tried in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--spread", action="store_true", help="of each module as many")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="mutate-") as temporary:
        tree = Path(temporary) / "tree"
        for name in COPIED:
            # With what numba has compiled, which is keyed by the time of the source.
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tree / name)
            else:
                shutil.copy(ROOT / name, tree / name)
        if (ROOT.parent / "shared").is_dir():
            (tree.parent / "shared").symlink_to(ROOT.parent / "shared")
        for name in asked.room or ROOMS:
            try_room(name, asked.mutants, asked.seed, tree, asked.spread)


if __name__ == "__main__":
    main()
