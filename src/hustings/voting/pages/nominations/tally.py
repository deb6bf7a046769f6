"""Nominations for everybody, where the election says so: who is nominated how often, by whom.

Knows what is public. Must not know links.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings.voting.domain.nominations.window import asked_for
from hustings.voting.pages.speaking import Speech, page, speech


@require_safe
def tally(request: HttpRequest) -> HttpResponse:
    """The page."""
    said = speech(request)
    if said.setup.nominations is None or not said.setup.nominations.tally:
        raise Http404
    return page(request, said, "nominations/tally.html")


def needed(said: Speech, where: str = "nominations") -> str:
    """How many nominations it takes, as a sentence of the page `where`."""
    threshold = asked_for(said.setup).threshold
    key = "needed" if where == "candidate" else "threshold"
    if len(threshold) == 1 and not threshold[0][0]:
        return said.words(f"{where}.{key}", n=threshold[0][1])
    kinds = [said.words("nominations.kind", n=number, kind=kind) for kind, number in threshold]
    return said.words(f"{where}.{key}_kinds", kinds="; ".join(kinds))
