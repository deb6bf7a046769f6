"""Accepting a sealed ballot: all of it or nothing, once for every voter and contest.

Knows the order of the steps and the locks they need. Must not know what is in a ballot, nor pages.

Everything that changes whether a ballot is taken (closing, extending, appending) holds the chain's
row; the clock is the database's, read under that lock. What is acknowledged is committed before.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum

from django.db import connection, transaction

from hustings.sealing.ballots.envelope import Envelope
from hustings.sealing.board import chain, receipt
from hustings.sealing.board.receipt import Receipt
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.settled import sealed_manifest
from hustings.voting.domain.voters.links import holder
from hustings.voting.models import Board, Chain, Entitlement, Poll
from hustings.web.folder import Folder


class Refusal(Enum):
    """Why a ballot was not taken; nothing has changed then."""

    UNKNOWN_LINK = "unknown-link"
    REPLACED_LINK = "replaced-link"
    NO_CONTEST = "no-contest"
    NOT_YET_OPEN = "not-yet-open"
    CLOSED = "closed"
    NOT_ENTITLED = "not-entitled"
    USED = "used"
    SERVER_SEAL = "server-seal"
    MALFORMED = "malformed"


def accept(
    folder: Folder, envelope: Envelope, token: bytes, blob: bytes, sealed_by: str
) -> Receipt | Refusal:
    """Put a sealed ballot on the board.

    The same ballot again gives the same receipt, also after the close: whoever posts it may not
    have seen the first.

    Args:
        envelope: of the contest: `eid`, its id, and how long a sealed ballot is.
        token: the voter's, 16 bytes.
        blob: the sealed ballot.
        sealed_by: `chain.BROWSER` or `chain.SERVER`.
    """
    if len(blob) != envelope.length(envelope.layers[0].name):
        return Refusal.MALFORMED
    if sealed_by == chain.SERVER and not sealed_manifest(envelope.eid).server_seals:
        return Refusal.SERVER_SEAL
    hashed = chain.blob_hash(blob)
    outcome = _append(envelope.contest, token, blob, hashed, sealed_by)
    if isinstance(outcome, Refusal):
        return outcome
    # Committed: from here on the ballot stands, whatever becomes of this answer.
    return receipt.sign_receipt(
        server_secret(folder),
        envelope.eid,
        envelope.contest,
        n=outcome.n,
        sealed_by=outcome.sealed_by,
        blob_hash=hashed,
        head=bytes(outcome.head),
    )


@transaction.atomic(durable=True)
def _append(
    contest: str, token: bytes, blob: bytes, hashed: bytes, sealed_by: str
) -> Board | Refusal:
    end = Chain.objects.select_for_update().filter(contest=contest).first()
    if end is None:
        return Refusal.NO_CONTEST if _frozen() else Refusal.NOT_YET_OPEN
    held = holder(token)
    if held is None:
        return Refusal.UNKNOWN_LINK
    if posted := Board.objects.filter(contest=contest, blob_hash=hashed).first():
        return posted
    if not held.current:
        return Refusal.REPLACED_LINK
    if end.state == Chain.State.WAITING:
        return Refusal.NOT_YET_OPEN
    if end.state == Chain.State.CLOSED or now() >= end.closes_at:
        return Refusal.CLOSED
    entitled = Entitlement.objects.filter(voter_id=held.voter, contest=contest)
    if not entitled.filter(used=False).update(used=True):
        return Refusal.USED if entitled.exists() else Refusal.NOT_ENTITLED
    end.n += 1
    end.head = chain.next_head(bytes(end.head), end.n, sealed_by, hashed)
    end.save(update_fields=["n", "head"])
    return Board.objects.create(
        contest=contest,
        n=end.n,
        blob=blob,
        blob_hash=hashed,
        head=end.head,
        sealed_by=sealed_by,
    )


def now() -> datetime:
    """The database's clock at this moment, not at the transaction's beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
            return moment
    with connection.cursor() as cursor:
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def _frozen() -> bool:
    return bool(Poll.objects.get().state != Poll.State.DRAFT)
