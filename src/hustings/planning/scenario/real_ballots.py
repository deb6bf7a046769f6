"""Real ballots that electorates can be drawn from: the rankings, by slate and region.

Knows how they are laid out so that a voter of a slate and a region is found by a number. Must not
know files (`ballots` reads them) or drawing (`drawing.resample`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class RealBallots:
    """The ballots of a real election, sorted by slate of the first preference, then region.

    Equal when the digest is: it covers everything below.

    Attributes:
        source: the files' names, for people.
        digest: `sha256:…` of the rankings and papers by region.
        names: candidates, in the order that the entries count them.
        papers: valid papers in all.
        blank: papers left out, on which not even the first preference is clear.
        cut: papers read only as far as they are clear: up to a rank that is left empty, shared, or
            given to somebody for the second time.
        starts, entries: int64[n + 1], int16: ranking i is `entries[starts[i]:starts[i + 1]]`.
        before: int64[n + 1], papers before each ranking.
        bounds: int64[slates, regions + 1]: rankings of slate s in region r are those from
            `bounds[s, r]` to `bounds[s, r + 1]`. One region where the files tell none apart.
    """

    source: str = field(compare=False)
    digest: str
    names: tuple[str, ...] = field(compare=False)
    papers: int = field(compare=False)
    blank: int = field(compare=False)
    cut: int = field(compare=False)
    starts: npt.NDArray[np.int64] = field(compare=False, repr=False)
    entries: npt.NDArray[np.int16] = field(compare=False, repr=False)
    before: npt.NDArray[np.int64] = field(compare=False, repr=False)
    bounds: npt.NDArray[np.int64] = field(compare=False, repr=False)

    def __post_init__(self) -> None:
        arrays: tuple[npt.NDArray[Any], ...] = (self.starts, self.entries, self.before, self.bounds)
        for array in arrays:
            array.flags.writeable = False

    def row(self, region: int) -> int:
        """Which column of `bounds` a region of the scenario has."""
        return region if self.bounds.shape[1] > 2 else 0

    def of(self, slate: int, region: int) -> int:
        """Papers of a slate in a region."""
        row = self.row(region)
        low, high = self.bounds[slate, row], self.bounds[slate, row + 1]
        return int(self.before[high] - self.before[low])
