"""What a plan brings, drawn as SVG: expected seats, chances, assumptions, numbers of candidates.

Knows how estimates become lengths and marks.

Lengths are percentages of the width that the page gives and all text keeps its own size, as in
`report.count.charts`. What colour says, a shape, a hatching or a figure beside it says too, and
each drawing's description says all of it in words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from itertools import pairwise

from hustings.planning.plan.evaluation import Estimate
from hustings.report.plan import pieces as put
from hustings.report.plan.figures import chance_figure, clear, figure, signed
from hustings.report.plan.pieces import Drawing, inline, standalone

__all__ = (
    "SEEN",
    "Drawing",
    "Mark",
    "Size",
    "chances",
    "inline",
    "seats",
    "sizes",
    "standalone",
    "tornado",
)

# Pixels that figures beside a drawing need.
_FIGURE = 104
_CHANCE = 98
_LEFT = 22
# A chance below this is not shown.
SEEN = 0.005


class Mark(Enum):
    """How a dot looks, and so what it stands for."""

    PLAN = "plan"
    OTHER = "other"
    BOUND = "bound"


# -- expected seats ------------------------------------------------------------------------------


def seats(rows: Sequence[tuple[str, Estimate, Mark]]) -> Drawing:
    """Expected seats of plans and bounds: a dot each, and a line two standard errors either way."""
    low = math.floor(min(one.mean - 2 * one.standard_error for _, one, _ in rows))
    high = math.ceil(max(one.mean + 2 * one.standard_error for _, one, _ in rows))
    low, high = max(0, low), max(high, low + 1)
    key = [
        ('<circle class="plan" cx="8" cy="{y}" r="6"/>', "this plan"),
        ('<circle class="other" cx="8" cy="{y}" r="5"/>', "what it is compared with"),
    ]
    if any(mark is Mark.BOUND for _, _, mark in rows):
        square = (
            '<rect class="other" x="3" y="{y}" width="9" height="9" transform="translate(0 -5)"/>'
        )
        key.append((square, "what its own voters could give it"))
    key.append(
        (
            '<line class="whisker" x1="0" x2="18" y1="{y}" y2="{y}"/>',
            "two standard errors either way",
        )
    )
    shapes = put.key(key)
    top = put.KEY * len(key) + 10
    height = top + 40 * len(rows) + 22
    shapes += put.grid(low, high, top, height - 20, put.steps(low, high))
    texts = []
    for number, (label, one, mark) in enumerate(rows):
        y = top + 40 * number
        texts.append(put.label(label, y + 14, strong=mark is Mark.PLAN))
        texts.append(put.right(figure(one), y + 32, _FIGURE, strong=mark is Mark.PLAN))
        ends = [
            put.at(min(high, max(low, one.mean + side * one.standard_error)), low, high)
            for side in (-2, 2)
        ]
        shapes.append(put.line("whisker", ends[0], ends[1], y + 27, y + 27))
        shapes.append(_dot(mark, put.at(one.mean, low, high), y + 27))
    words = "; ".join(f"{label}: {figure(one)}" for label, one, _ in rows)
    return Drawing(
        "chart-seats",
        "Expected seats",
        f"Expected seats. {words}.",
        height,
        0,
        _FIGURE,
        "".join(shapes + texts),
    )


def _dot(mark: Mark, at: str, y: int) -> str:
    match mark:
        case Mark.PLAN:
            return f'<circle class="plan" cx="{at}" cy="{y}" r="7"/>'
        case Mark.OTHER:
            return f'<circle class="other" cx="{at}" cy="{y}" r="5"/>'
        case Mark.BOUND:
            return (
                f'<rect class="other" x="{at}" y="{y}" width="9" height="9"'
                ' transform="translate(-4.5 -4.5)"/>'
            )


# -- chances -------------------------------------------------------------------------------------


def chances(
    name: str,
    title: str,
    rows: Sequence[tuple[str, Estimate, Estimate | None]],
    draws: int,
    beside: str = "",
) -> Drawing:
    """Chances as bars: the plan's, and below each that of what stands `beside` it.

    Args:
        draws: that the chances are from.
    """
    key = [
        (
            '<rect class="e" x="1" y="{y}" width="24" height="12" transform="translate(0 -6)"/>',
            "this plan",
        )
    ]
    if beside:
        pale = '<rect class="c" x="1" y="{y}" width="24" height="8" transform="translate(0 -4)"/>'
        key.append((pale, beside))
    shapes, texts = put.key(key), []
    y = put.KEY * len(key) + 8
    for label, one, other in rows:
        texts.append(put.label(label, y + 14, strong=False))
        shapes.append(put.bar("e", 0.0, one.mean, y + 19, 12))
        texts.append(put.right(chance_figure(one, draws), y + 30, _CHANCE, strong=True))
        y += 36
        if other is not None:
            shapes.append(put.bar("c", 0.0, other.mean, y - 2, 8))
            texts.append(put.right(chance_figure(other, draws), y + 9, _CHANCE, strong=False))
            y += 18
    words = "; ".join(
        f"{label}: {chance_figure(one, draws)}"
        + (f" ({beside} {chance_figure(other, draws)})" if other is not None else "")
        for label, one, other in rows
    )
    return Drawing(name, title, f"{title}. {words}.", y + 4, 0, _CHANCE, "".join(shapes + texts))


# -- assumptions ---------------------------------------------------------------------------------


def tornado(rows: Sequence[tuple[str, Sequence[tuple[str, Estimate]]]]) -> Drawing:
    """What moving each assumption does to the seats: bars to the left for fewer, right for more.

    Args:
        rows: for each assumption its title and, for each way it is moved, where it then is and the
            change of expected seats.
    """
    every = [one for _, cases in rows for _, one in cases]
    full = max([abs(one.mean) + 2 * one.standard_error for one in every] + [0.1])
    sample = '<rect class="{}" x="1" y="{{y}}" width="24" height="10" transform="translate(0 -5)"/>'
    kinds = (("e", "more seats"), ("g", "fewer seats"), ("c", "no clear change"))
    key = [(sample.format(kind), words) for kind, words in kinds]
    key.append(
        (
            '<line class="whisker" x1="1" x2="25" y1="{y}" y2="{y}"/>',
            "two standard errors either way",
        )
    )
    shapes, texts = put.key(key), []
    top = y = put.KEY * len(key) + 10
    step = put.nice(full)
    marks = [step * k for k in range(-int(full / step), int(full / step) + 1)]
    for title, cases in rows:
        texts.append(put.label(title, y + 14, strong=True))
        y += 20
        for setting, one in cases:
            texts.append(f'<text class="s" y="{y + 11}">{escape(f"at {setting}")}</text>')
            kind = ("g" if one.mean < 0 else "e") if clear(one) else "c"
            ends = sorted((0.0, one.mean))
            left, right = (put.part(end, -full, full) for end in ends)
            shapes.append(put.bar(kind, left, right - left, y + 16, 13))
            low, high = (
                put.at(one.mean + side * one.standard_error, -full, full) for side in (-2, 2)
            )
            if kind != "c":
                shapes.append(put.line("halo", low, high, y + 22, y + 22))
            shapes.append(put.line("whisker", low, high, y + 22, y + 22))
            texts.append(put.right(signed(one), y + 26, _FIGURE, strong=False))
            y += 37
        y += 8
    shapes[len(key) : len(key)] = put.grid(
        -full, full, top, y, [(mark, put.tick(mark, step)) for mark in marks]
    )
    shapes.append(put.line("zero", "50%", "50%", top, y))
    words = " ".join(
        f"{title}: " + ", ".join(f"at {setting} {signed(one)}" for setting, one in cases) + "."
        for title, cases in rows
    )
    return Drawing(
        "chart-assumptions",
        "Change of expected seats when one assumption is moved",
        f"Change of expected seats. {words}",
        y + 22,
        0,
        _FIGURE,
        "".join(shapes + texts),
    )


# -- numbers of candidates -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """So many standing: expected seats with advice, chance of 0, 1, 2 … then, expected without."""

    number: int
    advised: Estimate
    each: tuple[Estimate, ...]
    unadvised: Estimate


def sizes(rows: Sequence[Size], now: int) -> Drawing:
    """Expected seats against the number who stand, and the chance of each number as a circle.

    Args:
        now: the number who stand in the scenario.
    """
    most = max(row.number for row in rows)
    shown = [k for row in rows for k, one in enumerate(row.each) if one.mean >= SEEN]
    tall = max([1, *shown])
    unit = 60 if tall <= 3 else 44 if tall <= 6 else 34
    sample = '<circle class="{}" cx="8" cy="{{y}}" r="{}"/>'
    key = [
        (sample.format("plan", 6), "expected seats with advice"),
        (sample.format("other", 5), "expected seats without"),
        (sample.format("share", 8), "by its size: chance of that many seats"),
    ]
    shapes, texts = put.key(key, _LEFT), []
    top = put.KEY * len(key) + 30
    floor = top + unit * tall + 14
    for k in range(tall + 1):
        y = floor - unit * k
        shapes.append(put.line("grid", "0%", "100%", y, y))
        texts.append(f'<text class="tick" x="0" dx="-8" y="{y + 4}" text-anchor="end">{k}</text>')
    texts.append(f'<text class="s" x="0" dx="-18" y="{top - 10}">seats won</text>')
    paths, dots = [], []
    for row in rows:
        at = f"{(row.number - 0.5) / most * 100:.2f}%"
        dots += [
            f'<circle class="share" cx="{at}" cy="{floor - unit * k}"'
            f' r="{15 * math.sqrt(share.mean):.1f}"/>'
            for k, share in enumerate(row.each)
            if share.mean >= SEEN
        ]
        words = f"{row.number} now" if row.number == now else str(row.number)
        kind = "tick now" if row.number == now else "tick"
        texts.append(
            f'<text class="{kind}" x="{at}" y="{floor + 26}" text-anchor="middle">{words}</text>'
        )
    for kind, mark, series in (
        ("path faint", Mark.OTHER, [row.unadvised for row in rows]),
        ("path", Mark.PLAN, [row.advised for row in rows]),
    ):
        points = [
            (f"{(row.number - 0.5) / most * 100:.2f}%", round(floor - unit * one.mean))
            for row, one in zip(rows, series, strict=True)
        ]
        paths += [put.line(kind, x1, x2, y1, y2) for (x1, y1), (x2, y2) in pairwise(points)]
        paths += [_dot(mark, x, y) for x, y in points]
    texts.append(
        f'<text class="s" x="50%" y="{floor + 46}" text-anchor="middle">candidates standing</text>'
    )
    words = "; ".join(
        f"{row.number} standing: {figure(row.advised)} with advice, {figure(row.unadvised)} without"
        for row in rows
    )
    return Drawing(
        "chart-sizes",
        "Expected seats by number of candidates",
        f"Expected seats by number of candidates standing. {words}.",
        floor + 54,
        _LEFT,
        8,
        "".join(shapes + dots + paths + texts),
    )
