"""The stage table in plain text: as many stages side by side as a line holds, page below page.

Knows how columns of figures are lined up.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from hustings.counting.record import decimal
from hustings.report.count.sheet import Column, Row, Sheet
from hustings.report.wording import wrap

GAP = "  "
# More names than this in a column's heading become a number, and a note below the table.
NAMES_IN_HEADING = 3
_LEAST_COLUMN = len("Exclusion of")


class Style(Enum):
    """How a line may be marked on a terminal."""

    PLAIN = ""
    HEADING = "1"
    ELECTED = "1;32"


Line = tuple[str, Style]


class _Block(NamedTuple):
    """One column: lines of its heading, one cell a row, lines of its foot; none wider than it."""

    width: int
    heading: list[str]
    cells: list[str]
    foot: list[str]
    left: bool = False

    def line(self, lines: list[str], place: int) -> str:
        text = lines[place] if place < len(lines) else ""
        return text.ljust(self.width) if self.left else text.rjust(self.width)


def stage_table(sheet: Sheet, chosen: Sequence[int], places: int, width: int) -> list[Line]:
    """The table for the chosen stages (0-based places), and in the end what became of everybody."""
    rows: list[tuple[str, Row]] = [(row.label, row) for row in sheet.candidates]
    rows.append((sheet.non_transferable.label, sheet.non_transferable))
    if sheet.lost:
        rows.append(("  lost to fractions", sheet.lost))
    rows.append((sheet.total.label, sheet.total))
    iterations = any(column.iterations for column in sheet.columns)
    labels = [label for label, _ in rows]
    labels += ["Transfer value"] * sheet.has_values
    labels += ["Quota at the end"] * sheet.quota_changes + ["Iterations"] * iterations
    blocks = []
    for place in chosen:
        value = sheet.columns[place].transfer_value
        extra = ["" if value is None else decimal(value, places)] * sheet.has_values
        extra += [decimal(sheet.columns[place].quota, places)] * sheet.quota_changes
        extra += [str(sheet.columns[place].iterations or "")] * iterations
        blocks.append(_stage(sheet.columns[place], rows, place, extra, places))
    states = [row.state for _, row in rows]
    blocks.append(_Block(max(map(len, ["Result", *states])), ["Result"], states, [], left=True))
    names = _names(labels, blocks, width, foot="Elected")
    return _pages(names, blocks, width, ruled=len(sheet.candidates))


def keep_table(sheet: Sheet, chosen: Sequence[int], places: int, width: int) -> list[Line]:
    """Meek: keep factors of elected candidates at the end of each chosen stage; may be empty."""
    rows = [row for row in sheet.candidates if row.elected and row.keep]
    if not rows:
        return []
    blocks = []
    for place in chosen:
        cells = [decimal(r.keep[place], places) if r.elected <= place + 1 else "" for r in rows]
        heading = [f"Stage {place + 1}"]
        blocks.append(_Block(max(map(len, heading + cells)), heading, cells, []))
    return _pages(_names([row.label for row in rows], blocks, width), blocks, width, ruled=0)


def _stage(
    column: Column, rows: list[tuple[str, Row]], place: int, extra: list[str], places: int
) -> _Block:
    """One stage: the signed change, then the total; the first stage has totals only."""
    pairs = [_figures(row, place, places) for _, row in rows]
    change = max(len(signed) for signed, _ in pairs)
    total = max(len(votes) for _, votes in pairs)
    cells = [f"{signed:>{change}} {votes:>{total}}".rstrip() for signed, votes in pairs]
    width = max(_LEAST_COLUMN, *map(len, cells + extra))
    if len(column.of) > NAMES_IN_HEADING:
        done = wrap(f"{column.action} {len(column.of)} candidates", width)
    else:
        done = wrap(column.action, width)
        done += [line for name in column.of for line in _folded(name, width)]
    elected = [line for name in column.elected for line in _folded(name, width)]
    return _Block(width, [f"Stage {column.number}", *done], cells + extra, elected)


def _figures(row: Row, place: int, places: int) -> tuple[str, str]:
    if not row.votes:
        return "", ""
    if row.over(place):
        return "", "-"
    change = row.changes[place]
    signed = f"{'+' if change > 0 else ''}{decimal(change, places)}" if change else ""
    return signed, decimal(row.votes[place], places)


def _folded(name: str, width: int) -> list[str]:
    """A name on at most two lines."""
    lines = wrap(name, width)
    return lines if len(lines) <= 2 else [lines[0], _cut(" ".join(lines[1:]), width)]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _names(labels: list[str], blocks: list[_Block], width: int, *, foot: str = "") -> _Block:
    """The first column; long names are cut, and those cut alike have their number in the list."""
    room = width - len(GAP) - max(block.width for block in blocks)
    longest = min(max(map(len, [*labels, foot])), max(width * 2 // 5, _LEAST_COLUMN), room)
    cut = [_cut(label, longest) for label in labels]
    alike = {label for label in cut if label.endswith("…") and cut.count(label) > 1}
    for place, label in enumerate(labels):
        if cut[place] in alike:
            mark = f"…{place + 1}"
            cut[place] = label[: longest - len(mark)].rstrip() + mark
    return _Block(longest, [], cut, [foot] if foot else [], left=True)


def _pages(names: _Block, blocks: list[_Block], width: int, *, ruled: int) -> list[Line]:
    lines: list[Line] = []
    start = 0
    while start < len(blocks):
        stop, used = start + 1, names.width + len(GAP) + blocks[start].width
        while stop < len(blocks) and used + len(GAP) + blocks[stop].width <= width:
            used += len(GAP) + blocks[stop].width
            stop += 1
        if lines:
            lines.append(("", Style.PLAIN))
        results_alone = start and stop == len(blocks) == start + 1 and blocks[start].left
        rows = ruled if results_alone else len(names.cells)
        lines += _page([names, *blocks[start:stop]], used, ruled, rows)
        start = stop
    return lines


def _page(shown: list[_Block], width: int, ruled: int, rows: int) -> list[Line]:
    """The first `rows` of a page; a rule below the heading, below row `ruled`, above the foot."""
    rule = ("-" * width, Style.PLAIN)
    lines: list[Line] = []
    for place in range(max(len(block.heading) for block in shown)):
        text = GAP.join(block.line(block.heading, place) for block in shown)
        lines.append((text.rstrip(), Style.HEADING))
    lines.append(rule)
    for place in range(rows):
        if ruled and place == ruled:
            lines.append(rule)
        if place >= ruled > 0 and not any(
            place < len(b.cells) and b.cells[place] for b in shown[1:]
        ):
            continue  # a figure that no stage on this page has
        text = GAP.join(block.line(block.cells, place) for block in shown)
        lines.append((text.rstrip(), Style.PLAIN))
    if any(block.foot for block in shown[1:]):
        lines.append(rule)
        for place in range(max(len(block.foot) for block in shown)):
            text = GAP.join(block.line(block.foot, place) for block in shown)
            lines.append((text.rstrip(), Style.ELECTED))
    return lines
