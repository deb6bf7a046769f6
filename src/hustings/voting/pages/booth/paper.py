"""The ballot paper: which contests, which names in which order, what was marked so far.

Knows what was posted and how a paper is laid out. Must not know how a ballot is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from hustings.election.model import Candidate
from hustings.sealing.manifest import Contest, Manifest, Order
from hustings.sealing.writing.framing import digest
from hustings.voting.config.contests import TICKED
from hustings.voting.config.model import said
from hustings.voting.domain.casting import standing
from hustings.voting.domain.casting.standing import Standing
from hustings.voting.domain.nominations.photographs import Shown, shown
from hustings.voting.interfaces import marks as marking
from hustings.voting.interfaces.marks import Marks
from hustings.voting.pages.speaking import Speech

ROTATION = "hustings-rotation/1"
# Statements stand on the paper itself as long as they are not longer than this together, in bytes.
STATEMENTS = 40_000


class Picture(NamedTuple):
    """A photograph on a page: its address, what describes it, the language of that."""

    address: str
    text: str
    tongue: str


class Name(NamedTuple):
    """One name on the paper.

    Attributes:
        written: what stands in its box, or "x" where it is ticked.
        wrong: whether that has to be looked at.
        statement: paragraphs, in `tongue`; none where there is no statement, or no room for it.
        picture: None where there is no photograph, or statements stand elsewhere.
    """

    number: int
    name: str
    slate: str
    written: str
    wrong: bool
    statement: tuple[str, ...]
    tongue: str
    picture: Picture | None = None


class Section(NamedTuple):
    """One contest on the paper.

    Attributes:
        faults: sentences about what is marked.
        gaps: whether it could be numbered without gaps, were that wanted.
        elsewhere: whether statements stand on a page of their own.
    """

    contest: Contest
    title: str
    electorate: str
    ticks: bool
    names: tuple[Name, ...]
    marks: Marks
    faults: tuple[str, ...]
    gaps: bool
    elsewhere: bool

    @property
    def seats(self) -> int:
        """How many are elected."""
        return self.contest.election.seats

    @property
    def ordered(self) -> list[Name]:
        """The names that are marked, in the order of preference."""
        by_number = {one.number: one for one in self.names}
        return [by_number[number] for number in self.marks.order]


class Aside(NamedTuple):
    """A contest that this voter has no paper for: its title, and why."""

    title: str
    why: str
    roll: str = ""


def arranged(contest: Contest, token: bytes) -> list[Candidate]:
    """The names in the order in which this voter sees them.

    Rotated: as listed, from a name on that follows from the voter's code, then round again.
    """
    candidates = list(contest.election.candidates)
    if contest.order is Order.FIXED:
        return candidates
    start = int.from_bytes(digest(ROTATION, token, contest.id)[:8], "big") % len(candidates)
    return candidates[start:] + candidates[:start]


def marks(posted: QueryDict, contest: Contest) -> Marks:
    """What was marked in a contest."""
    numbers = range(1, len(contest.election.candidates) + 1)
    if contest.rules in TICKED:
        chosen = posted.getlist(f"tick.{contest.id}")
        known = [number for number in numbers if str(number) in chosen]
        return marking.ticked(known, contest.election.seats)
    found = marking.ranked(
        {number: posted.get(f"rank.{contest.id}.{number}", "")[:20] for number in numbers}
    )
    return marking.closed_up(found) if posted.get("mend") == contest.id else found


def sections(
    manifest: Manifest,
    voter: Standing,
    token: bytes,
    speech: Speech,
    posted: QueryDict,
    *,
    only: str = "",
) -> list[Section]:
    """The papers of a voter: every contest that they may still vote in.

    Args:
        only: one contest's id, where just that is wanted.
    """
    wanted = [
        manifest.contest(place.contest)
        for place in voter.places
        if place.entitled and not place.used and only in ("", place.contest)
    ]
    said_of = {contest.id: standing.statements(contest.id) for contest in wanted}
    photographs = {contest.id: shown(contest.photographs) for contest in wanted}
    length = sum(
        len(text.encode())
        for texts in said_of.values()
        for each in texts.values()
        for text in each.values()
    )
    return [
        section(
            *(contest, token, speech, posted, said_of[contest.id]),
            pictures(photographs[contest.id], speech),
            length > STATEMENTS,
        )
        for contest in wanted
    ]


def asides(manifest: Manifest, voter: Standing, speech: Speech) -> tuple[list[Aside], list[Aside]]:
    """The contests that they have voted in, and those that are not theirs."""
    used, others = [], []
    for place in voter.places:
        contest = manifest.contest(place.contest)
        title = speech.title(contest)
        if place.used:
            used.append(Aside(title, ""))
        elif not place.entitled:
            others.append(
                Aside(title, speech.electorate(contest), _on_roll(contest, voter, speech))
            )
    return used, others


def _on_roll(contest: Contest, voter: Standing, speech: Speech) -> str:
    """What the roll says of a voter where a contest asks for it."""
    described = speech.setup.contest(contest.id)
    columns = [one.column for one in described.voters] if described else []
    return ", ".join(
        f"{column.replace('_', ' ')}: {voter.columns.get(column) or '–'}" for column in columns
    )


def section(
    contest: Contest,
    token: bytes,
    speech: Speech,
    posted: QueryDict,
    statements: dict[int, dict[str, str]],
    photographs: dict[int, Picture],
    elsewhere: bool,
) -> Section:
    """One contest on the paper of the voter with this token.

    Args:
        statements: of candidates, by number, then by language.
        photographs: of candidates, by number.
        elsewhere: whether these stand on a page of their own.
    """
    found = marks(posted, contest)
    wrong = {*found.unreadable, *(number for _, several in found.doubles for number in several)}
    names = []
    for candidate in arranged(contest, token):
        number = candidate.index + 1
        texts = tuple(sorted(statements.get(number, {}).items()))
        tongue = tongue_of(dict(texts), speech)
        names.append(
            Name(
                number,
                candidate.name,
                candidate.slate,
                found.written.get(number, ""),
                number in wrong,
                () if elsewhere else paragraphs(said(texts, tongue)),
                tongue,
                None if elsewhere else photographs.get(number),
            )
        )
    return Section(
        contest,
        speech.title(contest),
        speech.electorate(contest),
        contest.rules in TICKED,
        tuple(names),
        found,
        tuple(faults(found, contest, speech)),
        bool(found.gaps) and not (found.doubles or found.unreadable),
        elsewhere and bool(statements or photographs),
    )


def pictures(
    photographs: dict[int, Shown], speech: Speech, address: str = "photograph"
) -> dict[int, Picture]:
    """Photographs as a page has them, by number.

    Args:
        address: the name of the address that they are served from.
    """
    found = {}
    for number, one in photographs.items():
        tongue = tongue_of(one.texts, speech)
        found[number] = Picture(
            reverse(address, args=(one.hash.hex(),)), one.texts.get(tongue, ""), tongue
        )
    return found


def tongue_of(texts: Mapping[str, str], speech: Speech) -> str:
    """In which language a text is shown: the reader's, else the election's first, else any."""
    codes = (speech.language, speech.setup.languages[0], *texts)
    return next((code for code in codes if code in texts), "")


def faults(found: Marks, contest: Contest, speech: Speech) -> list[str]:
    """What has to be looked at before a ballot can be sealed, a sentence each."""
    words, names = speech.words, contest.election.candidates

    def called(numbers: tuple[int, ...]) -> str:
        return words.joined([names[number - 1].name for number in numbers])

    sentences = [
        words("fault.unreadable", name=called((number,)), written=found.written[number])
        for number in found.unreadable
    ]
    sentences.extend(
        words("fault.double", place=place, names=called(several))
        for place, several in found.doubles
    )
    if found.gaps:
        listed = words.joined([str(place) for place in found.gaps])
        sentences.append(words("fault.gap", n=len(found.gaps), places=listed))
    if found.over:
        sentences.append(
            words(
                "fault.over",
                n=len(found.order),
                most=words("paper.names", n=contest.election.seats),
            )
        )
    return sentences


def paragraphs(text: str) -> tuple[str, ...]:
    """A statement in its paragraphs; Markdown is shown as it is written."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def script_words(speech: Speech) -> dict[str, str]:
    """What the script says, {places} as they stand; "…_one" is what it says of one."""
    places = {"of": "{of}", "name": "{name}", "names": "{names}", "place": "{place}"}
    said_of = {}
    for key in speech.words.known:
        if key.partition(".")[0] in ("script", "review"):
            said_of[key] = speech.words(key, n="{n}", **places)
            one = speech.words(key, n=1, **places)
            if one != said_of[key].replace("{n}", "1"):
                said_of[f"{key}_one"] = one
    return said_of
