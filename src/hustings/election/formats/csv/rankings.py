"""From the columns of votes to rankings: names become candidates, cells become ranks.

Knows how each layout writes a ballot down. Must not know how columns were chosen (`columns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from hustings.election.formats.ballots import check_size
from hustings.election.formats.csv import alike, cells
from hustings.election.formats.csv.columns import Layout, Reading
from hustings.election.formats.csv.doubts import worst_first
from hustings.election.formats.csv.labels import folded, is_worst_first
from hustings.election.formats.csv.table import Numbers, Table
from hustings.election.formats.request import MAX_CANDIDATES, Directions
from hustings.election.profile import SKIPPED, Ranking, ranking_of
from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown, whole_number

# A ballot's ranks, from the first: names at each, none where nothing is marked.
Ballot = list[list[str]]
# Which of the table's cells are a row's votes: the numbers of one row in `table.Numbers`.
Votes = tuple[int, ...] | bytes
Ballots = list[tuple[Ballot, int]]

_ALL = "\0"  # several were marked at this rank, and nobody knows whom


class Counted:
    """The votes of a table's rows, equal ones together.

    Attributes:
        papers: by votes, in the order of the table.
        columns: those of votes.
        numbers: the line of every row.
    """

    def __init__(
        self, papers: dict[Votes, int], columns: list[Numbers], numbers: list[int]
    ) -> None:
        self.papers = papers
        self.columns = columns
        self.numbers = numbers

    def by_line(self) -> Iterator[tuple[Votes, int]]:
        """The votes of every row, and its line."""
        return zip(_rows(self.columns), self.numbers, strict=True)

    @cached_property
    def lines(self) -> dict[Votes, int]:
        """The first line of each; few files need it."""
        # Backwards, so that the first line of each stays.
        return dict(reversed(list(self.by_line())))

    @cached_property
    def cells(self) -> set[int]:
        """Which of the table's cells stand among the votes."""
        return set(chain.from_iterable(self.papers))


class Names:
    """The candidates of a table and what else was said in their place.

    Attributes:
        names: of the candidates, in ballot-paper order.
        lines: the line each is named on.
    """

    def __init__(self, table: Table, told: Directions) -> None:
        self.table = table
        self.told = told
        self.aliases = {folded(alias): name for alias, name in told.aliases}
        self.names: list[str] = []
        self.lines: list[int] = []
        self.write_ins: Counter[str] = Counter()
        self.overvotes = 0

    def candidate(self, name: str) -> str:
        """The name that counts for what a cell or heading says."""
        name = self.aliases.get(folded(name), name) if self.aliases else name
        if self.told.candidates and name not in self.told.candidates:
            key = folded(name)
            name = next((one for one in self.told.candidates if folded(one) == key), name)
        return name

    def leaves_out(self, name: str, papers: int = 1) -> bool:
        """Whether a name is a machine's word for a write-in, which is left out unless told."""
        if self.told.write_ins == "candidate" or not cells.is_write_in(name):
            return False
        if name in self.told.candidates or name in (self.table.candidates or ()):
            return False
        self.write_ins[name] += papers
        return True


def rankings(table: Table, reading: Reading, told: Directions) -> tuple[Names, dict[Ranking, int]]:
    """Candidates, and papers by ranking.

    Raises:
        InputError: a cell that is neither a rank nor a candidate, with its line.
    """
    names = Names(table, told)
    counted = _counted(table, reading)
    totals: dict[Ranking, int] = {}
    ballots: Ballots
    plain: dict[int, str] = {}
    quick: dict[Votes, int] = {}
    match reading.layout:
        case Layout.RANKS:
            ballots = _by_candidate(table, reading, names, counted, totals)
        case Layout.NAMES:
            plain = _plain_cells(names, counted)
            ballots, quick = _by_rank(table, names, counted, plain)
        case Layout.ORDER:
            ballots = _orders(table, names, counted)
        case Layout.MARKS:
            ballots = _marks(table, reading, names, counted)
    places = {name: place for place, name in enumerate(names.names)}
    everybody = range(len(places)) if len(places) > 1 else ()
    codes = {cell: places[name] if name else SKIPPED for cell, name in plain.items()}
    for row, papers in quick.items():
        marked = row[: len(row) - row.count(0)]
        # Where an empty cell is left there is a gap, and something after it.
        ranking = tuple(map(codes.__getitem__, row if 0 in marked else marked))
        while ranking and ranking[-1] == SKIPPED:
            ranking = ranking[:-1]
        totals[ranking] = totals.get(ranking, 0) + papers
    for ballot, papers in ballots:
        ranking = ranking_of(
            everybody if rank == [_ALL] else [places[name] for name in rank] for rank in ballot
        )
        totals[ranking] = totals.get(ranking, 0) + papers
    return names, totals


