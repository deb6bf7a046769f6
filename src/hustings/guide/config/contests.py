"""The other contests on the ballot, endorsements and links.

Knows [[contests]], [[endorsements]] and [[links]]. Must not know the plan or its regions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.guide.config.texts import link, paragraphs, text
from hustings.guide.model import Contest, Endorsement, Link
from hustings.inputs.entry import Entry, kind

if TYPE_CHECKING:
    from hustings.guide.config.texts import Languages

MAX_SEATS = 999
MAX_ENTRIES = 200


def contests(root: Entry, spoken: Languages) -> tuple[Contest, ...]:
    """The other contests, in the order of the file."""
    return tuple(_contest(entry, spoken) for entry in _some(root, "contests", "contest"))


def endorsements(root: Entry, spoken: Languages) -> tuple[Endorsement, ...]:
    """Who supports the slate or a recommendation."""
    found = []
    for entry in _some(root, "endorsements", "endorsement"):
        entry.allow("by", "words", "address")
        found.append(
            Endorsement(
                by=entry.text("by"),
                words=paragraphs(entry, "words", spoken),
                address=link(entry, "address"),
            )
        )
    return tuple(found)


def links(root: Entry, spoken: Languages) -> tuple[Link, ...]:
    """The links out of the site."""
    found = []
    for entry in _some(root, "links", "link"):
        entry.allow("title", "address")
        title = text(entry, "title", spoken, needed=True)
        found.append(Link(title, link(entry, "address", needed=True)))
    return tuple(found)


def _contest(entry: Entry, spoken: Languages) -> Contest:
    entry.allow("title", "who", "seats", "recommended", "ordered", "by", "note", "endorsements")
    seats = entry.whole("seats", least=1, most=MAX_SEATS, default=0)
    recommended = entry.texts("recommended", "name")
    ordered = entry.values.get("ordered", False)
    if not isinstance(ordered, bool):
        raise entry.fault(
            f"`ordered` must be true or false, not {kind(ordered)}",
            "ordered",
            remedy="write true where the names are an order to vote in",
        )
    by = text(entry, "by", spoken)
    if by and not recommended:
        raise entry.fault(
            f"{entry.what} says by whom, but not who is recommended",
            "by",
            remedy='add `recommended = ["…"]`, or take out `by`',
        )
    return Contest(
        title=text(entry, "title", spoken, needed=True),
        who=text(entry, "who", spoken, needed=True),
        seats=seats,
        recommended=recommended,
        ordered=ordered,
        by=by,
        note=paragraphs(entry, "note", spoken),
        endorsements=endorsements(entry, spoken),
    )


def _some(entry: Entry, key: str, what: str) -> list[Entry]:
    found = entry.tables(key, what)
    if len(found) > MAX_ENTRIES:
        raise entry.fault(f"there are {len(found)} {key}", key, remedy=f"at most {MAX_ENTRIES}")
    return found
