"""Sayings that were tested, as the JSON document that scripts rely on.

Knows its keys. Figures stand in full, the deciding ones first; what a figure is, is a key, and its
words in English beside it.
"""

from __future__ import annotations

from typing import Any

from hustings.planning.sayings.model import Asked, Figure, Reading, Said, Series, Tested
from hustings.report.ask.sayings.content import said
from hustings.report.ask.sayings.numbers import filled
from hustings.report.ask.words import load
from hustings.report.languages import Words

FORMAT = "hustings-ask/1"
# Figures carry no more digits than this: what is beyond is below any error.
_DIGITS = 9


def to_json(asked: Asked) -> dict[str, Any]:
    """The document."""
    words = load("en")
    return {
        "format": FORMAT,
        "source": asked.source,
        "title": asked.title,
        "rules": asked.rules,
        "for": asked.for_whom,
        "draws": asked.draws,
        "complete": asked.complete,
        "seed": asked.seed,
        "assumed": [said(one, words) for one in asked.assumed],
        "sayings": [_saying(tested, words) for tested in asked.sayings],
    }


def _saying(tested: Tested, words: Words) -> dict[str, Any]:
    figures = [figure for reading in tested.readings for figure in reading.figures]
    return {
        "name": tested.name,
        "saying": words(f"sayings.{tested.name}"),
        "for": tested.for_whom,
        "tested": words(f"tested.{tested.name}", **filled(tested.about, words)),
        "verdict": tested.verdict.value,
        "figures": [_figure(figure, words) for figure in figures],
        "readings": [_reading(tested.name, reading, words) for reading in tested.readings],
        "assumed": [said(one, words) for one in tested.assumed],
        "series": [_series(series) for series in tested.series],
    }


def _reading(saying: str, reading: Reading, words: Words) -> dict[str, Any]:
    key, about = f"{saying}_{reading.name}", filled(reading.about, words)
    return {
        "name": reading.name,
        "reading": words(f"readings.{key}", **about),
        "claim": words(f"claims.{key}", **about),
        "verdict": reading.verdict.value,
        "figures": [_figure(figure, words) for figure in reading.figures],
        "reasons": [_reason(one, words) for one in reading.reasons],
    }


def _reason(one: Said, words: Words) -> dict[str, Any]:
    return {"key": one.key, "reason": said(one, words)}


def _figure(figure: Figure, words: Words) -> dict[str, Any]:
    return {
        "what": figure.what,
        "value": _number(figure.value),
        "standard_error": _number(figure.standard_error),
        "unit": figure.unit.value,
        **({"about": dict(figure.about)} if figure.about else {}),
        "figure": words(f"figures.{figure.what}", **filled(figure.about, words)),
    }


def _series(series: Series) -> dict[str, Any]:
    return {
        "what": series.what,
        "unit": series.unit.value,
        **({"about": dict(series.about)} if series.about else {}),
        "points": [
            {
                **({"label": point.label} if point.label else {"x": point.x}),
                "value": _number(point.value),
                "standard_error": _number(point.standard_error),
            }
            for point in series.points
        ],
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers as such."""
    if value is None:
        return None
    rounded = round(float(value), _DIGITS)
    return int(rounded) if rounded.is_integer() else rounded
