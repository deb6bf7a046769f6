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
from hustings.election.formats.csv.together import (
    always_filled,
    always_first,
    always_last,
    bad_rows,
)
from hustings.inputs.text import shown


def ranked(doubts: Doubts, free: list[Column]) -> list[Column]:
    """Ranks under candidates' names, where headings could be anything."""
    rows = len(doubts.table.rows)
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
        c for c in free if 0 < c.share_of_ranks < 0.5 and not c.heading.never and not c.slips_only
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
    if not _is_known_tool(doubts.table.headings, ranked):
        ranked = _without_intruders(doubts, ranked, rows)
    numbered = [column for column in ranked if is_numbering(column.heading.text)]
    if numbered and len(ranked) > len(numbered):
        raise doubts.unsure(numbered[0], [c for c in ranked if c not in numbered])
    # Of those whose headings say that they are no votes, one may be a candidate after all.
    for column in free:
        if column.heading.never and column.said and column.are_ranks and rows > 1:
            with_it = bad_rows([*ranked, column])
            if with_it * 2 < bad_rows(ranked):
                raise doubts.unsure(column, ranked)
    if len(ranked) < 1:
        raise doubts.ask(free)
    return ranked


def _without_intruders(doubts: Doubts, ranked: list[Column], rows: int) -> list[Column]:
    """The columns without those that no voter's ranks go with.

    A number of the row beside ranks makes two firsts and seconds all over the table; without
    it the rows are as they should be.
    """
    while len(ranked) > 2:
        bad = bad_rows(ranked)
        if not bad:
            break
        for column in always_filled(ranked):
            if always_first(column, ranked):
                others = [c for c in ranked if c is not column]
                if not (column.counts_up and bad_rows(others) * 2 <= bad):
                    raise doubts.unsure(column, others)
        suspects = [
            (bad_rows([c for c in ranked if c is not column]), column)
            for column in ranked
            if column.said and (all(column.values) or bad > 2)
        ]
        if not suspects:
            break
        least, suspect = min(suspects, key=lambda one: (one[0], one[1].place))
        if least * 2 > bad:
            break
        if not (suspect.counts_up and is_numbering(suspect.heading.text)):
            raise doubts.unsure(suspect, [c for c in ranked if c is not suspect])
        ranked = [column for column in ranked if column is not suspect]
    for column in always_filled(ranked):
        if always_last(column, ranked):
            raise doubts.unsure(column, [c for c in ranked if c is not column])
    for column in ranked:
        if column.counts_up and rows > 3:
            raise doubts.unsure(column, [c for c in ranked if c is not column])
    most = max(2 * len(ranked), 20)
    far = [c for c in ranked if any(len(ranked) < cells.rank_of(v) <= most for v in c.said)]
    if far and rows < 3 and len(ranked) > 1:
        raise doubts.unsure(far[0], [c for c in ranked if c is not far[0]])
    if rows > 1 and bad_rows(ranked) * 2 > rows:
        worst = ", ".join(column.heading.text for column in ranked[:3])
        raise doubts.unsettled(
            f"the numbers under {shown(worst)} … do not look like ranks: on most rows two stand"
            " first, or none",
            ranked,
        )
    return ranked


def _is_known_tool(headings: Sequence[str], ranked: list[Column]) -> bool:
    """Whether a tool wrote this that puts nothing but candidates beside its own columns.

    BetterVoting and RCTab have headings of their own; CIVS and Elekto put whoever a voter did
    not rank at the last rank, which is the number of candidates.
    """
    own = {*map(squashed, headings)}
    if "overvoterank" in own or {"precinctid", "batchid"} <= own:
        return True
    last = len(ranked)
    return not any(column.counts_up for column in ranked) and any(
        [cells.rank_of(value) for value in row].count(last) > 1
        for row in set(zip(*(column.values for column in ranked), strict=True))
    )
