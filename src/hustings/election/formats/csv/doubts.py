"""What is said of a table whose columns cannot be told apart, with the option that settles it.

Knows how a doubt is worded and how headings are written for a shell. Must not know what raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hustings.election.formats.csv import cells
from hustings.election.formats.csv.column import Column, is_order
from hustings.election.formats.csv.labels import is_worst_first
from hustings.election.formats.csv.table import Table
from hustings.election.formats.request import EVERY_CONTEST
from hustings.errors import InputError, SeveralContests
from hustings.inputs.text import shown


class Doubts:
    """The errors of a table whose columns leave a doubt."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def fault(self, what: str, remedy: str) -> InputError:
        return self.table.source.fault(what, line=self.table.line, remedy=remedy)

    def several(self, what: str, contests: list[str], likely: str) -> SeveralContests:
        """The error for a table of several contests of which none is asked for."""
        listed = ", ".join(map(shown, contests))
        return SeveralContests(
            f"there {what} in this file: {listed}",
            tuple(contests),
            remedy=f"choose one with --contest {quoted(likely)}; hustings count FILE --contest"
            f" {EVERY_CONTEST} -o FOLDER counts every one",
            source=self.table.source.name,
            line=self.table.source.line(self.table.line),
        )

    def ask(self, free: list[Column]) -> InputError:
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
            return self.unsettled(
                "the headings do not say which columns are preferences",
                share,
                "call them 1st, 2nd and so on, or name them in order with",
            )
        lists = [c for c in free if c.names and not c.heading.never and is_order(c.names)]
        if len(lists) == 1:
            return self.unsettled(
                f"the cells under {shown(lists[0].heading.text)} do not all list the same names",
                lists,
                "if they are in order of preference, say so with",
            )
        return self.unsettled(
            "no column is surely a vote: none has ranks, or names under a heading such as"
            " `1st choice`",
            free[:3],
        )

    def unsure(self, suspect: Column, others: list[Column]) -> InputError:
        """The error for a column that may be a candidate's and may not."""
        sample = shown(suspect.said[0], 30) if suspect.said else "nothing"
        return self.unsettled(
            f"the column {shown(suspect.heading.text)} ({sample} …) may be a candidate's or no vote"
            " at all",
            others,
        )

    def unsettled(
        self, what: str, own: Sequence[Column], remedy: str = "name the columns of votes with"
    ) -> InputError:
        """The error that `--columns` with these columns settles, unless their cells forbid it.

        Args:
            remedy: what stands before the option.
        """
        worst = [
            (self.table.lines[column.values.index(value)], column.place, value)
            for column in own
            for value in column.said
            if is_worst_first(value)
        ]
        if worst:
            line, place, value = min(worst)
            return worst_first(self.table, value, self.table.headings[place], line)
        return self.fault(what, f"{remedy} {self.option(own)}")

    def option(self, own: Iterable[Column]) -> str:
        """`--columns` with headings, as a shell takes it."""
        headings = [_cell(column.heading.text) for column in own if column.heading.text]
        listed = ",".join(heading for heading in headings if heading.isprintable())
        return f"--columns {quoted(listed or 'HEADING')}"

    def line_of(self, column: Column, value: str) -> int:
        return self.table.lines[column.values.index(value)]


def worst_first(table: Table, cell: str, heading: str, line: int) -> InputError:
    """The error for a scale on which 1 is the worst: counted as ranks, it elects the loser."""
    return table.source.fault(
        f"{shown(cell)} is not a rank, under {shown(heading)}: 1 is the worst on this scale",
        line=line,
        remedy="turn the numbers round, so that 1 is the best",
    )


def _cell(heading: str) -> str:
    """A heading as `--columns` takes it apart again."""
    heading = " ".join(heading.split())
    if any(mark in heading for mark in ',"'):
        return '"' + heading.replace('"', '""') + '"'
    return heading


def quoted(text: str) -> str:
    """`text` in the quotation marks of a shell, on one line."""
    from shlex import quote

    if not text.isprintable():
        text = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return quote(text) if any(mark in text for mark in '"$`\\!') else f'"{text}"'
