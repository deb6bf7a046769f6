"""Nominations for everybody, where the election says so: who is nominated how often, by whom.

Knows what is public. Must not know links.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from hustings.election.nominations.document import rounded, to_json
from hustings.election.nominations.tally import Tally
from hustings.inputs.export import written
from hustings.report.nominations.tables import share
from hustings.voting.config.model import Contest
from hustings.voting.domain.nominations.standings import deleted, silent, standings, tallied
from hustings.voting.domain.nominations.window import asked_for, phase
from hustings.voting.pages.nominations.body import answer
from hustings.voting.pages.nominations.needs import needed
from hustings.voting.pages.speaking import Speech, page, speech


@require_safe
def tally(request: HttpRequest) -> HttpResponse:
    """The page."""
    said = _public(request)
    rules = asked_for(said.setup)
    return page(
        request,
        said,
        "nominations/tally.html",
        phase=phase(rules).value,
        opens=said.moment(rules.opens),
        closes=said.moment(rules.closes),
        needed=needed(said, "nominations.threshold", "nominations.threshold_kinds"),
        contests=[
            _contest(
                contest, {one.nominee.name: answer(one.nominee, said) for one in several}, said
            )
            for contest, several in standings(said.setup)
        ],
        silent=len(silent()),
    )


@require_safe
def table(request: HttpRequest, contest: str) -> HttpResponse:
    """Every nomination of a contest, as `hustings nominations` reads it; of members' numbers."""
    said = _public(request)
    added = _tallied(contest, said)
    rows = [["body", "region", "kind", "candidate"]]
    rows += [
        [body.name, body.region, body.kind, name]
        for body in added.bodies
        for name in body.candidates
    ]
    if not added.bodies:
        rows = [["candidate", "nominations"]]
        rows += [[one.name, str(one.number)] for one in added.nominees]
    response = HttpResponse(written(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{contest}-nominations.csv"'
    return response


@require_safe
def document(request: HttpRequest, contest: str) -> HttpResponse:
    """The same added up, for programs."""
    added = _tallied(contest, _public(request))
    return JsonResponse(to_json(added), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _public(request: HttpRequest) -> Speech:
    said = speech(request)
    rules = said.setup.nominations
    if rules is None or not rules.tally or deleted(said.setup):
        raise Http404
    return said


def _tallied(id: str, said: Speech) -> Tally:
    found = next((one for one in said.setup.nominated if one.id == id), None)
    if found is None:
        raise Http404
    return tallied(found, said.setup, said.language)


def _contest(contest: Contest, answers: dict[str, str], said: Speech) -> dict[str, Any]:
    """A contest as the page has it."""
    added = tallied(contest, said.setup, said.language)
    return {
        "id": contest.id,
        "tally": added,
        "rows": [
            (one, share(added.share(one.number)), answers[one.name]) for one in added.nominees
        ],
        "slates": [
            (one, share(added.share(one.number)), rounded(one.mean, 1)) for one in added.slates
        ],
        "regions": [(one, share(added.share(one.number))) for one in added.regions],
    }
