"""Reminders by the calendar: which are planned, which are due, what became of each.

Knows when each was planned, and what the log says of it. Must not know who is reminded, nor what a
mail says.

A planned reminder is settled by one entry of the log that names its moment: sent, left out, or
called off. The entry is written in the transaction that queues the mails, so that whoever is killed
or runs twice sends none twice, and nothing is left half done.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction

from hustings.errors import InputError
from hustings.voting.config.model import BETWEEN_REMINDERS, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails import mailing
from hustings.voting.domain.mails.outbox import REMINDER
from hustings.voting.domain.office import log
from hustings.voting.models import LogEntry, Poll

LEFT_OUT, CALLED_OFF = "reminder-left-out", "reminder-off"
_SETTLES = (mailing.QUEUED, LEFT_OUT, CALLED_OFF)


class Round(NamedTuple):
    """Reminders to everybody who has voted in nothing: one of the plan, or sent by hand.

    Attributes:
        at: when it was planned, or sent by hand.
        planned: whether it is, or was, in the plan.
        act: the log's that settled it, `mailing.QUEUED`, `LEFT_OUT` or `CALLED_OFF`; empty where
            it is still to come.
        who: did that.
        mails: how many were queued.
        why: it was left out.
    """

    at: datetime
    planned: bool = True
    act: str = ""
    who: str = ""
    mails: int = 0
    why: str = ""


def rounds(setup: Setup) -> tuple[Round, ...]:
    """All that were sent, left out and called off, and those to come, in the order of time."""
    found = list(_settled())
    known = {one.at for one in found if one.planned}
    found += [Round(at) for at in setup.mail.reminders if at not in known]
    return tuple(sorted(found, key=lambda one: one.at))


@transaction.atomic
def queue_due(setup: Setup) -> int:
    """Settle every reminder of the plan whose time has come: queue the mails, or leave it out.

    Left out, with the reason in the log: what was planned for before the opening, where the next is
    due by now or within `BETWEEN_REMINDERS`, where others were sent within it, and where everybody
    has voted. After the end nothing is sent, and nothing noted.

    Returns:
        How many mails were queued.
    """
    Poll.objects.select_for_update().get()
    moment = now()
    planned = setup.mail.reminders
    if not any(at <= moment for at in planned) or not mailing.goes_on(setup):
        return 0
    settled = {one.at: one.act for one in _settled() if one.planned}
    kept = [at for at in planned if settled.get(at) != CALLED_OFF]
    for at in planned:
        if at in settled or moment < at:
            continue
        following = next((one for one in kept if one > at), None)
        voters = [] if (why := _hindrance(at, moment, following, setup)) else mailing.to_remind()
        if not voters:
            why = why or "everybody who was invited has voted, or was reminded often enough"
            log.record(mailing.MAILER, LEFT_OUT, planned=_written(at), why=why)
            continue
        return mailing.queue_reminders(voters, mailing.MAILER, planned=_written(at))
    return 0


@transaction.atomic
def call_off(at: datetime, setup: Setup, who: str) -> None:
    """Let a reminder of the plan not be sent.

    Raises:
        InputError: there is no such one in the plan, or it was sent, left out or called off.
    """
    Poll.objects.select_for_update().get()
    if at not in setup.mail.reminders:
        raise InputError("no reminder is planned for then", remedy="look at the plan again")
    if any(one.planned and one.at == at for one in _settled()):
        raise InputError("this reminder is not to come any more", remedy="look at the plan again")
    log.record(who, CALLED_OFF, planned=_written(at))


def _hindrance(at: datetime, moment: datetime, following: datetime | None, setup: Setup) -> str:
    """Why a reminder that was planned for `at` is left out, as a clause; empty where it is not.

    Args:
        following: for when the next is planned that nobody has called off.
    """
    opened = log.last("open")
    if opened is None or at < opened:
        return "the poll was not open yet"
    if following and following <= moment + BETWEEN_REMINDERS:
        return f"mails were not sent then, and the next reminder is at {_shown(following)}"
    return mailing.hindrance(REMINDER, setup)


def _settled() -> list[Round]:
    """What the log says of every round of reminders."""
    entries = LogEntry.objects.filter(act__in=_SETTLES).exclude(details=log.DELETED).order_by("n")
    found = []
    for entry in entries:
        said: dict[str, Any] = json.loads(entry.details)
        if entry.act == mailing.QUEUED and said["kind"] != REMINDER:
            continue
        planned = "planned" in said
        at = datetime.fromisoformat(said["planned"] if planned else entry.at)
        found.append(
            Round(at, planned, entry.act, entry.who, said.get("count", 0), said.get("why", ""))
        )
    return found


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _shown(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
