"""Mails leave: one after another through a mail server, as fast as the election allows.

Knows SMTP's answers. Must not know who should get a mail.
"""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any, NamedTuple

from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, close_old_connections

from hustings.errors import InputError
from hustings.inputs.text import read_text
from hustings.voting.config.file import load
from hustings.voting.config.model import Setting, Setup
from hustings.voting.domain.keys import link_key
from hustings.voting.domain.mails import mailing, observers, outbox, reminding, selfservice
from hustings.voting.domain.nominations import mails as nominations
from hustings.voting.interfaces.mails import nominations as of_nominations
from hustings.voting.interfaces.mails import observers as to_observers
from hustings.voting.interfaces.mails.written import letter, message
from hustings.web.folder import Folder

# Seconds before a mail server that says nothing is given up; shorter than a lease.
PATIENCE = 60
# Seconds between two looks into an outbox that was empty, or after the server was away.
REST = 10
# Seconds after which it is looked whether anything new is due, however much still waits.
LOOK = 60
_REFUSED_FOR_GOOD = 500


class Sent(NamedTuple):
    """What became of the mails that were due."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


class ServerAway(InputError):
    """The mail server cannot be reached, or takes nothing from us; no mail is to blame."""


def send_due(folder: Folder, setup: Setup, stop: Event, *, lease: timedelta = outbox.LEASE) -> Sent:
    """Send what is due until nothing is, or `stop` is set.

    Raises:
        ServerAway: the mail server cannot be reached; what was not sent waits.
        InputError: there is no mail server, or its password or K_link cannot be read.
    """
    connection = smtp(folder, setup)
    if setup.setting is not Setting.ORGANISATION:
        link_key(folder)
    counts = {"sent": 0, "failed": 0, "dropped": 0}
    looked = float("-inf")
    try:
        while not stop.is_set():
            began = time.monotonic()
            if began >= looked + LOOK:
                _queue_what_is_due(folder, setup)
                looked = began
            if not (mail := outbox.claim(lease)):
                break
            if mail.kind == outbox.ASKED:
                nominations.pass_on(mail)
                continue
            what = _send(folder, setup, mail, connection)
            counts[what] += 1
            if what != "dropped":
                stop.wait(max(0.0, 60 / setup.mail.rate - (time.monotonic() - began)))
    finally:
        connection.close()
    return Sent(**counts)


def _queue_what_is_due(folder: Folder, setup: Setup) -> None:
    """What the clock asks for: daily mails, the heads of boards, reminders of the plan."""
    selfservice.forget()
    mailing.sweep(setup)
    observers.announce(folder, setup)
    reminding.queue_due(setup)


def keep_sending(
    folder: Folder, stop: Event, said: Callable[[str], None] = lambda text: None
) -> None:
    """Send until `stop` is set, whatever becomes of mail server, database or files meanwhile.

    Once it has begun, a mistake in election.toml is waited out, too: its reminders may be changed
    at any time, and a file is half written for a moment.

    Args:
        said: is told of trouble, a sentence each time it is another.

    Raises:
        InputError: at the first look, election.toml names no mail server, or has a mistake.
    """
    trouble, begun = "", False
    while not stop.is_set():
        close_old_connections()
        try:
            send_due(folder, load(folder), stop)
            now, begun = "", True
        except (InputError, DatabaseError) as error:
            if not begun and not isinstance(error, ServerAway | DatabaseError):
                raise
            now = str(error)
        if now and now != trouble:
            said(now)
        trouble = now
        stop.wait(REST)
    close_old_connections()


def smtp(folder: Folder, setup: Setup) -> Any:
    """A connection to the election's mail server, not opened yet.

    Raises:
        InputError: there is none, or its password cannot be read.
    """
    mail = setup.mail
    if not mail.host:
        raise InputError(
            "no mails are sent: election.toml names no mail server",
            remedy="they are shown on the officer's page; or add `host` under [mail]",
            source=folder.toml,
        )
    password = ""
    if mail.password_file:
        password = read_text(folder.file(mail.password_file), standard=False).strip()
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=mail.host,
        port=mail.port,
        username=mail.user,
        password=password,
        use_tls=mail.security == "starttls",
        use_ssl=mail.security == "tls",
        timeout=PATIENCE,
    )


def _send(folder: Folder, setup: Setup, mail: outbox.Claimed, connection: Any) -> str:
    """Send one, and note what became of it: "sent", "failed" or "dropped"."""
    try:
        written = _written(folder, setup, mail)
    except InputError as error:
        outbox.failed(mail, str(error), for_good=True)
        return "failed"
    if written is None:
        outbox.drop(mail)
        return "dropped"
    try:
        connection.open()
        connection.send_messages([written])
    except smtplib.SMTPRecipientsRefused as error:
        (code, answer), *_ = error.recipients.values()
        return _failed(mail, code, answer)
    except smtplib.SMTPDataError as error:
        return _failed(mail, error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        outbox.put_back(mail)
        connection.close()
        raise ServerAway(
            f"the mail server {setup.mail.host} takes no mails: {_plain(error)}",
            remedy="check [mail] in election.toml; nothing is lost",
        ) from None
    outbox.sent(mail)
    return "sent"


def _written(folder: Folder, setup: Setup, mail: outbox.Claimed) -> EmailMessage | None:
    """What is to leave; None where it is for nobody any more.

    Raises:
        InputError: the voter has no link, or K_link is not here.
    """
    if mail.kind == outbox.HEADS:
        named = mail.to in setup.mail.observers
        return to_observers.message(setup, mail.to, mail.about, mail.id) if named else None
    if mail.kind in outbox.OF_NOMINATIONS:
        holder = nominations.wanted(mail, setup)
        if holder is None:
            return None
        made = of_nominations.letter(folder, setup, holder)
        return message(made, setup, of_nominations.address(holder), mail.id)
    voter = mailing.wanted(mail, setup)
    if voter is None:
        return None
    return message(letter(mail.kind, folder, setup, voter), setup, voter.email, mail.id)


def _failed(mail: outbox.Claimed, code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    outbox.failed(mail, f"{code} {text}", for_good=code >= _REFUSED_FOR_GOOD)
    return "failed"


def _plain(error: Exception) -> str:
    """What went wrong on one line; never what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
        return " ".join(f"{error.smtp_code} {text}".split())
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