def _counted(table: Table, reading: Reading) -> Counted:
    """The rows of a table, by the cells that are votes."""
    if not reading.votes:
        return Counted({}, [], [])
    columns = [table.column(place) for place in reading.votes]
    rows = _rows(columns)
    if reading.papers < 0:
        return Counted(Counter(rows), columns, table.lines)
    totals: dict[Votes, int] = {}
    for row, number, line in zip(rows, table.column(reading.papers), table.lines, strict=True):
        said = table.cells.texts[number]
        papers = whole_number(said.removesuffix(".0"))
        if papers < 1:
            raise table.source.fault(
                f"{shown(said)} is not a number of papers" if said else "the count is missing",
                line=line,
                remedy="give a whole number from 1 on",
            )
        totals[row] = totals.get(row, 0) + papers
    return Counted(totals, columns, table.lines)


def _rows(columns: list[Numbers]) -> Iterator[Votes]:
    width = len(columns)
    if not columns or not all(isinstance(column, bytearray) for column in columns):
        return zip(*columns, strict=True)
    side_by_side = bytearray(width * len(columns[0]))
    for place, column in enumerate(columns):
        side_by_side[place::width] = column
    row_by_row = bytes(side_by_side)
    return (row_by_row[begin : begin + width] for begin in range(0, len(row_by_row), width))


def _by_candidate(
    table: Table, reading: Reading, names: Names, counted: Counted, totals: dict[Ranking, int]
) -> Ballots:
    """Ranks under candidates' names; rows without a fault go to `totals` at once."""
    headings = [names.candidate(name) for name in reading.names]
    kept = [not names.leaves_out(name, 0) for name in headings]
    names.names = [name for name, keep in zip(headings, kept, strict=True) if keep]
    names.lines = [table.line] * len(names.names)
    check_size(table.source, candidates=len(names.names), seats=1, line=table.line)
    if table.candidates is not None and list(reading.names) != table.candidates:
        raise table.source.fault(
            "the header does not name the candidates that the comment lists",
            line=table.line,
            remedy="write the same names in the same order",
        )
    # A rank beyond this is no slip of a voter, and would make a ranking longer than its file.
    most = max(2 * len(headings), 20)
    said = {number: table.cells.texts[number] for number in counted.cells}
    known = {number: cells.rank_of(cell) for number, cell in said.items()}
    plain = _PlainRanks(said, known, len(headings))
    ballots: Ballots = []
    everybody = all(kept)
    for row, papers in counted.papers.items():
        if everybody and (ranking := plain.ranking(row)) is not None:
            totals[ranking] = totals.get(ranking, 0) + papers
            continue
        at: dict[int, list[str]] = {}
        gone: set[int] = set()
        for name, keep, number in zip(headings, kept, row, strict=True):
            cell, rank = said[number], known[number]
            if not cell:
                continue
            if rank == 0:
                if not cells.is_no_preference(cell):
                    raise _no_rank(table, cell, name, counted.lines[row], most)
                continue
            if not 1 <= rank <= most:
                raise _no_rank(table, cell, name, counted.lines[row], most)
            if keep:
                at.setdefault(rank, []).append(name)
            else:
                gone.add(rank)
                names.leaves_out(name, papers)
        last = max(at, default=0)
        # Where a write-in is left out, those after it move up.
        ballot = [at.get(r, []) for r in range(1, last + 1) if r in at or r not in gone]
        ballots.append((ballot, papers))
    return ballots


class _PlainRanks:
    """The rankings of rows of ranks 1, 2, 3 … with no fault.

    Args:
        said: the cells of the rows, by number.
        known: what each is as a rank, as `cells.rank_of` has it.
        width: cells on a row.
    """

    def __init__(self, said: dict[int, str], known: dict[int, int], width: int) -> None:
        first: dict[int, int] = {}
        for number, rank in known.items():
            first.setdefault(rank, number)
        # "1st" and "1.0" are as good as "1", and a dash is as good as nothing.
        self._same = {
            number: first[rank] if rank > 0 else 0
            for number, rank in known.items()
            if rank > 0 or cells.is_no_preference(said[number])
        }
        self._alike = any(number != same for number, same in self._same.items())
        ranks = [first.get(rank, -1) for rank in range(1, width + 1)]
        # By how many candidates have none.
        self._ranks = [ranks[: width - none] for none in range(width + 1)]

    def ranking(self, row: Votes) -> Ranking | None:
        """The ranking of a row, None where it needs a closer look."""
        if self._alike:
            row = tuple(self._same.get(number, number) for number in row)
        try:
            return tuple(map(row.index, self._ranks[row.count(0)]))
        except ValueError:
            return None


