"""The manifest drawn up: what election.toml, the roll and the holders' keys say, put together.

Knows where each part comes from. Must not know when it is sealed.
"""

from __future__ import annotations

import os

from hustings.counting.law import find
from hustings.election.model import Candidate, Election
from hustings.errors import InputError
from hustings.sealing import manifest as sealed
from hustings.sealing.ballots.envelope import CLUB, society
from hustings.sealing.candidates import CandidatePhotograph, Texts, hashed
from hustings.sealing.holders.keys import SIGN, PublicKey
from hustings.sealing.voters.roll import SALT_BYTES, roll_root
from hustings.voting.config.model import Condition, Contest, Order, Setting, Setup, said
from hustings.voting.domain.keys import server_public
from hustings.voting.domain.script import script_hash
from hustings.voting.models import Entitlement
from hustings.web.folder import Folder

SERVER = "server"


def drawn_up(
    folder: Folder, setup: Setup, keys: tuple[PublicKey, ...]
) -> tuple[sealed.Manifest, bytes]:
    """The manifest, and the salt of its roll's root, 32 bytes.

    Raises:
        InputError: no contest is voted on, nobody may vote in one, or a key is missing.
    """
    if not setup.contested:
        raise InputError("no contest is voted on: nobody has to be chosen among")
    salt = os.urandom(SALT_BYTES)
    holders, layers = _holders(folder, setup, keys)
    document = sealed.Manifest(
        title=said(setup.title, setup.languages[0]),
        setting=setup.setting,
        practice=setup.seal.practice,
        opens=setup.dates.opens,
        closes=setup.dates.closes,
        grace=int(setup.dates.grace.total_seconds()),
        zone=setup.dates.zone,
        check_codes=setup.seal.check_codes,
        server_seals=setup.seal.server_seals,
        least_decoys=setup.seal.least_decoys,
        booth=script_hash(),
        holders=holders,
        layers=layers,
        contests=tuple(sealed_contest(contest, setup, salt) for contest in setup.contested),
    )
    return document, salt


def _holders(
    folder: Folder, setup: Setup, keys: tuple[PublicKey, ...]
) -> tuple[tuple[sealed.Holder, ...], tuple[sealed.KeyedLayer, ...]]:
    """Who signs and whose key opens which layer: roles follow from what each key is for."""
    _refuse_doubles(keys)
    signing = {key.holder: key.public for key in keys if key.use == SIGN}
    opening = {key.use: key for key in keys if key.use != SIGN}
    club = setup.setting is Setting.CLUB
    names = CLUB if club else society(setup.trustees)
    for name in names:
        if name not in opening:
            raise InputError(
                f"there is no key {name}",
                remedy=f"let its holder run `hustings trustee keygen` for {name}, and hand in the"
                " public key",
            )
    roles: dict[str, sealed.Role] = {}
    if club:
        roles[opening["M1"].holder] = sealed.Role.OFFICER
    else:
        roles[opening["S"].holder] = sealed.Role.SCRUTINEER
        for number in range(1, setup.trustees + 1):
            roles[opening[f"M{number}"].holder] = sealed.Role.TRUSTEE
        for holder in signing:
            role = sealed.Role.LINKS if holder == setup.seal.links else sealed.Role.OFFICER
            roles.setdefault(holder, role)
    for holder in roles:
        if holder not in signing:
            raise InputError(
                f"{holder} has no key to sign with",
                remedy="hand in the public key for signing too",
            )
    holders = [sealed.Holder(SERVER, sealed.Role.SERVER, server_public(folder))]
    holders.extend(sealed.Holder(name, role, signing[name]) for name, role in roles.items())
    layers = (sealed.KeyedLayer(name, opening[name].holder, opening[name].public) for name in names)
    return tuple(holders), tuple(layers)


def awaited(setup: Setup, keys: tuple[PublicKey, ...]) -> tuple[str, ...]:
    """The keys that holders have still to hand in before the seal: "M1, of the officer"."""
    club = setup.setting is Setting.CLUB
    held = {key.use: key.holder for key in keys if key.use != SIGN}
    signing = {key.holder for key in keys if key.use == SIGN}
    found = [
        f"{name}, of {'the officer' if club else _holder_of(name)}"
        for name in (CLUB if club else society(setup.trustees))
        if name not in held
    ]
    found += [f"sign, of {name}" for name in dict.fromkeys(held.values()) if name not in signing]
    links = setup.seal.links
    if setup.setting is Setting.ORGANISATION and links not in signing:
        found.append(f"sign, of {links}")
    # In a club the officer is whoever holds M1, elsewhere whoever signs and holds no layer.
    if not (signing if club else signing - {*held.values(), links}) and not (club and held):
        found.append("sign, of the officer")
    return tuple(found)


def _holder_of(layer: str) -> str:
    return "the scrutineer" if layer == "S" else f"trustee {layer[1:]}"


def _refuse_doubles(keys: tuple[PublicKey, ...]) -> None:
    """Refuse two keys for one layer, or two of one holder to sign with: neither may win by chance.

    Raises:
        InputError: there are two.
    """
    seen: dict[tuple[str, str], PublicKey] = {}
    for key in keys:
        other = seen.setdefault((key.use, key.holder if key.use == SIGN else ""), key)
        if other is not key:
            raise InputError(
                f"there are two keys {key.use}: {other.holder}'s and {key.holder}'s",
                remedy="take the wrong one out of the folder `holders` of the election",
            )


def sealed_contest(contest: Contest, setup: Setup, salt: bytes) -> sealed.Contest:
    """A contest as the manifest has it.

    Raises:
        InputError: nobody on the roll may vote in it.
    """
    entitled = Entitlement.objects.filter(contest=contest.id).order_by("voter_id")
    members = list(entitled.values_list("voter__member", flat=True))
    title = said(contest.title, setup.languages[0])
    if not members:
        raise InputError(f"nobody on the roll may vote in `{title}`", remedy="import the roll")
    candidates = tuple(
        Candidate(index, one.name, one.slate) for index, one in enumerate(contest.candidates)
    )
    return sealed.Contest(
        id=contest.id,
        election=Election(title, contest.seats, candidates),
        rules=contest.rules,
        rules_version=find(contest.rules).instrument.version,
        order=sealed.Order.ROTATED if contest.order is Order.ROTATED else sealed.Order.FIXED,
        electorate=electorate(contest.voters),
        tie_commitment=sealed.tie_commitment(contest.ties_seed) if contest.ties_seed else b"",
        roll_size=len(members),
        roll_root=roll_root(salt, contest.id, members),
        statements=hashed(texts(contest)),
        photographs=photographs(contest),
    )


def texts(contest: Contest) -> Texts:
    """Candidates' statements as they are sealed, and from then on shown."""
    return {
        (number, code): text.encode()
        for number, candidate in enumerate(contest.candidates, 1)
        for code, text in candidate.statement
    }


def photographs(contest: Contest) -> tuple[CandidatePhotograph, ...]:
    """Candidates' photographs as they are sealed, by number."""
    return tuple(
        CandidatePhotograph(number, one.photograph)
        for number, one in enumerate(contest.candidates, 1)
        if one.photograph
    )


def electorate(voters: tuple[Condition, ...]) -> str:
    """Who may vote, in words: "everybody on the roll", or what the roll must say of them."""
    if not voters:
        return "everybody on the roll"
    parts = (f"{one.column} is {' or '.join(filter(None, one.values))}" for one in voters)
    return f"those of whom the roll says: {'; '.join(parts)}"
