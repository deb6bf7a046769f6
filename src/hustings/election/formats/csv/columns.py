"""What every column of a table is: preferences, candidates, papers, or no vote at all.

Knows which columns are votes and why the others are not. Must not know how a ranking is made of
them (`rankings`). It decides from the whole column, and where that cannot be decided it asks: a
column that might be a vote is never left out, and one that might not is never counted, in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import NamedTuple

from hustings.election.formats.csv import bare, cells
from hustings.election.formats.csv.column import (
    Column,
    contest_of,
    is_order,
    joined,
    same_names,
)
from hustings.election.formats.csv.doubts import Doubts
from hustings.election.formats.csv.headings import (
    is_papers,
    is_somebody,
    is_weight,
    squashed,
    taken_apart,
)
from hustings.election.formats.csv.labels import folded, is_noun, is_worst_first
from hustings.election.formats.csv.table import Table
from hustings.election.formats.csv.together import Rows
from hustings.election.formats.request import EVERY_CONTEST, Directions
from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown

LEFT_OUT = "left out"


class Layout(Enum):
    """How the preferences stand in a table."""

    NAMES = "names by rank"
    RANKS = "ranks under names"
    ORDER = "the order in one cell"
    MARKS = "a mark for each candidate and rank"


class Reading(NamedTuple):
    """How a table is read.

    Attributes:
        votes: columns of votes: by rank for NAMES, one for each candidate for RANKS.
        ranks: of NAMES and MARKS: the rank of each column.
        names: of RANKS and MARKS: the candidate of each column.
        papers: the column with the number of papers; -1 for none.
        read_as: what each column was taken for.
        contest: the question the votes answer, in the file's words; "" where there is none.
    """

    layout: Layout
    votes: tuple[int, ...]
    ranks: tuple[int, ...]
    names: tuple[str, ...]
    papers: int
    read_as: tuple[str, ...]
    contest: str = ""


def reading_of(table: Table, told: Directions) -> Reading:
    """How a table is read.

    Raises:
        InputError: it cannot be decided; the message shows the option that decides it.
    """
    return _Decision(table, told).reading()


class _Decision:
    def __init__(self, table: Table, told: Directions) -> None:
        self.table = table
        self.doubts = Doubts(table)
        self.told = told
        self.columns = [
            Column(place, taken_apart(heading), partial(table.column, place), table.cells.texts)
            for place, heading in enumerate(table.headings)
        ]
        self.read_as = [LEFT_OUT] * len(self.columns)
        self.papers = -1

    def reading(self) -> Reading:
        self.papers = self.column_of_papers()
        free = [column for column in self.columns if column.place != self.papers]
        if self.told.columns:
            return self.as_told(self.named(self.told.columns))
        for column in free:
            if is_weight(column.heading.text) and set(column.said) - {"1", "1.0"}:
                voting = self.doubts.option(self.labelled(free))
                raise self.doubts.fault(
                    f"{shown(column.heading.text)} says that ballots weigh differently",
                    "call the column `papers` where each row stands for so many papers, or count"
                    f" every row once: name the columns of votes with {voting}",
                )
        free = [column for column in free if not is_weight(column.heading.text)]
        if (known := self.known_form(free)) is not None:
            return known
        free = self.without_others(free)
        for labelled in (self.marked, self.by_candidate, self.by_rank, self.in_one_cell):
            if (found := labelled(free)) is not None:
                return found
        return self.ranks(bare.ranked(self.doubts, free))

    # -- the number of papers ----------------------------------------------------------------------

    def column_of_papers(self) -> int:
        """The column with a number of papers; -1 for none."""
        headings, known = list(self.table.headings), self.table.candidates
        found = [column for column in self.columns if is_papers(column.heading.text)]
        if known is not None and found:
            first = found[0].place
            if headings[first + 1 :] == known:
                found = found[:1]  # a candidate may be called Number
            elif headings == known:
                found = []
        elif len(found) > 1 or (found and folded(found[0].heading.text) == "number"):
            # A number that counts up numbers the rows.
            found = [column for column in found if not column.counts_up] or found[:0]
        if self.told.columns:
            wanted = {squashed(name) for name in self.told.columns}
            found = [column for column in found if squashed(column.heading.text) not in wanted]
        if len(found) > 1:
            raise self.doubts.fault(
                f"{len(found)} columns could be the number of papers",
                "keep one of count, papers, number and weight",
            )
        if not found:
            return -1
        self.read_as[found[0].place] = "number of papers"
        return found[0].place

    # -- as the caller or the file itself says -----------------------------------------------------

    def named(self, wanted: Sequence[str]) -> list[Column]:
        """The columns that the caller names, by their headings or what stands in brackets there."""
        found = []
        for name in wanted:
            key = squashed(name) or folded(name)
            fits = [c for c in self.columns if (squashed(c.heading.text) or "") == key]
            fits = fits or [c for c in self.columns if squashed(c.heading.candidate) == key]
            if len(fits) != 1:
                known = [column.heading.text for column in self.columns if column.heading.text]
                raise self.doubts.fault(
                    f"{len(fits) or 'no'} columns are called {shown(name)}",
                    nearest(name, known, what="the columns are"),
                )
            found += fits
        return found

    def as_told(self, chosen: list[Column]) -> Reading:
        """What the caller's columns are: ranks, names, or one cell with the whole order."""
        if all(column.heading.mark for column in chosen):
            return self.marks(chosen)
        if len(chosen) == 1 and not chosen[0].are_ranks and is_order(chosen[0].names):
            return self.order(chosen[0])
        if all(
            column.share_of_ranks >= 0.5 or column.empty or any(map(is_worst_first, column.said))
            for column in chosen
        ):
            return self.ranks(chosen)
        # The caller's order, whatever the headings say.
        return self.names(chosen, list(range(1, len(chosen) + 1)))

    def known_form(self, free: list[Column]) -> Reading | None:
        """What comment lines of our own say, or the caller's list of candidates under headings."""
        single, known = self.table.remarks.single, self.table.candidates
        if "form" in single:
            form, line = single["form"]
            if form not in ("ranks", "names"):
                raise self.table.source.fault(
                    f"{shown(form)} is not a form of CSV", line=line, remedy="write ranks or names"
                )
            if form == "ranks":
                return self.ranks(free)
            return self.names(free, list(range(1, len(free) + 1)))
        if known is not None:
            if [column.heading.text for column in free] == known:
                return self.ranks(free)
            if all(column.names <= {*known} or joined(column.names, known) for column in free):
                return self.names(free, list(range(1, len(free) + 1)))
        if self.told.candidates:
            wanted = {folded(name) for name in self.told.candidates}
            own = [c for c in free if folded(c.heading.candidate or c.heading.text) in wanted]
            if len(own) > 1:
                return self.ranks(own)
            if not any(column.heading.rank for column in free):
                own = [c for c in free if c.names and {folded(n) for n in c.names} <= wanted]
                if own:
                    return self.names(own, list(range(1, len(own) + 1)))
        return None

    # -- as the headings say -----------------------------------------------------------------------

    def marked(self, free: list[Column]) -> Reading | None:
        """A column for each candidate and rank, with 0 or 1 in it."""
        own = [column for column in free if column.heading.mark]
        return self.marks(self.of_one_contest(own)) if own else None

    def by_candidate(self, free: list[Column]) -> Reading | None:
        """A column for each candidate, named in brackets, with ranks in it."""
        grids = self.grids(free)
        if not grids:
            return None
        own = self.of_one_contest(grids)
        self.check_ratings(own)
        return self.ranks(own)

    def grids(self, free: list[Column]) -> list[Column]:
        """The columns of candidates that stand with others of one contest, all with ranks."""
        groups: dict[str, list[Column]] = {}
        for column in free:
            if column.heading.candidate:
                groups.setdefault(column.heading.contest, []).append(column)
        return [
            column
            for group in groups.values()
            if len(group) > 1
            and all(column.share_of_ranks >= 0.5 or column.empty for column in group)
            for column in group
        ]

    def by_rank(self, free: list[Column]) -> Reading | None:
        """A column for each rank, with names in it."""
        own = [c for c in free if c.heading.rank and not c.heading.mark]
        # Another question may speak of a rank by the way; it has no first.
        firsts = {folded(contest_of(c)) for c in own if c.heading.rank == 1}
        if not firsts:
            lone = [c for c in free if not c.heading.never and not c.empty]
            if len(lone) == 1 and is_noun(lone[0].heading.text) and not lone[0].are_ranks:
                return None if is_order(lone[0].names) else self.names(lone, [1])
            return None
        others = [c for c in own if folded(contest_of(c)) not in firsts]
        own = [c for c in own if c not in others]
        voted = frozenset[str]().union(*(column.names for column in own))
        for column in others:
            if column.names & voted:
                raise self.doubts.unsure(column, own)
        own = self.of_one_contest(own)
        own.sort(key=lambda column: column.heading.rank)
        ranks = [column.heading.rank for column in own]
        if ranks != list(range(1, len(ranks) + 1)):
            missing = next(n for n, rank in enumerate(ranks, 1) if n != rank)
            raise self.doubts.unsettled(
                f"there is no column for rank {missing}, but one for rank {ranks[missing - 1]}",
                own,
            )
        for column in own:
            wrong = next(filter(cells.is_never_a_name, column.said), None)
            if wrong is not None:
                raise self.table.source.fault(
                    f"{shown(wrong)} is no candidate's name, under {shown(column.heading.text)}",
                    line=self.doubts.line_of(column, wrong),
                    remedy="correct the cell, or list all candidates with --candidates FILE",
                )
        said = [value for column in own for value in column.names]
        if said and all(cells.is_plain_number(value) for value in said):
            headings = ", ".join(column.heading.text for column in own)
            raise self.doubts.fault(
                f"the numbers under {shown(headings)} may be ranks or candidates",
                "put the candidates' names in the header, or in the cells",
            )
        return self.names(own, ranks)

    def labelled(self, free: list[Column]) -> list[Column]:
        """The columns whose headings say that they are votes; all where none does."""
        own = [c for c in free if c.heading.rank or c.heading.candidate]
        return own or [c for c in free if not c.heading.never and not is_weight(c.heading.text)]

    def of_one_contest(self, own: list[Column]) -> list[Column]:
        """The columns of the contest that is asked for, or of the only one.

        Raises:
            InputError: there are several and none is asked for.
        """
        contests = list({folded(contest_of(column)): contest_of(column) for column in own}.values())
        groups = [[c for c in own if folded(contest_of(c)) == folded(one)] for one in contests]

        def likely() -> int:
            return min(range(len(groups)), key=lambda n: (*_unlikely(groups[n]), n))

        return groups[self.place_of_contest(contests, "contests", likely)]

    def place_of_contest(
        self, contests: list[str], what: str, likely: Callable[[], int] = lambda: 0
    ) -> int:
        """Which of `contests` is asked for, or is the only one.

        Args:
            what: they are called, where there are several.
            likely: which of them is likely to be meant, where nobody says.
        """
        wanted = self.told.contest
        if wanted is None and len(contests) == 1:
            return 0
        key = folded(wanted or "")
        fits = [n for n, one in enumerate(contests) if folded(one) == key]
        every = key == EVERY_CONTEST and not fits
        if every and contests == [""]:
            raise self.nameless()
        if wanted is None or every:
            what = f"are {len(contests)} {what}" if len(contests) > 1 else "is 1 contest"
            raise self.doubts.several(what, contests, contests[likely()])
        fits = fits or [n for n, one in enumerate(contests) if key in folded(one)]
        if len(fits) != 1:
            raise self.doubts.fault(
                f"{len(fits) or 'no'} contests are called {shown(wanted)}",
                nearest(wanted, contests, what="they are"),
            )
        return fits[0]

    def nameless(self) -> InputError:
        """The error for a contest that is asked for where headings name none."""
        return self.doubts.fault(
            f"no contest is called {shown(self.told.contest or '')}: the headings name none",
            "leave --contest out, or name the columns with --columns",
        )

    def without_others(self, free: list[Column]) -> list[Column]:
        """The columns without other contests' where ranks of names stand beside names by rank.

        Raises:
            InputError: there are both, and neither is asked for.
        """
        grids = self.grids(free)
        # A contest by rank has two ranks at least, and names.
        ranks = [c for c in free if c.heading.rank and not c.heading.mark and c.names]
        firsts, seconds = (
            {folded(contest_of(c)) for c in ranks if c.heading.rank == rank} for rank in (1, 2)
        )
        by_rank = [c for c in ranks if folded(contest_of(c)) in firsts & seconds]
        by_rank = [c for c in by_rank if not any(map(cells.is_never_a_name, c.said))]
        if not grids or not by_rank:
            return free
        chosen = self.of_one_contest([*grids, *by_rank])
        return [c for c in free if c in chosen or (c not in grids and c not in by_rank)]

    # -- one cell ----------------------------------------------------------------------------------

    def in_one_cell(self, free: list[Column]) -> Reading | None:
        """A single column that holds whole orders: "Ann;Bo;Cy;" or "Ann > Bo = Cy"."""
        own = [
            column
            for column in free
            if not column.heading.never and column.names and is_order(column.names)
        ]
        # Lists by semicolons are orders where all list the same; else they tick what applies.
        own = [c for c in own if any(">" in name for name in c.names) or same_names(c.names)]
        others = [
            c
            for c in free
            if c not in own
            and c.heading.text
            and not c.heading.never
            and not is_somebody(c.heading.text)
            and (c.empty or (c.share_of_ranks >= 0.5 and not c.numbers_rows(len(free))))
        ]
        if own and (len(others) > 1 or any(c.empty for c in others)):
            raise self.doubts.unsure(own[0], others)
        if not own:
            return None
        titles = [_title(column) for column in own]
        return self.order(own[self.place_of_contest(titles, "columns with whole orders")])

    def check_ratings(self, own: list[Column]) -> None:
        """Refuse marks out of five that only look like ranks."""
        asked = folded(own[0].heading.contest)
        if any(word in asked for word in ("rank", "order", "prefer", "vote", "choice", "reihenf")):
            return
        rows = sum(map(any, zip(*(column.numbers for column in own), strict=True)))
        if rows > 2 and Rows(own).bad * 2 > rows:
            raise self.doubts.unsettled(
                f"the numbers under {shown(own[0].heading.text)} … do not look like ranks: on most"
                " rows two stand first, or none",
                own,
            )

    # -- what was decided --------------------------------------------------------------------------

    def names(self, own: list[Column], ranks: list[int]) -> Reading:
        for column, rank in zip(own, ranks, strict=True):
            self.read_as[column.place] = f"rank {rank}"
        return self.done(Layout.NAMES, own, ranks=tuple(ranks))

    def ranks(self, own: list[Column]) -> Reading:
        names = tuple(column.heading.text for column in own)
        if list(names) != self.table.candidates:  # what a comment lists stands there as it is
            names = tuple(column.heading.candidate or column.heading.text for column in own)
        for column, name in zip(own, names, strict=True):
            self.read_as[column.place] = f"ranks of {name}"
        return self.done(Layout.RANKS, own, names=names)

    def order(self, column: Column) -> Reading:
        self.read_as[column.place] = "the whole order"
        return self.done(Layout.ORDER, [column])._replace(contest=_title(column))

    def marks(self, own: list[Column]) -> Reading:
        for column in own:
            self.read_as[column.place] = f"rank {column.heading.rank} of {column.heading.candidate}"
        return self.done(
            Layout.MARKS,
            own,
            ranks=tuple(column.heading.rank for column in own),
            names=tuple(column.heading.candidate for column in own),
        )

    def done(
        self,
        layout: Layout,
        own: list[Column],
        *,
        ranks: tuple[int, ...] = (),
        names: tuple[str, ...] = (),
    ) -> Reading:
        if self.told.contest is not None and layout is Layout.RANKS and not contest_of(own[0]):
            raise self.nameless()
        return Reading(
            layout,
            tuple(column.place for column in own),
            ranks,
            names,
            self.papers,
            tuple(self.read_as),
            contest_of(own[0]) if own else "",
        )


def _title(column: Column) -> str:
    """What a column with whole orders asks, in the file's words."""
    return " ".join(column.heading.text.split())


def _unlikely(own: list[Column]) -> tuple[bool, int]:
    """How little some columns look like votes: dates and the like, then rows that are bad."""
    never = any(cells.is_never_a_name(value) for column in own for value in column.said)
    return never, Rows(own).bad
