"""What a reader found in a file, beside what is in it.

Knows rankings by name and how two countings differ. Knows no file and no reader.

A ranking is a tuple with an entry for each rank, best first:

    "Ann"            one candidate at this rank
    ("Ann", "Bo")    several candidates at the same rank, in any order
    None             a rank left empty between two marks

A candidate marked at two ranks stands at both. Nothing is kept of empty ranks after the last mark,
so that the blank paper is `()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

Rank = str | tuple[str, ...] | None
Ranking = tuple[Rank, ...]


class Expected(Protocol):
    """Whatever says what a careful human counts in a file: a `Sample`, a `Built`."""

    @property
    def candidates(self) -> tuple[str, ...]: ...

    @property
    def ballots(self) -> Mapping[Ranking, int]: ...


class Found(NamedTuple):
    """What a reader made of a file.

    Attributes:
        ballots: papers for each ranking.
        candidates: everybody who stands, whether or not anybody ranked them.
    """

    ballots: Mapping[Ranking, int]
    candidates: frozenset[str]


def canonical(ranking: Ranking) -> Ranking:
    """The one way to write a ranking: equals sorted, one alone not in a tuple, no blanks last."""
    ranks = [_canonical_rank(rank) for rank in ranking]
    while ranks and ranks[-1] is None:
        ranks.pop()
    return tuple(ranks)


def _canonical_rank(rank: Rank) -> Rank:
    if rank is None or isinstance(rank, str):
        return rank
    members = tuple(sorted(rank))
    match len(members):
        case 0:
            return None
        case 1:
            return members[0]
    return members


def totals(ballots: Mapping[Ranking, int]) -> dict[Ranking, int]:
    """The same papers by canonical ranking."""
    papers: dict[Ranking, int] = {}
    for ranking, number in ballots.items():
        key = canonical(ranking)
        papers[key] = papers.get(key, 0) + number
    return papers


def accept(expected: Expected, found: Found) -> str:
    """Nothing where a reader found what is there, or else in words what differs."""
    faults = [
        *_names("candidates that do not stand", found.candidates - set(expected.candidates)),
        *_names("candidates not found", set(expected.candidates) - found.candidates),
    ]
    right, read = totals(expected.ballots), totals(found.ballots)
    if sum(right.values()) != sum(read.values()):
        faults.append(f"{sum(read.values())} papers in place of {sum(right.values())}")
    for ranking in sorted(right.keys() | read.keys(), key=repr):
        there, here = right.get(ranking, 0), read.get(ranking, 0)
        if there != here:
            faults.append(f"{tell(ranking)}: {here} in place of {there}")
    return "; ".join(faults)


def _names(what: str, names: Iterable[str]) -> list[str]:
    listed = ", ".join(repr(name) for name in sorted(names))
    return [f"{what}: {listed}"] if listed else []


def tell(ranking: Ranking) -> str:
    """A ranking in one line: `'Ann' > 'Bo' = 'Cy' > (none) > 'Di'`."""
    if not ranking:
        return "(blank paper)"
    return " > ".join(
        "(none)"
        if rank is None
        else repr(rank)
        if isinstance(rank, str)
        else " = ".join(repr(name) for name in rank)
        for rank in ranking
    )
