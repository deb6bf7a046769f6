"""How many will have voted in the end, from those who have so far: a guess with its error.

Knows numbers and how elections by e-mail run. Must not know the database. Nothing is decided by it.

The model says which share of all who vote in the end do so in each interval between two counts:
many at first and fewer later, by a power (`bend`) of the time that has gone and by a part of those
who are left (`fade`); more in the two days after a reminder (`push`) and on the last day (`rush`).
None of the four is known: every combination from a grid is tried, and weighed by how well it fits
the intervals so far. Days stray from any such
curve: shares are a draw from Dirichlet's distribution around it, as if `STEADY` voters in all chose
their interval by it, however many there are. A share that is reached with n votes makes n / share
the end. Mails that
are still to be sent are no part of it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import exp, expm1, lgamma
from typing import NamedTuple

# As if so many voters chose their interval by the curve: days are further from it than chance.
STEADY = 40.0
BENDS = (0.3, 0.45, 0.6, 0.8, 1.0, 1.2)
FADES = (0.0, 1.0, 2.0, 3.5, 5.0)
PUSHES = (0.0, 1.0, 2.0)
RUSHES = (0.0, 1.0, 2.0)
# In elections that run as the model says, so many ends in a hundred are between the bounds.
HOLDS = 80
# With fewer votes or counts a guess would be none.
LEAST_VOTES = 30
LEAST_COUNTS = 2
_DRAWS = 2_000


class Calendar(NamedTuple):
    """The time of a poll, 0 where it opens and 1 where it closes.

    Attributes:
        counts: when votes were counted, each later than the one before.
        reminders: when reminders were sent.
        day: how long a day is.
    """

    counts: tuple[float, ...]
    reminders: tuple[float, ...]
    day: float


class Forecast(NamedTuple):
    """How many will have voted in the end, the bounds included."""

    least: int
    likely: int
    most: int


class Curve(NamedTuple):
    """How votes come in: see the module."""

    bend: float
    fade: float
    push: float
    rush: float


CURVES = tuple(Curve(*values) for values in product(BENDS, FADES, PUSHES, RUSHES))


@lru_cache(maxsize=len(CURVES) * 4)
def shares(curve: Curve, calendar: Calendar) -> tuple[float, ...]:
    """The share of all votes in each interval up to a count, and last in the time that is left."""
    pushed = [(at, min(1.0, at + 2 * calendar.day)) for at in calendar.reminders]
    last_day = max(0.0, 1.0 - calendar.day)
    marks = sorted({0.0, 1.0, last_day, *calendar.counts, *(at for span in pushed for at in span)})
    ends = (*calendar.counts, 1.0)
    found = [0.0] * len(ends)
    for start, end in pairwise(marks):
        weight = _come(curve, end) - _come(curve, start)
        weight *= 1.0 + curve.push * sum(a <= start and end <= b for a, b in pushed)
        weight *= 1.0 + curve.rush * (start >= last_day)
        found[next(place for place, at in enumerate(ends) if end <= at)] += weight
    whole = sum(found)
    return tuple(one / whole for one in found)


def _come(curve: Curve, at: float) -> float:
    """In proportion to the votes that have come at a time, without reminders and the last day."""
    gone: float = at**curve.bend
    return -expm1(-curve.fade * gone) / curve.fade if curve.fade else gone


def forecast(votes: Sequence[int], calendar: Calendar, entitled: int) -> Forecast | None:
    """The end, from how many had voted at each count; None where it is too early for one.

    Args:
        votes: in all, at each of the calendar's counts.
        entitled: how many may vote: no more can.
    """
    if len(votes) < LEAST_COUNTS or votes[-1] < LEAST_VOTES:
        return None
    new = [after - before for before, after in pairwise((0, *votes))]
    tried = [shares(curve, calendar) for curve in CURVES]
    fits = [_fit(new, expected[:-1]) for expected in tried]
    best = max(fits)
    # The same guess for the same numbers.
    chance = random.Random(f"turnout {list(votes)} {entitled}")
    drawn = chance.choices(tried, [exp(fit - best) for fit in fits], k=_DRAWS)
    ends = sorted(
        min(entitled, max(votes[-1], round(votes[-1] / max(1e-9, _reached(expected, chance)))))
        for expected in drawn
    )
    outside = (100 - HOLDS) * _DRAWS // 200
    return Forecast(ends[outside], ends[_DRAWS // 2], ends[-1 - outside])


def _reached(expected: Sequence[float], chance: random.Random) -> float:
    """A draw of the share of all votes that came up to the last count."""
    left = expected[-1]
    return chance.betavariate(STEADY * (1.0 - left), STEADY * left) if left > 0.0 else 1.0


def _fit(new: Sequence[int], expected: Sequence[float]) -> float:
    """The logarithm of how likely these intervals are, given how many votes they have together."""
    votes, weight = sum(new), STEADY * sum(expected)
    found = lgamma(weight) - lgamma(votes + weight)
    for count, share in zip(new, expected, strict=True):
        found += lgamma(count + STEADY * share) - lgamma(STEADY * share)
    return found
