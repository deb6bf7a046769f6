"""Saying 9: "STV prevents one slate taking all places."

Two readings. As things stand: no slate takes all places, by these rules; beside it what the slates
would have by as many equal votes as there are places, from the same ballots. And at other shares:
even half of the voters do not give ours, with as many candidates as there are places, all of them;
the least share that does is looked for, by both rules.

The share is looked for in steps of ten per cent and then by halving the step in which all places
are won for the first time, on an electorate of at most 30,000 voters. On real ballots the papers of
our voters, and those of the others, are left out or repeated evenly. "Prevents" is a chance of less
than one in six.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from hustings.counting.law import find
from hustings.election.model import Election
from hustings.election.packed import PackedProfile
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.plan.model import rotated
from hustings.planning.sayings.ground import Ground, Sample
from hustings.planning.sayings.measured import MILLION, Measured, Row
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
from hustings.planning.sayings.moved import movable, with_share, with_support, with_voters
from hustings.planning.sayings.tallies import by_side
from hustings.planning.sayings.verdict import RISK, above, below, joined
from hustings.planning.search.size import possible, with_team
from hustings.planning.trials.simulate import ballots, part, winners

NAME = "sweep"
HALF = 0.5
EQUAL_VOTES = "block-vote"
# "stv" for the rules of the election, whatever they are.
STV, EQUAL = "stv", "equal"
BY = (STV, EQUAL)
STEPS = (30, 40, 50, 60, 70, 80, 90, 100)
# What the least share is called where not even all voters are enough.
NEVER = 101
VOTERS = 30_000


def team(ground: Ground) -> tuple[int, ...]:
    """Ours who would stand: as many as there are places, or as could."""
    if ground.scenario is None:
        return ground.team
    return possible(ground.scenario)[: ground.election.seats]


def enough(ground: Ground) -> bool:
    """Whether any slate stands as many as there are places, and others stand too."""
    return len(ground.election.standing) > ground.election.seats and any(
        len(side.team) >= ground.election.seats and not side.alone for side in ground.sides
    )


def too_few(ground: Ground) -> bool:
    """Whether ours has fewer candidates than there are places."""
    return len(team(ground)) < ground.election.seats


def measurable(ground: Ground) -> bool:
    """Whether ours could take all places at some share, and others have the rest."""
    if too_few(ground):
        return False
    if ground.scenario is not None:
        return movable(ground.scenario, (ground.asked,))
    assert ground.given is not None
    return both(ground, ground.given)


def both(ground: Ground, sample: Sample) -> bool:
    """Whether there are papers of our voters and of others."""
    return len({slate == ground.asked for slate in sample.slate.tolist()}) == 2


def measure(ground: Ground, sample: Sample) -> Row:
    """Seats as things stand by both rules, and ours at other shares."""
    row: dict[str, int] = {}
    rules = {STV: ground.rules, EQUAL: find(EQUAL_VOTES)}
    for by in BY:
        elected = winners(sample.election, sample.profile, rules[by], sample.lots)
        seats = by_side(ground, elected)
        row[f"{by} ours"] = seats[ground.asked]
        row[f"{by} all"] = int(
            any(
                won == ground.election.seats and not side.alone
                for won, side in zip(seats, ground.sides, strict=True)
            )
        )
    if not measurable(ground):
        return row
    electorate = cache(partial(_electorate, ground, sample))
    ours = list(team(ground))

    @cache
    def won(by: str, percent: int) -> int:
        election, profile = electorate(percent)
        return int(winners(election, profile, rules[by], sample.lots)[ours].sum())

    def takes_all(by: str, percent: int) -> bool:
        return won(by, percent) == ground.election.seats

    for by in BY:
        row |= {f"{by} won {percent}": won(by, percent) for percent in STEPS}
        found = least(partial(takes_all, by), STEPS)
        row[f"{by} least"] = found
        row[f"{by} never"] = int(found == NEVER)
    return row


def _electorate(ground: Ground, sample: Sample, percent: int) -> tuple[Election, PackedProfile]:
    """The electorate when ours has so many per cent of the voters."""
    if ground.scenario is None:
        assert ground.given is not None
        # Drawn again, the papers of a few voters may all be left out.
        there = sample if both(ground, sample) else ground.given
        ours = there.slate == ground.asked
        return there.election, with_share(there.profile, ours, percent / 100)
    moved = with_support(ground.scenario, {ground.asked: percent / 100})
    moved = with_team(with_voters(moved, VOTERS), team(ground))
    electorate = draw_electorate(moved, sample.number)
    profile = ballots(moved, rotated(moved), electorate, part(moved, electorate))
    return moved.election, profile


def least(takes_all: Callable[[int], bool], steps: tuple[int, ...]) -> int:
    """The least whole per cent with which a slate takes all, by halving below the first such step.

    Args:
        takes_all: asked of each step in turn, then of numbers between two; where one takes all,
            every larger one between the two is taken to.
        steps: ascending.

    Returns:
        NEVER where no step takes all.
    """
    low = 0
    for high in steps:
        if takes_all(high):
            break
        low = high
    else:
        return NEVER
    while high - low > 1:
        middle = (low + high) // 2
        if takes_all(middle):
            high = middle
        else:
            low = middle
    return high


def conclude(ground: Ground, measured: Measured) -> Tested:
    """As things stand, and at other shares."""
    about: Values = {
        "slate": ground.name,
        "number": len(team(ground)),
        "seats": ground.election.seats,
    }
    readings = []
    assumed = [Said("sweep_equal", about)]
    seats = [
        measured.level("seats_by", f"{by} ours", Unit.SEATS, by=by, slate=ground.name) for by in BY
    ]
    if enough(ground):
        readings.append(_now(measured, seats, about))
    if measurable(ground):
        readings.append(_shares(measured, seats, about))
        assumed.append(Said("sweep_looked", about))
        kind = "sweep_scenario" if ground.scenario is not None else "sweep_ballots"
        assumed.append(Said(kind, {**about, "voters": VOTERS}))
    else:
        few = Said("sweep_too_few" if too_few(ground) else "sweep_alone", about)
        readings.append(
            Reading("at-other-shares", tuple(seats), Verdict.CANNOT_TELL, (few,), about)
        )
    return Tested(
        NAME,
        ground.name,
        tuple(readings),
        joined(reading.verdict for reading in readings),
        tuple(assumed),
        tuple(_series(ground, measured, by) for by in BY) if measurable(ground) else (),
        about,
    )


def _now(measured: Measured, seats: list[Figure], about: Values) -> Reading:
    """Whether any slate has all places."""
    figures: list[Figure] = []
    for by in BY:
        figures += measured.fact("all_here", f"{by} all", by=by)
        figures.append(measured.chance("all_places", f"{by} all", by=by))
    verdict = joined(below(figure, RISK) for figure in figures if figure.about["by"] == STV)
    return Reading("as-they-stand", (*figures, *seats), verdict, (), about)


def _shares(measured: Measured, seats: list[Figure], about: Values) -> Reading:
    """The least share, by both rules."""
    figures = []
    for by in BY:
        # Counted in per cent, so that a step either way is one per cent.
        found = measured.level("least", f"{by} least", Unit.SHARE, by=by, **about)
        error = None if found.standard_error is None else found.standard_error * MILLION / 100
        figures.append(found._replace(value=found.value * MILLION / 100, standard_error=error))
    never = [measured.chance("never", f"{by} never", by=by, **about) for by in BY]
    verdict = above(figures[0], HALF)
    return Reading("at-other-shares", (*figures, *never, *seats), verdict, (), about)


def _series(ground: Ground, measured: Measured, by: str) -> Series:
    points = []
    for percent in STEPS:
        found = measured.level("seats_at", f"{by} won {percent}", Unit.SEATS)
        points.append(Point(percent / 100, found.value, found.standard_error))
    return Series("seats_at", Unit.SEATS, tuple(points), {"by": by, "slate": ground.name})
