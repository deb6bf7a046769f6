"""Key tests: whoever holds a key, or its backup, shows that they can open it before a poll opens.

Knows the challenge and its answer. Must not know who has to answer by when.

The challenge is 32 random bytes, sealed for the key under a label of its own, so that nothing
sealed for a ballot passes for a challenge. The answer is their hash: it says that the key is at
hand, and releases nothing.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from hustings.errors import CannotOpen, InputError
from hustings.inputs.entry import Entry
from hustings.sealing.ballots import hpke
from hustings.sealing.ballots.envelope import Random
from hustings.sealing.holders.keys import SIGN, Key, PublicKey, bind, fingerprint
from hustings.sealing.writing.document import choice, raw, read_document, write_document
from hustings.sealing.writing.framing import HASH_BYTES, digest, frame

KEY_TEST = "hustings-keytest/1"
ANSWER = "hustings-keytest-answer/1"

COPIES = ("key", "backup")

_CHALLENGE_BYTES = 32


class Challenge(NamedTuple):
    """A challenge as made.

    Attributes:
        document: what the holder is sent, of the form `hustings-keytest/1`.
        answer: what the holder must send back, 32 bytes; kept secret until then.
    """

    document: bytes
    answer: bytes


def challenge(
    eid: bytes, public: PublicKey, copy: str, *, random: Random = os.urandom
) -> Challenge:
    """A challenge for one key and whoever holds it.

    Args:
        copy: "key" for the holder, "backup" for whoever keeps the backup.
        random: asked for 32 bytes, the challenge; then 32 more, for its ephemeral key.

    Raises:
        ValueError: the key signs or cannot be sealed for, or there is no such copy.
    """
    if public.use == SIGN:
        raise ValueError("a key that signs opens no challenge")
    if copy not in COPIES:
        raise ValueError(f"{copy!r} is neither key nor backup")
    secret = random(_CHALLENGE_BYTES)
    ephemeral = hpke.derive_key_pair(random(hpke.KEY_BYTES))
    info = _info(eid, public, copy)
    sealed = hpke.seal(public.public, info, secret, ephemeral=ephemeral)
    values = {
        "eid": eid.hex(),
        "use": public.use,
        "public": public.public.hex(),
        "copy": copy,
        "sealed": sealed.hex(),
    }
    return Challenge(write_document(KEY_TEST, values), digest(ANSWER, info, secret))


def answer(data: bytes, key: Key, *, source: str = "") -> bytes:
    """What to send back for a challenge: 32 bytes.

    Raises:
        InputError: it is no challenge, is meant for another key, or the key serves another
            election.
        CannotOpen: it was made for this key and has been altered.
    """
    entry = _meant_for(data, key.public, source)
    eid, copy = raw(entry, "eid", HASH_BYTES), choice(entry, "copy", COPIES)
    info = _info(bind(key, eid).eid, key.public, copy)
    try:
        secret = hpke.unseal(key.pair, info, raw(entry, "sealed"))
    except CannotOpen:
        raise CannotOpen("this challenge does not open: it has been altered") from None
    return digest(ANSWER, info, secret)


def check_meant_for(data: bytes, public: PublicKey, *, source: str = "") -> None:
    """Refuse a challenge for another key, before anybody types a passphrase.

    Raises:
        InputError: it is for another, or no challenge.
    """
    _meant_for(data, public, source)


def _meant_for(data: bytes, key: PublicKey, source: str) -> Entry:
    """The challenge in `data`, found to be for `key`."""
    entry = read_document(data, KEY_TEST, ("eid", "use", "public", "copy", "sealed"), source=source)
    use, public = entry.text("use"), raw(entry, "public", hpke.KEY_BYTES)
    if (use, public) != (key.use, key.public):
        raise InputError(
            f"this challenge is for the key {use} with the fingerprint {fingerprint(public)}",
            remedy=f"the key at hand is {key.use}, {fingerprint(key.public)}",
            source=source,
        )
    return entry


def _info(eid: bytes, public: PublicKey, copy: str) -> bytes:
    return frame(KEY_TEST, eid, public.use, public.public, copy)
