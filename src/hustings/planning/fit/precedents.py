"""How far members' votes were from nominations by local parties, in contests where both are known.

Knows four contests for leader of the Labour Party, in which each local party could nominate one
candidate and each member had one first preference, and the spread that they show. For no election
with slates were both found.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


class Precedent(NamedTuple):
    """A contest.

    Attributes:
        names: of candidates; the last may stand for several together.
        nominations: by local parties, of each.
        votes: first preferences of members, of each; those of supporters and affiliates left out.
        source: where the figures stand.
    """

    title: str
    names: tuple[str, ...]
    nominations: tuple[int, ...]
    votes: tuple[int, ...]
    source: str


PRECEDENTS = (
    Precedent(
        "leader 2010",
        ("David Miliband", "Ed Miliband", "the other three"),
        (165, 148, 81),
        # What is left for the three of 126,872, of which 55,905 are 44.064 %.
        (55_905, 37_980, 32_987),
        "lukeakehurst.blogspot.com, 26 July 2010; The Guardian, 25 September 2010",
    ),
    Precedent(
        "leader 2015",
        ("Jeremy Corbyn", "Andy Burnham", "Yvette Cooper", "Liz Kendall"),
        (152, 111, 109, 18),
        (121_751, 55_698, 54_470, 13_601),
        "wikimili.com, endorsements in the 2015 leadership election; ukpolitical.info",
    ),
    Precedent(
        "leader 2016",
        ("Jeremy Corbyn", "Owen Smith"),
        (285, 53),
        (168_216, 116_960),
        "New Statesman, 15 August 2016; explained.today, electoral history of Jeremy Corbyn",
    ),
    Precedent(
        "leader 2020",
        ("Keir Starmer", "Rebecca Long-Bailey", "Lisa Nandy"),
        (374, 164, 72),
        (225_135, 117_598, 58_788),
        "worddisk.com, 2020 leadership election; LabourList, 4 April 2020",
    ),
)


class Spread(NamedTuple):
    """How far the logarithm of a share of votes is from that of the share of nominations.

    Attributes:
        pooled: standard deviation within the contests, all together.
        contests: how many there are.
    """

    pooled: float
    contests: int

    @property
    def deviation(self) -> float:
        """Standard deviation to reckon with: wider, because `pooled` is itself known from few.

        That of Student's distribution with as many degrees of freedom as there are contests, for
        the misses of one contest hang together.
        """
        return self.pooled * math.sqrt(self.contests / (self.contests - 2))


def misses(contest: Precedent) -> tuple[float, ...]:
    """ln(share of votes / share of nominations) of each candidate, less their mean."""
    logs = [
        math.log(votes / nominations)
        for votes, nominations in zip(contest.votes, contest.nominations, strict=True)
    ]
    return tuple(one - math.fsum(logs) / len(logs) for one in logs)


def spread(contests: Iterable[Precedent] = PRECEDENTS) -> Spread:
    """The spread over these contests, three or more."""
    known = tuple(contests)
    squares, degrees = 0.0, 0
    for contest in known:
        squares += math.fsum(one**2 for one in misses(contest))
        degrees += len(contest.names) - 1
    return Spread(math.sqrt(squares / degrees), len(known))
