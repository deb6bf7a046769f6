"""Who has how many first preferences, and which slates draw more than their size suggests.

Knows how support is measured by region and over many ballot papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hustings.planning.fit.tally import Contest, Tally, every

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Support:
    """First preferences by slate.

    Attributes:
        names: slates, most first preferences first.
        regions: (name, ballots); empty where nothing distinguishes any.
        shares: per slate, its share of first preferences in each region, or in all.
        where_standing: float[slates], its share on the ballot papers that it stands on.
    """

    names: tuple[str, ...]
    regions: tuple[tuple[str, int], ...]
    shares: tuple[tuple[float, ...], ...]
    where_standing: Floats


def support(contests: Sequence[Contest], tallies: Sequence[Tally]) -> Support:
    """Add up first preferences; several ballot papers are regions where their slates are equal."""
    by_region: dict[str, dict[str, float]] = {}
    total: dict[str, float] = {}
    cast: dict[str, float] = {}
    for number, (contest, seen) in enumerate(zip(contests, tallies, strict=True)):
        counts = seen.first.take(every())
        for name in contest.slates:
            total.setdefault(name, 0.0)
            cast[name] = cast.get(name, 0.0) + float(counts.sum())
        for (region, slate, _), count in zip(seen.first.keys.tolist(), counts, strict=True):
            name, where = contest.slates[slate], contest.regions[region]
            if not where and len(contests) > 1:
                where = contest.election.title or f"ballot paper {number + 1}"
            of = by_region.setdefault(where, {})
            of[name] = of.get(name, 0.0) + float(count)
            total[name] += float(count)
    names = tuple(sorted(total, key=lambda name: (-total[name], name)))
    regional = set(by_region) != {""} and all(
        set(contest.slates) == set(contests[0].slates) for contest in contests
    )
    regions = by_region if regional else {"": total}
    ballots = {where: sum(shares.values()) for where, shares in regions.items()}
    return Support(
        names=names,
        regions=tuple((where, int(ballots[where])) for where in regions) if regional else (),
        shares=tuple(
            tuple(regions[where].get(name, 0.0) / ballots[where] for where in regions)
            for name in names
        ),
        where_standing=np.array([total[name] / max(cast[name], 1.0) for name in names]),
    )


def multiples(weight: Floats, share: Floats) -> tuple[tuple[float, ...], ...]:
    """Weights of turning to each slate over its first preferences; over the other slates, by their
    size, 1 on average."""
    rows = []
    for slate in range(len(share)):
        others = np.arange(len(share)) != slate
        level = weight[slate][others].sum() / max(share[others].sum(), 1e-12)
        ratio = np.divide(weight[slate], share, out=np.zeros(len(share)), where=share > 0)
        rows.append(tuple((ratio / max(level, 1e-12)).tolist()))
    return tuple(rows)
