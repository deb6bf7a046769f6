"""What a saying measured, draw by draw, and the figures that come of it.

Knows how rows of whole numbers become estimates. Electorates drawn from a scenario are a sample of
what could come: a figure is their mean. Real ballots are what came: a figure is theirs, and drawing
as many papers again from them shows how much luck is in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.planning.plan.evaluation import Estimate
from hustings.planning.sayings.model import Figure, Unit, Values
from hustings.planning.sayings.verdict import REACH
from hustings.planning.trials.evaluate import estimate

# What one saying counted in one electorate, by name.
Row = Mapping[str, int]

# Shares are counted in millionths, so that rows are whole numbers and no machine's summing shows.
MILLION = 10**6


def millionths(part: int, whole: int) -> int:
    """`part` of `whole` in millionths, rounded down; of nothing, none."""
    return part * MILLION // whole if whole else 0


def widening(draws: int) -> float:
    """By how much an error from few draws is too small, its own size being unsure.

    Student's t with one degree of freedom fewer than there are draws, against the normal 1.96: by
    the first terms of its expansion, 1.068 for 20 draws (Abramowitz and Stegun, 26.7.5).
    """
    z, few = REACH, draws - 1
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return 1 + (first / few + second / few**2 + third / few**3) / z


class Measured(NamedTuple):
    """Rows with the same names.

    Attributes:
        drawn: a row for each draw, at least two.
        given: the row of the ballots as they are; None for a scenario.
    """

    drawn: Sequence[Row]
    given: Row | None = None

    def column(self, name: str) -> npt.NDArray[np.int64]:
        """One number of every draw."""
        return np.array([row[name] for row in self.drawn], np.int64)

    def chance(self, what: str, name: str, **about: str | int | float) -> Figure:
        """How often something happens, or how many on average, over the draws."""
        return _figure(what, estimate(self.column(name)), Unit.CHANCE, about)

    def mean(self, what: str, name: str, unit: Unit, **about: str | int | float) -> Figure:
        """The mean over the draws, of ballots as of a scenario."""
        return self.chance(what, name, **about)._replace(unit=unit)

    def level(self, what: str, name: str, unit: Unit, **about: str | int | float) -> Figure:
        """How large something is: the mean over the draws, or in the ballots as they are.

        The error of real ballots' figure is how far it moves when as many papers are drawn again.
        A SHARE is counted in millionths, and its error widened for few draws: what whole steps add
        to that of other figures is nothing beside a million.
        """
        scale = MILLION if unit is Unit.SHARE else 1
        found = estimate(self.column(name))
        if unit is Unit.SHARE:
            wider = found.standard_error * widening(len(self.drawn))
            found = found._replace(standard_error=wider)
        if self.given is not None:
            spread = found.standard_error * math.sqrt(len(self.drawn))
            found = Estimate(self.given[name], spread)
        found = Estimate(found.mean / scale, found.standard_error / scale)
        return _figure(what, found, unit, about)

    def total(self, name: str) -> int:
        """Over all draws, and the ballots as they are."""
        return int(self.column(name).sum()) + (self.given[name] if self.given else 0)

    def fact(
        self, what: str, name: str, unit: Unit = Unit.FACT, **about: str | int | float
    ) -> tuple[Figure, ...]:
        """What is so in the ballots as they are: one exact figure, and none for a scenario."""
        if self.given is None:
            return ()
        scale = MILLION if unit is Unit.SHARE else 1
        return (Figure(what, self.given[name] / scale, None, unit, about),)


def _figure(what: str, found: Estimate, unit: Unit, about: Values) -> Figure:
    return Figure(what, found.mean, found.standard_error, unit, about)
