"""Sealing a payload in layers, one inside the other, for those who open them one after the other.

Knows the order and names of layers and what each binds its content to. Must not know who holds a
key, nor what a payload means.

A club has the layer `M1`. A society has `S`, then `M1` to `Mn`, then `O1` to `On` for n >= 2
trustees, outermost first. Each layer adds 48 bytes and binds its content to the election, the
contest and the layer's name, so that it opens nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from hustings.errors import CannotOpen
from hustings.sealing.ballots import hpke, payload
from hustings.sealing.writing.base32 import encoded, grouped
from hustings.sealing.writing.framing import digest, frame

SEAL = "hustings-seal/1"
CHECK = "hustings-check/1"

# Gives as many random bytes as asked for.
Random = Callable[[int], bytes]


class Layer(NamedTuple):
    """One layer: its name, "M1", and the X25519 public key it is sealed for, 32 bytes."""

    name: str
    public: bytes


class Envelope(NamedTuple):
    """What every ballot of a contest is sealed in.

    Attributes:
        eid: the election's id, 32 bytes.
        contest: the contest's id.
        layers: outermost first.
    """

    eid: bytes
    contest: str
    layers: tuple[Layer, ...]

    def place(self, name: str) -> int:
        """The place of the layer called `name`, 0 for the outermost.

        Raises:
            ValueError: there is no such layer.
        """
        return [layer.name for layer in self.layers].index(name)

    def length(self, name: str) -> int:
        """How many bytes go into the opening of the layer called `name`."""
        return payload.BYTES + hpke.OVERHEAD * (len(self.layers) - self.place(name))


def society(trustees: int) -> tuple[str, ...]:
    """The names of a society's layers, outermost first: S, M1 …, O1 …."""
    numbers = range(1, trustees + 1)
    return ("S", *(f"M{n}" for n in numbers), *(f"O{n}" for n in numbers))


CLUB = ("M1",)


def seal(content: bytes, envelope: Envelope, *, random: Random = os.urandom) -> bytes:
    """The sealed ballot, as it stands on the board; arguments as of `seal_stages`."""
    return seal_stages(content, envelope, random=random)[0]


def seal_stages(
    content: bytes, envelope: Envelope, *, outermost: str = "", random: Random = os.urandom
) -> tuple[bytes, ...]:
    """The payload sealed in every layer, as it looks before each is opened, outermost first.

    Args:
        content: the payload, 64 bytes.
        outermost: the layer to end with, "M1" for decoys; the envelope's own unless given.
        random: asked for 32 bytes a layer, innermost layer first: the material of DeriveKeyPair
            for the layer's ephemeral key. The same bytes give the same sealing.

    Returns:
        one entry a layer, from `outermost` to the innermost; the payload is not among them.

    Raises:
        ValueError: the payload is not 64 bytes, a key is not usable, no layer `outermost`.
    """
    if len(content) != payload.BYTES:
        raise ValueError(f"a payload has {payload.BYTES} bytes, not {len(content)}")
    first = envelope.place(outermost) if outermost else 0
    stages: list[bytes] = []
    for layer in reversed(envelope.layers[first:]):
        content = hpke.seal(
            layer.public,
            _info(envelope, layer.name),
            content,
            ephemeral=hpke.derive_key_pair(random(hpke.KEY_BYTES)),
        )
        stages.append(content)
    return tuple(reversed(stages))


def open_layer(sealed: bytes, envelope: Envelope, name: str, own: hpke.KeyPair) -> bytes:
    """The content of the layer called `name`: what the next layer opens, at last the payload.

    Raises:
        CannotOpen: it has not this layer's length, was sealed for another key, election, contest or
            layer, or is altered. What it says is fit for a list of invalid papers.
    """
    length = envelope.length(name)
    if len(sealed) != length:
        raise CannotOpen(f"{len(sealed)} bytes, where layer {name} has {length}")
    return hpke.unseal(own, _info(envelope, name), sealed)


def check_code(stage: bytes, envelope: Envelope) -> str:
    """A code by which a voter finds their ballot in the list that enters `O1`.

    Whoever sees the code can later read that vote. 16 letters and digits (80 bits), in fours.

    Args:
        stage: the ballot as it enters `O1`, one of `seal_stages`.
    """
    return grouped(encoded(digest(CHECK, envelope.eid, envelope.contest, stage)[:10]))


def _info(envelope: Envelope, name: str) -> bytes:
    return frame(SEAL, envelope.eid, envelope.contest, name)
