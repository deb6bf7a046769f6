"""One stage as bars: votes of each candidate against the quota, drawn as SVG.

Knows how figures become lengths and which marks say what happened. Must not know the page around.

Lengths are percentages of the width that the page gives, and all text keeps its own size, so that
a drawing is as readable on a telephone as on paper. What colour says, a word, a hatching or an
outline says too.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from hustings.counting.record import CountRecord, decimal
from hustings.report.charts import MINUS
from hustings.report.count.sheet import Row, Sheet
from hustings.report.wording import grouped, listed

# Heights in CSS pixels: what stands above the bars, one row (name, then bar), one bar.
_TOP = 22
_ROW = 38
_BAR = 13
# Pixels of a figure's digit and of a letter, a little generous; what a telephone has side by side.
_DIGIT = 7.8
_LETTER = 7.3
_NARROWEST = 286
_LONGEST_NAME = 25


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
            excluded, the last one first.
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
    """The drawing of the stage in column `place` (0-based).

    Bars take the whole width; figures stand to the right of it, in the frame's space.
    """
    order = map(sheet.candidates.__getitem__, within.order)
    rows = [row for row in order if not row.over(place)]
    if sheet.has_quota:
        rows.append(sheet.non_transferable)
    shapes: list[str] = []
    texts: list[str] = []
    crowded = ""
    for number, row in enumerate(rows):
        top = _TOP + _ROW * number
        word = _word(row, place)
        shapes += _bar(row, place, within.full, top + 18)
        texts.append(_label(row.label, word, top + 13))
        right = f'x="100%" dx="{within.space}"'
        figure = grouped(decimal(row.votes[place], record.places))
        texts.append(f'<text class="v" {right} y="{top + 30}">{figure}</text>')
        if change := row.changes[place]:
            moved = signed(change, record.places)
            texts.append(f'<text class="m" {right} y="{top + 15}">{moved}</text>')
            letters = min(len(row.label), _LONGEST_NAME) + len(word) + len(moved)
            if letters * _LETTER > _NARROWEST:
                crowded = " crowded"
    column = sheet.columns[place]
    height = _TOP + _ROW * len(rows)
    if sheet.has_quota:
        line, label = _quota(column.quota, record.places, within.full, height)
        shapes.append(line)
        texts.append(label)
    return (
        f'<svg class="bars{crowded}" width="100%" height="{height}" role="img"'
        f' aria-labelledby="t{column.number} d{column.number}">'
        f'<title id="t{column.number}">Votes after stage {column.number}</title>'
        f'<desc id="d{column.number}">{escape(_description(record, sheet, place))}</desc>'
        f"{''.join(shapes + texts)}</svg>"
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


def _bar(row: Row, place: int, full: int, top: int) -> list[str]:
    """What was held before and still is, what was gained (hatched), what was lost (outlined)."""
    votes = row.votes[place]
    change = row.changes[place] or 0
    kept = min(votes, votes - change)
    parts = [(_kind(row, place), 0, kept), ("g" if change > 0 else "l", kept, abs(change))]
    return [
        f'<rect class="{name}" x="{_share(start, full)}" y="{top}" width="{_share(size, full)}"'
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


def _label(name: str, word: str, top: int) -> str:
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1].rstrip() + "…"
    said = f' <tspan class="s">{word}</tspan>' if word else ""
    return (
        f'<text class="{"now" if word[:3] == "now" else "a"}" y="{top}">{escape(name)}{said}</text>'
    )


def _quota(quota: int, places: int, full: int, height: int) -> tuple[str, str]:
    """The line at the quota, and its figure: to the left where the line is far to the right."""
    at = _share(quota, full)
    anchor, shift = ("end", 3) if quota * 10 > full * 7 else ("start", -3)
    return (
        f'<line class="q" x1="{at}" x2="{at}" y1="{_TOP - 4}" y2="{height}"/>',
        f'<text class="ql" x="{at}" dx="{shift}" y="12" text-anchor="{anchor}">'
        f"Quota {grouped(decimal(quota, places))}</text>",
    )


def _description(record: CountRecord, sheet: Sheet, place: int) -> str:
    column = sheet.columns[place]
    told = [f"{column.title}."]
    if sheet.has_quota:
        told.append(f"Quota {grouped(decimal(column.quota, record.places))}.")
    if column.elected:
        told.append(f"Elected at this stage: {listed(column.elected)}.")
    if column.excluded:
        told.append(f"Excluded at this stage: {listed(column.excluded)}.")
    told.append("Every figure stands in the stage table.")
    return " ".join(told)
