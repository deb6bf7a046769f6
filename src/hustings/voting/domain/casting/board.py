"""The board as anybody may ask of it: is this ballot on it, and after the close all of it.

Knows receipts and entries. Must not know voters. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from hustings.errors import NotVerified
from hustings.sealing.archive.members import write_board
from hustings.sealing.board.chain import Posted
from hustings.sealing.board.receipt import Receipt, verify_signed
from hustings.sealing.manifest import Manifest
from hustings.voting.models import Board

# Entries fetched at once.
BATCH = 2_000


class Finding(Enum):
    """What the board says to a receipt."""

    THERE = "there"
    OTHER_ELECTION = "other-election"
    NOT_SIGNED = "not-signed"
    MISSING = "missing"


def look_up(receipt: Receipt, eid: bytes, manifest: Manifest) -> Finding:
    """Whether the ballot of a receipt stands on the board as the receipt says.

    `MISSING` for a receipt that this server signed is a grave matter: a ballot was taken away.
    """
    if receipt.eid != eid:
        return Finding.OTHER_ELECTION
    try:
        verify_signed(receipt, manifest.server)
    except NotVerified:
        return Finding.NOT_SIGNED
    entry = Board.objects.filter(contest=receipt.contest, n=receipt.n).first()
    stands = entry is not None and (
        (bytes(entry.blob_hash), bytes(entry.head), entry.sealed_by)
        == (receipt.blob_hash, receipt.head, receipt.sealed_by)
    )
    return Finding.THERE if stands else Finding.MISSING


def where(hashed: bytes) -> tuple[str, ...]:
    """The contests on whose board stands a sealed ballot of this hash, 32 bytes."""
    rows = Board.objects.filter(blob_hash=hashed).order_by("contest")
    return tuple(rows.values_list("contest", flat=True))


def entries(contest: str) -> Iterator[bytes]:
    """Every entry of a contest in order, as the board in an `election.zip` has them."""
    for entry in posted(contest):
        yield write_board((entry,))


def posted(contest: str) -> Iterator[Posted]:
    """Every entry of a contest in order."""
    rows = Board.objects.filter(contest=contest).order_by("n")
    for n, sealed_by, blob in rows.values_list("n", "sealed_by", "blob").iterator(chunk_size=BATCH):
        yield Posted(n, sealed_by, bytes(blob))
