"""Exports of forms made at random, of a shape and with columns that a human can tell.

Knows what is in a file because it put it there. Knows no reader. Whatever it makes can be decided
by a careful human who sees nothing but the file; where it takes knowing what a heading means, or
where a rule has to judge a mark, `doubt` says so, and a reader may refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from . import novotes
from .tables import EMPTY, Cell, Column, Table, assemble, number, padded, words, write
from .verdict import Found, Ranking, accept, canonical
from .words import (
    DIGITS,
    ENGLISH,
    LANGUAGES,
    NAMES,
    OVERVOTES,
    SQUARE,
    UNDERVOTES,
    WRITE_INS,
    Language,
)

__all__ = ["LAYOUTS", "Built", "Found", "accept", "build"]


class Built(NamedTuple):
    """A file made at random and what is in it.

    Attributes:
        text: the file.
        delimiter: between cells.
        layout: which of `LAYOUTS`.
        candidates: everybody whom the file names as a candidate: in the order of their columns
            where they are in headings, else sorted. Whom nobody ranked, and who stands in no
            heading, cannot be found and is left out.
        ballots: papers for each ranking; see `verdict`.
        language: of headings and ordinals.
        doubt: why a reader may refuse it, though a careful human would not; empty: it must count.
        extras: headings of the columns that are no votes.
        table: the same with titles and empty rows, without a line `sep=`, for spreadsheets.
        first: the row of the table with the first paper.
        papers: how many rows are papers.
        votes: the columns of votes, in order of rank or of candidates.
        how: what the votes are: "names", "ranks", or "order" (all in one cell).
        within: what stands between two marks in one cell.
    """

    text: str
    delimiter: str
    layout: str
    candidates: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    language: str
    doubt: str
    extras: tuple[str, ...]
    table: Table
    first: int
    papers: int
    votes: tuple[int, ...]
    how: str
    within: str


@dataclass
class Draft:
    """What has been drawn so far: who stands, what they got, in which words."""

    random: Random
    language: Language
    names: list[str]
    ballots: list[Ranking]
    top: int
    how: str = "names"
    within: str = "\0"
    doubts: list[str] = field(default_factory=list)
    bare: bool = False
    fixed: bool = False
    before: list[Column] = field(default_factory=list)
    after: list[Column] = field(default_factory=list)
    votes: list[Column] = field(default_factory=list)

    def likely(self, chance: float) -> bool:
        return self.random.random() < chance

    def code(self) -> str:
        return self.language.code


class Marks(NamedTuple):
    """What a form lets voters do."""

    ties: float = 0.0
    gaps: float = 0.0
    repeats: float = 0.0
    full: bool = False
    all_ranks: bool = False


# --- Ballots ------------------------------------------------------------------------------------


def draw_ballots(random: Random, names: Sequence[str], top: int, marks: Marks) -> list[Ranking]:
    """Ballots that a form like this could bring: some popular orders, some of every voter's own."""
    papers = random.choices(
        (1, random.randint(2, 5), random.randint(6, 20), random.randint(21, 60)), (2, 4, 5, 2)
    )[0]
    if random.random() < 0.03:
        return [()] * papers
    popular = [random.sample(names, k=len(names)) for _ in range(3)]
    return [draw_ballot(random, names, top, marks, popular) for _ in range(papers)]


