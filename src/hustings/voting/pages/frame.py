"""What every page says of its election: whose it is, what it is called, whether it is practice."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hustings.errors import InputError
from hustings.voting.config.model import said
from hustings.voting.pages.speaking import setup


class Frame(NamedTuple):
    """What stands around a page."""

    title: str
    organisation: str
    practice: bool
    help: str
    nominates: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """For every template, `election`: a `Frame`; made when a page first asks for it."""
    return {"election": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame | None:
    """None where election.toml has a mistake: a page that says so can still be shown."""
    try:
        made = setup()
    except InputError:
        return None
    language = getattr(request, "LANGUAGE_CODE", made.languages[0])
    return Frame(
        said(made.title, language),
        made.organisation,
        made.seal.practice,
        said(dict(made.texts).get("help", ()), language),
        made.nominations is not None,
    )
