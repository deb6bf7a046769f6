"""Keys and elections for the tests, the same in every run."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from itertools import count

from hustings.election.model import make_election
from hustings.sealing.ballots.envelope import Envelope, Layer, Random, open_layer, society
from hustings.sealing.ballots.hpke import KeyPair, derive_key_pair
from hustings.sealing.candidates import hashed
from hustings.sealing.manifest import (
    Contest,
    Holder,
    KeyedLayer,
    Manifest,
    Order,
    Role,
    Setting,
    tie_commitment,
)
from hustings.sealing.writing import signing


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
    for layer in sealing.layers:
        sealed = open_layer(sealed, sealing, layer.name, keys[layer.name])
    return sealed


def _sign(name: str) -> bytes:
    return signing.public_key(hashlib.sha256(f"{name} signs".encode()).digest())


HOLDERS = tuple(
    Holder(name, role, _sign(name))
    for name, role in (
        ("booth.example", Role.SERVER),
        ("Olu", Role.OFFICER),
        ("Sam", Role.SCRUTINEER),
        ("Tom", Role.TRUSTEE),
        ("Uma", Role.TRUSTEE),
    )
)
SOCIETY = Manifest(
    title="NEC élection 2026",
    setting=Setting.SOCIETY,
    practice=False,
    opens=datetime(2026, 10, 19, 9, tzinfo=UTC),
    closes=datetime(2026, 11, 12, 17, tzinfo=UTC),
    grace=300,
    zone="Europe/London",
    check_codes=False,
    server_seals=True,
    least_decoys=1000,
    booth=b"b" * 32,
    holders=HOLDERS,
    layers=tuple(
        KeyedLayer(name, holder, KEYS[name].public)
        for name, holder in zip(society(2), ("Sam", "Tom", "Uma", "Tom", "Uma"), strict=True)
    ),
    contests=(
        Contest(
            "nec",
            make_election("Members", 2, ["Ann", "Bo", "Cy"], slates=["Red", "", ""]),
            "ers97",
            "1",
            Order.FIXED,
            "Every member",
            b"",
            130_000,
            b"r" * 32,
            hashed({(1, "cy"): b"Mwy o de.", (1, "en"): b"More tea."}),
        ),
        Contest(
            "wales",
            make_election("Members in Wales", 1, ["Dai", "Eluned"]),
            "irv",
            "1",
            Order.ROTATED,
            "Members who live in Wales",
            tie_commitment("a seed"),
            7_000,
            b"w" * 32,
        ),
    ),
)


def organisation() -> Manifest:
    """The society's election, with links that another body makes."""
    links = Holder("Mail Ltd", Role.LINKS, _sign("Mail Ltd"))
    return SOCIETY._replace(setting=Setting.ORGANISATION, holders=(*HOLDERS, links))
