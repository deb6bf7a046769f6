"""`hustings vote forget`: what it lists, that it asks, and what it says once it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Hustings


@pytest.fixture
def folder(process: Hustings, tmp_path: Path) -> str:
    """A made-up election, counted and published."""
    words = ("vote", "demo", "--voters", "20", "--no-serve", "--dir", "demo", "--quiet")
    assert process(*words).status == 0
    return "demo"


def files(place: Path) -> set[Path]:
    """All but those that SQLite keeps while it is asked."""
    return {path for path in place.rglob("*.*") if path.is_file() and "sqlite3-" not in path.name}


def test_it_lists_asks_deletes_and_certifies(
    process: Hustings, folder: str, tmp_path: Path
) -> None:
    place = tmp_path / folder
    before = files(place)
    found = process("vote", "forget", folder, "--dry-run", "--early=roll", "--format=json")
    listed = json.loads(found.out)
    assert (found.status, listed["format"]) == (0, "hustings-vote-forget/1")
    assert [(one["name"], one["now"], one["done"]) for one in listed["stages"]] == [
        ("mails", False, False),
        ("roll", True, False),
    ]
    assert listed["stages"][1]["rows"]["voter"] == 20
    plain = process("vote", "forget", folder)
    assert plain.status == 0
    assert "  voter: 20 (the roll, postal addresses with it)\n" in plain.out
    assert files(place) == before
    refused = process("vote", "forget", folder, "--early=roll", stdin=b"yes\n")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "hustings: nothing was deleted: `delete` was not typed\n"
    assert (
        json.loads(
            process("vote", "forget", folder, "--dry-run", "--early=roll", "--format=json").out
        )
        == listed
    )
    done = process("vote", "forget", folder, "--early=roll", stdin=b"delete\n")
    assert (done.status, done.err) == (0, "")
    text = (place / "certificates" / "certificate-1.txt").read_text("utf-8")
    assert done.out.startswith(text)
    assert "  voter: 20 rows (the roll, postal addresses with it)\n" in text
    assert "; deleted early\n" in text
    status = json.loads(process("vote", "status", folder, "--format", "json").out)
    assert all(one["entitled"] == 0 for one in status["contests"])
    plain = process("vote", "status", folder).out.splitlines()
    assert (
        plain[1]
        == f"{status['contests'][0]['name']}: {status['contests'][0]['on_board']} have voted"
    )
    assert process("vote", "log", folder).status == 0
    winner = status["results"][0]["elected"][0]
    contest = status["results"][0]["contest"]
    words = ("--contest", contest, "--leaving", winner)
    filled = process("vote", "vacancy", folder, *words)
    assert (filled.status, filled.err) == (0, "")
    assert filled.out.endswith("Nothing is published; --publish shows it beside the results.\n")
    kept = process("vote", "vacancy", folder, *words, "--publish")
    page = f"{folder}/published/{contest}/vacancy-1.html"
    assert kept.out == filled.out.replace(
        "Nothing is published; --publish shows it beside the results.",
        f"{page}: published beside the results",
    )
    assert (tmp_path / page).is_file()
    again = process("vote", "vacancy", folder, *words)
    assert (again.status, "does not sit; the members are" in again.err) == (2, True)
