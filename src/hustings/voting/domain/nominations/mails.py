"""Mails to those who nominate and are nominated: counted, queued, and whom each is still for.

Knows the queue. Must not know what a mail says, nor how it leaves.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from hustings.errors import InputError
from hustings.voting.config.model import Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails import outbox
from hustings.voting.domain.mails.outbox import NOMINATE, OF_NOMINATIONS, STAND, Claimed
from hustings.voting.domain.nominations import links, members
from hustings.voting.domain.nominations.links import Holder
from hustings.voting.domain.nominations.window import Phase, asked_for, draft, phase
from hustings.voting.domain.office import log
from hustings.voting.domain.voters.roll import BATCH
from hustings.voting.models import Mail, Nomination, Nominator, Nominee, Poll, Voter
from hustings.web.folder import Folder

_KIND = {Nominator: NOMINATE, Nominee: STAND}
_LIVE = (Mail.State.WAITING, Mail.State.SENDING)


def uninvited() -> list[Nominator]:
    """Those who nominate and were not sent their link."""
    sent = set(Mail.objects.filter(kind=NOMINATE).values_list("about", flat=True))
    return [one for one in Nominator.objects.order_by("pk") if str(one.pk) not in sent]


def invited() -> int:
    """How many who nominate were sent their link, or will be."""
    return Mail.objects.filter(kind=NOMINATE).values("about").distinct().count()


def waiting(setup: Setup) -> int:
    """How many would be sent their link now; members are found on the roll."""
    new = sum(1 for _ in members.missing(setup)) if asked_for(setup).members else 0
    return len(uninvited()) + new


def hindrance(setup: Setup) -> str:
    """Why no links are sent to those who nominate now, as a clause; empty where they can be."""
    if phase(asked_for(setup)) in (Phase.OVER, Phase.CLOSED):
        return "nominations have ended"
    return ""


@transaction.atomic
def invite(folder: Folder, setup: Setup, typed: int, who: str) -> int:
    """Make the links of all who nominate and have none, and queue them; how many.

    Args:
        typed: how many mails the officer expects; must be how many there are.

    Raises:
        InputError: nominations have ended, nobody waits for a link, or the number is another.
    """
    draft()
    if why := hindrance(setup):
        raise InputError(why)
    if asked_for(setup).members:
        members.take_in(setup)
    those = uninvited()
    if not Nominator.objects.exists():
        raise InputError(
            "there is nobody who nominates yet",
            remedy="take in the roll" if asked_for(setup).members else "take in the list of bodies",
        )
    if not those:
        raise InputError("nobody has to be sent a link")
    if len(those) != typed:
        raise InputError(
            f"there would be {len(those):,} mails, not {typed:,}: nothing was queued",
            remedy="make sure that it is those you mean, and give their number",
        )
    links.make_all(folder, those)
    Mail.objects.bulk_create(
        (Mail(kind=NOMINATE, about=str(one.pk)) for one in those), batch_size=BATCH
    )
    log.record(who, "mail", kind=NOMINATE, count=len(those))
    return len(those)


@transaction.atomic
def again(folder: Folder, holder: Holder, who: str, *, revoke: str = "") -> None:
    """Queue somebody's link once more, or another in its place.

    Args:
        revoke: why the link they have stops working; empty where it does not.

    Raises:
        InputError: the election is sealed.
    """
    draft()
    if revoke:
        links.make(folder, holder)
    _put_once(holder)
    act = "nomination-relink" if revoke else "nomination-mail"
    log.record(who, act, whose=holder.name, **({"reason": revoke} if revoke else {}))


def asked_by(mail: Claimed) -> tuple[Holder, ...]:
    """Whoever has the address that somebody typed, and was sent a link there before."""
    members = Voter.objects.filter(email__iexact=mail.to).values("member")
    bodies = Q(member="", contact__iexact=mail.to)
    found: list[Holder] = [
        *Nominator.objects.filter(bodies | Q(member__in=members) & ~Q(member="")).order_by("pk"),
        *Nominee.objects.filter(email__iexact=mail.to).order_by("pk"),
    ]
    return tuple(one for one in found if _queued(one).exists())


@transaction.atomic
def pass_on(mail: Claimed) -> int:
    """Queue the links of whoever has the address that was typed; how many there are."""
    found = asked_by(mail)
    for holder in found:
        _put_once(holder)
    # An address that somebody has is kept for a day: not all can be asked for all the time.
    if found:
        outbox.sent(mail)
    else:
        outbox.drop(mail)
    return len(found)


def _queued(holder: Holder) -> Any:
    """Mails with somebody's link, in whatever state."""
    return Mail.objects.filter(kind=_KIND[type(holder)], about=str(holder.pk))


def _put_once(holder: Holder) -> None:
    """Queue somebody's link unless it waits already."""
    if not _queued(holder).filter(state__in=_LIVE).exists():
        Mail.objects.create(kind=_KIND[type(holder)], about=str(holder.pk))


def wanted(mail: Claimed, setup: Setup) -> Holder | None:
    """Whose link a mail that is about to leave brings; None where it is for nobody any more."""
    rules = setup.nominations
    if rules is None or Poll.objects.get().state != Poll.State.DRAFT:
        return None
    if now() >= (rules.closes if mail.kind == NOMINATE else rules.withdraw_by):
        return None
    if mail.kind == NOMINATE:
        return _on_the_roll(Nominator.objects.filter(pk=mail.about).first())
    supported = Exists(Nomination.objects.filter(nominee=OuterRef("pk")))
    found: Nominee | None = Nominee.objects.filter(supported, pk=mail.about).first()
    return found


def _on_the_roll(nominator: Nominator | None) -> Nominator | None:
    """A member as the roll has them now; None who is not on it any more, or without an address.

    Bodies as they are.
    """
    if nominator is not None and nominator.member:
        voter = Voter.objects.filter(member=nominator.member).first()
        if voter is None or not voter.email:
            return None
        nominator.contact = voter.email
    return nominator


def failures(most: int) -> tuple[tuple[Holder, str], ...]:
    """Whose mails did not arrive, and what was answered; at most so many."""
    failed = Mail.objects.filter(kind__in=OF_NOMINATIONS, state=Mail.State.FAILED).order_by("pk")
    found: list[tuple[Holder, str]] = []
    for kind, about, error in failed.values_list("kind", "about", "error")[:most]:
        model = Nominator if kind == NOMINATE else Nominee
        if holder := model.objects.filter(pk=about).first():
            found.append((holder, error))
    return tuple(found)
