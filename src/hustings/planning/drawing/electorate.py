"""Electorates drawn from a scenario: the same draw for every plan that is compared.

Knows how a scenario's shares and their uncertainty become the integer tables of one draw. Must not
know plans; following is in `kernel`.

The uncertainty of a draw is taken from sums of twelve uniform numbers less six (mean 0, standard
deviation 1, never beyond 6), which need nothing but addition and so are the same on any machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hustings.planning.drawing import kernel
from hustings.planning.scenario.assumptions import shares_of_followers
from hustings.planning.scenario.model import Scenario

_FULL = 2**32
# The golden section of 2**64: its multiples lie evenly in any run of draws, however short.
_GOLDEN = 0x9E3779B97F4A7C15
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


def tables_of(scenario: Scenario, draw: int) -> tuple[kernel.Tables, npt.NDArray[np.int64]]:
    """The integer tables of a draw, and the following thresholds per region."""
    slates, ranking = scenario.slates, scenario.ranking
    stream = numbers(scenario.seed, draw, "assumptions")
    below = slate_below(scenario, stream)
    (following,) = normal(stream, 1)
    habits = normal(numbers(scenario.seed, draw, "habits"), 2 * len(slates))
    text = f"hustings-draw/1\n{scenario.seed}\n{draw}\nvoters".encode()
    members, columns, starts = _members(scenario)
    tables = kernel.Tables(
        seed=np.uint64(int.from_bytes(hashlib.sha256(text).digest()[:8], "big")),
        voters=_turnout(scenario, draw),
        expected=_integers(region.voters for region in scenario.regions),
        slate_below=below,
        length_below=lengths_below(scenario),
        slate_only=_integers(
            _moved(
                ranking.slate_only if slate.slate_only is None else slate.slate_only,
                habits[len(slates) + s] * slate.slate_only_sd,
            )
            for s, slate in enumerate(slates)
        ),
        retention=_integers(
            _moved(slate.retention, habits[s] * slate.retention_sd)
            for s, slate in enumerate(slates)
        ),
        affinity=np.array(
            [[round(weight * _WEIGHT) for weight in row] for row in ranking.affinity], np.int64
        ),
        members=_integers(members),
        columns=_integers(columns),
        starts=_integers(starts),
        weight=weights(scenario, draw),
        overlapping=scenario.overlapping,
    )
    return tables, following_below(scenario, draw, following)


def following_below(scenario: Scenario, draw: int, luck: float = 0.0) -> npt.NDArray[np.int64]:
    """Per region, the threshold below which a voter of the planned slate follows.

    Args:
        luck: of the draw, in standard deviations.
    """
    even = scenario.following.even
    if even is not None:
        share = even[0] + (even[1] - even[0]) * (draw * _GOLDEN % 2**64) / 2**64
        return _integers(_moved(one, 0.0) for one in shares_of_followers(scenario, share))
    return _integers(
        _moved(share, luck * scenario.following.sd) if share else 0
        for share in scenario.following.share
    )


def slate_below(scenario: Scenario, stream: np.random.Generator) -> npt.NDArray[np.int64]:
    """Per region, the thresholds of the slates, support being moved by what is unsure of it."""
    slates = scenario.slates
    national = normal(stream, len(slates))
    regional = normal(stream, len(slates) * len(scenario.regions))
    below = np.empty((len(scenario.regions), len(slates)), np.int64)
    for r in range(len(below)):
        shares = [
            _shifted(
                slate.support[r],
                national[s] * slate.national_sd + regional[r * len(slates) + s] * slate.regional_sd,
                sd=math.hypot(slate.national_sd, slate.regional_sd),
            )
            for s, slate in enumerate(slates)
        ]
        below[r] = thresholds(shares)
    return below


def _turnout(scenario: Scenario, draw: int) -> npt.NDArray[np.int64]:
    """How many vote in each region, at least one."""
    luck = normal(numbers(scenario.seed, draw, "turnout"), len(scenario.regions))
    return _integers(
        max(1, round(region.voters * (1.0 + luck[r] * region.turnout_sd)))
        for r, region in enumerate(scenario.regions)
    )


def _members(scenario: Scenario) -> tuple[list[int], list[int], list[int]]:
    """Standing candidates slate by slate, their columns of weights, and where each slate begins."""
    members: list[int] = []
    columns: list[int] = []
    starts = [0]
    further = _further(scenario)
    for s in range(len(scenario.slates)):
        own = scenario.members(s)
        members += own
        columns += [further.get((s, c), c) for c in own]
        starts.append(len(members))
    return members, columns, starts


def _further(scenario: Scenario) -> dict[tuple[int, int], int]:
    """The columns of those who stand for a slate that is not the first they are named for.

    They come after one column for each candidate.
    """
    pairs = [(s, c) for s, slate in enumerate(scenario.slates) for c in slate.shared]
    return {pair: column for column, pair in enumerate(pairs, len(scenario.election.candidates))}


def _integers(values: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.array(list(values), np.int64)


def _moved(share: float, by: float) -> int:
    """The threshold of a share that luck has moved, between never and always."""
    return min(_FULL, max(0, round((share + by) * _FULL)))


def thresholds(shares: tuple[float, ...] | list[float]) -> npt.NDArray[np.int64]:
    """Running totals of shares as thresholds of 2**32; the last takes in everything."""
    below = np.rint(np.cumsum(shares) / math.fsum(shares) * _FULL).astype(np.int64)
    below[-1] = _FULL
    return below


def lengths_below(scenario: Scenario) -> npt.NDArray[np.int64]:
    """Thresholds of ballot lengths, a row a slate; a slate that says nothing has everybody's."""
    of_slate = [slate.lengths or scenario.ranking.lengths for slate in scenario.slates]
    longest = max(map(len, of_slate))
    below = np.full((len(of_slate), longest), _FULL, np.int64)
    for row, lengths in zip(below, of_slate, strict=True):
        row[: len(lengths)] = thresholds(lengths)
    return below


