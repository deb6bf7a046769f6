"""The root of a roll: what a manifest says of the voters without naming any.

Knows how a roll becomes 32 bytes. Must not know what a voter is beyond an id.

Whoever is given the roll and the salt can see that it is the roll the manifest was made with:
nobody added, left out or exchanged since. It proves nothing of one voter without the whole roll,
and nothing of whether the roll was right. Without the salt no id can be guessed from the root.
"""

from __future__ import annotations

from collections.abc import Iterable

from hustings.errors import InputError
from hustings.sealing.writing.framing import digest, mac

ENTRY = "hustings-roll-entry/1"
ROLL = "hustings-roll/1"

SALT_BYTES = 32


def roll_root(salt: bytes, contest: str, voters: Iterable[str]) -> bytes:
    """The root, 32 bytes, of those entitled in a contest; their order does not matter.

    Args:
        salt: 32 random bytes, kept with the roll.
        contest: the contest's id.
        voters: ids, each once.

    Raises:
        InputError: an id stands twice.
        ValueError: a salt of another length, an id that is not in normal form C.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"the salt of a roll has {SALT_BYTES} bytes, not {len(salt)}")
    entries = sorted(mac(salt, ENTRY, contest, voter) for voter in voters)
    if len(set(entries)) < len(entries):
        raise InputError("an id stands twice on the roll", remedy="let each voter stand once")
    return digest(ROLL, contest, len(entries), b"".join(entries))
