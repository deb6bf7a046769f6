"""Letters to voters without an e-mail address: who is to have one, and which have been printed.

Knows the roll and what was printed. Must not know what a letter says, nor how it looks.

A letter is noted with the issue of the link it holds. A link that was revoked meanwhile makes its
voter one of those who have no letter yet, so that nobody is left with a code that does not work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from hustings.errors import InputError
from hustings.sealing.voters import links as codes
from hustings.voting.config.model import Setup
from hustings.voting.domain.keys import link_key
from hustings.voting.domain.mails import mailing
from hustings.voting.domain.mails.outbox import INVITATION, LETTER
from hustings.voting.domain.office import log
from hustings.voting.domain.voters.roll import BATCH, batches
from hustings.voting.models import Entitlement, Link, Mail, Poll, Voter
from hustings.web.folder import Folder

_DIGITS = re.compile(r"(\d+)")


class Addressed(NamedTuple):
    """Whoever is to have a letter.

    Attributes:
        voter: their row.
        address: its lines.
        contests: what they may vote in.
        issue, token: of their link as it is now.
    """

    voter: int
    member: str
    name: str
    language: str
    address: tuple[str, ...]
    postcode: str
    contests: tuple[str, ...]
    issue: int
    token: bytes


class Waiting(NamedTuple):
    """How many voters have no e-mail address, and of how many no letter has been printed yet."""

    voters: int
    new: int


def waiting() -> Waiting:
    """How many letters there are to print."""
    issues = _issues()
    done = _printed(issues)
    return Waiting(len(issues), sum(voter not in done for voter in issues))


def to_print(folder: Folder, setup: Setup, *, only_new: bool) -> tuple[Addressed, ...]:
    """Whoever is to have a letter, in the order of the post: by postcode, then by address.

    Args:
        only_new: leave out those of whom a letter with their link as it is now was printed, unless
            an officer asked for it again.

    Raises:
        InputError: it is not the time for links, another body makes them, or K_link is not here or
            is not the one that they were made from.
    """
    if why := mailing.hindrance(INVITATION, setup):
        raise InputError(why)
    key, eid = link_key(folder), bytes(Poll.objects.get().eid)
    issues = _issues()
    done = _printed(issues) if only_new else frozenset()
    contests: dict[int, list[str]] = {}
    rows = Entitlement.objects.filter(voter__email="").order_by("voter_id", "contest")
    for voter, contest in rows.values_list("voter_id", "contest"):
        contests.setdefault(voter, []).append(contest)
    found = []
    fields = ("pk", "member", "name", "language", "address", "postcode")
    for pk, member, name, language, address, postcode in _readers().values_list(*fields):
        if pk in done or pk not in issues:
            continue
        issue, hashed = issues[pk]
        token = codes.token(key, eid, member, issue)
        if codes.token_hash(token) != hashed:
            raise InputError(
                "keys/link.key is not the key that the links were made from",
                remedy="put it back from where you keep it safe",
            )
        lines = tuple(address.split("\n")) if address else ()
        place = (lines, postcode, tuple(contests[pk]))
        found.append(Addressed(pk, member, name, language, *place, issue, token))
    return tuple(sorted(found, key=_by_post))


@transaction.atomic
def printed(letters: Sequence[Addressed], who: str) -> None:
    """Note that these letters have been printed. The log says how many, and not for whom."""
    Poll.objects.select_for_update().get()
    for some in batches(letters, BATCH):
        voters = [one.voter for one in some]
        Mail.objects.filter(kind=LETTER, voter__in=voters, state=Mail.State.WAITING).delete()
        Mail.objects.bulk_create(
            Mail(voter_id=one.voter, kind=LETTER, state=Mail.State.SENT, about=str(one.issue))
            for one in some
        )
    log.record(who, "letters", count=len(letters))


def _readers() -> Any:
    """Those without an e-mail address who may vote in something."""
    entitled = Entitlement.objects.filter(voter=OuterRef("pk"))
    return Voter.objects.filter(Exists(entitled), email="").order_by("pk")


def _issues() -> dict[int, tuple[int, bytes]]:
    """Of each of them the issue of their link as it is now, and the hash of its token."""
    links = Link.objects.filter(voter__in=_readers()).order_by("issue")
    rows = links.values_list("voter_id", "issue", "token_hash")
    return {voter: (issue, bytes(hashed)) for voter, issue, hashed in rows}


def _printed(issues: dict[int, tuple[int, bytes]]) -> frozenset[int]:
    """Those of whom a letter with their link as it is now was printed, and none asked for since."""
    letters = Mail.objects.filter(kind=LETTER, voter__email="")
    asked, done = set(), set()
    for voter, state, about in letters.values_list("voter_id", "state", "about"):
        if state == Mail.State.WAITING:
            asked.add(voter)
        elif voter in issues and about == str(issues[voter][0]):
            done.add(voter)
    return frozenset(done - asked)


def _by_post(one: Addressed) -> tuple[object, ...]:
    """As sorting offices have them: the letters of an area, then its districts by number.

    Those without a postcode come last.
    """
    parts = [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in _DIGITS.split(one.postcode.replace(" ", "\x00"))
        if part
    ]
    return (not one.postcode, parts, one.address, one.member)
