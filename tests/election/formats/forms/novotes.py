"""Columns of a form that are no votes: times, addresses, numbers, remarks.

Knows what forms keep beside the votes, drawn at random. Knows the candidates only in order to put
them where they are no votes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from .tables import EMPTY, Cell, Column, number, words
from .words import DAYS, KINDS, VOTERS, WARDS, Language

BEGINNING = datetime(2027, 3, 14, 8, 0, 11)
EPOCH = datetime(1899, 12, 30)


def serial(at: datetime) -> float:
    """A time in days since the beginning of a spreadsheet's calendar."""
    return round((at - EPOCH) / timedelta(days=1), 5)


TIMES: tuple[Callable[[datetime], Cell], ...] = (
    lambda at: Cell(f"{at:%Y-%m-%d %H:%M:%S}", at),
    lambda at: Cell(f"{at:%d/%m/%Y %H:%M:%S}", at),
    lambda at: Cell(f"{at:%m/%d/%Y %H:%M:%S}", at),
    lambda at: Cell(f"{at.month}/{at.day}/{at:%y %H:%M:%S}", at),
    lambda at: Cell(f"{at:%d.%m.%Y %H:%M}", at.replace(second=0)),
    lambda at: Cell(f"{at:%d.%m.%Y}", at.replace(hour=0, minute=0, second=0)),
    lambda at: words(f"{at:%Y/%m/%d} {at.hour % 12 or 12}:{at:%M:%S} {'AP'[at.hour > 11]}M GMT"),
    lambda at: words(f"{at:%Y-%m-%dT%H:%M:%SZ}"),
    lambda at: words(f"{at:%H:%M}"),
    # As a spreadsheet counts days, where nobody said that a column holds dates.
    lambda at: Cell(str(serial(at)), serial(at)),
)


def times(random: Random, papers: int) -> list[Cell]:
    """A time for each paper, later and later, in one of the ways to write times."""
    told = random.choice(TIMES)
    at = BEGINNING
    cells = []
    for _ in range(papers):
        at += timedelta(seconds=random.randint(1, 4000))
        cells.append(told(at))
    return cells


def codes(random: Random, papers: int) -> list[Cell]:
    """Ids of letters and digits, all different."""
    form = random.choice(("R_{}", "{}", "b-{}", "{}"))
    length = random.choice((5, 8, 15))
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    made: dict[str, None] = {}
    while len(made) < papers:
        made[form.format("".join(random.choices(letters, k=length)))] = None
    return [words(code) for code in made]


def numbers(random: Random, papers: int) -> list[Cell]:
    """Numbers that count up, from 1 or from anywhere, now and then with gaps or as 3.0."""
    first = random.choice((1, 1, 1, random.randint(2, 99999)))
    step = random.choice((1, 1, 1, 2))
    pointed = random.random() < 0.1
    return [
        Cell(f"{at}.0" if pointed else str(at), at)
        for at in range(first, first + step * papers, step)
    ]


def precincts(random: Random, papers: int) -> list[Cell]:
    """One of a few precincts, with a name or a number."""
    few: list[Cell] = random.choice(
        (
            [words("p1"), words("p2")],
            [words(ward) for ward in WARDS],
            [number(3), number(7), number(12)],
            [number(1), number(2)],
            [words("AD 65"), words("AD 66")],
        )
    )
    return random.choices(few, k=papers)


def seconds(random: Random, papers: int) -> list[Cell]:
    """How long voters took."""
    return [number(random.randint(2, 900)) for _ in range(papers)]


def remarks(random: Random, papers: int, language: Language, names: list[str]) -> list[Cell]:
    """What voters had to say, most of them nothing; somebody says something."""
    said = [
        *language.remarks,
        random.choice(names),
        ", ".join(names[:3]),
        f"{names[0]}\nand not {names[-1]}",
        f"{names[-1]}: 1",
        "line one\n2\nline three",
    ]
    cells = [words(random.choice(said)) if random.random() < 0.4 else EMPTY for _ in range(papers)]
    if all(cell == EMPTY for cell in cells):
        cells[random.randrange(papers)] = words(random.choice(language.remarks[:3]))
    return cells


def flags(random: Random, papers: int, language: Language) -> list[Cell]:
    """TRUE and FALSE, or yes and no."""
    both = random.choice(
        (
            (Cell("TRUE", True), Cell("FALSE", False)),
            (Cell("True", True), Cell("False", False)),
            tuple(words(answer) for answer in language.answers),
        )
    )
    return random.choices(both, weights=(4, 1), k=papers)


def voters(random: Random, papers: int, names: list[str]) -> list[Cell]:
    """Who votes; now and then the candidates do."""
    people = names if random.random() < 0.2 else VOTERS
    return [words(random.choice(people)) for _ in range(papers)]


def days(random: Random, papers: int) -> list[Cell]:
    """Answers to a question that takes several."""
    lists = ["".join(f"{day};" for day in DAYS if random.random() < 0.5) for _ in range(papers)]
    return [words(days) for days in lists] if any(lists) else [words("Friday;")] * papers


def draw(
    random: Random, kind: str, papers: int, language: Language, names: list[str]
) -> list[Column]:
    """One kind of column, or two that belong together."""

    def column(heading: str, cells: list[Cell]) -> Column:
        return Column((words(heading),), tuple(cells))

    heading = random.choice(language.headings[kind])
    match kind:
        case "time":
            return [column(heading, times(random, papers))]
        case "email":
            mail = [f"{random.choice('abcdefgh')}{at}@example.org" for at in range(papers)]
            hidden = random.random() < 0.2
            return [column(heading, [words("anonymous" if hidden else one) for one in mail])]
        case "code":
            return [column(heading, codes(random, papers))]
        case "number":
            return [column(heading, numbers(random, papers))]
        case "precinct":
            return [column(heading, precincts(random, papers))]
        case "address":
            return [
                column(heading, [words(f"192.0.2.{random.randint(1, 254)}") for _ in range(papers)])
            ]
        case "seconds":
            return [column(heading, seconds(random, papers))]
        case "comment":
            return [column(heading, remarks(random, papers, language, names))]
        case "flag":
            return [column(heading, flags(random, papers, language))]
        case "voter":
            return [column(heading, voters(random, papers, names))]
        case "wards":
            return [
                column(one, [words(random.choice(WARDS)) for _ in range(papers)])
                for one in language.headings[kind]
            ]
        case "age":
            born = heading != language.headings["age"][0]
            low, high = (1940, 2009) if born else (16, 97)
            return [column(heading, [number(random.randint(low, high)) for _ in range(papers)])]
        case "days":
            return [column(heading, days(random, papers))]
        case "language":
            few = random.choice((["en"], ["en", "cy"], ["EN", "DE"]))
            return [column(heading, [words(random.choice(few)) for _ in range(papers)])]
    raise ValueError(kind)


def some(
    random: Random,
    papers: int,
    language: Language,
    names: list[str],
    *,
    most: int = 5,
    without: frozenset[str] = frozenset(),
) -> list[list[Column]]:
    """Up to so many kinds of columns, each once; columns that belong together stay together."""
    kinds = [kind for kind in KINDS if kind not in without]
    return [
        draw(random, kind, papers, language, names)
        for kind in random.sample(kinds, k=random.randint(0, most))
    ]


def small_numbers(column: Column) -> bool:
    """Whether every cell of a column could be taken for a rank."""
    held = [cell.value for cell in column.cells if cell != EMPTY]
    return bool(held) and all(type(value) is int and 1 <= value <= 20 for value in held)
