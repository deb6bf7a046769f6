"""Heads of the boards for observers: signed daily, when the poll is extended, and at the close.

Knows which heads there are and who is still to be sent them. Must not know what the mail says.

A head covers every ballot before it, and says no more of anybody's vote than how many there are:
numbers a day apart, as the board shows them.
"""

from __future__ import annotations

from django.db import transaction

from hustings.sealing.board import receipt
from hustings.voting.config.model import Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.mails.mailing import DAY, MAILER
from hustings.voting.domain.mails.outbox import HEADS
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import announced
from hustings.voting.models import Chain, Document, Mail, Poll
from hustings.web.folder import Folder

_SIGNED = "heads"


@transaction.atomic
def announce(folder: Folder, setup: Setup) -> int:
    """Sign the heads if a day is over, and queue the last ones for each observer without them.

    An observer who is named later gets the last heads there are.

    Returns:
        How many mails were queued.
    """
    if not (setup.mail.host and setup.mail.observers):
        return 0
    poll = Poll.objects.select_for_update().get()
    if poll.state == Poll.State.OPEN:
        last = log.last(_SIGNED) or log.last("open") or now()
        if now() >= last + DAY:
            sign(folder, bytes(poll.eid))
    about = announced()
    if not about:
        return 0
    queued = set(Mail.objects.filter(kind=HEADS, about=about).values_list("to", flat=True))
    missing = [one for one in setup.mail.observers if one not in queued]
    if missing:
        Mail.objects.bulk_create([Mail(to=one, kind=HEADS, about=about) for one in missing])
        log.record(MAILER, "mail-heads", about=about, count=len(missing))
    return len(missing)


@transaction.atomic
def sign(folder: Folder, eid: bytes, who: str = MAILER) -> None:
    """Keep the head of each board as it is now, signed by the server; `who` is for the log."""
    last = announced()
    number = f"{int(last) + 1 if last else 1:04d}"
    secret = server_secret(folder)
    boards = {}
    for one in Chain.objects.order_by("contest"):
        head = receipt.sign_head(secret, eid, one.contest, n=one.n, head=bytes(one.head))
        name = f"observed/{number}/{one.contest}"
        Document.objects.create(name=name, text=receipt.write_head(head).decode())
        boards[one.contest] = head.head.hex()
    log.record(who, _SIGNED, number=number, boards=boards)
