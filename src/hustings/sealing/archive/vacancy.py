"""A vacancy filled from the ballots of an archive, counted both ways, with lots as in the count.

Knows the document `hustings-vacancy/1`. Must not know tables, pages or commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hustings.counting import law
from hustings.counting.countback import KEPT, WAYS, Filled, Vacancy, elections, filled, vacancy
from hustings.counting.engine import count
from hustings.counting.lots import Lots, parse
from hustings.counting.record import CountRecord, to_json
from hustings.election.model import Election
from hustings.errors import InputError, LotNeeded, NothingToCount
from hustings.sealing.archive.contest import Archived
from hustings.sealing.results.tally import ALL, Undecided, stated_lots, without_withdrawn

VACANCY = "hustings-vacancy/1"


class Asked(NamedTuple):
    """What whoever fills a vacancy says; names as they were typed.

    Attributes:
        leaving, unavailable: names.
        sitting: which way the organisation's rules mean, of `WAYS`.
        lots: lines of `counting.lots.parse`, by way.
    """

    leaving: tuple[str, ...]
    unavailable: tuple[str, ...] = ()
    sitting: str = KEPT
    lots: Mapping[str, Sequence[str]] = MappingProxyType({})


class Earlier(NamedTuple):
    """What earlier vacancies of the contest have brought: who sits now, and who has left."""

    members: tuple[str, ...]
    left: tuple[str, ...]


class Refilled(NamedTuple):
    """A vacancy filled.

    Attributes:
        archived: the contest.
        sitting: which way was asked for.
        records: of the count each way; None where nobody or no valid paper was left to count.
        undrawn: the other way's count stands still until this lot is drawn; None for no such lot.
    """

    archived: Archived
    vacancy: Vacancy
    sitting: str
    records: Mapping[str, CountRecord | None]
    undrawn: LotNeeded | None = None

    def brings(self, way: str) -> Filled:
        """What the count one way brings."""
        return filled(self.vacancy, self.records[way])

    @property
    def asked(self) -> Filled:
        """What the count that was asked for brings."""
        return self.brings(self.sitting)

    @property
    def differ(self) -> bool | None:
        """Whether the two ways give other members; None where one is not counted."""
        if self.undrawn:
            return None
        first, second = (set(self.brings(way).members) for way in WAYS)
        return first != second


def seated(archived: Archived) -> tuple[str, ...]:
    """Who was elected and took the seat: without those who withdrew late, where there are such."""
    tally = archived.tally
    record = tally.record if _standing(archived) is None else tally.standing
    return record.winners if record else ()


def _standing(archived: Archived) -> Election | None:
    """The election without those who withdrew late; None where nobody did."""
    election = archived.proceedings.manifest.contest(archived.contest).election
    return without_withdrawn(archived.proceedings, archived.contest, election)


def refill(archived: Archived, asked: Asked, earlier: Earlier | None = None) -> Refilled:
    """Count the ballots again without whoever leaves, both ways.

    Raises:
        InputError: a name that nobody bears or that does not fit, lots that cannot be read.
        Undecided: a lot has to be drawn for the count that is asked for.
    """
    election = archived.proceedings.manifest.contest(archived.contest).election
    late = (_standing(archived) or election).withdrawn
    left = earlier.left if earlier else ()
    opened = vacancy(
        election,
        earlier.members if earlier else seated(archived),
        asked.leaving,
        asked.unavailable,
        tuple(dict.fromkeys((*(election.names[c] for c in late), *left))),
    )
    records: dict[str, CountRecord | None] = {}
    undrawn: LotNeeded | None = None
    for way, again in elections(election, opened).items():
        records[way] = None
        try:
            records[way] = _count(archived, again, _lots(archived, asked, way))
        except LotNeeded as needed:
            if way == asked.sitting:
                raise Undecided(way, needed) from None
            undrawn = needed
    return Refilled(archived, opened, asked.sitting, records, undrawn)


def read_earlier(archived: Archived, documents: Sequence[Mapping[str, Any]]) -> Earlier | None:
    """What the documents of earlier vacancies say of who sits and who has left; None for none.

    Raises:
        InputError: one is no such document, or of another contest, or they do not follow.
    """
    members, left = seated(archived), list[str]()
    eid = archived.proceedings.eid.hex()
    for document in documents:
        lists = [document.get(key) for key in ("before", "leaving", "members")]
        if document.get("format") != VACANCY or not all(map(_names, lists)):
            raise InputError("this is not the document of a vacancy")
        if (document.get("eid"), document.get("contest")) != (eid, archived.contest):
            raise InputError("this is a vacancy of another election or contest")
        if tuple(document["before"]) != members:
            raise InputError(
                "this vacancy does not follow the one before",
                remedy="give all of the contest's vacancies, the first first",
            )
        members = tuple(document["members"])
        left += document["leaving"]
    return Earlier(members, tuple(left)) if documents else None


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def to_document(refilled: Refilled) -> dict[str, Any]:
    """The document `hustings-vacancy/1` (docs/reference)."""
    archived, opened, asked = refilled.archived, refilled.vacancy, refilled.asked
    manifest = archived.proceedings.manifest
    contest = manifest.contest(archived.contest)
    return {
        "format": VACANCY,
        "eid": archived.proceedings.eid.hex(),
        "election": manifest.title,
        "contest": contest.id,
        "title": contest.election.title,
        "seats": contest.election.seats,
        "rules": contest.rules,
        "before": list(opened.before),
        "leaving": list(opened.leaving),
        "unavailable": list(opened.unavailable),
        "gone": list(opened.gone),
        "sitting": refilled.sitting,
        "joining": list(asked.joining),
        "losing": list(asked.losing),
        "members": list(asked.members),
        "unfilled": contest.election.seats - len(asked.members),
        "differ": refilled.differ,
        "counts": {way: _counted(refilled, way) for way in WAYS},
    }


def _counted(refilled: Refilled, way: str) -> dict[str, Any] | None:
    record, needed = refilled.records[way], refilled.undrawn
    if record is None and needed and way != refilled.sitting:
        return None
    brought = refilled.brings(way)
    return {
        "joining": list(brought.joining),
        "losing": list(brought.losing),
        "members": list(brought.members),
        "lots": record.lots if record else "",
        "digest": to_json(record)["digest"] if record else "",
    }


def _count(archived: Archived, election: Election, lots: Lots) -> CountRecord | None:
    rules = law.find(archived.proceedings.manifest.contest(archived.contest).rules)
    try:
        return count(election, archived.profile, rules, lots=lots)
    except NothingToCount:
        return None


def _lots(archived: Archived, asked: Asked, way: str) -> Lots:
    """Those handed in; else those of the count, without what was drawn for one of its stages."""
    election = archived.proceedings.manifest.contest(archived.contest).election
    if way in asked.lots:
        return parse("\n".join(asked.lots[way]), election, source=f"the lots for {way}")
    return stated_lots(archived.proceedings, archived.contest, ALL)._replace(stages=())
