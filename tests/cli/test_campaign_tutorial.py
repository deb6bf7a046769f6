"""The tutorial for campaigns: its commands print what it says, its pictures are of today."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hustings.planning.scenario import file as scenario_file

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial-campaign.md"
IMAGES = ROOT / "docs" / "images"
TEXT = PAGE.read_text("utf-8")


# What the page's commands make.
MADE = {
    *("scenario.toml", "hopeful.toml", "plan.json", "lists.csv", "report.html", "report.md"),
    *(f"report-{what}.svg" for what in ("seats", "chances", "candidates", "range")),
}


def follow(folder: Path, *, draws: int = 0) -> None:
    """Follow the page from top to bottom in a folder, every command checked.

    Args:
        draws: where it is quicker to draw so many electorates instead of the page's; what is said
            of those is then not looked for.
    """
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin:/bin",
        "COLUMNS": "80",
    }
    for kind, text in re.findall(r"^```(console|toml)\n(.*?)^```", TEXT, re.M | re.S):
        if kind == "toml":
            with (folder / "scenario.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{text}")
            continue
        for step in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, *said = step.splitlines()
            if " --draws " in command:
                command += " --quiet"
                # The evaluation is quick enough to be checked in full.
                if draws and "plan evaluate" not in command:
                    command, said = re.sub(r"--draws \d+", f"--draws {draws}", command), []
                    command = command.replace("plan search ", "plan search --short ")
            result = subprocess.run(
                command,
                check=False,
                shell=True,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
            )
            assert (result.returncode, result.stderr) == (0, ""), command
            printed = result.stdout.splitlines()
            missing = [line for line in said if line != "…" and line not in printed]
            assert missing == [], (command, result.stdout)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the page was followed with few draws."""
    folder = tmp_path_factory.mktemp("few")
    follow(folder, draws=12)
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the page was followed to the letter."""
    folder = tmp_path_factory.mktemp("campaign")
    follow(folder)
    return folder


def test_the_commands_of_the_page_work(tried: Path) -> None:
    assert {path.name for path in tried.iterdir()} == MADE


@pytest.mark.soak
def test_following_the_page_gives_what_it_says(done: Path) -> None:
    assert {path.name for path in done.iterdir()} == MADE
    assert (done / "lists.csv").read_text("utf-8-sig") == (
        "region,list,1,2,3\n"
        "North,1,Farah Gill,Amina Ahmed,Carys Davies\n"
        "South,2,Carys Davies,Farah Gill,Amina Ahmed\n"
        "East,3,Farah Gill,Carys Davies,Amina Ahmed\n"
        "West,2,Carys Davies,Farah Gill,Amina Ahmed\n"
    )


@pytest.mark.soak
def test_pictures_are_up_to_date(done: Path) -> None:
    script = ROOT / "docs" / "make_images.py"
    checked = subprocess.run(
        [sys.executable, script, "--check", done / "plan.json"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout) == (0, "")


def test_pictures_are_there_and_told_in_words() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(images/([\w.-]+)\)", TEXT)
    assert len(pictures) == 5
    assert {name for _, name in pictures} == {path.name for path in IMAGES.glob("campaign-*")}
    for words, name in pictures:
        drawn = (IMAGES / name).read_text("utf-8")
        for number in re.findall(r"\d+\.?\d*", words):
            assert re.search(rf"\b{re.escape(number)}\b", drawn), (name, number)


def test_the_scenario_can_be_read_as_the_page_has_it(tried: Path) -> None:
    scenario = scenario_file.load(str(tried / "scenario.toml"))
    assert [scenario.election.candidates[c].name for c in scenario.election.withdrawn] == [
        "Kit Lowe",
        "Lena Moss",
    ]


def test_every_command_of_planning_is_named() -> None:
    if shutil.which("hustings", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("the command is not installed")
    from hustings.cli.plan import group

    named = set(re.findall(r"hustings plan (\w+)", TEXT))
    assert named == set(group.commands)
