"""The page of somebody who is nominated: accept, decline, write, give a photograph, withdraw.

Knows the form and until when it is shown. Must not know who nominates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from hustings.inputs.text import MAX_TEXT, flaw, has_control
from hustings.voting import words as shelf
from hustings.voting.config.model import said as in_language
from hustings.voting.domain.nominations import consent
from hustings.voting.domain.nominations.consent import Answer
from hustings.voting.domain.nominations.standings import standing
from hustings.voting.domain.nominations.window import Fault, Refused, asked_for
from hustings.voting.models import Nominee
from hustings.voting.pages.booth.paper import paragraphs
from hustings.voting.pages.nominations import photograph
from hustings.voting.pages.nominations.body import sentences
from hustings.voting.pages.nominations.needs import needed
from hustings.voting.pages.speaking import Speech, page

# A statement that is longer than this is not shown again: nobody has typed it.
_LONGEST = 60_000
_HEADINGS = {
    Answer.WAITING: "candidate.asked",
    Answer.ACCEPTED: "candidate.accepted",
    Answer.DECLINED: "candidate.declined",
    Answer.WITHDRAWN: "candidate.withdrawn",
}
_DONE = {
    "accept": "candidate.done_accept",
    "decline": "candidate.done_decline",
    "withdraw": "candidate.done_withdraw",
}


class Statement(NamedTuple):
    """A statement in one language as it stands in the form."""

    code: str
    label: str
    text: str
    words: int
    parts: tuple[str, ...]
    wrong: bool


def shown(request: HttpRequest, said: Speech, nominee: Nominee, code: str) -> HttpResponse:
    """The page, after what was asked for on it is done."""
    faults: Sequence[Fault] = ()
    done = ""
    rules = asked_for(said.setup)
    act = request.POST.get("act", "")
    if act:
        accepted = nominee.answer == Answer.ACCEPTED
        faults = _done(request, said, nominee, act)
        if not faults:
            keep = "candidate.done_keep_all" if rules.photographs else "candidate.done_keep"
            done = keep if act == "accept" and accepted else _DONE[act]
            nominee.refresh_from_db()
    typed = bool(request.POST.get("filled")) and not done
    return _page(request, said, nominee, code, typed, faults, done)


def _done(request: HttpRequest, said: Speech, nominee: Nominee, act: str) -> Sequence[Fault]:
    """Do what was asked for; why it was not done, if it was not."""
    try:
        match act:
            case "accept":
                texts = {code: _typed(request, code) for code in said.setup.languages}
                slate = _slate(request)
                given, unfit = photograph.given(request, said)
                if wrong := [*_unfit(texts, slate), *unfit]:
                    return wrong
                consent.accept(nominee, said.setup, texts, slate, given)
            case "decline":
                consent.decline(nominee, said.setup)
            case "withdraw":
                if not request.POST.get("sure"):
                    return (Fault("sure"),)
                consent.withdraw(nominee, said.setup)
            case _:
                return (Fault("too_late"),)
    except Refused as refused:
        return [_in_words(fault) for fault in refused.faults]
    return ()


def _page(
    request: HttpRequest,
    said: Speech,
    nominee: Nominee,
    code: str,
    typed: bool,
    faults: Sequence[Fault],
    done: str,
) -> HttpResponse:
    rules = asked_for(said.setup)
    contest = said.setup.contest(nominee.contest)
    by = standing(nominee, said.setup).by
    long = {
        value
        for fault in faults
        for key, value in fault.about
        if key == "language" and fault.key != photograph.BAD_TEXT
    }
    statements = [
        _statement(one, request, said, nominee, typed, long) for one in said.setup.languages
    ]
    answer = Answer(nominee.answer)
    invalid = nominee.decision == Nominee.Decision.INVALID
    return page(
        request,
        said,
        "nominations/candidate.html",
        422 if faults else 200,
        code=code,
        name=nominee.name,
        heading=_HEADINGS[answer],
        asked=answer is Answer.WAITING,
        accepted=answer is Answer.ACCEPTED,
        withdrawn=answer is Answer.WITHDRAWN,
        answers=consent.may_answer(nominee, rules),
        may_withdraw=consent.may_withdraw(nominee, rules),
        accept_by=said.moment(rules.accept_by),
        withdraw_by=said.moment(rules.withdraw_by),
        invalid=nominee.reason if invalid else "",
        contest=in_language(contest.title, said.language) if contest else nominee.contest,
        by=by,
        # Anybody may have been written down as a candidate, with whatever address: which members
        # nominate them is for the officer alone.
        names="" if rules.members else said.words.joined([one.name for one in by]),
        members=rules.members,
        needed=needed(said, "candidate.needed", "candidate.needed_kinds"),
        most=rules.words,
        photograph=photograph.part(request, said, nominee, typed, faults),
        slate=_slate(request) if typed else nominee.slate,
        statements=statements,
        any_text=any(one.text for one in statements),
        faults=sentences(faults, said),
        done=done,
    )


def _statement(
    code: str,
    request: HttpRequest,
    said: Speech,
    nominee: Nominee,
    typed: bool,
    long: set[str | int],
) -> Statement:
    text = _typed(request, code) if typed else nominee.statement.get(code, "")
    name = _name(code)
    several = len(said.setup.languages) > 1
    label = (
        said.words("candidate.statement_in", language=name)
        if several
        else said.words("candidate.statement")
    )
    return Statement(code, label, text, consent.words(text), paragraphs(text), name in long)


def _typed(request: HttpRequest, code: str) -> str:
    text = request.POST.get(f"statement.{code}", "")[:_LONGEST]
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _slate(request: HttpRequest) -> str:
    return " ".join(request.POST.get("slate", "")[:2_000].split())


def _unfit(texts: dict[str, str], slate: str) -> list[Fault]:
    """What could not stand on a page."""
    found = [
        Fault("bad_text", about=(("language", _name(code)),))
        for code, text in texts.items()
        if has_control(text.replace("\n", " ").replace("\t", " "))
    ]
    if slate and flaw(slate, "it"):
        found.append(Fault("bad_slate", about=(("most", MAX_TEXT),)))
    return found


def _in_words(fault: Fault) -> Fault:
    """A fault that names a language by its name."""
    about = tuple(
        (key, _name(str(value)) if key == "language" else value) for key, value in fault.about
    )
    return fault._replace(about=about)


def _name(code: str) -> str:
    return shelf.load(code).name
