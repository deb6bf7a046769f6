"""Figures in writing: each rounded to its error, with the range it lies in.

Knows units and how a range is put. Words and their plurals come from the language.
"""

from __future__ import annotations

from hustings.planning.sayings.model import Figure, Unit, Value, Values
from hustings.planning.sayings.verdict import REACH
from hustings.report.languages import Words
from hustings.report.plan.figures import digits, fixed

_PARTS = (Unit.CHANCE, Unit.SHARE)
# Decimals of per cent: no saying is about less.
_FINEST = 2
_COUNTED = {Unit.SEATS: "seats", Unit.NAMES: "names", Unit.PAPERS: "papers", Unit.DRAWS: "draws"}


def written(figure: Figure, words: Words) -> str:
    """The figure with its unit: "5 % (0 to 19 %)", "2.5 seats (2.1 to 2.9)", "yes"."""
    if figure.unit is Unit.FACT:
        return words("units.yes" if figure.value else "units.no")
    scale = 100 if figure.unit in _PARTS else 1
    value = figure.value * scale
    error = REACH * (figure.standard_error or 0.0) * scale
    if figure.standard_error is None:
        whole = float(value).is_integer()
        return _with_unit(figure.unit, fixed(value, 0 if whole else 2), value, words)
    places = digits(error / REACH)
    low, high = value - error, value + error
    if figure.unit in _PARTS:
        places = min(places, _FINEST)
        low, high = max(low, 0.0), max(min(high, 100.0), value)
    elif figure.unit is Unit.NAMES:
        low = max(low, 0.0)
    if fixed(low, places) == fixed(high, places):
        return _with_unit(figure.unit, fixed(value, places), value, words)
    return words(
        "units.range",
        value=_with_unit(figure.unit, fixed(value, places), value, words),
        low=fixed(low, places),
        high=fixed(high, places),
    )


def filled(values: Values, words: Words) -> dict[str, str]:
    """What fills the places of a sentence: shares in per cent, keys of [terms] in words.

    A number of names `k` fills {k_names} as well: "1 name", "6 names".
    """
    said = {place: _filling(place, value, words) for place, value in values.items()}
    if "k" in said:
        said["k_names"] = words("units.names", number=said["k"], n=values["k"])
    return said


def _filling(place: str, value: Value, words: Words) -> str:
    if isinstance(value, float):
        return words("units.percent", number=f"{value * 100:.3g}")
    if isinstance(value, int):
        return words.number(value)
    key = f"terms.{place}_{value}"
    return words(key) if key in words.known else value


def _with_unit(unit: Unit, number: str, value: float, words: Words) -> str:
    if unit in _PARTS:
        return words("units.percent", number=number)
    n = int(value) if float(value).is_integer() and number.isdigit() else number
    return words(f"units.{_COUNTED[unit]}", number=number, n=n)
