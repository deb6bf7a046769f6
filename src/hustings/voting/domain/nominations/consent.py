"""A candidate accepts or declines, writes a statement, gives a photograph, withdraws.

Knows until when each is possible. Must not know pages, nor who nominated them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from hustings.inputs.text import MAX_TEXT, flaw
from hustings.voting.config.keys import LETTERS
from hustings.voting.config.model import Nominations, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.nominations import photographs
from hustings.voting.domain.nominations.photographs import Given
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
def accept(
    nominee: Nominee,
    setup: Setup,
    statement: Mapping[str, str],
    slate: str,
    photograph: Given | None = None,
) -> None:
    """Accept, or write the statement anew after that.

    Args:
        statement: by language; what is empty is left out.
        slate: what stands below the name; empty for nothing.
        photograph: None where nothing is said about it, and what there is stays.

    Raises:
        Refused: it is too late, they have withdrawn, a statement is too long, or a photograph is
            not described, or a description not of a photograph.
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
    pictured = photograph if rules.photographs else None
    if wrong := [*long, *(_misdescribed(held, setup, pictured) if pictured else ())]:
        raise Refused(*wrong)
    first = held.answer != Answer.ACCEPTED
    held.answer, held.statement, held.slate = Answer.ACCEPTED, given, slate
    held.save(update_fields=["answer", "statement", "slate"])
    _log(held, "nomination-accept" if first else "statement-written")
    if pictured:
        _picture(held, setup, pictured)


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
    if photographs.remove(held):
        _log(held, "photograph-remove")


def _misdescribed(nominee: Nominee, setup: Setup, given: Given) -> list[Fault]:
    """What is wrong with how a photograph is described."""
    if given.remove:
        return []
    texts = _texts(given, setup)
    found = [
        Fault("bad_photograph_text", about=(("most", MAX_TEXT), ("language", code)))
        for code, text in texts.items()
        if flaw(text, "it")
    ]
    before = photographs.of(nominee)
    there = bool(given.picture or (before and before.content))
    if there and not texts:
        found.append(Fault("photograph_text"))
    if texts and not there:
        found.append(Fault("photograph_none"))
    return found


def _picture(nominee: Nominee, setup: Setup, given: Given) -> None:
    if given.remove:
        if photographs.remove(nominee):
            _log(nominee, "photograph-remove")
        return
    before = photographs.of(nominee)
    picture = given.picture or (bytes(before.content) if before else b"")
    if picture and photographs.keep(nominee, picture, _texts(given, setup)):
        _log(nominee, "photograph-keep")


def _texts(given: Given, setup: Setup) -> dict[str, str]:
    return {code: given.texts[code] for code in setup.languages if given.texts.get(code)}


def _held(nominee: Nominee) -> Nominee:
    """The row as it is, while nobody closes nominations or seals the election."""
    Poll.objects.select_for_update().get()
    return Nominee.objects.get(pk=nominee.pk)


def _draft() -> bool:
    return bool(Poll.objects.get().state == Poll.State.DRAFT)


def _log(nominee: Nominee, act: str) -> None:
    log.record("a candidate", act, contest=nominee.contest, name=nominee.name)
