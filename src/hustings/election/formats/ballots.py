"""Ballot lines made of numbers, and the election and profile that come of a file.

Knows how number tokens become papers and candidates, and what every format must check.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from hustings.election.formats.request import (
    MAX_CANDIDATES,
    MAX_MARKS,
    MAX_PAPERS,
    MAX_SEATS,
    Request,
)
from hustings.election.model import Candidate, Election
from hustings.election.profile import SKIPPED, Profile, Ranking
from hustings.errors import InputError
from hustings.inputs.text import Source, has_control, shown, whole_number


class Parsed(NamedTuple):
    """What a reader makes of a file.

    Attributes:
        notes: what a person should know of how the file was read, one sentence each.
        account: how it was read, for programs; empty where the format leaves nothing to say.
    """

    election: Election
    profile: Profile
    notes: list[str]
    account: Mapping[str, object] = MappingProxyType({})


class Papers(dict[str, int]):
    """Number of papers by the token that writes it, found once for each token.

    Raises:
        KeyError: the token is not a plain number from 1 on; the caller looks closer.
    """

    def __missing__(self, token: str) -> int:
        papers = whole_number(token)
        if papers < 1:
            raise KeyError(token)
        self[token] = papers
        return papers


class Places(dict[str, int]):
    """A candidate's 0-based index by the token that writes the 1-based number.

    Filled as tokens come, so that a header which claims many candidates costs nothing.

    Raises:
        KeyError: the token is not the number of a candidate; the caller looks closer.
    """

    def __init__(self, candidates: int) -> None:
        super().__init__()
        self.candidates = candidates

    def __missing__(self, token: str) -> int:
        number = whole_number(token.strip())
        if not 1 <= number <= self.candidates:
            raise KeyError(token)
        self[token] = number - 1
        return number - 1


def check_size(source: Source, *, candidates: int, seats: int, line: int) -> None:
    """Refuse numbers of candidates or seats that no count could use.

    Raises:
        InputError: fewer than 1 or more than the limit of either (-1 stands for "not a number").
    """
    for number, most, what in (
        (candidates, MAX_CANDIDATES, "candidates"),
        (seats, MAX_SEATS, "seats"),
    ):
        if not 1 <= number <= most:
            raise source.fault(
                f"the file announces {number} {what}"
                if number >= 0
                else f"the number of {what} cannot be read",
                line=line,
                remedy=f"give a number of {what} from 1 to {most}",
            )


def check_name(source: Source, name: str, line: int, what: str = "name") -> None:
    """Refuse a name or title that cannot be printed on one line."""
    if has_control(name):
        raise source.fault(
            f"the {what} {shown(name)} holds a control character",
            line=line,
            remedy="take the character out (often a line break or tab inside quotation marks)",
        )


def make_election(
    source: Source,
    request: Request,
    names: Sequence[str],
    lines: Sequence[int],
    *,
    title: str,
    seats: int | None,
    notes: list[str],
    slates: Sequence[str] = (),
    groups: dict[int, tuple[str, ...]] | None = None,
    withdrawn: Iterable[int] = (),
) -> Election:
    """The election of a file, its names checked with the lines they stand on.

    Args:
        lines: the line of each name, for messages.
        seats: the file's own number; None where the format has none.
        notes: a note is added where the caller's number of seats replaces the file's.

    Raises:
        InputError: a name is missing, repeated or unprintable, or the number of seats is not given.
    """
    known: dict[str, int] = {}
    for place, (name, line) in enumerate(zip(names, lines, strict=True)):
        if not name:
            raise source.fault(
                f"candidate {place + 1} has no name", line=line, remedy="name every candidate"
            )
        check_name(source, name, line)
        if name in known:
            raise source.fault(
                f"candidates {known[name] + 1} and {place + 1} are both called {shown(name)}",
                line=line,
                remedy="give each a different name",
            )
        known[name] = place
    if request.seats is not None:
        if seats is not None and seats != request.seats:
            notes.append(f"The file says {seats} seats; {request.seats} are filled, as asked.")
        seats = request.seats
    if seats is None:
        raise source.fault(
            "the file does not say how many seats are to be filled", remedy="give --seats N"
        )
    wanted = title if request.title is None else request.title
    slates = slates or [""] * len(names)
    labels = groups or {}
    candidates = tuple(
        Candidate(place, name, slate, labels.get(place, ()))
        for place, (name, slate) in enumerate(zip(names, slates, strict=True))
    )
    return Election(wanted, seats, candidates, tuple(sorted(set(withdrawn))))


def make_profile(
    source: Source,
    totals: dict[Ranking, int],
    rejected: Iterable[tuple[str, int]] = (),
) -> Profile:
    """The profile of a file, within the limits that the rest of the house relies on.

    Raises:
        InputError: more papers or more marks on one paper than can be held.
    """
    profile = Profile.from_totals(totals, rejected)
    if profile.total > MAX_PAPERS:
        raise source.fault(
            f"the file holds {profile.total} papers, more than {MAX_PAPERS}",
            remedy="correct the numbers of papers",
        )
    if max(map(len, profile.rankings), default=0) > MAX_MARKS:
        raise source.fault(f"a ballot has more than {MAX_MARKS} marks", remedy="shorten the ballot")
    return profile


def repeats(ranking: Ranking) -> int | None:
    """The first candidate (0-based) who is on `ranking` twice, None where nobody is."""
    seen: set[int] = set()
    for entry in ranking:
        candidate = entry if entry >= 0 else -2 - entry
        if entry != SKIPPED:
            if candidate in seen:
                return candidate
            seen.add(candidate)
    return None


def gather_profile(
    source: Source,
    rankings: list[Ranking],
    papers: Collection[int],
    rejected: Iterable[tuple[str, int]] = (),
    *,
    plain: bool,
    by_line: Callable[[], Iterable[tuple[int, Ranking]]] | None,
) -> Profile:
    """The profile of ballots in the order of the file, quickly.

    Args:
        rankings: may be equal, though few are.
        papers: of each.
        rejected: papers refused before the count, as (reason, papers).
        plain: no ranking has an empty or an equal rank.
        by_line: reads the ballots again, each with its line, to name the line of a repeated
            candidate, who is taken for a slip of the transcription; None to keep repeats as marked.

    Raises:
        InputError: a candidate is on a ballot twice, or as for `make_profile`.
    """
    totals = dict(zip(rankings, papers, strict=True))
    if len(totals) < len(rankings):
        totals.clear()
        for ranking, number in zip(rankings, papers, strict=True):
            totals[ranking] = totals.get(ranking, 0) + number
    if plain:
        single = list(map(len, map(set, rankings))) == list(map(len, rankings))
    else:
        single = all(repeats(ranking) is None for ranking in rankings)
    if not single and by_line is not None:
        line, candidate = next(
            (line, candidate)
            for line, ranking in by_line()
            if (candidate := repeats(ranking)) is not None
        )
        raise source.fault(
            f"candidate {candidate + 1} is on one ballot twice",
            line=line,
            remedy="correct the ballot, or keep it as marked with --faulty-ballots",
        )
    profile = make_profile(source, totals, rejected)
    # Known by now, and costly to find again once the rankings are sorted and far apart in memory.
    profile.__dict__["strict"] = plain and single and () not in totals
    return profile


def check_writable(election: Election, profile: Profile) -> None:
    """Refuse what no reader would take back.

    Raises:
        InputError: no candidates or too many, too many seats, papers or marks on a paper, or a mark
            for somebody who is not standing.
    """
    most = len(election.candidates)
    marks = profile.marks
    if not (
        1 <= most <= MAX_CANDIDATES
        and election.seats <= MAX_SEATS
        and profile.total <= MAX_PAPERS
        and max(map(len, profile.rankings), default=0) <= MAX_MARKS
        and -2 - most < min(marks, default=0)
        and max(marks, default=0) < most
    ):
        raise InputError(
            f"an election of {most} candidates for {election.seats} seats on {profile.total} papers"
            " cannot be written: one of these is beyond the limits, or a ballot has a mark for"
            " somebody who is not standing"
        )
