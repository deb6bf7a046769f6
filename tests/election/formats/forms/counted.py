"""What Hustings finds in a file, in the words that samples and built files are judged by.

Knows the two readings that differ from a careful human's on purpose: an overvote without names is
kept as all candidates at one rank, and a write-in that is left out lets what is after it move up.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hustings.election.formats import BallotFile, parse
from hustings.election.formats.csv.cells import is_write_in
from hustings.election.formats.request import Directions
from hustings.election.profile import ranks_of

from .verdict import Expected, Found, Rank, Ranking, accept, totals


def directions(arguments: tuple[str, ...]) -> Directions:
    """The directions that these arguments of the command line give."""
    told = Directions()
    for option, value in zip(arguments[::2], arguments[1::2], strict=True):
        match option:
            case "--columns":
                (names,) = csv.reader(io.StringIO(value))
                told = told._replace(columns=tuple(name.strip() for name in names))
            case "--contest":
                told = told._replace(contest=value)
            case "--candidates":
                told = told._replace(candidates=tuple(Path(value).read_text("utf-8").split("\n")))
            case "--write-ins":
                told = told._replace(write_ins=value)
            case _:
                raise AssertionError(option)
    return told


def read(data: bytes, arguments: tuple[str, ...] = ()) -> BallotFile:
    """The file, for one seat, read as the arguments say."""
    return parse(data, source="form", seats=1, directions=directions(arguments))


def found(file: BallotFile) -> Found:
    """The ballots of a file by names."""
    names = file.election.names
    unnamed = any("without names kept as all" in note for note in file.notes)
    ballots: dict[Ranking, int] = {}
    for ranking, papers in zip(file.profile.rankings, file.profile.papers, strict=True):
        told: list[Rank] = []
        for rank in ranks_of(ranking):
            if unnamed and len(rank) == len(names) > 1:
                told.append(None)
            elif len(rank) == 1:
                told.append(names[rank[0]])
            else:
                told.append(tuple(names[place] for place in rank) or None)
        ballots[tuple(told)] = ballots.get(tuple(told), 0) + papers
    return Found(ballots, frozenset(names))


class Closed:
    """The same ballots without write-ins and empty ranks."""

    def __init__(self, expected: Expected | Found) -> None:
        self.candidates = tuple(n for n in expected.candidates if not is_write_in(n))
        self.ballots: dict[Ranking, int] = {}
        for ranking, papers in expected.ballots.items():
            kept = tuple(r for r in ranking if r and not (isinstance(r, str) and is_write_in(r)))
            (key,) = totals({kept: 1})
            self.ballots[key] = self.ballots.get(key, 0) + papers


def verdict(expected: Expected, file: BallotFile) -> str:
    """Nothing where the file was read right, or else in words what differs."""
    got = found(file)
    said = accept(expected, got)
    if said and any("left out, and preferences after it moved up" in n for n in file.notes):
        return accept(Closed(expected), Found(Closed(got).ballots, got.candidates))
    return said
