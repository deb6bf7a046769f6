"""Saying 4: "It could be suicide to opt for less than nine": how many to stand.

In a scenario the most popular of those who could stand do, three of them, four and so on to as many
as there are seats, each time in the same draws; two readings, with followers asked to spread their
preferences evenly and with nobody asked for anything. Candidates of ballots that were cast can only
be left out, those with the fewest first preferences first; what more of them would have won the
ballots cannot say, and that reading stays open.

The claim is taken to be that fewer than the most cost half a seat or more, whatever their number;
where some numbers do and others do not, it depends on the number.
"""

from __future__ import annotations

from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import by_surname, no_advice
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import Measured, Row
from hustings.planning.sayings.model import (
    Point,
    Reading,
    Said,
    Series,
    Tested,
    Unit,
    Values,
    Verdict,
)
from hustings.planning.sayings.tallies import by_votes, first_preferences
from hustings.planning.sayings.verdict import REACH, below, joined
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import possible, with_team
from hustings.planning.trials.evaluate import estimate
from hustings.planning.trials.simulate import ballots, part, winners

NAME = "how-many"
# Smaller teams are not looked at where larger ones are possible.
LEAST = 3
COST = -0.5
ASKED, UNASKED, LEFT_OUT = "asked", "unasked", "left-out"


def sizes(ground: Ground) -> tuple[int, ...]:
    """How many stand, ascending; the last is the most."""
    if ground.scenario is None:
        most = len(ground.team)
    else:
        most = min(len(possible(ground.scenario)), ground.election.seats)
    return tuple(range(LEAST if most > LEAST else 1, most + 1))


def measure(ground: Ground, sample: Sample) -> Row:
    """Our seats with each number of candidates."""
    if ground.scenario is not None:
        return _standing(ground, ground.scenario, sample)
    assert ground.given is not None
    return _left_out(ground, ground.given, sample)


def _standing(ground: Ground, scenario: Scenario, sample: Sample) -> Row:
    """The electorate drawn for each number that stands, counted asked and unasked."""
    row: dict[str, int] = {}
    names = possible(scenario)
    for size in sizes(ground):
        teamed = with_team(scenario, names[:size])
        electorate = draw_electorate(teamed, sample.number)
        parts = part(teamed, electorate)
        for reading, plan in ((ASKED, by_surname(teamed)), (UNASKED, no_advice(teamed))):
            profile = ballots(teamed, plan, electorate, parts)
            elected = winners(teamed.election, profile, ground.rules, sample.lots)
            row[f"{reading} {size}"] = int(elected[list(teamed.team)].sum())
    return _less(ground, row)


def _left_out(ground: Ground, given: Sample, sample: Sample) -> Row:
    """The ballots counted without those of ours who have the fewest first preferences."""
    votes = first_preferences(given.profile, len(ground.election.candidates))
    order = by_votes(votes, ground.team)
    row: dict[str, int] = {}
    for size in sizes(ground):
        elected = sample.elected(withdrawn=order[size:])
        row[f"{LEFT_OUT} {size}"] = int(elected[list(ground.team)].sum())
    return _less(ground, row)


def _less(ground: Ground, seats: dict[str, int]) -> Row:
    """Seats, and with each number those less the seats with the most."""
    most = sizes(ground)[-1]
    less = {
        f"{name} less": number - seats[f"{name.split()[0]} {most}"]
        for name, number in seats.items()
    }
    return seats | less


def conclude(ground: Ground, measured: Measured) -> Tested:
    """Asked and unasked; or those who could be left out, and that nobody can be added."""
    tried = sizes(ground)
    about: Values = {"slate": ground.name, "most": tried[-1], "seats": ground.election.seats}
    more = Reading("more", (), Verdict.CANNOT_TELL, (Said("how_many_no_more", about),), about)
    if ground.scenario is not None:
        readings = [_reading(ground, measured, name) for name in (ASKED, UNASKED)]
        assumed = ["how_many_cost", "how_many_supporters", "how_many_popular"]
    else:
        readings = [_reading(ground, measured, LEFT_OUT)]
        assumed = ["how_many_cost", "how_many_left_out"]
    if tried[-1] < ground.election.seats:
        readings.append(more)
    return Tested(
        NAME,
        ground.name,
        tuple(readings),
        joined(reading.verdict for reading in readings),
        tuple(Said(key, about) for key in assumed),
        tuple(_series(measured, tried, reading.name) for reading in readings if reading.figures),
        about,
    )


def _reading(ground: Ground, measured: Measured, name: str) -> Reading:
    """Seats with each number, and less those with the most."""
    tried = sizes(ground)
    most = tried[-1]
    about: Values = {"slate": ground.name, "most": most}
    if len(tried) < 2:
        return Reading(name, (), Verdict.CANNOT_TELL, (Said("how_many_one", about),), about)
    fewer = [
        measured.level("fewer_seats", f"{name} {size} less", Unit.SEATS, number=size, most=most)
        for size in tried[:-1]
    ]
    seats = [
        measured.level("seats_with", f"{name} {size}", Unit.SEATS, number=size) for size in tried
    ]
    best, others = _best(measured, name, tried)
    reasons = [Said("how_many_best", {"best": best})]
    if others:
        reasons.append(Said("how_many_others", {"others": ", ".join(map(str, others))}))
    return Reading(
        name,
        (*fewer, *seats),
        joined(below(figure, COST) for figure in fewer),
        tuple(reasons),
        about,
    )


def _best(measured: Measured, name: str, tried: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """The number with most seats over the draws, the smallest of equals; and those not below it."""
    columns = {size: measured.column(f"{name} {size}") for size in tried}
    best = max(tried, key=lambda size: (int(columns[size].sum()), -size))
    others = []
    for size in tried:
        behind = estimate(columns[size] - columns[best])
        if size != best and behind.mean + REACH * behind.standard_error >= 0.0:
            others.append(size)
    return best, tuple(others)


def _series(measured: Measured, tried: tuple[int, ...], name: str) -> Series:
    points = []
    for size in tried:
        found = measured.level("seats_with", f"{name} {size}", Unit.SEATS)
        points.append(Point(size, found.value, found.standard_error))
    return Series("seats_with", Unit.SEATS, tuple(points), {"who": name})
