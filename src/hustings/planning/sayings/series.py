"""Series that several sayings have.

Knows how slates become points.
"""

from __future__ import annotations

from collections.abc import Callable

from hustings.planning.sayings.ground import Ground
from hustings.planning.sayings.model import NOTHING, Figure, Point, Series, Unit, Values


def by_slate(
    ground: Ground, what: str, unit: Unit, figure: Callable[[int], Figure], about: Values = NOTHING
) -> Series:
    """A point for each slate, in their order.

    Args:
        figure: by the slate's place.
    """
    points = []
    for place, side in enumerate(ground.sides):
        found = figure(place)
        points.append(Point(place, found.value, found.standard_error, side.name))
    return Series(what, unit, tuple(points), about)