def weights(scenario: Scenario, draw: int) -> npt.NDArray[np.int64]:
    """How likely each candidate is to be picked within their slate, per region: 1 to 2**20.

    A column for each candidate, then one for each further slate of somebody: it is the same but for
    the place by surname there.
    """
    ranking, candidates = scenario.ranking, scenario.election.candidates
    luck = normal(numbers(scenario.seed, draw, "appeal"), len(candidates))
    by_paper = _spread(scenario.election.standing)
    by_name = _by_surname(scenario)
    names = [slate.name for slate in scenario.slates]
    columns = [(names.index(c.slate), c.index) for c in candidates] + list(_further(scenario))
    plain = [
        ranking.appeal[c]
        * round(math.exp(ranking.appeal_sd * luck[c]), 9)  # see _shifted
        * ranking.position ** (1 - by_paper.get(c, 1.0))
        * ranking.alphabet ** (1 - by_name[s].get(c, 1.0))
        for s, c in columns
    ]
    regions = np.arange(len(scenario.regions))[:, None]
    home = np.array([scenario.home[c] for _, c in columns])
    pulled = np.where(home == regions, ranking.home_pull, 1.0) * plain
    highest = pulled.max(axis=1, keepdims=True)
    table: npt.NDArray[np.int64] = np.rint(pulled / highest * _WEIGHT).astype(np.int64)
    return np.maximum(table, 1)


def _by_surname(scenario: Scenario) -> list[dict[int, float]]:
    """Per slate, the places of those who stand by surname."""
    name = scenario.election.names
    return [
        _spread(sorted(scenario.members(s), key=lambda c: (surname(name[c]), c)))
        for s in range(len(scenario.slates))
    ]


def _spread(order: Sequence[int]) -> dict[int, float]:
    """Places in an order, from 0, the first, to 1, the last; 0 for whoever is alone."""
    last = max(len(order) - 1, 1)
    return {c: place / last for place, c in enumerate(order)}


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
