"""Ballots cut, emptied of some names and filled up: whole profiles by hand."""

from __future__ import annotations

import numpy as np

from hustings.planning.sayings.ballots import cut, shortened, without
from hustings.planning.sayings.completed import completed
from hustings.planning.sayings.ground import NONE
from planning.sayings.letters import ground, packed, written

NAMES = "ABCDE"
BALLOTS = [("ABC", 3), ("B", 4), ("CDEA", 5), ("E", 2)]


def test_ballots_are_cut() -> None:
    profile = packed(NAMES, BALLOTS)
    assert written(cut(profile, 2), NAMES) == [("AB", 3), ("B", 4), ("CD", 5), ("E", 2)]
    marked = np.array([False, True, True, True])
    assert written(cut(profile, 1, marked), NAMES) == [("ABC", 3), ("B", 4), ("C", 5), ("E", 2)]
    each = shortened(profile, np.array([2, 1, 9, 1]))
    assert written(each, NAMES) == [("AB", 3), ("B", 4), ("CDEA", 5), ("E", 2)]


def test_names_are_taken_out_and_empty_ballots_with_them() -> None:
    profile = packed(NAMES, BALLOTS)
    assert written(without(profile, [1, 4]), NAMES) == [("AC", 3), ("CDA", 5)]


def test_ballots_are_filled_up_the_unwelcome_last() -> None:
    slates = {"ours": "ABC", "theirs": "DE", "others": "FG"}
    papers = [("A", 5), ("BDF", 2), ("CG", 1), ("CEAD", 1), ("DA", 7), ("F", 1)]
    there = ground(papers, slates, seats=2)
    assert there.given is not None
    assert there.name == "ours"
    names = there.election.names
    filled = completed(there, there.given, there.rival)
    # By the slate's papers A is named 6 times, D 3, B, C and F 2, E and G once.
    assert written(filled.profile, names) == [
        ("DA", 7),
        ("F", 1),
        ("ABCFGDE", 5),
        ("BFACGDE", 2),  # D was second, and is unwelcome
        ("CABFGED", 1),  # E before D, as the voter had them
        ("CGABFDE", 1),
    ]
    assert (filled.others, filled.own.tolist(), filled.welcome.tolist()) == (
        2,
        [3, 4, 3, 4],
        [5, 5, 5, 5],
    )
    assert written(filled.until(filled.own), names)[2:] == [
        ("ABC", 5),
        ("BFAC", 2),
        ("CAB", 1),
        ("CGAB", 1),
    ]
    nobody = completed(there, there.given, NONE)
    assert written(nobody.profile, names)[2:] == [
        ("ABCDFEG", 5),
        ("BDFACEG", 2),
        ("CEADBFG", 1),
        ("CGABDFE", 1),
    ]
