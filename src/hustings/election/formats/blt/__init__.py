"""BLT files: the numbers of Hill, Wichmann and Woodall (1987) and the dialects that grew from them.

Knows the order of the parts: header, withdrawn candidates and options, ballots, names, title. Which
papers are valid is for a rule set to say.

`ballots` reads the ballot lines, `names` what follows them; docs/formats.md says what is
accepted beyond the strict grammar and why.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hustings.election.formats.ballots import (
    Parsed,
    Places,
    check_size,
    check_writable,
    make_election,
)
from hustings.election.formats.blt.ballots import read_ballots
from hustings.election.formats.blt.names import quoted, read_names
from hustings.election.formats.remarks import Remarks, remark_lines, writable
from hustings.election.formats.request import Request
from hustings.election.model import Election
from hustings.election.profile import Profile, ranks_of
from hustings.inputs.text import Source, shown, whole_number

_KEYS = {"slate", "groups", "rejected", "untitled"}
UNDECLARED = "undeclared"  # the group of those whom Droop's [undeclared …] names


@dataclass(slots=True, eq=False, repr=False)
class _Preamble:
    """What stands before the first ballot; `places` also holds nicknames."""

    candidates: int
    seats: int
    header_line: int
    places: Places
    withdrawn: list[int] = field(default_factory=list)
    undeclared: list[int] = field(default_factory=list)
    first_ballot: int = 0  # index into the lines


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a BLT file.

    Raises:
        InputError: the file is not BLT in any dialect of docs/formats.md.
    """
    notes: list[str] = []
    source, lines = _lines(source, notes)
    remarks = Remarks()
    preamble = _read_preamble(source, lines, remarks, notes)
    profile, after = read_ballots(
        source,
        lines,
        preamble.first_ballot,
        preamble.places,
        notes,
        rejected=remarks.rejected,
        faulty_ballots=request.faulty_ballots,
    )
    named = read_names(
        source,
        lines,
        after,
        candidates=preamble.candidates,
        header_line=preamble.header_line,
        title_known="untitled" in remarks.single or request.title is not None,
        notes=notes,
    )
    slates, groups = remarks.of_candidates(source, preamble.candidates)
    for place in preamble.undeclared:
        groups[place] = (*groups.get(place, ()), UNDECLARED)
    election = make_election(
        source,
        request,
        named.names,
        named.lines,
        title=named.title,
        seats=preamble.seats,
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=preamble.withdrawn,
    )
    return Parsed(election, profile, notes)


def _lines(source: Source, notes: list[str]) -> tuple[Source, list[str]]:
    """The file in lines, without C-style comments and a spreadsheet's trailing commas."""
    text = source.text
    if "/*" in text:
        text = _without_block_comments(source)
    lines = text.split("\n")
    header = next((line for line in lines if line.strip() and line.lstrip()[0] != "#"), "")
    if is_free(header):
        from hustings.election.formats.blt.free import in_lines

        notes.append("Ballots follow on the header's line: line ends were taken for spaces.")
        source = in_lines(source, lines)
        return source, source.text.split("\n")
    if header.partition("#")[0].rstrip().endswith(","):
        notes.append("Commas at the ends of lines, as a spreadsheet leaves them, were passed over.")
        lines = [line.rstrip(", \t") for line in lines]
    return source, lines


def is_free(header: str) -> bool:
    """Whether ballots follow on the line of the header itself, which no file in lines would do.

    One 0 is not enough: a ballot that stands where the header should be has one.
    """
    return header.partition("#")[0].split()[2:].count("0") > 1


def _without_block_comments(source: Source) -> str:
    """The text with each `/* … */` as spaces and line feeds, so that lines keep their numbers."""
    import re

    text, kept, start = source.text, [], 0
    # A quoted string, closed or not, and a comment line hide what stands in them.
    opening = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|#[^\n]*|/\*')
    match = opening.search(text)
    while match is not None:
        after = match.end()
        if match[0] == "/*":
            end = text.find("*/", after)
            if end < 0:
                raise source.fault(
                    "a comment begins with `/*` and never ends",
                    line=text.count("\n", 0, match.start()) + 1,
                    remedy="close it with `*/`",
                )
            after = end + 2
            kept += [text[start : match.start()], " ", "\n" * text.count("\n", match.start(), end)]
            start = after
        match = opening.search(text, after)
    return "".join([*kept, text[start:]])


def _read_preamble(
    source: Source, lines: list[str], remarks: Remarks, notes: list[str]
) -> _Preamble:
    preamble: _Preamble | None = None
    for place, line in enumerate(lines):
        text = line.strip()
        if text.startswith("#"):
            remarks.note(source, text, place + 1, _KEYS)
            continue
        text = text.partition("#")[0].rstrip()
        if not text:
            continue
        if preamble is None:
            preamble = _read_header(source, text, place + 1)
        elif text[0] == "-":
            _read_withdrawn(source, text, place + 1, preamble)
        elif text[0] == "[":
            _read_option(source, text, place + 1, preamble, notes)
        else:
            preamble.first_ballot = place
            return preamble
    if preamble is None:
        raise source.fault("there is nothing but comments", remedy="give a file with ballots in it")
    preamble.first_ballot = len(lines)
    return preamble


