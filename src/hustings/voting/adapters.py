"""Ballots handed to the counting rooms, and what comes back made ready to be published.

Knows how `hustings.counting` and `hustings.report` are asked. Must not know tables, folders or
pages of this site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from shlex import quote
from typing import Any, NamedTuple

from hustings.counting.countback import FREE, KEPT
from hustings.counting.record import CountRecord
from hustings.election.digest import canonical_json
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.report.count import contents
from hustings.report.count import embed as frames
from hustings.report.count import vacancy as vacancies
from hustings.report.count.html import render
from hustings.report.count.own_vote import beginnings
from hustings.report.languages import Words
from hustings.report.wording import listed
from hustings.sealing import closing
from hustings.sealing.archive.pack import ballots, record_document
from hustings.sealing.archive.vacancy import Refilled, to_document
from hustings.sealing.closing import Papers, Proceedings, Tally
from hustings.sealing.manifest import Contest
from hustings.sealing.proceedings import RESULT as RESULT_STATED
from hustings.voting import words
from hustings.voting.config.model import Setup, said

RESULT = "result"
STANDING = "without-withdrawn"
BALLOTS = "ballots.blt"
_BUT_VACANCIES = "All but the vacancies stands in the archive that the officer has signed."
PRACTICE = "This was a practice election. Nothing voted in it counts."
WORDS = {
    f"{RESULT}.html": "The count, stage by stage",
    f"{RESULT}.json": "The record of the count (JSON)",
    f"{STANDING}.html": "The count without those withdrawn, stage by stage",
    f"{STANDING}.json": "The record of that count (JSON)",
    BALLOTS: "The ballots (BLT)",
}


class Vacated(NamedTuple):
    """A vacancy filled since, as it is listed.

    Attributes:
        number: of the contest's vacancies, from 1.
        at: the day on which it was published, ISO 8601.
        leaving, joining, losing, members: names.
        files: as of `Result`.
    """

    contest: str
    title: str
    number: int
    at: str
    leaving: tuple[str, ...]
    joining: tuple[str, ...]
    losing: tuple[str, ...]
    members: tuple[str, ...]
    differ: bool | None
    files: tuple[str, ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Vacated:
        """From what is kept of it: its document, when it was published, its files."""
        document = kept["document"]
        return cls(
            kept["contest"],
            document["title"],
            kept["number"],
            kept["at"],
            tuple(document["leaving"]),
            tuple(document["joining"]),
            tuple(document["losing"]),
            tuple(document["members"]),
            document["differ"],
            tuple(kept["files"]),
        )

    @property
    def page(self) -> str:
        """The name of its page, in the contest's folder."""
        return f"vacancy-{self.number}.html"

    @property
    def said(self) -> str:
        """What happened, in a sentence or two."""
        day = date.fromisoformat(self.at)
        sentences = [
            f"{day.day} {day:%B %Y}: {listed(self.leaving)} left.",
            vacancies.joining(self.joining),
        ]
        if self.losing:
            sentences.append(f"Not elected again: {listed(self.losing)}.")
        if self.differ is not None:
            made = "a" if self.differ else "no"
            sentences.append(
                f"It made {made} difference whether sitting members keep their seats in the count"
                " or can lose them."
            )
        return " ".join(sentences)


class Tie(NamedTuple):
    """Names between which a lot has to decide.

    Attributes:
        of: which of the contest's two counts, `closing.ALL` or `closing.STANDING`.
        stage, purpose, names, clause: as of `errors.LotNeeded`.
    """

    contest: str
    of: str
    stage: int
    purpose: str
    names: tuple[str, ...]
    clause: str


class Undrawn(InputError):
    """A count stands still until a lot is drawn.

    Attributes:
        tie: what the lot has to decide.
    """

    def __init__(self, contest: str, needed: closing.Undecided) -> None:
        self.tie = Tie(
            contest, needed.of, needed.stage, needed.purpose, needed.names, needed.clause
        )
        what, _, _ = str(needed).partition("; ")
        count = contest if needed.of == closing.ALL else f"{contest}/{needed.of}"
        super().__init__(
            f"{count}: {what}",
            remedy=f"draw it before witnesses, write `stage {needed.stage}: NAME` in a file (the"
            " one on whom the lot falls; a line for each lot) and run this again with --lots"
            f" {count} FILE, or enter it in the office, under `After the close`, and run this again"
            " as it is",
        )


