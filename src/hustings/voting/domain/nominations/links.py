"""Private links of those who nominate and of those who are nominated.

Knows issues and hashes of tokens. Must not know mails; must never store a token. They are made as
voters' links are, from a key of their own: it stays with the office where another body makes the
voters', and can be destroyed before the poll.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TypeAlias

from hustings.sealing.voters import links
from hustings.voting.domain.keys import nomination_key
from hustings.voting.domain.voters.roll import BATCH
from hustings.voting.models import NominationLink, Nominator, Nominee
from hustings.web.folder import Folder

Holder: TypeAlias = Nominator | Nominee


class NotKnown(Enum):
    """Why a token lets nobody in."""

    UNKNOWN = "unknown"
    REPLACED = "replaced"


def make(folder: Folder, holder: Holder) -> int:
    """Make a link, in the caller's transaction; its issue. Earlier ones stop working."""
    issue = (_last(holder) or 0) + 1
    made = links.token_hash(_token(folder, holder, issue))
    NominationLink.objects.create(**_whose(holder), issue=issue, token_hash=made)
    return issue


def make_all(folder: Folder, nominators: Sequence[Nominator]) -> None:
    """Make the first link of each who has none, in the caller's transaction."""
    there = set(
        NominationLink.objects.exclude(nominator=None).values_list("nominator_id", flat=True)
    )
    NominationLink.objects.bulk_create(
        (
            NominationLink(
                nominator=one, issue=1, token_hash=links.token_hash(_token(folder, one, 1))
            )
            for one in nominators
            if one.pk not in there
        ),
        batch_size=BATCH,
    )


def token(folder: Folder, holder: Holder) -> bytes:
    """The token of a holder's link as it is now, 16 bytes; made at the first call."""
    issue = _last(holder) or make(folder, holder)
    return _token(folder, holder, issue)


def holder(token: bytes) -> Holder | NotKnown:
    """Whose token this is."""
    found = NominationLink.objects.filter(token_hash=links.token_hash(token)).first()
    if found is None:
        return NotKnown.UNKNOWN
    whose: Holder | None = found.nominator or found.nominee
    assert whose is not None
    return whose if _last(whose) == found.issue else NotKnown.REPLACED


def _last(holder: Holder) -> int | None:
    issues = NominationLink.objects.filter(**_whose(holder)).order_by("-issue")
    found: int | None = issues.values_list("issue", flat=True).first()
    return found


def _whose(holder: Holder) -> dict[str, Holder]:
    return {"nominator" if isinstance(holder, Nominator) else "nominee": holder}


def _token(folder: Folder, holder: Holder, issue: int) -> bytes:
    (kind,) = _whose(holder)
    # There is no election's id before the seal; the key is this election's alone.
    return links.token(nomination_key(folder), b"", f"{kind}/{holder.pk}", issue)
