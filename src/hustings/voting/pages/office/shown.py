"""What the office's pages share: who may see them, how one is shown, how an act is answered.

Knows requests. Must not know what any page is about.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hustings.errors import HustingsError, InputError
from hustings.inputs.text import has_control
from hustings.voting.config.model import said as in_language
from hustings.voting.domain.queries import status
from hustings.voting.pages.speaking import setup
from hustings.web.folder import Folder

View = Callable[..., HttpResponse]

# Letters that are looked for at most.
LONGEST_SEARCH = 200

# What a page says after an act, which has led to it with `?done=`.
DONE = {
    "roll": "The roll is changed.",
    "bodies": "The list of bodies is taken in.",
    "nominate": "The bodies’ links are queued.",
    "relinked": "The old link ends; another is queued to be sent.",
    "mailed": "The link is queued to be sent again.",
    "photograph": "The photograph is taken away.",
    "decided": "Your decision is kept.",
    "merged": "They are one: look at the other.",
    "corrected": "It is corrected.",
    "nominations-closed": "Nominations are closed.",
    "adopted": "They are on the ballot. Read the proof of the ballot papers.",
    "frozen": "The election is sealed. Send each holder the manifest and their challenge.",
    "key": "What you handed in is kept.",
    "answer": "The key has opened its challenge.",
    "statement": "The statement is kept.",
    "agreed": "You have agreed to the opening. Another officer must open the poll too.",
    "open": "The poll is open.",
    "extended": "The poll is extended, and this is published.",
    "queued": "The mails are queued.",
    "called-off": "This reminder is called off.",
    "by-hand": "They are noted as sent.",
    "retry": "The mails that failed are tried again.",
    "again": "The voter's link is queued to be sent again.",
    "reprint": "The voter's letter is among those to be printed.",
    "reissued": "The old link is revoked; a new one is queued to be sent.",
    "readdressed": "The address is changed.",
    "entitled": "The voter may vote in this contest too, with the link they have.",
    "revoked": "The voter may not vote in this contest any more.",
    "added": "The voter is on the roll, and their invitation is queued.",
    "noted": "Today is counted.",
    "closed": "The poll is closed.",
    "received": "What the stick has brought is verified and kept.",
    "nothing-new": "Nothing on this stick is new.",
    "counting": "The count has begun. You may leave this page: it goes on.",
    "drawn": "The lot is kept, and the count goes on.",
    "drawn-again": "The lot is kept. Hand in the keys, and the count goes on with it.",
    "published": "The results are published.",
    "deleted": "It is deleted. The certificate is below.",
    "filled": "The vacancy is published beside the results.",
}


def folder() -> Folder:
    """The election's folder."""
    found: Folder = settings.ELECTION
    return found


def officer(view: View) -> View:
    """Let in whoever has signed in with password and code; show the door to everybody else."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def entered(request: HttpRequest, *words: Any, **named: Any) -> HttpResponse:
        user = request.user
        if not (user.is_authenticated and user.is_active and user.is_verified()):
            return see("office-door")
        with timezone.override(zone()):
            try:
                return view(request, *words, **named)
            except HustingsError as error:  # such as a mistake in election.toml
                return page(request, "fault", wrong=error)

    return entered


def zone() -> str:
    """Whose clock the pages go by: the election's; UTC where election.toml has a mistake."""
    try:
        return setup().dates.zone
    except InputError:
        return "UTC"


def titles() -> dict[str, str]:
    """What each contest is called, by its id; nothing where election.toml has a mistake."""
    try:
        made = setup()
    except InputError:
        return {}
    return {one.id: in_language(one.title, made.languages[0]) for one in made.contests}


def who(request: HttpRequest) -> str:
    """Who acts, as the log has it."""
    return str(request.user.get_username())


def see(name: str, done: str = "") -> HttpResponse:
    """Lead the browser to a page, after an act with a word on it."""
    response = redirect(name)
    response.status_code = 303
    if done:
        response["Location"] += f"?done={done}"
    return response


def page(
    request: HttpRequest, name: str, /, *, wrong: HustingsError | None = None, **about: object
) -> HttpResponse:
    """A page of the office, with what was wrong with the act that led to it."""
    around = {
        "state": status().state,
        "done": DONE.get(request.GET.get("done", "")) if request.method != "POST" else None,
        "wrong": wrong,
        "what": said(wrong) if wrong else "",
        "officer": who(request),
        "here": name,
        "zone": zone(),
    }
    return shown(request, name, {**around, **about}, wrong=wrong is not None)


def shown(
    request: HttpRequest, name: str, about: dict[str, object], *, wrong: bool
) -> HttpResponse:
    """A page whose forms the guard against forged ones lets through."""
    response = render(request, f"office/{name}.html", about, status=422 if wrong else 200)
    # Without any referrer a browser says that a form comes from `null`, and it is refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def said(wrong: HustingsError) -> str:
    """A fault as a sentence, without the path of a file on the server."""
    if not isinstance(wrong, InputError):
        text = str(wrong)
    else:
        where = f"line {wrong.line}: " if wrong.line else ""
        text = f"{where}{wrong.what}" + (f"; {wrong.remedy}" if wrong.remedy else "")
    end = "" if text.endswith("?") else "."
    return f"{text[:1].upper()}{text[1:]}{end}"


def confirmed(request: HttpRequest, word: str) -> None:
    """Ask that the officer has typed a word before something that cannot be undone.

    Raises:
        InputError: something else stands there.
    """
    if request.POST.get("confirmation", "").strip().casefold() != word:
        raise InputError(
            "nothing was done: you have not confirmed it", remedy=f"type the word `{word}`"
        )


def reason(request: HttpRequest) -> str:
    """Why the officer does it, for the log.

    Raises:
        InputError: none is given, it is very long, or holds a control character.
    """
    text = " ".join(request.POST.get("reason", "").split())
    if not text:
        raise InputError("no reason is given", remedy="write in a few words why")
    if has_control(text):
        raise InputError("the reason holds a control character", remedy="type it anew")
    if len(text) > 300:
        raise InputError("the reason is longer than 300 letters", remedy="make it shorter")
    return text


def number_of_mails(request: HttpRequest) -> int:
    """How many mails the officer expects to be sent.

    Raises:
        InputError: no number is given.
    """
    typed = request.POST.get("count", "").replace(",", "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise InputError(
            "nothing was queued: you have not said how many mails there will be",
            remedy="type their number",
        )
    return int(typed)


def numbers(request: HttpRequest, name: str) -> tuple[int, ...]:
    """The numbers that a field carries, as the page wrote them there; anything else is left out."""
    given = request.POST.getlist(name)
    return tuple(int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 16)


def looked_for(request: HttpRequest) -> str:
    """What was typed to find somebody; nothing that no database can be asked for."""
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    return "" if has_control(asked) else asked


def upload(request: HttpRequest, name: str) -> bytes:
    """What was sent as a file.

    Raises:
        InputError: no file was chosen.
    """
    return uploads(request, name)[0]


def uploads(request: HttpRequest, name: str) -> tuple[bytes, ...]:
    """What was sent as one file or several, one at least; errors as of `upload`."""
    files = request.FILES.getlist(name)
    if not files:
        raise InputError("no file was chosen", remedy="choose one")
    return tuple(bytes(file.read()) for file in files)
