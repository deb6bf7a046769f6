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
from hustings.sealing.voters import links
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.settled import sealed_manifest
from hustings.voting.domain.voters.links import LATER
from hustings.voting.models import Board, Chain, Poll
from hustings.web.folder import Folder

# Written out, for every cast needs them: Django would make each anew each time, which takes longer
# than it takes to run. All that is asked under the lock is asked at once.
_END = "SELECT n, head, state, closes_at FROM chain WHERE contest = %s"
_ASKED = f"""\
SELECT link.voter_id, {LATER}, entitlement.used, board.n, {{clock}}
FROM link
LEFT JOIN entitlement ON entitlement.voter_id = link.voter_id AND entitlement.contest = %s
LEFT JOIN board ON board.contest = %s AND board.blob_hash = %s
WHERE link.token_hash = %s"""
_USE = "UPDATE entitlement SET used = %s WHERE voter_id = %s AND contest = %s AND used = %s"
_MOVE_ON = "UPDATE chain SET n = %s, head = %s WHERE contest = %s"
_POST = """\
INSERT INTO board (contest, n, blob, blob_hash, head, sealed_by) VALUES (%s, %s, %s, %s, %s, %s)"""


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
    with connection.cursor() as cursor:
        # SQLite has no such words: there the whole transaction holds the lock from its beginning.
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        cursor.execute(_END + lock, [contest])
        end = cursor.fetchone()
        if end is None:
            return Refusal.NO_CONTEST if _frozen() else Refusal.NOT_YET_OPEN
        last, head, state, closes_at = end
        cursor.execute(
            _ASKED.format(clock=_clock()), [contest, contest, hashed, links.token_hash(token)]
        )
        row = cursor.fetchone()
        if row is None:
            return Refusal.UNKNOWN_LINK
        voter, replaced, used, posted, moment = row
        if posted is not None:
            return Board.objects.get(contest=contest, n=posted)
        if replaced:
            return Refusal.REPLACED_LINK
        if state == Chain.State.WAITING:
            return Refusal.NOT_YET_OPEN
        if state == Chain.State.CLOSED or _read(moment) >= _read(closes_at):
            return Refusal.CLOSED
        if used:
            return Refusal.USED
        cursor.execute(_USE, [True, voter, contest, False])
        if not cursor.rowcount:
            return Refusal.NOT_ENTITLED
        entry = Board(
            contest=contest,
            n=last + 1,
            blob=blob,
            blob_hash=hashed,
            head=chain.next_head(bytes(head), last + 1, sealed_by, hashed),
            sealed_by=sealed_by,
        )
        cursor.execute(_MOVE_ON, [entry.n, entry.head, contest])
        cursor.execute(
            _POST, [contest, entry.n, entry.blob, entry.blob_hash, entry.head, entry.sealed_by]
        )
    return entry


def now() -> datetime:
    """The database's clock at this moment, not at the transaction's beginning."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_clock()}", [])
        return _read(cursor.fetchone()[0])


def _clock() -> str:
    if connection.vendor == "postgresql":
        return "clock_timestamp()"
    return "strftime('%%Y-%%m-%%dT%%H:%%M:%%f', 'now')"


def _read(moment: datetime | str) -> datetime:
    """A moment as the database says it; SQLite says no zone, or all of it in a text: it is UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _frozen() -> bool:
    return bool(Poll.objects.get().state != Poll.State.DRAFT)
