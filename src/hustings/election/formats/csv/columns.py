"""What every column of a table is: preferences, candidates, papers, or no vote at all.

Knows which columns are votes and why the others are not. Must not know how a ranking is made of
them (`rankings`). It decides from the whole column, and where that cannot be decided it asks: a
column that might be a vote is never left out, and one that might not is never counted, in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from hustings.election.formats.csv import cells
from hustings.election.formats.csv.headings import (
    Heading,
    is_numbering,
    is_papers,
    is_question,
    is_somebody,
    is_weight,
    squashed,
    taken_apart,
)
from hustings.election.formats.csv.labels import folded, is_noun
from hustings.election.formats.csv.table import Table
from hustings.election.formats.request import Directions
from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown, whole_number

LEFT_OUT = "left out"
_PARTS = re.compile(r"\s*[;>]\s*")


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


class _Column:
    """One column, looked at as a whole and no more than is asked."""

    def __init__(self, place: int, heading: Heading, values: tuple[str, ...]) -> None:
        self.place = place
        self.heading = heading
        self.values = values

    @cached_property
    def times(self) -> Counter[str]:
        """How often each cell stands there."""
        return Counter(self.values)

    @cached_property
    def said(self) -> list[str]:
        """The different cells that are not empty."""
        return [value for value in self.times if value]

    @cached_property
    def empty(self) -> bool:
        """Whether no cell says anything but that nobody is preferred."""
        return all(map(cells.is_no_preference, self.said))

    @cached_property
    def are_ranks(self) -> bool:
        """Whether every cell is a rank, a word of no preference or nothing."""
        return all(cells.rank_of(value) >= 0 or cells.is_overvote(value) for value in self.said)

    @cached_property
    def share_of_ranks(self) -> float:
        """How many of the cells that say something are ranks, 0 to 1; for telling what a column is
        meant to be, never for counting."""
        full = sum(self.times[value] for value in self.said)
        ranks = sum(self.times[value] for value in self.said if cells.rank_of(value) > 0)
        return ranks / full if full else 0.0

    @cached_property
    def could_be_ranks(self) -> bool:
        """Whether some cell is a rank, or a slip in the place of one: a number or a mark."""
        return any(cells.rank_of(v) > 0 or cells.is_slip_of_rank(v) for v in self.said)

    @cached_property
    def slips_only(self) -> bool:
        """Whether every cell that is no rank is a slip in the place of one."""
        return all(cells.rank_of(v) >= 0 or cells.is_slip_of_rank(v) for v in self.said)

    @cached_property
    def names(self) -> frozenset[str]:
        """The different cells that could be names."""
        return frozenset(
            value
            for value in self.said
            if not cells.is_no_preference(value)
            and not cells.is_overvote(value)
            and not cells.is_write_in(value)
        )

    @cached_property
    def counts_up(self) -> bool:
        """Whether the cells are whole numbers that go up by one from row to row."""
        numbers = [whole_number(value.removesuffix(".0")) for value in self.values]
        return len(numbers) > 2 and all(
            before >= 0 and after == before + 1 for before, after in pairwise(numbers)
        )


def reading_of(table: Table, told: Directions) -> Reading:
    """How a table is read.

    Raises:
        InputError: it cannot be decided; the message shows the option that decides it.
    """
    return _Decision(table, told).reading()


class _Decision:
    def __init__(self, table: Table, told: Directions) -> None:
        self.table = table
        self.told = told
        columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.headings)
        self.columns = [
            _Column(place, taken_apart(heading), values)
            for place, (heading, values) in enumerate(zip(table.headings, columns, strict=True))
        ]
        self.read_as = [LEFT_OUT] * len(self.columns)
        self.papers = -1

    def fault(self, what: str, remedy: str) -> InputError:
        return self.table.source.fault(what, line=self.table.line, remedy=remedy)

    def reading(self) -> Reading:
        self.papers = self.column_of_papers()
        free = [column for column in self.columns if column.place != self.papers]
        if self.told.columns:
            return self.as_told(self.named(self.told.columns))
        for column in free:
            if is_weight(column.heading.text) and set(column.said) - {"1", "1.0"}:
                raise self.fault(
                    f"{shown(column.heading.text)} says that ballots weigh differently",
                    "call the column `papers` where each row stands for so many papers, or count"
                    f" every row once: {self.columns_option(self.labelled(free))}",
                )
        free = [column for column in free if not is_weight(column.heading.text)]
        if (known := self.known_form(free)) is not None:
            return known
        for labelled in (self.marked, self.by_candidate, self.by_rank, self.in_one_cell):
            if (found := labelled(free)) is not None:
                return found
        return self.bare(free)

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
            raise self.fault(
                f"{len(found)} columns could be the number of papers",
                "keep one of count, papers, number and weight",
            )
        if not found:
            return -1
        self.read_as[found[0].place] = "number of papers"
        return found[0].place

    # -- as the caller or the file itself says -----------------------------------------------------

    def named(self, wanted: Sequence[str]) -> list[_Column]:
        """The columns that the caller names, by their headings or what stands in brackets there."""
        found = []
        for name in wanted:
            key = squashed(name) or folded(name)
            fits = [c for c in self.columns if (squashed(c.heading.text) or "") == key]
            fits = fits or [c for c in self.columns if squashed(c.heading.candidate) == key]
            if len(fits) != 1:
                known = [column.heading.text for column in self.columns if column.heading.text]
                raise self.fault(
                    f"{len(fits) or 'no'} columns are called {shown(name)}",
                    nearest(name, known, what="the columns are"),
                )
            found += fits
        return found

    def as_told(self, chosen: list[_Column]) -> Reading:
        """What the caller's columns are: ranks, names, or one cell with the whole order."""
        if all(column.heading.mark for column in chosen):
            return self.marks(chosen)
        if len(chosen) == 1 and not chosen[0].are_ranks and _is_order(chosen[0].names):
            return self.order(chosen[0])
        if all(column.share_of_ranks >= 0.5 or column.empty for column in chosen):
            return self.ranks(chosen)
        # The caller's order, whatever the headings say.
        return self.names(chosen, list(range(1, len(chosen) + 1)))

    def known_form(self, free: list[_Column]) -> Reading | None:
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
            if all(column.names <= {*known} or _joined(column.names, known) for column in free):
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

    def marked(self, free: list[_Column]) -> Reading | None:
        """A column for each candidate and rank, with 0 or 1 in it."""
        own = [column for column in free if column.heading.mark]
        return self.marks(self.of_one_contest(own)) if own else None

    def by_candidate(self, free: list[_Column]) -> Reading | None:
        """A column for each candidate, named in brackets, with ranks in it."""
        groups: dict[str, list[_Column]] = {}
        for column in free:
            if column.heading.candidate:
                groups.setdefault(column.heading.contest, []).append(column)
        grids = {
            contest: group
            for contest, group in groups.items()
            if len(group) > 1
            and sum(column.share_of_ranks >= 0.5 or column.empty for column in group) == len(group)
        }
        if not grids:
            return None
        own = self.of_one_contest([column for group in grids.values() for column in group])
        self.check_ratings(own)
        return self.ranks(own)

    def by_rank(self, free: list[_Column]) -> Reading | None:
        """A column for each rank, with names in it."""
        own = [c for c in free if c.heading.rank and not c.heading.mark]
        # Another question may speak of a rank by the way; it has no first.
        firsts = {folded(_contest(c)) for c in own if c.heading.rank == 1}
        if not firsts:
            lone = [c for c in free if not c.heading.never and not c.empty]
            if len(lone) == 1 and is_noun(lone[0].heading.text) and not lone[0].are_ranks:
                return None if _is_order(lone[0].names) else self.names(lone, [1])
            return None
        others = [c for c in own if folded(_contest(c)) not in firsts]
        own = [c for c in own if c not in others]
        voted = frozenset[str]().union(*(column.names for column in own))
        for column in others:
            if column.names & voted:
                raise self.unsure(column, own)
        own = self.of_one_contest(own)
        own.sort(key=lambda column: column.heading.rank)
        ranks = [column.heading.rank for column in own]
        if ranks != list(range(1, len(ranks) + 1)):
            missing = next(n for n, rank in enumerate(ranks, 1) if n != rank)
            raise self.fault(
                f"there is no column for rank {missing}, but one for rank {ranks[missing - 1]}",
                self.columns_option(own),
            )
        for column in own:
            wrong = next(filter(cells.is_never_a_name, column.said), None)
            if wrong is not None:
                raise self.table.source.fault(
                    f"{shown(wrong)} is no candidate's name, under {shown(column.heading.text)}",
                    line=self.line_of(column, wrong),
                    remedy="correct the cell, or list all candidates with --candidates FILE",
                )
        said = [value for column in own for value in column.names]
        if said and all(cells.is_plain_number(value) for value in said):
            headings = ", ".join(column.heading.text for column in own)
            raise self.fault(
                f"the numbers under {shown(headings)} may be ranks or candidates",
                "put the candidates' names in the header, or in the cells",
            )
        return self.names(own, ranks)

    def labelled(self, free: list[_Column]) -> list[_Column]:
        """The columns whose headings say that they are votes; all where none does."""
        own = [c for c in free if c.heading.rank or c.heading.candidate]
        return own or [c for c in free if not c.heading.never and not is_weight(c.heading.text)]

    def of_one_contest(self, own: list[_Column]) -> list[_Column]:
        """The columns of the contest that is asked for, or of the only one.

        Raises:
            InputError: there are several and none is asked for.
        """
        contests = list({folded(_contest(column)): _contest(column) for column in own}.values())
        if self.told.contest is None:
            if len(contests) > 1:
                several = ", ".join(shown(one) for one in contests)
                groups = [[c for c in own if folded(_contest(c)) == folded(o)] for o in contests]
                likely = min(range(len(groups)), key=lambda n: (*self.unlikely(groups[n]), n))
                raise self.fault(
                    f"there are {len(contests)} contests in this file: {several}",
                    f"choose one with --contest {_quoted(contests[likely])}",
                )
            return own
        key = folded(self.told.contest)
        fits = [one for one in contests if folded(one) == key]
        fits = fits or [one for one in contests if key in folded(one)]
        if len(fits) != 1:
            raise self.fault(
                f"{len(fits) or 'no'} contests are called {shown(self.told.contest)}",
                nearest(self.told.contest, contests, what="they are"),
            )
        return [column for column in own if folded(_contest(column)) == folded(fits[0])]

    # -- one cell ----------------------------------------------------------------------------------

    def in_one_cell(self, free: list[_Column]) -> Reading | None:
        """A single column that holds whole orders: "Ann;Bo;Cy;" or "Ann > Bo = Cy"."""
        own = [
            column
            for column in free
            if not column.heading.never and column.names and _is_order(column.names)
        ]
        # Lists by semicolons are orders where all list the same; else they tick what applies.
        own = [c for c in own if any(">" in name for name in c.names) or _same_names(c.names)]
        others = [
            c
            for c in free
            if c not in own
            and c.heading.text
            and not c.heading.never
            and not is_somebody(c.heading.text)
            and (c.empty or (c.share_of_ranks >= 0.5 and not self.numbering(c, len(free))))
        ]
        if own and (len(others) > 1 or any(c.empty for c in others)):
            raise self.unsure(own[0], others)
        if not own:
            return None
        if len(own) > 1:
            if self.told.contest is None:
                several = ", ".join(shown(column.heading.text) for column in own)
                raise self.fault(
                    f"there are {len(own)} columns with whole orders in them: {several}",
                    f"choose one with --contest {_quoted(own[0].heading.text)}",
                )
            own = [c for c in own if folded(self.told.contest) in folded(c.heading.text)]
            if len(own) != 1:
                raise self.fault(
                    f"{len(own) or 'no'} columns are called {shown(self.told.contest)}",
                    "give the whole heading",
                )
        return self.order(own[0])

    # -- headings that do not tell -----------------------------------------------------------------

    def bare(self, free: list[_Column]) -> Reading:
        """Ranks under candidates' names, where headings could be anything."""
        rows = len(self.table.rows)
        own = [c for c in free if not c.heading.never and (c.empty or c.could_be_ranks)]
        ranked = [c for c in own if c.share_of_ranks >= 0.5 or (c.said and c.slips_only)]
        if not any(column.share_of_ranks for column in ranked):
            raise self.ask(free)
        numbers = [self.numbering(column, len(ranked)) for column in ranked]
        ranked = [c for c, number in zip(ranked, numbers, strict=True) if not number]
        if sum(column.could_be_ranks for column in ranked) < min(2, len(free)):
            raise self.ask(free)
        first, last = ranked[0].place if ranked else 0, ranked[-1].place if ranked else 0
        for column in own:
            if column in ranked or not column.empty:
                continue
            if is_somebody(column.heading.text):
                continue
            inside = first < column.place < last
            if column.heading.text and (inside or not is_question(column.heading.text)):
                ranked.append(column)
        ranked.sort(key=lambda column: column.place)
        partly = [
            c
            for c in free
            if 0 < c.share_of_ranks < 0.5 and not c.heading.never and not c.slips_only
        ]
        if partly:
            raise self.unsure(partly[0], ranked)
        nameless = [column for column in ranked if not column.heading.text]
        if nameless:
            raise self.table.source.fault(
                f"candidate {ranked.index(nameless[0]) + 1} has no name",
                line=self.table.line,
                remedy="name every candidate",
            )
        # One voter's form writes all ranks alike, in words or in digits.
        digits = [c for c in ranked if c.are_ranks and any(map(cells.is_plain_number, c.said))]
        words = [c for c in ranked if c.are_ranks and c not in digits and not c.empty]
        if digits and words:
            odd, rest = (digits, words) if len(digits) < len(words) else (words, digits)
            raise self.unsure(odd[0], rest)
        questions = [column for column in ranked if is_question(column.heading.text)]
        if questions and len(questions) < len(ranked):
            raise self.unsure(questions[0], [c for c in ranked if c not in questions])
        if not self.is_known_tool(ranked):
            ranked = self.without_intruders(ranked, rows)
        numbered = [column for column in ranked if is_numbering(column.heading.text)]
        if numbered and len(ranked) > len(numbered):
            raise self.unsure(numbered[0], [c for c in ranked if c not in numbered])
        # Of those whose headings say that they are no votes, one may be a candidate after all.
        for column in free:
            if column.heading.never and column.said and column.are_ranks and rows > 1:
                with_it = self.bad_rows([*ranked, column])
                if with_it * 2 < self.bad_rows(ranked):
                    raise self.unsure(column, ranked)
        if len(ranked) < 1:
            raise self.ask(free)
        return self.ranks(ranked)

    def numbering(self, column: _Column, width: int) -> bool:
        """Whether a column numbers rows or voters: numbers that no ranking has, each its own."""
        numbers = [cells.rank_of(value) for value in column.said]
        most = max(2 * width, 20)
        if max(numbers, default=0) <= most:
            return False
        if len(self.table.rows) < 2:
            return False
        low = min((n for n in numbers if n > 0), default=0)
        return low > most or column.counts_up or len(column.said) == len(self.table.rows)

    def without_intruders(self, ranked: list[_Column], rows: int) -> list[_Column]:
        """The columns without those that no voter's ranks go with.

        A number of the row beside ranks makes two firsts and seconds all over the table; without
        it the rows are as they should be.
        """
        while len(ranked) > 2:
            bad = self.bad_rows(ranked)
            if not bad:
                break
            for column in self.always_filled(ranked):
                if self.always_first(column, ranked):
                    others = [c for c in ranked if c is not column]
                    if not (column.counts_up and self.bad_rows(others) * 2 <= bad):
                        raise self.unsure(column, others)
            suspects = [
                (self.bad_rows([c for c in ranked if c is not column]), column)
                for column in ranked
                if column.said and (all(column.values) or bad > 2)
            ]
            if not suspects:
                break
            least, suspect = min(suspects, key=lambda one: (one[0], one[1].place))
            if least * 2 > bad:
                break
            if not (suspect.counts_up and is_numbering(suspect.heading.text)):
                raise self.unsure(suspect, [c for c in ranked if c is not suspect])
            ranked = [column for column in ranked if column is not suspect]
        for column in self.always_filled(ranked):
            if self.always_last(column, ranked):
                raise self.unsure(column, [c for c in ranked if c is not column])
        for column in ranked:
            if column.counts_up and rows > 3:
                raise self.unsure(column, [c for c in ranked if c is not column])
        most = max(2 * len(ranked), 20)
        far = [c for c in ranked if any(len(ranked) < cells.rank_of(v) <= most for v in c.said)]
        if far and rows < 3 and len(ranked) > 1:
            raise self.unsure(far[0], [c for c in ranked if c is not far[0]])
        if rows > 1 and self.bad_rows(ranked) * 2 > rows:
            worst = ", ".join(column.heading.text for column in ranked[:3])
            raise self.fault(
                f"the numbers under {shown(worst)} … do not look like ranks: on most rows two stand"
                " first, or none",
                self.columns_option(ranked),
            )
        return ranked

    def is_known_tool(self, ranked: list[_Column]) -> bool:
        """Whether a tool wrote this that puts nothing but candidates beside its own columns.

        BetterVoting and RCTab have headings of their own; CIVS and Elekto put whoever a voter did
        not rank at the last rank, which is the number of candidates.
        """
        own = {squashed(column.heading.text) for column in self.columns}
        if "overvoterank" in own or {"precinctid", "batchid"} <= own:
            return True
        last = len(ranked)
        return not any(column.counts_up for column in ranked) and any(
            [cells.rank_of(value) for value in row].count(last) > 1
            for row in set(zip(*(column.values for column in ranked), strict=True))
        )

    def always_filled(self, ranked: list[_Column]) -> list[_Column]:
        """The columns that every voter filled where others were left empty: a candidate's, or an
        answer to another question."""
        if all(all(column.values) for column in ranked):
            return []
        return [column for column in ranked if all(column.values) and not column.empty]

    def always_last(self, column: _Column, ranked: list[_Column]) -> bool:
        """Whether every row would be as good a ranking without a column."""
        place, rows = ranked.index(column), len(column.values)
        beyond = sum(cells.rank_of(value) > len(ranked) for value in column.values)
        if rows > 2 and beyond * 2 <= rows:
            return False  # on so many rows it is a candidate whom few like
        for row in set(zip(*(one.values for one in ranked), strict=True)):
            ranks = [cells.rank_of(value) for value in row]
            own = ranks.pop(place)
            if own <= max(ranks, default=0):
                return False
        return True

    def always_first(self, column: _Column, ranked: list[_Column]) -> bool:
        """Whether some rows have two firsts, and a column is among them every time."""
        place = ranked.index(column)
        found = False
        for row in set(zip(*(one.values for one in ranked), strict=True)):
            ranks = [cells.rank_of(value) for value in row]
            if ranks.count(1) > 1:
                found = True
                if ranks[place] != 1:
                    return False
        return found

    def bad_rows(self, ranked: list[_Column]) -> int:
        """Rows on which two stand first, none does, or two share a rank that is not the last."""
        bad = 0
        table = zip(*(column.values for column in ranked), strict=True)
        for row, times in Counter(table).items():
            ranks = [rank for rank in map(cells.rank_of, row) if rank > 0]
            last = max(ranks, default=0)
            shared = [rank for rank in ranks if rank != last or rank == 1]
            if ranks and (1 not in ranks or len(set(shared)) < len(shared)):
                bad += times
        return bad

    def check_ratings(self, own: list[_Column]) -> None:
        """Refuse marks out of five that only look like ranks."""
        asked = folded(own[0].heading.contest)
        if any(word in asked for word in ("rank", "order", "prefer", "vote", "choice", "reihenf")):
            return
        rows = sum(any(row) for row in zip(*(column.values for column in own), strict=True))
        if rows > 2 and self.bad_rows(own) * 2 > rows:
            raise self.fault(
                f"the numbers under {shown(own[0].heading.text)} … do not look like ranks: on most"
                " rows two stand first, or none",
                self.columns_option(own),
            )

    # -- what cannot be decided --------------------------------------------------------------------

    def ask(self, free: list[_Column]) -> InputError:
        """The error for a table in which no column is surely a vote."""
        share = [
            column
            for column in free
            if column.names
            and not column.heading.never
            and not any(map(cells.is_never_a_name, column.said))
            and sum(bool(column.names & other.names) for other in free) > 1
        ]
        if share:
            return self.fault(
                "the headings do not say which columns are preferences",
                f"call them 1st, 2nd and so on, or name them in order with {self.option(share)}",
            )
        lists = [c for c in free if c.names and not c.heading.never and _is_order(c.names)]
        if len(lists) == 1:
            return self.fault(
                f"the cells under {shown(lists[0].heading.text)} do not all list the same names",
                f"if they are in order of preference, say so with {self.option(lists)}",
            )
        return self.fault(
            "no column is surely a vote: none has ranks, or names under a heading such as"
            " `1st choice`",
            f"name the columns of votes with {self.option(free[:3])}",
        )

    def unsure(self, suspect: _Column, others: list[_Column]) -> InputError:
        """The error for a column that may be a candidate's and may not."""
        sample = shown(suspect.said[0], 30) if suspect.said else "nothing"
        return self.fault(
            f"the column {shown(suspect.heading.text)} ({sample} …) may be a candidate's or no vote"
            " at all",
            self.columns_option(others),
        )

    def unlikely(self, own: list[_Column]) -> tuple[bool, int]:
        """How little some columns look like votes: dates and the like, then rows that are bad."""
        never = any(cells.is_never_a_name(value) for column in own for value in column.said)
        return never, self.bad_rows(own)

    def columns_option(self, own: Iterable[_Column]) -> str:
        return f"name the columns of votes with {self.option(own)}"

    def option(self, own: Iterable[_Column]) -> str:
        """`--columns` with headings, as a shell takes it."""
        headings = [_cell(column.heading.text) for column in own if column.heading.text]
        listed = ",".join(heading for heading in headings if heading.isprintable())
        return f"--columns {_quoted(listed or 'HEADING')}"

    def line_of(self, column: _Column, value: str) -> int:
        return self.table.lines[column.values.index(value)]

    # -- what was decided --------------------------------------------------------------------------

    def names(self, own: list[_Column], ranks: list[int]) -> Reading:
        for column, rank in zip(own, ranks, strict=True):
            self.read_as[column.place] = f"rank {rank}"
        return self.done(Layout.NAMES, own, ranks=tuple(ranks))

    def ranks(self, own: list[_Column]) -> Reading:
        names = tuple(column.heading.candidate or column.heading.text for column in own)
        for column, name in zip(own, names, strict=True):
            self.read_as[column.place] = f"ranks of {name}"
        return self.done(Layout.RANKS, own, names=names)

    def order(self, column: _Column) -> Reading:
        self.read_as[column.place] = "the whole order"
        return self.done(Layout.ORDER, [column])

    def marks(self, own: list[_Column]) -> Reading:
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
        own: list[_Column],
        *,
        ranks: tuple[int, ...] = (),
        names: tuple[str, ...] = (),
    ) -> Reading:
        if self.told.contest is not None and layout is Layout.RANKS and not _contest(own[0]):
            raise self.fault(
                f"no contest is called {shown(self.told.contest)}: the headings name none",
                "leave --contest out, or name the columns with --columns",
            )
        return Reading(
            layout,
            tuple(column.place for column in own),
            ranks,
            names,
            self.papers,
            tuple(self.read_as),
            _contest(own[0]) if own else "",
        )


