"""The other contests on the ballot, endorsements and links.

Knows [[contests]], [[endorsements]] and [[links]]. Must not know the plan or its regions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.guide.config.texts import link, paragraphs, text
from hustings.guide.model import Contest, Endorsement, Link
from hustings.inputs.entry import Entry

if TYPE_CHECKING:
    from hustings.guide.config.texts import Languages


def contests(root: Entry, spoken: Languages) -> tuple[Contest, ...]:
    """The other contests, in the order of the file."""
    return tuple(_contest(entry, spoken) for entry in _some(root, "contests", "contest"))


def endorsements(root: Entry, spoken: Languages) -> tuple[Endorsement, ...]:
    """Who supports the slate or a recommendation."""
    found = []
    for entry in _some(root, "endorsements", "endorsement"):
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
        found.append(Link(text(entry, "title", spoken), link(entry, "address")))
    return tuple(found)


def _contest(entry: Entry, spoken: Languages) -> Contest:
    seats = entry.whole("seats", default=0)
    recommended = entry.texts("recommended", "name")
    ordered = entry.flag("ordered")
    by = text(entry, "by", spoken)
    if by and not recommended:
        raise entry.fault(
            f"{entry.what} says who recommends, but not whom",
            "by",
            remedy='add `recommended = ["…"]`, or take out `by`',
        )
    return Contest(
        title=text(entry, "title", spoken),
        who=text(entry, "who", spoken),
        seats=seats,
        recommended=recommended,
        ordered=ordered,
        by=by,
        note=paragraphs(entry, "note", spoken),
        endorsements=endorsements(entry, spoken),
    )


def _some(entry: Entry, key: str, what: str) -> list[Entry]:
    found = entry.tables(key, what)
    entry.check_length(key, len(found))
    return found
