"""What the server signs: a voter's receipt for one entry, and an observer's copy of a head.

Knows both, as documents and as a line for a QR code. Must not know the board.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.errors import InputError, NotVerified
from hustings.sealing.board.chain import SEALED_BY
from hustings.sealing.writing import signing
from hustings.sealing.writing.base32 import decoded, encoded
from hustings.sealing.writing.document import (
    CONTEST_ID,
    choice,
    contest_id,
    raw,
    read_document,
    write_document,
)
from hustings.sealing.writing.framing import HASH_BYTES, MOST

RECEIPT = "hustings-receipt/1"
HEAD = "hustings-head/1"

# What the line for a QR code begins with; all of it is in QR's alphanumeric set.
PREFIX = "HUSTINGS-RECEIPT-1:"

_FIXED = 3 * HASH_BYTES + 8 + 1 + signing.SIGNATURE_BYTES


class Receipt(NamedTuple):
    """That a sealed ballot stands on the board.

    Attributes:
        eid, contest: whose board.
        n, sealed_by, blob_hash: of the entry.
        head: head_n, which covers the entry and all before it.
        signature: the server's, 64 bytes, over all of these.
    """

    eid: bytes
    contest: str
    n: int
    sealed_by: str
    blob_hash: bytes
    head: bytes
    signature: bytes


class Head(NamedTuple):
    """That a board has grown to a number and a head: what is mailed to observers.

    Attributes:
        eid, contest: whose board.
        n, head: the last entry's number and head_n.
        signature: the server's, 64 bytes.
    """

    eid: bytes
    contest: str
    n: int
    head: bytes
    signature: bytes


def sign_receipt(
    secret: bytes,
    eid: bytes,
    contest: str,
    *,
    n: int,
    sealed_by: str,
    blob_hash: bytes,
    head: bytes,
) -> Receipt:
    """The receipt for an entry, signed with the server's Ed25519 key `secret`."""
    fields = (eid, contest, n, sealed_by, blob_hash, head)
    return Receipt(*fields, signing.sign(secret, RECEIPT, *fields))


def sign_head(secret: bytes, eid: bytes, contest: str, *, n: int, head: bytes) -> Head:
    """A head, signed with the server's Ed25519 key `secret`."""
    return Head(eid, contest, n, head, signing.sign(secret, HEAD, eid, contest, n, head))


def verify_signed(signed: Receipt | Head, server: bytes) -> None:
    """Check the signature on a receipt or a head.

    Args:
        server: the server's public key, from the manifest.

    Raises:
        NotVerified: this server did not sign it.
    """
    label, called = (RECEIPT, "receipt") if isinstance(signed, Receipt) else (HEAD, "head")
    if not signing.is_signed(server, signed.signature, label, *signed[:-1]):
        raise NotVerified(
            f"the {called} for entry {signed.n} of {signed.contest} was not signed by this server"
        )


def write_receipt(receipt: Receipt) -> bytes:
    """The receipt as a document of the form `hustings-receipt/1`."""
    return write_document(RECEIPT, _values(receipt._asdict()))


def read_receipt(data: bytes, *, source: str = "") -> Receipt:
    """The receipt in a document or in the line of `receipt_line`; its signature is not checked.

    Raises:
        InputError: it is neither.
    """
    if data.strip().upper().startswith(PREFIX.encode()):
        return _read_line(data.decode("ascii", "replace"), source)
    entry = read_document(data, RECEIPT, Receipt._fields, source=source)
    return Receipt(
        raw(entry, "eid", HASH_BYTES),
        contest_id(entry, "contest"),
        entry.whole("n", least=1, most=MOST),
        choice(entry, "sealed_by", SEALED_BY),
        raw(entry, "blob_hash", HASH_BYTES),
        raw(entry, "head", HASH_BYTES),
        raw(entry, "signature", signing.SIGNATURE_BYTES),
    )


def receipt_line(receipt: Receipt) -> str:
    """The receipt as one line for a QR code: about 300 letters, digits, `-` and `:`.

    In base32: eid, n (8 bytes), the place in `SEALED_BY` (1 byte), hash of the ballot, head,
    signature, contest.
    """
    sealed_by = bytes((SEALED_BY.index(receipt.sealed_by),))
    parts = (receipt.eid, receipt.n.to_bytes(8, "big"), sealed_by, receipt.blob_hash, receipt.head)
    return PREFIX + encoded(b"".join((*parts, receipt.signature, receipt.contest.encode())))


def write_head(head: Head) -> bytes:
    """The head as a document of the form `hustings-head/1`."""
    return write_document(HEAD, _values(head._asdict()))


def read_head(data: bytes, *, source: str = "") -> Head:
    """The head in a document; its signature is not checked.

    Raises:
        InputError: it is no such document.
    """
    entry = read_document(data, HEAD, Head._fields, source=source)
    return Head(
        raw(entry, "eid", HASH_BYTES),
        contest_id(entry, "contest"),
        entry.whole("n", least=0, most=MOST),
        raw(entry, "head", HASH_BYTES),
        raw(entry, "signature", signing.SIGNATURE_BYTES),
    )


def read_heads(data: bytes, *, source: str = "") -> tuple[Head, ...]:
    """The heads in a file as observers are sent them: a document on each line, at least one.

    Raises:
        InputError: a line is no such document.
    """
    lines = [line for line in data.splitlines() if line.strip()]
    return tuple(read_head(line, source=source) for line in lines or [data])


def _read_line(line: str, source: str) -> Receipt:
    content = decoded(line.strip()[len(PREFIX) :]) or b""
    contest = content[_FIXED:].decode("ascii", "replace")
    n, place = int.from_bytes(content[32:40], "big"), content[40:41]
    if not (CONTEST_ID.fullmatch(contest) and 1 <= n <= MOST and place in (b"\0", b"\1")):
        raise InputError(
            "this line is not a whole receipt", remedy="scan the code again", source=source
        )
    return Receipt(
        content[:32],
        contest,
        n,
        SEALED_BY[place[0]],
        content[41:73],
        content[73:105],
        content[105:_FIXED],
    )


def _values(fields: dict[str, bytes | str | int]) -> dict[str, str | int]:
    return {
        key: value.hex() if isinstance(value, bytes) else value for key, value in fields.items()
    }
