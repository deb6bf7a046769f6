"""Hashes of voters' links, as the body that makes the links hands them to the server.

Knows the document and whose signature it bears. Must not know addresses, mails or tables.

In an organisation the server holds nothing of a link but this hash, so it can make no link itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.errors import InputError, NotVerified
from hustings.sealing.manifest import Manifest, Role
from hustings.sealing.writing import signing
from hustings.sealing.writing.document import exactly, raw, read_document, write_document
from hustings.sealing.writing.framing import HASH_BYTES, MOST, mac

LINKS = "hustings-link-hashes/1"
LINK_KEY = "hustings-link-key/1"


class LinkHash(NamedTuple):
    """A link: whose, which of theirs (the first is 1), and its hash (`links.token_hash`)."""

    member: str
    issue: int
    hash: bytes


def link_key(secret: bytes, eid: bytes) -> bytes:
    """K_link of an election, 32 bytes, from the Ed25519 key of the body that makes the links.

    So there is no second secret to keep, to lose, or to leave unlocked.
    """
    return mac(secret, LINK_KEY, eid)


def write_hashes(eid: bytes, secret: bytes, made: Sequence[LinkHash]) -> bytes:
    """The document of the form `hustings-link-hashes/1`, signed."""
    body = _body(eid, made)
    signature = signing.sign(secret, LINKS, eid, write_document(LINKS, body))
    return write_document(LINKS, {**body, "signature": signature.hex()})


def read_hashes(
    data: bytes, eid: bytes, manifest: Manifest, *, source: str = ""
) -> tuple[LinkHash, ...]:
    """The hashes in a document that the manifest's maker of links has signed.

    Raises:
        InputError: it is no such document, of another election, or nobody makes links in this one.
        NotVerified: somebody else has signed it.
    """
    maker = next((one for one in manifest.holders if one.role is Role.LINKS), None)
    if maker is None:
        raise InputError("in this election the server makes the links itself", source=source)
    entry = read_document(data, LINKS, ("eid", "links", "signature"), source=source)
    if (other := raw(entry, "eid", HASH_BYTES)) != eid:
        raise InputError(f"these links are of another election, {other.hex()}", source=source)
    made = []
    for listed in entry.tables("links", "link"):
        exactly(listed, LinkHash._fields)
        issue = listed.whole("issue", least=1, most=MOST)
        made.append(LinkHash(listed.text("member"), issue, raw(listed, "hash", HASH_BYTES)))
    signature = raw(entry, "signature", signing.SIGNATURE_BYTES)
    signed = write_document(LINKS, _body(eid, made))
    if not signing.is_signed(maker.sign, signature, LINKS, eid, signed):
        raise NotVerified(f"these links were not signed by {maker.name}")
    return tuple(made)


def _body(eid: bytes, made: Sequence[LinkHash]) -> dict[str, object]:
    listed = [{**one._asdict(), "hash": one.hash.hex()} for one in made]
    return {"eid": eid.hex(), "links": listed}
