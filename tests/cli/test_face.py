"""A program's count is the command's: the same document, the same page, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hustings as face
from cli.conftest import Hustings
from cli.test_count_again import BESIDE, CALLS, NOT_THE_RECORD
from hustings.cli.main import group
from hustings.face.options import Options

OF_COUNT = {"rules", "lots", "withdraw", "keep"}


def asked(words: list[str]) -> dict[str, Any]:
    """What a call of `hustings count` asks for, by the name of the option."""
    params = group.commands["count"].make_context("count", ["ballots.blt", *words]).params
    return {name: value for name, value in params.items() if name not in {"files", *NOT_THE_RECORD}}


def test_every_option_that_touches_a_record_is_offered() -> None:
    assert asked([]).keys() == {*Options._fields, *OF_COUNT}


@pytest.mark.parametrize(("used", "ballots", "words", "drawn"), CALLS)
def test_json_and_page_are_the_command_s(
    hustings: Hustings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    used: set[str],
    ballots: str | bytes,
    words: list[str],
    drawn: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ballots.blt").write_bytes(ballots if isinstance(ballots, bytes) else ballots.encode())
    for name, text in BESIDE.items():
        Path(name).write_text(text, encoding="utf-8")
    options = asked(words)
    if drawn:
        Path("draw").write_text(drawn, encoding="utf-8")
        options["lots"] = Path(options["lots"])
    read = face.read(
        "ballots.blt", **{name: options[name] for name in options if name not in OF_COUNT}
    )
    record = face.count(read, **{name: options[name] for name in OF_COUNT})
    page = hustings("count", "ballots.blt", *words, "--format", "html", "-q")
    document = hustings("count", "ballots.blt", *words, "--format", "json", "-q")
    assert (page.status, page.out) == (0, face.to_html(record, read))
    assert document.out == json.dumps(face.to_json(record), ensure_ascii=False, indent=1) + "\n"


def test_seats_of_the_count_are_those_of_the_file(hustings: Hustings, ward: Path) -> None:
    ballots = face.read(ward)
    record = face.count(ballots, "meek-prf", seats=3)
    said = hustings("count", ward, "--rules", "meek-prf", "--seats", "3", "--format", "html")
    assert face.to_html(record, ballots) == said.out


def test_names_without_a_file_are_published_with_the_page(
    hustings: Hustings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the ballots and the page can make the files that the command on it names."""
    monkeypatch.chdir(tmp_path)
    Path("ballots.csv").write_text(
        "# seats: 1\nTime,1st,2nd\n9:00,Ann,Bob\n9:01,Bo,Ann\n9:02,Ann,\n", "utf-8"
    )
    record = face.count(
        face.read(
            "ballots.csv",
            columns=["1st", "2nd"],
            candidates=["Ann", "Bo", "Cy"],
            aliases={"Bob": "Bo"},
        ),
        "scotland",
    )
    assert record.election.names == ("Ann", "Bo", "Cy")
    assert record.winners == ("Ann",)
    page = face.to_html(record)
    for name, lines in (("candidates.txt", "Ann\nBo\nCy"), ("aliases.txt", "Bob = Bo")):
        assert (
            f"<code>{name}</code>, as they stand here:</p>\n"
            f'<pre tabindex="0"><code>{lines}</code></pre>\n'
        ) in page
        Path(name).write_text(lines, "utf-8")
    words = ["--candidates", "candidates.txt", "--aliases", "aliases.txt", "--columns", "1st,2nd"]
    said = hustings("count", "ballots.csv", "--rules", "scotland", *words, "--format", "json")
    assert json.loads(said.out) == face.to_json(record)
