"""Private links: made at the freeze, made again when asked for, revoked by an officer.

Knows issues and hashes of tokens. Must not know mails; must never store a token.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from hustings.errors import InputError
from hustings.sealing.voters import links
from hustings.voting.domain.keys import link_key
from hustings.voting.domain.office import log
from hustings.voting.domain.voters.roll import BATCH, find, insert
from hustings.voting.models import Link, Poll, Voter
from hustings.web.folder import Folder

COLUMNS = ("voter_id", "issue", "token_hash")
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
    voter = find(member)
    last = Link.objects.filter(voter=voter).order_by("-issue").first()
    issue = last.issue + 1 if last else 1
    new = links.token(link_key(folder), bytes(poll.eid), member, issue)
    Link.objects.create(voter=voter, issue=issue, token_hash=links.token_hash(new))
    log.record(who, "link-reissue", member=member, issue=issue, reason=reason)
    return issue
