"""HPKE in base mode (RFC 9180) with X25519, HKDF-SHA256 and AES-128-GCM, one message a key.

Knows the RFC's sections 4, 5.1 and 6.1. Must not know what is sealed.

`cryptography` has HPKE of its own, but chooses the ephemeral key itself; decoys have to be sealed
again, byte for byte, from a published seed. The tests hold the two to each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hmac import digest as hmac_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hustings.errors import CannotOpen

KEY_BYTES = 32
ENCAPSULATED_BYTES = 32
TAG_BYTES = 16
# What one sealing adds to a message.
OVERHEAD = ENCAPSULATED_BYTES + TAG_BYTES

_KEM = b"KEM" + (0x0020).to_bytes(2, "big")
_SUITE = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (0x0020, 0x0001, 0x0001))
_BASE_MODE = b"\x00"


@dataclass(frozen=True)
class KeyPair:
    """An X25519 key pair.

    Attributes:
        secret: the private key, 32 bytes; never shown.
    """

    secret: bytes = field(repr=False)

    @cached_property
    def private(self) -> X25519PrivateKey:
        """The private key as `cryptography` has it."""
        return X25519PrivateKey.from_private_bytes(self.secret)

    @cached_property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()


def derive_key_pair(material: bytes) -> KeyPair:
    """DeriveKeyPair (section 7.1.3).

    Args:
        material: at least 32 bytes that nobody can guess.

    Raises:
        ValueError: `material` is shorter.
    """
    if len(material) < KEY_BYTES:
        raise ValueError(f"a key needs {KEY_BYTES} random bytes, not {len(material)}")
    extracted = _extract(_KEM, b"", b"dkp_prk", material)
    return KeyPair(_expand(_KEM, extracted, b"sk", b"", KEY_BYTES))


def shared_secret(own: KeyPair, other: bytes, encapsulated: bytes, receiver: bytes) -> bytes:
    """What Encap and Decap (section 4.1) agree on, 32 bytes.

    Args:
        own, other: one side's key pair and the other side's public key.
        encapsulated, receiver: the ephemeral public key and the receiver's.

    Raises:
        ValueError: `other` is not 32 bytes or of low order, so that the secret would be zero.
    """
    agreed = own.private.exchange(X25519PublicKey.from_public_bytes(other))
    extracted = _extract(_KEM, b"", b"eae_prk", agreed)
    return _expand(_KEM, extracted, b"shared_secret", encapsulated + receiver, KEY_BYTES)


def key_schedule(secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """KeySchedule (section 5.1) in base mode: the AES key, 16 bytes, and the nonce, 12 bytes."""
    context = b"".join(
        (
            _BASE_MODE,
            _extract(_SUITE, b"", b"psk_id_hash", b""),
            _extract(_SUITE, b"", b"info_hash", info),
        )
    )
    extracted = _extract(_SUITE, secret, b"secret", b"")
    return (
        _expand(_SUITE, extracted, b"key", context, 16),
        _expand(_SUITE, extracted, b"base_nonce", context, 12),
    )


def seal(
    receiver: bytes, info: bytes, message: bytes, *, ephemeral: KeyPair, aad: bytes = b""
) -> bytes:
    """`message` sealed for the public key `receiver`: encapsulated key, ciphertext, tag.

    Args:
        info: what the message is for; opening it needs the same.
        ephemeral: a key pair that seals nothing else.
        aad: bytes that are bound to the message and not in it.

    Raises:
        ValueError: `receiver` is not a usable public key.
    """
    secret = shared_secret(ephemeral, receiver, ephemeral.public, receiver)
    key, nonce = key_schedule(secret, info)
    return ephemeral.public + AESGCM(key).encrypt(nonce, message, aad)


def unseal(own: KeyPair, info: bytes, sealed: bytes, *, aad: bytes = b"") -> bytes:
    """The message in `sealed`, as `seal` made it for `own` with the same `info` and `aad`.

    Raises:
        CannotOpen: it was sealed for another key or another `info`, is altered or cut short, or its
            encapsulated key is of low order.
    """
    if len(sealed) < OVERHEAD:
        raise CannotOpen(f"{len(sealed)} bytes are too few to be sealed")
    encapsulated, ciphertext = sealed[:ENCAPSULATED_BYTES], sealed[ENCAPSULATED_BYTES:]
    try:
        secret = shared_secret(own, encapsulated, encapsulated, own.public)
    except ValueError:
        raise CannotOpen("the encapsulated key is of low order") from None
    key, nonce = key_schedule(secret, info)
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except InvalidTag:
        raise CannotOpen("sealed for another key or another place, or altered") from None


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    """LabeledExtract (section 4); HKDF-Extract is HMAC under the salt (RFC 5869, 2.2)."""
    return hmac_digest(salt, b"HPKE-v1" + suite + label + material, "sha256")


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand (section 4) of at most 32 bytes: HKDF-Expand's first block (RFC 5869, 2.3)."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac_digest(key, labelled + b"\x01", "sha256")[:length]
