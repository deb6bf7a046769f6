"""Plain CSV with one ballot, or one group of equal ballots, a row.

Knows two forms, read and written: ranks under the candidates' names, and candidates' names in
order of preference, each with an optional column of counts. Must not know which papers are valid:
rankings are kept as marked, with gaps, equal ranks and repeated candidates.

CSV has neither seats nor title: they come from comment lines before the first row (`remarks`) or
from the caller.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hustings.election.formats.ballots import (
    Parsed,
    check_size,
    check_writable,
    make_election,
    make_profile,
    repeats,
)
from hustings.election.formats.remarks import Remarks, remark_lines, split_list
from hustings.election.formats.request import MAX_CANDIDATES, Request
from hustings.election.model import Election
from hustings.election.profile import SKIPPED, Profile, Ranking, ranking_of, ranks_of
from hustings.errors import InputError
from hustings.inputs.text import Source, shown, whole_number

if TYPE_CHECKING:
    from _csv import Writer

KEYS = {"title", "seats", "form", "candidates", "withdrawn", "slate", "groups", "rejected"}
COUNTS = ("papers", "count", "number", "weight")
_LABEL = re.compile(
    r"(?:(?:preference|choice|rank|vote|pref|option)s?)?[ _.#-]*"
    r"([0-9]{1,5})(?:st|nd|rd|th)?[ _.-]*(?:preference|choice|rank|vote|pref|option)?"
)
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]*)?")
# Marks of other kinds of ballot: a cell with one of these is a fault among ranks, not a name.
_MARKS = {"x", "✓", "✔", "✗", "✘", "yes", "no", "-", "*"}


@dataclass(slots=True)
class _Table:
    """A CSV file cut into cells.

    Attributes:
        header: cells of the first row, without the column of counts.
        header_line: 1-based.
        rows: (papers, first line) by the cells of a row without the count, blank ends taken away.
        remarks: what the comment lines said.
        candidates: names the comments list, None where they do not.
    """

    header: list[str]
    header_line: int
    rows: dict[tuple[str, ...], list[int]]
    remarks: Remarks
    candidates: list[str] | None


def read(source: Source, request: Request) -> Parsed:
    """The election and the profile of a CSV file.

    Raises:
        InputError: the file is neither of the two forms, or nobody says how many seats.
    """
    table = _read_table(source)
    notes: list[str] = []
    if _form(source, table) == "ranks":
        names, lines, totals = _read_ranks(source, table)
        if table.candidates is None:
            notes.append("Read as ranks under the candidates' names.")
    else:
        names, lines, totals = _read_names(source, table, notes)
    slates, groups = table.remarks.of_candidates(source, len(names))
    election = make_election(
        source,
        request,
        names,
        lines,
        title=table.remarks.single.get("title", ("", 0))[0],
        seats=table.remarks.seats(source),
        notes=notes,
        slates=slates,
        groups=groups,
        withdrawn=table.remarks.withdrawn(source, names),
    )
    return election, make_profile(source, totals, table.remarks.rejected), notes


def _read_table(source: Source) -> _Table:
    text, remarks = source.text, Remarks()
    start, line = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first = text[start:end].strip()
        if first and first[0] != "#":
            break
        if first:
            remarks.note(source, first, line, KEYS)
        start, line = end + 1, line + 1
    else:
        raise source.fault("there is nothing but comments", remedy="give a file with ballots in it")
    candidates = None
    if "candidates" in remarks.single:
        candidates = split_list(source, *remarks.single["candidates"])
        check_size(
            source, candidates=len(candidates), seats=1, line=remarks.single["candidates"][1]
        )
    # Separators inside quotation marks separate nothing.
    bare = re.sub('"[^"]*"', "", text[start : text.find("\n", start) + 1 or len(text)])
    delimiter = "\t" if "\t" in bare else ";" if ";" in bare else ","
    reader = csv.reader(io.StringIO(text[start:], newline="\n"), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader)]
        while header and not header[-1]:
            header.pop()
        table = _Table(header, line, {}, remarks, candidates)
        column = _count_column(source, table)
        for row in reader:
            _take(source, table, row, column, line + reader.line_num - 1)
    except csv.Error:
        raise source.fault(
            "the quotation marks of a cell do not match",
            line=line + max(reader.line_num, 1) - 1,
            remedy='close every quotation mark, and write "" for a mark inside a quoted cell',
        ) from None
    return table


def _count_column(source: Source, table: _Table) -> int:
    """The index of the column of counts, which is taken out of the header; -1 without one."""
    header, known = table.header, table.candidates
    columns = [place for place, cell in enumerate(header) if cell.lower() in COUNTS]
    if known is not None and columns and header[columns[0] :][1:] == known:
        columns = columns[:1]  # a candidate may be called Number
    elif known is not None and header == known:
        columns = []
    if len(columns) > 1:
        raise source.fault(
            f"{len(columns)} columns could be the number of papers",
            line=table.header_line,
            remedy="keep one of count, papers, number and weight",
        )
    if columns:
        del header[columns[0]]
    return columns[0] if columns else -1


def _take(source: Source, table: _Table, row: list[str], column: int, line: int) -> None:
    """Add one row to the table; a line with nothing on it is no row."""
    if not row:
        return
    papers = 1
    if column >= 0:
        told = row.pop(column).strip() if column < len(row) else ""
        papers = whole_number(told)
        if papers < 1:
            raise source.fault(
                f"{shown(told)} is not a number of papers" if told else "the count is missing",
                line=line,
                remedy="give a whole number from 1 on",
            )
    while row and not row[-1].strip():
        row.pop()
    if len(row) > len(table.header):
        raise source.fault(
            f"the row has {len(row)} cells, but the header only {len(table.header)}",
            line=line,
            remedy="give every column a heading, or quote cells that hold the separator",
        )
    cells = tuple(row)
    if cells in table.rows:
        table.rows[cells][0] += papers
    else:
        table.rows[cells] = [papers, line]


def _form(source: Source, table: _Table) -> str:
    """Whether the cells hold "ranks" or "names"."""
    if "form" in table.remarks.single:
        form, line = table.remarks.single["form"]
        if form not in ("ranks", "names"):
            raise source.fault(
                f"{shown(form)} is not a form of CSV", line=line, remedy="write ranks or names"
            )
        return form
    if table.candidates is not None:
        return "ranks" if table.header == table.candidates else "names"
    ranks = others = 0
    for cells in table.rows:
        for cell in cells:
            text = cell.strip()
            if _NUMBER.fullmatch(text) or text.casefold() in _MARKS:
                ranks += 1
            elif text:
                others += 1
    if not _labels(table.header):
        return "ranks" if ranks >= others else "names"
    if ranks and not others:
        raise source.fault(
            f"the numbers under {shown(', '.join(table.header))} may be ranks or candidates",
            line=table.header_line,
            remedy="put the candidates' names in the header, or in the cells",
        )
    return "names"


def _labels(header: list[str]) -> bool:
    """Whether the header counts preferences: 1st, 2nd … or Choice 1, Choice 2 … and the like."""
    for place, cell in enumerate(header, start=1):
        text = cell.casefold()
        match = _LABEL.fullmatch(text)
        word = text.split(" ", 1)[0]
        if not (match and match[1] == str(place)) and (
            place > len(_WORDS) or word != _WORDS[place - 1]
        ):
            return False
    return True


def _read_ranks(source: Source, table: _Table) -> tuple[list[str], list[int], dict[Ranking, int]]:
    names = table.header
    check_size(source, candidates=len(names), seats=1, line=table.header_line)
    if table.candidates is not None and names != table.candidates:
        raise source.fault(
            "the header does not name the candidates that the comment lists",
            line=table.header_line,
            remedy="write the same names in the same order",
        )
    # A rank beyond this is no slip of a voter, and would make a ranking longer than its file.
    most = max(2 * len(names), 20)
    totals: dict[Ranking, int] = {}
    for cells, (papers, line) in table.rows.items():
        at: dict[int, list[int]] = {}
        for place, cell in enumerate(cells):
            text = cell.strip()
            if not text:
                continue
            rank = whole_number(text)
            if not 1 <= rank <= most:
                raise source.fault(
                    f"{shown(text)} is not a rank, under {shown(names[place])}",
                    line=line,
                    remedy=f"write ranks as whole numbers from 1 to {most}, and leave the cells of"
                    " candidates without a rank empty",
                )
            at.setdefault(rank, []).append(place)
        ranking = ranking_of(at.get(rank, ()) for rank in range(1, max(at, default=0) + 1))
        totals[ranking] = totals.get(ranking, 0) + papers
    return names, [table.header_line] * len(names), totals


def _read_names(
    source: Source, table: _Table, notes: list[str]
) -> tuple[list[str], list[int], dict[Ranking, int]]:
    if table.candidates is None:
        seen: dict[str, int] = {}
        for cells, (_, line) in table.rows.items():
            for cell in cells:
                seen.setdefault(cell.strip(), line)
        seen.pop("", None)
        number = next((name for name in seen if _NUMBER.fullmatch(name)), None)
        if number is not None:
            raise source.fault(
                f"the number {shown(number)} stands among candidates' names",
                line=seen[number],
                remedy="keep only the columns of preferences and one of counts, or list the"
                " candidates in a line `# candidates: Name;Name` at the top",
            )
        names = sorted(seen)
        lines = [seen[name] for name in names]
        if len(names) > MAX_CANDIDATES or not names:
            raise source.fault(
                f"{len(names)} different names stand in the cells",
                remedy=f"give ballots with 1 to {MAX_CANDIDATES} candidates between them",
            )
        notes.append(
            f"Read as names in order of preference; the {len(names)} candidates are those whom any"
            " ballot names, by alphabet."
        )
        _note_lookalikes(names, notes)
    else:
        names = table.candidates
        lines = [table.remarks.single["candidates"][1]] * len(names)
    find = _finder(source, names)
    totals: dict[Ranking, int] = {}
    for cells, (papers, line) in table.rows.items():
        ranking = ranking_of(find(cell.strip(), line) for cell in cells)
        totals[ranking] = totals.get(ranking, 0) + papers
    return names, lines, totals


def _note_lookalikes(names: list[str], notes: list[str]) -> None:
    folded: dict[str, str] = {}
    for name in names:
        key = " ".join(name.casefold().split())
        if key in folded:
            notes.append(f"The candidates {folded[key]!r} and {name!r} differ in hardly anything.")
        folded[key] = name


def _finder(source: Source, names: list[str]) -> Callable[[str, int], list[int]]:
    """From the text of a cell and its line to the candidates at that rank: none, one, or several
    joined by `=`."""
    places = {name: place for place, name in enumerate(names)}

    def find(text: str, line: int) -> list[int]:
        if not text:
            return []
        place = places.get(text)
        if place is not None:
            return [place]
        joined = [places.get(part.strip(), SKIPPED) for part in text.split("=")]
        if SKIPPED in joined:
            raise source.fault(
                f"{shown(text)} is not among the candidates that the comment lists",
                line=line,
                remedy="correct the name, or add it to the line `# candidates:`",
            )
        return joined

    return find


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
    rows.writerow(["papers", *map(_ordinal, range(1, max(longest, 1) + 1))])
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
        rows.writerow([papers, *cells])
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
        ["papers", *election.names]
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


def _ordinal(number: int) -> str:
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending} preference"
