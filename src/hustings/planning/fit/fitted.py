"""What was learnt from real ballots of how people rank, and how well it fits them.

Knows the nouns of a fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Figure(NamedTuple):
    """A number and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Observed:
    """What supporters of some slates of two or more did, as shares of their ballots.

    Attributes:
        slates: how many there are, each on its own ballot paper.
        second_stays: the second preference is for the slate too.
        first_only: no second preference.
        only: names nobody outside the slate.
        complete: names all of the slate and nobody else.
        all_on_top: all of the slate before anybody else.
        leader: median, over slates, of the leader's share of the slate's first preferences.
        alphabet: share of slates in which the first surname leads.
    """

    slates: int
    second_stays: Figure
    first_only: Figure
    only: Figure
    complete: Figure
    all_on_top: Figure
    leader: float
    alphabet: Figure


@dataclass(frozen=True)
class Habits:
    """How the supporters of one slate rank, or of all slates of a size.

    Attributes:
        name: the slate; empty for all of a size.
        size: candidates of it, 0 where it differs between ballot papers or they stand alone; of
            the habits of a size, 4 stands for 4 and more.
        ballots: of its supporters.
        lengths: chance that a voter means to rank 1, 2, 3 … names.
        retention, slate_only: as in the scenario; None for a single candidate, who has nobody to
            stay with, and where nothing was seen.
        observed: None for single candidates.
    """

    name: str
    size: int
    ballots: int
    lengths: tuple[Figure, ...]
    retention: Figure | None
    slate_only: Figure | None
    observed: Observed | None


@dataclass(frozen=True)
class Standing:
    """A candidate of the one ballot paper: relative appeal, mean 1 in the slate (geometric)."""

    name: str
    slate: str
    home: str
    appeal: Figure


@dataclass(frozen=True)
class Comparison:
    """Ballots drawn from the fit against real ones it has not seen.

    Attributes:
        what: that is compared.
        differ: share of the drawn ballots that would have to change for the two to agree.
        chance: the same for the ballots that the fit was made from, as many: what chance does.
        rows: (label, share of the held-out ballots, share of the drawn ones), the largest.
    """

    what: str
    differ: float
    chance: float
    rows: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Fitted:
    """All that was learnt.

    Attributes:
        papers: ballots in all; unclear: those read only in part, or not at all.
        ballot_papers: different lists of candidates.
        regions: (name, ballots); empty where nothing distinguishes any.
        names: slates, as in the rows and columns of `affinity` and `support`.
        support: per slate, share of first preferences in each region, or in all.
        slates: habits of each slate with ballots enough.
        sizes: habits by size; the last of those whose candidates stand alone, if any.
        candidates: where there is one ballot paper; else empty.
        home_pull, position, alphabet, spread: None where they cannot be estimated.
        affinity: per slate, how likely its voters are to turn to each other one when they leave it,
            as a multiple of what the first preferences there suggest; own column for coming back.
        turned: how often each was seen.
        comparisons, held: how well it fits, on so many ballots.
        notes: what a reader should know, a sentence each.
    """

    papers: int
    unclear: int
    ballot_papers: int
    regions: tuple[tuple[str, int], ...]
    names: tuple[str, ...]
    support: tuple[tuple[float, ...], ...]
    slates: tuple[Habits, ...]
    sizes: tuple[Habits, ...]
    candidates: tuple[Standing, ...]
    home_pull: Figure | None
    position: Figure | None
    alphabet: Figure | None
    spread: Figure | None
    affinity: tuple[tuple[float, ...], ...]
    turned: tuple[tuple[int, ...], ...]
    comparisons: tuple[Comparison, ...]
    held: int
    notes: tuple[str, ...]
