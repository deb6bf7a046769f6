"""How the ranks in several columns go together, row by row: as rankings do, or not.

Knows firsts, shared ranks and who is always last. Must not know which columns are votes, nor what
is to be done about those that do not fit.
"""

from __future__ import annotations

from collections import Counter

from hustings.election.formats.csv import cells
from hustings.election.formats.csv.column import Column


def always_filled(ranked: list[Column]) -> list[Column]:
    """The columns that every voter filled where others were left empty: a candidate's, or an
    answer to another question."""
    if all(all(column.values) for column in ranked):
        return []
    return [column for column in ranked if all(column.values) and not column.empty]


def always_last(column: Column, ranked: list[Column]) -> bool:
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


def always_first(column: Column, ranked: list[Column]) -> bool:
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


def bad_rows(ranked: list[Column]) -> int:
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
