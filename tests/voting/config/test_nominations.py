"""[nominations] and nominated.toml: what is read, and every mistake with its line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hustings.election.nominations.model import Threshold
from hustings.voting.config.file import examine, load
from hustings.voting.config.model import Candidate, Nominations
from hustings.voting.config.nominated import FILE, written
from hustings.voting.config.remarks import remarks
from hustings.web.folder import Folder
from voting import nominations as noms


def wrong(folder: Folder, *changes: tuple[str, str], more: str = "threshold = 2") -> list[str]:
    """What is wrong with the election once these texts are exchanged."""
    noms.setup(folder, "threshold = 2")
    path = Path(folder.toml)
    text = path.read_text("utf-8").replace("threshold = 2", more)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return [f"line {error.line}: {error.what}" for error in examine(folder)[1]]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(str(tmp_path))


def test_what_is_left_out_has_its_default(folder: Folder) -> None:
    made = noms.setup(folder, "")
    closes = datetime(2090, 2, 1, 17, tzinfo=UTC)
    assert made.nominations == Nominations(
        opens=datetime(2020, 1, 1, 9, tzinfo=UTC),
        closes=closes,
        members=False,
        most=2,
        threshold=Threshold(1),
        changes=True,
        words=5,
        photographs=False,
        tally=False,
        accept_by=closes,
        withdraw_by=closes,
    )
    assert [one.awaited for one in made.contests] == [True, True, False]
    assert "`Committee`: its candidates are still to be nominated" in remarks(made)
    text = Path(folder.toml).read_text("utf-8").replace("most = 2\n", "").replace("words = 5\n", "")
    Path(folder.toml).write_text(text, "utf-8")
    read = load(folder).nominations
    assert read is not None
    assert (read.most, read.words) == (2, 300)
    both = noms.setup(folder, "threshold = { branch = 2, union = 1 }").nominations
    assert both is not None
    assert both.threshold == Threshold(by_kind=(("branch", 2), ("union", 1)))
    members = noms.setup(folder, 'by = "members"\nassentors = 8').nominations
    assert members is not None
    assert (members.members, members.threshold) == (True, Threshold(10))


AWAITS = 'candidates = "nominated"'
CLOSES = f"closes = {noms.CLOSES}\nmost"


@pytest.mark.parametrize(
    ("changes", "more", "why"),
    [
        (((CLOSES, "most"),), "", "line 13: `closes` is missing from [nominations]"),
        (((CLOSES, "closes = 2090-02-01\nmost"),), "", "line 15: `closes` is a day without"),
        (((CLOSES, "closes = 2019-02-01T17:00:00\nmost"),), "", "is not after `opens`"),
        (((CLOSES, "closes = 2090-03-15T09:30:00\nmost"),), "", "after voting begins"),
        ((), "accept_by = 2090-01-01T17:00:00", "is not after `closes`"),
        ((), "withdraw_by = 2090-01-01T17:00:00", "is not after `accept_by`"),
        ((), "withdraw_by = 2090-03-16T17:00:00", "line 18: nominations go on until"),
        ((), "threshold = {}", "line 18: `threshold` is empty"),
        ((), 'threshold = { " b" = 2 }', "the kind of body begins or ends with a space"),
        ((), "threshold = { b = 0 }", "line 18: `b` is 0"),
        ((), "assentors = 2", "`assentors` are members, and here bodies nominate"),
        ((), 'by = "members"\nthreshold = 2', "`threshold` is of bodies, and here members"),
        ((), 'by = "voters"', "line 18: `by` cannot be `voters`"),
        (
            ((AWAITS, '[[contests.candidates]]\nname = "A"'),),
            "",
            "line 13: no contest waits for nominations",
        ),
        (
            (('title = "Treasurer"\n', 'title = "Treasurer"\nnominators = { kind = "x" }\n'),),
            "",
            "`nominators` is given, but nobody is nominated here",
        ),
        (
            (
                (
                    'candidates = "nominated"',
                    'nominators = { name = "x" }\ncandidates = "nominated"',
                ),
            ),
            "",
            "`name` cannot be asked of a body so",
        ),
        (
            ((AWAITS, 'candidates = "nominees"'),),
            "",
            "`candidates` must be a list of tables, not text",
        ),
    ],
)
def test_mistakes_are_told_by_line(
    folder: Folder, changes: tuple[tuple[str, str], ...], more: str, why: str
) -> None:
    found = wrong(folder, *changes, more=more)
    assert [one for one in found if why in one], found


def test_nobody_waits_for_nominations_that_there_are_not(folder: Folder) -> None:
    noms.setup(folder)
    path = Path(folder.toml)
    text = path.read_text("utf-8")
    begin, end = text.index("[nominations]"), text.index("[texts]")
    path.write_text(text[:begin] + text[end:], "utf-8")
    assert [error.what for error in examine(folder)[1]] == [
        "the candidates are to be nominated, but there is no table [nominations]"
    ]


def test_what_is_written_is_what_is_read(folder: Folder) -> None:
    """Statements are text, whatever they look like: none is the name of a file."""
    noms.setup(folder)
    several = (
        Candidate('Jo "J" Ash', "Kettle \\ Tea", (("en", "keys/server.key.txt"), ("cy", "Te."))),
        Candidate("Siân Ŵyn", "", (("en", 'a\n\n"""\n[[committee]]\nname = "X"\n\t# b'),)),
        Candidate("Zed"),
    )
    Path(folder.file(FILE)).write_text(written({"committee": several, "wales": ()}), "utf-8")
    made = load(folder)
    assert made.contest("committee").candidates == several  # type: ignore[union-attr]
    assert [one.awaited for one in made.contests] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("committee = 3", "`committee` must be a list of tables, not a number"),
        ('[[committee]]\nslate = "x"', "line 1: `name` is missing from candidate 1"),
        ('[[committee]]\nname = "A"\n[[committee]]\nname = "a"', "line 4: `a` is there twice"),
        ("[[committee", "line 1:"),
    ],
)
def test_a_file_that_is_not_what_was_written_is_refused(
    folder: Folder, text: str, why: str
) -> None:
    noms.setup(folder)
    Path(folder.file(FILE)).write_text(text, "utf-8")
    found = [str(error) for error in examine(folder)[1]]
    assert [one for one in found if FILE in one and why in one], found
