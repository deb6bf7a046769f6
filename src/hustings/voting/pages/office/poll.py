"""Sealing, the test of keys, opening, extending, closing."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from hustings.errors import HustingsError, InputError
from hustings.inputs.moment import written
from hustings.inputs.text import shown
from hustings.sealing.holders import keytest
from hustings.voting.config.file import examine, load
from hustings.voting.domain import poll
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.manifest import awaited
from hustings.voting.domain.office import officers
from hustings.voting.domain.queries import closing, documents, statements, status
from hustings.voting.interfaces import holder_keys
from hustings.voting.pages.office.shown import (
    confirmed,
    folder,
    officer,
    page,
    reason,
    see,
    titles,
    upload,
    uploads,
    who,
)


@officer
def seal(request: HttpRequest) -> HttpResponse:
    """Public keys handed in, the election sealed, keys tested, the manifest signed."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            return see("office-seal", _sealing(request))
        except HustingsError as error:
            wrong = error
    frozen = bool(poll.eid())
    passed = {name for name, _ in documents("keytest-passed/")}
    try:
        keys = holder_keys.holders(folder())
    except InputError:
        keys = ()
    setup, _ = examine(folder())
    return page(
        request,
        "seal",
        wrong=wrong,
        keys=keys,
        awaited=awaited(setup, keys) if setup and not frozen else (),
        signed=frozen and not poll.unsigned(),
        eid=poll.eid().hex(),
        lacking=poll.lacking() if frozen else (),
        tested=frozen and poll.tried(),
        tests=[
            (
                layer,
                copy,
                f"keytest/{layer.name}/{copy}",
                f"keytest-passed/{layer.name}/{copy}" in passed,
            )
            for layer in (poll.manifest().layers if frozen else ())
            for copy in keytest.COPIES
        ],
    )


def _sealing(request: HttpRequest) -> str:
    match request.POST.get("act"):
        case "key":
            for data in uploads(request, "file"):
                holder_keys.keep(folder(), data)
            return "key"
        case "freeze":
            confirmed(request, "seal")
            poll.freeze(folder(), load(folder()), holder_keys.holders(folder()), who(request))
            return "frozen"
        case "answer":
            use, _, copy = request.POST.get("test", "").partition("/")
            text = request.POST.get("answer", "")
            try:
                answer = bytes.fromhex("".join(text.split()))
            except ValueError:
                raise InputError(
                    f"{shown(text)} is not in hexadecimal", remedy="copy the answer again"
                ) from None
            poll.take_answer(use, copy, answer, who(request))
            return "answer"
        case "statement":
            poll.take_statement(upload(request, "file"), who(request))
            return "statement"
    raise InputError("nothing was asked for", remedy="choose what to do")


@officer
def document(request: HttpRequest, name: str) -> HttpResponse:
    """A document for holders: the manifest, a challenge, a statement, or all statements so far."""
    if name == "statements":
        headers = {"Content-Disposition": 'attachment; filename="statements.jsonl"'}
        return HttpResponse(statements(), content_type="text/plain", headers=headers)
    if name != "manifest" and not name.startswith(("keytest/", "statement/")):
        raise Http404
    for found, text in documents(name):
        if found == name:
            file = name.replace("/", "-")
            headers = {"Content-Disposition": f'attachment; filename="{file}.json"'}
            return HttpResponse(text, content_type="application/json", headers=headers)
    raise Http404


@officer
def opening(request: HttpRequest) -> HttpResponse:
    """Open the poll, or agree to it where a second officer must."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            confirmed(request, "open")
            if poll.open_poll(who(request)):
                return see("office", "open")
            return see("office-open", "agreed")
        except HustingsError as error:
            wrong = error
    frozen = bool(poll.eid())
    named = titles()
    several = len(officers.names()) > 1
    return page(
        request,
        "open",
        wrong=wrong,
        lacking=poll.lacking() if frozen else (),
        opens=poll.manifest().opens if frozen else None,
        agreed=poll.opening_agreed() if several else "",
        practice=frozen and poll.manifest().practice,
        several=several,
        contests=[(named.get(one.name, one.name), one) for one in status().contests],
        closing=closing(),
    )


@officer
def closing_(request: HttpRequest) -> HttpResponse:
    """Extend the poll before its end; close it after."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "extend":
                confirmed(request, "extend")
                poll.extend(folder(), _until(request), who(request), reason(request))
                return see("office-close", "extended")
            confirmed(request, "close")
            poll.close_poll(folder(), who(request))
            return see("office-after", "closed")
        except HustingsError as error:
            wrong = error
    end = closing()
    return page(
        request,
        "close",
        wrong=wrong,
        closing=end,
        over=end is not None and now() >= end,
        practice=end is not None and poll.manifest().practice,
        grace=int(poll.manifest().grace // 60) if end else 0,
        contests=status().contests,
    )


def _until(request: HttpRequest) -> datetime:
    """The new end that was typed, with the grace that follows it.

    Raises:
        InputError: it is no moment, or not one moment, on the clock on the wall.
    """
    dates = load(folder()).dates
    text = request.POST.get("until", "")
    typed = written(text)
    if typed is None:
        raise InputError(f"{shown(text)} is no moment", remedy="give a day and a time")
    zone = ZoneInfo(dates.zone)
    moment = typed.replace(tzinfo=zone)
    if moment.utcoffset() != typed.replace(tzinfo=zone, fold=1).utcoffset():
        raise InputError(
            "at that time the clocks are changed", remedy="name a time that there is once"
        )
    return moment + dates.grace
