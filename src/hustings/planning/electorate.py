"""Electorates drawn from a scenario: the same draw for every plan that is compared.

Knows how a scenario's shares and their uncertainty become the integer tables of one draw. Must not
know plans; following is `following.py`.

The uncertainty of a draw is taken from sums of twelve uniform numbers less six (mean 0, standard
deviation 1, never beyond 6), which need nothing but addition and so are the same on any machine.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hustings.planning import draw_kernel as kernel
from hustings.planning.scenario import Scenario

_FULL = 2**32
_WEIGHT = 2**20


@dataclass(frozen=True, eq=False)
class Electorate:
    """One drawn electorate.

    Attributes:
        starts, entries: int64[n + 1], int16; voter v's ranking is entries[starts[v]:starts[v + 1]].
        region, slate: int16[n], each voter's region and first loyalty.
        luck: int64[n] below 2**32; those of the planned slate follow when it is below `threshold`.
        threshold: int64[regions].
    """

    starts: npt.NDArray[np.int64]
    entries: npt.NDArray[np.int16]
    region: npt.NDArray[np.int16]
    slate: npt.NDArray[np.int16]
    luck: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.int64]


def numbers(seed: int, draw: int, what: str) -> np.random.Generator:
    """A stream of random numbers of its own for each seed, draw and use."""
    text = f"hustings-draw/1\n{seed}\n{draw}\n{what}".encode()
    return np.random.Generator(
        np.random.PCG64(int.from_bytes(hashlib.sha256(text).digest()[:16], "big"))
    )


def normal(stream: np.random.Generator, size: int) -> list[float]:
    """Numbers of mean 0 and standard deviation 1, by adding twelve uniform ones."""
    drawn = stream.integers(0, _FULL, size=(size, 12), dtype=np.uint64).sum(axis=1)
    return [int(total) / _FULL - 6.0 for total in drawn]


def draw_electorate(scenario: Scenario, draw: int) -> Electorate:
    """Electorate number `draw` of a scenario; the same on any machine and any number of cores."""
    if scenario.ballots is not None:
        from hustings.planning.resample import resampled

        return resampled(scenario, draw)
    tables, threshold = tables_of(scenario, draw)
    starts, entries, region, slate, luck = kernel.draw(tables)
    return Electorate(starts, entries, region, slate, luck, threshold)


def tables_of(scenario: Scenario, draw: int) -> tuple[kernel.Tables, npt.NDArray[np.int64]]:
    """The integer tables of a draw, and the following thresholds per region."""
    slates, regions = scenario.slates, scenario.regions
    stream = numbers(scenario.seed, draw, "assumptions")
    national = normal(stream, len(slates))
    regional = normal(stream, len(slates) * len(regions))
    (following,) = normal(stream, 1)
    slate_below = np.empty((len(regions), len(slates)), np.int64)
    for r in range(len(regions)):
        shares = [
            _shifted(
                slate.support[r],
                national[s] * slate.national_sd + regional[r * len(slates) + s] * slate.regional_sd,
                sd=math.hypot(slate.national_sd, slate.regional_sd),
            )
            for s, slate in enumerate(slates)
        ]
        slate_below[r] = thresholds(shares)
    members: list[int] = []
    starts = [0]
    for slate in slates:
        members += [
            c.index
            for c in scenario.election.candidates
            if c.slate == slate.name and c.index not in scenario.election.withdrawn
        ]
        starts.append(len(members))
    text = f"hustings-draw/1\n{scenario.seed}\n{draw}\nvoters".encode()
    ranking = scenario.ranking
    tables = kernel.Tables(
        seed=np.uint64(int.from_bytes(hashlib.sha256(text).digest()[:8], "big")),
        voters=np.array([region.voters for region in regions], np.int64),
        slate_below=slate_below,
        length_below=lengths_below(scenario),
        slate_only=np.array(
            [
                round((ranking.slate_only if s.slate_only is None else s.slate_only) * _FULL)
                for s in slates
            ],
            np.int64,
        ),
        retention=np.array([round(s.retention * _FULL) for s in slates], np.int64),
        affinity=np.array(
            [[round(weight * _WEIGHT) for weight in row] for row in ranking.affinity], np.int64
        ),
        members=np.array(members, np.int64),
        starts=np.array(starts, np.int64),
        weight=weights(scenario, draw),
    )
    threshold = np.array(
        [
            min(_FULL, max(0, round((share + following * scenario.following.sd) * _FULL)))
            if share
            else 0
            for share in scenario.following.share
        ],
        np.int64,
    )
    return tables, threshold


def thresholds(shares: tuple[float, ...] | list[float]) -> npt.NDArray[np.int64]:
    """Running totals of shares as thresholds of 2**32; the last takes in everything."""
    total = math.fsum(shares)
    running = 0.0
    below = []
    for share in shares:
        running += share
        below.append(round(running / total * _FULL))
    below[-1] = _FULL
    return np.array(below, np.int64)


def lengths_below(scenario: Scenario) -> npt.NDArray[np.int64]:
    """Thresholds of ballot lengths, a row a slate; a slate that says nothing has everybody's."""
    of_slate = [slate.lengths or scenario.ranking.lengths for slate in scenario.slates]
    longest = max(map(len, of_slate))
    below = np.full((len(of_slate), longest), _FULL, np.int64)
    for row, lengths in zip(below, of_slate, strict=True):
        row[: len(lengths)] = thresholds(lengths)
    return below


def weights(scenario: Scenario, draw: int) -> npt.NDArray[np.int64]:
    """How likely each candidate is to be picked within their slate, per region: 1 to 2**20."""
    ranking, candidates = scenario.ranking, scenario.election.candidates
    last = max(len(candidates) - 1, 1)
    luck = normal(numbers(scenario.seed, draw, "appeal"), len(candidates))
    plain = []
    for c in candidates:
        mates = sorted(
            (other for other in candidates if other.slate == c.slate),
            key=lambda other: (surname(other.name), other.index),
        )
        place = mates.index(c) / max(len(mates) - 1, 1)
        plain.append(
            ranking.appeal[c.index]
            * round(math.exp(ranking.appeal_sd * luck[c.index]), 9)  # see _shifted
            * ranking.position ** (1 - c.index / last)
            * ranking.alphabet ** (1 - place)
        )
    table = np.empty((len(scenario.regions), len(candidates)), np.int64)
    for r in range(len(scenario.regions)):
        pulled = [
            weight * (ranking.home_pull if scenario.home[c] == r else 1.0)
            for c, weight in enumerate(plain)
        ]
        highest = max(pulled)
        table[r] = [max(1, round(weight / highest * _WEIGHT)) for weight in pulled]
    return table


def surname(name: str) -> str:
    """The last word of a name, for alphabetical order."""
    return name.rsplit(maxsplit=1)[-1].casefold()


def _shifted(share: float, by: float, *, sd: float) -> float:
    """A share moved by about `by` on the scale of log-odds, so that it stays between 0 and 1.

    Over draws of `by` with standard deviation `sd` the mean stays about `share`: equal steps on
    that scale go further upwards than downwards where the share is small, which is taken off.
    """
    if share <= 0.0 or share >= 1.0 or sd == 0.0:
        return share
    slope = share * (1.0 - share)
    step = by / slope - (sd / slope) ** 2 * (0.5 - share)
    odds = share / (1.0 - share) * math.exp(min(40.0, max(-40.0, step)))
    # Nine places: no machine's last digit of exp can show.
    return round(odds / (1.0 + odds), 9)
