"""Somebody asks for their link again: one answer for everybody, and the same work.

Knows the queue. Must not know whether the address is on the roll, or a nominee's: that is looked up
when the mail is sent, so that neither the answer nor the time it takes tells.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from hustings.inputs.text import has_control
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails.outbox import AGAIN, ASKED
from hustings.voting.models import Mail, Poll

MOST_LETTERS = 254
_BOTH = (AGAIN, ASKED)
_OVER = (Poll.State.CLOSED, Poll.State.COUNTED, Poll.State.PUBLISHED)
# For one address.
APART = timedelta(minutes=10)
DAY = timedelta(hours=24)
MOST_A_DAY = 5
# Of requests that wait: beyond it somebody is playing, and new ones are lost.
MOST_WAITING = 20_000


@transaction.atomic
def ask(address: str) -> bool:
    """Queue the same link again for whoever has this address, if anybody.

    Before the seal those are who nominates and who is nominated, then voters. After the close no
    link opens anything: no address is kept any more.

    Returns:
        Whether it was queued, for tests; nobody who asks is to learn it.
    """
    state = Poll.objects.get().state
    if state in _OVER:
        return False
    kind = ASKED if state == Poll.State.DRAFT else AGAIN
    to = address.strip().casefold()
    # No database can be asked for half a character, nor every one for a zero.
    if not to or len(to) > MOST_LETTERS or has_control(to):
        return False
    moment = now()
    # Everything is looked up, and written, whatever comes of it. Of an address that somebody has a
    # mail is kept for the day: were less done for it then, the time would tell.
    earlier = Mail.objects.filter(kind=kind, to=to, not_before__gt=moment - DAY)
    just_now = earlier.filter(not_before__gt=moment - APART).count()
    today = earlier.count()
    waiting = Mail.objects.filter(kind=kind, state=Mail.State.WAITING).count()
    made = Mail.objects.create(kind=kind, to=to, not_before=moment)
    taken = not just_now and today < MOST_A_DAY and waiting < MOST_WAITING
    Mail.objects.filter(pk=0 if taken else made.pk).delete()
    return taken


def forget() -> int:
    """Clear the addresses that were typed longer than a day ago; how many."""
    old = Mail.objects.filter(kind__in=_BOTH, not_before__lte=now() - DAY)
    return int(old.exclude(to="").exclude(state=Mail.State.WAITING).update(to=""))
