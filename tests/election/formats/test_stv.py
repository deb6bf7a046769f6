"""`.stv` files: ballots by tokens, with numbers of papers or not, and by ranks in an order."""

from __future__ import annotations

from pathlib import Path

import pytest

from election.formats.electorates import refusal
from hustings.election.formats import parse
from hustings.election.model import make_election
from hustings.election.profile import SKIPPED, Profile, same_rank

LISTED = """\
title=Club
# a comment
method=BC
seats=2
candidate=a Ann Bell
candidate=b Bo
candidate=c Cy
ballots=3
31X a c b
b a
30x b a
end
"""
RANKED = """\
title=Club
seats=2
random=1
candidate=a Ann Bell
candidate=b Bo
candidate=c Cy
order=b a c
ballots=3
1 - 2
- 1 1
2 - 3
end
"""
STV = (LISTED, RANKED)
DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "counting" / "votelib-io"
ELECTION = make_election("Club", 2, ["Ann Bell", "Bo", "Cy"])


def test_ballots_of_tokens() -> None:
    file = parse(LISTED.encode())
    assert (file.format, file.election) == ("stv", ELECTION)
    assert file.profile == Profile.from_totals({(0, 2, 1): 31, (1, 0): 31})
    assert file.notes == (
        "`method=BC` are not acted on: choose the rules with --rules, and give lots with --lots.",
    )
    assert parse(LISTED.replace("ballots=3", "ballots=62").encode()) == file


def test_ballots_of_ranks() -> None:
    file = parse(RANKED.encode())
    assert (file.format, file.election) == ("stv", ELECTION)
    totals = {(1, 2): 1, (0, same_rank(2)): 1, (SKIPPED, 1, 2): 1}
    assert file.profile == Profile.from_totals(totals)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("b a\n", "b d\n", 10, "`d` is on a ballot but is not the token of a candidate"),
        ("b a\n", "b a b\n", 10, "candidate 2 is on one ballot twice"),
        ("b a\n", "", 0, "the file says 3 ballots, but has 2"),
        ("31X", "0X", 9, "`0X a c b` is on 0 papers, or on too many"),
        ("30x b a", "30x", 11, "`30x` has no preference"),
        ("end\n", "", 12, "the file ends before the ballots do"),
        ("end\n", "end\nb a\n", 13, "`b a` comes after `end`"),
        ("seats=2", "seats=0", 4, "`0` is not a number of seats"),
        ("seats=2", "flavour=2", 4, "the key `flavour` is not known"),
        ("seats=2", "seats", 4, "`seats` comes before the ballots, and is not `key=value`"),
        ("=c Cy", "=a Cy", 7, "`a Cy` is not a token and a name, or the token is there twice"),
        ("=c Cy", "=c", 7, "`c` is not a token and a name, or the token is there twice"),
        ("=c Cy", "=3X Cy", 7, "the token `3X` could mean something else on a ballot"),
        ("=c Cy", "=c Bo", 7, "candidates 2 and 3 are both called `Bo`"),
        ("ballots=3", "ballots=x", 8, "`x` is not a number of ballots"),
        ("ballots=3\n", "order=a b\nballots=3\n", 8, "the order does not name each candidate once"),
        ("seats=2\n", "", 0, "the file does not say how many seats are to be filled"),
    ],
)
def test_what_is_refused(old: str, new: str, line: int, what: str) -> None:
    said = refusal(LISTED.replace(old, new, 1), "stv")
    assert said.startswith(f"votes.txt{f', line {line}' if line else ''}: {what}"), said


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("1 -\n", "a ballot has 2 ranks for 3 candidates"),
        ("1 - 0\n", "`0` is not a rank"),
        ("1 - 21\n", "`21` is not a rank"),
        ("1 - x\n", "`x` is not a rank"),
    ],
)
def test_ranks_that_are_refused(new: str, what: str) -> None:
    said = refusal(RANKED.replace("1 - 2\n", new), "stv")
    assert said.startswith(f"votes.txt, line 9: {what}")


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not there")
def test_files_of_another_program() -> None:
    custom = parse((DATA / "custom.stv").read_bytes())
    totals = {(0, 4, 2, 3, 1): 31, (1, 0, 4): 30, (2, 3, 1): 29, (3, 0, 4): 10}
    assert custom.profile == Profile.from_totals(totals)
    ordered = parse((DATA / "ordered.stv").read_bytes())
    assert ordered.profile == Profile.from_totals({(0, 2, 3): 2, (2, 3): 1})
    unordered = parse((DATA / "unordered.stv").read_bytes())
    assert (unordered.profile.total, unordered.election.seats) == (21, 3)
