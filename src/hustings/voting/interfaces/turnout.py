"""Turnout as tables: for officers and for everybody; as rows, JSON and CSV.

Knows what is noted and which of it may be shown. Must not know pages, nor who has voted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from hustings.inputs.export import written
from hustings.sealing.manifest import utc_text
from hustings.voting.config.model import Setup, said
from hustings.voting.domain.mails import outbox
from hustings.voting.domain.mails.outbox import REMINDER, Fate
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import closing
from hustings.voting.domain.turnout import days
from hustings.voting.domain.turnout.days import Note
from hustings.voting.domain.turnout.disclosure import Cell, shown_to_officers
from hustings.voting.domain.turnout.forecast import HOLDS, Calendar, Forecast, forecast
from hustings.voting.models import Poll

OFFICERS, PUBLIC = "hustings-vote-turnout/1", "hustings-turnout/1"
HEADINGS = ("contest", "at", "areas", "entitled", "voted")
# In a cell of the CSV that is about all voters of a contest.
ALL = "all"


class Group(NamedTuple):
    """A group on a day: how many of it have voted; None where it is not shown."""

    areas: tuple[str, ...]
    entitled: int
    cast: int | None


class Day(NamedTuple):
    """A contest at a moment.

    Attributes:
        new: how many voted since the last time it was noted.
    """

    at: datetime
    entitled: int
    cast: int
    new: int
    groups: tuple[Group, ...]


class Contest(NamedTuple):
    """A contest from day to day.

    Attributes:
        forecast: of the end; None where it is too early, or over.
    """

    contest: str
    title: str
    days: tuple[Day, ...]
    forecast: Forecast | None

    @property
    def largest(self) -> int:
        """The most who voted between two times that it was noted; 1 at least."""
        return max((1, *(day.new for day in self.days)))


class Progress(NamedTuple):
    """What officers see.

    Attributes:
        by: the column of the roll that areas are of.
        fates: what became of the mails.
        reissued: links that were made anew.
    """

    state: str
    by: str
    contests: tuple[Contest, ...]
    fates: tuple[Fate, ...]
    reissued: int


def progress(setup: Setup) -> Progress:
    """What officers see of turnout, and of the mails that bring it."""
    state = str(Poll.objects.get().state)
    noted = days.notes()
    counted = tuple(
        Contest(
            one.id,
            said(one.title, setup.languages[0]),
            _days(one.id, noted, every=False),
            _forecast(one.id, noted) if state == Poll.State.OPEN else None,
        )
        for one in setup.contested
        if noted and one.id in noted[0].contests
    )
    reissued = len(log.times("link-reissue"))
    by = noted[0].by if noted else setup.turnout.by
    return Progress(state, by, counted, outbox.fates(), reissued)


def for_everybody(setup: Setup, language: str) -> tuple[Contest, ...]:
    """What everybody may see: of each contest the times at which its groups could be told of."""
    told = days.told()
    found = (
        Contest(one.id, said(one.title, language), _days(one.id, told, every=True), None)
        for one in setup.contested
    )
    return tuple(one for one in found if one.days)


def officers_document(found: Progress) -> dict[str, object]:
    """What officers see, as JSON."""
    return {
        "format": OFFICERS,
        "state": found.state,
        "by": found.by,
        "contests": [
            {**_contest(one), "forecast": _foretold(one.forecast)} for one in found.contests
        ],
        "mails": [fate._asdict() for fate in found.fates],
        "links_made_anew": found.reissued,
    }


def public_document(found: Sequence[Contest], by: str) -> dict[str, object]:
    """What everybody may see, as JSON."""
    return {"format": PUBLIC, "by": by, "contests": [_contest(one) for one in found]}


def table(found: Sequence[Contest]) -> str:
    """The same as CSV: a row for each contest, time and group; of one not shown no number."""
    rows: list[tuple[str, ...]] = [HEADINGS]
    for contest in found:
        for day in contest.days:
            every = Group((ALL,), day.entitled, day.cast)
            for group in (every, *day.groups):
                areas, number = "; ".join(group.areas), group.cast
                numbers = str(group.entitled), "" if number is None else str(number)
                rows.append((contest.contest, utc_text(day.at), areas, *numbers))
    return written(rows)


def _days(contest: str, noted: Sequence[Note], *, every: bool) -> tuple[Day, ...]:
    """A contest's days; the freeze, when nobody has voted, is none."""
    found, before = [], 0
    for note in noted:
        cells = note.contests.get(contest, ())
        cast = sum(cell.cast for cell in cells)
        if not cells or (note is noted[0] and not every):
            continue
        shown = [True] * len(cells) if every else shown_to_officers(cells)
        groups = tuple(
            Group(cell.areas, cell.entitled, cell.cast if seen else None)
            for cell, seen in zip(cells, shown, strict=True)
        )
        found.append(Day(note.at, _entitled(cells), cast, cast - before, groups))
        before = cast
    return tuple(found)


def _forecast(contest: str, noted: Sequence[Note]) -> Forecast | None:
    """From the days of this election and of its reminders."""
    opened, closes = log.last("open"), closing()
    if opened is None or closes is None or closes <= opened:
        return None
    whole = closes - opened
    counts = [note for before, note in pairwise(noted) if before.at < note.at < closes]

    def at(moments: Sequence[datetime]) -> tuple[float, ...]:
        return tuple((moment - opened) / whole for moment in moments if opened < moment < closes)

    calendar = Calendar(
        at([note.at for note in counts]), at(log.times("mail", kind=REMINDER)), days.DAY / whole
    )
    votes = [sum(cell.cast for cell in note.contests[contest]) for note in counts]
    if len(votes) != len(calendar.counts):
        return None
    return forecast(votes, calendar, _entitled(noted[-1].contests[contest]))


def _entitled(cells: Sequence[Cell]) -> int:
    return sum(cell.entitled for cell in cells)


def _contest(one: Contest) -> dict[str, object]:
    return {
        "contest": one.contest,
        "title": one.title,
        "days": [
            {
                "at": utc_text(day.at.astimezone(UTC)),
                "entitled": day.entitled,
                "voted": day.cast,
                "groups": [
                    {
                        "areas": list(group.areas),
                        "entitled": group.entitled,
                        "voted": group.cast,
                    }
                    for group in day.groups
                ],
            }
            for day in one.days
        ],
    }


def _foretold(guess: Forecast | None) -> dict[str, int] | None:
    return None if guess is None else {**guess._asdict(), "holds_in_100": HOLDS}
