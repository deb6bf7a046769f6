"""CSV with one ballot, or one group of equal ballots, a row; exports of forms and of machines.

Knows how a table becomes an election and ballots, and the two forms that are written: candidates'
names in order of preference, and ranks under their names. Must not know which papers are valid:
rankings are kept as marked, with gaps, equal ranks and repeated candidates.

CSV has neither seats nor title: they come from comment lines before the first row (`remarks`) or
from the caller. `table` cuts cells, `columns` decides what each column is (`bare` where headings
are names alone, `doubts` where it must ask), `rankings` reads them.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hustings.election.formats.ballots import (
    Parsed,
    check_writable,
    make_election,
    make_profile,
    repeats,
)
from hustings.election.formats.csv.columns import Layout, Reading, reading_of
from hustings.election.formats.csv.rankings import Names, lookalikes, rankings
from hustings.election.formats.csv.table import KEYS, Table, first_cell, table_of
from hustings.election.formats.remarks import remark_lines
from hustings.election.formats.request import Request
from hustings.election.model import Election
from hustings.election.profile import SKIPPED, Profile, ranks_of
from hustings.errors import InputError
from hustings.inputs.export import harmless
from hustings.inputs.text import Source, ordinal, shown

if TYPE_CHECKING:
    from _csv import Writer


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a CSV file.

    Raises:
        InputError: it cannot be decided which columns are votes, a cell is wrong, or nobody says
            how many seats.
    """
    table = table_of(source)
    told = request.directions
    reading = reading_of(table, told)
    names, totals = rankings(table, reading, told)
    notes = [*_notes(table, reading, names), *table.notes]
    remarks = table.remarks
    slates, groups = remarks.of_candidates(table.source, len(names.names))
    title = remarks.single.get("title", ("", 0))[0]
    if told.contest is not None:
        title = ": ".join(filter(None, (title, reading.contest)))
    election = make_election(
        table.source,
        request,
        names.names,
        names.lines,
        title=title,
        seats=remarks.seats(table.source),
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=remarks.withdrawn(table.source, names.names),
    )
    profile = make_profile(table.source, totals, remarks.rejected)
    return Parsed(election, profile, notes, _account(table, reading, names))


def _notes(table: Table, reading: Reading, names: Names) -> list[str]:
    """What a person should know of how the table was read."""
    notes = []
    if table.candidates is None:
        match reading.layout:
            case Layout.RANKS:
                notes.append("Read as ranks under the candidates' names.")
            case Layout.MARKS:
                notes.append("Read as a mark for each candidate and rank.")
            case Layout.NAMES | Layout.ORDER:
                notes.append(
                    f"Read as names in order of preference; the {len(names.names)} candidates are"
                    " those whom any ballot names, by alphabet."
                )
        notes += lookalikes(table, names)
        notes += _columns(table, reading)
    for name, papers in sorted(names.write_ins.items()):
        if papers:
            notes.append(
                f"{papers} mark{'s' * (papers > 1)} for {shown(name)} left out, and preferences"
                " after it moved up; --write-ins candidate lets it stand."
            )
    if names.overvotes:
        notes.append(
            f"{names.overvotes} overvote{'s' * (names.overvotes > 1)} without names kept as all"
            " candidates at one rank."
        )
    return notes


def _columns(table: Table, reading: Reading) -> list[str]:
    """What each column was taken for, where any was left out."""
    if not any(said == "left out" for said in reading.read_as):
        return []
    told = []
    for place, (heading, said) in enumerate(zip(table.headings, reading.read_as, strict=True)):
        named = shown(" ".join(heading.split())) if heading else "a column without a heading"
        if said == "left out" and (sample := first_cell(table, place)):
            said = f"left out ({sample} …)"  # noqa: PLW2901
        told.append(f"{named}: {said}")
    return [f"Columns: {'; '.join(told)}."]


def _account(table: Table, reading: Reading, names: Names) -> dict[str, object]:
    """How the file was read, for the key "source" of a record."""
    return {
        "format": "csv",
        "layout": reading.layout.value,
        "columns": [
            {"heading": heading, "read_as": said}
            for heading, said in zip(table.headings, reading.read_as, strict=True)
        ],
        "candidates_found": len(names.names),
    }


def write_names(election: Election, profile: Profile) -> str:
    """A row for each ranking: papers, then a name for each rank, equal ones joined by `=`.

    Raises:
        InputError: a ranking that ends with an empty rank, or equal candidates whose names an
            equals sign cannot join.
    """
    _check(election, profile)
    names = election.names
    known = set(names)
    longest = max((len(ranks_of(ranking)) for ranking in profile.rankings), default=1)
    out, rows = _start(election, profile, "names")
    places = range(1, max(longest, 1) + 1)
    rows.writerow(["papers", *(f"{ordinal(place)} preference" for place in places)])
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        cells: list[str] = []
        for rank in ranks_of(ranking):
            members = [names[candidate] for candidate in rank]
            cell = "=".join(members)
            if len(rank) > 1 and (cell in known or "=" in "".join(members)):
                why = "joined they are somebody else's name"
                if "=" in "".join(members):
                    why = "their names hold an equals sign"
                raise InputError(
                    f"{', '.join(members)} stand at one rank, and {why}",
                    remedy="write blt or csv-ranks",
                )
            cells.append(cell)
        rows.writerow([papers, *map(harmless, cells)])
    return out.getvalue()


def write_ranks(election: Election, profile: Profile) -> str:
    """A row for each ranking: papers, then each candidate's rank, or nothing.

    Raises:
        InputError: a ranking that ends with an empty rank, has a repeated candidate, or ranks
            further than the reader believes.
    """
    _check(election, profile)
    most = max(2 * len(election.candidates), 20)
    out, rows = _start(election, profile, "ranks")
    # All headings are quoted, so that no name can be taken for something else.
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(
        ["papers", *map(harmless, election.names)]
    )
    for ranking, papers in zip(profile.rankings, profile.papers, strict=True):
        ranks = ranks_of(ranking)
        if repeats(ranking) is not None or len(ranks) > most:
            raise InputError(
                "a ballot names a candidate twice or has too many ranks for a table of ranks",
                remedy="write blt or csv",
            )
        cells = [""] * len(election.candidates)
        for rank, members in enumerate(ranks, start=1):
            for candidate in members:
                cells[candidate] = str(rank)
        rows.writerow([papers, *cells])
    return out.getvalue()


def _check(election: Election, profile: Profile) -> None:
    check_writable(election, profile)
    if any(ranking[-1:] == (SKIPPED,) for ranking in profile.rankings):
        raise InputError("a CSV file has no place for an empty last rank", remedy="write blt")


def _start(election: Election, profile: Profile, form: str) -> tuple[io.StringIO, Writer]:
    out = io.StringIO()
    for line in [f"# form: {form}", *remark_lines(election, profile, KEYS)]:
        out.write(line + "\n")
    return out, csv.writer(out, lineterminator="\n")
