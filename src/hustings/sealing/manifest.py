"""The manifest: everything that is settled before a poll opens; its hash is the election's id.

Knows what stands in it and what has to fit together. Must not know how a poll is run.

There is one way to check a manifest: reading it. What is made is read again before it is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, UTC, datetime
from enum import Enum
from typing import Any, NamedTuple

from hustings.counting import law
from hustings.election.model import Candidate, Election
from hustings.errors import InputError
from hustings.inputs.entry import Entry
from hustings.inputs.text import shown
from hustings.sealing.ballots import hpke
from hustings.sealing.ballots.envelope import CLUB, Envelope, Layer, society
from hustings.sealing.ballots.payload import MOST_CANDIDATES
from hustings.sealing.candidates import LANGUAGE, CandidatePhotograph, CandidateStatement
from hustings.sealing.writing import signing
from hustings.sealing.writing.document import (
    choice,
    contest_id,
    exactly,
    raw,
    read_document,
    truth,
    write_document,
)
from hustings.sealing.writing.framing import HASH_BYTES, MOST, digest

MANIFEST = "hustings-manifest/1"
TIE_SEED = "hustings-tie-seed/1"

MOST_TRUSTEES = 9
MOST_GRACE = 24 * 60 * 60

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_ZONE = re.compile(r"[A-Za-z_]+(?:[/+-][A-Za-z0-9_]+)*")


class Setting(Enum):
    """Who has to work together to open a ballot."""

    CLUB = "club"  # the officer alone
    SOCIETY = "society"  # a scrutineer and at least two trustees
    ORGANISATION = "organisation"  # and another body that makes and mails the links


class Role(Enum):
    """What a holder of keys does in an election."""

    SERVER = "server"
    OFFICER = "officer"
    SCRUTINEER = "scrutineer"
    TRUSTEE = "trustee"
    LINKS = "links"


class Order(Enum):
    """In which order a booth shows the candidates; `FIXED` is that of their numbers."""

    FIXED = "fixed"
    ROTATED = "rotated"


class Holder(NamedTuple):
    """Somebody who signs: name, role, Ed25519 public key (32 bytes)."""

    name: str
    role: Role
    sign: bytes


class KeyedLayer(NamedTuple):
    """A layer of every ballot: its name, whose key opens it, the X25519 public key (32 bytes)."""

    name: str
    holder: str
    key: bytes


class Contest(NamedTuple):
    """A contest.

    Attributes:
        id: up to 40 lower-case letters and digits, hyphens between.
        election: title, seats and candidates; a candidate's number in a payload is the index + 1.
        rules, rules_version: the rule set, and the version of our reading of it.
        order: how a booth shows the candidates.
        electorate: who may vote in it, in a sentence that voters are shown.
        tie_commitment: the `tie_commitment` of the seed that lots are drawn from, 32 bytes; empty
            where the officer draws them.
        roll_size, roll_root: how many are on its roll, and the root of that (`roll.roll_root`).
        statements: candidates' statements by their hashes, by number, then by language.
        photographs: candidates' photographs by their hashes, by number.
    """

    id: str
    election: Election
    rules: str
    rules_version: str
    order: Order
    electorate: str
    tie_commitment: bytes
    roll_size: int
    roll_root: bytes
    statements: tuple[CandidateStatement, ...] = ()
    photographs: tuple[CandidatePhotograph, ...] = ()


class Manifest(NamedTuple):
    """A manifest.

    Attributes:
        title: of the whole election.
        setting: who has to work together.
        practice: whether it is an exercise, with keys to be thrown away.
        opens, closes: in UTC, to the second.
        grace: seconds after `closes` in which a ballot on its way is still taken.
        zone: the time zone in which voters are told these, "Europe/London".
        check_codes: whether voters are shown check codes.
        server_seals: whether the server seals for voters without JavaScript.
        least_decoys: how many decoys there must at least be in each contest; 0 in a club.
        booth: SHA-256 of the booth's script, 32 bytes, as a browser's integrity check takes it.
        holders: everybody who signs; trustees in the order of their layers.
        layers: outermost first.
        contests: at least one.
    """

    title: str
    setting: Setting
    practice: bool
    opens: datetime
    closes: datetime
    grace: int
    zone: str
    check_codes: bool
    server_seals: bool
    least_decoys: int
    booth: bytes
    holders: tuple[Holder, ...]
    layers: tuple[KeyedLayer, ...]
    contests: tuple[Contest, ...]

    @property
    def server(self) -> bytes:
        """The server's Ed25519 public key."""
        return next(holder.sign for holder in self.holders if holder.role is Role.SERVER)

    @property
    def signers(self) -> dict[str, bytes]:
        """Ed25519 public keys by holder, for `statements.verify_statements`."""
        return {holder.name: holder.sign for holder in self.holders}

    def contest(self, name: str) -> Contest:
        """The contest with the id `name`.

        Raises:
            InputError: there is none.
        """
        for contest in self.contests:
            if contest.id == name:
                return contest
        ids = ", ".join(contest.id for contest in self.contests)
        raise InputError(f"no contest is called {shown(name)}", remedy=f"choose one of {ids}")


