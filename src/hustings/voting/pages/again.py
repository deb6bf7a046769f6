"""Somebody asks for their link again, and gets one answer whoever they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.voting.config.model import Setting
from hustings.voting.domain.mails import selfservice
from hustings.voting.domain.settled import settled
from hustings.voting.pages.speaking import page, speech


# Nobody is signed in here: a form from elsewhere can do no more than anybody who types an address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """The page on which an address is typed; posting it queues a mail, perhaps."""
    said = speech(request)
    # Links of nominations are ours, whoever sends voters theirs.
    nominating = said.setup.nominations is not None and settled() is None
    elsewhere = said.setup.setting is Setting.ORGANISATION and not nominating
    asked = request.method == "POST" and not elsewhere
    if asked:
        selfservice.ask(request.POST.get("email", ""))
    body = said.setup.seal.links if elsewhere else ""
    return page(request, said, "again.html", asked=asked, body=body, nominating=nominating)
