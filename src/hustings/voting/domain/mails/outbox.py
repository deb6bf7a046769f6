"""The queue of mails: taken one at a time, sent, marked; whoever is killed in between loses none.

Knows states and leases of mails. Must not know what a mail says, nor who should get one.

Whoever sends takes a mail with a lease that ends by itself. A sender that dies holds one mail at
most: when its lease is over that one is sent again, and the others are untouched.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, F, Q

from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.office import log
from hustings.voting.models import Mail

# What a voter waits for goes before what is sent to everybody.
AGAIN, INVITATION, REMINDER, VOTED = "again", "invitation", "reminder", "voted"
HEADS = "heads"
# To a body that nominates; to somebody who is nominated and may stand.
NOMINATE, STAND = "nominate", "stand"
# Before the seal: whoever has the address that somebody typed is sent their links of nominations.
ASKED = "asked"
# To those without an e-mail address: printed, not sent.
LETTER = "letter"
TO_VOTERS = (AGAIN, INVITATION, REMINDER, VOTED)
OF_NOMINATIONS = (STAND, NOMINATE)
KINDS = (AGAIN, ASKED, HEADS, *OF_NOMINATIONS, INVITATION, REMINDER, VOTED)
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
# After the first failure a minute, then twice as long each time, at most this.
LONGEST_WAIT = timedelta(hours=1)
_MOST_ERROR = 300


class Claimed(NamedTuple):
    """A mail that is being sent by whoever holds this, and by nobody else.

    Attributes:
        voter: the voter's row; None for somebody who typed an address, and for an observer.
        to: the address typed, or the observer's; else empty.
        about: which heads it brings, where it is an observer's; whose link, where it is of
            nominations.
        attempts: this one counted.
    """

    id: int
    voter: int | None
    to: str
    kind: str
    attempts: int
    about: str = ""


@transaction.atomic
def claim(lease: timedelta = LEASE) -> Claimed | None:
    """The next mail that is due; None for none."""
    moment = now()
    due = Q(not_before__isnull=True) | Q(not_before__lte=moment)
    for kind in KINDS:
        for state in (Mail.State.SENDING, Mail.State.WAITING):
            waiting = Mail.objects.filter(due, kind=kind, state=state).order_by("pk")
            # Others that send pass over a row that is held here; SQLite lets one in at a time.
            mail = waiting.select_for_update(skip_locked=True).first()
            if mail is None:
                continue
            mail.state = Mail.State.SENDING
            mail.attempts += 1
            mail.not_before = moment + lease
            mail.save(update_fields=["state", "attempts", "not_before"])
            return Claimed(mail.pk, mail.voter_id, mail.to, mail.kind, mail.attempts, mail.about)
    return None


def sent(mail: Claimed) -> None:
    """Note that a mail has left."""
    _held(mail).update(state=Mail.State.SENT, error="")


def failed(mail: Claimed, error: str, *, for_good: bool) -> None:
    """Note that a mail did not leave; it is tried again later unless that is hopeless.

    Args:
        error: what the mail server said.
        for_good: whether trying again is hopeless.
    """
    hopeless = for_good or mail.attempts >= MOST_ATTEMPTS
    wait = min(timedelta(minutes=2 ** (mail.attempts - 1)), LONGEST_WAIT)
    _held(mail).update(
        state=Mail.State.FAILED if hopeless else Mail.State.WAITING,
        error=error[:_MOST_ERROR],
        not_before=now() + wait,
    )


def put_back(mail: Claimed) -> None:
    """Let a mail wait as before: not it failed, but the way to the mail server."""
    _held(mail).update(state=Mail.State.WAITING, attempts=F("attempts") - 1, not_before=now())


def drop(mail: Claimed) -> None:
    """Forget a mail that nobody should get any more."""
    _held(mail).delete()


@transaction.atomic
def try_again(who: str) -> int:
    """Let every mail that failed be tried again; how many."""
    failures = Mail.objects.filter(state=Mail.State.FAILED)
    count = failures.update(state=Mail.State.WAITING, attempts=0, not_before=now())
    log.record(who, "mail-retry", count=count)
    return int(count)


def waiting(most: int, kinds: tuple[str, ...] = TO_VOTERS) -> tuple[Claimed, ...]:
    """Mails that nobody has taken, as they are shown where there is no mail server."""
    found = Mail.objects.filter(state=Mail.State.WAITING, kind__in=kinds).order_by("pk")
    fields = ("pk", "voter_id", "to", "kind", "attempts", "about")
    return tuple(Claimed(*row) for row in found.values_list(*fields)[:most])


@transaction.atomic
def hand_over(ids: tuple[int, ...], who: str) -> int:
    """Note that an officer has sent these by hand; how many."""
    count = Mail.objects.filter(pk__in=ids, state=Mail.State.WAITING).update(state=Mail.State.SENT)
    log.record(who, "mail-by-hand", count=count)
    return int(count)


class Fate(NamedTuple):
    """How many mails of a kind are in a state."""

    kind: str
    state: str
    mails: int


def fates() -> tuple[Fate, ...]:
    """What became of the mails so far, by kind and state."""
    counted = Mail.objects.values_list("kind", "state").annotate(count=Count("pk"))
    return tuple(Fate(*row) for row in counted.order_by("kind", "state"))


class Failure(NamedTuple):
    """A mail that could not be delivered: whose it is, where it went, what was answered.

    An observer has neither number nor name.
    """

    member: str
    name: str
    email: str
    kind: str
    error: str


def failures(most: int) -> tuple[Failure, ...]:
    """Mails that did not arrive, but those that say somebody has voted; at most so many."""
    told = Q(voter__isnull=False) | Q(kind=HEADS)
    found = Mail.objects.filter(told, state=Mail.State.FAILED).exclude(kind=VOTED)
    fields = ("voter__member", "voter__name", "voter__email", "to", "kind", "error")
    return tuple(
        Failure(member or "", name or "", email or to, kind, error)
        for member, name, email, to, kind, error in found.order_by("pk").values_list(*fields)[:most]
    )


def _held(mail: Claimed) -> Any:
    """The row, where its lease has not passed to another."""
    return Mail.objects.filter(pk=mail.id, state=Mail.State.SENDING, attempts=mail.attempts)
