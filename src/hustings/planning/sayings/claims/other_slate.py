"""Saying 3: "Putting another slate's six above ours risks losing a seat we could have won."

A share of our voters put all candidates of another slate first, and then rank as they would have.
What that does to the seats of both slates is set against the same electorate without it. The slate
that decides is the one that our voters turn to most when they leave ours: they put its names in
mixed order, each beginning with another one, or all in that slate's one order. The other large
slates are tried in mixed order.

A "risk" is a chance of one in six or more.
"""

from __future__ import annotations

import numpy as np

from hustings.planning.plan.model import Sequence
from hustings.planning.sayings.ballots import Ints
from hustings.planning.sayings.ground import NONE, Ground, Sample
from hustings.planning.sayings.listed import asking, papers_of, share_of
from hustings.planning.sayings.measured import Measured, Row
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
from hustings.planning.sayings.tallies import by_side, by_votes, first_preferences, turned
from hustings.planning.sayings.verdict import RISK, above, joined

NAME = "other-slate"
# Per cent of our voters who do it.
SHARES = (10, 50, 100)
# "mixed": each begins with another name; "one": all in the same order.
ORDERS = ("mixed", "one")
# Slates that are tried at most.
MOST = 4


def rivals(ground: Ground) -> tuple[int, ...]:
    """Slates that are put above ours: the nearest first, then the largest of two names or more.

    Candidates who stand for themselves are no slate.
    """
    others = [
        place
        for place, side in enumerate(ground.sides)
        if place != ground.asked and side.team and not side.alone
    ]
    if not others:
        return ()
    first = _nearest(ground, others)
    rest = [place for place in others if place != first and len(ground.sides[place].team) > 1]
    rest.sort(key=lambda place: (-ground.sides[place].size, place))
    return (first, *rest)[:MOST]


def _nearest(ground: Ground, others: list[int]) -> int:
    """The slate that most of our voters turn to when they leave ours."""
    if ground.scenario is not None:
        turns = list(ground.scenario.ranking.affinity[ground.asked])
    else:
        assert ground.given is not None
        turns = _turns(ground, ground.given).tolist()
    return max(others, key=lambda place: (turns[place], ground.sides[place].size, -place))


def _turns(ground: Ground, sample: Sample) -> Ints:
    """Our voters by the slate of the first name on their ballots that is not ours."""
    profile = sample.profile
    slate = ground.slate_of[profile.entries]
    ranking = np.repeat(np.arange(profile.distinct), np.diff(profile.starts))
    left = (slate != ground.asked) & (slate != NONE) & (sample.slate == ground.asked)[ranking]
    rows, first = np.unique(ranking[left], return_index=True)
    turns = np.zeros(len(ground.sides), np.int64)
    np.add.at(turns, slate[left][first], profile.papers[rows])
    return turns


def measure(ground: Ground, sample: Sample) -> Row:
    """Seats that we and they gain, for each other slate, order and share."""
    before = by_side(ground, sample.winners)
    votes = first_preferences(sample.profile, len(ground.election.candidates))
    ours = papers_of(sample.profile, sample.slate == ground.asked)
    row: dict[str, int] = {}
    tried = rivals(ground)
    for rival in tried:
        theirs = by_votes(votes, ground.sides[rival].team)
        for order in _orders(tried, rival):
            tops: list[Sequence] = [theirs]
            if order == "mixed":
                tops = [turned(theirs, k) for k in range(len(theirs))]
            for share in SHARES:
                asked = asking(sample.profile, share_of(ours, share / 100))
                profile = asked.ballots(np.arange(asked.size) % len(tops), tops)
                after = by_side(ground, sample.elected(profile))
                change = [new - old for new, old in zip(after, before, strict=True)]
                name = _name(rival, order, share)
                row[f"{name} ours"] = change[ground.asked]
                row[f"{name} theirs"] = change[rival]
                row[f"{name} lost"] = int(change[ground.asked] < 0)
    return row


def _orders(tried: tuple[int, ...], rival: int) -> tuple[str, ...]:
    return ORDERS if rival == tried[0] else ORDERS[:1]


def _name(rival: int, order: str, share: int) -> str:
    return f"{rival} {order} {share}"


def conclude(ground: Ground, measured: Measured) -> Tested:
    """A reading for each share of our voters."""
    tried = rivals(ground)
    about = {"slate": ground.name}
    if not tried:
        alone = Reading("nobody", (), Verdict.CANNOT_TELL, (Said("other_slate_none"),), about)
        return Tested(NAME, ground.name, (alone,), Verdict.CANNOT_TELL, about=about)
    about = {"slate": ground.name, "other": ground.sides[tried[0]].name}
    readings = tuple(_reading(ground, measured, tried, share) for share in SHARES)
    return Tested(
        NAME,
        ground.name,
        readings,
        joined(reading.verdict for reading in readings),
        (Said("other_slate_risk"), Said("other_slate_rest", about)),
        tuple(_series(ground, measured, rival) for rival in tried),
        about,
    )


def _reading(ground: Ground, measured: Measured, tried: tuple[int, ...], share: int) -> Reading:
    """By the nearest slate; the others' figures stand behind."""
    deciding: list[Figure] = []
    figures: list[Figure] = []
    for rival in tried:
        other = ground.sides[rival].name
        for order in _orders(tried, rival):
            name = _name(rival, order, share)
            about: Values = {"slate": ground.name, "other": other, "order": order}
            if rival == tried[0]:
                deciding += [
                    *measured.fact("lost_here", f"{name} lost", Unit.FACT, **about),
                    measured.chance("lost", f"{name} lost", **about),
                ]
            figures += [
                measured.level("ours_gained", f"{name} ours", Unit.SEATS, **about),
                measured.level("theirs_gained", f"{name} theirs", Unit.SEATS, **about),
            ]
    verdict = joined(above(figure, RISK) for figure in deciding)
    return Reading(
        f"share-{share}",
        (*deciding, *figures),
        verdict,
        (),
        {"slate": ground.name, "other": ground.sides[tried[0]].name, "share": share / 100},
    )


def _series(ground: Ground, measured: Measured, rival: int) -> Series:
    """Our seats against the share of our voters, each beginning with another of their names."""
    points = [Point(0.0, 0.0, 0.0)]
    for share in SHARES:
        name = f"{_name(rival, ORDERS[0], share)} ours"
        found = measured.level("ours_gained", name, Unit.SEATS)
        points.append(Point(share / 100, found.value, found.standard_error))
    return Series(
        "ours_gained",
        Unit.SEATS,
        tuple(points),
        {"slate": ground.name, "other": ground.sides[rival].name},
    )
