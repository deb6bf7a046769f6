"""The tutorial on two planners: its commands print what it says, and its example is read."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Hustings
from hustings.planning.scenario.file import load
from hustings.planning.search import rivals as search_rivals
from hustings.planning.search.rivals import Rivalry
from hustings.planning.search.state import Effort

pytest.importorskip("scipy")

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "tutorial-rivals.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "nec2022"


def follow(hustings: Hustings, folder: Path, monkeypatch: pytest.MonkeyPatch, draws: int) -> str:
    """Follow the page in a folder; what it printed, all in one.

    Args:
        draws: in place of the page's, of a smaller electorate; 0 for the page's, whose figures are
            then looked for.
    """
    shutil.copytree(EXAMPLE, folder / "examples" / "nec2022")
    if draws:
        scenario = folder / "examples" / "nec2022" / "scenario.toml"
        text = scenario.read_text("utf-8")
        assert "voters = 20000" in text
        scenario.write_text(text.replace("voters = 20000", "voters = 1000"), "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    whole = ""
    for text in re.findall(r"^```console\n(.*?)^```", TEXT, re.M | re.S):
        for step in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, *said = step.splitlines()
            if draws:
                command, said = re.sub(r"--draws \d+", f"--draws {draws}", command), []
            asked = shlex.split(command)[1:] + (["--quiet"] if "--draws" in command else [])
            ended = hustings(*asked)
            assert (ended.status, ended.err) == (0, ""), command
            printed = ended.out.splitlines()
            assert [line for line in said if line != "…" and line not in printed] == [], command
            whole += ended.out
    return whole


def test_the_commands_of_the_page_work(
    hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = Effort(fresh=0, racing=4, epochs=1, counts=40, choosing=4, every=0)
    whole = search_rivals.rivals

    def quick(*pair: Any, effort: Effort, **asked: Any) -> Rivalry | None:
        assert effort == search_rivals.SHORT
        return whole(*pair, effort=least, **asked)

    monkeypatch.setattr(search_rivals, "rivals", quick)
    printed = follow(hustings, tmp_path, monkeypatch, draws=4)
    assert "\nThe lists of Grassroots Five when both plan" in printed
    assert (tmp_path / "rivals.json").is_file()


@pytest.mark.soak
def test_following_the_page_gives_what_it_says(
    hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = follow(hustings, tmp_path, monkeypatch, draws=0)
    quoted = re.findall(r"^```text\n(.*?)^```", TEXT, re.M | re.S)
    assert len(quoted) == 3
    for text in quoted[1:]:
        assert [line for line in text.splitlines() if line not in printed.splitlines()] == []


def test_the_example_has_two_slates_that_overlap() -> None:
    scenario = load(str(EXAMPLE / "scenario.toml"))
    four, five = scenario.members(0), scenario.members(1)
    assert scenario.team == four == (0, 1, 2, 3)
    assert five == (*four, 4)
    title, *rows = (EXAMPLE / "candidates.csv").read_text("utf-8").splitlines()
    assert f"{title}\n{rows[0]}\n…\n{rows[4]}\n" in TEXT
