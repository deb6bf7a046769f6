"""Ballots in `.stv` files: lines `key=value`, `candidate=a Ann`, `ballots=4`, the ballots, `end`.

Knows the three ways in which ballots are written there. Which papers are valid is for a rule set to
say.

Without a line `order=` a ballot is the tokens of candidates in order of preference, with or without
a number of papers before them such as `31X`; with it, a ballot has a rank, or `-`, for each token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hustings.election.formats.ballots import (
    Parsed,
    check_name,
    check_size,
    gather_profile,
    make_election,
)
from hustings.election.formats.request import MAX_CANDIDATES, MAX_SEATS, Request
from hustings.election.profile import Ranking, ranking_of
from hustings.inputs.text import Source, shown, whole_number

_PAPERS = re.compile(r"([0-9]+)[Xx]")
# For the program that the file was made for; its count is asked for with --rules and --lots here.
_OTHERS = {"method", "quota", "random", "fractions", "comment"}


@dataclass(slots=True)
class _Head:
    """What stands before the ballots; lines are 1-based."""

    title: str = ""
    seats: int | None = None
    names: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # candidate by token
    order: list[int] = field(default_factory=list)  # candidates, where ballots have their ranks
    announced: int = 0  # ballots, by the line `ballots=`
    others: list[str] = field(default_factory=list)


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a `.stv` file.

    Raises:
        InputError: a line that is none of the format's, or ballots missing.
    """
    lines = source.text.split("\n")
    head = _Head()
    first = _read_head(source, lines, head)
    notes: list[str] = []
    if head.others:
        notes.append(
            f"{', '.join(head.others)} are not acted on: choose the rules with --rules, and give"
            " lots with --lots."
        )
    election = make_election(
        source,
        request,
        head.names,
        head.lines,
        title=head.title,
        seats=head.seats,
        notes=notes,
    )
    papers: list[int] = []
    rankings: list[Ranking] = []
    places: list[int] = []
    for place in range(first, len(lines)):
        text = lines[place].partition("#")[0].strip()
        if text.casefold() == "end":
            _refuse_rest(source, lines, place + 1)
            break
        if not text:
            continue
        match = _PAPERS.fullmatch(text.split(None, 1)[0])
        papers.append(1 if match is None else whole_number(match[1]))
        if papers[-1] < 1:
            raise source.fault(
                f"{shown(text)} is on 0 papers, or on too many",
                line=place + 1,
                remedy="correct the number before the X",
            )
        tokens = text.split()[match is not None :]
        if not tokens:
            raise source.fault(
                f"{shown(text)} has no preference", line=place + 1, remedy="complete the ballot"
            )
        ranking = _ranked if head.order else _listed
        rankings.append(ranking(source, tokens, place + 1, head))
        places.append(place + 1)
    else:
        raise source.fault(
            "the file ends before the ballots do",
            line=len(lines),
            remedy="end it with a line `end`",
        )
    if head.announced not in (len(rankings), sum(papers)):
        raise source.fault(
            f"the file says {head.announced} ballots, but has {len(rankings)}",
            remedy="complete the file, or correct the number",
        )
    plain = all(min(ranking) >= 0 for ranking in rankings if ranking)
    profile = gather_profile(
        source,
        rankings,
        papers,
        plain=plain,
        by_line=None if request.faulty_ballots else lambda: zip(places, rankings, strict=True),
    )
    return Parsed(election, profile, notes)


