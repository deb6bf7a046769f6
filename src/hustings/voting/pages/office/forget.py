"""What is deleted when: shown as a dry run, and done once a word is typed.

Knows forms. Must not know what is personal, nor how it is deleted.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from django.http import Http404, HttpRequest, HttpResponse

from hustings.errors import HustingsError
from hustings.voting.config.file import load
from hustings.voting.domain import poll, retention
from hustings.voting.domain.queries import documents
from hustings.voting.models import Poll
from hustings.voting.pages.office.shown import confirmed, folder, officer, page, see, who

WORD = "delete"


@officer
def forget(request: HttpRequest) -> HttpResponse:
    """What is kept until when, what would go, and its deletion; certificates of what went."""
    wrong: HustingsError | None = None
    setup = load(folder())
    if request.method == "POST":
        try:
            confirmed(request, WORD)
            made = retention.plan(folder(), setup)
            # What has fallen due since the page was shown goes another time: it was not read there.
            read = request.POST.getlist("due")
            due = [name for name in made.falls_due(_today()) if name in read]
            stages = (*due, *request.POST.getlist("early"))
            also = tuple(request.POST.getlist("also"))
            retention.forget(folder(), setup, stages, who(request), also=also)
            return see("office-forget", "deleted")
        except HustingsError as error:
            wrong = error
    made = retention.plan(folder(), setup)
    fallen = made.falls_due(_today())
    return page(
        request,
        "forget",
        wrong=wrong,
        word=WORD,
        published=Poll.objects.get().state == Poll.State.PUBLISHED,
        stages=[
            (stage, stage.name in fallen, made.rows[stage.name], made.files[stage.name])
            for stage in made.stages
        ],
        due=fallen,
        early=[stage.name for stage in made.stages if not stage.done and stage.name not in fallen],
        strange=made.strange,
        people=retention.OF_PEOPLE,
        by_hand=retention.by_hand(setup) if poll.eid() else (),
        certificates=[json.loads(text) for _, text in documents(retention.CERTIFICATES)],
        ticked=request.POST.getlist("early") + request.POST.getlist("also"),
    )


@officer
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """A certificate for people, as it is kept in the folder too."""
    for _, text in documents(retention.CERTIFICATES):
        kept = json.loads(text)
        if kept["number"] == number:
            file = f"certificate-{number}.txt"
            headers = {"Content-Disposition": f'attachment; filename="{file}"'}
            written = retention.certificate_text(kept)
            return HttpResponse(written, content_type="text/plain; charset=utf-8", headers=headers)
    raise Http404


def _today() -> date:
    return datetime.now(UTC).date()
