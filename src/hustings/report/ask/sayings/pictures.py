"""Figures of a saying drawn as SVG: lines over an axis of numbers, marks beside names.

Knows which series go on one picture, and how figures become lengths and marks. As in
`report.plan.charts`, lengths are percentages of the width and texts keep their size; what a line
is, its mark and dashes say as well as its shade, and the words of each picture say every figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from hustings.planning.sayings.model import Figure, Point, Series, Tested, Unit
from hustings.planning.sayings.verdict import REACH
from hustings.report.ask.sayings.numbers import filled, written
from hustings.report.languages import Words
from hustings.report.plan import pieces as put
from hustings.report.plan.curves import MARKS, MOST

_TALL = 190
_PARTS = (Unit.CHANCE, Unit.SHARE)
# Pixels from mark to mark of one name.
_APART = 14


class Picture(NamedTuple):
    """One picture: HTML of it, and of what its marks mean."""

    caption: str
    key: str
    drawn: str


def pictures(tested: Tested, words: Words) -> tuple[Picture, ...]:
    """The pictures of a saying, in the order of its series."""
    return tuple(
        _picture(f"{tested.name}-{number}", group, words)
        for number, group in enumerate(_together(tested.series), 1)
    )


def _together(series: Sequence[Series]) -> list[list[Series]]:
    """Series for one picture each: of one unit and at the same points; not more than have marks."""
    found: list[list[Series]] = []
    by_axis: dict[object, list[Series]] = {}
    for one in series:
        at = (one.unit, tuple(point.label or point.x for point in one.points))
        by_axis.setdefault(at, []).append(one)
    for group in by_axis.values():
        if len(group) <= MOST:
            found.append(group)
            continue
        apart = groupby(group, key=lambda one: sorted(one.about.items()))
        for part in (list(part) for _, part in apart):
            found += [part[at : at + MOST] for at in range(0, len(part), MOST)]
    return [group for group in found if group[0].points]


def _picture(name: str, group: Sequence[Series], words: Words) -> Picture:
    labels = [_label(one, words) for one in group]
    title = labels[0] if len(group) == 1 else words(f"pictures.{group[0].unit.value}")
    described = " ".join(
        f"{label}: {'; '.join(_points(one, words))}."
        for label, one in zip(labels, group, strict=True)
    )
    draw = _rows if group[0].points[0].label else _lines
    drawn = (
        f'<div role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d">'
        f'<span class="unseen" id="{name}-t">{escape(title)}</span>'
        f'<span class="unseen" id="{name}-d">{escape(described)}</span>{draw(group, words)}</div>'
    )
    return Picture(escape(title), _key(labels) if len(group) > 1 else "", drawn)


def _label(series: Series, words: Words) -> str:
    return words(f"series.{series.what}", **filled(series.about, words))


def _points(series: Series, words: Words) -> Iterator[str]:
    """Where each point is and what it says: "12: 5 % (0 to 19 %)"."""
    parts = _in_parts(series.points)
    for point in series.points:
        figure = Figure("", point.value, point.standard_error, series.unit)
        at = _named(series, point, words) if point.label else _tick(point.x, parts)
        yield f"{at}: {written(figure, words)}"


def _named(series: Series, point: Point, words: Words) -> str:
    """What a point is called."""
    return filled({series.labels: point.label}, words)[series.labels]


def _key(labels: Sequence[str]) -> str:
    items = "".join(
        '<li><svg width="40" height="16" aria-hidden="true" focusable="false">'
        f'<line class="{_dashes(number)}" x1="0" x2="40" y1="8" y2="8"/>'
        f'<svg x="20" y="8" overflow="visible">{MARKS[number]}</svg></svg> {escape(label)}</li>'
        for number, label in enumerate(labels)
    )
    return f'<ul class="key">{items}</ul>'


def _dashes(number: int) -> str:
    return "path" if number == 0 else f"path dash-{number}"


# -- lines over numbers --------------------------------------------------------------------------


def _lines(group: Sequence[Series], words: Words) -> str:
    """SVG: a line a series, at each point its mark and the range it lies in."""
    low, high, step = _scale(group)
    first, last = (end(point.x for one in group for point in one.points) for end in (min, max))
    last = max(last, first + 1e-9)
    unit, parts = group[0].unit, _in_parts(group[0].points)

    def across(x: float) -> float:
        return put.part(x, first, last) * 100

    def up(value: float) -> float:
        return round(10 + (high - min(max(value, low), high)) / (high - low) * _TALL, 1)

    shapes = []
    for k in range(round((high - low) / step) + 1):
        y = up(low + k * step)
        shapes.append(f'<line class="grid" x1="0%" x2="100%" y1="{y}" y2="{y}"/>')
        shapes.append(
            f'<text class="tick" x="0" dx="-6" y="{y + 4}" text-anchor="end">'
            f"{escape(_value(low + k * step, step, unit, words))}</text>"
        )
    floor = 10 + _TALL
    for x in _ticks([point.x for point in group[0].points], first, last):
        shapes.append(
            f'<text class="tick" x="{across(x):.2f}%" y="{floor + 18}" text-anchor="middle">'
            f"{_tick(x, parts)}</text>"
        )
    axis = words(f"axes.{group[0].what}")
    shapes.append(
        f'<text class="s" x="50%" y="{floor + 37}" text-anchor="middle">{escape(axis)}</text>'
    )
    marks = []
    for number in reversed(range(len(group))):
        points = group[number].points
        shapes += [
            f'<line class="{_dashes(number)}" x1="{across(one.x):.2f}%" x2="{across(next_.x):.2f}%"'
            f' y1="{up(one.value)}" y2="{up(next_.value)}"/>'
            for one, next_ in pairwise(points)
        ]
        for point in points:
            at = f"{across(point.x):.2f}%"
            if point.standard_error:
                ends = [up(point.value + side * REACH * point.standard_error) for side in (-1, 1)]
                marks.append(
                    f'<line class="whisker" x1="{at}" x2="{at}" y1="{ends[0]}" y2="{ends[1]}"/>'
                )
            marks.append(
                f'<svg x="{at}" y="{up(point.value)}" overflow="visible">{MARKS[number]}</svg>'
            )
    return _svg(floor + 46, shapes + marks)


def _ticks(xs: Sequence[float], first: float, last: float) -> list[float]:
    """The points that get a figure: on a telephone each needs a tenth of the width."""
    kept: list[float] = []
    for x in xs:
        if not kept or (x - kept[-1]) / (last - first) >= 0.09:
            kept.append(x)
    return kept


# -- marks beside names --------------------------------------------------------------------------


def _rows(group: Sequence[Series], words: Words) -> str:
    """HTML: for each name a drawing with the mark of each series and the range it lies in."""
    low, high, step = _scale(group)
    unit = group[0].unit
    labels = [_named(group[0], point, words) for point in group[0].points]
    marks = [low + k * step for k in range(round((high - low) / step) + 1)]
    tall = _APART * (len(group) + 1)
    rows = []
    for row, label in enumerate(labels):
        shapes = put.grid(low, high, 0, tall, [(at, "") for at in marks])
        if low < 0 < high:
            at = put.at(0, low, high)
            shapes.append(put.line("zero", at, at, 0, tall))
        for number, one in enumerate(group):
            point = one.points[row]
            y = _APART * (number + 1)
            if point.standard_error:
                reach = REACH * point.standard_error
                ends = [
                    put.at(min(max(point.value + side * reach, low), high), low, high)
                    for side in (-1, 1)
                ]
                shapes.append(put.line("whisker", ends[0], ends[1], y, y))
            x = put.at(point.value, low, high)
            shapes.append(f'<svg x="{x}" y="{y}" overflow="visible">{MARKS[number]}</svg>')
        rows.append(f"<span>{escape(label)}</span>{_svg(tall, shapes)}")
    axis = put.grid(low, high, 0, 4, [(at, escape(_value(at, step, unit, words))) for at in marks])
    return "\n".join([*rows, _svg(24, axis)])


def _svg(height: int, shapes: Sequence[str]) -> str:
    return (
        f'<svg class="bars" width="100%" height="{height}" aria-hidden="true" focusable="false">'
        f"{''.join(shapes)}</svg>"
    )


# -- numbers -------------------------------------------------------------------------------------


def _scale(group: Sequence[Series]) -> tuple[float, float, float]:
    """The least and the largest value of the axis, and the step of its lines."""
    unit = group[0].unit
    values = [point.value for one in group for point in one.points]
    ends = [
        point.value + side * REACH * (point.standard_error or 0.0)
        for one in group
        for point in one.points
        for side in (-1, 1)
    ]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if unit in _PARTS:
        low, high = max(low, 0.0), min(high, 1.0)
    elif min(values) >= 0 < max(values):
        low = 0.0
    step = put.nice(max(high - low, 0.02 if unit in _PARTS else 1.0))
    low = math.floor(round(low / step, 6)) * step
    return low, max(math.ceil(round(high / step, 6)) * step, low + step), step


def _value(value: float, step: float, unit: Unit, words: Words) -> str:
    """What stands beside a line of the axis."""
    if unit in _PARTS:
        return words("units.percent", number=put.plain(value * 100, step * 100))
    return put.plain(value, step)


def _in_parts(points: Sequence[Point]) -> bool:
    """Whether the axis is of parts of a whole, which are put as per cent."""
    return all(0 <= point.x <= 1 for point in points) and len(points) > 1


def _tick(x: float, parts: bool) -> str:
    """A number of the axis."""
    return f"{x * 100:.3g} %" if parts else f"{x:g}"
