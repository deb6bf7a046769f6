"""Signatures: Ed25519 over a framed label and its fields.

Knows how a signature is made and checked. Must not know who signs what.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hustings.sealing.writing.framing import Field, frame

KEY_BYTES = 32
SIGNATURE_BYTES = 64


def public_key(secret: bytes) -> bytes:
    """The public key, 32 bytes, of the private key `secret`, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign(secret: bytes, label: str, *fields: Field) -> bytes:
    """The signature, 64 bytes, over the framed label and fields; the same in every run."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(frame(label, *fields))


def is_signed(public: bytes, signature: bytes, label: str, *fields: Field) -> bool:
    """Whether `signature` over the framed label and fields was made with the key of `public`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, frame(label, *fields))
    except (InvalidSignature, ValueError):  # ValueError: no public key at all
        return False
    return True
