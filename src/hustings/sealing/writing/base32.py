"""Bytes as letters and digits that people can type: Crockford's base32.

Knows the alphabet and how forgiving reading is. Must not know what the bytes are.

The alphabet has neither I, L, O nor U, so that whoever reads 1 as I or 0 as O is still understood.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"I": 1, "L": 1, "O": 0}
# Spaces, hyphens, dashes and the minus sign.
_BETWEEN = re.compile(r"[\s_\u2010-\u2015\u2212-]+")


def encoded(data: bytes) -> str:
    """`data`, five bits a letter from the front, the last letter filled up with zero bits."""
    length = -(-8 * len(data) // 5)
    number = int.from_bytes(data, "big") << 5 * length - 8 * len(data)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def grouped(letters: str, size: int = 4) -> str:
    """`letters` in groups of `size` with hyphens between, for typing."""
    return "-".join(letters[start : start + size] for start in range(0, len(letters), size))


def decoded(text: str) -> bytes | None:
    """The bytes that `encoded` wrote; None where `text` is not what it writes.

    Lower case, spaces and hyphens do not matter; I and L are read as 1, O as 0.
    """
    letters = _BETWEEN.sub("", text).upper()
    if not all(letter in _VALUES for letter in letters):
        return None
    length = 5 * len(letters) // 8
    number = 0
    for letter in letters:
        number = number << 5 | _VALUES[letter]
    spare = 5 * len(letters) - 8 * length
    if spare >= 5 or number & (1 << spare) - 1:
        return None
    return (number >> spare).to_bytes(length, "big")
