"""How the ranks in several columns go together, row by row: as rankings do, or not.

Knows firsts, shared ranks and who is always last. Must not know which columns are votes, nor what
is to be done about those that do not fit.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from hustings.election.formats.csv.column import Column


class Rows:
    """The rows that the ranks in some columns make, equal ones together."""

    def __init__(self, columns: list[Column]) -> None:
        self.columns = columns

    @cached_property
    def times(self) -> Counter[tuple[int, ...]]:
        """How often each row of ranks stands there; a cell that is no rank is below 1."""
        return Counter(zip(*(column.ranks for column in self.columns), strict=True))

    @cached_property
    def marks(self) -> Counter[tuple[int, ...]]:
        """How often the same ranks stand on a row, whosever they are; in ascending order."""
        marks: Counter[tuple[int, ...]] = Counter()
        for row, times in self.times.items():
            marks[tuple(sorted(row))] += times
        return marks

    @cached_property
    def bad(self) -> int:
        """Rows on which two stand first, none does, or two share a rank that is not the last."""
        return sum(times for marks, times in self.marks.items() if _is_bad(marks))

    @cached_property
    def bad_without(self) -> dict[Column, int]:
        """For each column, how many rows were bad without it."""
        places = range(len(self.columns))
        found = [0] * len(self.columns)
        known: dict[tuple[int, ...], dict[int, bool]] = {}
        for row, times in self.times.items():
            marks = tuple(sorted(row))
            without = known.get(marks)
            if without is None:
                known[marks] = without = {
                    rank: _is_bad((*marks[: (at := marks.index(rank))], *marks[at + 1 :]))
                    for rank in set(marks)
                }
            if any(without.values()):
                for place in places:
                    if without[row[place]]:
                        found[place] += times
        return dict(zip(self.columns, found, strict=True))

    @cached_property
    def always_filled(self) -> list[Column]:
        """The columns that every voter filled where others were left empty: a candidate's, or an
        answer to another question."""
        if all(all(column.numbers) for column in self.columns):
            return []
        return [column for column in self.columns if all(column.numbers) and not column.empty]

    def always_last(self, column: Column) -> bool:
        """Whether every row would be as good a ranking without a column."""
        place, last = self.columns.index(column), len(self.columns)
        beyond = sum(rank > last for rank in column.ranks)
        if len(column.ranks) > 2 and beyond * 2 <= len(column.ranks):
            return False  # on so many rows it is a candidate whom few like
        return all(
            row[place] > max(row[:place] + row[place + 1 :], default=0) for row in self.times
        )

    def always_first(self, column: Column) -> bool:
        """Whether some rows have two firsts, and a column is among them every time."""
        place = self.columns.index(column)
        firsts = [row[place] for row in self.times if row.count(1) > 1]
        return bool(firsts) and all(rank == 1 for rank in firsts)


def _is_bad(marks: tuple[int, ...]) -> bool:
    ranks = [rank for rank in marks if rank > 0]
    last = max(ranks, default=0)
    shared = [rank for rank in ranks if rank != last or rank == 1]
    return bool(ranks) and (1 not in ranks or len(set(shared)) < len(shared))
