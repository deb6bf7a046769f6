"""Lots: seeded, written down by the officer, or missing."""

from __future__ import annotations

import hashlib

import pytest

from hustings.counting.lots import NO_LOTS, Lots, parse, seeded
from hustings.election.model import make_election
from hustings.errors import InputError, LotNeeded

ELECTION = make_election("", 2, ["Ash", "Birch", "Cedar", "Émile Zola"])


def test_seeded_lots_can_be_redone_with_a_hash_function_alone() -> None:
    def drawn(name: str) -> str:
        return hashlib.sha256(b"hustings-lots/1\n" + b"2026\n" + name.encode()).hexdigest()

    lots = seeded("2026", ELECTION)
    assert [ELECTION.names[c] for c in lots.order] == sorted(ELECTION.names, key=drawn)
    assert lots.source == "seed 2026"


def test_seeds_differ_and_the_ballot_paper_does_not_matter() -> None:
    orders = {seeded(str(seed), ELECTION).order for seed in range(40)}
    assert len(orders) > 12
    other = make_election("", 1, ["Cedar", "Émile Zola", "Ash", "Birch"])
    names = [other.names[c] for c in seeded("7", other).order]
    assert names == [ELECTION.names[c] for c in seeded("7", ELECTION).order]


@pytest.mark.parametrize(
    ("lots", "stage", "tied", "chosen"),
    [
        (Lots("", (2, 0, 1)), 4, (0, 1), 0),
        (Lots("", (2, 0, 1)), 4, (0, 1, 2), 2),
        (Lots("", (2, 0)), 4, (0, 1), None),  # one of the tied was not drawn
        (Lots("", (2, 0)), 4, (0, 2), 2),
        (Lots("", (2, 0, 1), ((4, (1,)),)), 4, (0, 1), 1),  # the stage's own lot goes first
        (Lots("", (2, 0, 1), ((4, (1,)),)), 5, (0, 1), 0),
        (Lots("", (2, 0, 1), ((4, (2,)),)), 4, (0, 1), 0),  # not one of the tied
        (Lots("", (), ((4, (2, 0)), (4, (1,)))), 4, (0, 1), 0),
        (NO_LOTS, 1, (0, 1), None),
    ],
)
def test_on_whom_the_lot_falls(
    lots: Lots, stage: int, tied: tuple[int, ...], chosen: int | None
) -> None:
    assert lots.fall(stage, tied) == chosen


@pytest.mark.parametrize(
    ("text", "order", "stages"),
    [
        ("Cedar\nAsh\n", (2, 0), ()),
        ("  cedar  # drawn first\n\n# Birch\r\nASH", (2, 0), ()),
        ("stage 7: Ash", (), ((7, (0,)),)),
        ("Birch\nStage 7 : Ash; émile zola\nstage 8:Cedar", (1,), ((7, (0, 3)), (8, (2,)))),
    ],
)
def test_lots_as_the_officer_writes_them(
    text: str, order: tuple[int, ...], stages: tuple[tuple[int, tuple[int, ...]], ...]
) -> None:
    assert parse(text, ELECTION) == Lots("drawn", order, stages)
    source = "drawn by the returning officer: lots.txt"
    assert parse(text, ELECTION, source="lots.txt") == Lots(source, order, stages)


CANDIDATES = "the candidates are Ash, Birch, Cedar, Émile Zola"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lots.txt: no lots in this file; write one name a line, in the order drawn"),
        (
            "\n# nobody\n  \n",
            "lots.txt: no lots in this file; write one name a line, in the order drawn",
        ),
        ("Ash\nBirhc", "lots.txt, line 2: no candidate is called 'Birhc'; did you mean 'Birch'?"),
        ("1", f"lots.txt, line 1: no candidate is called '1'; {CANDIDATES}"),
        ("Ash\n\nash", "lots.txt, line 3: 'ash' is drawn twice; keep the first draw"),
        (
            "stage seven: Ash",
            "lots.txt, line 1: 'seven' is no stage; write for example `stage 7: NAME`",
        ),
        (
            "stage -1: Ash",
            "lots.txt, line 1: '-1' is no stage; write for example `stage 7: NAME`",
        ),
        (
            "stage \uff17: Ash",
            "lots.txt, line 1: '\uff17' is no stage; write for example `stage 7: NAME`",
        ),
        (
            "stage 99999999999: Ash",
            "lots.txt, line 1: '99999999999' is no stage; write for example `stage 7: NAME`",
        ),
        ("stage 7:", f"lots.txt, line 1: no candidate is called ''; {CANDIDATES}"),
        ("stage 7: Ash;", f"lots.txt, line 1: no candidate is called ''; {CANDIDATES}"),
        ("stage 7 Ash", f"lots.txt, line 1: no candidate is called 'stage 7 Ash'; {CANDIDATES}"),
        (
            "stage 7: Ashh",
            "lots.txt, line 1: no candidate is called 'Ashh'; did you mean 'Ash'?",
        ),
        (
            "Ash;Birch",
            "lots.txt, line 1: no candidate is called 'Ash;Birch'; did you mean 'Birch'?",
        ),
        ("\x00", f"lots.txt, line 1: no candidate is called '\\x00'; {CANDIDATES}"),
    ],
)
def test_what_cannot_be_read_as_lots_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, ELECTION, source="lots.txt")
    assert str(caught.value) == message


def test_a_lot_that_is_needed_says_what_to_do() -> None:
    error = LotNeeded(stage=7, purpose="exclusion", names=("Ash", "Birch"), clause="5.2.5")
    assert str(error) == (
        "stage 7: a lot must decide who is excluded (5.2.5): Ash, Birch are equal on everything"
        " else; draw it, write `stage 7: NAME` (the one on whom the lot falls) in a file and give"
        " --lots FILE, or give --lots SEED for a reproducible draw"
    )
    assert error.exit_status == 1


def test_a_stage_has_one_line() -> None:
    election = make_election("", 1, ["A", "B", "C"])
    with pytest.raises(InputError) as caught:
        parse("stage 2: A\nstage 2: B\n", election, source="lots.txt")
    assert str(caught.value) == (
        "lots.txt, line 2: stage 2 has two lines; write all of a stage's lots in one, separated by"
        " `;`"
    )
    with pytest.raises(InputError, match="'0' is no stage"):
        parse("stage 0: A\n", election)


def test_a_name_may_hold_the_sign_of_a_comment() -> None:
    election = make_election("", 1, ["A #1", "B", "C"])
    assert parse("A #1\nB # second\n", election).order == (0, 1)
