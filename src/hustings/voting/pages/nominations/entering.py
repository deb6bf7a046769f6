"""The one address behind the links of nominations: whose link it is decides what is shown.

Knows codes. Must not know what is nominated. As in the booth the code travels in the body of
requests alone, and there is no cookie: whoever has it may act, so no guard against forged forms is
needed. GET changes nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings.errors import InputError
from hustings.sealing.voters import links as codes
from hustings.voting.domain.nominations import links
from hustings.voting.domain.nominations.links import NotKnown
from hustings.voting.domain.settled import settled
from hustings.voting.models import Nominator
from hustings.voting.pages.nominations import body, candidate
from hustings.voting.pages.speaking import page, speech

# A form with a file that is too large for a photograph is still answered in words.
MOST_SENT = 64_000_000
ENTER = "nominations/enter.html"
_REFUSED = {
    NotKnown.UNKNOWN: ("nominating.unknown", "nominating.unknown_more"),
    NotKnown.REPLACED: ("nominating.replaced", "nominating.replaced_more"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """Where the code is given; posted with one, the page of whoever has it."""
    # Before anything of it is read, which would write it to the disk.
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > MOST_SENT:
        return HttpResponse("This is far too large.\n", status=413, content_type="text/plain")
    said = speech(request)
    if said.setup.nominations is None:
        return page(request, said, ENTER, 404, none=True)
    # Once the election is sealed there are voters' links alone to be had.
    again = settled() is None
    if request.method != "POST":
        return page(request, said, ENTER, again=again)
    try:
        token = codes.read_code(request.POST.get("code", "")[:200])
    except InputError:
        return page(request, said, ENTER, 400, wrong=True, again=again)
    holder = links.holder(token)
    if isinstance(holder, NotKnown):
        refused, more = _REFUSED[holder]
        return page(request, said, ENTER, 403, refused=refused, refused_more=more, again=again)
    said = speech(request, holder.language)
    code = codes.fragment(token)
    if isinstance(holder, Nominator):
        return body.shown(request, said, holder, code)
    return candidate.shown(request, said, holder, code)
