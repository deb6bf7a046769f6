"""Who gets which mail: invitations, reminders, word to those who have voted; counted, then queued.

Knows the roll and what is in the queue. Must not know what a mail says, nor how it leaves.

Nothing here goes to many unless an officer has typed how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.voting.config.keys import MOST_REMINDERS
from hustings.voting.config.model import BETWEEN_REMINDERS, Setting, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails.outbox import (
    AGAIN,
    INVITATION,
    LETTER,
    REMINDER,
    VOTED,
    Claimed,
)
from hustings.voting.domain.office import log
from hustings.voting.domain.voters.roll import BATCH, batches, find
from hustings.voting.models import Chain, Entitlement, Mail, Poll, Voter

DAY = timedelta(hours=24)
MAILER = "mailer"
QUEUED = "mail"
_SWEPT = "mail-voted"
_LIVE = (Mail.State.WAITING, Mail.State.SENDING)


def receivers(kind: str) -> Any:
    """The voters who would get an invitation, or a reminder, if it were queued now.

    Those without an e-mail address get letters instead.

    An invitation: whoever may vote and was not sent one. A reminder: whoever may vote, has voted in
    nothing, was sent an invitation, and got fewer than `MOST_REMINDERS`.
    """
    mails = Mail.objects.filter(voter=OuterRef("pk"))
    entitled = Entitlement.objects.filter(voter=OuterRef("pk"))
    voters = Voter.objects.filter(Exists(entitled)).exclude(email="").order_by("pk")
    if kind == INVITATION:
        return voters.filter(~Exists(mails.filter(kind=INVITATION)))
    reminders = Count("mail", filter=Q(mail__kind=REMINDER))
    return (
        voters.filter(
            Exists(mails.filter(kind=INVITATION).exclude(state__in=_LIVE)),
            ~Exists(entitled.filter(used=True)),
            ~Exists(mails.filter(kind=REMINDER, state__in=_LIVE)),
        )
        .alias(reminders=reminders)
        .filter(reminders__lt=MOST_REMINDERS)
    )


def hindrance(kind: str, setup: Setup) -> str:
    """Why no invitation, or reminder, can be queued now, as a clause; empty where it can."""
    state = Poll.objects.get().state
    if setup.setting is Setting.ORGANISATION:
        return f"{setup.seal.links} makes the links and mails them"
    if state not in (Poll.State.FROZEN, Poll.State.OPEN):
        return f"links are mailed from the freeze to the close, and the election is {state}"
    if kind == REMINDER:
        if not goes_on(setup):
            return "voters are reminded of a poll that is open"
        last = log.last(QUEUED, kind=REMINDER)
        if last and now() < last + BETWEEN_REMINDERS:
            return f"the last reminders were queued at {last:%Y-%m-%d %H:%M} UTC"
    return ""


@transaction.atomic
def queue(kind: str, typed: int, setup: Setup, who: str) -> int:
    """Queue an invitation, or a reminder, to everybody who should get one; how many.

    Args:
        kind: `outbox.INVITATION` or `outbox.REMINDER`.
        typed: how many mails the officer expects to be sent; must be how many there are.

    Raises:
        InputError: it is not the time for them, nobody would get one, or the number is another.
    """
    Poll.objects.select_for_update().get()
    if kind not in (INVITATION, REMINDER):
        raise InputError(f"there are no mails to everybody called {shown(kind)}")
    if why := hindrance(kind, setup):
        raise InputError(why)
    voters = list(receivers(kind).values_list("pk", flat=True))
    if not voters:
        raise InputError(f"nobody has to be sent this {kind}")
    if len(voters) != typed:
        raise InputError(
            f"there would be {len(voters):,} mails, not {typed:,}: nothing was queued",
            remedy="make sure that it is those you mean, and give their number",
        )
    if kind == REMINDER:
        return queue_reminders(voters, who)
    _put(kind, voters)
    log.record(who, QUEUED, kind=kind, count=len(voters))
    return len(voters)


def to_remind() -> list[int]:
    """The rows of those who would get a reminder if it were queued now."""
    return list(receivers(REMINDER).values_list("pk", flat=True))


def queue_reminders(voters: Sequence[int], who: str, **details: str) -> int:
    """Queue a reminder to each of these, in the caller's transaction; how many.

    Args:
        details: for the log.
    """
    _put(REMINDER, voters)
    log.record(who, QUEUED, kind=REMINDER, count=len(voters), **details)
    return len(voters)


def goes_on(setup: Setup) -> bool:
    """Whether the poll is open, and its end has not come; the grace is for ballots under way."""
    if Poll.objects.get().state != Poll.State.OPEN:
        return False
    return Chain.objects.filter(closes_at__gt=now() + setup.dates.grace).exists()


def invite(voter: Voter) -> None:
    """Queue one voter's invitation, by letter if need be, in the caller's transaction."""
    _put(INVITATION if voter.email else LETTER, [voter.pk])


@transaction.atomic
def send_again(member: str, setup: Setup, who: str) -> None:
    """Queue a voter's link once more, by letter if need be, as an officer asks for it.

    Raises:
        InputError: there is no such member, or no links are mailed now.
    """
    voter = find(member)
    if why := hindrance(INVITATION, setup):
        raise InputError(why)
    _put_once(AGAIN if voter.email else LETTER, voter)
    log.record(who, "mail-again", member=member)


def write_again(voter: Voter) -> None:
    """Queue the link once more of somebody who was invited, in the caller's transaction."""
    first, again = (INVITATION, AGAIN) if voter.email else (LETTER, LETTER)
    if Mail.objects.filter(voter=voter, kind=first).exclude(state=Mail.State.WAITING).exists():
        _put_once(again, voter)


