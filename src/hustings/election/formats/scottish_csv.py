"""The CSV files in which Scottish council elections are published with every preference.

Knows the layout: `candidates,seats,`, then `papers,pref1,pref2,…,`, then
`"Candidate 1","Name","Party (Abbr)",` for each candidate, then the ward's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from hustings.election.formats.ballots import (
    Papers,
    Parsed,
    Places,
    check_name,
    check_size,
    check_writable,
    gather_profile,
    make_election,
)
from hustings.election.formats.remarks import writable
from hustings.election.formats.request import Request
from hustings.election.model import Election
from hustings.election.profile import SKIPPED, Profile, Ranking
from hustings.errors import InputError
from hustings.inputs.export import harmless, meant
from hustings.inputs.text import Source, shown, whole_number


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a Scottish CSV file; a slate is the party's text.

    Raises:
        InputError: the file is not laid out as the module says.
    """
    lines = source.text.split("\n")
    notes: list[str] = []
    header = next(place for place, line in enumerate(lines) if line.strip())
    numbers = [whole_number(cell.strip()) for cell in lines[header].rstrip(", \t").split(",")]
    if len(numbers) != 2 or min(numbers) < 0:
        raise source.fault(
            f"{shown(lines[header])} is not the header of a Scottish CSV file",
            line=header + 1,
            remedy="begin with the number of candidates and of seats, such as `9,4,`",
        )
    candidates, seats = numbers
    check_size(source, candidates=candidates, seats=seats, line=header + 1)
    reading = _Reading(source, lines, header + 1, Places(candidates), request.faulty_ballots)
    after = reading.take()
    rankings = reading.rankings()
    profile = gather_profile(
        source,
        rankings,
        reading.tails.values(),
        plain=reading.plain,
        by_line=None if request.faulty_ballots else reading.again,
    )
    remaining = (
        (place, line.strip())
        for place, line in enumerate(islice(lines, after, None), after + 1)
        if line.strip(", \t")
    )
    rows = list(islice(remaining, candidates + 2))  # one more than there should be, to complain of
    if len(rows) < candidates:
        raise source.fault(
            f"{len(rows)} candidates are named, but line {header + 1} announces {candidates}",
            line=rows[-1][0] if rows else len(lines),
            remedy="name every candidate, then the ward, or correct the number",
        )
    named = [
        _candidate(source, row, line, number)
        for number, (line, row) in enumerate(rows[:candidates], start=1)
    ]
    title = _title(source, rows[candidates:], notes)
    election = make_election(
        source,
        request,
        [name for name, _ in named],
        [line for line, _ in rows[:candidates]],
        title=title,
        seats=seats,
        notes=notes,
        slates=[slate for _, slate in named],
    )
    return Parsed(election, profile, notes)


class _Reading:
    """The ballot lines of one file, equal lines added up as text before they are looked up."""

    def __init__(
        self, source: Source, lines: list[str], start: int, places: Places, faulty_ballots: bool
    ) -> None:
        self.source = source
        self.lines = lines
        self.start = start
        self.after = len(lines)
        self.places = places
        self.faulty_ballots = faulty_ballots
        self.tails: dict[str, int] = {}
        self.plain = True  # no empty rank was met

    def take(self) -> int:
        """Add up the ballot lines; the index of the first line about names."""
        papers_of = Papers()
        tails = self.tails
        count = tails.get
        for place, line in enumerate(islice(self.lines, self.start, None), self.start):
            head, _, tail = line.partition(",")
            try:
                papers = papers_of[head]
            except KeyError:
                # A spreadsheet that saved the file again left the quotation marks out.
                if line.lstrip()[:1] == '"' or head.strip() == "Candidate 1":
                    self.after = place
                    break
                if not line.strip(", \t"):
                    continue
                papers = whole_number(head.strip())
                if papers < 1:
                    raise self.source.fault(
                        f"{shown(line)} is neither a ballot nor the name of a candidate",
                        line=place + 1,
                        remedy="write a ballot as its number of papers and the candidates' numbers"
                        ' in order of preference, such as `12,4,2,3,`, a name as `"Candidate 1",'
                        '"Name","Party",`',
                    ) from None
            tails[tail] = count(tail, 0) + papers
        return self.after

    def rankings(self) -> list[Ranking]:
        """The ranking of each different tail, in the order of `tails`."""
        rankings: list[Ranking] = []
        places = self.places
        for tail in self.tails:
            tokens = tail.split(",")
            if not tokens[-1]:
                del tokens[-1]
            try:
                if len(tokens) > 1:  # as in blt.ballots
                    rankings.append(itemgetter(*tokens)(places))
                else:
                    rankings.append(tuple(map(places.__getitem__, tokens)))
            except KeyError:
                rankings.append(self._read_tail(tail))
        return rankings

    def _read_tail(self, tail: str) -> Ranking:
        """The ranking of a tail with spaces or empty preferences, refused where it is none."""
        ranking: list[int] = []
        cells = tail.rstrip(", \t").split(",")
        for cell in cells if cells != [""] else ():
            token = cell.strip()
            if not token and self.faulty_ballots:
                self.plain = False
                ranking.append(SKIPPED)
                continue
            try:
                ranking.append(self.places[token])
            except KeyError:
                what = f"{shown(token)} is on a ballot but is not a candidate"
                remedy = f"candidates are numbered from 1 to {self.places.candidates} here"
                if not token:
                    what = "a ballot has an empty preference before others"
                    remedy = "correct the ballot, or keep it as marked with --faulty-ballots"
                line = next(line for line, other in self._tails() if other == tail)
                raise self.source.fault(what, line=line, remedy=remedy) from None
        return tuple(ranking)

    def again(self) -> Iterator[tuple[int, Ranking]]:
        """Each ballot with its line, read a second time to say where a fault lies."""
        for line, tail in self._tails():
            yield line, self._read_tail(tail)

    def _tails(self) -> Iterator[tuple[int, str]]:
        for place in range(self.start, self.after):
            if self.lines[place].strip(", \t"):
                yield place + 1, self.lines[place].partition(",")[2]


