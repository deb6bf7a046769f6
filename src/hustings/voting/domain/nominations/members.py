"""Members on the roll who propose, second and assent, where the election is nominated by members.

Knows the roll and who of it nominates. Must not know whom.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.voting.config.model import Setup
from hustings.voting.domain.voters.roll import BATCH, batches
from hustings.voting.models import Nominator, Voter


def missing(setup: Setup) -> Iterator[Voter]:
    """Members who may vote in a contest that is nominated, and are not among those who nominate.

    Without those who have no e-mail address: links of nominations are not printed.
    """
    there = set(Nominator.objects.exclude(member="").values_list("member", flat=True))
    return (one for one in _entitled(setup) if one.email and one.member not in there)


def unreached(setup: Setup) -> int:
    """How many members could nominate and get no link, for they have no e-mail address."""
    return sum(not one.email for one in _entitled(setup))


def _entitled(setup: Setup) -> Iterator[Voter]:
    for voter in Voter.objects.order_by("pk").iterator(chunk_size=BATCH):
        if any(contest.may_vote(voter.columns) for contest in setup.nominated):
            yield voter


def take_in(setup: Setup) -> None:
    """Let those nominate too, in the caller's transaction; addresses are as the roll has them."""
    for voters in batches(missing(setup), BATCH):
        Nominator.objects.bulk_create(
            Nominator(
                name=voter.name or voter.member,
                contact=voter.email,
                language=voter.language,
                member=voter.member,
            )
            for voter in voters
        )
