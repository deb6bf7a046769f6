"""After the close: where a society's procession stands, ballots counted, lots, results published.

Knows what the officer hands in. Must not know how ballots are opened. Keys that open a society's
ballots never come here: its holders release them on a stick, each on a machine of their own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from shlex import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from hustings.errors import HustingsError, InputError
from hustings.inputs.text import ordinal
from hustings.report.words import REFERENCE
from hustings.sealing.closing import STANDING
from hustings.sealing.manifest import Role, Setting
from hustings.sealing.mixing.mix import FEW
from hustings.sealing.procession import stick, zipped
from hustings.voting.adapters.results import Tie
from hustings.voting.adapters.vacancies import vacated_at_length
from hustings.voting.config.file import examine
from hustings.voting.domain import poll
from hustings.voting.domain.office import officers
from hustings.voting.domain.queries import Turnout, documents, status
from hustings.voting.domain.results import counting, lots, procession, running
from hustings.voting.domain.steps import steps
from hustings.voting.interfaces import counting_apart
from hustings.voting.pages.board import served
from hustings.voting.pages.office.shown import (
    confirmed,
    folder,
    officer,
    page,
    see,
    titles,
    upload,
    who,
)

MOST_KEY = 100_000
# Whose keys open a society's ballots and sign what comes of it.
_COME = (Role.SCRUTINEER, Role.TRUSTEE, Role.OFFICER)
# Seconds after which a page that shows how far the count is asks for itself again.
REFRESH = 3


@sensitive_post_parameters()
@officer
def after(request: HttpRequest) -> HttpResponse:
    """What follows the close, step by step; how far a count is."""
    wrong: HustingsError | None = None
    if request.method == "POST":
        try:
            if request.POST.get("act") == "send":
                return _send(request)
            return see("office-after", _act(request))
        except HustingsError as error:
            wrong = error
    setup, _ = examine(folder())
    late = [step for step in steps(folder(), setup) if step.name in ("close", "count", "publish")]
    names = titles()
    runs, progress = running.seen(folder())
    tie = undrawn(progress)
    found = counting.results()
    answer = page(
        request,
        "after",
        wrong=wrong,
        steps=late,
        heads=[(names.get(one["contest"], one["contest"]), one) for one in _heads()],
        **_procession(request, names),
        few=[(names.get(one.name, one.name), one.on_board) for one in _few()],
        results=found,
        vacancies=[
            (one, vacated_at_length(REFERENCE, one), one.page(REFERENCE))
            for one in (found.vacancies if found else ())
        ],
        runs=runs,
        progress=progress,
        contest=names.get(progress.contest, "") if progress else "",
        tie=tie,
        tied=names.get(tie.contest, tie.contest) if tie else "",
        withdrawn=request.POST.get("withdrawn", ""),
    )
    if runs and not tie and not wrong:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


@officer
def preview(request: HttpRequest, contest: str = "", name: str = counting.INDEX) -> FileResponse:
    """A file of what the count has made, before anybody else sees it."""
    return served(counting.results(), contest, name)


def undrawn(progress: running.Progress | None) -> Tie | None:
    """The lot that has to be drawn now; None for none."""
    tie = progress.tie if progress else None
    return tie if tie and not counting.results() and not lots.settled(tie) else None


@officer
def draw(request: HttpRequest) -> HttpResponse:
    """The order in which names were drawn: chosen place by place, shown again, then kept."""
    runs, progress = running.seen(folder())
    tie = undrawn(progress)
    later = "later" in (request.POST if request.method == "POST" else request.GET)
    among = lots.names(tie, later=later) if tie else ()
    wrong: HustingsError | None = None
    order: list[str] = []
    sure = False
    if request.method == "POST":
        order = [_name(text, among) for text in request.POST.getlist("place")[: len(among)]]
        try:
            if tie is None or request.POST.get("tie") != _key(tie):
                raise InputError(
                    "this lot is not asked for any more", remedy="look at what is drawn now"
                )
            lots.check(order, among)
            sure = True
            if request.POST.get("act") == "draw":
                confirmed(request, "drawn")
                lots.enter(tie, order, who(request), later=later)
                return see("office-after", "drawn" if runs else "drawn-again")
        except HustingsError as error:
            wrong = error
    order += [""] * (len(among) - len(order))
    return page(
        request,
        "draw",
        wrong=wrong,
        tie=tie,
        key=_key(tie) if tie else "",
        contest=titles().get(tie.contest, tie.contest) if tie else "",
        standing=tie is not None and tie.of == STANDING,
        names=among,
        places=[(ordinal(n), name) for n, name in enumerate(order, 1)],
        later=later,
        everybody=len(lots.names(tie, later=True)) if tie else 0,
        runs=runs,
        sure=sure,
    )


def _name(text: str, among: tuple[str, ...]) -> str:
    """The name chosen, by its number among the names; empty for none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return among[number - 1] if 1 <= number <= len(among) else ""


