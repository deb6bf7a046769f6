"""The index of an archive: every member with its size and hash, signed by the officer.

Knows the document `hustings-index/1`. Must not know what a member holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from hustings.errors import NotVerified
from hustings.inputs.text import shown
from hustings.sealing.archive.members import NAME
from hustings.sealing.manifest import Manifest, Role
from hustings.sealing.proceedings import Signer
from hustings.sealing.writing import signing
from hustings.sealing.writing.document import exactly, raw, read_document, write_document
from hustings.sealing.writing.framing import HASH_BYTES, MOST

INDEX = "hustings-index/1"


class Member(NamedTuple):
    """A member: bytes, and their SHA-256 without a label, as `sha256sum` prints it."""

    size: int
    sha256: bytes


class Index(NamedTuple):
    """An index.

    Attributes:
        eid: the election's id.
        by: the officer's name.
        members: every other member by its name.
        signature: 64 bytes.
    """

    eid: bytes
    by: str
    members: Mapping[str, Member]
    signature: bytes


def member(content: bytes) -> Member:
    """A member's line in the index."""
    return Member(len(content), hashlib.sha256(content).digest())


def write_index(eid: bytes, officer: Signer, members: Mapping[str, Member]) -> bytes:
    """The index as a document of the form `hustings-index/1`, signed."""
    body = _values(eid, officer.name, members)
    signature = signing.sign(officer.secret, INDEX, eid, write_document(INDEX, body))
    return write_document(INDEX, {**body, "signature": signature.hex()})


def read_index(data: bytes, *, source: str = "") -> Index:
    """The index in a document; its signature is not checked.

    Raises:
        InputError: it is no such document, or a name is none of a member or stands twice.
    """
    entry = read_document(data, INDEX, Index._fields, source=source)
    members: dict[str, Member] = {}
    for listed in entry.tables("members", "member"):
        exactly(listed, ("name", "size", "sha256"))
        name = listed.text("name")
        if not NAME.fullmatch(name) or name in members:
            raise listed.fault(f"{shown(name)} cannot name a member, or stands twice", "name")
        size = listed.whole("size", least=0, most=MOST)
        members[name] = Member(size, raw(listed, "sha256", HASH_BYTES))
    return Index(
        raw(entry, "eid", HASH_BYTES),
        entry.text("by"),
        members,
        raw(entry, "signature", signing.SIGNATURE_BYTES),
    )


def check_signed(index: Index, eid: bytes, manifest: Manifest) -> None:
    """Find that the manifest's officer signed an index for this election.

    Raises:
        NotVerified: not.
    """
    officer = next(holder for holder in manifest.holders if holder.role is Role.OFFICER)
    body = write_document(INDEX, _values(index.eid, index.by, index.members))
    if (index.eid, index.by) != (eid, officer.name) or not signing.is_signed(
        officer.sign, index.signature, INDEX, eid, body
    ):
        raise NotVerified(f"the index was not signed by {shown(officer.name)} for this election")


def _values(eid: bytes, by: str, members: Mapping[str, Member]) -> dict[str, Any]:
    return {
        "eid": eid.hex(),
        "by": by,
        "members": [
            {"name": name, "size": members[name].size, "sha256": members[name].sha256.hex()}
            for name in sorted(members)
        ],
    }
