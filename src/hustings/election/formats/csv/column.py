"""One column of a table, looked at as a whole: ranks, names, whole orders, a number that counts up.

Knows what the cells of a column have in common. Must not know the other columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from hustings.election.formats.csv import cells
from hustings.election.formats.csv.headings import Heading
from hustings.election.formats.csv.table import Numbers, first_come
from hustings.inputs.text import whole_number

_PARTS = re.compile(r"\s*[;>]\s*")


class Column:
    """One column, looked at as a whole and no more than is asked."""

    def __init__(
        self, place: int, heading: Heading, read: Callable[[], Numbers], texts: list[str]
    ) -> None:
        self.place = place
        self.heading = heading
        self.read = read
        self.texts = texts

    @cached_property
    def numbers(self) -> Numbers:
        """Which of `texts` stands on each row; 0 where none does."""
        return self.read()

    @cached_property
    def values(self) -> list[str]:
        """The cell of each row."""
        return list(map(self.texts.__getitem__, self.numbers))

    @cached_property
    def times(self) -> dict[str, int]:
        """How often each cell stands there."""
        return {self.texts[number]: times for number, times in Counter(self.numbers).items()}

    @cached_property
    def ranks(self) -> list[int]:
        """What each row's cell is as a rank, as `cells.rank_of` has it."""
        ranks = {number: cells.rank_of(self.texts[number]) for number in set(self.numbers)}
        return list(map(ranks.__getitem__, self.numbers))

    @cached_property
    def said(self) -> list[str]:
        """The different cells that are not empty, in the order in which they come."""
        return [self.texts[number] for number in first_come(self.numbers) if number]

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
        ranks = [value for value in self.said if cells.rank_of(value) > 0]
        if len(ranks) in (0, len(self.said)):  # without counting
            return float(bool(ranks))
        return sum(map(self.times.__getitem__, ranks)) / sum(map(self.times.__getitem__, self.said))

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
        if len(self.times) < len(self.numbers):
            return False
        numbers = [whole_number(value.removesuffix(".0")) for value in self.values]
        return len(numbers) > 2 and all(
            before >= 0 and after == before + 1 for before, after in pairwise(numbers)
        )

    def numbers_rows(self, width: int) -> bool:
        """Whether it numbers rows or voters: numbers that no ranking has, each its own."""
        numbers = [cells.rank_of(value) for value in self.said]
        most = max(2 * width, 20)
        if max(numbers, default=0) <= most:
            return False
        if len(self.numbers) < 2:
            return False
        low = min((n for n in numbers if n > 0), default=0)
        return low > most or self.counts_up or len(self.said) == len(self.numbers)


def contest_of(column: Column) -> str:
    return " ".join(column.heading.contest.split()).rstrip(" :-–—.")


def _parts(name: str) -> list[str]:
    return [part for part in _PARTS.split(name.strip()) if part]


def is_order(names: frozenset[str]) -> bool:
    """Whether every cell lists several names by semicolons or arrows, or is one of the listed."""
    lists = [name for name in names if ";" in name or ">" in name]
    if not lists:
        return False
    known = {part for name in lists for one in _parts(name) for part in (one, *one.split("="))}
    known = {part.strip() for part in known}
    return all(name in lists or name in known or "=" in name for name in names)


def same_names(names: frozenset[str]) -> bool:
    """Whether every cell lists the same names, two or more."""
    lists = {frozenset(_parts(name)) for name in names}
    return len(lists) == 1 and len(*lists) > 1


def joined(names: frozenset[str], known: Sequence[str]) -> bool:
    everybody = {*known}
    return all(
        name in everybody or all(part.strip() in everybody for part in name.split("="))
        for name in names
    )
