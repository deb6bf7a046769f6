"""The board for anybody: what this election is, whether a ballot is on it, what can be downloaded.

Knows what is public at which time. Must not know voters.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.errors import InputError
from hustings.report.page import policy_of
from hustings.sealing.board import receipt as receipts
from hustings.sealing.manifest import Contest, Manifest
from hustings.voting.adapters.vacancies import vacated_in_words
from hustings.voting.domain import queries
from hustings.voting.domain.casting import board
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.casting.standing import closed, ends_at, phase, statements
from hustings.voting.domain.nominations.photographs import shown
from hustings.voting.domain.nominations.standings import deleted
from hustings.voting.domain.results.counting import (
    EMBEDDED,
    INDEX,
    Results,
    in_language,
    place,
    published,
)
from hustings.voting.domain.settled import settled
from hustings.voting.pages.booth.paper import paragraphs, pictures, tongue_of
from hustings.voting.pages.speaking import Speech, page, speech

LONGEST = 10_000
_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "blt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
_FRAMED = "base-uri 'none'; form-action 'none'; frame-ancestors *"
_ALONE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HASH = re.compile(r"[0-9a-f]{64}")
# Bytes of a page in which it names its policy.
_START = 1_000


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this election is."""
    said, found = speech(request), settled()
    rules = said.setup.nominations
    tally = rules is not None and rules.tally and not deleted(said.setup)
    if found is None:
        return page(request, said, "draft.html", tally=tally)
    eid, manifest = found
    end = ends_at() or manifest.closes + timedelta(seconds=manifest.grace)
    heads = [receipts.read_head(text.encode()) for text in queries.heads(queries.announced())]
    titles = {one.id: said.title(one) for one in manifest.contests}
    return page(
        request,
        said,
        "home.html",
        eid=eid.hex(),
        phase=phase().value,
        tally=tally,
        closed=closed(),
        opens=said.moment(manifest.opens),
        closes=said.moment(end - timedelta(seconds=manifest.grace)),
        early=closed() and now() < end,
        setting=manifest.setting.value,
        welcome=said.text("welcome"),
        turnout=said.setup.turnout.public,
        contests=[
            (one, titles[one.id], said.electorate(one), bool(statements(one.id) or one.photographs))
            for one in manifest.contests
        ],
        heads=[(titles[head.contest], head.contest, head.n, head.head.hex()) for head in heads],
        statements=[int(name.rpartition("/")[2]) for name, _ in queries.documents("statement/")],
        **_results(said, manifest),
    )


def _results(said: Speech, manifest: Manifest) -> dict[str, Any]:
    found = published()
    if found is None:
        return {}
    return {
        "results": [
            (
                said.title(manifest.contest(one.contest)),
                one,
                said.words.joined(one.withdrawn),
                said.words.joined(one.standing or ()) or said.words("results.none"),
                [
                    (vacated_in_words(said.words, left), left.page(said.language))
                    for left in found.vacancies
                    if left.contest == one.contest
                ],
            )
            for one in found.contests
        ],
        "unopposed": [(title, said.words.joined(names)) for title, names in found.unopposed],
    }


@require_safe
def result(request: HttpRequest, contest: str = "", name: str = "") -> FileResponse:
    """A file of the published results; of the contest, or of the whole election.

    Without a name it is the page that lists them all, in the reader's language.
    """
    found = published()
    return served(found, contest, name or _index(found, speech(request)), embedded=True)


def _index(found: Results | None, said: Speech) -> str:
    own = in_language(INDEX, said.language, said.setup)
    return own if found and own in found.overview else INDEX


