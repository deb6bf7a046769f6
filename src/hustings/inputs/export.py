"""Tables written as CSV so that a spreadsheet shows them as they are meant.

Knows what a spreadsheet takes for a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV; lines end in \\n."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """A text that would be taken for a formula with an apostrophe before it; all else as it is.

    It begins with =, +, - or @ and is not a number. The apostrophe is what spreadsheets themselves
    ask for; a text that had one before such a beginning gets another, so that `meant` finds back.
    """
    bare = cell.lstrip("'")
    return f"'{cell}" if bare.startswith(_FORMULA) and not _NUMBER.fullmatch(bare) else cell


def meant(cell: str) -> str:
    """The text that `harmless` was given."""
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell
