"""Private links: made at the freeze, made again when asked for, revoked by an officer.

Knows issues and hashes of tokens. Must not know mails; must never store a token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import transaction

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.sealing.manifest import Role
from hustings.sealing.voters import links
from hustings.sealing.voters.handed import LinkHash
from hustings.voting.domain.keys import link_key
from hustings.voting.domain.office import log
from hustings.voting.domain.settled import settled
from hustings.voting.domain.voters.roll import BATCH, find, insert
from hustings.voting.models import Link, Poll, Voter
from hustings.web.folder import Folder

COLUMNS = ("voter_id", "issue", "token_hash")


class Taken(NamedTuple):
    """How many links were taken in, how many of them revoke another, how many voters have none."""

    links: int
    reissued: int
    without: int


# Whether an officer has made the voter of a link another: as part of a statement.
LATER = """\
EXISTS (
    SELECT 1 FROM link AS later
    WHERE later.voter_id = link.voter_id AND later.issue > link.issue
)"""


def make_all(folder: Folder, eid: bytes) -> int:
    """Make the first link of every voter who has none; how many, in the caller's transaction."""
    key = link_key(folder)
    without = Voter.objects.filter(link__isnull=True).order_by("pk").values_list("pk", "member")

    def rows() -> Iterator[tuple[object, ...]]:
        for pk, member in without.iterator(chunk_size=BATCH):
            yield pk, 1, links.token_hash(links.token(key, eid, member, 1))

    return insert(Link, COLUMNS, rows())


def make(folder: Folder, voter: Voter) -> None:
    """Make the first link of one voter, in the caller's transaction.

    Raises:
        InputError: K_link is not here.
    """
    eid = bytes(Poll.objects.get().eid)
    new = links.token(link_key(folder), eid, voter.member, 1)
    Link.objects.create(voter=voter, issue=1, token_hash=links.token_hash(new))


def token(folder: Folder, voter: Voter) -> bytes:
    """A voter's token as it stands in their link now, 16 bytes, made again from K_link.

    Raises:
        InputError: the voter has no link, or K_link is not here.
    """
    issue = Link.objects.filter(voter=voter).order_by("-issue").values_list("issue", flat=True)
    if not issue:
        raise InputError(f"member {voter.member} has no link yet", remedy="freeze the election")
    return links.token(link_key(folder), bytes(Poll.objects.get().eid), voter.member, issue[0])


def address(folder: Folder, site: str, voter: Voter) -> str:
    """A voter's link: `site` is the election's address, with a slash at its end."""
    return f"{site}v/#{links.fragment(token(folder, voter))}"


@transaction.atomic
def reissue(folder: Folder, member: str, who: str, reason: str) -> int:
    """Revoke a voter's link and make another; its issue. What has been voted stands.

    Raises:
        InputError: there is no such member, the poll is not frozen or open, K_link is not here.
    """
    poll = Poll.objects.select_for_update().get()
    if poll.state not in (Poll.State.FROZEN, Poll.State.OPEN):
        raise InputError("links are made from the freeze to the close")
    if body := maker():
        raise InputError(
            f"{body} makes the links",
            remedy="ask them for another: `hustings links reissue`, then `hustings vote links`",
        )
    voter = find(member)
    last = Link.objects.filter(voter=voter).order_by("-issue").first()
    issue = last.issue + 1 if last else 1
    new = links.token(link_key(folder), bytes(poll.eid), member, issue)
    Link.objects.create(voter=voter, issue=issue, token_hash=links.token_hash(new))
    log.record(who, "link-reissue", member=member, issue=issue, reason=reason)
    return issue


@transaction.atomic
def take(made: Sequence[LinkHash], who: str) -> Taken:
    """Take in hashes of links from the body that makes them; all or nothing.

    A voter's link revokes the one before; the same hash again changes nothing.

    Args:
        made: as `handed.read_hashes` found them to be signed.

    Raises:
        InputError: the election is not frozen or open, a member is not on the roll, or a link is
            neither a voter's next nor one that is here.
    """
    poll = Poll.objects.select_for_update().get()
    if poll.state not in (Poll.State.FROZEN, Poll.State.OPEN):
        raise InputError("links are taken in from the freeze to the close")
    voters = dict(Voter.objects.values_list("member", "pk"))
    held = {
        (voter, issue): bytes(hashed)
        for voter, issue, hashed in Link.objects.values_list(*COLUMNS).iterator(chunk_size=BATCH)
    }
    last = Counter(voter for voter, _ in held)
    rows = []
    for one in made:
        voter = voters.get(one.member)
        if voter is None:
            raise InputError(f"no member {shown(one.member)} is on the roll")
        if held.get((voter, one.issue)) == one.hash:
            continue
        if one.issue != last[voter] + 1:
            raise InputError(
                f"link {one.issue} of member {shown(one.member)} does not follow those that are"
                f" here, which are {last[voter]}",
                remedy="take in the files of hashes in their order, each once made as it is",
            )
        last[voter] += 1
        rows.append((voter, one.issue, one.hash))
    insert(Link, COLUMNS, rows)
    again = [
        one.member for one in made if one.issue > 1 and (voters[one.member], one.issue) not in held
    ]
    without = len(voters) - len(last)
    if rows:
        log.record(who, "links", taken=len(rows), reissued=again, without=without)
    return Taken(len(rows), len(again), without)


def maker() -> str:
    """The name of the body that makes the links; empty where the server does."""
    found = settled()
    holders = found[1].holders if found else ()
    return next((one.name for one in holders if one.role is Role.LINKS), "")


def missing() -> int:
    """How many voters have no link yet."""
    return Voter.objects.filter(link__isnull=True).count()