@transaction.atomic
def sweep(setup: Setup) -> int:
    """Once a day, and once after the close, queue word to those newly marked as having voted.

    Never in the transaction of a cast, and in the roll's order, so that nobody learns when.

    Returns:
        How many were queued; 0 where the day is not over.
    """
    if not setup.mail.host:
        return 0
    state = Poll.objects.select_for_update().get().state
    if state in (Poll.State.DRAFT, Poll.State.FROZEN):
        return 0
    last, closed = log.last(_SWEPT), log.last("close")
    if closed is None:
        if now() < (last or log.last("open") or now()) + DAY:
            return 0
    elif last and last > closed:
        return 0
    used = Entitlement.objects.filter(voter=OuterRef("pk"), used=True)
    word = Mail.objects.filter(voter=OuterRef("pk"), kind=VOTED)
    voters = Voter.objects.filter(Exists(used), ~Exists(word)).exclude(email="").order_by("pk")
    count = _put(VOTED, voters.values_list("pk", flat=True).iterator(chunk_size=BATCH))
    log.record(MAILER, _SWEPT, count=count)
    return count


def wanted(mail: Claimed, setup: Setup) -> Voter | None:
    """The voter whom a mail that is about to leave is still for; None for nobody.

    No reminder after a vote or the end, no link after the close; an address that nobody on the
    roll has gets nothing.
    """
    voter = Voter.objects.filter(pk=mail.voter).first() if mail.voter else _at(mail.to)
    if voter is None or mail.kind == VOTED:
        return voter
    if Poll.objects.get().state not in (Poll.State.FROZEN, Poll.State.OPEN):
        return None
    entitled = Entitlement.objects.filter(voter=voter)
    if not entitled.exists():
        return None
    if mail.kind == REMINDER and (entitled.filter(used=True).exists() or not goes_on(setup)):
        return None
    return voter


def contests_of(voter: Voter, *, used: bool | None = None) -> tuple[str, ...]:
    """The contests that a voter may vote in, or has voted in (`used`), or has not."""
    found = Entitlement.objects.filter(voter=voter)
    if used is not None:
        found = found.filter(used=used)
    return tuple(found.order_by("contest").values_list("contest", flat=True))


def _at(address: str) -> Voter | None:
    """Whoever has this address on the roll."""
    return (
        Voter.objects.filter(email=address).first()
        or Voter.objects.filter(email__iexact=address).first()
    )


def _put_once(kind: str, voter: Voter) -> None:
    """Queue a mail unless one of its kind waits already."""
    if not Mail.objects.filter(voter=voter, kind=kind, state__in=_LIVE).exists():
        _put(kind, [voter.pk])


def _put(kind: str, voters: Iterable[int]) -> int:
    count = 0
    for some in batches(voters, BATCH):
        Mail.objects.bulk_create([Mail(voter_id=voter, kind=kind) for voter in some])
        count += len(some)
    return count