def _no_rank(table: Table, cell: str, name: str, line: int, most: int) -> InputError:
    if is_worst_first(cell):
        return worst_first(table, cell, name, line)
    return table.source.fault(
        f"{shown(cell)} is not a rank, under {shown(name)}",
        line=line,
        remedy=f"write ranks as whole numbers from 1 to {most}, and leave the cells of"
        " candidates without a rank empty",
    )


def _plain_cells(names: Names, counted: Counted) -> dict[int, str]:
    """The cells that are one name, or no preference (""); none where candidates are listed."""
    if names.told.candidates or names.table.candidates is not None:
        return {}
    said = {names.table.cells.texts[number] for number in counted.cells}
    plain: dict[int, str] = {}
    for number in counted.cells:
        cell = names.table.cells.texts[number]
        parts = _several(cell, said) if cell else []
        if not parts:
            plain[number] = ""
        elif parts == [cell]:
            name = names.candidate(cell)
            if names.told.write_ins == "candidate" or not cells.is_write_in(name):
                plain[number] = name
    return plain


def _by_rank(
    table: Table, names: Names, counted: Counted, plain: dict[int, str]
) -> tuple[Ballots, dict[Votes, int]]:
    """Names in labelled columns: the ballots of rows that need a closer look, and the others."""
    numbers = counted.cells
    quick = counted.papers
    rest: dict[Votes, int] = {}
    if not numbers <= plain.keys():
        known = plain.keys()
        rest = {row: papers for row, papers in counted.papers.items() if not known >= {*row}}
        quick = {row: papers for row, papers in quick.items() if row not in rest}
    found: dict[str, int] = {}
    missing = {number for number, name in plain.items() if name}
    for row, line in counted.by_line():
        if not missing:
            break
        if row in rest:
            continue
        for number in missing.intersection(row):
            found.setdefault(plain[number], line)
        missing.difference_update(row)
    said = {table.cells.texts[number] for number in numbers}
    listed = {*(table.candidates or ()), *names.told.candidates}
    several = {
        number: [cell] if (cell := table.cells.texts[number]) in listed else _several(cell, said)
        for number in numbers
        if number
    }
    ballots = ([several[number] if number else [] for number in row] for row in rest)
    return _named(table, names, ballots, counted, rest, found), quick


def _several(cell: str, said: set[str]) -> list[str]:
    """The names in a cell of one rank: one, none, or several on lines of their own or joined."""
    if cells.is_no_preference(cell):
        return []
    if cells.is_overvote(cell):
        return [_ALL]
    if "\n" in cell:
        return [part.strip() for part in cell.split("\n") if part.strip()]
    for mark in ("=", ";", ", "):
        if mark in cell:
            parts = [part.strip() for part in cell.split(mark) if part.strip()]
            if len(parts) > 1 and all(part in said for part in parts):
                return parts
    return [cell]


def _orders(table: Table, names: Names, counted: Counted) -> Ballots:
    """Whole orders in one cell: "Ann;Bo;", "Ann > Bo = Cy", "C01>--"."""
    ballots = []
    for (number,) in counted.papers:
        parts = [part.strip() for part in table.cells.texts[number].replace(";", ">").split(">")]
        while parts and not parts[-1]:
            parts.pop()
        ballot: Ballot = []
        for part in parts:
            if cells.is_no_preference(part):
                ballot.append([])
            elif cells.is_overvote(part):
                ballot.append([_ALL])
            else:
                ballot.append([one.strip() for one in part.split("=") if one.strip()])
        ballots.append(ballot)
    return _named(table, names, ballots, counted, counted.papers)


def _named(
    table: Table,
    names: Names,
    ballots: Iterable[Ballot],
    counted: Counted,
    rows: dict[Votes, int],
    found: dict[str, int] | None = None,
) -> Ballots:
    """Ballots of names, with the candidates they name; write-ins left out unless told."""
    told = names.told.candidates or (tuple(table.candidates) if table.candidates else ())
    listed = {*told}
    found = {**dict.fromkeys(told, table.line), **(found or {})}
    done: Ballots = []
    known: dict[str, str] = {}
    for ballot, (row, papers) in zip(ballots, rows.items(), strict=True):
        ranks: Ballot = []
        for rank in ballot:
            kept = []
            for name in rank:
                if name == _ALL:
                    kept.append(name)
                    names.overvotes += papers
                    continue
                if name not in known:
                    known[name] = names.candidate(name)
                own = known[name]
                if own not in listed and names.leaves_out(name, papers):
                    continue
                if listed and own not in listed:
                    own = _joined(table, own, listed, counted.lines[row], kept)
                if own and own not in found:
                    found[own] = counted.lines[row]
                if own:
                    kept.append(own)
            if kept or not rank:
                ranks.append(kept)
        while ranks and not ranks[-1]:
            ranks.pop()
        done.append((ranks, papers))
    names.names = list(told) or sorted(found)
    line = table.remarks.single.get("candidates", ("", 0))[1]
    names.lines = [line if told else found[name] for name in names.names]
    _check_names(table, names)
    return done


