"""Heads of the boards for observers: signed daily, when the poll is extended, and at the close.

Knows which heads there are and who is still to be sent them. Must not know what the mail says.

A head covers every ballot before it, and says no more of anybody's vote than how many there are:
numbers a day apart, as the board shows them, and ten ballots apart: a board that has not grown by
ten is announced as it was, for its number would tell how many have voted of a few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from hustings.sealing.board import chain, receipt
from hustings.voting.config.model import Setup
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.mails.mailing import MAILER
from hustings.voting.domain.mails.outbox import HEADS
from hustings.voting.domain.office import log
from hustings.voting.domain.queries import announced, heads
from hustings.voting.domain.turnout import days
from hustings.voting.models import Chain, Document, Mail, Poll
from hustings.web.folder import Folder

_SIGNED = "heads"


class Board(NamedTuple):
    """How far a board is: its number of ballots, and the head after the last of them."""

    n: int
    head: bytes


@transaction.atomic
def announce(folder: Folder, setup: Setup, who: str = MAILER) -> int:
    """Note turnout and sign the heads if a day is over; queue the last heads for each observer.

    An observer who is named later gets the last heads there are. Nothing is signed where nobody
    observes.

    Args:
        who: for the log.

    Returns:
        How many mails were queued.
    """
    poll = Poll.objects.select_for_update().get()
    observed = bool(setup.mail.host and setup.mail.observers)
    if poll.state == Poll.State.OPEN and days.due():
        _day_over(folder, bytes(poll.eid), observed, who)
    about = announced() if observed else ""
    if not about:
        return 0
    queued = set(Mail.objects.filter(kind=HEADS, about=about).values_list("to", flat=True))
    missing = [one for one in setup.mail.observers if one not in queued]
    if missing:
        Mail.objects.bulk_create([Mail(to=one, kind=HEADS, about=about) for one in missing])
        log.record(MAILER, "mail-heads", about=about, count=len(missing))
    return len(missing)


def _day_over(folder: Folder, eid: bytes, observed: bool, who: str) -> None:
    """Whoever casts waits meanwhile, so that heads and turnout have the same numbers."""
    list(Chain.objects.select_for_update())
    before = boards_announced() or {one: Board(0, chain.first_head(eid, one)) for one in boards()}
    moved = days.note(folder, {one: board.n for one, board in before.items()}, who)
    if observed:
        after = {one: board for one, board in boards().items() if one in moved}
        sign(folder, eid, {**before, **after}, who)


def boards() -> dict[str, Board]:
    """How far every board is, by contest."""
    rows = Chain.objects.order_by("contest").values_list("contest", "n", "head")
    return {contest: Board(n, bytes(head)) for contest, n, head in rows}


def boards_announced() -> dict[str, Board]:
    """How far every board was announced to be, by contest; empty before anything was."""
    found = [receipt.read_head(text.encode()) for text in heads(announced())]
    return {one.contest: Board(one.n, one.head) for one in found}


@transaction.atomic
def sign(folder: Folder, eid: bytes, so_far: Mapping[str, Board], who: str = MAILER) -> None:
    """Keep heads of boards, signed by the server; `who` is for the log."""
    last = announced()
    number = f"{int(last) + 1 if last else 1:04d}"
    secret = server_secret(folder)
    for contest, board in so_far.items():
        head = receipt.sign_head(secret, eid, contest, n=board.n, head=board.head)
        name = f"observed/{number}/{contest}"
        Document.objects.create(name=name, text=receipt.write_head(head).decode())
    log.record(
        who,
        _SIGNED,
        number=number,
        boards={contest: board.head.hex() for contest, board in so_far.items()},
    )