def counted(proceedings: Proceedings, contest: str, profile: Profile) -> Tally:
    """A contest counted under the manifest's rules; other errors as of `closing.tally`.

    Raises:
        Undrawn: a lot has to be drawn; says how to hand it in.
    """
    try:
        return closing.tally(proceedings, contest, profile)
    except closing.Undecided as needed:
        raise Undrawn(contest, needed) from None


class Result(NamedTuple):
    """A contest as counted.

    Attributes:
        on_board: sealed ballots on its board.
        counted: valid papers, as the rules have it.
        elected: names in the order of election; nobody where no paper is valid.
        standing: the same in a count without those who withdrew late; None where nobody did.
        files: what there is to read of it, by name in the folder of what is published.
        withdrawn: names of those who withdrew late.
    """

    contest: str
    title: str
    on_board: int
    counted: int
    elected: tuple[str, ...]
    standing: tuple[str, ...] | None
    files: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()

    @property
    def invalid(self) -> int:
        """Entries of the board that did not become a valid paper."""
        return self.on_board - self.counted


def result(
    contest: Contest,
    papers: Papers,
    tally: Tally,
    withdrawn: Sequence[str],
    practice: bool,
) -> tuple[Result, dict[str, bytes]]:
    """A contest's result, and its files by name: page and record of each count, the ballots.

    Args:
        withdrawn: as of `Result`.
        practice: whether the pages have to say that it was an exercise.
    """
    made: dict[str, bytes] = {}
    for name, record in ((RESULT, tally.record), (STANDING, tally.standing)):
        if record is not None:
            notice = PRACTICE if practice else ""
            begin = beginnings(record, papers.profile)
            made[f"{contest.id}/{name}.html"] = render(record, notice, begin).encode()
            made[f"{contest.id}/{name}.json"] = record_document(record)
    made[f"{contest.id}/{BALLOTS}"] = ballots(contest.election, papers.profile)
    told = Result(
        contest.id,
        contest.election.title,
        papers.entries,
        tally.record.ballots.valid if tally.record else 0,
        _elected(tally.record),
        _elected(tally.standing) if withdrawn else None,
        tuple(made),
        tuple(withdrawn),
    )
    return told, made


def index(
    proceedings: Proceedings,
    organisation: str,
    results: Sequence[Result],
    unopposed: Sequence[tuple[str, Sequence[str]]],
    archive: str,
    vacated: Sequence[Vacated] = (),
) -> str:
    """The page that lists every result, and vacancies filled since, and says how to check it."""
    every = []
    for one in results:
        every.append(
            contents.Listed(
                one.contest,
                one.title,
                (
                    contents.ballots(one.on_board, one.counted),
                    *(("No paper is valid.",) if not one.counted else ()),
                ),
                one.elected,
                ""
                if one.standing is None
                else f"Without {', '.join(one.withdrawn)}, withdrawn since the papers were made: "
                + (", ".join(one.standing) or "nobody")
                + ".",
                tuple((name, WORDS[name.partition("/")[2]]) for name in one.files),
            )
        )
        every += [_listed(left) for left in vacated if left.contest == one.contest]
    every += [
        contents.Listed(f"unopposed-{number}", title, ("Elected unopposed.",), names)
        for number, (title, names) in enumerate(unopposed, 1)
    ]
    return contents.render(
        proceedings.manifest.title,
        organisation,
        proceedings.eid.hex(),
        every,
        (
            f"hustings verify {archive} goes from the boards to these results, without this"
            " server. Compare the election and the last heads that it prints with what observers"
            " hold, and give it your own receipt with --receipt.",
        ),
        (archive, "The archive of the election"),
        PRACTICE if proceedings.manifest.practice else "",
        _BUT_VACANCIES if vacated else "",
    )


def _listed(one: Vacated) -> contents.Listed:
    return contents.Listed(
        f"{one.contest}-vacancy-{one.number}",
        f"{one.title}: a vacancy",
        (one.said,),
        one.joining,
        f"Members are then: {', '.join(one.members) or 'nobody'}.",
        tuple((name, VACANCY_WORDS[_kind(name)]) for name in one.files),
        nobody="Nobody is left to take the seat.",
    )


