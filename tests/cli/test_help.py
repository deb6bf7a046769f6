"""The help texts, compared with the stored ones.

To store them anew: COLUMNS=80 hustings count --help > tests/cli/help/count.txt, and so on;
help/hustings.txt is `hustings --help`, help/plan-search.txt is `hustings plan search --help`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import hustings as package
from cli.conftest import Hustings
from hustings.cli.main import group

HELP = Path(__file__).parent / "help"


def every(within: click.Group, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command, those of a group as "plan-search"."""
    for name, command in within.commands.items():
        yield "-".join((*path, name))
        if isinstance(command, click.Group):
            yield from every(command, (*path, name))


COMMANDS = sorted(every(group))
GROUPS = ("hustings", "guide", "guide-postcodes", "links", "plan", "scrutineer", "trustee", "vote")


def test_there_is_a_stored_text_for_each_command() -> None:
    assert sorted(path.stem for path in HELP.iterdir()) == sorted([*COMMANDS, "hustings"])


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", ["hustings", *COMMANDS])
def test_help_is_as_stored(hustings: Hustings, name: str, flag: str) -> None:
    words = [] if name == "hustings" else name.split("-")
    stored = (HELP / f"{name}.txt").read_text(encoding="utf-8")
    assert hustings(*words, flag) == (0, stored, "")
    assert f"{'Try' if name in GROUPS else 'Example'}: hustings " in stored


def test_a_bare_call_shows_the_help(hustings: Hustings) -> None:
    for name in GROUPS:
        words = [] if name == "hustings" else name.split("-")
        stored = (HELP / f"{name}.txt").read_text(encoding="utf-8")
        assert hustings(*words) == (0, stored, "")


def test_version(hustings: Hustings) -> None:
    assert hustings("--version") == (0, f"hustings {package.__version__}\n", "")


def test_a_shell_can_complete(process: Hustings) -> None:
    assert process(
        COMP_WORDS="hustings co", COMP_CWORD="1", _HUSTINGS_COMPLETE="bash_complete"
    ) == (0, "plain,compare\nplain,convert\nplain,count\n", "")
