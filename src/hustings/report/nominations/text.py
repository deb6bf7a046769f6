"""Nominations in plain text, for a terminal or a mail.

Knows how tables are lined up in lines of a given width.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.election.nominations.tally import Tally
from hustings.report.nominations.sentences import sentences
from hustings.report.nominations.tables import Table, tables
from hustings.report.wording import lined, printable, wrap

_INDENT = "  "
_HEAD = 11


def render(tally: Tally, *, width: int = 80) -> str:
    """Every table, one below the other."""
    lines = wrap(printable(tally.title), width) if tally.title else ["Nominations"]
    lines += ["", *wrap(" ".join(sentences(tally)), width)]
    for table in tables(tally):
        lines += ["", table.title, "-" * len(table.title), *_table(table, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(table: Table, width: int) -> Iterator[str]:
    yield from wrap(table.caption, width)
    if table.wide:
        for *cells, last in table.rows:
            yield from wrap(", ".join(cells), width)
            yield from (_INDENT + line for line in wrap(last, width - len(_INDENT)))
        return
    heads = [wrap(text, _HEAD) for text in table.head]
    tall = max(map(len, heads))
    low = [[""] * (tall - len(head)) + head for head in heads]
    above = [[head[level] for head in low] for level in range(tall)]
    yield from lined([*above, *map(list, table.rows)], left=table.words, width=width)
