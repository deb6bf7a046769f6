"""Ballot papers before the seal, to be proof-read: as lists, and as the booth shows each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from hustings.sealing.manifest import Contest
from hustings.sealing.voters.links import TOKEN_BYTES
from hustings.sealing.voters.roll import SALT_BYTES
from hustings.voting.config import model
from hustings.voting.config.file import examine
from hustings.voting.domain import poll
from hustings.voting.domain.casting import standing
from hustings.voting.domain.manifest import photographs as sealed_photographs
from hustings.voting.domain.manifest import sealed_contest
from hustings.voting.domain.nominations.photographs import shown
from hustings.voting.domain.queries import closing, kinds
from hustings.voting.pages.booth.paper import Section, pictures, section
from hustings.voting.pages.office.shown import folder, officer, page
from hustings.voting.pages.speaking import Speech, speech
from hustings.voting.pages.speaking import page as voters_page


@officer
def ballot(request: HttpRequest) -> HttpResponse:
    """The ballot paper of each kind of voter, as a list to be read aloud."""
    setup, faults = examine(folder())
    if setup is None:
        return page(request, "ballot", wrong=faults[0])
    language = request.GET.get("language", setup.languages[0])
    papers = [
        (
            number,
            kind.voters,
            [
                (
                    model.said(contest.title, language),
                    contest,
                    _read_aloud(contest, language),
                )
                for contest in setup.contested
                if contest.id in kind.contests
            ],
        )
        for number, kind in enumerate(kinds(), 1)
    ]
    return page(request, "ballot", papers=papers, languages=setup.languages, language=language)


def _read_aloud(contest: model.Contest, language: str) -> list[tuple[str, str, str, str]]:
    """Name, slate, statement, and what describes the photograph; empty where there is none."""
    photographs = shown(sealed_photographs(contest))
    texts = {number: tuple(one.texts.items()) for number, one in photographs.items()}
    return [
        (
            *(one.name, one.slate, model.said(one.statement, language)),
            model.said(texts.get(number, ()), language),
        )
        for number, one in enumerate(contest.candidates, 1)
    ]


@officer
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The page itself that voters of one kind get, without a code: nothing can be cast from it."""
    several = kinds()
    if not 1 <= number <= len(several):
        raise Http404
    said = speech(request)
    sections = [
        _section(contest, said)
        for contest in said.setup.contested
        if contest.id in several[number - 1].contests
    ]
    end = closing()
    return voters_page(
        request,
        said,
        "ballot.html",
        code="",
        closes=said.moment(end - said.setup.dates.grace if end else said.setup.dates.closes),
        welcome=said.text("welcome"),
        sections=sections,
        server_seals=said.setup.seal.server_seals,
    )


def _section(contest: model.Contest, said: Speech) -> Section:
    """A contest as it is sealed; before, as it would be."""
    found: Contest
    if poll.eid():
        found, statements = poll.manifest().contest(contest.id), standing.statements(contest.id)
    else:
        found = sealed_contest(contest, said.setup, bytes(SALT_BYTES))
        statements = {
            number: dict(one.statement)
            for number, one in enumerate(contest.candidates, 1)
            if one.statement
        }
    photographs = pictures(shown(found.photographs), said, "office-photograph")
    return section(
        found, bytes(TOKEN_BYTES), said, QueryDict(), statements, photographs, elsewhere=False
    )
