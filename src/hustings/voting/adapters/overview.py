"""What tells of all contests of an election: a page and a frame in each language, and a feed.

Knows these pages and the document `hustings-results/1`. Must not know how anything is counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hustings.report import page
from hustings.report import words as published
from hustings.report.count import contents
from hustings.report.count import embed as frames
from hustings.sealing import closing
from hustings.sealing.closing import Proceedings
from hustings.sealing.proceedings import RESULT as RESULT_STATED
from hustings.voting import words
from hustings.voting.adapters.results import Result, notice
from hustings.voting.adapters.vacancies import Vacated, listed, vacated_in_words
from hustings.voting.config.model import Setup, said

# What is published of a contest, by its name in the contest's folder.
_FILES = {
    "result.html": "overview.result_html",
    "result.json": "overview.result_json",
    "without-withdrawn.html": "overview.without_withdrawn_html",
    "without-withdrawn.json": "overview.without_withdrawn_json",
    "ballots.blt": "overview.ballots_blt",
}


def index(
    proceedings: Proceedings,
    setup: Setup,
    language: str,
    results: Sequence[Result],
    unopposed: Sequence[tuple[str, Sequence[str]]],
    archive: str,
    vacated: Sequence[Vacated],
    others: Sequence[page.Other],
) -> str:
    """The page that lists every result, and vacancies filled since, and says how to check it.

    Args:
        others: the page in other languages.
    """
    tongue = published.load(language)
    every = []
    for one in results:
        title = _title(setup, language, one)
        ballots = contents.ballots(tongue, one.on_board, one.counted)
        every.append(
            contents.Listed(
                one.contest,
                title,
                (ballots,) if one.counted else (ballots, tongue("overview.no_paper")),
                one.elected,
                ""
                if one.standing is None
                else tongue(
                    "overview.standing",
                    gone=tongue.joined(one.withdrawn),
                    names=tongue.joined(one.standing) or tongue("overview.none"),
                ),
                tuple((name, tongue(_FILES[name.partition("/")[2]])) for name in one.files),
                tongue("overview.nobody"),
            )
        )
        every += [listed(language, left, title) for left in vacated if left.contest == one.contest]
    every += [
        contents.Listed(
            f"unopposed-{number}",
            _in_language(setup, language, title),
            (tongue("overview.unopposed"),),
            names,
            "",
            (),
            tongue("overview.nobody"),
        )
        for number, (title, names) in enumerate(unopposed, 1)
    ]
    sealed = proceedings.manifest.title
    return contents.render(
        language,
        sealed if language == setup.languages[0] else said(setup.title, language),
        setup.organisation,
        proceedings.eid.hex(),
        every,
        archive,
        notice(proceedings.manifest.practice, language),
        all_signed=not vacated,
        others=others,
    )


def _title(setup: Setup, language: str, one: Result) -> str:
    """A contest's title in a language; the sealed one in the first, or where there is no other."""
    described = setup.contest(one.contest) if language != setup.languages[0] else None
    return said(described.title, language) if described else one.title


def _in_language(setup: Setup, language: str, title: str) -> str:
    """The title of a contest, which is given in the election's own language, in another."""
    for one in setup.contests:
        if one.title[0][1] == title:
            return said(one.title, language)
    return title


# -- results for other sites -----------------------------------------------------------------------

FEED = "hustings-results/1"


def feed(
    proceedings: Proceedings,
    organisation: str,
    results: Sequence[Result],
    unopposed: Sequence[tuple[str, Sequence[str]]],
    archive: tuple[str, str],
    vacated: Sequence[Vacated],
    page: str,
) -> bytes:
    """The document `hustings-results/1` (docs/reference): every result, for programs.

    Args:
        archive: its name, and its SHA-256 in hexadecimal.
        page: the name of the page with everything.
    """
    manifest = proceedings.manifest
    document = {
        "format": FEED,
        "eid": proceedings.eid.hex(),
        "election": manifest.title,
        "organisation": organisation,
        "practice": manifest.practice,
        "contests": [
            _fed(proceedings, one, [left for left in vacated if left.contest == one.contest])
            for one in results
        ],
        "unopposed": [{"title": title, "elected": list(names)} for title, names in unopposed],
        "archive": {"link": archive[0], "sha256": archive[1]},
        "page": page,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _fed(proceedings: Proceedings, one: Result, vacated: Sequence[Vacated]) -> dict[str, Any]:
    settled = proceedings.manifest.contest(one.contest)
    digests = proceedings.needed(RESULT_STATED, one.contest).content
    links = {name.partition("/")[2]: name for name in one.files}
    return {
        "contest": one.contest,
        "title": one.title,
        "rules": settled.rules,
        "seats": settled.election.seats,
        "elected": list(one.elected),
        "cast": one.on_board,
        "counted": one.counted,
        "invalid": one.invalid,
        "digest": digests[closing.ALL],
        "withdrawn": list(one.withdrawn),
        "without_withdrawn": None
        if one.standing is None
        else {"elected": list(one.standing), "digest": digests[closing.STANDING]},
        "links": links,
        "vacancies": [
            {
                "number": left.number,
                "at": left.at,
                "leaving": list(left.leaving),
                "joining": list(left.joining),
                "losing": list(left.losing),
                "members": list(left.members),
                "links": {name.partition("/")[2]: name for name in left.files},
            }
            for left in vacated
        ],
    }


def embed(
    proceedings: Proceedings,
    setup: Setup,
    language: str,
    results: Sequence[Result],
    unopposed: Sequence[tuple[str, Sequence[str]]],
    vacated: Sequence[Vacated],
    page: str,
) -> str:
    """The page for a frame on another site, in a language.

    Args:
        page: the name of the page with everything.
    """
    tongue = words.load(language)
    shown = []
    for one in results:
        sentences = [] if one.elected else [tongue("results.nobody")]
        sentences.append(tongue("results.counted", n=one.counted))
        if one.standing is not None:
            names = tongue.joined(one.standing) or tongue("results.none")
            gone = tongue.joined(one.withdrawn)
            sentences.append(tongue("results.standing", gone=gone, names=names))
        sentences += [
            vacated_in_words(tongue, left) for left in vacated if left.contest == one.contest
        ]
        title = _title(setup, language, one)
        shown.append(frames.Shown(title, one.elected, sentences))
    shown += [
        frames.Shown(
            _in_language(setup, language, title),
            (),
            [f"{tongue('results.unopposed')} {tongue.joined(names)}"],
        )
        for title, names in unopposed
    ]
    return frames.render(
        language,
        f"{tongue('results.title')}: {said(setup.title, language)}",
        setup.organisation,
        shown,
        (page, tongue("results.all")),
        notice(proceedings.manifest.practice, language),
    )
