"""The part of a candidate's page that is about their photograph.

Knows its fields. Must not know how a photograph is read, nor when one is taken.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest

from hustings.report.photographs import MOST_BYTES, Unfit, square
from hustings.voting import words as shelf
from hustings.voting.domain.nominations import photographs
from hustings.voting.domain.nominations.photographs import Given
from hustings.voting.domain.nominations.window import Fault, asked_for
from hustings.voting.models import Nominee, Photograph
from hustings.voting.pages.booth.paper import Picture, tongue_of
from hustings.voting.pages.speaking import Speech

FILE = "photograph"
REMOVE = "remove"
BAD_TEXT = "bad_photograph_text"
_NOT_DESCRIBED = "photograph_text"


class Text(NamedTuple):
    """What describes the photograph in one language, as it stands in the form."""

    code: str
    label: str
    text: str
    wrong: bool


class Part(NamedTuple):
    """What the page shows of it.

    Attributes:
        picture: as it is kept; None where there is none.
        taken: why the officer has taken one away; empty where that is not so.
        again: whether a file was sent that has to be chosen again.
        remove: whether it is marked to be removed.
        heaviest: the most that a file may have, in megabytes.
    """

    picture: Picture | None
    taken: str
    texts: tuple[Text, ...]
    again: bool
    remove: bool
    heaviest: int = MOST_BYTES // 1_000_000


def given(request: HttpRequest, said: Speech) -> tuple[Given | None, list[Fault]]:
    """What the form says about a photograph, and why a file is none; None where none is wanted."""
    if not asked_for(said.setup).photographs:
        return None, []
    texts = {code: _typed(request, code) for code in said.setup.languages}
    remove = bool(request.POST.get(REMOVE))
    file = request.FILES.get(FILE)
    if file is None or remove:
        return Given(b"", texts, remove), []
    try:
        # A byte more than there may be is enough to refuse it.
        return Given(square(file.read(MOST_BYTES + 1)), texts, False), []
    except Unfit as unfit:
        return None, [Fault(f"photograph_{unfit.why}", about=tuple(unfit.about.items()))]


def part(
    request: HttpRequest, said: Speech, nominee: Nominee, typed: bool, faults: Sequence[Fault]
) -> Part | None:
    """The part as it stands, or as it was filled in; None where no photographs are wanted.

    Args:
        typed: whether what was filled in is shown, rather than what is kept.
    """
    if not asked_for(said.setup).photographs:
        return None
    kept = photographs.of(nominee)
    wrong = {
        value
        for fault in faults
        for key, value in fault.about
        if fault.key == BAD_TEXT and key == "language"
    }
    missing = any(fault.key == _NOT_DESCRIBED for fault in faults)
    texts = []
    for code in said.setup.languages:
        name = shelf.load(code).name
        label = said.words("candidate.photograph_text")
        if len(said.setup.languages) > 1:
            label = said.words("candidate.photograph_text_in", language=name)
        text = _typed(request, code) if typed else kept.texts.get(code, "") if kept else ""
        texts.append(Text(code, label, text, missing or name in wrong))
    return Part(
        _picture(kept, said) if kept and kept.content else None,
        kept.reason if kept else "",
        tuple(texts),
        typed and FILE in request.FILES,
        typed and bool(request.POST.get(REMOVE)),
    )


def _picture(kept: Photograph, said: Speech) -> Picture:
    """Their photograph in the page itself: before the seal it has no address."""
    content = b64encode(bytes(kept.content)).decode()
    tongue = tongue_of(kept.texts, said)
    return Picture(f"data:image/jpeg;base64,{content}", kept.texts.get(tongue, ""), tongue)


def _typed(request: HttpRequest, code: str) -> str:
    return " ".join(request.POST.get(f"{FILE}.{code}", "")[:2_000].split())
