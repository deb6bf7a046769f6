"""Saying 1: "Preferences beyond 12 or so are unlikely to have any material impact."

Two readings: everybody stops at so many names, or the voters of one slate do. For each number of
names the count is made again, and every seat is compared; and in the count of the whole ballots it
is seen how many papers came to a name beyond, and what they were still worth there. Where fewer
than thirteen stand the saying is put for as many names as there are places.

"Unlikely" is a chance of less than one in three.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.planning.sayings.ballots import Bools, cut, lengths
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
    Verdict,
)
from hustings.planning.sayings.verdict import UNLIKELY, below, joined

NAME = "beyond"
CLAIMED = 12
# Every number up to the claim; then fewer, since little changes there.
_COARSE = (15, 20, 30, 50, 75)


class _Who(NamedTuple):
    """Whose ballots are cut: a reading."""

    name: str
    all: bool


WHO = (_Who("everybody", True), _Who("slate", False))


def cuts(ground: Ground) -> tuple[int, ...]:
    """Where ballots are cut, ascending: below the number of names that anybody could write."""
    standing = len(ground.election.standing)
    return tuple(k for k in (*range(1, CLAIMED + 1), *_COARSE) if k < standing)


def claimed(ground: Ground) -> int:
    """How many names the saying is tested for: twelve, or where fewer stand, the places."""
    enough = CLAIMED in cuts(ground)
    return CLAIMED if enough else ground.election.seats


def measure(ground: Ground, sample: Sample) -> Row:
    """One electorate, whole and cut."""
    row: dict[str, int] = {}
    for who in WHO:
        which = None if who.all else sample.slate == ground.asked
        row |= {f"{who.name} {key}": value for key, value in _cut(ground, sample, which).items()}
    return row


def _cut(ground: Ground, sample: Sample, which: Bools | None) -> Row:
    """What cutting these ballots changes, and what they reach beyond."""
    row: dict[str, int] = {"settled": 1}
    whole = sample.winners
    profile, marked = sample.profile, which
    places = cuts(ground)
    for k in reversed(places):
        # Shorter and shorter: names that are gone need not be looked at again.
        longer = lengths(profile) > k
        own = longer if marked is None else longer & marked
        changed = whole
        if own.any():
            profile = cut(profile, k, own)
            changed = sample.elected(profile)
        differ = changed != whole
        row[f"changed {k}"] = int(differ.any())
        row[f"seats {k}"] = int(changed[list(ground.team)].sum() - whole[list(ground.team)].sum())
        row[f"longer {k}"] = millionths(
            int(sample.profile.papers[_longer(sample, k, which)].sum()), _papers(sample, which)
        )
        if differ.any() and row["settled"] == 1:
            row["settled"] = k + 1
    if sample.reach is not None and places:
        papers, votes = sample.reach.beyond(places[-1], which)
        scale = sample.reach.scale
        for k in places:
            row[f"papers {k}"] = millionths(int(papers[k]), int(papers[0]))
            row[f"weight {k}"] = millionths(int(votes[k]), int(papers[0]) * scale)
    return row


def _longer(sample: Sample, k: int, which: Bools | None) -> Bools:
    longer: Bools = lengths(sample.profile) > k
    return longer if which is None else longer & which


def _papers(sample: Sample, which: Bools | None) -> int:
    papers = sample.profile.papers
    return int(papers.sum() if which is None else papers[which].sum())


def conclude(ground: Ground, measured: Measured) -> Tested:
    """Both readings; the claim is that of the first twelve names."""
    readings = tuple(_reading(ground, measured, who) for who in WHO)
    assumed = [Said("beyond_unlikely"), Said("beyond_looked")]
    if len(ground.election.standing) > CLAIMED + 1:
        assumed.append(Said("beyond_tried", {"most": CLAIMED}))
    return Tested(
        NAME,
        ground.name,
        readings,
        joined(reading.verdict for reading in readings),
        tuple(assumed),
        tuple(_series(ground, measured)),
        {"slate": ground.name},
    )


def _reading(ground: Ground, measured: Measured, who: _Who) -> Reading:
    about = {"slate": ground.name}
    settled = measured.level("settled", f"{who.name} settled", Unit.NAMES)
    if ground.source == "ballots":
        settled = settled._replace(standard_error=None)
    k = claimed(ground)
    standing = len(ground.election.standing)
    if k not in cuts(ground):
        few = Said("beyond_few", {"standing": standing})
        return Reading(who.name, (settled,), Verdict.CANNOT_TELL, (few,), about)
    fewer = Said("beyond_fewer", {"standing": standing, "k": k, "claimed": CLAIMED})
    changed = measured.chance("changed", f"{who.name} changed {k}", k=k)
    facts = measured.fact("changed_here", f"{who.name} changed {k}", k=k)
    more: list[Figure] = [
        *measured.fact("seats_here", f"{who.name} seats {k}", Unit.SEATS, k=k, slate=ground.name),
        measured.mean("seats_changed", f"{who.name} seats {k}", Unit.SEATS, k=k, slate=ground.name),
        settled,
        measured.level("longer", f"{who.name} longer {k}", Unit.SHARE, k=k),
    ]
    if ground.gregory:
        more += [
            measured.level("papers_beyond", f"{who.name} papers {k}", Unit.SHARE, k=k),
            measured.level("weight_beyond", f"{who.name} weight {k}", Unit.SHARE, k=k),
        ]
    verdict = joined(below(figure, UNLIKELY) for figure in (*facts, changed))
    reasons = () if k == CLAIMED else (fewer,)
    return Reading(who.name, (*facts, changed, *more), verdict, reasons, about)


def _series(ground: Ground, measured: Measured) -> list[Series]:
    """By the number of names: how often a seat changes, what still comes to a name beyond."""
    found = []
    kinds = ["changed", "longer", *(["papers", "weight"] if ground.gregory else [])]
    for who in WHO:
        for kind in kinds:
            chance = kind == "changed"
            points = []
            for k in cuts(ground):
                name = f"{who.name} {kind} {k}"
                figure = (
                    measured.chance(kind, name)
                    if chance
                    else measured.level(kind, name, Unit.SHARE)
                )
                points.append(Point(k, figure.value, figure.standard_error))
            unit = Unit.CHANCE if chance else Unit.SHARE
            found.append(Series(kind, unit, tuple(points), {"who": who.name}))
    return found
