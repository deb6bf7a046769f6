"""In which language a page speaks, and what every page of a voter needs to be written.

Knows words, dates on the wall's clock and the election's own texts. Must not know ballots.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings.report import when
from hustings.report.languages import Words
from hustings.sealing.manifest import Contest
from hustings.voting import words
from hustings.voting.config import nominated
from hustings.voting.config.contests import NO, YES
from hustings.voting.config.file import load
from hustings.voting.config.model import Condition, Setup, said
from hustings.web.folder import Folder

FIELD = "language"


@lru_cache(maxsize=8)
def _words(language: str) -> Words:
    return words.load(language)


@lru_cache(maxsize=2)
def _setup(folder: Folder, changed: tuple[int, ...]) -> Setup:
    return load(folder)


def setup() -> Setup:
    """election.toml; read again when it has changed, or the candidates put on the ballot have."""
    folder: Folder = settings.ELECTION
    changed = [os.stat(folder.toml).st_mtime_ns]
    with suppress(FileNotFoundError):
        changed.append(os.stat(folder.file(nominated.FILE)).st_mtime_ns)
    return _setup(folder, tuple(changed))


class Speech(NamedTuple):
    """What a page says things with.

    Attributes:
        chosen: whether the reader asked for this language, rather than the roll or the browser.
    """

    words: Words
    setup: Setup
    chosen: bool

    @property
    def language(self) -> str:
        """Its code."""
        return self.words.language

    def moment(self, at: datetime) -> str:
        """A moment in words, by the clock on the wall where the election is."""
        return when.end(self.words, at.astimezone(ZoneInfo(self.setup.dates.zone)))

    def title(self, contest: Contest) -> str:
        """A contest's title; the manifest's where election.toml has it no more."""
        described = self.setup.contest(contest.id)
        return said(described.title, self.language) if described else contest.election.title

    def text(self, name: str) -> str:
        """One of the organisation's own texts: "welcome", "help"; empty for none."""
        return said(dict(self.setup.texts).get(name, ()), self.language)

    def electorate(self, contest: Contest) -> str:
        """Who may vote in a contest, as a sentence."""
        described = self.setup.contest(contest.id)
        if described is None:
            return contest.electorate
        if not described.voters:
            return self.words("who.everybody")
        return self.words(
            "who.those", conditions=self.words.joined([*map(self.condition, described.voters)])
        )

    def condition(self, condition: Condition) -> str:
        """What the roll must say, as part of a sentence."""
        column = condition.column.replace("_", " ")
        if condition.values == YES:
            return self.words("who.yes", column=column)
        if condition.values == NO:
            return self.words("who.no", column=column)
        return self.words("who.is", column=column, values=" / ".join(condition.values))


def speech(request: HttpRequest, otherwise: str = "") -> Speech:
    """What the reader asked for, else `otherwise` (the voter's own), else the browser's.

    Only languages that the election has; its first where none fits.
    """
    made = setup()
    # A button that asks for another language stands above the form, which has the one shown now.
    asked = next(iter(request.POST.getlist(FIELD)), "") or request.GET.get(FIELD, "")
    for code in (asked, otherwise, getattr(request, "LANGUAGE_CODE", "").partition("-")[0]):
        if code in made.languages:
            return Speech(_words(code), made, code == asked)
    return Speech(_words(made.languages[0]), made, False)


def page(
    request: HttpRequest, speech: Speech, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the booth or the board.

    Args:
        context: beside what every page has.
    """
    others = (_words(code) for code in speech.setup.languages if code != speech.language)
    # A template would call `words` wherever it names it, so what it needs stands beside it.
    context |= {
        "words": speech.words,
        "speaks": speech.language,
        "runs": speech.words.direction,
        "election": said(speech.setup.title, speech.language),
        "organisation": speech.setup.organisation,
        "tongues": [{"code": other.language, "name": other.name} for other in others],
        "chosen": speech.language if speech.chosen else "",
        "help": speech.text("help"),
        "practice": speech.setup.seal.practice,
    }
    response = render(request, f"booth/{template}", context, status=status)
    response.headers["Content-Language"] = speech.language
    return response
