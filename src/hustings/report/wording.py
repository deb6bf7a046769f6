"""Words and lines that every report is made of: names in a sentence, numbers, text folded to fit.

Knows what a screen must not be sent and how English joins names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Joiners that some scripts need; every other character that prints nothing is replaced.
_JOINERS = "\u200c\u200d"
_GAP = "  "  # between columns


def printable(text: str) -> str:
    """`text` on one line, with a mark for each character that a screen must not be sent.

    Control characters could move a terminal's cursor, and those that turn the direction of
    writing could make a name read as another's.
    """
    return "".join(
        c if c.isprintable() or c in _JOINERS else "\N{REPLACEMENT CHARACTER}"
        for c in " ".join(text.split())
    )


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def grouped(number: str) -> str:
    """A decimal string with commas between thousands, from 10,000 up."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > 4 else number


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width`; a word too long for one is cut. At least one line."""
    lines = [""]
    for word in text.split():
        rest = word
        if lines[-1] and len(lines[-1]) + 1 + len(rest) <= width:
            lines[-1] += " " + rest
            continue
        if lines[-1]:
            lines.append("")
        while len(rest) > width:
            lines[-1] = rest[:width]
            rest = rest[width:]
            lines.append("")
        lines[-1] = rest
    return lines


def lined(rows: list[list[str]], *, left: int, width: int) -> Iterator[str]:
    """Rows in columns, the first `left` of them set to the left; long ones in several blocks."""
    sizes = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    start = left
    while start < len(sizes):
        stop = start + 1
        used = sum(sizes[:left]) + len(_GAP) * left + sizes[start]
        while stop < len(sizes) and used + len(_GAP) + sizes[stop] <= width:
            used += len(_GAP) + sizes[stop]
            stop += 1
        for row in rows:
            names = [cell.ljust(sizes[column]) for column, cell in enumerate(row[:left])]
            cells = [row[column].rjust(sizes[column]) for column in range(start, stop)]
            yield _GAP.join([*names, *cells])
        start = stop