def tie_commitment(seed: str) -> bytes:
    """What a manifest says of the seed for lots, 32 bytes; the seed is published after the close.

    Args:
        seed: not to be guessed: at least 20 random letters.
    """
    return digest(TIE_SEED, seed)


def election_id(data: bytes) -> bytes:
    """`eid`, 32 bytes: the hash of a manifest's document."""
    return digest(MANIFEST, data)


def envelope(manifest: Manifest, eid: bytes, contest: str) -> Envelope:
    """What every ballot of a contest is sealed in.

    Raises:
        InputError: there is no such contest.
    """
    layers = tuple(Layer(layer.name, layer.key) for layer in manifest.layers)
    return Envelope(eid, manifest.contest(contest).id, layers)


def write_manifest(manifest: Manifest) -> bytes:
    """The document of the form `hustings-manifest/1`; it can be read again.

    Raises:
        InputError: something in it does not fit: whatever `read_manifest` refuses.
    """
    data = write_document(
        MANIFEST,
        {
            "title": manifest.title,
            "setting": manifest.setting.value,
            "practice": manifest.practice,
            "opens": utc_text(manifest.opens),
            "closes": utc_text(manifest.closes),
            "grace": manifest.grace,
            "zone": manifest.zone,
            "check_codes": manifest.check_codes,
            "server_seals": manifest.server_seals,
            "least_decoys": manifest.least_decoys,
            "booth": manifest.booth.hex(),
            "holders": [
                {"name": holder.name, "role": holder.role.value, "sign": holder.sign.hex()}
                for holder in manifest.holders
            ],
            "layers": [
                {"name": layer.name, "holder": layer.holder, "key": layer.key.hex()}
                for layer in manifest.layers
            ],
            "contests": [_contest_values(contest) for contest in manifest.contests],
        },
    )
    read_manifest(data)
    return data


def read_manifest(data: bytes, *, source: str = "") -> Manifest:
    """The manifest in a document, with everything in it checked.

    Raises:
        InputError: it is no such document, or something in it is missing, of the wrong kind or does
            not fit the rest.
    """
    entry = read_document(data, MANIFEST, Manifest._fields, source=source)
    manifest = Manifest(
        entry.text("title"),
        Setting(choice(entry, "setting", _words(Setting))),
        truth(entry, "practice"),
        utc(entry, "opens"),
        utc(entry, "closes"),
        entry.whole("grace", least=0, most=MOST_GRACE),
        entry.text("zone"),
        truth(entry, "check_codes"),
        truth(entry, "server_seals"),
        entry.whole("least_decoys", least=0, most=MOST),
        raw(entry, "booth", HASH_BYTES),
        tuple(map(_holder, entry.tables("holders", "holder"))),
        tuple(map(_layer, entry.tables("layers", "layer"))),
        tuple(map(_contest, entry.tables("contests", "contest"))),
    )
    if wrong := _misfit(manifest):
        raise entry.fault(wrong)
    return manifest


# -- parts -----------------------------------------------------------------------------------------


def _words(known: type[Enum]) -> list[str]:
    return [member.value for member in known]


def utc_text(moment: datetime) -> str:
    """A moment as it stands in documents: UTC, to the second."""
    return moment.astimezone(UTC).strftime(_TIME)


