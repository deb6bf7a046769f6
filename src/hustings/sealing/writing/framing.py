"""Framing: the one way in which a label and its fields become the bytes that are hashed or signed.

Knows lengths and byte order. Must not know what any field means.

A framed text is the label and then each field, each after its own length: 4 bytes, big-endian. A
text is UTF-8 in normal form C, an integer 8 bytes, big-endian. No two lists of fields of the same
types give the same bytes, and every label has one list of types (docs/sealing.md), so that nothing
made for one purpose passes for another.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from unicodedata import is_normalized

# Integers stay where a JavaScript number is exact.
MOST = 2**53 - 1
HASH_BYTES = 32

_LABEL = re.compile(r"hustings-[a-z]+(?:-[a-z]+)*/[1-9][0-9]*")

Field = bytes | str | int


def frame(label: str, *fields: Field) -> bytes:
    """The bytes of `label` and `fields`: see the module.

    Args:
        label: `hustings-`, lower-case words, `/` and a version.
        fields: bytes as they are, texts, whole numbers from 0 to 2^53 - 1.

    Raises:
        ValueError: a label, text or number that is not as said.
        TypeError: a field of another type, `True` and `False` among them.
    """
    if not _LABEL.fullmatch(label):
        raise ValueError(f"{label!r} is not a label")
    return b"".join(_with_length(part) for part in (label.encode(), *map(_encoded, fields)))


def digest(label: str, *fields: Field) -> bytes:
    """SHA-256 (32 bytes) of the framed label and fields."""
    return hashlib.sha256(frame(label, *fields)).digest()


def mac(key: bytes, label: str, *fields: Field) -> bytes:
    """HMAC-SHA256 (32 bytes) under `key` of the framed label and fields."""
    return hmac.digest(key, frame(label, *fields), "sha256")


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _encoded(field: Field) -> bytes:
    if isinstance(field, bytes):
        return field
    if isinstance(field, str):
        if not is_normalized("NFC", field):
            raise ValueError(f"{field!a} is not in Unicode's normal form C")
        return field.encode()  # a lone surrogate raises a ValueError of its own
    if isinstance(field, bool) or not isinstance(field, int):
        raise TypeError(f"a field cannot be of type {type(field).__name__}")
    if not 0 <= field <= MOST:
        raise ValueError(f"{field} is not from 0 to 2^53 - 1")
    return field.to_bytes(8, "big")
