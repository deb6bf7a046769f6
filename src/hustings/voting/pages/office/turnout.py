"""Turnout for officers: by contest, day and area; what became of the mails; a guess at the end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hustings.errors import HustingsError
from hustings.voting.config.file import load
from hustings.voting.domain.mails import observers
from hustings.voting.domain.turnout import days
from hustings.voting.domain.turnout.forecast import HOLDS
from hustings.voting.interfaces import turnout as tables
from hustings.voting.pages.office.shown import folder, officer, page, see, who
from hustings.voting.pages.turnout import as_json, csv, named

# Pixels: of a day in the picture, and of its bar.
ROW, BAR = 28, 18
# Hundredths of the width: where bars begin, and how long the longest is.
LEFT, LONGEST = 36, 50


@officer
def turnout(request: HttpRequest) -> HttpResponse:
    """Tables, and a picture of the largest contest; a day is noted here where no mails are sent."""
    wrong: HustingsError | None = None
    setup = load(folder())
    if request.method == "POST":
        try:
            observers.announce(folder(), setup, who(request))
            return see("office-turnout", "noted")
        except HustingsError as error:
            wrong = error
    found = tables.progress(setup)
    noted = [one for one in found.contests if one.days]
    largest = max(noted, key=lambda one: one.days[-1].entitled, default=None)
    return page(
        request,
        "turnout",
        wrong=wrong,
        found=found,
        contests=[(one, _rows(one)) for one in noted],
        drawn=largest,
        bars=_bars(largest) if largest else (),
        height=ROW * len(largest.days) if largest else 0,
        holds=HOLDS,
        due=found.state == "open" and days.due(),
        public=setup.turnout.public,
    )


@officer
def table(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    return csv(tables.table(tables.progress(load(folder())).contests), "turnout.csv")


@officer
def document(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json(tables.officers_document(tables.progress(load(folder()))))


def _rows(one: tables.Contest) -> list[tuple[str, int, list[int | None]]]:
    """A row for each group: what it is called, how many may vote, how many had on each day."""
    last = one.days[-1]
    if len(last.groups) < 2:
        return []
    return [
        (
            named(group.areas, "not said", "Together:"),
            group.entitled,
            [day.groups[place].cast for day in one.days],
        )
        for place, group in enumerate(last.groups)
    ]


def _bars(one: tables.Contest) -> list[dict[str, object]]:
    """Where each day's bar stands in the picture, how long it is, and where its number stands."""
    found: list[dict[str, object]] = []
    for place, day in enumerate(one.days):
        long = LONGEST * day.new / one.largest
        found.append(
            {
                "at": day.at,
                "new": day.new,
                "y": place * ROW + (ROW - BAR) // 2,
                "text": place * ROW + ROW // 2 + 5,
                "long": f"{long:.1f}%",
                "end": f"{LEFT + long + 1:.1f}%",
            }
        )
    return found