def draw_ballot(
    random: Random,
    names: Sequence[str],
    top: int,
    marks: Marks,
    popular: list[list[str]],
) -> Ranking:
    """One ballot, as marked."""
    if random.random() < 0.06:
        return ()
    order = random.choice(popular) if random.random() < 0.5 else random.sample(names, len(names))
    length = top if marks.full or random.random() < 0.4 else random.randint(1, top)
    ranks: list[list[str]] = [[name] for name in order[:length]]
    if random.random() < marks.ties and len(ranks) > 1:
        at = random.randrange(len(ranks) - 1)
        ranks[at] += ranks.pop(at + 1)
    if random.random() < marks.repeats and len(ranks) > 1:
        ranks[random.randrange(1, len(ranks))] = [ranks[0][0]]
    if random.random() < marks.gaps:
        for _ in range(random.randint(1, 2)):
            if len(ranks) < top:
                ranks.insert(random.randrange(len(ranks)), [])
    if marks.all_ranks and len(ranks) < top:
        rest = [name for name in names if name not in {one for rank in ranks for one in rank}]
        ranks += [[]] * (top - len(ranks) - 1) + [rest]
    return canonical(tuple(tuple(rank) for rank in ranks))


def at(ranking: Ranking, rank: int) -> tuple[str, ...]:
    """Who stands at a rank, from 0."""
    if rank >= len(ranking):
        return ()
    held = ranking[rank]
    return (held,) if isinstance(held, str) else held or ()


# --- Votes --------------------------------------------------------------------------------------


def name_columns(draft: Draft, headings: Sequence[str], *, undervote: str | None = None) -> None:
    """Names in columns of ranks; `undervote` is the word that the program always writes."""
    random = draft.random
    style = random.choice(("blank", "word", "between")) if undervote is None else "word"
    word = random.choice(UNDERVOTES) if undervote is None else undervote
    judged = random.choice(OVERVOTES + WRITE_INS) if draft.likely(0.06) else word
    trail = " " if undervote is None and draft.likely(0.05) else ""

    def cell(ranking: Ranking, rank: int) -> Cell:
        if held := at(ranking, rank):
            return words((draft.within.join(random.sample(held, len(held)))) + trail)
        if rank < len(ranking) and judged != word:
            draft.doubts.append("a mark for nobody that could be counted, for the rules to judge")
            return words(judged)
        if style == "word" or (style == "between" and rank < len(ranking)):
            return words(word)
        return EMPTY

    draft.votes = [
        Column((words(heading),), tuple(cell(ranking, rank) for ranking in draft.ballots), rank)
        for rank, heading in enumerate(headings)
    ]


def rank_columns(
    draft: Draft,
    headings: Sequence[tuple[Cell, ...]],
    *,
    labels: Sequence[str] = DIGITS,
    blank: str = "",
) -> None:
    """Ranks in columns of candidates."""
    draft.how = "ranks"
    pointed = labels is DIGITS and draft.likely(0.15)

    def cell(name: str, ranking: Ranking) -> Cell:
        ranks = [rank for rank in range(len(ranking)) if name in at(ranking, rank)]
        if not ranks:
            return words(blank)
        if labels[0] != "1" or labels[1] != "2":
            return words(labels[ranks[0]])
        mark = number(ranks[0] + 1)
        return Cell(f"{mark.written}.0", mark.value) if pointed else mark

    draft.votes = [
        Column(heading, tuple(cell(name, ranking) for ranking in draft.ballots), place)
        for place, (name, heading) in enumerate(zip(draft.names, headings, strict=True))
    ]


def labels_of(draft: Draft, *, headings: bool = False) -> tuple[str, ...]:
    """A list of labels of ranks; over columns of names none that is a number and no more."""
    lists = [
        labels for labels in draft.language.labels if not (headings and labels[0] in {"1", "1."})
    ]
    return draft.random.choice(lists)


def question_of(draft: Draft) -> str:
    return draft.random.choice(draft.language.questions)


# --- Layouts ------------------------------------------------------------------------------------


def names_by_rank(draft: Draft) -> None:
    """Names in labelled columns, with or without the question over each."""
    form = draft.random.choice(("{label}", "{question} [{label}]", "{question}: {label}"))
    labels = DIGITS
    if form == "{label}" or draft.likely(0.8):
        labels = labels_of(draft, headings=True)
    question = question_of(draft)
    name_columns(
        draft, [form.format(label=label, question=question) for label in labels[: draft.top]]
    )


