"""Keys and elections for the tests, the same in every run."""

from __future__ import annotations

import hashlib
from itertools import count

from hustings.sealing.envelope import Envelope, Layer, Random, society
from hustings.sealing.hpke import KeyPair, derive_key_pair


def repeatable(seed: str) -> Random:
    """A source of bytes that look random and are SHA-256 of the seed and a running number."""
    numbers = count()

    def random(length: int) -> bytes:
        blocks = -(-length // 32)
        made = b"".join(
            hashlib.sha256(f"{seed} {next(numbers)}".encode()).digest() for _ in range(blocks)
        )
        return made[:length]

    return random


KEYS = {name: derive_key_pair(hashlib.sha256(name.encode()).digest()) for name in society(3)}


def envelope(names: tuple[str, ...] = society(2), *, contest: str = "nec") -> Envelope:
    """An envelope for `KEYS`, in an election with the id of 32 letters e."""
    return Envelope(b"e" * 32, contest, tuple(Layer(name, KEYS[name].public) for name in names))


def opened(sealed: bytes, sealing: Envelope, keys: dict[str, KeyPair]) -> bytes:
    """The payload in `sealed`."""
    from hustings.sealing.envelope import open_layer

    for layer in sealing.layers:
        sealed = open_layer(sealed, sealing, layer.name, keys[layer.name])
    return sealed
