"""Mails: queued with the number of them typed, what became of them, how each reads."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from hustings.errors import HustingsError, InputError
from hustings.voting.config.file import load
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.mails import letters, mailing, outbox, reminding
from hustings.voting.domain.queries import closing
from hustings.voting.interfaces.mails.written import letter, preview
from hustings.voting.pages.office.shown import (
    folder,
    number_of_mails,
    numbers,
    officer,
    page,
    see,
    who,
)

MOST_SHOWN = 20
# A request has half a minute; more than these are written by the command.
MOST_LETTERS = 2000
# Members who are named.
MOST_NAMED = 5


@officer
def mails(request: HttpRequest) -> HttpResponse:
    """Queue invitations and reminders; see what became of mails; without a server, the mails."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "letters":
                return _printed(request)
            return see("office-mails", _act(request))
        except HustingsError as error:
            wrong = error
    setup = load(folder())
    moment, end = now(), closing()
    kinds = []
    for kind in (outbox.INVITATION, outbox.REMINDER):
        why = mailing.hindrance(kind, setup)
        kinds.append((kind, why, 0 if why else mailing.receivers(kind).count()))
    return page(
        request,
        "mails",
        wrong=wrong,
        kinds=kinds,
        rounds=[(one, one.at <= moment) for one in reminding.rounds(setup)],
        over=end is not None and moment >= end,
        fates=outbox.fates(),
        failures=outbox.failures(MOST_SHOWN),
        by_hand=not setup.mail.host,
        letters=_letters() if not setup.mail.host else (),
        previews=outbox.TO_VOTERS,
        languages=setup.languages,
        on_paper=letters.waiting(),
        no_letters=mailing.hindrance(outbox.INVITATION, setup),
        most_letters=MOST_LETTERS,
        unset=isinstance(wrong, _Unset),
        most=MOST_SHOWN,
    )


@officer
def read(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """How a mail reads, with a code that is made up."""
    setup = load(folder())
    if kind not in outbox.TO_VOTERS or language not in setup.languages:
        raise Http404
    return page(request, "mail", kind=kind, letter=preview(kind, setup, language))


def _act(request: HttpRequest) -> str:
    match request.POST.get("act"):
        case "queue":
            typed, kind = number_of_mails(request), request.POST.get("kind", "")
            mailing.queue(kind, typed, load(folder()), who(request))
            return "queued"
        case "call-off":
            reminding.call_off(_planned(request), load(folder()), who(request))
            return "called-off"
        case "by-hand":
            outbox.hand_over(numbers(request, "mail"), who(request))
            return "by-hand"
        case "retry":
            outbox.try_again(who(request))
            return "retry"
    raise InputError("nothing was asked for", remedy="choose what to do")


class _Unset(InputError):
    """There are letters that cannot be set; nothing was written."""


def _printed(request: HttpRequest) -> HttpResponse:
    """The letters as a PDF, noted as printed.

    Raises:
        InputError: there are none, or too many; or it is not the time for them.
        _Unset: boxes would stand for letters, and nobody has said that they may.
    """
    # Here, because nothing else of the office needs what sets letters.
    from hustings.voting.interfaces.letters import sheets

    setup, new = load(folder()), "new" in request.POST
    found = letters.to_print(folder(), setup, only_new=new)
    if not found:
        raise InputError("there are no letters to print", remedy="look at the page again")
    if len(found) > MOST_LETTERS:
        raise InputError(
            f"{len(found):,} letters are more than a page can write",
            remedy="let whoever runs the machine say `hustings vote letters`",
        )
    made = sheets(setup, found)
    if made.unset and "boxes" not in request.POST:
        several = ", ".join(made.unset[:MOST_NAMED]) + ", …" * (len(made.unset) > MOST_NAMED)
        raise _Unset(
            f"a box would stand for letters that cannot be set in {len(made.unset):,} names or"
            f" addresses: members {several}",
            remedy="correct them in the roll, or tick below that boxes may stand there",
        )
    letters.printed(found, who(request))
    response = HttpResponse(made.content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="letters.pdf"'
    return response


def _planned(request: HttpRequest) -> datetime:
    """For when the reminder was planned that is asked about, as the page wrote it there.

    Raises:
        InputError: something else stands there.
    """
    try:
        at = datetime.fromisoformat(request.POST.get("at", ""))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InputError("no reminder is named", remedy="look at the plan again")
    return at


def _letters() -> list[tuple[int, str, object]]:
    """The mails that wait: number, address, what each says; nothing for whom nobody knows."""
    setup = load(folder())
    found: list[tuple[int, str, object]] = []
    for mail in outbox.waiting(MOST_SHOWN):
        voter = mailing.wanted(mail, setup)
        written = letter(mail.kind, folder(), setup, voter) if voter else None
        found.append((mail.id, voter.email if voter else mail.to, written))
    return found
