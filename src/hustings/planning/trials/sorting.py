"""Draws sorted by what the scenario is not sure of: how far it moves the seats.

Knows means over thirds of the draws and their errors.

Where a third ends is itself learnt from the draws, which moves its mean a little: by how much is
part of the error (as for a trimmed mean: the distance of the third's mean from the seats expected
at its end).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from hustings.planning.drawing.assumed import assumed
from hustings.planning.plan.evaluation import Estimate, Sorted, Unsure
from hustings.planning.scenario.model import Scenario

# Fewer draws have no thirds worth a mean.
LEAST = 12
# A difference smaller than this between thirds is no uncertainty.
_NOTHING = 1e-9

Seats = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


def values_of(scenario: Scenario, draws: Sequence[int]) -> dict[Unsure, Values]:
    """Where each draw stands in what the scenario is not sure of; empty with too few draws."""
    if len(draws) < LEAST or not scenario.team:
        return {}
    every = [assumed(scenario, draw) for draw in draws]
    told = {
        Unsure.SUPPORT: np.array([one.support for one in every]),
        Unsure.FOLLOWING: np.array([one.following for one in every]),
    }
    if scenario.ballots is None and len(scenario.team) > 1:
        told[Unsure.APPEAL] = np.array([one.appeal for one in every])
    return told


def sorted_by(seats: Seats, values: dict[Unsure, Values]) -> tuple[Sorted, ...]:
    """One plan's seats, a draw each, by thirds; what moves them most comes first.

    What is the same in every draw is left out.
    """
    rows = list(_each(seats, values))
    return tuple(sorted(rows, key=lambda one: -abs(one.swing.mean)))


def _each(seats: Seats, values: dict[Unsure, Values]) -> Iterator[Sorted]:
    for unsure, value in values.items():
        if float(np.ptp(value)) <= _NOTHING:
            continue
        order = np.argsort(value, kind="stable")
        yield thirds(unsure, seats[order], value[order])


def thirds(unsure: Unsure, seats: Seats, value: Values) -> Sorted:
    """The lowest third and the highest of draws in the order of `value`."""
    size = len(seats)
    third = size // 3
    low, low_end = _part(seats[:third], seats, third)
    high, high_end = _part(seats[size - third :], seats, size - third)
    # Both ends move together where luck has put many draws on one side.
    common = -(low.mean - low_end) * (high.mean - high_end) / size
    squares = low.standard_error**2 + high.standard_error**2 - 2 * common
    return Sorted(
        unsure,
        float(value[:third].mean()),
        float(value[size - third :].mean()),
        low,
        high,
        Estimate(high.mean - low.mean, math.sqrt(max(0.0, squares))),
    )


def _part(part: Seats, seats: Seats, end: int) -> tuple[Estimate, float]:
    """The mean of a part with its error, and the seats expected about its end."""
    size, number = len(seats), len(part)
    near = max(2, size // 10)
    about = seats[max(0, end - near) : end + near]
    total, squares = int(part.sum()), int((part**2).sum())
    mean, edge = total / number, int(about.sum()) / len(about)
    within = (number * squares - total * total + 2 * number) / (number * number * (number - 1))
    moved = (1 - number / size) * (mean - edge) ** 2 / number
    return Estimate(mean, math.sqrt(within + moved)), edge