def utc(entry: Entry, key: str) -> datetime:
    """The moment under `key`, as `utc_text` writes it.

    Raises:
        InputError: something else stands there.
    """
    text = entry.text(key)
    try:
        time = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        time = None
    if time is None or time.strftime(_TIME) != text:
        raise entry.fault(
            f"`{key}` is {shown(text)}", key, remedy="write UTC as 2026-10-19T09:00:00Z"
        )
    return time


def _holder(entry: Entry) -> Holder:
    exactly(entry, ("name", "role", "sign"))
    role = Role(choice(entry, "role", _words(Role)))
    return Holder(entry.text("name"), role, raw(entry, "sign", signing.KEY_BYTES))


def _layer(entry: Entry) -> KeyedLayer:
    exactly(entry, ("name", "holder", "key"))
    key = raw(entry, "key", hpke.KEY_BYTES)
    try:
        hpke.seal(key, b"", b"", ephemeral=hpke.derive_key_pair(bytes(hpke.KEY_BYTES)))
    except ValueError:
        raise entry.fault(f"the key of {entry.what} is of low order", "key") from None
    return KeyedLayer(entry.text("name"), entry.text("holder"), key)


def _contest(entry: Entry) -> Contest:
    exactly(
        entry,
        ("id", "title", "seats", "rules", "candidates", "order", "electorate", "ties", "roll"),
    )
    rules, ties, roll = (entry.table(key, f"`{key}`") for key in ("rules", "ties", "roll"))
    exactly(rules, ("name", "version"))
    exactly(ties, ("by", "commitment") if ties.values.get("by") == "seed" else ("by",))
    exactly(roll, ("size", "root"))
    by_seed = choice(ties, "by", ("officer", "seed")) == "seed"
    try:
        law.find(rules.text("name"))
        candidates, statements, photographs = _candidates(entry)
        election = Election(
            entry.text("title"), entry.whole("seats", least=1, most=MOST_CANDIDATES), candidates
        )
    except InputError as error:
        raise entry.fault(f"{entry.what}: {error.what}", remedy=error.remedy) from None
    return Contest(
        contest_id(entry, "id"),
        election,
        rules.text("name"),
        rules.text("version"),
        Order(choice(entry, "order", _words(Order))),
        entry.text("electorate"),
        raw(ties, "commitment", HASH_BYTES) if by_seed else b"",
        roll.whole("size", least=0, most=MOST),
        raw(roll, "root", HASH_BYTES),
        statements,
        photographs,
    )


def _candidates(
    entry: Entry,
) -> tuple[tuple[Candidate, ...], tuple[CandidateStatement, ...], tuple[CandidatePhotograph, ...]]:
    listed = entry.tables("candidates", "candidate")
    if not 1 <= len(listed) <= MOST_CANDIDATES:
        raise entry.fault(
            f"{len(listed)} candidates", remedy=f"a ballot has room for 1 to {MOST_CANDIDATES}"
        )
    for number, candidate in enumerate(listed, 1):
        photograph = ("photograph",) if "photograph" in candidate else ()
        exactly(candidate, ("number", "name", "slate", "statement", *photograph))
        if candidate.whole("number", least=1, most=MOST_CANDIDATES) != number:
            raise candidate.fault(f"the number of {candidate.what} is not {number}")
    candidates = tuple(
        Candidate(index, candidate.text("name"), _slate(candidate))
        for index, candidate in enumerate(listed)
    )
    statements = tuple(
        statement
        for number, candidate in enumerate(listed, 1)
        for statement in _statements(number, candidate)
    )
    photographs = tuple(
        CandidatePhotograph(number, raw(candidate, "photograph", HASH_BYTES))
        for number, candidate in enumerate(listed, 1)
        if "photograph" in candidate
    )
    return candidates, statements, photographs


def _statements(number: int, candidate: Entry) -> Iterator[CandidateStatement]:
    """A candidate's statement in each language, by its hash."""
    entry = candidate.table("statement", f"`statement` of {candidate.what}")
    for language in sorted(entry.values):
        if not LANGUAGE.fullmatch(language):
            raise entry.fault(f"{shown(language)} is not the code of a language", language)
        yield CandidateStatement(number, language, raw(entry, language, HASH_BYTES))


