"""The Condorcet Election Format, version 1 (`.cvotes`): `#/Candidates:`, then `Ann > Bo = Cy * 5`.

Knows its parameters, tags, weights and quantifiers. The format's implicit ranking is for counts by
pairs and is not read as a preference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hustings.election.formats.arrows.names import Ballots, arrows, ranks_in
from hustings.election.formats.ballots import (
    Parsed,
    check_size,
    check_writable,
    make_election,
)
from hustings.election.formats.remarks import Remarks, remark_lines, writable
from hustings.election.formats.request import MAX_SEATS, Request
from hustings.election.model import Election
from hustings.election.profile import Profile
from hustings.errors import InputError
from hustings.inputs.text import Source, shown, whole_number

_KEYS = {"title", "withdrawn", "slate", "groups", "rejected"}
_EMPTY = "/EMPTY_RANKING/"
_RESERVED = set(">=;,#/^*|<")
_TAIL = re.compile(r"(?:\^\s*([0-9]+)\s*)?(?:\*\s*([0-9]+)\s*)?")
_PARAMETERS = (
    "candidates",
    "number of seats",
    "implicit ranking",
    "weight allowed",
    "voting methods",
    "voting method",
)


@dataclass(slots=True)
class _File:
    """What was read so far; lines are 1-based, 0 where nothing is given."""

    parameters: dict[str, tuple[str, int]] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    ballots: Ballots = field(default_factory=Ballots)
    weighted: int = 0  # lines with a weight
    tags: int = 0  # lines with tags
    partial: bool = False  # whether a ballot leaves out a candidate


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a file in the Condorcet Election Format.

    Raises:
        InputError: a line that the format does not have, or the number of seats is not given.
    """
    file = _File()
    notes: list[str] = []
    lines = source.text.split("\n")
    rest = _read_parameters(source, lines, file, notes)
    weighs = _truth(source, file, "weight allowed", default=False)
    for place in range(rest, len(lines)):
        text = lines[place]
        if text.lstrip()[:2] == "#/":
            raise source.fault(
                f"the parameter {shown(text)} is among the votes",
                line=place + 1,
                remedy="put all parameters before the first vote",
            )
        file.remarks.note(source, text, place + 1, _KEYS)
        text = text.partition("#")[0].strip()
        if text:
            _read_vote(source, text, place + 1, file, weighs=weighs)
    names, name_lines = _names(source, file, notes)
    places = {name: place for place, name in enumerate(names)}
    seats = _seats(source, file)
    profile = file.ballots.profile(
        source,
        places.__getitem__,
        file.remarks.rejected,
        listed="the line `#/Candidates:`",
        faulty_ballots=request.faulty_ballots,
    )
    slates, groups = file.remarks.of_candidates(source, len(names))
    election = make_election(
        source,
        request,
        names,
        name_lines,
        title=file.remarks.single.get("title", ("", 0))[0],
        seats=seats,
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=file.remarks.withdrawn(source, names),
    )
    _tell(source, file, weighs, len(names), notes)
    return Parsed(election, profile, notes)


def _read_parameters(source: Source, lines: list[str], file: _File, notes: list[str]) -> int:
    """Take in parameters and comments; the index of the first line that is neither."""
    for place, line in enumerate(lines):
        text = line.strip()
        if text[:2] == "#/":
            key, colon, value = text[2:].partition(":")
            key = key.strip().casefold()
            if not colon or key in file.parameters:
                raise source.fault(
                    f"{shown(text)} is not a parameter, or is given twice",
                    line=place + 1,
                    remedy="write each once, as `#/Name: value`",
                )
            file.parameters[key] = (value.strip(), place + 1)
            if key not in _PARAMETERS:
                notes.append(
                    f"Line {source.line(place + 1)} has a parameter of another program,"
                    f" {shown(text)}, which is not acted on."
                )
            elif key.startswith("voting method"):
                notes.append(
                    f"The file asks for {shown(value.strip())}: choose the rules with --rules."
                )
        elif text[:1] == "#":
            file.remarks.note(source, text, place + 1, _KEYS)
        elif text:
            return place
    return len(lines)


