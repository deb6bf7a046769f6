"""Receipts and heads: signed by the server over everything in them, read back from every form."""

from __future__ import annotations

import pytest

from hustings.errors import InputError, NotVerified
from hustings.sealing.board.receipt import (
    Head,
    Receipt,
    read_head,
    read_receipt,
    receipt_line,
    sign_head,
    sign_receipt,
    verify_signed,
    write_head,
    write_receipt,
)
from hustings.sealing.writing import signing
from hustings.sealing.writing.canonical import canonical, read_canonical

SECRET = b"s" * 32
SERVER = signing.public_key(SECRET)
RECEIPT = sign_receipt(
    SECRET, b"e" * 32, "nec-1", n=7, sealed_by="server", blob_hash=b"b" * 32, head=b"h" * 32
)
HEAD = sign_head(SECRET, b"e" * 32, "nec-1", n=7, head=b"h" * 32)


def test_round_trips() -> None:
    assert read_receipt(write_receipt(RECEIPT)) == RECEIPT
    assert read_receipt(receipt_line(RECEIPT).encode()) == RECEIPT
    assert read_receipt(f" {receipt_line(RECEIPT).lower()}\n".encode()) == RECEIPT
    assert read_head(write_head(HEAD)) == HEAD


def test_a_line_fits_a_qr_code() -> None:
    line = receipt_line(RECEIPT)
    assert len(line) <= 311  # alphanumeric, version 11, level M
    assert set(line) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_signatures_as_documented() -> None:
    fields = (b"e" * 32, "nec-1", 7)
    covered = (*fields, "server", b"b" * 32, b"h" * 32)
    assert signing.is_signed(SERVER, RECEIPT.signature, "hustings-receipt/1", *covered)
    assert signing.is_signed(SERVER, HEAD.signature, "hustings-head/1", *fields, b"h" * 32)
    verify_signed(RECEIPT, SERVER)
    verify_signed(HEAD, SERVER)


@pytest.mark.parametrize(
    "altered",
    [
        RECEIPT._replace(eid=b"f" * 32),
        RECEIPT._replace(contest="nec-2"),
        RECEIPT._replace(n=8),
        RECEIPT._replace(sealed_by="browser"),
        RECEIPT._replace(blob_hash=b"c" * 32),
        RECEIPT._replace(head=b"i" * 32),
        RECEIPT._replace(signature=HEAD.signature),
        HEAD._replace(eid=b"f" * 32),
        HEAD._replace(contest="nec-2"),
        HEAD._replace(n=6),
        HEAD._replace(head=b"i" * 32),
        HEAD._replace(signature=bytes(64)),
    ],
)
def test_any_change_shows(altered: Receipt | Head) -> None:
    with pytest.raises(NotVerified, match="was not signed by this server"):
        verify_signed(altered, SERVER)


def test_another_server() -> None:
    with pytest.raises(NotVerified, match="the receipt for entry 7 of nec-1 was not signed"):
        verify_signed(RECEIPT, signing.public_key(b"t" * 32))


@pytest.mark.parametrize(
    "change",
    [
        {"n": 0},
        {"n": "7"},
        {"sealed_by": "officer"},
        {"contest": "NEC"},
        {"contest": "a" * 41},
        {"head": "00"},
        {"signature": None},
        {"more": 1},
    ],
    ids=repr,
)
def test_documents_that_are_no_receipt(change: dict[str, object]) -> None:
    values = {**read_canonical(write_receipt(RECEIPT)), **change}
    with pytest.raises(InputError, match=r"^r\.json: "):
        read_receipt(canonical(values), source="r.json")


def test_lines_that_are_no_receipt() -> None:
    line = receipt_line(RECEIPT)
    for other in (line[:-9], line[:60], line + "U", line[:19], line[:-1] + "1"):
        with pytest.raises(InputError, match=r"^x: this line is not a whole receipt"):
            read_receipt(other.encode(), source="x")
