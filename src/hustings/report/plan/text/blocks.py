"""Sections of the report on a plan in plain text, for a terminal or a mail.

Knows how its blocks are written without markup. Drawings are left out: the tables and sentences
beside them hold the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hustings.report.plan.blocks import (
    Block,
    Card,
    Cards,
    Code,
    Content,
    Drawn,
    Items,
    Paragraph,
    Table,
)
from hustings.report.wording import lined, wrap

_INDENT = "  "


def written(report: Content, sections: Iterable[str], *, width: int = 80) -> str:
    """Those sections of a report that are called so, in lines of about `width`."""
    wanted = set(sections)
    lines = wrap(report.title, width)
    for section in report.sections:
        if section.name not in wanted:
            continue
        lines += ["", section.title, "-" * len(section.title)]
        for block in section.blocks:
            if text := list(_block(block, width)):
                lines += ["", *text]
    lines += ["", *wrap(report.notes, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from wrap(text, width)
        case Items(texts):
            for text in texts:
                first, *rest = wrap(text, width - 2)
                yield f"* {first}"
                yield from (_INDENT + line for line in rest)
        case Table():
            yield from wrap(f"{block.caption}:", width)
            yield from _table(block, width)
        case Cards(cards):
            for place, card in enumerate(cards):
                if place:
                    yield ""
                yield from _card(card, width)
        case Code(text):
            yield from (_INDENT + line for line in text.splitlines())
        case Drawn():
            return


def _card(card: Card, width: int) -> Iterator[str]:
    yield from wrap(f"{card.title} ({card.note})", width)
    for place, name in enumerate(card.names, 1):
        yield f"{_INDENT}{place:>2}. {name}"
    for line in wrap(" ".join(card.sentences), width - 2):
        if line:
            yield _INDENT + line


def _table(table: Table, width: int) -> Iterator[str]:
    """Columns with headings on as many lines as they need."""
    heads = [wrap(text, 14) for text in table.head]
    tall = max(map(len, heads))
    set_low = [[""] * (tall - len(head)) + head for head in heads]
    above = [[head[level] for head in set_low] for level in range(tall)]
    yield from lined([*above, *(list(row.cells) for row in table.rows)], left=1, width=width)