def _read_vote(source: Source, text: str, line: int, file: _File, *, weighs: bool) -> None:
    """One line of votes: tags, a ranking, a weight, a number of papers."""
    tags, separator, rest = text.rpartition("||")
    if separator:
        if "||" in tags or ">" in tags:
            raise source.fault(
                f"{shown(text)} has `||` where no tags can end",
                line=line,
                remedy="write tags, `||`, and the ranking",
            )
        file.tags += 1
        text = rest.strip()
    start = min((at for at in (text.find("^"), text.find("*")) if at >= 0), default=len(text))
    tail = _TAIL.fullmatch(text[start:].strip())
    if tail is None:
        raise source.fault(
            f"{shown(text[start:])} is neither a weight nor a number of papers",
            line=line,
            remedy="write a weight before the number of papers, such as `Ann > Bo ^2 * 5`",
        )
    weight, papers = (1 if digits is None else whole_number(digits) for digits in tail.groups())
    if weight < 1 or papers < 1:
        raise source.fault(
            f"{shown(text[start:])} is not a number of papers",
            line=line,
            remedy="give whole numbers, 1 or more",
        )
    file.weighted += tail[1] is not None
    text = text[:start].strip()
    if text != _EMPTY and set(text) & set(";,/|"):
        raise source.fault(
            f"one of ; , / | is on the ballot {shown(text)}",
            line=line,
            remedy="the format reserves them: write the name without",
        )
    ranks = () if text == _EMPTY else ranks_in(source, text, line)
    file.ballots.add(ranks, papers * (weight if weighs else 1), line)


def _names(source: Source, file: _File, notes: list[str]) -> tuple[list[str], list[int]]:
    value, line = file.parameters.get("candidates", ("", 0))
    if not line:
        return file.ballots.names(source, notes)
    names = [name.strip() for name in value.split(";")]
    if not names[-1]:
        names.pop()
    check_size(source, candidates=len(names), seats=1, line=line)
    return names, [line] * len(names)


def _seats(source: Source, file: _File) -> int | None:
    value, line = file.parameters.get("number of seats", ("", 0))
    if not line:
        return None
    seats = whole_number(value)
    if not 1 <= seats <= MAX_SEATS:
        raise source.fault(
            f"{shown(value)} is not a number of seats",
            line=line,
            remedy=f"give a whole number from 1 to {MAX_SEATS}",
        )
    return seats


def _truth(source: Source, file: _File, key: str, *, default: bool) -> bool:
    value, line = file.parameters.get(key, (str(default), 0))
    if value.casefold() not in ("true", "false"):
        raise source.fault(
            f"{shown(value)} is neither true nor false", line=line, remedy="write true or false"
        )
    return value.casefold() == "true"


def _tell(source: Source, file: _File, weighs: bool, candidates: int, notes: list[str]) -> None:
    """Add the notes on what the format says and a count by rankings does not take up."""
    if file.weighted:
        notes.append(
            "Weights are allowed here: a vote with a weight counts as so many papers."
            if weighs
            else "Some votes have weights, but the file does not allow them: each counts once."
        )
    if file.tags:
        notes.append("The tags before `||` were passed over.")
    implicit = _truth(source, file, "implicit ranking", default=True)
    if implicit and any(sum(map(len, ranks)) < candidates for ranks in file.ballots.papers):
        notes.append(
            "Candidates that a ballot does not name are not ranked on it: the format's implicit"
            " last rank is"
            " for counts by pairs."
        )


def write(election: Election, profile: Profile) -> str:
    """A file in the Condorcet Election Format; comments keep the rest that our reader reads back.

    Raises:
        InputError: an empty rank, or a name that the format cannot hold.
    """
    check_writable(election, profile)
    names = [writable(name, "name") for name in election.names]
    for name in names:
        if set(name) & _RESERVED:
            raise InputError(
                f"the name {shown(name)} holds one of {' '.join(sorted(_RESERVED))}, which the"
                " format reserves",
                remedy="write blt or csv",
            )
    lines = [
        f"#/Candidates: {' ; '.join(names)}",
        f"#/Number of Seats: {election.seats}",
        "#/Implicit Ranking: false",
        "#/Weight Allowed: false",
        *remark_lines(election, profile, _KEYS),
        "",
    ]
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        text = arrows(ranking, names, above=" > ", beside=" = ") or _EMPTY
        lines.append(f"{text} * {papers}")
    return "\n".join([*lines, ""])
