"""The log of every act: who did what when, each entry covering the one before.

Knows how an entry is written and the whole is checked. Must not know what the acts are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from hustings.errors import NotVerified
from hustings.sealing.writing.canonical import canonical
from hustings.sealing.writing.framing import HASH_BYTES, digest
from hustings.voting.models import LogEntry, Poll

LOG = "hustings-log/1"
START = bytes(HASH_BYTES)
# What stands in the place of details that were deleted; their entry keeps its head.
DELETED = canonical({"deleted": True}).decode()
EMPTY = canonical({}).decode()
# The act that deletes details, and what it calls the entries' numbers.
FORGET = "forget"
ENTRIES = "log_entries"


def record(who: str, act: str, **details: Any) -> LogEntry:
    """Write one act down, in the transaction in which it is done.

    Args:
        who: stays for good: an officer, a holder or this program; of others what they are, and
            their names stand in the details.
        details: texts, whole numbers, truth values; nothing that names a voter beside a ballot.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    Poll.objects.select_for_update().get()  # one act at a time
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an act is logged where it is done")
    last = LogEntry.objects.order_by("-n").first()
    entry = LogEntry(
        n=last.n + 1 if last else 1,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        who=who,
        act=act,
        details=canonical(details).decode(),
    )
    entry.head = _head(bytes(last.head) if last else START, entry)
    entry.save(force_insert=True)
    return entry


def last(act: str, *, kind: str = "") -> datetime | None:
    """When an act was done last, in UTC; None for never.

    Args:
        kind: only where the entry's details say so.
    """
    found = LogEntry.objects.filter(act=act).order_by("-n")
    if kind:
        found = found.filter(details__contains=f'"kind":"{kind}"')
    at = found.values_list("at", flat=True).first()
    return datetime.fromisoformat(at).astimezone(UTC) if at else None


def times(act: str, *, kind: str = "") -> tuple[datetime, ...]:
    """Every time that an act was done, in UTC and in order; `kind` as of `last`."""
    found = LogEntry.objects.filter(act=act).order_by("n")
    if kind:
        found = found.filter(details__contains=f'"kind":"{kind}"')
    moments = found.values_list("at", flat=True)
    return tuple(datetime.fromisoformat(at).astimezone(UTC) for at in moments)


def details(act: str, *, since: str) -> tuple[dict[str, Any], ...]:
    """The details of every entry of an act after the last one of another, in order.

    Those that were deleted are left out.
    """
    start = LogEntry.objects.filter(act=since).order_by("-n").values_list("n", flat=True).first()
    found = (
        LogEntry.objects.filter(act=act, n__gt=start or 0).exclude(details=DELETED).order_by("n")
    )
    return tuple(json.loads(text) for text in found.values_list("details", flat=True))


def others(acts: Collection[str]) -> tuple[int, ...]:
    """The numbers of the entries that have details and are of none of these acts."""
    left = LogEntry.objects.exclude(details__in=(DELETED, EMPTY)).exclude(act__in=acts)
    return tuple(left.order_by("n").values_list("n", flat=True))


def delete_details(numbers: Sequence[int]) -> None:
    """Delete entries' details; the caller writes `FORGET` into the log, with their numbers."""
    LogEntry.objects.filter(n__in=numbers).update(details=DELETED)


def verify() -> bytes:
    """The last head of the log, every entry found to cover the one before; 32 bytes.

    An entry whose details a later one says were deleted cannot be computed again: the next covers
    its head.

    Raises:
        NotVerified: an entry was altered, left out or put in; says which.
    """
    head = START
    said = LogEntry.objects.filter(act=FORGET).values_list("details", flat=True)
    deleted = {n for text in said for n in json.loads(text)[ENTRIES]}
    for n, entry in enumerate(LogEntry.objects.order_by("n").iterator(), 1):
        gone = entry.details == DELETED and entry.n in deleted
        head = bytes(entry.head) if gone else _head(head, entry)
        if entry.n != n or bytes(entry.head) != head:
            raise NotVerified(f"entry {n} of the log is not what was written")
    return head


def _head(before: bytes, entry: LogEntry) -> bytes:
    return digest(LOG, before, entry.n, entry.at, entry.who, entry.act, entry.details)
