"""A vacancy: who leaves and who does not want the seat are ticked, counted, shown, then published.

Knows what the officer ticks. Must not know how ballots are counted.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from hustings.counting.countback import FREE, KEPT, WAYS
from hustings.errors import HustingsError, InputError
from hustings.report.count.vacancy import joining
from hustings.report.words import load as words
from hustings.sealing.archive.vacancy import Asked, Refilled
from hustings.sealing.results.tally import Undecided
from hustings.voting.adapters.vacancies import way_in_words
from hustings.voting.config.file import load
from hustings.voting.domain import poll
from hustings.voting.domain.results import counting, vacancies
from hustings.voting.pages.office.shown import confirmed, folder, officer, page, see, titles, who

MOST_LOTS = 10_000


@officer
def vacancy(request: HttpRequest, contest: str) -> HttpResponse:
    """Count for a vacancy in a contest; with the word typed, publish it."""
    found = counting.published()
    if found is None or contest not in {one.contest for one in found.contests}:
        raise Http404
    sitting = vacancies.sitting(contest)
    gone = {name for one in vacancies.kept(contest) for name in one.document["leaving"]}
    names = poll.manifest().contest(contest).election.names
    others = [name for name in names if name not in sitting and name not in gone]
    asked = _asked(request)
    wrong: HustingsError | None = None
    refilled: Refilled | None = None
    tie: Undecided | None = None
    if request.method == "POST":
        try:
            refilled = vacancies.fill(folder(), asked, contest)
            if request.POST.get("act") == "publish":
                confirmed(request, "publish")
                vacancies.publish(folder(), load(folder()), refilled, who(request))
                return see("office-after", "filled")
        except Undecided as needed:
            tie = needed
            what, _, _ = str(needed).partition("; ")
            wrong = InputError(what, remedy="draw it before witnesses, and enter it below")
        except HustingsError as error:
            wrong = error
    return page(
        request,
        "vacancy",
        wrong=wrong,
        contest=titles().get(contest, contest),
        sitting=[(name, name in asked.leaving) for name in sitting],
        others=[(name, name in asked.unavailable) for name in others],
        way=asked.sitting,
        ways=[(way, way_in_words(way)) for way in WAYS],
        lots="\n".join(asked.lots.get(asked.sitting, ())),
        tie=tie,
        asked=asked,
        counts=_counts(refilled) if refilled else [],
        differ=refilled.differ if refilled else None,
    )


def _asked(request: HttpRequest) -> Asked:
    """What is ticked and entered; nothing is checked."""
    form = request.POST
    way = FREE if form.get("sitting") == FREE else KEPT
    lots = form.get("lots", "")[:MOST_LOTS].strip()
    return Asked(
        tuple(form.getlist("leaving")),
        tuple(form.getlist("unavailable")),
        way,
        {way: lots.splitlines()} if lots else {},
    )


def _counts(refilled: Refilled) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Of each count that was made, that which decides first: what it is, what it brings."""
    ways = sorted(WAYS, key=lambda way: way != refilled.sitting)
    made = [way for way in ways if way == refilled.sitting or not refilled.undrawn]
    brought = [(way_in_words(way), refilled.brings(way)) for way in made]
    return [(said, joining(words(), one.joining), one.losing, one.members) for said, one in brought]
