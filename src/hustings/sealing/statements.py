"""Statements: what holders sign in the course of an election, each covering the one before.

Knows how a statement is written, signed and chained. Must not know what a statement is about.

The first statements of an election are its holders' acceptances (`ACCEPT`): each has found its own
keys in the manifest. Every statement covers the election's id and the hash of the statement before
it, the first the id alone, so that none can be left out or put in later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hustings.errors import InputError, NotVerified
from hustings.inputs.text import shown
from hustings.sealing.writing import signing
from hustings.sealing.writing.document import raw, read_document, write_document
from hustings.sealing.writing.framing import HASH_BYTES, MOST, digest

STATEMENT = "hustings-statement/1"
STATEMENT_HASH = "hustings-statement-hash/1"

# "My own keys stand in this manifest."
ACCEPT = "accept"

_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Statement(NamedTuple):
    """A statement.

    Attributes:
        number: from 1, without a gap.
        previous: the hash of the statement before; the election's id for the first.
        kind: what it says, in lower-case words with hyphens.
        by: the holder who signs, by the name in the manifest.
        contest: the contest it is about; empty for all of them.
        content: what else it says, for whoever knows the kind.
        signature: 64 bytes.
    """

    number: int
    previous: bytes
    kind: str
    by: str
    contest: str
    content: dict[str, Any]
    signature: bytes


def state(
    eid: bytes,
    earlier: Sequence[bytes],
    secret: bytes,
    *,
    by: str,
    kind: str,
    contest: str = "",
    content: Mapping[str, Any] | None = None,
) -> bytes:
    """The next statement, signed: a document of the form `hustings-statement/1`.

    Args:
        earlier: the documents of every statement so far.
        secret: the holder's Ed25519 key.
        by, kind, contest, content: as of `Statement`.

    Raises:
        InputError: the content has no canonical form, or the kind is not in lower-case words.
    """
    if not _KIND.fullmatch(kind):
        raise InputError(f"{shown(kind)} is not a kind of statement", remedy="use lower-case words")
    body = Statement(
        len(earlier) + 1, _last_hash(eid, earlier), kind, by, contest, dict(content or {}), b""
    )
    signature = signing.sign(secret, STATEMENT, eid, _body(body))
    return _document(body._replace(signature=signature))


def statement_hash(document: bytes) -> bytes:
    """The hash, 32 bytes, by which the next statement covers this one."""
    return digest(STATEMENT_HASH, document)


def read_statement(data: bytes, *, source: str = "") -> Statement:
    """The statement in a document; neither its signature nor its place is checked.

    Raises:
        InputError: it is no such document.
    """
    entry = read_document(data, STATEMENT, Statement._fields, source=source)
    content = entry.values["content"]
    kind, contest = entry.text("kind"), entry.values["contest"]
    if not _KIND.fullmatch(kind):
        raise entry.fault(f"{shown(kind)} is not a kind of statement", "kind")
    if not isinstance(content, dict):
        raise entry.fault("`content` of the document is not an object", "content")
    if not isinstance(contest, str):
        raise entry.fault("`contest` of the document is not text", "contest")
    return Statement(
        entry.whole("number", least=1, most=MOST),
        raw(entry, "previous", HASH_BYTES),
        kind,
        entry.text("by"),
        contest,
        content,
        raw(entry, "signature", signing.SIGNATURE_BYTES),
    )


def verify_statements(
    eid: bytes, documents: Iterable[bytes], signers: Mapping[str, bytes]
) -> tuple[Statement, ...]:
    """Every statement of an election, in order, each found to be signed and in its place.

    Args:
        signers: Ed25519 public keys by holder, from the manifest.

    Raises:
        InputError: one is no such document.
        NotVerified: one is out of place, by nobody in the manifest, or not signed by that holder.
            It says which.
    """
    previous, statements = eid, list[Statement]()
    for number, document in enumerate(documents, 1):
        statement = read_statement(document, source=f"statement {number}")
        if (statement.number, statement.previous) != (number, previous):
            raise NotVerified(f"statement {number} does not follow the one before it")
        if statement.by not in signers:
            raise NotVerified(
                f"statement {number} is by {shown(statement.by)}, who is not in the manifest"
            )
        signer = signers[statement.by]
        if not signing.is_signed(signer, statement.signature, STATEMENT, eid, _body(statement)):
            raise NotVerified(f"statement {number} was not signed by {shown(statement.by)}")
        statements.append(statement)
        previous = statement_hash(document)
    return tuple(statements)


def _last_hash(eid: bytes, documents: Sequence[bytes]) -> bytes:
    return statement_hash(documents[-1]) if documents else eid


def _body(statement: Statement) -> bytes:
    """The document without its signature: what the signature covers beside the election's id."""
    values = {**statement._asdict(), "previous": statement.previous.hex()}
    del values["signature"]
    return write_document(STATEMENT, values)


def _document(statement: Statement) -> bytes:
    values = {
        **statement._asdict(),
        "previous": statement.previous.hex(),
        "signature": statement.signature.hex(),
    }
    return write_document(STATEMENT, values)
