"""The command that a result page prints makes the same count again, whatever was asked for.

Every option of `hustings count` is here: with a call that uses it, or among those that do not touch
the record. A new option fails the first test until it is put in one place or the other.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from report.pages import Page

from cli.conftest import TIE, WARD, Hustings
from hustings.cli.main import group

# Where a record goes and how it looks; which engine counts says nothing about the result.
NOT_THE_RECORD = {"format", "output", "engine", "stages", "quiet"}

FAULTY = '3 1\n3 1 2 0\n2 2 1 2 0\n1 3 0\n0\n"Ann"\n"Ben"\n"Cát"\n"Faulty"\n'
AWKWARD = (
    "4 2\n5 1 0\n2 2 0\n2 3 0\n3 4 0\n0\n"
    '"Ann; Lee"\n"Ben #1"\n"stage 2: Cát O\'Dowd"\n"-Dev"\n"Awkward"\n'
)
WITHDRAWN = WARD.replace("4 2\n", "4 2\n-2\n", 1)
ORDER = "Ben\nAnn\nCát\n"
CLUB = (
    "# seats: 1\nTime,Chair [1st],Chair [2nd],Clerk [1st]\n"
    "9:00,Ann,UWI,Di\n9:01,Bo,Ann,Ed\n9:02,Ann,,Di\n"
)
GAPS = "# seats: 1\nQ [Ann],Q [Bo],Q [Cy]\n1,3,\n1,2,2\n1,2,3\n2,1,3\n"
TWICE = "# seats: 1\n1st,2nd,3rd\nAnn,Ann,Bo\nBo,Ann,\nAnn,Bo,\nAnn,,\n"
# What is published beside a page where it is asked for.
BESIDE = {"names.txt": "Ann\nBo\nUWI\nCy\n", "aliases.txt": "UWI = Bo\n"}


def workbook() -> bytes:
    """Two sheets with ballots."""
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    for title, rows in (("First", ["Ann", "Bo"]), ("Second", ["Bo", "Cy"])):
        sheet = book.create_sheet(title)
        for row in (["1st", "2nd"], rows, rows[::-1], rows):
            sheet.append(row)
    book.remove(book["Sheet"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


# (options used, ballots, words of the call, the officer's file)
CALLS = [
    ({"rules"}, WARD, ["--rules", "scotland"], ""),
    ({"rules", "seats"}, WARD, ["--rules", "meek-prf", "--seats", "3"], ""),
    ({"withdraw"}, WARD, ["--rules", "scotland", "--withdraw", "Ann"], ""),
    ({"withdraw"}, WARD, ["--rules", "ers97", "--withdraw", "cát", "--withdraw", "Dev"], ""),
    ({"withdraw"}, AWKWARD, ["--rules", "ers97", "--withdraw=-Dev", "--lots", "a seed"], ""),
    ({"withdraw", "keep"}, WARD,
     ["--rules", "ers97", "--withdraw", "Ann", "--keep", "Dev", "--lots", "a seed"], ""),
    ({"withdraw", "seats"}, WITHDRAWN, ["--rules", "irv", "--seats", "1"], ""),
    ({"lots"}, TIE, ["--rules", "scotland", "--lots", "20 May, 'noon'"], ""),
    ({"lots"}, TIE, ["--rules", "scotland", "--lots", "--dash"], ""),
    ({"lots"}, TIE, ["--rules", "scotland", "--lots", "draw"], ORDER),
    ({"lots"}, TIE, ["--rules", "scotland", "--lots", "draw"], "stage 2: Ann\nstage 3: Cát\n"),
    ({"lots"}, TIE, ["--rules", "ers97", "--lots", "draw"], ORDER),
    ({"lots"}, TIE, ["--rules", "meek-prf", "--lots", "draw"], ORDER),
    ({"lots"}, TIE, ["--rules", "irv", "--lots", "draw"], ORDER),
    ({"lots", "seats"}, TIE, ["--rules", "block-vote", "--seats", "2", "--lots", "draw"], ORDER),
    ({"lots"}, AWKWARD, ["--rules", "scotland", "--lots", "draw"],
     "stage 2: Cát O'Dowd\nBen #1\nAnn; Lee\n-Dev"),
    ({"lots"}, WARD, ["--rules", "scotland", "--lots", "draw"], "Ben\nAnn\n"),  # not needed
    ({"faulty_ballots"}, FAULTY, ["--rules", "scotland", "--faulty-ballots"], ""),
    ({"input_format"}, WARD, ["--rules", "scotland", "--input-format", "blt"], ""),
    ({"columns"}, CLUB, ["--rules", "scotland", "--columns", "Chair [1st],Chair [2nd]"], ""),
    ({"contest"}, CLUB, ["--rules", "scotland", "--contest", "chair"], ""),
    ({"write_ins"}, CLUB,
     ["--rules", "scotland", "--contest", "Chair", "--write-ins", "candidate"], ""),
    ({"candidates"}, CLUB,
     ["--rules", "scotland", "--contest", "Chair", "--candidates", "names.txt"], ""),
    ({"aliases"}, CLUB,
     ["--rules", "scotland", "--contest", "Chair", "--aliases", "aliases.txt"], ""),
    ({"sheet"}, workbook(), ["--rules", "scotland", "--seats", "1", "--sheet", "Second"], ""),
    ({"on_gap", "on_overvote"}, GAPS,
     ["--rules", "meek-prf", "--on-gap", "stop", "--on-overvote", "skip"], ""),
    ({"on_repeat"}, TWICE, ["--rules", "wigm-prf", "--on-repeat", "skip"], ""),
]  # fmt: skip


def test_every_option_is_tried_or_does_not_touch_the_record() -> None:
    options = {one.name for one in group.commands["count"].params} - {"files"}
    tried = set().union(*(used for used, *_ in CALLS))
    assert tried | NOT_THE_RECORD == options
    assert tried.isdisjoint(NOT_THE_RECORD)


@pytest.mark.parametrize(("used", "ballots", "words", "drawn"), CALLS)
def test_the_printed_command_gives_the_digest_of_the_page(
    hustings: Hustings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    used: set[str],
    ballots: str | bytes,
    words: list[str],
    drawn: str,
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
        content = ballots if isinstance(ballots, bytes) else ballots.encode()
        (folder / "ballots.blt").write_bytes(content)
        for name, text in BESIDE.items():
            (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(here)
    if drawn:
        (here / "draw").write_text(drawn, encoding="utf-8")
    ended = hustings("count", "ballots.blt", *words, "--format", "html", "-q")
    assert ended.status == 0, ended.err
    blocks, digests = _told(ended.out)
    # Somebody else has the ballots and the page, and nothing besides.
    monkeypatch.chdir(there)
    if len(blocks) == 2:
        Path("lots.txt").write_text(blocks[0], encoding="utf-8")
    command = shlex.split(blocks[-1])
    assert command[:3] == ["hustings", "count", "FILE"]
    again = hustings("count", "ballots.blt", *command[3:])
    assert again.status == 0, again.err
    document = json.loads(again.out)
    assert [document["ballots"]["digest"], document["digest"]] == digests
    first = json.loads(
        hustings("count", here / "ballots.blt", *_here(words, here), "--format", "json", "-q").out
    )
    assert document == first


def _here(words: list[str], folder: Path) -> list[str]:
    """The words of the call with the officer's file where it is."""
    return [str(folder / word) if word == "draw" else word for word in words]


def _told(page: str) -> tuple[list[str], list[str]]:
    """What stands in the page's blocks of code, the command last; the two digests."""
    section = page[page.index('id="check"') :]
    blocks = re.findall('<pre tabindex="0">(.*?)</pre>', section, re.DOTALL)
    digests = [word for word in Page(page).words if word.startswith("sha256:")]
    return ["".join(Page(block).words) for block in blocks], digests
