"""The root of a roll: the same for the same roll, another for every other."""

from __future__ import annotations

import pytest

from hustings.errors import InputError
from hustings.sealing.voters.roll import roll_root
from hustings.sealing.writing.framing import digest, mac

SALT = b"s" * 32


def test_root_as_documented() -> None:
    entries = sorted(mac(SALT, "hustings-roll-entry/1", "nec", voter) for voter in ("a", "b"))
    assert roll_root(SALT, "nec", ["b", "a"]) == digest(
        "hustings-roll/1", "nec", 2, b"".join(entries)
    )


def test_every_change_shows() -> None:
    roots = {
        roll_root(salt, contest, voters)
        for salt in (SALT, b"t" * 32)
        for contest in ("nec", "wales")
        for voters in (["a"], ["b"], ["a", "b"], ["ab"])
    }
    roots.add(roll_root(SALT, "nec", []))
    assert len(roots) == 17


def test_faults() -> None:
    with pytest.raises(InputError, match="an id stands twice"):
        roll_root(SALT, "nec", ["a", "b", "a"])
    with pytest.raises(ValueError, match="32 bytes, not 0"):
        roll_root(b"", "nec", [])