def ranks_in_brackets(draft: Draft) -> None:
    """Ranks or words of rank under `QUESTION [Candidate]`."""
    question = question_of(draft)
    rank_columns(
        draft,
        [(words(f"{question} [{name}]"),) for name in draft.names],
        labels=labels_of(draft),
    )


def ranks_bare(draft: Draft) -> None:
    """Ranks or words of rank under names and nothing else."""
    draft.bare = True
    rank_columns(
        draft,
        [(words(name),) for name in draft.names],
        labels=labels_of(draft) if draft.likely(0.3) else DIGITS,
        blank=draft.random.choice(UNDERVOTES) if draft.likely(0.1) else "",
    )


def order_in_cell(draft: Draft) -> None:
    """The whole order in one cell, as Microsoft Forms has it."""
    draft.how, draft.within = "order", ";"
    end = ";" if draft.likely(0.8) else ""
    cells = tuple(
        words(";".join(at(ranking, rank)[0] for rank in range(len(ranking))) + end)
        if ranking
        else EMPTY
        for ranking in draft.ballots
    )
    draft.votes = [Column((words(question_of(draft)),), cells, 0)]


def limesurvey(draft: Draft) -> None:
    """Names by rank after LimeSurvey's own columns, with texts or codes over them."""
    papers, random = len(draft.ballots), draft.random
    stamp = [words(f"2027-03-14 08:{one % 60:02}:00") for one in range(papers)]
    own = (
        draft.language.limesurvey
        if draft.likely(0.7)
        else ("id", "submitdate", "lastpage", "startlanguage", "seed")
    )
    columns = (
        [number(one + 3) for one in range(papers)],
        stamp,
        [number(2)] * papers,
        [words(draft.code())] * papers,
        [number(random.randint(1, 2**31)) for _ in range(papers)],
    )
    draft.before = [
        Column((words(heading),), tuple(cells)) for heading, cells in zip(own, columns, strict=True)
    ]
    rank = {"de": "Rang", "fr": "Rang", "es": "Preferencia", "cy": "Dewis"}.get(draft.code())
    form = random.choice(
        (
            "{code}[{n}]",
            f"{{question}} [{rank or 'Rank'} {{n}}]",
            f"{{question}} [{rank or 'Ranking'} {{n}}]",
            f"{{question}} ({rank or 'Rank'} {{n}})",
        )
    )
    question, code = question_of(draft), random.choice(("Q1", "G02Q07", "vote"))
    name_columns(
        draft,
        [form.format(code=code, question=question, n=one + 1) for one in range(draft.top)],
        undervote="",
    )


def qualtrics(draft: Draft) -> None:
    """Three heading rows: labels, texts with the question over and over, and ids of import."""
    draft.fixed = True
    papers, random = len(draft.ballots), draft.random
    label, ident = random.choice(("Q5", "Rank", "QID9")), random.choice(("QID5", "QID12"))
    question = f"{question_of(draft)}{random.choice(('', chr(10) + 'Drag and drop.'))}"

    def head(name: str, text: str, code: str) -> tuple[Cell, ...]:
        return words(name), words(text), words(f'{{"ImportId":"{code}"}}')

    rank_columns(
        draft,
        [
            (head(f"{label}_{one}", f"{question} - {name}", f"{ident}_{one}"))
            for one, name in enumerate(draft.names, start=random.choice((1, 1, 4)))
        ],
    )
    at_times = novotes.times(random, papers)
    own: list[tuple[str, str, str, list[Cell]]] = [
        ("StartDate", "Start Date", "startDate", at_times),
        ("EndDate", "End Date", "endDate", at_times),
        ("Status", "Response Type", "status", [words("IP Address")] * papers),
        ("IPAddress", "IP Address", "ipAddress", [words("192.0.2.8")] * papers),
        ("Progress", "Progress", "progress", [number(100)] * papers),
        (
            *("Duration (in seconds)", "Duration (in seconds)", "duration"),
            novotes.seconds(random, papers),
        ),
        ("Finished", "Finished", "finished", [Cell("True", True)] * papers),
        ("ResponseId", "Response ID", "_recordId", novotes.codes(random, papers)),
        ("UserLanguage", "User Language", "userLanguage", [words(draft.code().upper())] * papers),
    ]
    kept = [one for one in own if one[0] in {"StartDate", "ResponseId"} or draft.likely(0.7)]
    draft.before = [Column(head(*heads), tuple(cells)) for *heads, cells in kept]
    if draft.likely(0.4):
        remarks = novotes.remarks(random, papers, draft.language, draft.names)
        draft.after = [Column(head("Q6", "Anything else?", "QID6_TEXT"), tuple(remarks))]


