"""PrefLib's rankings: strict or with ties, complete or not (.soc .soi .toc .toi), new and old.

Knows the headers `# KEY: value`, the rows `papers: 1,2,{3,4}`, and the older files without `#`.
Rankings are kept as marked, with repeats and ties; which papers are valid is for a rule set to say.
PrefLib has no seats: they come from the caller or from a line `# SEATS: N`, which is our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from hustings.election.formats.ballots import (
    Papers,
    Parsed,
    Places,
    check_name,
    check_size,
    check_writable,
    make_election,
    make_profile,
)
from hustings.election.formats.remarks import Remarks, remark_lines, writable
from hustings.election.formats.request import MAX_MARKS, Request
from hustings.election.model import Election
from hustings.election.profile import SKIPPED, Profile, Ranking, ranking_of, ranks_of
from hustings.errors import InputError
from hustings.inputs.text import Source, shown, whole_number

_KEYS = {"seats", "withdrawn", "slate", "groups", "rejected"}
_ORDERS = ("soc", "soi", "toc", "toi")


@dataclass(slots=True)
class _Header:
    """What a file says before its rows; numbers are -1 where it does not say."""

    title: str = ""
    candidates: int = -1
    voters: int = -1
    line: int = 0  # where the number of candidates stands
    names: dict[int, tuple[str, int]] = field(default_factory=dict)  # by 1-based number, with line
    remarks: Remarks = field(default_factory=Remarks)


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a PrefLib file.

    Raises:
        InputError: the file is not rankings in PrefLib's form, or the number of seats is not given.
    """
    lines = source.text.split("\n")
    notes: list[str] = []
    header = _Header()
    if next(line for line in lines if line.strip()).lstrip()[0] == "#":
        rows, separator = _read_header(source, lines, header), ":"
    else:
        rows, separator = _read_old_header(source, lines, header), ","
    names, name_lines = _names(source, header)
    totals = _read_rows(source, lines, rows, separator, Places(len(names)))
    slates, groups = header.remarks.of_candidates(source, len(names))
    election = make_election(
        source,
        request,
        names,
        name_lines,
        title=header.title,
        seats=header.remarks.seats(source),
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=header.remarks.withdrawn(source, names),
    )
    profile = make_profile(source, totals, header.remarks.rejected)
    if header.voters not in (-1, profile.total):
        raise source.fault(
            f"the header says {header.voters} voters, but the rows hold {profile.total}",
            remedy="complete the file, or correct the number",
        )
    return Parsed(election, profile, notes)


def _read_header(source: Source, lines: list[str], header: _Header) -> list[int]:
    """Take in the lines with `#`, wherever they stand; the indexes of all others but empty ones."""
    rows: list[int] = []
    for place, line in enumerate(lines):
        text = line.strip()
        if text[:1] != "#":
            if text:
                rows.append(place)
            continue
        key, colon, value = text[1:].partition(":")
        key, value = key.strip().upper(), value.strip()
        if not colon:
            continue
        if key == "TITLE":
            check_name(source, value, place + 1, "title")
            header.title = value
        elif key == "DATA TYPE" and value and value.lower() not in _ORDERS:
            raise source.fault(
                f"PrefLib data of type {shown(value)} are not rankings",
                line=place + 1,
                remedy="give a file of type soc, soi, toc or toi",
            )
        elif key in ("NUMBER ALTERNATIVES", "NUMBER VOTERS") and value:
            number = whole_number(value)
            if number < 0:
                raise source.fault(
                    f"{shown(value)} is not a number", line=place + 1, remedy="write it in digits"
                )
            if key == "NUMBER VOTERS":
                header.voters = number
            else:
                header.candidates, header.line = number, place + 1
        elif key.startswith("ALTERNATIVE NAME"):
            _note_name(source, header, key[16:].strip(), value, place + 1)
        else:
            header.remarks.note(source, text, place + 1, _KEYS)
    return rows


def _note_name(source: Source, header: _Header, number: str, name: str, line: int) -> None:
    place = whole_number(number)
    if place < 1 or place in header.names:
        raise source.fault(
            f"{shown(number)} is not the number of another alternative",
            line=line,
            remedy="number the names from 1 up, each once",
        )
    header.names[place] = (name, line)


def _read_old_header(source: Source, lines: list[str], header: _Header) -> list[int]:
    """The header of the older files: candidates, `i,name` for each, `voters,sum,orders`."""
    rows = [place for place, line in enumerate(lines) if line.strip()]
    first = lines[rows[0]].strip()
    header.candidates, header.line = whole_number(first), rows[0] + 1
    check_size(source, candidates=header.candidates, seats=1, line=header.line)
    for place in rows[1 : header.candidates + 1]:
        number, comma, name = lines[place].partition(",")
        if not comma:
            raise source.fault(
                f"{shown(lines[place])} is not the name of a candidate",
                line=place + 1,
                remedy="write each as its number, a comma and the name",
            )
        _note_name(source, header, number.strip(), name.strip(), place + 1)
    counts = rows[header.candidates + 1 : header.candidates + 2]
    if counts:
        numbers = [whole_number(cell.strip()) for cell in lines[counts[0]].split(",")]
        if len(numbers) != 3 or min(numbers) < 0:
            raise source.fault(
                f"{shown(lines[counts[0]])} is not the line of totals",
                line=counts[0] + 1,
                remedy="write voters, their sum and the number of different orders after the names",
            )
        header.voters = numbers[1]
    return rows[header.candidates + 2 :]


