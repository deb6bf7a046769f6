"""How many have voted, for everybody, where the election says so."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings.voting.domain.turnout import days
from hustings.voting.interfaces import turnout
from hustings.voting.pages.speaking import Speech, page, setup, speech


@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """The page."""
    said = speech(request)
    _allowed(said)
    contests = [
        (one, [(said.moment(day.at), *_rows(said, day)) for day in one.days])
        for one in turnout.for_everybody(said.setup, said.language)
    ]
    return page(request, said, "turnout.html", contests=contests)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The numbers as CSV."""
    said = speech(request)
    _allowed(said)
    text = turnout.table(turnout.for_everybody(said.setup, said.setup.languages[0]))
    return csv(text, "turnout.csv")


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The numbers as JSON."""
    said = speech(request)
    _allowed(said)
    found = turnout.for_everybody(said.setup, said.setup.languages[0])
    noted = days.notes()
    by = noted[0].by if noted else setup().turnout.by
    return as_json(turnout.public_document(found, by))


def csv(text: str, name: str) -> HttpResponse:
    """A table to be saved."""
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_json(found: dict[str, object]) -> HttpResponse:
    """A document for programs."""
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(text.encode(), content_type="application/json")


def named(areas: tuple[str, ...], unsaid: str, together: str) -> str:
    """What a group is called: its area, or its areas counted together."""
    names = ", ".join(area or unsaid for area in areas)
    return names if len(areas) == 1 else f"{together} {names}"


def _rows(said: Speech, day: turnout.Day) -> tuple[list[tuple[str, int | None, int]], int, int]:
    unsaid, together = said.words("turnout.unsaid"), said.words("turnout.together")
    rows = [
        (named(group.areas, unsaid, together), group.cast, group.entitled) for group in day.groups
    ]
    return rows if len(rows) > 1 else [], day.cast, day.entitled


def _allowed(said: Speech) -> None:
    if not said.setup.turnout.public:
        raise Http404
