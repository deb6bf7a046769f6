"""Which columns are candidates' where headings are bare names and cells are ranks.

Knows what tells a candidate's column from a number, an answer to another question or a mark out of
five. Must not know headings that say themselves what they are (`columns`).
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.election.formats.csv import cells
from hustings.election.formats.csv.column import Column
from hustings.election.formats.csv.doubts import Doubts
from hustings.election.formats.csv.headings import (
    is_numbering,
    is_question,
    is_somebody,
    squashed,
)
from hustings.election.formats.csv.together import Rows
from hustings.inputs.text import shown


def ranked(doubts: Doubts, free: list[Column]) -> list[Column]:
    """Ranks under candidates' names, where headings could be anything."""
    papers = len(doubts.table.lines)
    own = [c for c in free if not c.heading.never and (c.empty or c.could_be_ranks)]
    ranked = [c for c in own if c.share_of_ranks >= 0.5 or (c.said and c.slips_only)]
    if not any(column.share_of_ranks for column in ranked):
        raise doubts.ask(free)
    numbers = [column.numbers_rows(len(ranked)) for column in ranked]
    ranked = [c for c, number in zip(ranked, numbers, strict=True) if not number]
    if sum(column.could_be_ranks for column in ranked) < min(2, len(free)):
        raise doubts.ask(free)
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
        c for c in free if not c.heading.never and 0 < c.share_of_ranks < 0.5 and not c.slips_only
    ]
    if partly:
        raise doubts.unsure(partly[0], ranked)
    nameless = [column for column in ranked if not column.heading.text]
    if nameless:
        raise doubts.table.source.fault(
            f"candidate {ranked.index(nameless[0]) + 1} has no name",
            line=doubts.table.line,
            remedy="name every candidate",
        )
    # One voter's form writes all ranks alike, in words or in digits.
    digits = [c for c in ranked if c.are_ranks and any(map(cells.is_plain_number, c.said))]
    words = [c for c in ranked if c.are_ranks and c not in digits and not c.empty]
    if digits and words:
        odd, rest = (digits, words) if len(digits) < len(words) else (words, digits)
        raise doubts.unsure(odd[0], rest)
    questions = [column for column in ranked if is_question(column.heading.text)]
    if questions and len(questions) < len(ranked):
        raise doubts.unsure(questions[0], [c for c in ranked if c not in questions])
    rows = Rows(ranked)
    if not _is_known_tool(doubts.table.headings, rows):
        rows = _without_intruders(doubts, rows, papers)
        ranked = rows.columns
    numbered = [column for column in ranked if is_numbering(column.heading.text)]
    if numbered and len(ranked) > len(numbered):
        raise doubts.unsure(numbered[0], [c for c in ranked if c not in numbered])
    # Of those whose headings say that they are no votes, one may be a candidate after all.
    for column in free:
        if rows.bad and column.heading.never and column.said and column.are_ranks and papers > 1:
            with_it = Rows([*ranked, column])
            if with_it.bad * 2 < rows.bad:
                raise doubts.unsure(column, ranked)
    if len(ranked) < 1:
        raise doubts.ask(free)
    return ranked


def _without_intruders(doubts: Doubts, rows: Rows, papers: int) -> Rows:
    """The columns without those that no voter's ranks go with.

    A number of the row beside ranks makes two firsts and seconds all over the table; without
    it the rows are as they should be.
    """
    while len(rows.columns) > 2 and rows.bad:
        without = rows.bad_without
        for column in rows.always_filled:
            if rows.always_first(column) and not (
                column.counts_up and without[column] * 2 <= rows.bad
            ):
                raise doubts.unsure(column, [c for c in rows.columns if c is not column])
        suspects = [
            column
            for column in rows.columns
            if column.said and (all(column.numbers) or rows.bad > 2)
        ]
        if not suspects:
            break
        suspect = min(suspects, key=lambda column: (without[column], column.place))
        if without[suspect] * 2 > rows.bad:
            break
        others = [column for column in rows.columns if column is not suspect]
        if not (suspect.counts_up and is_numbering(suspect.heading.text)):
            raise doubts.unsure(suspect, others)
        rows = Rows(others)
    ranked = rows.columns
    for column in rows.always_filled:
        if rows.always_last(column):
            raise doubts.unsure(column, [c for c in ranked if c is not column])
    for column in ranked:
        if column.counts_up and papers > 3:
            raise doubts.unsure(column, [c for c in ranked if c is not column])
    most = max(2 * len(ranked), 20)
    far = [c for c in ranked if any(len(ranked) < cells.rank_of(v) <= most for v in c.said)]
    if far and papers < 3 and len(ranked) > 1:
        raise doubts.unsure(far[0], [c for c in ranked if c is not far[0]])
    if papers > 1 and rows.bad * 2 > papers:
        worst = ", ".join(column.heading.text for column in ranked[:3])
        raise doubts.unsettled(
            f"the numbers under {shown(worst)} … do not look like ranks: on most rows two stand"
            " first, or none",
            ranked,
        )
    return rows


def _is_known_tool(headings: Sequence[str], rows: Rows) -> bool:
    """Whether a tool wrote this that puts nothing but candidates beside its own columns.

    BetterVoting and RCTab have headings of their own; CIVS and Elekto put whoever a voter did
    not rank at the last rank, which is the number of candidates.
    """
    own = {*map(squashed, headings)}
    if "overvoterank" in own or {"precinctid", "batchid"} <= own:
        return True
    last = len(rows.columns)
    return not any(column.counts_up for column in rows.columns) and any(
        marks.count(last) > 1 for marks in rows.marks
    )
