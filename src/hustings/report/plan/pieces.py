"""Drawings of estimates as SVG: how one stands on a page or in a file of its own, and its pieces.

Knows how lengths, lines and texts are written. `charts` draws with them.

Lengths are percentages of the width that there is and all text keeps its own size, as in
`report.count.charts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hustings.report.charts import MINUS, PATTERNS
from hustings.report.plan.figures import fixed
from hustings.report.styles import style

# Pixels from line to line of the key.
KEY = 20
# The part of the width that stays free at each end, so that no mark is cut off, in per cent.
_EDGE = 2.0
_MARGIN = 8
# Letters of a label.
_LONGEST = 36


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing, not yet placed.

    Attributes:
        name: unique on a page.
        title, words: what it is, and everything it shows, in words.
        height: in pixels.
        left, right: pixels beside the drawing that its texts need.
        body: SVG.
    """

    name: str
    title: str
    words: str
    height: int
    left: int
    right: int
    body: str


def inline(drawing: Drawing) -> str:
    """The drawing as a figure of a page that has the patterns and the style."""
    name = drawing.name
    return (
        f'<figure class="drawn" style="padding-left:{drawing.left}px;'
        f'padding-right:{drawing.right}px">'
        f'<svg class="bars" width="100%" height="{drawing.height}" role="img"'
        f' aria-labelledby="{name}-t {name}-d">{_titled(drawing)}{drawing.body}</svg></figure>'
    )


def standalone(drawing: Drawing, *, width: int = 640) -> str:
    """The drawing as a file of its own, light or dark as the viewer wishes."""
    name, margin = drawing.name, _MARGIN
    inner = width - drawing.left - drawing.right - 2 * margin
    height = drawing.height + 2 * margin
    sheet = style("colours", "drawings", "marks").replace("screen and ", "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f"{_titled(drawing)}<style>{sheet}</style>{PATTERNS}"
        f'<rect class="ground" width="{width}" height="{height}"/>'
        f'<svg class="bars" x="{drawing.left + margin}" y="{margin}" width="{inner}"'
        f' height="{drawing.height}" overflow="visible">{drawing.body}</svg></svg>\n'
    )


def _titled(drawing: Drawing) -> str:
    return (
        f'<title id="{drawing.name}-t">{escape(drawing.title)}</title>'
        f'<desc id="{drawing.name}-d">{escape(drawing.words)}</desc>'
    )


def key(items: Sequence[tuple[str, str]], left: int = 0) -> list[str]:
    """What the marks mean, one line each, at the top; from `left` pixels outside."""
    moved = f'<g transform="translate({-left} 0)">' if left else "<g>"
    return [
        moved
        + sample.replace("{y}", str(KEY * row + 10))
        + f'<text class="s" x="32" y="{KEY * row + 15}">{escape(words)}</text></g>'
        for row, (sample, words) in enumerate(items)
    ]


def part(value: float, low: float, high: float) -> float:
    """Where a value lies, as a part of the width."""
    inside = (value - low) / (high - low)
    return (_EDGE + inside * (100.0 - 2 * _EDGE)) / 100.0


def at(value: float, low: float, high: float) -> str:
    return f"{part(value, low, high) * 100:.2f}%"


def line(kind: str, x1: str, x2: str, y1: int, y2: int) -> str:
    return f'<line class="{kind}" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"/>'


def bar(kind: str, start: float, size: float, top: int, height: int) -> str:
    return (
        f'<rect class="{kind}" x="{start * 100:.2f}%" y="{top}" width="{size * 100:.2f}%"'
        f' height="{height}"/>'
    )


def label(words: str, y: int, *, strong: bool) -> str:
    """What stands above a line or bar; cut where a telephone has no room for it."""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    return f'<text class="{"now" if strong else "a"}" y="{y}">{escape(words)}</text>'


def right(words: str, y: int, room: int, *, strong: bool) -> str:
    kind = "v now" if strong else "v"
    return f'<text class="{kind}" x="100%" dx="{room}" y="{y}">{escape(words)}</text>'


def grid(
    low: float, high: float, top: int, bottom: int, marks: Sequence[tuple[float, str]]
) -> list[str]:
    """Upright lines with their figures below."""
    lines = []
    for value, words in marks:
        where = at(value, low, high)
        lines.append(line("grid", where, where, top, bottom))
        anchor = "start" if value == low else "end" if value == high else "middle"
        place = f'x="{where}" y="{bottom + 16}" text-anchor="{anchor}"'
        lines.append(f'<text class="tick" {place}>{words}</text>')
    return lines


def steps(low: int, high: int) -> list[tuple[float, str]]:
    """Whole seats, and half ones where there are few."""
    if high - low <= 2:
        return [(low + k / 2, f"{low + k / 2:g}") for k in range(2 * (high - low) + 1)]
    return [(float(k), str(k)) for k in range(low, high + 1)]


def nice(full: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that goes into `full` twice or a little more."""
    power = 10.0 ** math.floor(math.log10(full / 2))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= full / 2)


def tick(value: float, step: float) -> str:
    text = plain(value, step)
    return f"+{text}" if value > step / 2 else text.replace("-", MINUS)


def plain(value: float, step: float) -> str:
    """A figure of a scale, with the decimals that its steps need."""
    return fixed(value, max(0, -math.floor(math.log10(step))))
