"""One stage as bars: votes of each candidate against the quota, most votes first.

Knows how figures become lengths and which marks say what happened.

A bar is a drawing with a name above it and figures beside it, which are text of the page: a long
name takes the lines it needs, and no line is drawn through words. Lengths are percentages of the
width that the page gives. What colour says, a word, a hatching or an outline says too.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from hustings.counting.record import CountRecord, decimal
from hustings.report.charts import MINUS
from hustings.report.count.sheet import Row, Sheet
from hustings.report.wording import grouped

# CSS pixels: the height of a bar, by how much the quota's line stands out above and below it, and
# the width of a figure's digit, a little generous.
_BAR = 13
_BEYOND = 4
_DIGIT = 7.8


# What the marks mean, as (class of the mark, words).
KEY = (
    ("e", "elected"),
    ("c", "continuing"),
    ("g", "gained at this stage"),
    ("l", "lost at this stage"),
    ("n", "non-transferable"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all drawings of one count have in common, so that they can be compared.

    Attributes:
        order: candidates as they finished: elected in order, the rest by votes, then those
            excluded, the last one first. Those with equal votes stand in this order.
        full: the figure, in units, that a bar of full length stands for.
        space: pixels to the right of the bars that figures need.
    """

    order: tuple[int, ...]
    full: int
    space: int


def frame(record: CountRecord, sheet: Sheet) -> Frame:
    """The frame for the drawings of a count."""
    rows = [*sheet.candidates, sheet.non_transferable]
    votes = [units for row in rows[: None if sheet.has_quota else -1] for units in row.votes]
    figures = [grouped(decimal(units, record.places)) for row in rows for units in row.votes]
    figures += [signed(change or 0, record.places) for row in rows for change in row.changes]
    return Frame(
        order=_finish(record, sheet),
        full=max(1, *votes, *(column.quota for column in sheet.columns)),
        space=int(max(map(len, figures)) * _DIGIT) + 10,
    )


def _finish(record: CountRecord, sheet: Sheet) -> tuple[int, ...]:
    elected = {one.candidate: place for place, one in enumerate(record.elected)}
    last = record.stages[-1].votes

    def place(index: int) -> tuple[int, int, int, int]:
        row = sheet.candidates[index]
        if index in elected:
            return 0, elected[index], 0, index
        return 1, -row.excluded if row.excluded else -len(record.stages) - 1, -last[index], index

    return tuple(sorted(record.election.standing, key=place))


def signed(change: int, places: int) -> str:
    """A change with its sign, as a page shows it."""
    number = grouped(decimal(abs(change), places))
    return ("+" if change > 0 else MINUS if change < 0 else "") + number


def bars(record: CountRecord, sheet: Sheet, place: int, *, within: Frame) -> str:
    """The bars of the stage in column `place` (0-based), a list, the quota above them.

    Most votes first, and last the votes that nobody holds.
    """
    people = [sheet.candidates[index] for index in within.order]
    rows = [row for row in people if not row.over(place)]
    rows.sort(key=lambda row: -row.votes[place])
    column = sheet.columns[place]
    quota = column.quota if sheet.has_quota else None
    items = []
    if quota is not None:
        rows.append(sheet.non_transferable)
        items.append(_quota_mark(quota, record.places, within.full))
    items += [_item(row, place, record.places, within.full, quota) for row in rows]
    return (
        f'<ul class="chart" aria-label="Votes after stage {column.number}"'
        f' style="--room:{within.space}px">\n' + "\n".join(items) + "\n</ul>"
    )


def _item(row: Row, place: int, places: int, full: int, quota: int | None) -> str:
    """One bar with its name, what happened, and its figures."""
    word = _word(row, place)
    said = f' <span class="s">{word}</span>' if word else ""
    now = " now" if word.startswith("now") else ""
    change = row.changes[place]
    moved = f'<span class="m">{signed(change, places)}</span>' if change else ""
    shapes = "".join(_bar(row, place, full))
    if quota is not None:
        at = _share(quota, full)
        ends = f'y1="{-_BEYOND}" y2="{_BAR + _BEYOND}"'
        shapes += f'<line class="q" x1="{at}" x2="{at}" {ends}/>'
    return (
        f'<li><span class="a{now}">{escape(row.label)}{said}</span>'
        f'<svg width="100%" height="{_BAR}" aria-hidden="true" focusable="false">{shapes}</svg>'
        f'<span class="v">{grouped(decimal(row.votes[place], places))}</span>{moved}</li>'
    )


def key(sheet: Sheet) -> str:
    """What the marks mean: a list of samples with words."""
    needed = KEY if sheet.has_quota else (("e", "elected"), ("c", "not elected"))
    items = "".join(
        f'<li><svg width="28" height="14" aria-hidden="true" focusable="false">'
        f'<rect class="{kind}" x="1" y="1" width="26" height="12"/></svg> {words}</li>'
        for kind, words in needed
    )
    if sheet.has_quota:
        items += (
            '<li><svg width="28" height="14" aria-hidden="true" focusable="false">'
            '<line class="q" x1="14" x2="14" y1="0" y2="14"/></svg> quota</li>'
        )
    return f'<ul class="key">{items}</ul>'


def _share(units: int, full: int) -> str:
    """`units` as a percentage of `full`, two decimals, without floats."""
    hundredths = units * 10_000 // full
    return f"{hundredths // 100}.{hundredths % 100:02d}%".replace(".00%", "%")


def _bar(row: Row, place: int, full: int) -> list[str]:
    """What was held before and still is, what was gained (hatched), what was lost (outlined)."""
    votes = row.votes[place]
    change = row.changes[place] or 0
    kept = min(votes, votes - change)
    parts = [(_kind(row, place), 0, kept), ("g" if change > 0 else "l", kept, abs(change))]
    return [
        f'<rect class="{name}" x="{_share(start, full)}" width="{_share(size, full)}"'
        f' height="{_BAR}"/>'
        for name, start, size in parts
        if size > 0
    ]


def _kind(row: Row, place: int) -> str:
    """The mark for what was held before: elected, continuing or excluded, held by nobody."""
    if not row.state:
        return "n"
    return "e" if row.elected and row.elected <= place + 1 else "c"


def _word(row: Row, place: int) -> str:
    if row.elected == place + 1:
        return "now elected"
    if row.elected and row.elected <= place:
        return "elected"
    return "now excluded" if row.excluded == place + 1 else ""


def _quota_mark(quota: int, places: int, full: int) -> str:
    """The quota's figure on the side of its line where there is more room."""
    at = _share(quota, full)
    side = f'to" style="width:{at}' if quota * 2 > full else f'from" style="margin-left:{at}'
    return (
        f'<li class="ql"><span class="{side}">Quota {grouped(decimal(quota, places))}</span></li>'
    )