def _names(source: Source, header: _Header) -> tuple[list[str], list[int]]:
    if header.candidates < 0:
        header.candidates = len(header.names)
    check_size(source, candidates=header.candidates, seats=1, line=header.line)
    if sorted(header.names) != list(range(1, header.candidates + 1)):
        raise source.fault(
            f"the names given are not those of the alternatives from 1 to {header.candidates}",
            line=header.line,
            remedy="name each alternative from 1 up, or correct the number",
        )
    ordered = [header.names[number] for number in range(1, header.candidates + 1)]
    return [name for name, _ in ordered], [line for _, line in ordered]


def _read_rows(
    source: Source, lines: list[str], rows: Iterable[int], separator: str, places: Places
) -> dict[Ranking, int]:
    """Papers by ranking; equal rows are added up as text before they are looked up."""
    papers_of = Papers()
    tails: dict[str, list[int]] = {}  # papers and the first line of each
    for place in rows:
        head, mark, tail = lines[place].partition(separator)
        try:
            papers = papers_of[head if head in papers_of else head.strip()]
        except KeyError:
            papers = 0
        if not papers or not mark:
            raise source.fault(
                f"{shown(lines[place].strip())} is not a row of ballots",
                line=place + 1,
                remedy="write the number of papers, a colon and the order, such as `12: 3,1,{2,4}`"
                if separator == ":"
                else "write the number of papers and the order, such as `12,3,1,{2,4}`",
            )
        if tail in tails:
            tails[tail][0] += papers
        else:
            tails[tail] = [papers, place + 1]
    totals: dict[Ranking, int] = {}
    for tail, (papers, line) in tails.items():
        try:
            ranking = tuple(map(places.__getitem__, tail.split(",")))
        except KeyError:
            ranking = _ranking(source, tail, line, places)
        totals[ranking] = totals.get(ranking, 0) + papers
    return totals


def _ranking(source: Source, tail: str, line: int, places: Places) -> Ranking:
    """The ranking of a row with ties in braces, or with nothing in it."""
    if not tail.strip():
        return ()
    if tail.count(",") >= MAX_MARKS:
        raise source.fault(
            f"a ballot has more than {MAX_MARKS} marks", line=line, remedy="shorten the ballot"
        )
    ranks: list[list[int]] = []
    tied = False
    for cell in tail.split(","):
        token = cell.strip()
        opens, closes = token[:1] == "{", token[-1:] == "}"
        number = token[opens : len(token) - closes]
        if (opens and tied) or (closes and not (tied or opens)):
            raise source.fault(
                f"the braces do not match in {shown(tail.strip())}",
                line=line,
                remedy="write alternatives at one rank as `{2,4}`",
            )
        try:
            place = places[number]
        except KeyError:
            raise source.fault(
                f"{shown(number)} is on a ballot but is not an alternative"
                if number.strip()
                else f"there is an empty place in the order {shown(tail.strip())}",
                line=line,
                remedy=f"alternatives are numbered from 1 to {places.candidates} here",
            ) from None
        if tied:
            ranks[-1].append(place)
        else:
            ranks.append([place])
        tied = (tied or opens) and not closes
    if tied:
        raise source.fault(
            f"the braces do not match in {shown(tail.strip())}",
            line=line,
            remedy="write alternatives at one rank as `{2,4}`",
        )
    return ranking_of(ranks)


def write(election: Election, profile: Profile) -> str:
    """A PrefLib file in the newer form, with `# SEATS: N` and what else our reader reads back.

    Raises:
        InputError: a blank paper or an empty rank, which PrefLib cannot hold.
    """
    check_writable(election, profile)
    if SKIPPED in profile.marks or () in islice(profile.rankings, 1):
        raise InputError(
            "a PrefLib file has no place for blank papers or empty ranks",
            remedy="write blt or csv",
        )
    most = len(election.candidates)
    ties = min(profile.marks, default=0) < 0
    complete = all(
        len(ranking) == most == len({max(entry, -2 - entry) for entry in ranking})
        for ranking in profile.rankings
    )
    lines = [
        f"# TITLE: {writable(election.title, 'title')}",
        f"# DATA TYPE: {'t' if ties else 's'}o{'c' if complete else 'i'}",
    ]
    for line in remark_lines(election, profile, _KEYS):
        key, _, value = line.partition(":")
        lines.append(f"{key.upper()}:{value}")
    lines += [
        f"# NUMBER ALTERNATIVES: {most}",
        f"# NUMBER VOTERS: {profile.total}",
        f"# NUMBER UNIQUE ORDERS: {len(profile.rankings)}",
    ]
    for candidate in election.candidates:
        name = writable(candidate.name, "name")
        lines.append(f"# ALTERNATIVE NAME {candidate.index + 1}: {name}")
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        ranks = [",".join(str(c + 1) for c in rank) for rank in ranks_of(ranking)]
        order = ",".join(f"{{{rank}}}" if "," in rank else rank for rank in ranks)
        lines.append(f"{papers}: {order}")
    return "\n".join([*lines, ""])
