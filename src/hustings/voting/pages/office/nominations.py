"""Nominations for the officer: bodies, who nominates whom, decisions, the close, the ballot.

Knows forms. Must not know what an act asks for: that is `domain.nominations`'s.
"""

from __future__ import annotations

import os
import tempfile

from django.http import Http404, HttpRequest, HttpResponse

from hustings.errors import HustingsError, InputError
from hustings.inputs.text import flaw, shown
from hustings.report.nominations.tables import needed
from hustings.voting.config import nominated
from hustings.voting.config.file import load
from hustings.voting.config.model import Body, Setup
from hustings.voting.domain.mails import outbox
from hustings.voting.domain.nominations import bodies as list_of_bodies
from hustings.voting.domain.nominations import deciding, mails, members, nominating, photographs
from hustings.voting.domain.nominations.links import Holder
from hustings.voting.domain.nominations.standings import deleted, silent, standing, standings
from hustings.voting.domain.nominations.window import asked_for, phase
from hustings.voting.interfaces import bodies_file
from hustings.voting.interfaces.mails import nominations as letters
from hustings.voting.interfaces.roll_file import is_address
from hustings.voting.models import Nomination, Nominator
from hustings.voting.pages.office.shown import (
    confirmed,
    folder,
    looked_for,
    number_of_mails,
    numbers,
    officer,
    page,
    reason,
    see,
    titles,
    upload,
    who,
)
from hustings.voting.pages.photographs import served

MOST_SHOWN = 20


@officer
def overview(request: HttpRequest) -> HttpResponse:
    """How far nominations are, and what comes next."""
    wrong: HustingsError | None = None
    setup = load(folder())
    rules = asked_for(setup)
    if request.method == "POST":
        try:
            return see("office-nominations", _act(request, setup))
        except HustingsError as error:
            wrong = error
    every, named = standings(setup), titles()
    count, invited = Nominator.objects.count(), mails.invited()
    by_hand = not setup.mail.host
    return page(
        request,
        "nominations",
        wrong=wrong,
        typed=request.POST,
        rules=rules,
        phase=phase(rules).value,
        sealed=deciding.sealed(),
        needed=needed(rules.threshold),
        count=count,
        waiting=0 if deciding.sealed() else mails.waiting(setup),
        invited=invited,
        why=mails.hindrance(setup),
        silent=silent(),
        tallied=rules.tally and not deleted(setup),
        unreached=members.unreached(setup) if rules.members else 0,
        contests=[
            (named[contest.id], several, [one.nominee.name for one in several if one.stands])
            for contest, several in every
        ],
        adopted=deciding.adopted(folder(), setup),
        stale=os.path.isfile(folder().file(nominated.FILE)),
        failures=[
            (one.name, letters.address(one), error) for one, error in mails.failures(MOST_SHOWN)
        ],
        kinds=(outbox.NOMINATE, outbox.STAND),
        languages=setup.languages,
        by_hand=by_hand,
        letters=_letters(setup) if by_hand else (),
        most=MOST_SHOWN,
    )


@officer
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One nomination: who made it, and what the officer decides."""
    wrong: HustingsError | None = None
    setup = load(folder())
    rules = asked_for(setup)
    try:
        nominee = deciding.find(number)
    except InputError:
        raise Http404 from None
    if request.method == "POST":
        try:
            response = see("office-nominations")
            response["Location"] += f"{number}/?done={_of_one(request, number)}"
            return response
        except HustingsError as error:
            wrong = error
    given = photographs.of(nominee)
    return page(
        request,
        "nominee",
        wrong=wrong,
        typed=request.POST,
        one=standing(nominee, setup),
        photograph=given,
        alt=next(iter(given.texts.values()), "") if given else "",
        others=[other for other in nominating.listed(nominee.contest) if other.pk != number],
        title=titles().get(nominee.contest, nominee.contest),
        members=rules.members,
        sealed=deciding.sealed(),
    )


@officer
def photograph(request: HttpRequest, hash: str) -> HttpResponse:
    """A candidate's photograph, whether it is sealed or not."""
    return served(hash, sealed=False)