def surveymonkey(draft: Draft) -> None:
    """Two heading rows: the question over the first candidate, the candidates below."""
    draft.fixed = True
    papers, random = len(draft.ballots), draft.random
    question = words(question_of(draft))
    rank_columns(
        draft,
        [(EMPTY if one else question, words(name)) for one, name in enumerate(draft.names)],
    )
    at_times = novotes.times(random, papers)
    own: list[tuple[str, list[Cell]]] = [
        ("Respondent ID", [number(11844001121 + 7 * one) for one in range(papers)]),
        ("Collector ID", [number(441002)] * papers),
        ("Start Date", at_times),
        ("End Date", at_times),
        ("IP Address", [words("192.0.2.44")] * papers),
        *((empty, [EMPTY] * papers) for empty in ("Email Address", "First Name", "Last Name")),
        ("Custom Data 1", [EMPTY] * papers),
    ]
    draft.before = [Column((words(heading), EMPTY), tuple(cells)) for heading, cells in own]
    if draft.likely(0.4):
        asked = (words(random.choice(("Anything else?", "Comments"))), words("Open-Ended Response"))
        cells = novotes.remarks(random, papers, draft.language, draft.names)
        draft.after = [Column(asked, tuple(cells))]


def rctab(draft: Draft) -> None:
    """rctab_cvr.csv: names by rank, undervotes in words, equals on lines of their own."""
    draft.fixed, draft.within, draft.language = True, "\n", ENGLISH
    papers, random = len(draft.ballots), draft.random
    name_columns(draft, [f"Rank {one + 1}" for one in range(draft.top)], undervote="undervote")
    path, provider = random.choice((("cvr.xlsx", "ess"), ("house.json", "dominion")))
    told = provider == "dominion"
    own: list[tuple[str, list[Cell]]] = [
        ("Source Filepath", [words(path)] * papers),
        ("CVR Provider", [words(provider)] * papers),
        ("Contest Id", [number(69) if told else EMPTY] * papers),
        ("Tabulator Id", [number(3) if told else EMPTY] * papers),
        ("Batch Id", [number(1 + one // 9) if told else EMPTY for one in range(papers)]),
        ("Record Id", [words(f"{path}-{one + 1}") for one in range(papers)]),
        ("Precinct", novotes.precincts(random, papers) if told else [EMPTY] * papers),
        ("Precinct Portion", [words("Ward 4 (108)") if told else EMPTY] * papers),
    ]
    draft.before = [Column((words(heading),), tuple(cells)) for heading, cells in own]


def rctab_generic(draft: Draft) -> None:
    """RCTab's generic CSV: ids, precincts, batches, then ranks under names."""
    draft.fixed, draft.language = True, ENGLISH
    papers, random = len(draft.ballots), draft.random
    rank_columns(draft, [(words(name),) for name in draft.names])
    batches = random.choice(([words("b1"), words("b2")], [EMPTY, words("b1")]))
    first = "Response ID" if draft.likely(0.8) else ""
    precincts = novotes.precincts(random, papers)
    draft.before = [
        Column((words(first),), tuple(novotes.codes(random, papers))),
        Column((words("precinct_id"),), tuple(precincts)),
        Column((words("batch_id"),), tuple(random.choices(batches, k=papers))),
    ]


def civs(draft: Draft) -> None:
    """CIVS and Elekto: ranks under names; whom a voter does not rank shares the last rank."""
    draft.bare = draft.fixed = True
    rank_columns(draft, [(words(name),) for name in draft.names])


def bettervoting(draft: Draft) -> None:
    """BetterVoting: ranks under names, then `overvote_rank`, which holds ranks and is no vote."""
    draft.fixed, draft.language = True, ENGLISH
    papers, random = len(draft.ballots), draft.random
    rank_columns(draft, [(words(name),) for name in draft.names])
    draft.before = [
        Column((words("ballot_id"),), tuple(novotes.codes(random, papers))),
        Column((words("precinct"),), tuple(novotes.precincts(random, papers))),
    ]
    ties = [
        next((rank for rank in range(len(ranking)) if len(at(ranking, rank)) > 1), None)
        for ranking in draft.ballots
    ]
    draft.after = [
        Column(
            (words("overvote_rank"),),
            tuple(EMPTY if tie is None else number(tie + 1) for tie in ties),
        ),
        Column(
            (words("has_duplicate_rank"),),
            tuple(Cell(str(tie is not None).upper(), tie is not None) for tie in ties),
        ),
    ]


class Layout(NamedTuple):
    """How to draw a layout and what it lets voters do."""

    draw: Callable[[Draft], None]
    marks: Marks = Marks()
    every_rank: bool = False
    square: bool = False


LAYOUTS = {
    "names by rank": Layout(names_by_rank, Marks(gaps=0.15, repeats=0.05), square=True),
    "ranks in brackets": Layout(
        ranks_in_brackets, Marks(ties=0.1, gaps=0.15), every_rank=True, square=True
    ),
    "ranks under bare names": Layout(ranks_bare, Marks(ties=0.05, gaps=0.1), every_rank=True),
    "order in one cell": Layout(order_in_cell, Marks(full=True), every_rank=True, square=True),
    "LimeSurvey": Layout(limesurvey, Marks(), square=True),
    "Qualtrics": Layout(qualtrics, Marks(gaps=0.05), every_rank=True, square=True),
    "SurveyMonkey": Layout(surveymonkey, Marks(), every_rank=True),
    "rctab": Layout(rctab, Marks(ties=0.1, gaps=0.15, repeats=0.05)),
    "RCTab generic": Layout(rctab_generic, Marks(gaps=0.1), every_rank=True),
    "CIVS": Layout(civs, Marks(ties=0.2, all_ranks=True), every_rank=True),
    "BetterVoting": Layout(bettervoting, Marks(ties=0.15, gaps=0.1), every_rank=True),
}


# --- The file -----------------------------------------------------------------------------------


def build(random: Random) -> Built:
    """An export made at random; the same for the same state of `random`."""
    name = random.choice(tuple(LAYOUTS))
    layout = LAYOUTS[name]
    names = random.sample(NAMES + (SQUARE if layout.square else ()), k=random.randint(3, 12))
    top = len(names) if layout.every_rank else random.randint(2, len(names))
    draft = Draft(
        random=random,
        language=ENGLISH if random.random() < 0.3 else random.choice(LANGUAGES),
        names=names,
        ballots=draw_ballots(random, names, top, layout.marks),
        top=top,
    )
    layout.draw(draft)
    columns = place(draft)
    if all(column.cells[-1] == EMPTY for column in columns):
        # Nobody could tell a blank paper from an empty row at the end.
        stamps = Column((words("Timestamp"),), tuple(novotes.times(random, len(draft.ballots))))
        columns = [stamps, *columns]
    judge(draft, columns)
    return finish(name, draft, columns)


def place(draft: Draft) -> list[Column]:
    """The columns from left to right, with columns that are no votes at places of their own."""
    random, papers = draft.random, len(draft.ballots)
    columns = [*draft.before, *draft.votes, *draft.after]
    if draft.fixed and not (draft.bare and draft.likely(0.2)):
        return columns
    if draft.how == "names" and not draft.before and draft.likely(0.1):
        random.shuffle(columns)
    groups = novotes.some(random, papers, draft.language, draft.names)
    if draft.how == "order" and not groups:
        groups = [novotes.draw(random, "time", papers, draft.language, draft.names)]
    anywhere = draft.likely(0.3)
    # No two columns of a file have the same heading.
    taken = {column.heads[0].written.casefold() for column in columns}
    for group in groups:
        if taken & {column.heads[0].written.casefold() for column in group}:
            continue
        taken |= {column.heads[0].written.casefold() for column in group}
        ends = [0, len(columns)] if random.random() < 0.3 else [0]
        spot = random.randint(0, len(columns)) if anywhere else random.choice(ends)
        columns[spot:spot] = group
    return columns


def judge(draft: Draft, columns: list[Column]) -> None:
    """Say where a reader has a reason to ask."""
    others = [column for column in columns if column.vote is None]
    if not any(draft.ballots):
        draft.doubts.append("nobody marked anything")
    if draft.bare:
        if any(novotes.small_numbers(column) for column in others):
            draft.doubts.append("numbers that only their heading tells from ranks")
        if any(len(at(ranking, 0)) > 1 for ranking in draft.ballots):
            draft.doubts.append("two firsts on a paper, under headings that say nothing")
    if draft.how == "order" and any(
        str(cell.value).endswith(";") for column in others for cell in column.cells
    ):
        draft.doubts.append("lists in two columns, which only their headings tell apart")
    if columns[0].heads[0].written.startswith("#"):
        draft.doubts.append("a line that begins with # is a comment elsewhere")


def finish(name: str, draft: Draft, columns: list[Column]) -> Built:
    """The table with what surrounds it, and the text."""
    random = draft.random
    above: Table = ()
    if len(columns[0].heads) == 1 and not draft.fixed and draft.likely(0.1):
        title = words(random.choice(("Spring election, 2027", "Etholiad 2027", "Wahl 2027")))
        above = ((title,),) if draft.likely(0.5) else ((title,), ())
    below: Table = ((),) * (random.randint(1, 5) if draft.likely(0.2) else 0)
    width = len(columns) + (random.randint(1, 3) if draft.likely(0.15) else 0)
    within = padded(assemble(columns), width)
    table = padded(above, width) + within + padded(below, width)
    # A spreadsheet makes every row as wide as the widest; an editor does not.
    shown = above + within + below if draft.likely(0.3) else table
    delimiter = random.choice((",", ",", ",", ";", "\t"))
    newline = random.choice(("\n", "\r\n"))
    text = write(shown, delimiter=delimiter, quote_all=draft.likely(0.3), newline=newline)
    if not above and delimiter != "\t" and draft.likely(0.06):
        text = f"sep={delimiter}{newline}{text}"
    if draft.likely(0.05):
        text = text.removesuffix(newline)
    votes = sorted(
        (column.vote, spot) for spot, column in enumerate(columns) if column.vote is not None
    )
    ranked = {
        one
        for ranking in draft.ballots
        for rank in range(len(ranking))
        for one in at(ranking, rank)
    }
    return Built(
        text=("\ufeff" if draft.likely(0.25) else "") + text,
        delimiter=delimiter,
        layout=name,
        candidates=tuple(draft.names if draft.how == "ranks" else sorted(ranked)),
        ballots=dict(Counter(draft.ballots)),
        language=draft.code(),
        doubt="; ".join(dict.fromkeys(draft.doubts)),
        extras=tuple(column.heads[0].written for column in columns if column.vote is None),
        table=table,
        first=len(above) + len(columns[0].heads),
        papers=len(draft.ballots),
        votes=tuple(spot for _, spot in votes),
        how=draft.how,
        within=draft.within,
    )
