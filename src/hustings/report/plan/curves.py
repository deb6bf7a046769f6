"""What plans win at each share of followers, drawn as SVG: lines with marks, a band about the plan.

Knows how curves become lengths and marks. As in `charts`, lengths are percentages of the width and
what a line is, its mark and dashes say as well as its shade.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hustings.planning.plan.evaluation import Estimate
from hustings.report.plan import pieces as put
from hustings.report.plan.figures import figure, percent
from hustings.report.plan.pieces import Drawing

_TALL = 220
_LEFT = 44
# The plan's own mark, then those of the others.
MARKS = (
    '<circle class="plan" r="6"/>',
    '<path class="other" d="M-5 -5H5V5H-5Z"/>',
    '<path class="other" d="M0 -7L7 5H-7Z"/>',
    '<path class="other" d="M0 -7L7 0L0 7L-7 0Z"/>',
    '<path class="other" d="M-5 -5L5 5M-5 5L5 -5"/>',
)
MOST = len(MARKS)


class Line(NamedTuple):
    """One plan: what it is called, and its seats at each share."""

    label: str
    seats: tuple[Estimate, ...]


def drawn(
    rows: Sequence[Line],
    shares: Sequence[float],
    *,
    axis: str,
    stated: tuple[float, float, float],
) -> Drawing:
    """Lines over shares of followers, the first with a band of two standard errors either way.

    Args:
        rows: at most `MOST`; the plan's own first.
        axis: what is measured upwards.
        stated: what the scenario reckons with: the least share, what it expects, the largest.
    """
    ends = [one.mean + side * one.standard_error for one in rows[0].seats for side in (-2, 2)]
    every = [*ends, *(one.mean for row in rows for one in row.seats)]
    step = put.nice(max(max(every) - min(every), 0.1))
    low = math.floor(round(min(every) / step, 6)) * step
    high = max(math.ceil(round(max(every) / step, 6)) * step, low + step)
    key = [
        (f'<svg x="14" y="{{y}}" overflow="visible">{mark}</svg>', row.label)
        for mark, row in zip(MARKS, rows, strict=False)
    ]
    key.append(
        (
            '<rect class="band" x="1" y="{y}" width="26" height="12" transform="translate(0 -6)"/>',
            f"{rows[0].label}: two standard errors either way",
        )
    )
    key.append(
        (
            '<rect class="reckoned" x="1" y="{y}" width="26" height="12"'
            ' transform="translate(0 -6)"/>',
            "shares that the scenario reckons with",
        )
    )
    shapes = put.key(key, _LEFT)
    top = put.KEY * len(key) + 34
    floor = top + _TALL

    def across(share: float) -> float:
        return put.part(share, shares[0], shares[-1]) * 100

    def up(seats: float) -> float:
        return round(floor - (seats - low) / (high - low) * _TALL, 1)

    left, right = (across(min(max(stated[k], shares[0]), shares[-1])) for k in (0, 2))
    shapes.append(
        f'<rect class="reckoned" x="{left:.2f}%" y="{top}" width="{right - left:.2f}%"'
        f' height="{_TALL}"/>'
    )
    for k in range(round((high - low) / step) + 1):
        value = low + k * step
        y = up(value)
        shapes.append(f'<line class="grid" x1="0%" x2="100%" y1="{y}" y2="{y}"/>')
        shapes.append(
            f'<text class="tick" x="0" dx="-6" y="{y + 4}" text-anchor="end">'
            f"{put.tick(value, step) if axis.endswith('no advice') else put.plain(value, step)}"
            "</text>"
        )
    shapes.append(f'<text class="s" x="0" dx="{-_LEFT + 4}" y="{top - 14}">{axis}</text>')
    for share in shares:
        # On a telephone there is room for every second figure only.
        if round(share * 100) % 20 == 10:
            shapes.append(
                f'<text class="tick" x="{across(share):.2f}%" y="{floor + 18}"'
                f' text-anchor="middle">{percent(share)}</text>'
            )
    shapes.append(
        f'<text class="s" x="50%" y="{floor + 38}" text-anchor="middle">'
        "of supporters follow the advice</text>"
    )
    band = [
        (across(share), up(one.mean + side * one.standard_error))
        for side, order in ((2, 1), (-2, -1))
        for share, one in list(zip(shares, rows[0].seats, strict=True))[::order]
    ]
    corners = " ".join(f"{x:.2f},{round(y - top, 1)}" for x, y in band)
    shapes.append(
        f'<svg x="0" y="{top}" width="100%" height="{_TALL}" viewBox="0 0 100 {_TALL}"'
        f' preserveAspectRatio="none" overflow="visible"><polygon class="band" points="{corners}"/>'
        "</svg>"
    )
    marks = []
    for number in reversed(range(len(rows))):
        points = [
            (across(share), up(one.mean))
            for share, one in zip(shares, rows[number].seats, strict=True)
        ]
        kind = "path" if number == 0 else f"path dash-{number}"
        shapes += [
            f'<line class="{kind}" x1="{x1:.2f}%" x2="{x2:.2f}%" y1="{y1}" y2="{y2}"/>'
            for (x1, y1), (x2, y2) in pairwise(points)
        ]
        marks += [
            f'<svg x="{x:.2f}%" y="{y}" overflow="visible">{MARKS[number]}</svg>' for x, y in points
        ]
    words = " ".join(
        f"{row.label}: "
        + ", ".join(
            f"{figure(one)} at {percent(share)}"
            for share, one in zip(shares, row.seats, strict=True)
        )
        + "."
        for row in rows
    )
    return Drawing(
        "chart-following",
        "Seats by share of followers",
        f"{axis[:1].upper()}{axis[1:]}, by the share of supporters who follow. {words}",
        floor + 46,
        _LEFT,
        10,
        "".join(shapes + marks),
    )
