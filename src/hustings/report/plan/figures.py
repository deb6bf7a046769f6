"""Estimates in writing: each rounded to its error, and differences in words.

Knows how a mean and its standard error are put.
"""

from __future__ import annotations

import math

from hustings.planning.plan.evaluation import Estimate
from hustings.report.charts import MINUS

PLUS_MINUS = "\N{PLUS-MINUS SIGN}"
# Differences of fewer standard errors than this do not count.
CLEAR = 2.0
# Of Wilson's interval at 95 %; from so many draws on a tenth of a per cent is worth writing.
_Z = 1.96
_MANY = 400


def digits(error: float) -> int:
    """Decimal places that an error leaves worth writing: its first digit, two where that is 1."""
    if error <= 0:
        return 2
    mantissa, exponent = f"{error:.0e}".split("e")
    return min(4, max(0, -int(exponent) + (mantissa == "1")))


def fixed(number: float, places: int) -> str:
    """A number with so many decimals; a minus sign as printers set it, none before zero."""
    text = f"{abs(number):.{places}f}"
    return (MINUS if number < 0 and float(text) else "") + text


def figure(estimate: Estimate) -> str:
    """Mean and error: "5.21 ± 0.03"."""
    places = digits(estimate.standard_error)
    error = fixed(estimate.standard_error, places)
    return f"{fixed(estimate.mean, places)} {PLUS_MINUS} {error}"


def signed(estimate: Estimate) -> str:
    """A change with its sign and error: "+0.21 ± 0.03"."""
    text = figure(estimate)
    nought = float(fixed(abs(estimate.mean), digits(estimate.standard_error))) == 0
    return text if nought or estimate.mean < 0 else f"+{text}"


def change(estimate: Estimate, thing: str = "seats") -> str:
    """How many more or fewer: "0.21 ± 0.03 seats more"."""
    size = Estimate(abs(estimate.mean), estimate.standard_error)
    return f"{figure(size)} {thing} {'fewer' if estimate.mean < 0 else 'more'}"


def clear(estimate: Estimate) -> bool:
    """Whether a difference can be told from none: more than two standard errors."""
    return abs(estimate.mean) > CLEAR * estimate.standard_error


def percent(share: float) -> str:
    """A share in full per cent: "41 %"."""
    return f"{round(share * 100)} %"


def chance(estimate: Estimate) -> str:
    """A chance in per cent, rounded to its error: "70 %", "0.4 %"."""
    return f"{fixed(estimate.mean * 100, min(1, digits(estimate.standard_error * 100)))} %"


def chance_figure(estimate: Estimate, draws: int) -> str:
    """A chance with its error, in points: "70 ± 8 %"; of all draws or of none a bound: "≥ 98 %"."""
    times = round(estimate.mean * draws)
    if times == draws:
        return f"\N{GREATER-THAN OR EQUAL TO} {at_least(draws)}"
    if times == 0:
        return f"\N{LESS-THAN OR EQUAL TO} {at_most(draws)}"
    places = min(1, digits(estimate.standard_error * 100))
    error = fixed(estimate.standard_error * 100, places)
    return f"{fixed(estimate.mean * 100, places)} {PLUS_MINUS} {error} %"


def at_least(draws: int) -> str:
    """What a chance is at least when something happened in all of so many draws: "98 %".

    Wilson's interval, whose lower end for all of n is n / (n + 1.96²). An error either way would
    go beyond the whole.
    """
    return f"{fixed(_rounded_off(draws), 1 if draws >= _MANY else 0)} %"


def at_most(draws: int) -> str:
    """What it is at most when it happened in none of them: "2 %"."""
    return f"{fixed(100.0 - _rounded_off(draws), 1 if draws >= _MANY else 0)} %"


def least_percent(draws: int) -> int:
    """The same bound as `at_least`, in full per cent."""
    return math.floor(_least(draws))


def _rounded_off(draws: int) -> float:
    """The lower end, cut off where it is written."""
    parts = 10 if draws >= _MANY else 1
    return math.floor(parts * _least(draws)) / parts


def _least(draws: int) -> float:
    """Wilson's lower end in per cent."""
    return 100 * draws / (draws + _Z * _Z)


def about(number: float) -> str:
    """A number of voters in two figures: "5,200"."""
    if number < 100:
        return str(round(number))
    size = 10 ** (len(str(int(number))) - 2)
    return f"{round(number / size) * size:,}"