def _slate(candidate: Entry) -> str:
    return "" if candidate.values["slate"] == "" else candidate.text("slate")


def _contest_values(contest: Contest) -> dict[str, Any]:
    ties: dict[str, str] = {"by": "officer"}
    if contest.tie_commitment:
        ties = {"by": "seed", "commitment": contest.tie_commitment.hex()}
    photographs = {one.number: {"photograph": one.hash.hex()} for one in contest.photographs}
    return {
        "id": contest.id,
        "title": contest.election.title,
        "seats": contest.election.seats,
        "rules": {"name": contest.rules, "version": contest.rules_version},
        "candidates": [
            {
                "number": candidate.index + 1,
                "name": candidate.name,
                "slate": candidate.slate,
                "statement": {
                    one.language: one.hash.hex()
                    for one in contest.statements
                    if one.number == candidate.index + 1
                },
                **photographs.get(candidate.index + 1, {}),
            }
            for candidate in contest.election.candidates
        ],
        "order": contest.order.value,
        "electorate": contest.electorate,
        "ties": ties,
        "roll": {"size": contest.roll_size, "root": contest.roll_root.hex()},
    }


# -- what has to fit together ----------------------------------------------------------------------


def _misfit(manifest: Manifest) -> str:
    """What in a manifest does not fit the rest; empty where everything does."""
    holders, layers = manifest.holders, manifest.layers
    if not manifest.opens < manifest.closes:
        return "the poll closes before it opens"
    if manifest.closes.year == MAXYEAR:  # with the grace there would be no such moment
        return f"the poll closes in the year {MAXYEAR}"
    if not _ZONE.fullmatch(manifest.zone):
        return f"{shown(manifest.zone)} is not a time zone"
    if not manifest.contests:
        return "there is no contest"
    for what, names in (
        ("contests have the id", [contest.id for contest in manifest.contests]),
        ("holders are called", [holder.name for holder in holders]),
        (
            "keys are",
            [key.hex() for key in (*(h.sign for h in holders), *(layer.key for layer in layers))],
        ),
    ):
        if twice := _repeated(names):
            return f"two {what} {twice}"
    return _wrong_roles(manifest) or _wrong_layers(manifest)


def _wrong_roles(manifest: Manifest) -> str:
    many = Counter(holder.role for holder in manifest.holders)
    sealed_together = manifest.setting is not Setting.CLUB
    wanted = {
        Role.SERVER: 1,
        Role.OFFICER: 1,
        Role.SCRUTINEER: int(sealed_together),
        Role.LINKS: int(manifest.setting is Setting.ORGANISATION),
    }
    for role, number in wanted.items():
        if many[role] != number:
            return (
                f"a {manifest.setting.value} has {number} holder of the role {role.value},"
                f" not {many[role]}"
            )
    least, most = (2, MOST_TRUSTEES) if sealed_together else (0, 0)
    if not least <= many[Role.TRUSTEE] <= most:
        return (
            f"a {manifest.setting.value} has {least} to {most} trustees, not {many[Role.TRUSTEE]}"
        )
    if sealed_together and manifest.least_decoys == 0:
        return "there are no decoys to tell whether ballots were exchanged"
    if not sealed_together and manifest.least_decoys:
        return "a club has no decoys: nobody mixes"
    return ""


def _wrong_layers(manifest: Manifest) -> str:
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for holder in manifest.holders:
        by_role[holder.role].append(holder.name)
    if manifest.setting is Setting.CLUB:
        wanted = list(zip(CLUB, by_role[Role.OFFICER], strict=True))
    else:
        trustees = by_role[Role.TRUSTEE]
        people = [*by_role[Role.SCRUTINEER], *trustees, *trustees]
        wanted = list(zip(society(len(trustees)), people, strict=True))
    if [(layer.name, layer.holder) for layer in manifest.layers] != wanted:
        listed = ", ".join(f"{name} of {shown(holder)}" for name, holder in wanted)
        return f"the layers of this {manifest.setting.value} must be {listed}"
    return ""


def _repeated(names: Iterable[str]) -> str:
    """A name that stands twice, in backticks; empty where none does."""
    return next((shown(name) for name, number in Counter(names).items() if number > 1), "")
