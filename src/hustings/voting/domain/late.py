"""Voters, or a vote in one more contest, added after the freeze; what the archive says of it.

Knows that the manifest has the roll as it was sealed, and the log what became of it. Must not know
who may be added: that is the officer's to decide, and to answer for.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.db import transaction

from hustings.errors import InputError, NotVerified
from hustings.sealing.closing import RollChanges
from hustings.sealing.manifest import Contest
from hustings.sealing.voters.roll import roll_root
from hustings.voting.config.model import Line, Setting, Setup
from hustings.voting.domain.mails import mailing
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import documents
from hustings.voting.domain.voters import links, roll
from hustings.voting.models import Entitlement
from hustings.web.folder import Folder


@transaction.atomic
def admit(folder: Folder, setup: Setup, line: Line, who: str, reason: str) -> tuple[str, ...]:
    """Put a voter on the frozen roll, make their link and queue their invitation; all or nothing.

    Returns:
        The contests that they may vote in.

    Raises:
        InputError: as `roll.add`; or another body makes the links, or K_link is not here.
    """
    if setup.setting is Setting.ORGANISATION:
        raise InputError(
            f"{setup.seal.links} makes the links: nobody added here would have one",
            remedy="agree with them before the freeze on who is on the roll",
        )
    voter = roll.add(line, setup, who, reason)
    links.make(folder, voter)
    mailing.invite(voter)
    return mailing.contests_of(voter)


@transaction.atomic
def entitle(setup: Setup, member: str, contest: str, who: str, reason: str) -> tuple[str, ...]:
    """Let a voter vote in one more contest and queue their link again; all or nothing.

    The link is the one they have. Whoever was not invited yet is invited with the others.

    Returns:
        The contests that they may vote in.

    Raises:
        InputError: as of `roll.entitle`.
    """
    voter = roll.entitle(member, contest, who, reason)
    if setup.setting is not Setting.ORGANISATION:
        mailing.write_again(voter)
    return mailing.contests_of(voter)


class Since(NamedTuple):
    """What the log says of a contest's roll since the freeze: members' numbers, each in order."""

    added: tuple[str, ...]
    revoked: tuple[str, ...]


def since_the_seal(contest: str) -> Since:
    """Who was added to a contest's roll, or taken off it, after it was sealed."""
    added = log.details(roll.ADDED, since="freeze")
    entitled = log.details(roll.ENTITLED, since="freeze")
    revoked = log.details(roll.REVOKED, since="freeze")
    return Since(
        tuple(one["member"] for one in added if contest in one["contests"])
        + tuple(one["member"] for one in entitled if contest == one["contest"]),
        tuple(one["member"] for one in revoked if contest == one["contest"]),
    )


def roll_at_close(sealed: Contest) -> RollChanges | None:
    """What became of a contest's roll since the freeze; None where it is as it was sealed.

    The roll as it is, without what the log says was added and with what it says was revoked, has to
    be the one in the manifest.

    Raises:
        NotVerified: it is not: somebody has changed the roll, or the log.
    """
    added, revoked = since_the_seal(sealed.id)
    rows = Entitlement.objects.filter(contest=sealed.id).order_by("voter_id")
    members = set(rows.values_list("voter__member", flat=True))
    salt = bytes.fromhex(dict(documents("roll-salt"))["roll-salt"])
    # A vote may be taken away and given again: each act turns one of them, whatever their order.
    before = Counter([*members, *revoked])
    before.subtract(added)
    untrue = any(times not in (0, 1) for times in before.values())
    if untrue or roll_root(salt, sealed.id, +before) != sealed.roll_root:
        raise NotVerified(
            f"{sealed.id}: the roll is not the one that was sealed, with what the log says was"
            " added and revoked since"
        )
    if not added and not revoked:
        return None
    return RollChanges(len(added), len(revoked), len(members), roll_root(salt, sealed.id, members))
