"""Turnout as it is noted: at the freeze, once a day while the poll is open, and at the close.

Knows how many have voted, by contest and group, and what of it was told. Must not know who: small
areas are counted together even here, so that no number and its day belong to one person.

A count at each cast would be one more row that the cast's transaction writes, and with it another
trace that joins voter and ballot. Once a day the marks in the roll are counted, while nobody casts,
so that the numbers are those of the heads that are signed at the same moment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform

from hustings.sealing.writing.canonical import canonical
from hustings.sealing.writing.framing import mac
from hustings.voting.config.model import AREA
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.office import log
from hustings.voting.domain.turnout import disclosure
from hustings.voting.domain.turnout.disclosure import Cell, Told
from hustings.voting.models import Document, Entitlement, Poll
from hustings.web.folder import Folder

DAY = timedelta(hours=24)
LOT = "hustings-turnout-lot/1"
NOTED = "turnout"
_TOLD = "turnout-told"


class Note(NamedTuple):
    """The groups of contests as they were at a moment.

    Attributes:
        at: the moment, in UTC.
        by: the column of the roll that groups are of.
        contests: of each contest its groups, those that are counted together last.
    """

    at: datetime
    by: str
    contests: Mapping[str, tuple[Cell, ...]]


def begin(by: str) -> None:
    """Fix the groups of every contest by the roll as it is sealed, in the caller's transaction.

    Args:
        by: a column of the roll.
    """
    sizes: dict[str, dict[str, int]] = {}
    for contest, area, _, entitled in _counted(by):
        sizes.setdefault(contest, {})[area] = entitled
    groups = {one: disclosure.groups(areas) for one, areas in sizes.items()}
    _keep(f"{NOTED}/{0:04d}", Note(now(), by, _cells(by, groups)))


def due() -> bool:
    """Whether a day of the open poll is over that was not noted yet."""
    last = log.last(NOTED) or log.last("open")
    return last is not None and now() >= last + DAY


def note(folder: Folder, before: Mapping[str, int], who: str) -> frozenset[str]:
    """Note how many have voted, in the caller's transaction, which holds every chain.

    Args:
        before: how many had voted when that was told last, by contest; nothing for never.

    Returns:
        The contests of which it may be told how many have voted.
    """
    if not notes():
        begin(AREA)  # sealed by a version that noted nothing; every roll has areas
    last = notes()[-1]
    number = len(notes())
    made = Note(now(), last.by, _cells(last.by, _groups(last)))
    _keep(f"{NOTED}/{number:04d}", made)
    earlier = told()
    eid = bytes(Poll.objects.get().eid)
    moved, released = set(), {}
    for contest, cells in made.contests.items():
        so_far = _so_far(contest, earlier, before)
        lot = mac(server_secret(folder), LOT, eid, contest, number)[0] % 2 == 0
        after = disclosure.after_a_day(so_far, cells, lot)
        if after.n != so_far.n:
            moved.add(contest)
        if after.cells != so_far.cells:
            released[contest] = after.cells
    if released:
        _keep(f"{_TOLD}/{number:04d}", Note(made.at, made.by, released))
    log.record(who, NOTED, number=number)
    return frozenset(moved)


def end(before: Mapping[str, int]) -> None:
    """Note how many have voted in all, in the transaction that closes the poll.

    Args:
        before: as of `note`.
    """
    if not (noted := notes()):
        return
    last, earlier = noted[-1], told()
    made = Note(now(), last.by, _cells(last.by, _groups(last)))
    _keep(f"{NOTED}/final", made)
    final = {
        contest: disclosure.at_the_close(_so_far(contest, earlier, before), cells)
        for contest, cells in made.contests.items()
    }
    _keep(f"{_TOLD}/final", Note(made.at, made.by, final))


def notes() -> tuple[Note, ...]:
    """All that was noted, the freeze first."""
    return _kept(f"{NOTED}/")


def told() -> tuple[Note, ...]:
    """All that may be told to everybody by group: of some days, and of the close."""
    return _kept(f"{_TOLD}/")


def told_last() -> dict[str, int]:
    """How many had voted by the groups that were told of last, by contest."""
    return {
        one: sum(cell.cast for cell in cells) for n in told() for one, cells in n.contests.items()
    }


def _so_far(contest: str, earlier: Sequence[Note], before: Mapping[str, int]) -> Told:
    cells = next((n.contests[contest] for n in reversed(earlier) if contest in n.contests), ())
    return Told(max(before.get(contest, 0), sum(cell.cast for cell in cells)), cells)


def _groups(last: Note) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {one: tuple(cell.areas for cell in cells) for one, cells in last.contests.items()}


def _cells(by: str, groups: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, tuple[Cell, ...]]:
    """The groups of every contest as they are now."""
    places = {
        contest: {area: place for place, areas in enumerate(several) for area in areas}
        for contest, several in groups.items()
    }
    sums = {contest: [[0, 0] for _ in several] for contest, several in groups.items()}
    for contest, area, cast, entitled in _counted(by):
        # Somebody added since, from an area that nobody was of.
        place = places[contest].get(area, -1)
        sums[contest][place][0] += cast
        sums[contest][place][1] += entitled
    return {
        contest: tuple(
            Cell(areas, *numbers) for areas, numbers in zip(several, sums[contest], strict=True)
        )
        for contest, several in groups.items()
    }


def _counted(by: str) -> list[tuple[str, str, int, int]]:
    """(contest, area, how many have voted, how many may), from the marks in the roll."""
    column: Any = "voter__area"
    if by != AREA:
        column = KeyTextTransform(by, "voter__columns")
    rows = (
        Entitlement.objects.order_by()
        .values_list("contest", column)
        .annotate(cast=Count("contest", filter=Q(used=True)), entitled=Count("contest"))
    )
    found: dict[tuple[str, str], list[int]] = {}
    for contest, area, cast, entitled in rows:
        sums = found.setdefault((contest, " ".join((area or "").split())), [0, 0])
        sums[0] += cast
        sums[1] += entitled
    return [(contest, area, cast, may) for (contest, area), (cast, may) in found.items()]


def _keep(name: str, made: Note) -> None:
    contests = [
        {"contest": contest, "groups": [cell._asdict() for cell in cells]}
        for contest, cells in made.contests.items()
    ]
    at = made.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = canonical({"at": at, "by": made.by, "contests": contests}).decode()
    Document.objects.create(name=name, text=text)


def _kept(start: str) -> tuple[Note, ...]:
    found = Document.objects.filter(name__startswith=start).order_by("name")
    return tuple(map(_read, found.values_list("text", flat=True)))


def _read(text: str) -> Note:
    kept = json.loads(text)
    return Note(
        datetime.fromisoformat(kept["at"]),
        kept["by"],
        {
            one["contest"]: tuple(
                Cell(tuple(group["areas"]), group["cast"], group["entitled"])
                for group in one["groups"]
            )
            for one in kept["contests"]
        },
    )
