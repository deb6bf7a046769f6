"""The proceedings of an election: its manifest and everything stated since, as one value.

Knows who may state what, and how often. Must not know what follows from a statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from hustings.errors import InputError, NotVerified
from hustings.inputs.entry import Entry
from hustings.inputs.text import shown
from hustings.sealing.ballots.envelope import Envelope
from hustings.sealing.ballots.hpke import KeyPair
from hustings.sealing.holders.keys import Key, bind
from hustings.sealing.manifest import (
    Manifest,
    Role,
    election_id,
    envelope,
    read_manifest,
)
from hustings.sealing.statements import ACCEPT, Statement, state, verify_statements

EXTEND = "extend"
CLOSE = "close"
DECOYS = "decoys"
MIX = "mix"
UNOPENED = "unopened"
REVEAL = "reveal"
RELEASE = "release"
ROLL = "roll"
LOTS = "lots"
TIE_SEED = "tie-seed"
WITHDRAWN = "withdrawn"
RESULT = "result"

# Whose each kind is; a mix and a release are those of the layer's holder.
_STATED_BY = {
    EXTEND: Role.SERVER,
    CLOSE: Role.SERVER,
    DECOYS: Role.SCRUTINEER,
    REVEAL: Role.SCRUTINEER,
    ROLL: Role.OFFICER,
    LOTS: Role.OFFICER,
    TIE_SEED: Role.OFFICER,
    WITHDRAWN: Role.OFFICER,
    RESULT: Role.OFFICER,
}


@dataclass(frozen=True)
class Signer:
    """A holder who signs: the name in the manifest, the Ed25519 private key (32 bytes)."""

    name: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Proceedings:
    """An election so far.

    Attributes:
        document: the manifest as published.
        statements: the documents of every statement so far.
    """

    document: bytes
    statements: tuple[bytes, ...] = ()

    @cached_property
    def eid(self) -> bytes:
        """The election's id, 32 bytes."""
        return election_id(self.document)

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest.

        Raises:
            InputError: the document is none.
        """
        return read_manifest(self.document, source="the manifest")

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        """Every statement, found to be signed, in its place, and by whom it has to be.

        Raises:
            InputError: one is no statement.
            NotVerified: one does not hold; it says which.
        """
        said = verify_statements(self.eid, self.statements, self.manifest.signers)
        for statement in said:
            role = _STATED_BY.get(statement.kind)
            if role is not None and statement.by != self.holder(role):
                raise NotVerified(
                    f"statement {statement.number} ({statement.kind}) is by"
                    f" {shown(statement.by)}, who is not the {role.value}"
                )
        return said

    def holder(self, role: Role) -> str:
        """The name of the one holder of a role; empty where there is none."""
        names = [holder.name for holder in self.manifest.holders if holder.role is role]
        return names[0] if names else ""

    def holder_of(self, layer: str) -> str:
        """The name of whoever opens the layer called `layer`."""
        return next(keyed.holder for keyed in self.manifest.layers if keyed.name == layer)

    def envelope(self, contest: str) -> Envelope:
        """What every ballot of a contest is sealed in; errors as of `manifest.envelope`."""
        return envelope(self.manifest, self.eid, contest)

    @property
    def contests(self) -> tuple[str, ...]:
        """The ids of the contests, in the manifest's order."""
        return tuple(contest.id for contest in self.manifest.contests)

    @property
    def mixes(self) -> tuple[str, ...]:
        """The names of the trustees' layers that mix, outermost first."""
        return tuple(layer.name for layer in self.manifest.layers if layer.name.startswith("M"))

    @property
    def opens(self) -> tuple[str, ...]:
        """The names of the layers that are opened last; none in a club."""
        return tuple(layer.name for layer in self.manifest.layers if layer.name.startswith("O"))

    def find(self, kind: str, contest: str = "") -> tuple[Statement, ...]:
        """Every statement of a kind about a contest, in order."""
        return tuple(s for s in self.said if (s.kind, s.contest) == (kind, contest))

    def only(self, kind: str, contest: str = "") -> Statement | None:
        """The one statement of a kind about a contest; None where there is none.

        Raises:
            NotVerified: there are two.
        """
        found = self.find(kind, contest)
        if len(found) > 1:
            raise NotVerified(
                f"statements {found[0].number} and {found[1].number} both say"
                f" {kind}{f' of {contest}' if contest else ''}"
            )
        return found[0] if found else None

    def needed(self, kind: str, contest: str = "") -> Statement:
        """The same where there has to be one.

        Raises:
            NotVerified: there is none, or two.
        """
        found = self.only(kind, contest)
        if found is None:
            raise NotVerified(
                f"nothing is stated yet of the kind {kind}{f' for {contest}' if contest else ''}"
            )
        return found

    def stated(
        self, signer: Signer, kind: str, contest: str = "", content: Mapping[str, Any] | None = None
    ) -> Proceedings:
        """The proceedings with one more statement.

        Raises:
            InputError: the content has no canonical form.
            NotVerified: this holder may not state it, or did not sign with the manifest's key.
        """
        document = state(
            self.eid,
            self.statements,
            signer.secret,
            by=signer.name,
            kind=kind,
            contest=contest,
            content=content,
        )
        grown = replace(self, statements=(*self.statements, document))
        _ = grown.said
        return grown

    def pair(self, key: Key, layer: str) -> KeyPair:
        """The key pair for a layer, found to be the manifest's.

        Raises:
            InputError: the key is another, or serves another election.
        """
        keyed = next(keyed for keyed in self.manifest.layers if keyed.name == layer)
        bound = bind(key, self.eid)
        if (bound.use, bound.public.public) != (layer, keyed.key):
            raise InputError(
                f"{shown(key.holder)}'s key {key.use} is not the key {layer} of the manifest",
                remedy=f"give the key {layer} of {shown(keyed.holder)}",
            )
        return bound.pair


def accept(proceedings: Proceedings, signer: Signer) -> Proceedings:
    """A holder's "my own keys stand in this manifest"; errors as of `Proceedings.stated`."""
    return proceedings.stated(signer, ACCEPT)


def content_of(statement: Statement) -> Entry:
    """A statement's content, to be read key by key."""
    source = f"statement {statement.number}"
    return Entry(source, "the content", 0, statement.content)
