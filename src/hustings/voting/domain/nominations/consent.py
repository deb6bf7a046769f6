"""A candidate accepts or declines, writes a statement, withdraws.

Knows until when each is possible. Must not know pages, nor who nominated them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from hustings.voting.config.keys import LETTERS
from hustings.voting.config.model import Nominations, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.nominations.window import Fault, Refused, asked_for
from hustings.voting.domain.office import log
from hustings.voting.models import Nominee, Poll

Answer = Nominee.Answer


def words(text: str) -> int:
    """How many words a text has: whatever stands between spaces or ends of lines is one."""
    return len(text.split())


def may_answer(nominee: Nominee, rules: Nominations) -> bool:
    """Whether a candidate can accept or decline now, and write the statement."""
    return _draft() and nominee.answer != Answer.WITHDRAWN and now() < rules.accept_by


def may_withdraw(nominee: Nominee, rules: Nominations) -> bool:
    """Whether a candidate who has accepted can withdraw now."""
    return _draft() and nominee.answer == Answer.ACCEPTED and now() < rules.withdraw_by


@transaction.atomic
def accept(nominee: Nominee, setup: Setup, statement: Mapping[str, str], slate: str) -> None:
    """Accept, or write the statement anew after that.

    Args:
        statement: by language; what is empty is left out.
        slate: what stands below the name; empty for nothing.

    Raises:
        Refused: it is too late, they have withdrawn, or a statement is too long.
    """
    rules = asked_for(setup)
    held = _held(nominee)
    if not may_answer(held, rules):
        raise Refused(Fault("withdrawn" if held.answer == Answer.WITHDRAWN else "too_late"))
    given = {code: statement[code] for code in setup.languages if statement.get(code)}
    long = [
        Fault("too_long", about=(("n", words(text)), ("most", rules.words), ("language", code)))
        for code, text in given.items()
        if words(text) > rules.words
    ] + [
        Fault("too_many_letters", about=(("n", len(text)), ("most", LETTERS), ("language", code)))
        for code, text in given.items()
        if len(text) > LETTERS
    ]
    if long:
        raise Refused(*long)
    first = held.answer != Answer.ACCEPTED
    held.answer, held.statement, held.slate = Answer.ACCEPTED, given, slate
    held.save(update_fields=["answer", "statement", "slate"])
    _log(held, "nomination-accept" if first else "statement-written")


@transaction.atomic
def decline(nominee: Nominee, setup: Setup) -> None:
    """Say no; it can be taken back as long as candidates may accept.

    Raises:
        Refused: it is too late, or they have accepted and can only withdraw.
    """
    held = _held(nominee)
    if held.answer != Answer.WAITING or not may_answer(held, asked_for(setup)):
        raise Refused(Fault("too_late"))
    held.answer = Answer.DECLINED
    held.save(update_fields=["answer"])
    _log(held, "nomination-decline")


@transaction.atomic
def withdraw(nominee: Nominee, setup: Setup) -> None:
    """Withdraw after having accepted, for good.

    Raises:
        Refused: it is too late, or they have not accepted.
    """
    held = _held(nominee)
    if not may_withdraw(held, asked_for(setup)):
        raise Refused(Fault("too_late"))
    held.answer = Answer.WITHDRAWN
    held.save(update_fields=["answer"])
    _log(held, "nomination-withdraw")


def _held(nominee: Nominee) -> Nominee:
    """The row as it is, while nobody closes nominations or seals the election."""
    Poll.objects.select_for_update().get()
    return Nominee.objects.get(pk=nominee.pk)


def _draft() -> bool:
    return bool(Poll.objects.get().state == Poll.State.DRAFT)


def _log(nominee: Nominee, act: str) -> None:
    log.record("a candidate", act, contest=nominee.contest, name=nominee.name)
