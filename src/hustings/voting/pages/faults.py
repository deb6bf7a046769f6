"""Pages where there is none, and where something went wrong here, in the reader's language.

Must not need a database, an election.toml without mistakes or a form that can be read: that may be
what went wrong.
"""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from hustings.errors import InputError
from hustings.report.languages import REFERENCE
from hustings.voting import words
from hustings.voting.pages.speaking import speech

# What a form raises that is broken or too large, when it is asked for the reader's language.
UNREADABLE = (MultiPartParserError, SuspiciousOperation)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return _said(request, "404.html", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong here."""
    return _said(request, "500.html", 500)


def _said(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        spoken = speech(request).words
    except (InputError, OSError, *UNREADABLE):
        spoken = words.load(REFERENCE)
    context = {"words": spoken, "speaks": spoken.language, "runs": spoken.direction}
    response = render(request, template, context, status=status)
    response.headers["Content-Language"] = spoken.language
    return response
