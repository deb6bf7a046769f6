"""How far a plan's seats go with what nobody knows, drawn as SVG: a line for each uncertain thing.

Knows how thirds of the draws become marks. As in `charts`, lengths are percentages of the width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from hustings.planning.plan.evaluation import Estimate
from hustings.report.plan import pieces as put
from hustings.report.plan.figures import figure, fixed
from hustings.report.plan.pieces import Drawing

_FIGURE = 84
_STEP = 42


class Span(NamedTuple):
    """One uncertain thing: what it is, where it stands in both thirds, and the seats there."""

    label: str
    least: str
    low: Estimate
    most: str
    high: Estimate


def drawn(expected: Estimate, most_draws: tuple[int, int], rows: Sequence[Span]) -> Drawing:
    """The seats of most draws as a bar, their mean, and below it each uncertain thing.

    Args:
        most_draws: the least and the most seats of nine draws in ten.
    """
    ends = [
        one.mean + side * one.standard_error
        for row in rows
        for one in (row.low, row.high)
        for side in (-2, 2)
    ]
    low = max(0, math.floor(min([most_draws[0], *ends])))
    high = max(math.ceil(max([most_draws[1], *ends])), low + 1)
    key = [
        (
            '<rect class="c" x="1" y="{y}" width="24" height="12" transform="translate(0 -6)"/>',
            "nine draws of ten or more",
        ),
        ('<circle class="plan" cx="13" cy="{y}" r="6"/>', "mean of all draws; third with most"),
    ]
    if rows:
        key.append(('<circle class="other" cx="13" cy="{y}" r="5"/>', "third with least"))
        key.append(
            (
                '<line class="whisker" x1="1" x2="25" y1="{y}" y2="{y}"/>',
                "two standard errors either way",
            )
        )
    shapes = put.key(key)
    top = put.KEY * len(key) + 10
    height = top + _STEP * (len(rows) + 1) + 22
    shapes += put.grid(low, high, top, height - 20, put.steps(low, high))

    def at(seats: float) -> str:
        return put.at(min(high, max(low, seats)), low, high)

    first, last = (put.part(end, low, high) for end in most_draws)
    y = top + 28
    texts = [
        put.label("All draws", top + 14, strong=True),
        put.right(_to(*map(str, most_draws)), y + 5, _FIGURE, strong=True),
    ]
    shapes.append(put.bar("c", first, max(last - first, 0.004), y - 7, 14))
    shapes.append(f'<circle class="plan" cx="{at(expected.mean)}" cy="{y}" r="6"/>')
    for row in rows:
        y += _STEP
        texts.append(put.label(f"{row.label}: {_to(row.least, row.most)}", y - 14, strong=False))
        said = _to(fixed(row.low.mean, 1), fixed(row.high.mean, 1))
        texts.append(put.right(said, y + 5, _FIGURE, strong=False))
        shapes.append(put.line("path", at(row.low.mean), at(row.high.mean), y, y))
        for one, mark, lift in (
            (row.low, '<circle class="other" cx="{at}" cy="{y}" r="5"/>', 4),
            (row.high, '<circle class="plan" cx="{at}" cy="{y}" r="6"/>', -4),
        ):
            left, right = (at(one.mean + side * one.standard_error) for side in (-2, 2))
            shapes.append(put.line("whisker", left, right, y + 2 * lift, y + 2 * lift))
            shapes.append(mark.format(at=at(one.mean), y=y))
    words = [
        f"{figure(expected)} seats on average, {_to(*map(str, most_draws))} in nine draws of ten"
        " or more.",
        *(
            f"{row.label}: {figure(row.low)} at {row.least}, {figure(row.high)} at {row.most}."
            for row in rows
        ),
    ]
    return Drawing(
        "chart-range",
        "How far the seats go",
        " ".join(words),
        height,
        0,
        _FIGURE,
        "".join(shapes + texts),
    )


def _to(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
