"""Two scenarios side by side, in plain text and as a table for spreadsheets.

Knows how their seats and chances are set beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.inputs.export import written
from hustings.planning.scenario.model import Scenario
from hustings.planning.trials.compare import Comparison, Row
from hustings.report.plan.content.ranges import headline
from hustings.report.plan.content.words import ABOUT_ERRORS
from hustings.report.plan.figures import chance_figure, change, clear, figure, fixed, signed
from hustings.report.plan.text.evaluation import decimals
from hustings.report.wording import lined, listed, printable, wrap

# What a part of a scenario is called.
_PARTS = {
    "election": "seats or candidates",
    "rules": "the rules",
    "regions": "the regions",
    "slates": "the slates and who supports them",
    "home": "home regions",
    "ranking": "how voters rank",
    "following": "who follows",
    "slate": "the slate that is planned for",
    "lists": "how many lists are wanted",
    "ballots": "the ballots drawn from",
}
# A candidate is shown when the chance is clearly another, or if it is one of the slates'.
_GAP = "  "


def render(first: Scenario, second: Scenario, compared: Comparison, *, width: int = 80) -> str:
    """The whole of it, in lines of at most `width` as far as names allow."""
    lines = [
        *wrap(f"A: {printable(first.title)}", width),
        *wrap(f"B: {printable(second.title)}", width),
        *wrap(
            f"{compared.draws:,} draws of each (seed {compared.seed}, draws 0 to"
            f" {compared.draws - 1}), paired: both begin each draw with the same luck.",
            width,
        ),
        *wrap(differences(compared), width),
        "",
        *wrap(f"Seats on average: {_slate(first)} in A, {_slate(second)} in B", width),
        *_seats(compared, width),
        "",
    ]
    if compared.candidates:
        lines += [*_candidates(first, second, compared, width), ""]
    lines.append("What this says")
    for sentence in (*sentences(compared), ABOUT_ERRORS):
        lines += [_GAP + line for line in wrap(sentence, width - len(_GAP))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def differences(compared: Comparison) -> str:
    """In what the two scenarios differ, in a sentence."""
    if not compared.differs:
        return "The two scenarios are the same, titles aside."
    return f"They differ in {listed([_PARTS[part] for part in compared.differs])}."


def sentences(compared: Comparison) -> Iterator[str]:
    """What the figures say, a paragraph each."""
    for letter, evaluation in zip("AB", compared.evaluations, strict=True):
        result = evaluation.results[0]
        yield f"In {letter}, with {printable(result.plan.name)}: {headline(result)}."
    first = compared.rows[0]
    if clear(first.more):
        yield f"With {_plans(first)} the slate wins {change(first.more)} in B than in A."
    else:
        yield (
            f"With {_plans(first)} these draws cannot tell B from A ({change(first.more)}): the"
            " difference is less than twice its error."
        )


def table(compared: Comparison) -> str:
    """CSV: a row for each plan."""
    rows = [
        ["plan in A", "plan in B"]
        + [
            cell
            for what in ("seats in A", "seats in B", "more in B")
            for cell in (what, "standard error")
        ]
    ]
    for row in compared.rows:
        rows.append([*row.plans])
        for one in (*row.seats, row.more):
            rows[-1] += decimals(one)
    return written(rows)


def _seats(compared: Comparison, width: int) -> Iterator[str]:
    rows = [["plan", "A", "B", "B less A"]]
    rows += [
        [_plans(row), *(figure(one) for one in row.seats), signed(row.more)]
        for row in compared.rows
    ]
    yield from lined(rows, left=1, width=width)


def _candidates(
    first: Scenario, second: Scenario, compared: Comparison, width: int
) -> Iterator[str]:
    ours = {s.election.names[c] for s in (first, second) for c in s.team}
    shown = [one for one in compared.candidates if one.name in ours or clear(one.more)]
    yield from wrap(f"Chance of being elected, with {_plans(compared.rows[0])}", width)
    rows = [["", "A", "B", "B less A, in points"]]
    for one in shown:
        points = f"{'+' if one.more.mean > 0 else ''}{fixed(100 * one.more.mean, 0)}"
        error = fixed(100 * one.more.standard_error, 0)
        rows.append(
            [
                printable(one.name),
                *(chance_figure(chance, compared.draws) for chance in one.chances),
                f"{points} ± {error}",
            ]
        )
    yield from lined(rows, left=1, width=width)


def _plans(row: Row) -> str:
    one, other = (printable(name) for name in row.plans)
    return one if one == other else f"{one} / {other}"


def _slate(scenario: Scenario) -> str:
    own = printable(scenario.slates[scenario.slate].name)
    return f"{own}, of {min(len(scenario.team), scenario.election.seats)}"
