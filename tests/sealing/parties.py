"""Keys and elections for the tests, the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from hustings.election.model import make_election
from hustings.sealing.ballots.envelope import CLUB, Envelope, Layer, Random, open_layer, society
from hustings.sealing.ballots.hpke import KeyPair, derive_key_pair
from hustings.sealing.candidates import Texts, hashed
from hustings.sealing.closing import Signer
from hustings.sealing.holders.keys import Key
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


ROLES = {
    "booth.example": Role.SERVER,
    "Olu": Role.OFFICER,
    "Sam": Role.SCRUTINEER,
    "Tom": Role.TRUSTEE,
    "Uma": Role.TRUSTEE,
}
PEOPLE = dict(zip(society(2), ("Sam", "Tom", "Uma", "Tom", "Uma"), strict=True))

TEXTS: dict[str, Texts] = {
    "nec": {(1, "en"): b"More tea.\n\nMore cups.", (1, "cy"): b"Mwy o de.", (3, "en"): b"No tea."}
}
NEC = Contest(
    "nec",
    make_election("Members", 2, ["Ann", "Bo", "Cy"], slates=["Red", "", ""]),
    "ers97",
    "1",
    Order.FIXED,
    "Every member",
    b"",
    100,
    b"r" * 32,
    hashed(TEXTS["nec"]),
)


@dataclass
class Parties:
    """Everybody's keys, the same for the same label."""

    label: str = ""

    def signer(self, name: str) -> Signer:
        return Signer(name, self._secret(f"{name} signs"))

    def key(self, layer: str, holder: str) -> Key:
        return Key(holder, "2026", layer, self._secret(layer))

    def seed(self, contest: str) -> bytes:
        return self._secret(f"decoys of {contest}")

    def _secret(self, what: str) -> bytes:
        return hashlib.sha256(f"{self.label}{what}".encode()).digest()


def manifest(
    contests: Sequence[Contest],
    parties: Parties,
    *,
    setting: Setting = Setting.SOCIETY,
    least_decoys: int = 8,
    server_seals: bool = True,
) -> Manifest:
    club = setting is Setting.CLUB
    roles = {
        name: role
        for name, role in ROLES.items()
        if not club or role in (Role.SERVER, Role.OFFICER)
    }
    layers = dict.fromkeys(CLUB, "Olu") if club else PEOPLE
    return Manifest(
        title="Election of 2026",
        setting=setting,
        practice=False,
        opens=datetime(2026, 10, 19, 9, tzinfo=UTC),
        closes=datetime(2026, 11, 12, 17, tzinfo=UTC),
        grace=300,
        zone="Europe/London",
        check_codes=False,
        server_seals=server_seals,
        least_decoys=0 if club else least_decoys,
        booth=b"b" * 32,
        holders=tuple(
            Holder(name, role, signing.public_key(parties.signer(name).secret))
            for name, role in roles.items()
        ),
        layers=tuple(
            KeyedLayer(layer, holder, parties.key(layer, holder).pair.public)
            for layer, holder in layers.items()
        ),
        contests=tuple(contests),
    )


SOCIETY = manifest(
    (
        NEC._replace(
            roll_size=130_000,
            statements=hashed({(1, "cy"): b"Mwy o de.", (1, "en"): b"More tea."}),
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
    Parties(),
    least_decoys=1000,
)._replace(
    title="NEC élection 2026",
    layers=tuple(KeyedLayer(layer, holder, KEYS[layer].public) for layer, holder in PEOPLE.items()),
)


def organisation() -> Manifest:
    """The society's election, with links that another body makes."""
    public = signing.public_key(Parties().signer("Mail Ltd").secret)
    links = Holder("Mail Ltd", Role.LINKS, public)
    return SOCIETY._replace(setting=Setting.ORGANISATION, holders=(*SOCIETY.holders, links))
