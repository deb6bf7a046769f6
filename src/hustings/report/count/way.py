"""The way of one vote through a count, in phrases: stage by stage, and where its parts end.

Knows plain words for the places of `counting.journey`. `vote.js` beside it has the same words for
the page of a count, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.counting.journey import Place
from hustings.counting.record import CountRecord
from hustings.report.count.phrases import cited, figure
from hustings.report.count.sheet import names_of, sheet_of
from hustings.report.wording import listed

# A stage that has more of them to do with is named by their number.
_FEW = 6


class Row(NamedTuple):
    """A stage at which something happens to a vote: its number, what was done, the vote."""

    stage: str
    done: str
    vote: str


def rows(record: CountRecord, places: Sequence[Place]) -> tuple[tuple[Row, ...], str]:
    """The stages at which something happens, and a sentence on the others, empty for none."""
    what = done(record)
    found: list[Row] = []
    before: Place | None = None
    for place in places:
        if before is None or place[1:3] != before[1:3] or place[4:] != before[4:]:
            said = _happened(record, before, place)
            found.append(Row(str(place.stage), what[place.stage - 1], said))
        before = place
    still = len(places) - len(found)
    if not still:
        return tuple(found), ""
    at = "At one other stage" if still == 1 else f"At {still} other stages"
    return tuple(found), f"{at} nothing happens to it."


def done(record: CountRecord) -> list[str]:
    """What each stage did, with its clause."""
    return [
        (f"{column.action} {len(column.of)} candidates" if len(column.of) > _FEW else column.title)
        + cited(stage.clause)
        for column, stage in zip(sheet_of(record).columns, record.stages, strict=True)
    ]


def _happened(record: CountRecord, before: Place | None, place: Place) -> str:
    """What happened to the vote in a stage."""
    names = names_of(record)
    if not record.quota or record.stages[0].keep:
        return _shared(record, place)
    if before is None:
        return f"with {names[place.at or 0]} at {figure(place.value, record)}"
    if not place.moved:
        return f"stays with {names[place.at or 0]}; a part of it is non-transferable"
    left = dict(place.parts).get(before.at or 0, Fraction(0))
    stays = f"; {amount(left, record)} stays with {names[before.at or 0]}" if left else ""
    if place.at is not None:
        return f"to {names[place.at]} at {figure(place.value, record)}{stays}"
    gone = place.non_transferable - before.non_transferable
    nobody = f": {amount(gone, record)} is non-transferable" if gone else ""
    return f"no further preference for anybody who continues{nobody}{stays}"


def _shared(record: CountRecord, place: Place) -> str:
    """Who has which part of a vote that candidates share."""
    names = names_of(record)
    held = [f"{amount(part, record)} with {names[c]}" for c, part in place.parts]
    if place.non_transferable:
        held.append(f"{amount(place.non_transferable, record)} {_nobody(record)}")
    return ", ".join(held)


def end_said(end: Place, record: CountRecord, elected: Sequence[int]) -> str:
    """Where the parts of a vote are at the end, as the start of a sentence."""
    names = names_of(record)
    held = [
        f"{amount(part, record)} with {names[c]}, {'elected' if c in elected else 'not elected'}"
        for c, part in end.parts
    ]
    if end.non_transferable:
        held.append(f"{amount(end.non_transferable, record)} {_nobody(record)}")
    if end.lost_to_fractions:
        held.append(f"{amount(end.lost_to_fractions, record)} lost to fractions")
    return "At the end: " + "; ".join(held)


def helped(end: Place, record: CountRecord, elected: Sequence[int]) -> str:
    """Whom of those elected a vote helped, in a sentence."""
    names = names_of(record)
    theirs = [(c, part) for c, part in end.parts if c in elected]
    if not theirs:
        return "Nobody who is elected has a part of it."
    part = sum(part for _, part in theirs)
    rest = sum(part for c, part in end.parts if c not in elected)
    all_of_it = not (rest or end.non_transferable or end.lost_to_fractions)
    whole = "it" if record.quota else "its votes"
    share = f"all of {whole}" if all_of_it else f"{amount(Fraction(part), record)} of {whole}"
    are = "is" if len(theirs) == 1 else "are"
    return f"It helped {listed([names[c] for c, _ in theirs])}, who {are} elected, with {share}."


def amount(part: Fraction, record: CountRecord) -> str:
    """A part of a vote, in units, to the record's places; less than the smallest is said so."""
    units = round(part)
    if part and not units:
        return f"less than {figure(1, record)}"
    return figure(units, record)


def _nobody(record: CountRecord) -> str:
    return "non-transferable" if record.quota else "not given"