def _read_head(source: Source, lines: list[str], head: _Head) -> int:
    """Take in the lines down to `ballots=`; the index of the next."""
    order: tuple[list[str], int] | None = None
    for place, line in enumerate(lines):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        key, equals, value = text.partition("=")
        key, value = key.strip().casefold(), value.strip()
        if not equals:
            raise source.fault(
                f"{shown(text)} comes before the ballots, and is not `key=value`",
                line=place + 1,
                remedy="put the ballots after a line `ballots=N`",
            )
        match key:
            case "title":
                check_name(source, value, place + 1, "title")
                head.title = value
            case "seats":
                head.seats = whole_number(value)
                if not 1 <= head.seats <= MAX_SEATS:
                    raise source.fault(
                        f"{shown(value)} is not a number of seats",
                        line=place + 1,
                        remedy=f"give a whole number from 1 to {MAX_SEATS}",
                    )
            case "candidate":
                _read_candidate(source, value, place + 1, head)
            case "order":
                order = (value.split(), place + 1)
            case "ballots":
                head.announced = whole_number(value)
                if head.announced < 0:
                    raise source.fault(
                        f"{shown(value)} is not a number of ballots",
                        line=place + 1,
                        remedy="write it in digits",
                    )
                check_size(source, candidates=len(head.names), seats=1, line=place + 1)
                if order is not None:
                    _take_order(source, *order, head)
                return place + 1
            case _ if key in _OTHERS:
                head.others.append(shown(text))
            case _:
                raise source.fault(
                    f"the key {shown(key)} is not known",
                    line=place + 1,
                    remedy="take the line out if the ballots do not depend on it; known are title,"
                    " seats, candidate, order, ballots, method, quota and random",
                )
    raise source.fault("there are no ballots", remedy="put them after a line `ballots=N`")


def _read_candidate(source: Source, value: str, line: int, head: _Head) -> None:
    token, *name = value.split(None, 1)[:2] or [""]
    if not name or token in head.places or len(head.names) >= MAX_CANDIDATES:
        raise source.fault(
            f"{shown(value)} is not a token and a name, or the token is there twice",
            line=line,
            remedy="write each candidate once, as `candidate=ab Ann Bell`",
        )
    if _PAPERS.fullmatch(token) or token.casefold() == "end":
        raise source.fault(
            f"the token {shown(token)} could mean something else on a ballot",
            line=line,
            remedy="give the candidate another",
        )
    head.places[token] = len(head.names)
    head.names.append(name[0])
    head.lines.append(line)


def _take_order(source: Source, tokens: list[str], line: int, head: _Head) -> None:
    if sorted(tokens) != sorted(head.places):
        raise source.fault(
            "the order does not name each candidate once",
            line=line,
            remedy="write the token of every candidate, each once",
        )
    head.order = [head.places[token] for token in tokens]


def _listed(source: Source, tokens: list[str], line: int, head: _Head) -> Ranking:
    """The ranking of a ballot that names candidates in order of preference."""
    try:
        return tuple(map(head.places.__getitem__, tokens))
    except KeyError as error:
        raise source.fault(
            f"{shown(error.args[0])} is on a ballot but is not the token of a candidate",
            line=line,
            remedy="correct it, or add a line `candidate=`",
        ) from None


def _ranked(source: Source, tokens: list[str], line: int, head: _Head) -> Ranking:
    """The ranking of a ballot that has a rank for each candidate."""
    most = max(2 * len(head.names), 20)
    if len(tokens) != len(head.order):
        raise source.fault(
            f"a ballot has {len(tokens)} ranks for {len(head.order)} candidates",
            line=line,
            remedy="write a rank or `-` for each, in the order of the line `order=`",
        )
    at: dict[int, list[int]] = {}
    for candidate, token in zip(head.order, tokens, strict=True):
        if token == "-":
            continue
        rank = whole_number(token)
        if not 1 <= rank <= most:
            raise source.fault(
                f"{shown(token)} is not a rank", line=line, remedy=f"write 1 to {most}, or `-`"
            )
        at.setdefault(rank, []).append(candidate)
    return ranking_of(at.get(rank, ()) for rank in range(1, max(at, default=0) + 1))


def _refuse_rest(source: Source, lines: list[str], start: int) -> None:
    for place in range(start, len(lines)):
        if lines[place].partition("#")[0].strip():
            raise source.fault(
                f"{shown(lines[place].strip())} comes after `end`",
                line=place + 1,
                remedy="take it out, or put it before",
            )
