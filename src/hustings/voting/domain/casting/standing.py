"""What the holder of a link may do at this moment: the question before every page of the booth.

Knows contests, entitlements and the clock. Must not know ballots. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from hustings.sealing.manifest import Manifest, read_manifest
from hustings.sealing.voters import links
from hustings.voting.domain.casting.accept import Refusal, now
from hustings.voting.domain.voters.links import LATER
from hustings.voting.models import Chain, Document, Entitlement, Poll

# Asked before every page: whose link it is and what they may vote in, a row for each contest.
_STANDING = f"""\
SELECT voter.id, {LATER}, voter.language, voter.columns, entitlement.contest, entitlement.used
FROM link
JOIN voter ON voter.id = link.voter_id
LEFT JOIN entitlement ON entitlement.voter_id = link.voter_id
WHERE link.token_hash = %s"""


class Phase(Enum):
    """Whether ballots are taken."""

    DRAFT = "draft"  # nothing is settled yet
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


class Place(NamedTuple):
    """A contest for one voter: its id, whether they may vote in it, whether they have."""

    contest: str
    entitled: bool
    used: bool


class Standing(NamedTuple):
    """A voter before the ballot.

    Attributes:
        voter: the key of their row.
        language: as the roll has it, perhaps empty.
        columns: what the roll says of them, where contests ask for it.
        places: every contest, in the manifest's order.
    """

    voter: int
    language: str
    columns: dict[str, str]
    places: tuple[Place, ...]


def phase() -> Phase:
    """Whether ballots are taken at this moment; an end that has come is a close."""
    end = Chain.objects.order_by("-closes_at").first()
    if end is None:
        return Phase.DRAFT
    if end.state == Chain.State.WAITING:
        return Phase.WAITING
    late = end.state == Chain.State.CLOSED or now() >= end.closes_at
    return Phase.CLOSED if late else Phase.OPEN


def closed() -> bool:
    """Whether the poll was closed for good, so that no extension can follow."""
    state = Poll.objects.get().state
    return state in (Poll.State.CLOSED, Poll.State.COUNTED, Poll.State.PUBLISHED)


def ends_at() -> datetime | None:
    """When the last ballot is taken, grace included, extensions too; None before the freeze."""
    end: datetime | None = (
        Chain.objects.order_by("-closes_at").values_list("closes_at", flat=True).first()
    )
    return end


def settled() -> tuple[bytes, Manifest] | None:
    """The election's id and its manifest; None before the freeze."""
    eid = bytes(Poll.objects.get().eid)
    return (eid, _manifest(eid)) if eid else None


@lru_cache(maxsize=8)
def _manifest(eid: bytes) -> Manifest:
    """Read once: what has this id never changes."""
    return read_manifest(Document.objects.get(name="manifest").text.encode(), source="manifest")


def standing(token: bytes, manifest: Manifest) -> Standing | Refusal:
    """What the holder of a link may vote in.

    Args:
        token: 16 bytes.

    Returns:
        `UNKNOWN_LINK` or `REPLACED_LINK` where it is nobody's, or not the voter's last.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [links.token_hash(token)])
        rows = cursor.fetchall()
    if not rows:
        return Refusal.UNKNOWN_LINK
    voter, replaced, language, columns = rows[0][:4]
    if replaced:
        return Refusal.REPLACED_LINK
    used = {contest: bool(used) for *_, contest, used in rows}
    return Standing(voter, language, json.loads(columns), _places(used, manifest))


def left(voter: Standing, manifest: Manifest, done: Container[str]) -> tuple[str, ...]:
    """The contests that a voter may still vote in; none where no ballot is taken.

    Args:
        voter: before these ballots were cast.
        done: contests in which one was taken.
    """

    def free(places: tuple[Place, ...]) -> tuple[str, ...]:
        return tuple(
            place.contest
            for place in places
            if place.entitled and not place.used and place.contest not in done
        )

    # What else has been cast meanwhile is looked up only where something may be left.
    found = free(voter.places)
    if found:
        rows = Entitlement.objects.filter(voter_id=voter.voter)
        found = free(_places(dict(rows.values_list("contest", "used")), manifest))
    return found if found and phase() is Phase.OPEN else ()


def _places(used: dict[str, bool], manifest: Manifest) -> tuple[Place, ...]:
    return tuple(
        Place(one.id, one.id in used, used.get(one.id, False)) for one in manifest.contests
    )


def statements(contest: str) -> dict[int, dict[str, str]]:
    """Candidates' statements in a contest: by number, then by language."""
    start = f"candidate/{contest}/"
    found: dict[int, dict[str, str]] = {}
    rows = Document.objects.filter(name__startswith=start).order_by("name")
    for name, text in rows.values_list("name", "text"):
        number, code = name.removeprefix(start).split("/")
        found.setdefault(int(number), {})[code] = text
    return found