def _contest(column: _Column) -> str:
    return " ".join(column.heading.contest.split()).rstrip(" :-–—.")


def _parts(name: str) -> list[str]:
    return [part for part in _PARTS.split(name.strip()) if part]


def _is_order(names: frozenset[str]) -> bool:
    """Whether every cell lists several names by semicolons or arrows, or is one of the listed."""
    lists = [name for name in names if ";" in name or ">" in name]
    if not lists:
        return False
    known = {part for name in lists for one in _parts(name) for part in (one, *one.split("="))}
    known = {part.strip() for part in known}
    return all(name in lists or name in known or "=" in name for name in names)


def _same_names(names: frozenset[str]) -> bool:
    """Whether every cell lists the same names, two or more."""
    lists = {frozenset(_parts(name)) for name in names}
    return len(lists) == 1 and len(*lists) > 1


def _joined(names: frozenset[str], known: Sequence[str]) -> bool:
    everybody = {*known}
    return all(
        name in everybody or all(part.strip() in everybody for part in name.split("="))
        for name in names
    )


def _cell(heading: str) -> str:
    """A heading as `--columns` takes it apart again."""
    heading = " ".join(heading.split())
    if any(mark in heading for mark in ',"'):
        return '"' + heading.replace('"', '""') + '"'
    return heading


def _quoted(text: str) -> str:
    """`text` in the quotation marks of a shell, on one line."""
    from shlex import quote

    if not text.isprintable():
        text = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return quote(text) if any(mark in text for mark in '"$`\\!') else f'"{text}"'