def _read_header(source: Source, text: str, line: int) -> _Preamble:
    tokens = text.split()
    numbers = [whole_number(token) for token in tokens[:2]]
    withdrawn = tokens[2:]
    if len(numbers) < 2 or min(numbers) < 0 or any(token[0] != "-" for token in withdrawn):
        raise source.fault(
            f"{shown(text)} is not the header of a BLT file",
            line=line,
            remedy="begin with the number of candidates and the number of seats, such as `4 2`",
        )
    candidates, seats = numbers
    check_size(source, candidates=candidates, seats=seats, line=line)
    preamble = _Preamble(candidates, seats, line, Places(candidates))
    _read_withdrawn(source, " ".join(withdrawn), line, preamble)
    return preamble


def _read_withdrawn(source: Source, text: str, line: int, preamble: _Preamble) -> None:
    for token in text.split():
        number = whole_number(token[1:]) if token[0] == "-" else -1
        if number < 0:
            raise source.fault(
                f"{shown(token)} is among the withdrawn candidates",
                line=line,
                remedy="write each as a negative number on a line without ballots, such as `-2 -5`",
            )
        _withdraw(source, number - 1, shown(token), line, preamble)


def _withdraw(source: Source, place: int, called: str, line: int, preamble: _Preamble) -> None:
    if not 0 <= place < preamble.candidates:
        raise source.fault(
            f"candidate {called} is withdrawn, but there are {preamble.candidates} candidates",
            line=line,
            remedy=f"give a number from -1 to -{preamble.candidates}",
        )
    if place in preamble.withdrawn:
        raise source.fault(
            f"candidate {called} is withdrawn twice", line=line, remedy="take one of them out"
        )
    preamble.withdrawn.append(place)


def _read_option(
    source: Source, text: str, line: int, preamble: _Preamble, notes: list[str]
) -> None:
    """One of Droop's options in square brackets: nick, withdrawn, tie, droop or undeclared."""
    key, *values = text[1:-1].split() or [""]
    if not text.endswith("]") or "[" in text[1:] or "]" in text[:-1]:
        raise source.fault(
            f"the option {shown(text)} does not end with `]` on its line",
            line=line,
            remedy="put the whole option, and nothing else, on one line",
        )
    number = source.line(line)
    match key:
        case "nick":
            _read_nicknames(source, values, line, preamble)
        case "withdrawn":
            for token in values:
                place = _place(source, token, line, preamble)
                _withdraw(source, place, shown(token), line, preamble)
        case "undeclared":
            for token in values:
                place = _place(source, token, line, preamble)
                if place not in preamble.undeclared:
                    preamble.undeclared.append(place)
            notes.append(
                f"Line {number} marks undeclared write-ins, {shown(text)}: they are put in the"
                f" group {UNDECLARED!r} and counted as any other candidate."
            )
        case "tie":
            for token in values:
                _place(source, token, line, preamble)
            notes.append(
                f"Line {number} gives an order for breaking ties, {shown(text)}, which is not"
                " acted on: give the lots as they fell with --lots FILE."
            )
        case "droop":
            notes.append(
                f"Line {number} holds options for the program Droop, {shown(text)}, which are"
                " not acted on: choose the rules with --rules."
            )
        case _:
            raise source.fault(
                f"the option {shown(text)} is not known",
                line=line,
                remedy="take it out; known are nick, withdrawn, undeclared, tie and droop",
            )


def _place(source: Source, token: str, line: int, preamble: _Preamble) -> int:
    try:
        return preamble.places[token]
    except KeyError:
        raise source.fault(
            f"{shown(token)} is not a candidate",
            line=line,
            remedy=f"give a number from 1 to {preamble.candidates} or a nickname",
        ) from None


def _read_nicknames(source: Source, values: list[str], line: int, preamble: _Preamble) -> None:
    if len(values) != preamble.candidates or len(set(values)) != len(values):
        raise source.fault(
            f"{len(set(values))} different nicknames are given for {preamble.candidates}"
            " candidates",
            line=line,
            remedy="give each candidate a different nickname",
        )
    for place, nickname in enumerate(values):
        if nickname.isdigit() or set(nickname) & set('=-()[]"#'):
            raise source.fault(
                f"{shown(nickname)} cannot be a nickname",
                line=line,
                remedy='use a short word that is not a number and has none of = - ( ) [ ] " #',
            )
        preamble.places[nickname] = place


def write(election: Election, profile: Profile) -> str:
    """A BLT file: quoted names, `=` for equal and `-` for empty ranks, remarks in comments.

    Raises:
        InputError: a name or title that cannot stand on a line.
    """
    check_writable(election, profile)
    lines = remark_lines(election, profile, _KEYS)
    lines.append(f"{len(election.candidates)} {election.seats}")
    if election.withdrawn:
        lines.append(" ".join(f"-{place + 1}" for place in election.withdrawn))
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        if min(ranking, default=0) < 0:
            marks = ["=".join(str(c + 1) for c in rank) or "-" for rank in ranks_of(ranking)]
        else:
            marks = [str(candidate + 1) for candidate in ranking]
        lines.append(" ".join([str(papers), *marks, "0"]))
    lines.append("0")
    lines += [quoted(writable(name, "name")) for name in election.names]
    if election.title:
        lines.append(quoted(writable(election.title, "title")))
    return "\n".join([*lines, ""])
