"""Saying 8: "If you rank only six your vote exhausts": how much is lost, and to whom it matters.

Six were as many as stood for the slate; so the question is put for as many names as the slate asked
for has candidates. Three readings: how many of the papers with no more names than that are
exhausted at the end, how much of their votes, and what it changes when all of the slate's voters
stop there, against the same voters going on to the end of the paper.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from hustings.planning.sayings.ballots import lengths
from hustings.planning.sayings.completed import completed
from hustings.planning.sayings.ground import NONE, Ground, Sample
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
from hustings.planning.sayings.series import by_slate
from hustings.planning.sayings.verdict import UNLIKELY, above, joined

NAME = "exhausted"
HALF = 0.5
_KINDS = ("papers", "weight")


def stop(ground: Ground) -> int:
    """After how many names the voters stop."""
    return len(ground.team)


def measure(ground: Ground, sample: Sample) -> Row:
    """One electorate: what is exhausted of it, and what stopping changes."""
    filled = completed(ground, sample, NONE)
    on = sample.elected(filled.profile)
    limit = np.full(len(filled.own), stop(ground))
    stopped = sample.elected(filled.until(limit))
    team = list(ground.team)
    others = np.ones(len(on), np.bool_)
    others[team] = False
    row = {
        "changed": int((on != stopped).any()),
        "own": int((on != stopped)[team].any()),
        "others": int((on != stopped)[others].any()),
    }
    for place, side in enumerate(ground.sides):
        seats = list(side.team)
        row[f"seats {place}"] = int(stopped[seats].sum()) - int(on[seats].sum())
    row |= _lost(ground, sample)
    return row


def _lost(ground: Ground, sample: Sample) -> Row:
    """Papers and votes that are exhausted at the end, whose, and stage by stage."""
    record, reach = sample.record, sample.reach
    if record is None or reach is None:
        return {}
    own = sample.slate == ground.asked
    short = own & (lengths(sample.profile) <= stop(ground))
    row = {"short": millionths(_papers(sample, short), _papers(sample, own))}
    groups = {"all": None, "slate": own, "short": short} | {
        f"side {place}": sample.slate == place for place in range(len(ground.sides))
    }
    for name, which in groups.items():
        papers, votes = reach.lost(which)
        of = sample.valid if which is None else _papers(sample, which)
        row[f"{name} papers"] = millionths(papers, of)
        row[f"{name} weight"] = millionths(votes, of * reach.scale)
    stages = record.stages
    row["stages"] = len(stages)
    before = stages[max(len(stages) - 2, 0)]
    row["before papers"] = millionths(before.non_transferable_papers, sample.valid)
    row["before weight"] = millionths(
        before.non_transferable - before.lost_to_fractions, sample.valid * reach.scale
    )
    for number in range(2 * len(ground.election.candidates) + 2):
        # Once a count is over, what it lost stays lost.
        stage = stages[min(number, len(stages) - 1)]
        gone = stage.non_transferable - stage.lost_to_fractions
        row[f"stage papers {number + 1}"] = millionths(stage.non_transferable_papers, sample.valid)
        row[f"stage weight {number + 1}"] = millionths(gone, sample.valid * reach.scale)
    return row


def _papers(sample: Sample, which: np.ndarray) -> int:
    return int(sample.profile.papers[which].sum())


def conclude(ground: Ground, measured: Measured) -> Tested:
    """All readings together."""
    about: Values = {"slate": ground.name, "k": stop(ground)}
    readings = (
        *(_gone(ground, measured, kind, about) for kind in _KINDS),
        _difference(ground, measured, about),
    )
    return Tested(
        NAME,
        ground.name,
        readings,
        joined(reading.verdict for reading in readings),
        (Said("exhausted_as_many", about), Said("exhausted_last"), Said("filled_order", about)),
        tuple(_series(ground, measured)),
        about,
    )


def _gone(ground: Ground, measured: Measured, kind: str, about: Values) -> Reading:
    """Of the slate's papers that stop there: how many are exhausted, or how much of their votes.

    It holds when that is more than half.
    """
    if not ground.gregory:
        return Reading(kind, (), Verdict.CANNOT_TELL, (Said("no_papers"),), about)
    short = measured.level("short", "short", Unit.SHARE, **about)
    more = tuple(
        measured.level(f"exhausted_{group}_{kind}", f"{group} {kind}", Unit.SHARE, **about)
        for group in ("slate", "all", "before")
    )
    if not measured.total("short"):
        nobody = (Said("exhausted_nobody", about),)
        return Reading(kind, (short, *more), Verdict.CANNOT_TELL, nobody, about)
    gone = measured.level(f"exhausted_{kind}", f"short {kind}", Unit.SHARE, **about)
    return Reading(kind, (gone, short, *more), above(gone, HALF), (), about)


def _difference(ground: Ground, measured: Measured, about: Values) -> Reading:
    """What it changes when all of them stop. It holds when a change is not unlikely."""
    if stop(ground) >= len(ground.election.standing) - 1:
        nothing = (Said("exhausted_all_named", about),)
        return Reading("difference", (), Verdict.CANNOT_TELL, nothing, about)
    facts = measured.fact("stopping_changes_here", "changed", Unit.FACT, **about)
    changed = measured.chance("stopping_changes", "changed", **about)
    seats: list[Figure] = [
        *measured.fact("stopping_seats_here", f"seats {ground.asked}", Unit.SEATS, **about),
        measured.mean("stopping_seats", f"seats {ground.asked}", Unit.SEATS, **about),
        measured.chance("stopping_own", "own", **about),
        measured.chance("stopping_others", "others", **about),
    ]
    verdict = joined(above(figure, UNLIKELY) for figure in (*facts, changed))
    return Reading("difference", (*facts, changed, *seats), verdict, (), about)


def _series(ground: Ground, measured: Measured) -> list[Series]:
    """Stage by stage; by slate; whom stopping gives seats or takes them from."""
    found = []
    if ground.gregory:
        if measured.given is None:
            last = int(measured.column("stages").max())
        else:
            last = measured.given["stages"]
        for kind in _KINDS:
            stages = (
                (stage, measured.level(kind, f"stage {kind} {stage}", Unit.SHARE))
                for stage in range(1, last + 1)
            )
            points = tuple(
                Point(stage, figure.value, figure.standard_error) for stage, figure in stages
            )
            found.append(Series(f"stage_{kind}", Unit.SHARE, points))
        for kind in _KINDS:
            lost = partial(_of_side, measured, kind)
            found.append(by_slate(ground, f"slates_{kind}", Unit.SHARE, lost))
    found.append(
        by_slate(
            ground,
            "gains",
            Unit.SEATS,
            lambda place: measured.mean("gains", f"seats {place}", Unit.SEATS),
        )
    )
    return found


def _of_side(measured: Measured, kind: str, place: int) -> Figure:
    return measured.level(kind, f"side {place} {kind}", Unit.SHARE)
