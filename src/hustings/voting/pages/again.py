"""A voter asks for their link again, and gets one answer whoever they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from hustings.voting.config.model import Setting
from hustings.voting.domain import selfservice
from hustings.voting.interfaces.mails import words as shelf
from hustings.voting.pages.frame import setup


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """The page on which an address is typed; posting it queues a mail, perhaps."""
    made = setup()
    language = get_language() or ""
    words = shelf.load(language if language in made.languages else made.languages[0])
    elsewhere = made.seal.links if made.setting is Setting.ORGANISATION else ""
    if request.method == "POST" and not elsewhere:
        selfservice.ask(request.POST.get("email", ""))
    about = {
        "language": words.language,
        "asked": request.method == "POST",
        "elsewhere": words("ask.elsewhere", body=elsewhere) if elsewhere else "",
        **{
            key: words(f"ask.{key}")
            for key in ("title", "lead", "label", "send", "answer", "skip", "practice")
        },
    }
    return render(request, "office/again.html", about)
