"""HPKE: RFC 9180's own vectors, and the library's HPKE opens what ours seals, and back."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.errors import CannotOpen
from hustings.sealing.ballots.hpke import (
    OVERHEAD,
    KeyPair,
    derive_key_pair,
    key_schedule,
    seal,
    shared_secret,
    unseal,
)

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
OWN = derive_key_pair(b"r" * 32)
ONCE = derive_key_pair(b"e" * 32)


def of_order_dividing_eight() -> list[bytes]:
    """The points of low order, as RFC 7748's security considerations speak of them."""
    prime = 2**255 - 19
    points = [
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        prime - 1,
        prime,
        prime + 1,
    ]
    return [point.to_bytes(32, "little") for point in points]


@pytest.fixture(scope="module")
def vector() -> dict[str, Any]:
    """The vector of RFC 9180, A.1.1, with texts as bytes."""
    path = resources.files("cryptography_vectors") / "HPKE" / "test-vectors.json"
    wanted = {"mode": 0, "kem_id": 0x20, "kdf_id": 1, "aead_id": 1}
    (found,) = (
        entry for entry in json.loads(path.read_text("utf-8")) if wanted.items() <= entry.items()
    )
    return {k: bytes.fromhex(v) if isinstance(v, str) else v for k, v in found.items()}


def test_keys_of_the_rfc(vector: dict[str, Any]) -> None:
    for side in "RE":
        pair = derive_key_pair(vector[f"ikm{side}"])
        assert (pair.secret, pair.public) == (vector[f"sk{side}m"], vector[f"pk{side}m"])


def test_shared_secret_and_key_schedule_of_the_rfc(vector: dict[str, Any]) -> None:
    own, once = KeyPair(vector["skRm"]), KeyPair(vector["skEm"])
    assert shared_secret(once, own.public, vector["enc"], own.public) == vector["shared_secret"]
    assert shared_secret(own, vector["enc"], vector["enc"], own.public) == vector["shared_secret"]
    schedule = key_schedule(vector["shared_secret"], vector["info"])
    assert schedule == (vector["key"], vector["base_nonce"])


def test_first_message_of_the_rfc(vector: dict[str, Any]) -> None:
    first = {key: bytes.fromhex(text) for key, text in vector["encryptions"][0].items()}
    own, once = KeyPair(vector["skRm"]), KeyPair(vector["skEm"])
    sealed = seal(own.public, vector["info"], first["pt"], ephemeral=once, aad=first["aad"])
    assert sealed == vector["enc"] + first["ct"]
    assert unseal(own, vector["info"], sealed, aad=first["aad"]) == first["pt"]


@settings(max_examples=30)
@given(st.binary(max_size=100), st.binary(max_size=70))
def test_the_library_opens_ours_and_ours_the_librarys(message: bytes, info: bytes) -> None:
    sealed = seal(OWN.public, info, message, ephemeral=ONCE)
    assert len(sealed) == len(message) + OVERHEAD
    assert SUITE.decrypt(sealed, OWN.private, info) == message
    theirs = SUITE.encrypt(message, X25519PublicKey.from_public_bytes(OWN.public), info)
    assert unseal(OWN, info, theirs) == message


def test_any_bit_flipped_is_refused() -> None:
    sealed = seal(OWN.public, b"info", b"message", ephemeral=ONCE)
    for bit in range(8 * len(sealed)):
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpen):
            unseal(OWN, b"info", bytes(altered))


@pytest.mark.parametrize("encapsulated", of_order_dividing_eight(), ids=lambda p: p.hex()[:8])
def test_low_order_is_refused(encapsulated: bytes) -> None:
    with pytest.raises(CannotOpen, match="low order"):
        unseal(OWN, b"", encapsulated + bytes(30))
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        seal(encapsulated, b"", b"message", ephemeral=ONCE)


@pytest.mark.parametrize("length", [0, 31, 32, 47])
def test_too_short_is_refused(length: int) -> None:
    with pytest.raises(CannotOpen, match=f"{length} bytes are too few"):
        unseal(OWN, b"", bytes(length))


def test_little_material_makes_no_key() -> None:
    with pytest.raises(ValueError, match="32 random bytes, not 31"):
        derive_key_pair(bytes(31))


def test_a_key_pair_does_not_show_its_secret() -> None:
    assert repr(OWN) == "KeyPair()"
