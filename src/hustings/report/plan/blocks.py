"""The pieces a report on a plan is made of: paragraphs, tables, lists of names, drawings.

Knows their shapes. All texts are plain: whoever writes them into a page escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.report.plan.charts import Drawing


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `strong` for the one that matters most."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its heading first; `strong` for the plan's own."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        words: columns whose cells are words and not figures.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing; a table or sentences near it hold the same figures."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Card:
    """One list of names to ask for: where, the order, and why."""

    title: str
    note: str
    names: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The lists of names, side by side where there is room."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A command to type."""

    text: str


Block = Paragraph | Items | Table | Drawn | Cards | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a heading; `name` is unique in it."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The whole report.

    Attributes:
        title, kicker: the heading, and what stands above it.
        facts: labels with their figures.
        notes: a sentence below them.
    """

    title: str
    kicker: str
    facts: tuple[tuple[str, str], ...]
    notes: str
    sections: tuple[Section, ...]