def _joined(table: Table, name: str, listed: set[str], line: int, kept: list[str]) -> str:
    """A name that is not listed: several joined by `=`, all but the last of which go to `kept`."""
    parts = [part.strip() for part in name.split("=")]
    for part in parts:
        if part not in listed:
            where = "the comment lists" if table.candidates else "were given with --candidates"
            raise table.source.fault(
                f"{shown(name)} is not among the candidates that {where}",
                line=line,
                remedy=nearest(part, sorted(listed), what="they are")
                if not table.candidates
                else "correct the name, or add it to the line `# candidates:`",
            )
    kept += parts[:-1]
    return parts[-1]


def _check_names(table: Table, names: Names) -> None:
    """Refuse names that can be no candidates."""
    for name, line in zip(names.names, names.lines, strict=True):
        if names.told.candidates or table.candidates is not None:
            continue
        if cells.is_plain_number(name):
            raise table.source.fault(
                f"the number {shown(name)} stands among candidates' names",
                line=line,
                remedy="keep only the columns of preferences and one of counts, or list the"
                " candidates in a line `# candidates: Name;Name` at the top",
            )
        if cells.is_never_a_name(name):
            raise table.source.fault(
                f"{shown(name)} stands among candidates' names",
                line=line,
                remedy="name the columns of votes with --columns, or the candidates with"
                " --candidates FILE",
            )
    if not 1 <= len(names.names) <= MAX_CANDIDATES:
        raise table.source.fault(
            f"{len(names.names)} different names stand in the cells",
            remedy=f"give ballots with 1 to {MAX_CANDIDATES} candidates between them",
        )


def _marks(table: Table, reading: Reading, names: Names, counted: Counted) -> Ballots:
    """A 1 for each candidate and rank that is marked."""
    headings = list(dict.fromkeys(names.candidate(name) for name in reading.names))
    kept = {name: not names.leaves_out(name, 0) for name in headings}
    names.names = [name for name in headings if kept[name]]
    names.lines = [table.line] * len(names.names)
    check_size(table.source, candidates=len(names.names), seats=1, line=table.line)
    most = max(reading.ranks)
    ballots: Ballots = []
    for row, papers in counted.papers.items():
        at: dict[int, list[str]] = {}
        gone = set()
        for name, rank, number in zip(reading.names, reading.ranks, row, strict=True):
            cell = table.cells.texts[number]
            if cell in ("", "0"):
                continue
            if cell != "1":
                raise table.source.fault(
                    f"{shown(cell)} is no mark, under {shown(name)}",
                    line=counted.lines[row],
                    remedy="write 1 for a mark and 0 for none",
                )
            own = names.candidate(name)
            if kept[own]:
                at.setdefault(rank, []).append(own)
            else:
                gone.add(rank)
                names.leaves_out(own, papers)
        ranks = [at.get(r, []) for r in range(1, most + 1) if r in at or r not in gone]
        while ranks and not ranks[-1]:
            ranks.pop()
        ballots.append((ranks, papers))
    return ballots


def lookalikes(table: Table, names: Names, most: int = 20) -> list[str]:
    """A note for each two names that differ in one letter.

    Raises:
        InputError: two differ in nothing but case, accents and spaces, and nobody says that they
            are two people.
    """
    by_key: dict[str, str] = {}
    for name, line in zip(names.names, names.lines, strict=True):
        key = alike.key(name)
        same = by_key.get(key, name) != name
        if same and not names.told.candidates and table.candidates is None:
            raise table.source.fault(
                f"the names {shown(by_key[key])} and {shown(name)} differ in hardly anything",
                line=line,
                remedy="if they are one person's, say so with --aliases FILE (a line such as"
                f" {shown(f'{name} = {by_key[key]}')}); if they are two people, list all candidates"
                " with --candidates FILE",
            )
        by_key.setdefault(key, name)
    if len(by_key) > 400:
        return []
    notes = [
        f"The candidates {other!r} and {name!r} differ in one letter: if they are one"
        " person, say so with --aliases FILE."
        for other, name in alike.one_letter_apart(by_key)
    ]
    return notes[:most]
