"""A vacancy filled from an election's ballots: its files, and what lists of results say of it.

Knows the pages of a vacancy and of its counts, of which the latter are in English alone. Must not
know other results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from shlex import quote
from typing import Any, NamedTuple

from hustings.counting.countback import FREE, KEPT
from hustings.election.digest import canonical_json
from hustings.report import page, when
from hustings.report import words as published
from hustings.report.count import contents
from hustings.report.count import vacancy as vacancies
from hustings.report.count.html import render
from hustings.report.languages import Words
from hustings.sealing.archive.pack import record_document
from hustings.sealing.archive.vacancy import Refilled, to_document
from hustings.voting import words
from hustings.voting.adapters.results import notice
from hustings.voting.config.model import Setup, said


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

    def page(self, language: str) -> str:
        """The name of its page in a language, in the contest's folder; in the first for others."""
        name = page_name(self.number, language, first=False)
        there = f"{self.contest}/{name}" in self.files
        return name if there else page_name(self.number, language, first=True)


def page_name(number: int, language: str, *, first: bool) -> str:
    """The name of a vacancy's page in a language, in the contest's folder.

    Args:
        first: whether it is the election's first language.
    """
    return f"vacancy-{number}.html" if first else f"vacancy-{number}-{language}.html"


def vacated_in_words(tongue: Words, one: Vacated) -> str:
    """A vacancy that was filled, in a language, in short."""
    key = "results.vacancy" if one.joining else "results.vacancy_nobody"
    text = tongue(key, gone=tongue.joined(one.leaving), names=tongue.joined(one.joining))
    if one.losing:
        text = f"{text} {tongue('results.vacancy_lost', names=tongue.joined(one.losing))}"
    return text


def vacated_at_length(language: str, one: Vacated) -> str:
    """The same with the day, and whether it made a difference who keeps their seat."""
    tongue = published.load(language)
    day = when.day(words.load(language), date.fromisoformat(one.at))
    sentences = [
        tongue("vacancy.left_on", day=day, names=tongue.joined(one.leaving)),
        vacancies.joining(tongue, one.joining),
    ]
    if one.losing:
        sentences.append(tongue("vacancy.lost", names=tongue.joined(one.losing)))
    if one.differ is not None:
        sentences.append(tongue("vacancy.made_difference" if one.differ else "vacancy.made_none"))
    return " ".join(sentences)


def listed(language: str, one: Vacated, title: str) -> contents.Listed:
    """A vacancy as the page of results lists it.

    Args:
        title: of the contest, in the language.
    """
    tongue = published.load(language)
    return contents.Listed(
        f"{one.contest}-vacancy-{one.number}",
        tongue("vacancy.listed", title=title),
        (vacated_at_length(language, one),),
        one.joining,
        tongue("vacancy.members_then", names=_or_nobody(tongue, one.members)),
        tuple(_links(tongue, one)),
        tongue("vacancy.joins_nobody"),
    )


def way_in_words(way: str, language: str = published.REFERENCE) -> str:
    """What is said of those who sit in a count, `KEPT` or `FREE`."""
    return published.load(language)(_WAYS[way])


_WAYS = {KEPT: "vacancy.kept", FREE: "vacancy.free"}
# By what stands behind `vacancy-N` in the name of a file that is in one language, or in none.
_FILES = {
    ".json": "vacancy.document",
    f"-{KEPT}.html": "vacancy.kept_page",
    f"-{KEPT}.json": "vacancy.record",
    f"-{FREE}.html": "vacancy.free_page",
    f"-{FREE}.json": "vacancy.record",
}
_VACANCY = re.compile(r".*/vacancy-\d+")


def _links(tongue: Words, one: Vacated) -> Iterator[tuple[str, str]]:
    """(address, words) of what there is to read: the page in this language alone."""
    yield f"{one.contest}/{one.page(tongue.language)}", tongue("vacancy.page")
    for name in one.files:
        if (kind := _VACANCY.sub("", name)) in _FILES:
            yield name, tongue(_FILES[kind])


def _or_nobody(tongue: Words, names: Sequence[str]) -> str:
    return tongue.joined(names) or tongue("overview.none")


def vacancy(
    refilled: Refilled, number: int, *, setup: Setup | None = None, command: str, archive: str
) -> dict[str, bytes]:
    """A filled vacancy's files by name: its pages and document, page and record of each count.

    Args:
        number: of the contest's vacancies, from 1.
        setup: which languages there are, and whose election it is; None for English alone.
        command: what makes the same from the archive; see `again`.
        archive: the archive's name.
    """
    document = to_document(refilled)
    practice = refilled.archived.proceedings.manifest.practice
    folder, start = refilled.archived.contest, f"vacancy-{number}"
    languages = setup.languages if setup else (published.REFERENCE,)
    pages = {
        language: page_name(number, language, first=language == languages[0])
        for language in languages
    }
    made = {f"{folder}/{name}": b"" for name in pages.values()}
    made[f"{folder}/{start}.json"] = canonical_json(document)
    for way, record in refilled.records.items():
        if record is not None:
            made[f"{folder}/{start}-{way}.html"] = render(record, notice(practice)).encode()
            made[f"{folder}/{start}-{way}.json"] = record_document(record)
    for language, name in pages.items():
        ways = {way: _way(refilled, document, way, start, language) for way in refilled.records}
        vacant = _vacant(refilled, document, ways, setup, language, (archive, command))
        others = [page.Other(code, other) for code, other in pages.items() if code != language]
        text = vacancies.render(language, vacant, notice(practice, language), others)
        made[f"{folder}/{name}"] = text.encode()
    return made


def _way(
    refilled: Refilled, document: Mapping[str, Any], way: str, start: str, language: str
) -> vacancies.Way:
    """One of the two counts, in a language."""
    tongue = published.load(language)
    counted = document["counts"][way]
    found = counted or {"joining": (), "losing": (), "members": (), "digest": ""}
    links = (
        (f"{start}-{way}.html", tongue("vacancy.stages")),
        (f"{start}-{way}.json", tongue("vacancy.record_of_this")),
    )
    return vacancies.Way(
        way_in_words(way, language),
        found["joining"],
        found["losing"],
        found["members"],
        counted is not None,
        links if refilled.records[way] is not None else (),
        found["digest"],
    )


def _vacant(
    refilled: Refilled,
    document: Mapping[str, Any],
    ways: Mapping[str, vacancies.Way],
    setup: Setup | None,
    language: str,
    check: tuple[str, str],
) -> vacancies.Vacant:
    """What a page says, in a language; `check` is the archive's name and the command."""
    election = refilled.archived.proceedings.manifest.title
    title = document["title"]
    if setup:
        election = f"{setup.organisation}, {said(setup.title, language)}"
        described = setup.contest(refilled.archived.contest)
        title = said(described.title, language) if described else title
    (other,) = set(ways) - {refilled.sitting}
    return vacancies.Vacant(
        title,
        election,
        document["eid"],
        document["seats"],
        document["leaving"],
        document["unavailable"],
        document["gone"],
        ways[refilled.sitting],
        ways[other],
        refilled.differ,
        *check,
    )


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
