"""Keys of those who hold the seal: made offline, kept in files that a passphrase opens.

Knows what a key is for and how its file is written. Must not know where files lie.

A key is for one use: `S`, `M1`, `O1` … open the layer of that name (X25519), `sign` signs
(Ed25519). A key serves one election: `bind` writes its id into the key, and a key that is bound
to another refuses.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hustings.errors import InputError
from hustings.inputs.entry import Entry
from hustings.inputs.text import flaw, shown
from hustings.sealing.ballots.envelope import Random
from hustings.sealing.ballots.hpke import KeyPair
from hustings.sealing.holders.passphrase import as_typed
from hustings.sealing.writing import signing
from hustings.sealing.writing.document import exactly, raw, read_document, write_document
from hustings.sealing.writing.framing import HASH_BYTES, digest, frame

KEY = "hustings-key/1"
PUBLIC_KEY = "hustings-public-key/1"
FINGERPRINT = "hustings-fingerprint/1"

SIGN = "sign"
# scrypt's cost as a power of two, with its block size: 2^17 takes 128 MB and a third of a second.
COST = 17
LEAST_COST, MOST_COST = 14, 20
BLOCK_SIZE = 8

_SECRET_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_USE = re.compile(r"S|sign|[MO][1-9][0-9]?")


class PublicKey(NamedTuple):
    """What a holder hands out.

    Attributes:
        holder: whose it is.
        election: what it was made for, in the holder's words.
        use: `S`, `M1`, `O1` … or `sign`.
        public: 32 bytes.
    """

    holder: str
    election: str
    use: str
    public: bytes


@dataclass(frozen=True)
class Key:
    """A private key.

    Attributes:
        holder, election, use: as of `PublicKey`.
        secret: 32 bytes; never shown.
        eid: the id of the election it is bound to; empty as long as there is none.
    """

    holder: str
    election: str
    use: str
    secret: bytes = field(repr=False)
    eid: bytes = b""

    @cached_property
    def public(self) -> PublicKey:
        """What is handed out."""
        raw_public = signing.public_key(self.secret) if self.use == SIGN else self.pair.public
        return PublicKey(self.holder, self.election, self.use, raw_public)

    @cached_property
    def pair(self) -> KeyPair:
        """The key pair that opens a layer.

        Raises:
            InputError: this key signs.
        """
        if self.use == SIGN:
            raise InputError(
                f"{self.holder}'s key for signing opens nothing", remedy="give the other"
            )
        return KeyPair(self.secret)


def make(holder: str, election: str, use: str, *, random: Random = os.urandom) -> Key:
    """A new key.

    Raises:
        InputError: there is no such use, or a name cannot stand in a document.
    """
    holder, election = normalize("NFC", holder), normalize("NFC", election)
    for text, called in ((holder, "the holder's name"), (election, "the election's name")):
        if wrong := flaw(text, called):
            raise InputError(wrong[0], remedy=wrong[1])
    if not _USE.fullmatch(use):
        raise InputError(
            f"{shown(use)} is not a use of a key", remedy="say S, M1, M2 …, O1, O2 … or sign"
        )
    return Key(holder, election, use, random(_SECRET_BYTES))


def bind(key: Key, eid: bytes) -> Key:
    """`key` as it serves the election with the id `eid`, and no other.

    Raises:
        InputError: it is bound to another.
    """
    if key.eid not in (b"", eid):
        raise InputError(
            f"{key.holder}'s key {key.use} serves the election {key.eid.hex()[:16]}…,"
            f" not {eid.hex()[:16]}…",
            remedy="make a new key for every election",
        )
    return replace(key, eid=eid)


def lock(key: Key, passphrase: str, *, cost: int = COST, random: Random = os.urandom) -> bytes:
    """The key's file, a document of the form `hustings-key/1` (docs/sealing.md).

    Args:
        cost: scrypt's cost, a power of two: 14 to 20.
        random: asked for 16 bytes of salt, then 12 of nonce.
    """
    salt, nonce = random(_SALT_BYTES), random(_NONCE_BYTES)
    cipher = AESGCM(_stretched(passphrase, salt, cost))
    return write_document(
        KEY,
        {
            **_public_values(key.public),
            "eid": key.eid.hex(),
            "scrypt": {"cost": cost, "block_size": BLOCK_SIZE, "parallel": 1, "salt": salt.hex()},
            "nonce": nonce.hex(),
            "locked": cipher.encrypt(nonce, key.secret, _bound(key.public, key.eid)).hex(),
        },
    )


def unlock(data: bytes, passphrase: str, *, source: str = "") -> Key:
    """The key in a file that `lock` made.

    Raises:
        InputError: it is no such file, or the passphrase is another; one cannot tell a wrong
            passphrase from an altered file.
    """
    entry = _locked(data, source)
    public = _public(entry)
    eid = raw(entry, "eid")
    if len(eid) not in (0, HASH_BYTES):
        raise entry.fault(f"`eid` has {len(eid)} bytes, not 32 or none", "eid")
    stretching = entry.table("scrypt", "scrypt")
    exactly(stretching, ("cost", "block_size", "parallel", "salt"))
    cost = stretching.whole("cost", least=LEAST_COST, most=MOST_COST)
    stretching.whole("block_size", least=BLOCK_SIZE, most=BLOCK_SIZE)
    stretching.whole("parallel", least=1, most=1)
    salt = raw(stretching, "salt", _SALT_BYTES)
    nonce = raw(entry, "nonce", _NONCE_BYTES)
    locked = raw(entry, "locked", _SECRET_BYTES + _TAG_BYTES)
    try:
        cipher = AESGCM(_stretched(passphrase, salt, cost))
        secret = cipher.decrypt(nonce, locked, _bound(public, eid))
    except InvalidTag:
        raise InputError(
            "the passphrase does not open this key",
            remedy="type its seven words in their order, and check that this is the right file",
            source=source,
        ) from None
    key = Key(public.holder, public.election, public.use, secret, eid)
    if key.public != public:
        raise InputError(
            "the public key in this file is not that of its private key", source=source
        )
    return key


def locked_public(data: bytes, *, source: str = "") -> PublicKey:
    """Whose key a locked file says it holds, and for what, before a passphrase proves it.

    Raises:
        InputError: it is no such file.
    """
    return _public(_locked(data, source))


def public_file(public: PublicKey) -> bytes:
    """The document of the form `hustings-public-key/1` that a holder hands out."""
    return write_document(PUBLIC_KEY, _public_values(public))


def read_public(data: bytes, *, source: str = "") -> PublicKey:
    """The public key in a file that `public_file` made.

    Raises:
        InputError: it is no such file.
    """
    if f'"format":"{KEY}"'.encode() in data:
        raise InputError(
            "this is a secret key, which its holder keeps",
            remedy="delete this file, and ask them for those in their folder `public`",
            source=source,
        )
    return _public(read_document(data, PUBLIC_KEY, _PUBLIC_KEYS, source=source))


def fingerprint(public: bytes) -> str:
    """A public key's fingerprint, to be compared by telephone: 32 hexadecimal digits in fours."""
    digits = digest(FINGERPRINT, public)[:16].hex()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


_PUBLIC_KEYS = ("holder", "election", "use", "public")


def _public_values(public: PublicKey) -> dict[str, str]:
    return {**public._asdict(), "public": public.public.hex()}


def _public(entry: Entry) -> PublicKey:
    use = entry.text("use")
    if not _USE.fullmatch(use):
        raise entry.fault(f"{shown(use)} is not a use of a key", "use")
    public = raw(entry, "public", _SECRET_BYTES)
    return PublicKey(entry.text("holder"), entry.text("election"), use, public)


def _locked(data: bytes, source: str) -> Entry:
    keys = (*_PUBLIC_KEYS, "eid", "scrypt", "nonce", "locked")
    return read_document(data, KEY, keys, source=source)


def _bound(public: PublicKey, eid: bytes) -> bytes:
    """What stands beside the locked key and cannot be altered without breaking it."""
    return frame(KEY, *public, eid)


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    scrypt = Scrypt(salt=salt, length=32, n=2**cost, r=BLOCK_SIZE, p=1)
    return scrypt.derive(as_typed(passphrase).encode())
