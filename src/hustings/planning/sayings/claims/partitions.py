"""Saying 7: "Allot candidates by the voter's surname", or by birth month, or last digit.

Those of ours who follow are given one of as many lists as we have names, each beginning with
another one, by the initial of their surname, the month of their birth or the last digit of their
number. Two readings: that this wins more than one order for all, and that it wins more than lists
by region. Beside the seats stand how large the parts are, how evenly our first preferences come
out, and how many voters are asked to begin with somebody from their own region.

Which voter has which initial is drawn by lot: it is taken to have nothing to do with how they vote.
Parts that are not even are in `parts`. That more people would follow who find a candidate of their
own region on top is not in the figures.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hustings.planning.drawing.electorate import numbers
from hustings.planning.plan.model import Sequence
from hustings.planning.sayings import parts
from hustings.planning.sayings.ballots import Ints
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import Measured, Row, millionths
from hustings.planning.sayings.model import (
    Figure,
    Point,
    Reading,
    Said,
    Series,
    Tested,
    Unit,
    Values,
    Verdict,
)
from hustings.planning.sayings.plans import (
    Group,
    by_region,
    groups,
    in_turn,
    order_of,
    rotations,
)
from hustings.planning.sayings.tallies import first_preferences
from hustings.planning.sayings.verdict import above, joined
from hustings.planning.search.start import Supply, home_first

NAME = "partitions"
LETTERS = tuple(parts.INITIALS.values())


class Way(NamedTuple):
    """A partition that is not one of places.

    Attributes:
        name: key.
        sizes: how often each value occurs.
        fitted: whether it is cut so that parts are about as large; else by the number of values.
    """

    name: str
    sizes: tuple[int, ...]
    fitted: bool

    def part_of(self, number: int) -> tuple[int, ...]:
        """The part of each value, of so many parts."""
        if self.fitted:
            return parts.by_size(self.sizes, number)
        return parts.by_number(len(self.sizes), number)


# The three that decide, and the alphabet cut by its letters as it should not be.
SURNAME = Way("surname", LETTERS, True)
MONTH = Way("month", parts.MONTHS, False)
DIGIT = Way("digit", parts.DIGITS, False)
BY_LETTER = Way("letters", LETTERS, False)
DECIDING = (SURNAME, MONTH, DIGIT)
WAYS = (*DECIDING, BY_LETTER)
UNASKED, ONE, REGIONS, HOME, TURN = "unasked", "one", "regions", "home", "turn"
# Of which it is said how even first preferences are.
EVEN = (ONE, REGIONS, TURN, SURNAME.name, BY_LETTER.name)


def has_regions(ground: Ground) -> bool:
    """Whether lists by region can be set beside."""
    scenario = ground.scenario
    return scenario is not None and len(scenario.regions) > 1 and scenario.lists > 1


def beside(ground: Ground) -> tuple[str, ...]:
    """What partitions are set beside."""
    return (UNASKED, ONE, REGIONS, HOME, TURN) if has_regions(ground) else (UNASKED, ONE, TURN)


def measure(ground: Ground, sample: Sample) -> Row:
    """Our seats, our most and fewest first preferences, and who begins at home, for each way."""
    if len(ground.team) < 2:
        return {}
    order = order_of(ground)
    group = next(groups(ground, sample))
    row: dict[str, int] = {}
    for name in (*beside(ground), *(way.name for way in WAYS)):
        which, lists = _lists(ground, sample, group, name, order)
        profile = group.ballots(which, lists)
        row[name] = int(sample.elected(profile)[list(order)].sum())
        votes = first_preferences(profile, len(ground.election.candidates))[list(order)]
        row[f"{name} most"] = millionths(int(votes.max()), int(votes.sum()))
        row[f"{name} fewest"] = millionths(int(votes.min()), int(votes.sum()))
        if has_regions(ground):
            row[f"{name} home"] = _at_home(ground, group, which, lists)
    for way in WAYS:
        for other in (ONE, REGIONS):
            if other in row:
                row[f"{way.name}-{other}"] = row[way.name] - row[other]
    return row


def _lists(
    ground: Ground, sample: Sample, group: Group, name: str, order: Sequence
) -> tuple[Ints, tuple[Sequence, ...]]:
    """Which list each of the group is given, and the lists."""
    lists = rotations(order)
    for way in WAYS:
        if way.name == name:
            luck = numbers(ground.seed, sample.number, f"partition {name}").integers(
                0, 2**32, size=group.asked.size
            )
            return parts.dealt(luck, way.sizes, way.part_of(len(lists))), lists
    if name == UNASKED:
        return np.full(group.asked.size, -1, np.int64), ()
    if name == ONE:
        return in_turn(group, 1), lists[:1]
    if name == TURN:
        return in_turn(group, len(lists)), lists
    scenario = ground.scenario
    assert scenario is not None
    number = min(scenario.lists, len(scenario.regions), len(lists))
    if name == REGIONS:
        return by_region(ground, group, number), lists[:number]
    support = scenario.slates[ground.asked].support
    expected = np.array(
        [
            region.voters * own * share
            for region, own, share in zip(
                scenario.regions, support, scenario.following.share, strict=True
            )
        ]
    )
    nothing = np.zeros(len(order))
    asked = home_first(scenario, order, Supply(expected, nothing, nothing), lists=number)
    return group.asked.region, asked


def _at_home(ground: Ground, group: Group, which: Ints, lists: tuple[Sequence, ...]) -> int:
    """Of the group in millionths: whose list begins with somebody from their own region."""
    assert ground.scenario is not None
    if not lists:
        return 0
    home = np.array([ground.scenario.home[names[0]] for names in lists])
    return millionths(int((home[which] == group.asked.region).sum()), group.asked.size)


def conclude(ground: Ground, measured: Measured) -> Tested:
    """Against one order, and against lists by region."""
    about: Values = {"slate": ground.name, "lists": len(ground.team)}
    if len(ground.team) < 2:
        alone = Reading("alone", (), Verdict.CANNOT_TELL, (Said("partitions_alone", about),), about)
        return Tested(NAME, ground.name, (alone,), Verdict.CANNOT_TELL, about=about)
    readings = [_against_one(ground, measured, about)]
    if has_regions(ground):
        readings.append(_against_regions(ground, measured, about))
    else:
        key = "partitions_one_region" if ground.scenario is not None else "partitions_no_regions"
        readings.append(
            Reading("against-regions", (), Verdict.CANNOT_TELL, (Said(key, about),), about)
        )
    assumed = [Said("partitions_initials"), Said("partitions_by_lot")]
    if has_regions(ground):
        assumed.append(Said("partitions_home"))
    if ground.scenario is None:
        assumed.append(Said("partitions_half", about))
    return Tested(
        NAME,
        ground.name,
        tuple(readings),
        joined(reading.verdict for reading in readings),
        tuple(assumed),
        (_series(ground, measured),),
        about,
    )


def _against_one(ground: Ground, measured: Measured, about: Values) -> Reading:
    deciding = _differences(measured, ONE)
    figures = [
        measured.level("seats_dealt", name, Unit.SEATS, asked=name)
        for name in (*beside(ground), *(way.name for way in WAYS))
    ]
    for way in WAYS:
        sizes = parts.part_sizes(way.sizes, way.part_of(len(ground.team)), len(ground.team))
        figures += [
            Figure("largest_part", max(sizes), None, Unit.SHARE, {"way": way.name}),
            Figure("smallest_part", min(sizes), None, Unit.SHARE, {"way": way.name}),
        ]
    for name in EVEN:
        if name not in (*beside(ground), *(way.name for way in WAYS)):
            continue
        figures += [
            measured.level("most_first", f"{name} most", Unit.SHARE, asked=name, slate=ground.name),
            measured.level(
                "fewest_first", f"{name} fewest", Unit.SHARE, asked=name, slate=ground.name
            ),
        ]
    verdict = joined(above(figure, 0.0) for figure in deciding)
    return Reading("against-one-order", (*deciding, *figures), verdict, (), about)


def _against_regions(ground: Ground, measured: Measured, about: Values) -> Reading:
    deciding = _differences(measured, REGIONS)
    home = [
        measured.level("at_home", f"{name} home", Unit.SHARE, asked=name)
        for name in (ONE, REGIONS, HOME, SURNAME.name)
    ]
    verdict = joined(above(figure, 0.0) for figure in deciding)
    return Reading("against-regions", (*deciding, *home), verdict, (), about)


def _differences(measured: Measured, other: str) -> list[Figure]:
    """Seats of each partition that decides, less those of what it is set against."""
    return [
        measured.level("more_seats", f"{way.name}-{other}", Unit.SEATS, way=way.name, against=other)
        for way in DECIDING
    ]


def _series(ground: Ground, measured: Measured) -> Series:
    points = []
    for place, name in enumerate((*beside(ground), *(way.name for way in WAYS))):
        found = measured.level("seats_dealt", name, Unit.SEATS)
        points.append(Point(place, found.value, found.standard_error, name))
    return Series("seats_dealt", Unit.SEATS, tuple(points), {"slate": ground.name}, "asked")