@officer
def mail(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """How a mail of nominations reads, with a code that is made up."""
    setup = load(folder())
    asked_for(setup)
    if kind not in outbox.OF_NOMINATIONS or language not in setup.languages:
        raise Http404
    made = letters.preview(kind, setup, language)
    return page(request, "mail", kind=kind, letter=made, back="office-nominations")


@officer
def bodies(request: HttpRequest) -> HttpResponse:
    """Who nominates whom, body by body, and their links."""
    wrong: HustingsError | None = None
    setup = load(folder())
    asked_for(setup)
    if request.method == "POST":
        try:
            return see("office-bodies", _link(request))
        except HustingsError as error:
            wrong = error
    asked, named = looked_for(request), titles()
    every = Nominator.objects.order_by("name", "pk")
    if asked.strip():
        every = every.filter(name__icontains=asked.strip())
    count = every.count()
    found = list(every[:MOST_SHOWN])
    return page(
        request,
        "bodies",
        wrong=wrong,
        typed=request.POST,
        asked=asked,
        count=count,
        over=count > len(found),
        found=[
            (
                body,
                [
                    (named.get(each.nominee.contest, each.nominee.contest), each.nominee.name)
                    for each in Nomination.objects.filter(nominator=body)
                    .select_related("nominee")
                    .order_by("nominee__contest", "nominee__folded")
                ],
            )
            for body in found
        ],
        sealed=deciding.sealed(),
    )


def _act(request: HttpRequest, setup: Setup) -> str:
    match request.POST.get("act"):
        case "bodies":
            list_of_bodies.take_in(folder(), _bodies(request, setup), setup, who(request))
            return "bodies"
        case "invite":
            mails.invite(folder(), setup, number_of_mails(request), who(request))
            return "nominate"
        case "close":
            confirmed(request, "close")
            deciding.close(setup, who(request))
            return "nominations-closed"
        case "adopt":
            confirmed(request, "ballot")
            deciding.adopt(folder(), setup, who(request))
            return "adopted"
        case "by-hand":
            outbox.hand_over(numbers(request, "mail"), who(request))
            return "by-hand"
    raise InputError("nothing was asked for", remedy="choose what to do")


def _of_one(request: HttpRequest, number: int) -> str:
    match request.POST.get("act"):
        case "decide":
            answer = request.POST.get("valid")
            if answer not in ("yes", "no"):
                raise InputError("you have not said whether it is valid", remedy="choose one")
            said = request.POST.get("reason", "").strip()
            why = reason(request) if said or answer == "no" else ""
            deciding.decide(number, answer == "yes", who(request), why)
            return "decided"
        case "correct":
            name = " ".join(request.POST.get("name", "").split())
            email = request.POST.get("email", "").strip()
            if wrong := flaw(name, "the name"):
                raise InputError(wrong[0], remedy=wrong[1])
            if not is_address(email):
                raise InputError(f"{shown(email)} is not an e-mail address", remedy="correct it")
            deciding.correct(folder(), number, name, email, who(request), reason(request))
            return "corrected"
        case "photograph":
            deciding.take_photograph_away(number, who(request), reason(request))
            return "photograph"
        case "merge":
            same = next(iter(numbers(request, "same")), 0)
            deciding.merge(number, same, who(request), reason(request))
            return "merged"
    return _link(request, deciding.find(number))


def _link(request: HttpRequest, holder: Holder | None = None) -> str:
    """Send a link again, or another in its place; of the body that is named unless given."""
    if holder is None:
        holder = Nominator.objects.filter(pk__in=numbers(request, "whose")).first()
        if holder is None:
            raise InputError("there is nobody like that", remedy="look at the page again")
    match request.POST.get("act"):
        case "again":
            mails.again(folder(), holder, who(request))
            return "mailed"
        case "relink":
            mails.again(folder(), holder, who(request), revoke=reason(request))
            return "relinked"
    raise InputError("nothing was asked for", remedy="choose what to do")


def _bodies(request: HttpRequest, setup: Setup) -> tuple[Body, ...]:
    """The bodies of the file that was sent."""
    data = upload(request, "file")
    with tempfile.NamedTemporaryFile(dir=folder().path, prefix="bodies-") as file:
        file.write(data)
        file.flush()
        return bodies_file.read(file.name, setup)


def _letters(setup: Setup) -> list[tuple[int, str, object]]:
    """The mails that wait: number, address, what each says; nothing for whom nobody is meant."""
    found: list[tuple[int, str, object]] = []
    for mail in outbox.waiting(MOST_SHOWN, (outbox.ASKED, *outbox.OF_NOMINATIONS)):
        if mail.kind == outbox.ASKED:
            asked = mails.asked_by(mail)
            found += [
                (mail.id, mail.to, letters.letter(folder(), setup, holder)) for holder in asked
            ] or [(mail.id, mail.to, None)]
            continue
        holder = mails.wanted(mail, setup)
        if holder is None:
            found.append((mail.id, "–", None))
        else:
            written = letters.letter(folder(), setup, holder)
            found.append((mail.id, letters.address(holder), written))
    return found
