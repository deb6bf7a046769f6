"""Canonical bytes and SHA-256, so that two people can see that they hold the same thing.

Knows how an election and a profile are written down for hashing. Must not know results: a
record's digest is the digest of its JSON (`json_digest`), which `counting.record` writes.

A profile's canonical bytes are `hustings-profile/1` and a line feed, then for each ranking in
ascending order: papers (unsigned 64 bit), number of entries (unsigned 16 bit), the entries
(signed 16 bit), all little-endian, grouped as all papers, then all lengths, then all entries;
then the rejected papers as JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hustings.election.model import Election
    from hustings.election.packed import PackedProfile
    from hustings.election.profile import Profile

_HEADER = b"hustings-profile/1\n"


def canonical_json(value: Any) -> bytes:
    """`value` as JSON with sorted keys, no white space, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def json_digest(value: Any) -> str:
    """`sha256:…` of `canonical_json(value)`."""
    return "sha256:" + hashlib.sha256(canonical_json(value)).hexdigest()


def election_digest(election: Election) -> str:
    """`sha256:…` of an election: title, seats, candidates with slate and groups, withdrawn."""
    return json_digest(
        {
            "title": election.title,
            "seats": election.seats,
            "candidates": [[c.name, c.slate, list(c.groups)] for c in election.candidates],
            "withdrawn": list(election.withdrawn),
        }
    )


def _little(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def profile_digest(profile: Profile) -> str:
    """`sha256:…` of a profile's canonical bytes (see the module)."""
    rankings = profile.rankings
    hasher = hashlib.sha256(_HEADER)
    # An array takes a list whole, but anything that is iterated entry by entry.
    hasher.update(_little(array("Q", profile.papers)))
    hasher.update(_little(array("H", list(map(len, rankings)))))
    hasher.update(_little(array("h", list(chain.from_iterable(rankings)))))
    hasher.update(canonical_json(profile.rejected))
    return "sha256:" + hasher.hexdigest()


def packed_digest(packed: PackedProfile) -> str:
    """The same digest as `profile_digest` of the same profile."""
    import numpy as np

    hasher = hashlib.sha256(_HEADER)
    hasher.update(np.ascontiguousarray(packed.papers, dtype="<u8").data)
    hasher.update(np.ascontiguousarray(np.diff(packed.starts), dtype="<u2").data)
    hasher.update(np.ascontiguousarray(packed.entries, dtype="<i2").data)
    hasher.update(canonical_json(packed.rejected))
    return "sha256:" + hasher.hexdigest()
