"""How many to stand, in plain text and as a table for spreadsheets.

Knows how numbers of candidates are set beside each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from hustings.inputs.export import written
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import Sizes, possible
from hustings.report.plan.content.words import ABOUT_ERRORS, best_size
from hustings.report.plan.figures import figure, signed
from hustings.report.plan.text.evaluation import about, chance_cell, decimals
from hustings.report.wording import lined, listed, printable, wrap

# Characters for a seat in the chart.
_UNIT = 8


def render(scenario: Scenario, sizes: Sizes, *, width: int = 80) -> str:
    """A table, a chart and sentences, in lines of at most `width` as far as names allow."""
    slate = printable(scenario.slates[scenario.slate].name)
    names = [printable(name) for name in scenario.election.names]
    lines = [
        *wrap(printable(scenario.title), width),
        *wrap(
            f"How many should stand for {slate}, for {scenario.election.seats} seats"
            f" counted under {scenario.rules}: each number in the same {sizes.draws:,} electorates"
            f" (seed {sizes.seed}, draws 0 to {sizes.draws - 1}).",
            width,
        ),
        "",
        *_table(sizes, width),
        "",
        "Expected seats with advice",
        *_chart(sizes, width),
        "",
    ]
    sentences = [best_size(sizes, len(scenario.team))]
    if sizes.best:
        standing = sizes.sizes[sizes.best - 1].standing
        who = "the most popular stand"
        if standing != possible(scenario)[: sizes.best]:
            who = "it is best that these stand"
        sentences.append(f"With {sizes.best} {who}: {listed([names[c] for c in standing])}.")
    sentences.append(
        "Advice asks followers to spread their first preferences as evenly as the number of lists"
        " lets them. Whoever does not stand is on nobody's ballot; the model does not ask whether"
        " a shorter slate would attract fewer supporters."
    )
    for sentence in (*sentences, ABOUT_ERRORS):
        lines += [f"  {line}" for line in wrap(sentence, width - 2)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def table(scenario: Scenario, sizes: Sizes) -> str:
    """CSV: a row for each number of candidates."""
    most = len(sizes.sizes)
    names = scenario.election.names
    header = ["candidates", "who stands"]
    for what in ("expected seats", "without advice", "more than the best number"):
        header += [what, "standard error"]
    header += [f"{number} seat{'' if number == 1 else 's'}" for number in range(most + 1)]
    rows = [header]
    for number, size in enumerate(sizes.sizes, 1):
        chances = [f"{chance.mean:.4f}" for chance in size.advised.seats]
        rows.append(
            [
                str(number),
                "; ".join(names[candidate] for candidate in size.standing),
                *decimals(size.advised.expected),
                *decimals(size.unadvised.expected),
                *decimals(size.behind),
                *chances,
                *[""] * (most + 1 - len(chances)),
            ]
        )
    return written(rows)


def _table(sizes: Sizes, width: int) -> Iterator[str]:
    chances = [chance for size in sizes.sizes for chance in size.advised.seats]
    seats = range(len(sizes.sizes) + 1)
    rows = [["", "expected", "without", "more than with", *[""] * len(seats)]]
    rows.append(["stand", "seats", "advice", f"{sizes.best}", *(str(number) for number in seats)])
    for number, size in enumerate(sizes.sizes, 1):
        cells = [chance_cell(chance, sizes.draws) for chance in size.advised.seats]
        rows.append(
            [
                str(number),
                figure(size.advised.expected),
                figure(size.unadvised.expected),
                "" if number == sizes.best else signed(size.behind),
                *cells,
                *[""] * (len(seats) - len(cells)),
            ]
        )
    if chances:
        head = f"Expected seats; then the chance of each number, in per cent{about(chances)}"
        yield from wrap(head, width)
    yield from lined(rows, left=1, width=width)


def _chart(sizes: Sizes, width: int) -> Iterator[str]:
    """A bar for each number of candidates."""
    most = max((size.advised.expected.mean for size in sizes.sizes), default=0.0)
    unit = min(_UNIT, max(1, (width - 16) // max(1, math.ceil(most))))
    for number, size in enumerate(sizes.sizes, 1):
        yield f"  {number:>2}  {'#' * round(unit * size.advised.expected.mean)}"