def _elected(record: CountRecord | None) -> tuple[str, ...]:
    return tuple(record.winners) if record else ()


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
        described = setup.contest(one.contest)
        sentences = [] if one.elected else [tongue("results.nobody")]
        sentences.append(tongue("results.counted", n=one.counted))
        if one.standing is not None:
            names = tongue.joined(one.standing) or tongue("results.none")
            gone = tongue.joined(one.withdrawn)
            sentences.append(tongue("results.standing", gone=gone, names=names))
        sentences += [
            vacated_in_words(tongue, left) for left in vacated if left.contest == one.contest
        ]
        title = said(described.title, language) if described else one.title
        shown.append(frames.Shown(title, one.elected, sentences))
    shown += [
        frames.Shown(title, (), [f"{tongue('results.unopposed')} {tongue.joined(names)}"])
        for title, names in unopposed
    ]
    return frames.render(
        language,
        f"{tongue('results.title')}: {said(setup.title, language)}",
        setup.organisation,
        shown,
        (page, tongue("results.all")),
        tongue("results.practice") if proceedings.manifest.practice else "",
    )


def vacated_in_words(tongue: Words, one: Vacated) -> str:
    """A vacancy that was filled, in a language."""
    key = "results.vacancy" if one.joining else "results.vacancy_nobody"
    text = tongue(key, gone=tongue.joined(one.leaving), names=tongue.joined(one.joining))
    if one.losing:
        text = f"{text} {tongue('results.vacancy_lost', names=tongue.joined(one.losing))}"
    return text


# -- a vacancy -------------------------------------------------------------------------------------

WAYS = {KEPT: "Sitting members keep their seats", FREE: "Sitting members can lose their seats"}


def vacancy(
    refilled: Refilled, number: int, *, organisation: str = "", command: str = ""
) -> dict[str, bytes]:
    """A filled vacancy's files by name: its page and document, page and record of each count.

    Args:
        number: of the contest's vacancies, from 1.
        command: what made it, but for its first words; see `again`.
    """
    document = to_document(refilled)
    manifest = refilled.archived.proceedings.manifest
    notice = PRACTICE if manifest.practice else ""
    start = f"vacancy-{number}"
    folder = refilled.archived.contest
    page = f"{folder}/{start}.html"
    made = {page: b"", f"{folder}/{start}.json": canonical_json(document)}
    ways = {}
    for way, record in refilled.records.items():
        links = []
        if record is not None:
            made[f"{folder}/{start}-{way}.html"] = render(record, notice).encode()
            made[f"{folder}/{start}-{way}.json"] = record_document(record)
            links = [
                (f"{start}-{way}.html", "This count, stage by stage"),
                (f"{start}-{way}.json", "The record of this count (JSON)"),
            ]
        counted = document["counts"][way]
        found = counted or {"joining": (), "losing": (), "members": (), "digest": ""}
        ways[way] = vacancies.Way(
            WAYS[way],
            found["joining"],
            found["losing"],
            found["members"],
            counted is not None,
            links,
            found["digest"],
        )
    (other,) = set(WAYS) - {refilled.sitting}
    vacant = vacancies.Vacant(
        document["title"],
        ", ".join(filter(None, (organisation, manifest.title))),
        document["eid"],
        document["seats"],
        document["leaving"],
        document["unavailable"],
        document["gone"],
        ways[refilled.sitting],
        ways[other],
        refilled.differ,
        command,
    )
    made[page] = vacancies.render(vacant, notice).encode()
    return made


# By what stands behind `vacancy-N` in a file's name.
VACANCY_WORDS = {
    ".html": "Who takes the seat, and how it was counted",
    ".json": "The same for programs (JSON)",
    f"-{KEPT}.html": "Sitting members keep their seats: the count, stage by stage",
    f"-{KEPT}.json": "The record of that count (JSON)",
    f"-{FREE}.html": "Sitting members can lose their seats: the count, stage by stage",
    f"-{FREE}.json": "The record of that count (JSON)",
}


_VACANCY = re.compile(r".*/vacancy-\d+")


def _kind(name: str) -> str:
    """What a file of a vacancy is, as `VACANCY_WORDS` has it."""
    return _VACANCY.sub("", name)


def again(refilled: Refilled, archive: str, earlier: Sequence[str] = ()) -> str:
    """The command that fills the vacancy again from the archive alone.

    Args:
        earlier: names of the documents of earlier vacancies, in order.
    """
    words = ["hustings", "vote", "vacancy", archive, "--contest", refilled.archived.contest]
    for option, names in (
        ("--leaving", refilled.vacancy.leaving),
        ("--unavailable", refilled.vacancy.unavailable),
        ("--after", earlier),
    ):
        words += [f"{option}={name}" for name in names]
    return " ".join(quote(word) for word in [*words, f"--sitting={refilled.sitting}"])
