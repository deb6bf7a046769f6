"""What the holder of a link may do at this moment: the question before every page of the booth.

Knows contests, entitlements and the clock. Must not know ballots. Changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from hustings.sealing.candidates import CandidateStatement, text_hash
from hustings.sealing.manifest import Manifest
from hustings.voting.domain.casting.accept import Refusal, now
from hustings.voting.domain.queries import candidate_texts
from hustings.voting.domain.settled import settled
from hustings.voting.domain.voters.links import holder
from hustings.voting.models import Chain, Entitlement, Poll, Voter


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
        language: as the roll has it, perhaps empty.
        columns: what the roll says of them, where contests ask for it.
        places: every contest, in the manifest's order.
    """

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


def standing(token: bytes, manifest: Manifest) -> Standing | Refusal:
    """What the holder of a link may vote in.

    Args:
        token: 16 bytes.

    Returns:
        `UNKNOWN_LINK` or `REPLACED_LINK` where it is nobody's, or not the voter's last.
    """
    held = holder(token)
    if held is None:
        return Refusal.UNKNOWN_LINK
    if not held.current:
        return Refusal.REPLACED_LINK
    voter = Voter.objects.get(pk=held.voter)
    rows = Entitlement.objects.filter(voter_id=held.voter)
    used = dict(rows.values_list("contest", "used"))
    places = (Place(one.id, one.id in used, used.get(one.id, False)) for one in manifest.contests)
    return Standing(voter.language, voter.columns, tuple(places))


def statements(contest: str) -> dict[int, dict[str, str]]:
    """Candidates' statements in a contest: by number, then by language.

    Only those very texts that the manifest has: what is altered is shown to nobody.
    """
    sealed = settled()
    listed = set(sealed[1].contest(contest).statements) if sealed else set()
    found: dict[int, dict[str, str]] = {}
    for (number, code), text in candidate_texts(contest).items():
        if CandidateStatement(number, code, text_hash(text)) in listed:
            found.setdefault(number, {})[code] = text.decode()
    return found