def _candidate(source: Source, row: str, line: int, number: int) -> tuple[str, str]:
    """Name and party of candidate `number`."""
    import csv

    try:
        cells = next(csv.reader([row], strict=True))
    except csv.Error:
        cells = []
    while cells and not cells[-1].strip():
        cells.pop()
    if not 2 <= len(cells) <= 3 or cells[0].strip() != f"Candidate {number}":
        raise source.fault(
            f"{shown(row)} is not the line of candidate {number}",
            line=line,
            remedy=f'write it as `"Candidate {number}","Name","Party (Abbr)",`',
        )
    slate = meant(cells[2].strip()) if len(cells) == 3 else ""
    check_name(source, slate, line, "party")
    return meant(cells[1].strip()), slate


def _title(source: Source, rows: list[tuple[int, str]], notes: list[str]) -> str:
    """The ward's name, without the quotation marks that stand around it once or several times."""
    if not rows:
        notes.append("The file ends after the last candidate: the ward has no name.")
        return ""
    if len(rows) > 1:
        raise source.fault(
            f"{shown(rows[1][1])} comes after the name of the ward",
            line=rows[1][0],
            remedy="take it out, or correct the number of candidates in the first line",
        )
    line, row = rows[0]
    start, end = 0, len(row)
    while start < end and (row[start] in '",' or row[start].isspace()):
        start += 1
    while start < end and (row[end - 1] in '",' or row[end - 1].isspace()):
        end -= 1
    title = meant(row[start:end].replace('""', '"'))
    if not title:
        raise source.fault(
            "the name of the ward is empty", line=line, remedy="write it between quotation marks"
        )
    check_name(source, title, line, "ward's name")
    return title


def write(election: Election, profile: Profile) -> str:
    """A Scottish CSV file.

    Raises:
        InputError: something the format has no place for: equal or empty ranks, withdrawn
            candidates, groups, rejected papers, a title with marks at its ends.
    """
    import csv
    import io

    check_writable(election, profile)
    title = writable(election.title, "title")
    if (
        min(profile.marks, default=0) < 0
        or election.withdrawn
        or any(candidate.groups for candidate in election.candidates)
        or profile.rejected
        or '"' in title
        or title != title.strip(", ")
    ):
        raise InputError(
            "a Scottish CSV file has no place for equal or empty ranks, withdrawn candidates,"
            " groups, rejected papers or a title with quotation marks",
            remedy="write blt or csv",
        )
    out = io.StringIO()
    out.write(f"{len(election.candidates)},{election.seats},\n")
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        out.write(",".join([str(papers), *(str(c + 1) for c in ranking), "\n"]))
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=",\n")
    for candidate in election.candidates:
        name, slate = writable(candidate.name, "name"), writable(candidate.slate, "slate")
        rows.writerow([f"Candidate {candidate.index + 1}", harmless(name), harmless(slate)])
    if title:
        rows.writerow([harmless(title)])
    return out.getvalue()
