"""The voter's pages: enter, mark, check, cast, keep a receipt.

Knows which page follows which. Must not know how a ballot is stored. The voting code travels in the
body of requests alone, and there is no cookie: whoever has the code may vote, nobody else can make
a browser do so, so no further guard against forged forms is needed.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hustings.errors import InputError
from hustings.report import qr
from hustings.sealing import manifest
from hustings.sealing.ballots import envelope as sealing
from hustings.sealing.ballots import payload
from hustings.sealing.board import receipt
from hustings.sealing.board.chain import BROWSER, SERVER
from hustings.sealing.voters import links
from hustings.voting.domain.casting.accept import Refusal, accept
from hustings.voting.domain.casting.standing import (
    Phase,
    Standing,
    ends_at,
    left,
    phase,
    standing,
)
from hustings.voting.domain.settled import settled
from hustings.voting.pages.booth import paper
from hustings.voting.pages.speaking import Speech, page, speech

# Of receipts' QR codes: hashes and signatures look random.
MASK = 0
CODE, ONLY = "code", "only"
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_STATUS = {
    Refusal.UNKNOWN_LINK: 403,
    Refusal.REPLACED_LINK: 403,
    Refusal.MALFORMED: 400,
    Refusal.NO_CONTEST: 404,
}


class Inside(NamedTuple):
    """A voter with a link that is good, before an election that is settled."""

    speech: Speech
    token: bytes
    eid: bytes
    manifest: manifest.Manifest
    standing: Standing

    @property
    def code(self) -> str:
        """What the next form carries."""
        return links.fragment(self.token)


class Receipted(NamedTuple):
    """A receipt as a page shows it."""

    contest: str
    title: str
    document: str
    line: str
    code: str
    blob_hash: str
    n: int
    by_server: bool


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """Where the code is given; posted with one, the ballot paper, marks as they were posted."""
    if request.method != "POST":
        said = speech(request)
        return page(request, said, "enter.html", **_enter(said))
    inside = _inside(request)
    return inside if isinstance(inside, HttpResponse) else _ballot(request, inside)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@sensitive_post_parameters()
def review(request: HttpRequest) -> HttpResponse:
    """What was marked, in its order, sealed here: only for those whose browser cannot seal."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("booth"))
    inside = _inside(request)
    if isinstance(inside, HttpResponse):
        return inside
    if "mend" in request.POST:
        return _ballot(request, inside)
    if not inside.manifest.server_seals:
        return page(request, inside.speech, "no_server.html", 409, code=inside.code)
    sections = _sections(request, inside, request.POST.get(ONLY, ""))
    if not sections or not all(section.marks.sound for section in sections):
        return _ballot(request, inside, checked=True)
    return page(
        request,
        inside.speech,
        "review.html",
        code=inside.code,
        papers=[(section, *_sealed(section, inside)) for section in sections],
        carried=_carried(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@sensitive_post_parameters()
def cast(request: HttpRequest) -> HttpResponse:
    """Sealed ballots put on the board, each on its own; the same again gives the same receipts."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("booth"))
    # Whoever posts a ballot again after the close still gets its receipt.
    inside = _inside(request, late=True)
    if isinstance(inside, HttpResponse):
        return inside
    cast, refused = [], []
    for contest in inside.manifest.contests:
        outcome = _cast(request, inside, contest.id)
        title = inside.speech.title(contest)
        if isinstance(outcome, receipt.Receipt):
            cast.append(_receipted(outcome, title, inside.speech))
        elif outcome is not None:
            refused.append((outcome, title))
    return page(
        request,
        inside.speech,
        "cast.html",
        200 if cast or not refused else _STATUS.get(refused[0][0], 409),
        code=inside.code,
        receipts=cast,
        refused=[(title, f"refused.{refusal.name.lower()}") for refusal, title in refused],
        left=[
            inside.speech.title(inside.manifest.contest(contest))
            for contest in left(inside.standing, inside.manifest, {one.contest for one in cast})
        ],
        by_server=any(one.by_server for one in cast),
    )


# -- parts -----------------------------------------------------------------------------------------


def _inside(request: HttpRequest, *, late: bool = False) -> Inside | HttpResponse:
    """The voter of a posted code, or the page that says why not.

    Args:
        late: whether a poll that is not open is no hindrance.
    """
    said = speech(request)
    try:
        token = links.read_code(request.POST.get(CODE, "")[:200])
    except InputError:
        return page(request, said, "enter.html", 400, wrong=True, **_enter(said))
    found = settled()
    if found is None:
        return page(request, said, "draft.html", 409)
    eid, document = found
    voter = standing(token, document)
    if isinstance(voter, Refusal):
        name = "replaced.html" if voter is Refusal.REPLACED_LINK else "unknown.html"
        return page(request, said, name, 403, **_enter(said))
    said = speech(request, voter.language)
    inside = Inside(said, token, eid, document, voter)
    if late or (now := phase()) is Phase.OPEN:
        return inside
    used, others = paper.asides(document, voter, said)
    name = "waiting.html" if now is Phase.WAITING else "closed.html"
    return page(
        request,
        said,
        name,
        opens=said.moment(document.opens),
        closes=said.moment(document.closes),
        own=[
            said.title(document.contest(one.contest))
            for one in voter.places
            if one.entitled and not one.used
        ],
        used=used,
        others=others,
    )


def _enter(said: Speech) -> dict[str, Any]:
    found = settled()
    return {
        "welcome": said.text("welcome"),
        "script": _integrity(found[1]) if found else "",
        "server_seals": found is None or found[1].server_seals,
    }


def _integrity(document: manifest.Manifest) -> str:
    """What the browser holds the script to: the hash in the manifest."""
    return f"sha256-{b64encode(document.booth).decode()}"


def _sections(request: HttpRequest, inside: Inside, only: str = "") -> list[paper.Section]:
    return paper.sections(
        inside.manifest, inside.standing, inside.token, inside.speech, request.POST, only=only
    )


def _ballot(request: HttpRequest, inside: Inside, *, checked: bool = False) -> HttpResponse:
    """The paper; `checked` where faults are to be pointed out."""
    used, others = paper.asides(inside.manifest, inside.standing, inside.speech)
    sections = _sections(request, inside)
    layers = [[layer.name, layer.key.hex()] for layer in inside.manifest.layers]
    only = request.POST.get(ONLY, "")
    end = ends_at()
    closes = end - timedelta(seconds=inside.manifest.grace) if end else inside.manifest.closes
    return page(
        request,
        inside.speech,
        "ballot.html" if sections else "done.html",
        code=inside.code,
        closes=inside.speech.moment(closes),
        welcome=inside.speech.text("welcome"),
        sections=sections,
        faulty=[one for one in sections if one.faults and only in ("", one.contest.id)]
        if checked
        else [],
        used=used,
        others=others,
        script=_integrity(inside.manifest),
        server_seals=inside.manifest.server_seals,
        booth=json.dumps(
            {
                "eid": inside.eid.hex(),
                "layers": layers,
                "checkCodes": inside.manifest.check_codes,
                "serverSeals": inside.manifest.server_seals,
                "server": inside.manifest.server.hex(),
                "words": paper.script_words(inside.speech),
            },
            ensure_ascii=False,
        ),
    )


def _sealed(section: paper.Section, inside: Inside) -> tuple[str, str]:
    """A ballot sealed here, in hexadecimal, and its check code where the election has them."""
    wrapped = manifest.envelope(inside.manifest, inside.eid, section.contest.id)
    stages = sealing.seal_stages(payload.vote(section.marks.order), wrapped)
    if not inside.manifest.check_codes:
        return stages[0].hex(), ""
    names = [layer.name for layer in wrapped.layers]
    entering = stages[names.index("O1") if "O1" in names else 0]
    return stages[0].hex(), sealing.check_code(entering, wrapped)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The marks as they were posted, for whoever goes back to change them."""
    return [
        (name, value[:20])
        for name, values in request.POST.lists()
        if name.startswith(("rank.", "tick."))
        for value in values
        if value
    ]


def _cast(request: HttpRequest, inside: Inside, contest: str) -> receipt.Receipt | Refusal | None:
    """What became of a contest's ballot; None where there is none in the form."""
    for sealed_by in (BROWSER, SERVER):
        text = request.POST.get(f"{sealed_by}.{contest}", "")
        if not text:
            continue
        if not _HEX.fullmatch(text):
            return Refusal.MALFORMED
        wrapped = manifest.envelope(inside.manifest, inside.eid, contest)
        return accept(settings.ELECTION, wrapped, inside.token, bytes.fromhex(text), sealed_by)
    return None


def _receipted(given: receipt.Receipt, title: str, said: Speech) -> Receipted:
    line = receipt.receipt_line(given)
    return Receipted(
        given.contest,
        title,
        receipt.write_receipt(given).decode(),
        line,
        qr.svg(line, called=said.words("receipt.picture", title=title), mask=MASK),
        given.blob_hash.hex(),
        given.n,
        given.sealed_by == SERVER,
    )