def served(
    found: Results | None, contest: str, name: str, *, embedded: bool = False
) -> FileResponse:
    """One of the files that `found` lists; none to whom nothing is shown yet.

    Args:
        embedded: whether other sites may frame and read those that are made for it.
    """
    wanted = f"{contest}/{name}" if contest else name
    # Only what the count has listed: no address leads out of the folder.
    if found is None or wanted not in found.files:
        raise Http404
    path = os.path.join(place(settings.ELECTION), *wanted.split("/"))
    try:
        file = open(path, "rb")  # noqa: SIM115 - the response closes it
    except OSError:
        raise Http404 from None
    suffix = name.rpartition(".")[2]
    policy = policy_of(file.read(_START).decode("utf-8", "replace")) if suffix == "html" else ""
    file.seek(0)
    response = FileResponse(file, content_type=_TYPES[suffix])
    embedded = embedded and wanted in EMBEDDED
    if embedded:
        # Public, and made to be shown and read from elsewhere; nothing else of this site is.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.xframe_options_exempt = True
    if suffix == "html":
        # A result page stands alone: its styles are in it, it loads nothing, and runs nothing but
        # the one program that it was published with, by whatever version.
        frame = _FRAMED if embedded else _ALONE
        response.headers["Content-Security-Policy"] = f"{policy}; {frame}"
    elif wanted not in EMBEDDED:
        kept = f"{contest}-{name}" if contest else name
        response.headers["Content-Disposition"] = f'attachment; filename="{kept}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def receipt(request: HttpRequest) -> HttpResponse:
    """Whether the ballot of a receipt is on the board; posting changes nothing either."""
    said, found = speech(request), settled()
    if found is None:
        return page(request, said, "draft.html")
    eid, manifest = found
    text = request.POST.get("receipt", "")[:LONGEST].strip()
    outcome, titles, read = "", [], None
    if request.method == "POST":
        if _HASH.fullmatch(text.lower()):
            there = board.where(bytes.fromhex(text))
            titles = [said.title(manifest.contest(contest)) for contest in there]
            outcome = "hash" if there else "no-hash"
        else:
            try:
                read = receipts.read_receipt(text.encode())
                outcome = board.look_up(read, eid, manifest).value
                titles = [said.title(one) for one in manifest.contests if one.id == read.contest]
            except InputError:
                outcome = "unreadable"
    return page(
        request,
        said,
        "receipt.html",
        outcome=outcome.replace("-", "_"),
        title=said.words.joined(titles),
        read=read,
        text=text,
    )


@require_safe
def statement(request: HttpRequest, contest: str) -> HttpResponse:
    """What the candidates of a contest say."""
    said = speech(request)
    one, _ = _contest(contest)
    texts = statements(contest)
    photographs = pictures(shown(one.photographs), said)
    names = []
    for candidate in one.election.candidates:
        own = texts.get(candidate.index + 1, {})
        tongue = tongue_of(own, said)
        picture = photographs.get(candidate.index + 1)
        names.append((candidate, paragraphs(own.get(tongue, "")), tongue, picture))
    return page(
        request,
        said,
        "statements.html",
        title=said.title(one),
        names=names,
        pictured=bool(photographs),
    )


@require_safe
def text(request: HttpRequest, contest: str, number: int, language: str) -> HttpResponse:
    """A candidate's statement: the very bytes whose hash the manifest has."""
    _contest(contest)
    found = statements(contest).get(number, {})
    if language not in found:
        raise Http404
    return HttpResponse(found[language].encode(), content_type="text/plain; charset=utf-8")


@require_safe
def document(request: HttpRequest, name: str) -> HttpResponse:
    """A document as it is hashed and signed: the manifest, a statement, a head."""
    kind, _, rest = name.partition("-")
    about = queries.announced()
    stored = {
        "manifest": "manifest",
        "statement": f"statement/{rest:0>4}",
        "head": f"head/{rest}" if about == queries.FINAL else f"observed/{about}/{rest}",
    }
    if kind not in stored or bool(rest) == (kind == "manifest"):
        raise Http404
    found = dict(queries.documents(stored[kind]))
    if not found:
        raise Http404
    (text,) = found.values()
    return HttpResponse(text.encode(), content_type="application/json")


@require_safe
def entries(request: HttpRequest, contest: str) -> StreamingHttpResponse:
    """A whole board, once the poll is closed."""
    _contest(contest)
    if not closed():
        raise Http404
    response = StreamingHttpResponse(
        board.entries(contest), content_type="application/octet-stream"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{contest}-board.bin"'
    return response


def _contest(name: str) -> tuple[Contest, Manifest]:
    found = settled()
    if found is None:
        raise Http404
    try:
        return found[1].contest(name), found[1]
    except InputError:
        raise Http404 from None
