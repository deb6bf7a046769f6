"""Ballots read from given columns of a table of text, and nothing more.

Knows what a mark in a cell says once a human has said which columns are votes. A second hand to
check what samples and builder say is in their files; it decides nothing about columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .verdict import Ranking, canonical

NO_MARK = frozenset(
    {
        *("", "undervote", "under", "skipped", "skip", "overvote", "over", "uwi", "write-in"),
        *("writein", "xxx", "--", "++", "n/a", "no opinion"),
    }
)

RANK_WORDS = {
    word: rank
    for rank, words in enumerate(
        (
            "first erste premier première primera primer cyntaf un",
            "second zweite deuxième segunda segundo ail seconde",
            "third dritte troisième tercera tercer trydydd",
            "fourth vierte quatrième cuarta cuarto pedwerydd",
            "fifth fünfte cinquième quinta quinto pumed",
            "sixth sechste sixième sexta sexto chweched",
            "seventh siebte septième séptima séptimo seithfed",
            "eighth achte huitième octava octavo wythfed",
            "ninth neunte neuvième novena noveno nawfed",
            "tenth zehnte dixième décima décimo degfed",
            "eleventh elfte onzième undécima undécimo unfed",
            "twelfth zwölfte douzième duodécima duodécimo deuddegfed",
        ),
        start=1,
    )
    for word in words.split()
}


def rows(text: str, delimiter: str) -> list[list[str]]:
    """The cells of a file, without a byte order mark, a line `sep=` and empty rows at the end."""
    plain = text.removeprefix("\ufeff")
    if plain.startswith("sep="):
        plain = plain.partition("\n")[2]
    table = list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True))
    while table and not any(cell.strip() for cell in table[-1]):
        table.pop()
    return table


def rank(cell: str) -> int | None:
    """The rank that a cell says, in digits or in words of several languages; None for no mark.

    Raises:
        ValueError: the cell says no rank that a form could have.
    """
    word = cell.strip().casefold()
    if word in NO_MARK:
        return None
    number = re.match(r"\D{0,20}?(\d+)", word)
    if number and 1 <= int(number[1]) <= 99:
        return int(number[1])
    for part in word.split():
        if part in RANK_WORDS:
            return RANK_WORDS[part]
    raise ValueError(f"{cell!r} is no rank")


def from_ranks(cells: Iterable[tuple[str, str]], within: str = "\0") -> Ranking:
    """A ranking from candidates and the ranks in their cells."""
    ranks: dict[int, list[str]] = {}
    for name, cell in cells:
        for part in cell.split(within):
            if (place := rank(part)) is not None:
                ranks.setdefault(place, []).append(name)
    return canonical(
        tuple(tuple(ranks.get(place, ())) for place in range(1, max(ranks, default=0) + 1))
    )


def from_names(cells: Iterable[str], within: str = "\0") -> Ranking:
    """A ranking from the names at its ranks."""
    return canonical(
        tuple(
            tuple(name.strip() for name in cell.split(within))
            if cell.strip().casefold() not in NO_MARK
            else None
            for cell in cells
        )
    )


def tally(
    table: Sequence[Sequence[str]], rankings: Iterable[Ranking], count: int | None = None
) -> Counter[Ranking]:
    """Papers for each ranking; `count` is the column that says how many papers a row stands for."""
    papers: Counter[Ranking] = Counter()
    for row, ranking in zip(table, rankings, strict=True):
        papers[ranking] += 1 if count is None else int(row[count])
    return papers
