"""Framing: byte for byte, and no two lists of fields alike."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.sealing.writing.framing import MOST, digest, frame, mac


def test_bytes_of_a_frame() -> None:
    assert frame("hustings-board/1", b"\x01\x02", "é", 258) == (
        b"\x00\x00\x00\x10hustings-board/1"
        b"\x00\x00\x00\x02\x01\x02"
        b"\x00\x00\x00\x02\xc3\xa9"
        b"\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x01\x02"
    )


def test_digest_and_mac_cover_the_frame() -> None:
    framed = frame("hustings-board/1", b"a")
    assert digest("hustings-board/1", b"a") == hashlib.sha256(framed).digest()
    assert mac(b"k", "hustings-board/1", b"a") == hmac.digest(b"k", framed, "sha256")


def unframed(data: bytes) -> list[bytes]:
    parts = []
    while data:
        length = int.from_bytes(data[:4], "big")
        parts.append(data[4 : 4 + length])
        assert len(parts[-1]) == length
        data = data[4 + length :]
    return parts


@given(st.lists(st.binary(max_size=9)))
def test_fields_can_be_read_back(fields: list[bytes]) -> None:
    assert unframed(frame("hustings-x/1", *fields)) == [b"hustings-x/1", *fields]


@given(st.integers(0, MOST))
def test_integers_have_eight_bytes(number: int) -> None:
    assert unframed(frame("hustings-x/1", number)) == [b"hustings-x/1", number.to_bytes(8, "big")]


@pytest.mark.parametrize("field", [-1, MOST + 1, "e\u0301", "\ud800", True, 1.0, None])
def test_other_fields_are_refused(field: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        frame("hustings-x/1", field)


@pytest.mark.parametrize(
    "label", ["", "hustings", "hustings-/1", "hustings-x", "hustings-x/0", "hustings-X/1", "x/1"]
)
def test_other_labels_are_refused(label: str) -> None:
    with pytest.raises(ValueError, match="not a label"):
        frame(label)
