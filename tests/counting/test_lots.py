"""Lots: seeded, written down by the officer, or missing."""

from __future__ import annotations

import hashlib

import pytest

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import (
    BY_OFFICER,
    NO_LOTS,
    Lots,
    lacking,
    parse,
    seeded,
    unused,
    used,
    written,
)
from hustings.counting.record import CountRecord, to_json
from hustings.election.model import make_election
from hustings.election.profile import Profile
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
    assert parse(text, ELECTION) == Lots(BY_OFFICER, order, stages)
    assert parse(text, ELECTION, source="/home/ro/lots.txt") == Lots(BY_OFFICER, order, stages)


CANDIDATES = "the candidates are Ash, Birch, Cedar, Émile Zola"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lots.txt: there are no lots in this file; write one name a line, in the order drawn"),
        (
            "\n# nobody\n  \n",
            "lots.txt: there are no lots in this file; write one name a line, in the order drawn",
        ),
        ("Ash\nBirhc", "lots.txt, line 2: no candidate is called 'Birhc'; did you mean 'Birch'?"),
        ("1", f"lots.txt, line 1: no candidate is called '1'; {CANDIDATES}"),
        ("Ash\n\nash", "lots.txt, line 3: 'ash' is drawn twice; keep the first draw"),
        (
            "stage seven: Ash",
            "lots.txt, line 1: 'seven' is not a stage; write for example `stage 7: NAME`",
        ),
        (
            "stage -1: Ash",
            "lots.txt, line 1: '-1' is not a stage; write for example `stage 7: NAME`",
        ),
        (
            "stage \uff17: Ash",
            "lots.txt, line 1: '\uff17' is not a stage; write for example `stage 7: NAME`",
        ),
        (
            "stage 99999999999: Ash",
            "lots.txt, line 1: '99999999999' is not a stage; write for example `stage 7: NAME`",
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
        " --lots FILE; or draw all the candidates, one name a line in the order drawn, for this and"
        " every later tie; or give --lots SEED for a reproducible draw"
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
    with pytest.raises(InputError, match="'0' is not a stage"):
        parse("stage 0: A\n", election)


def test_a_name_may_hold_the_sign_of_a_comment() -> None:
    election = make_election("", 1, ["A #1", "B", "C"])
    assert parse("A #1\nB # second\n", election).order == (0, 1)


@pytest.mark.parametrize(
    ("line", "order", "stages"),
    [
        ("A #1", (0,), ()),
        ("stage 2: A #1  # the second slip", (), ((2, (0,)),)),
        ("stage 2: B; C; A #1", (), ((2, (1, 0)),)),
        ("stage 2: D; B; C", (), ((2, (3, 1)),)),
        ("stage 3: E", (2,), ()),  # somebody is called that
        ("stage 4: stage 3: E", (), ((4, (2,)),)),
    ],
)
def test_names_that_look_like_something_else(
    line: str, order: tuple[int, ...], stages: tuple[tuple[int, tuple[int, ...]], ...]
) -> None:
    election = make_election("", 1, ["A #1", "B; C", "stage 3: E", "D"])
    assert parse(line, election) == Lots(BY_OFFICER, order, stages)


# -- what a count used, and what it did not --------------------------------------------------------

NAMES = ("Ash", "Birch", "Cedar", "Dogwood")


def tied(lots: str, names: tuple[str, ...] = NAMES) -> tuple[Lots, CountRecord]:
    """Ash is elected; Birch and Cedar are equal lowest at stage 3."""
    election = make_election("", 2, names)
    profile = Profile.gather([((0,), 9), ((1, 3), 2), ((2, 3), 2), ((3,), 4)])
    drawn = parse(lots, election)
    return drawn, count(election, profile, find("scotland"), lots=drawn, engine="reference")


def test_a_record_says_who_drew_and_not_from_which_file() -> None:
    _, record = tied("stage 3: Cedar")
    assert record.lots == "drawn by the returning officer"
    assert used(record) == ((3, (2,)),)
    assert written(record) == ["stage 3: Cedar"]
    # one draw, written in another way, is one record
    _, other = tied("Cedar\nAsh\nBirch\nDogwood")
    assert to_json(other) == to_json(record)


def test_lots_written_out_give_the_same_record() -> None:
    names = ("A # 1", "B; C", "stage 2: D", "Éa")
    _, record = tied("B; C\nstage 2: D\nA # 1\nÉa", names)
    assert written(record) == ["stage 3: B; C"]
    _, again = tied("\n".join(written(record)), names)
    assert again == record


@pytest.mark.parametrize(
    ("lots", "clauses"),
    [
        ("stage 3: Cedar", []),
        ("stage 3: Cedar; Birch", []),  # a whole order of those who are equal
        ("Cedar\nBirch", []),
        (
            "stage 3: Cedar; Ash",
            ["the lot `stage 3: Ash` was not used: the lot there was between Birch, Cedar"],
        ),
        (
            "stage 3: Cedar\nstage 7: Ash",
            ["the lot `stage 7: Ash` was not used: the count ended with stage 3"],
        ),
        (
            "stage 1: Ash\nstage 3: Cedar",
            ["the lot `stage 1: Ash` was not used: no lot had to be drawn there"],
        ),
        (
            "stage 3: Dogwood\nCedar\nBirch",
            ["the lot `stage 3: Dogwood` was not used: the lot there was between Birch, Cedar"],
        ),
        (
            "stage 3: Cedar\nBirch\nCedar",
            ["the order of names was not used: no lot had to be drawn by it"],
        ),
    ],
)
def test_what_was_drawn_and_not_used(lots: str, clauses: list[str]) -> None:
    assert list(unused(*tied(lots))) == clauses


def test_an_order_beside_a_stage_of_its_own_is_used_for_the_rest() -> None:
    election = make_election("", 1, NAMES[:3])
    profile = Profile.gather([((n,), 2) for n in range(3)])
    lots = parse("stage 2: Ash\nBirch\nCedar\nAsh", election)
    record = count(election, profile, find("scotland"), lots=lots, engine="reference")
    assert used(record) == ((2, (0,)), (3, (1,)))
    assert list(unused(lots, record)) == []


def test_a_seed_that_was_not_needed_is_no_draw() -> None:
    election = make_election("", 1, ["Ash", "Birch"])
    lots = seeded("1", election)
    record = count(election, Profile.gather([((0,), 2), ((1,), 1)]), find("scotland"), lots=lots)
    assert record.lots == ""
    assert list(unused(lots, record)) == []


@pytest.mark.parametrize(
    ("lots", "clauses"),
    [
        ("stage 3: Ash", ["the lot `stage 3: Ash` names none of those who are equal there"]),
        ("Ash\nBirch", ["the order of names lacks Cedar"]),
        ("stage 4: Ash", []),
    ],
)
def test_why_a_draw_does_not_decide(lots: str, clauses: list[str]) -> None:
    election = make_election("", 2, NAMES)
    with pytest.raises(LotNeeded) as caught:
        tied(lots)
    assert list(lacking(parse(lots, election), election, caught.value)) == clauses