def _key(tie: Tie) -> str:
    return f"{tie.contest}/{tie.of}/{tie.stage}/{tie.purpose}"


def _procession(request: HttpRequest, names: Mapping[str, str]) -> dict[str, object]:
    """Where the procession stands, and the commands that take it further; of a club that it is one.

    Args:
        names: titles by contest.
    """
    if not poll.eid():
        return {"club": False}
    proceedings = poll.proceedings()
    if proceedings.manifest.setting is Setting.CLUB:
        return {"club": True}
    path = quote(folder().path)
    acts = f" --officer {quote(who(request))}" if len(officers.names()) > 1 else ""
    holders = [one.name for one in proceedings.manifest.holders if one.role in _COME]
    keys = "".join(f" --keys {quote(f'KEYS OF {name}')}" for name in holders)
    every = len(proceedings.contests)
    return {
        "club": False,
        "begun": procession.begun(proceedings),
        "released": procession.finished(proceedings),
        "stages": [
            (one, [names.get(contest, contest) for contest in one.missing] if partly else [])
            for one in procession.stages(proceedings)
            for partly in [len(one.missing) < every]
        ],
        "send": f"hustings vote procession {path}{acts} -o STICK",
        "receive": f"hustings vote receive {path}{acts} STICK",
        "command": f"hustings vote count {path}{acts}{keys}",
    }


def _few() -> list[Turnout]:
    """The contests with so few ballots that a society's count asks before it opens them."""
    return [one for one in status().contests if one.on_board < FEW]


def _heads() -> list[dict[str, str]]:
    return [json.loads(text) for _, text in documents("head/")]


def _act(request: HttpRequest) -> str:
    if request.POST.get("act") == "publish":
        confirmed(request, "publish")
        counting.publish(folder(), who(request))
        return "published"
    if request.POST.get("act") == "receive":
        return _receive(request)
    confirmed(request, "count")
    counting.check_closed()
    club = poll.manifest().setting is Setting.CLUB
    if not club and not procession.finished(poll.proceedings()):
        raise InputError(
            "the holders have not released their keys yet",
            remedy="take the stick in when it has come round",
        )
    files = request.FILES.getlist("keys")
    if not files or any((file.size or 0) > MOST_KEY for file in files):
        raise InputError(
            "the keys are not there",
            remedy="choose both: the one that opens, the one that signs"
            if club
            else "choose the one with which you sign",
        )
    names = [line.strip() for line in request.POST.get("withdrawn", "").splitlines()]
    counting_apart.start(
        folder(),
        [file.read() for file in files],
        request.POST.get("passphrase", ""),
        who(request),
        withdrawn=tuple(filter(None, names)),
    )
    return "counting"


def _send(request: HttpRequest) -> HttpResponse:
    """The stick as a zip archive, as far as it was taken in here.

    Raises:
        InputError: as of `procession.begin`; or it is too large for a page.
    """
    passed = procession.begin(folder(), who(request))
    with tempfile.TemporaryDirectory() as place:
        stick.write(place, passed)
        content = zipped.packed(place)
    if len(content) > zipped.MOST_BYTES:
        raise InputError(
            f"the stick has more than {zipped.MOST_BYTES:,} bytes",
            remedy="make it as a folder, with the command",
        )
    headers = {"Content-Disposition": 'attachment; filename="stick.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _receive(request: HttpRequest) -> str:
    """Take in what a stick has brought that comes as a zip archive."""
    data = upload(request, "stick")
    with tempfile.TemporaryDirectory() as place:
        zipped.unpack(data, place)
        new = procession.receive(folder(), stick.read(place), who(request))
    return "received" if new else "nothing-new"
