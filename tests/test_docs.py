"""The docs say what the program does: commands run, what they are said to print is printed."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "nominations.md",
    *sorted((ROOT / "docs").glob("tutorial-*.md")),
]
STATUS = re.compile(r"\[exit status (\d+)\]")


def console_blocks(page: Path) -> list[list[tuple[str, list[str]]]]:
    """The commands of each ```console block with the lines said to be printed after each."""
    blocks = []
    for text in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
        block: list[tuple[str, list[str]]] = []
        for line in text.splitlines():
            if line.startswith("$ "):
                block.append((line[2:], []))
            else:
                block[-1][1].append(line)
        blocks.append(block)
    return blocks


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the examples, to run in."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path / "examples"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run_and_print_what_the_page_says(page: Path, examples: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin:/bin"}
    for block in console_blocks(page):
        for command, said in block:
            if "hustings plan" in command:
                continue  # these take a while: tests/planning runs them
            status = next((int(m[1]) for m in map(STATUS.fullmatch, said) if m), 0)
            done = subprocess.run(
                command,
                check=False,
                shell=True,
                cwd=examples,
                env=environment,
                capture_output=True,
                text=True,
            )
            printed = done.stdout + done.stderr
            assert done.returncode == status, (command, printed)
            for line in said:
                if line != "…" and not STATUS.fullmatch(line):
                    assert line in printed.splitlines(), (command, line, printed)


def test_python_in_the_docs_runs(examples: Path) -> None:
    (examples / "mine.json").write_bytes(
        subprocess.run(
            [sys.executable, "-m", "hustings", "count", "allotments.blt", "--format", "json", "-q"],
            cwd=examples,
            check=True,
            capture_output=True,
        ).stdout
    )
    blocks = [
        block
        for page in PAGES
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    ]
    assert len(blocks) >= 2
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=examples, check=True)


def test_what_programs_are_shown_is_what_happens(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(examples)
    page = (ROOT / "docs" / "for-programs.md").read_text("utf-8")
    session = "\n".join(re.findall(r"^```pycon\n(.*?)^```", page, re.M | re.S))
    test = doctest.DocTestParser().get_doctest(session, {}, "for-programs", None, 0)
    said: list[str] = []
    results = doctest.DocTestRunner().run(test, out=said.append)
    assert results.failed == 0, "".join(said)
    assert results.attempted > 20


def test_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


@pytest.mark.parametrize("script", ["make_reference.py", "make_architecture.py"])
def test_what_is_made_from_the_code_is_up_to_date(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / script), "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_architecture_names_what_is_there() -> None:
    """Every `room/module` on the page is a file or folder; every `module.name` is defined."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "src" / "hustings"
    named = set(re.findall(r"`([a-z0-9_]+(?:/[a-z0-9_]+)*/?)`", page))
    paths = {name for name in named if "/" in name}
    assert len(paths) > 30
    for name in paths:
        path = package / name
        assert path.is_dir() or path.with_suffix(".py").is_file(), name
    functions = re.findall(r"`([a-z0-9_]+/[a-z0-9_/]+)\.(?!js|py)([A-Za-z_]+)`", page)
    assert len(functions) > 20
    for module, name in functions:
        path = package / module
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        defined = rf"^(def|class) {name}\b|^{name}\b.*="
        assert re.search(defined, path.read_text("utf-8"), re.M), (module, name)
