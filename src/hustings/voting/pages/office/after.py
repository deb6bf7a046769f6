"""After the close: a club's ballots opened and counted, results published.

Knows what the officer hands in. Must not know how ballots are opened. A society's keys never come
here: its holders count with `hustings vote count`, away from the server.
"""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from hustings.errors import HustingsError, InputError
from hustings.sealing.manifest import Setting
from hustings.voting.config.file import examine, load
from hustings.voting.domain import poll
from hustings.voting.domain.queries import documents, status
from hustings.voting.domain.results import counting
from hustings.voting.domain.steps import steps
from hustings.voting.interfaces.private_keys import handed_in
from hustings.voting.pages.office.shown import confirmed, folder, officer, page, see, who

# Beyond this a browser waits too long for an answer.
MOST_BALLOTS = 20_000
MOST_KEY = 100_000


@sensitive_post_parameters()
@officer
def after(request: HttpRequest) -> HttpResponse:
    """What follows the close, step by step."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            return see("office-after", _act(request))
        except HustingsError as error:
            wrong = error
    setup, _ = examine(folder())
    late = [step for step in steps(folder(), setup) if step.name in ("close", "count", "publish")]
    ballots = sum(one.on_board for one in status().contests)
    club = bool(poll.eid()) and poll.manifest().setting is Setting.CLUB
    return page(
        request,
        "after",
        wrong=wrong,
        steps=late,
        heads=[json.loads(text) for _, text in documents("head/")],
        here_counted=club and ballots <= MOST_BALLOTS,
        path=folder().path,
        results=counting.results(),
    )


def _act(request: HttpRequest) -> str:
    if request.POST.get("act") == "publish":
        confirmed(request, "publish")
        counting.publish(folder(), who(request))
        return "published"
    confirmed(request, "count")
    counting.check_closed()
    if poll.manifest().setting is not Setting.CLUB:
        raise InputError(
            "a society's keys do not come to the server", remedy="use `hustings vote count`"
        )
    files = request.FILES.getlist("keys")
    if not files or any((file.size or 0) > MOST_KEY for file in files):
        raise InputError(
            "the keys are not there", remedy="choose both: the one that opens, the one that signs"
        )
    held = handed_in(
        [file.read() for file in files],
        request.POST.get("passphrase", ""),
        folder().file("journals"),
    )
    names = [line.strip() for line in request.POST.get("withdrawn", "").splitlines()]
    counting.count(
        folder(),
        load(folder()),
        held,
        who(request),
        counting.Choices(withdrawn=tuple(filter(None, names))),
        seeds=_none,
        cores=1,
    )
    return "counted"


def _none(contest: str) -> bytes:
    raise InputError(f"a club has no decoys, {contest} neither")
