"""Two planners in one electorate, in plain text and as a table for spreadsheets.

Knows how the four cases (neither plans, one, the other, both) are set beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.inputs.export import written
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.rivals import Rivalry
from hustings.report.plan.content.words import ABOUT_ERRORS
from hustings.report.plan.figures import change, clear, figure, signed
from hustings.report.plan.text.evaluation import decimals
from hustings.report.plan.text.lists import lines as list_lines
from hustings.report.wording import lined, listed, printable, wrap


def render(scenario: Scenario, rivalry: Rivalry, *, width: int = 80) -> str:
    """What each wins in each case, what that says, and the lists of both."""
    names = _names(rivalry)
    shared = [c for c in rivalry.planners[0].team if c in rivalry.planners[1].team]
    lines = [
        *wrap(printable(scenario.title), width),
        *wrap(
            f"Two planners, {listed(names)}, in the same {rivalry.draws:,} electorates (seed"
            f" {scenario.seed}, draws 0 to {rivalry.draws - 1}), counted under {scenario.rules}.",
            width,
        ),
    ]
    if shared:
        both = listed([printable(scenario.election.names[c]) for c in shared])
        lines += wrap(f"On the slates of both: {both}. A seat of theirs counts for both.", width)
    lines += ["", "Expected seats, and how many more than when nobody plans"]
    lines += [*_table(rivalry, names, width), "", "What this says"]
    for sentence in (*sentences(rivalry), ABOUT_ERRORS):
        lines += [f"  {line}" for line in wrap(sentence, width - 2)]
    for name, plan in zip(names, rivalry.outcomes[-1].plans, strict=True):
        lines += ["", *wrap(f"The lists of {name} when both plan", width)]
        lines += list_lines(scenario, plan, width=width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def sentences(rivalry: Rivalry) -> Iterator[str]:
    """What planning brings each, and what the other's planning costs."""
    names = _names(rivalry)
    both = rivalry.outcomes[-1]
    for who, name in enumerate(names):
        alone = rivalry.outcomes[1 + who].gain[who]
        harmed = rivalry.outcomes[2 - who].gain[who]
        yield (
            f"{name} wins {_gain(alone)} by planning alone, {_gain(harmed)} when only"
            f" {names[1 - who]} plans, and {_gain(both.gain[who])} when both do."
        )
    if rivalry.steady:
        yield (
            "In the last round neither changed its plan: each is the best answer that was found to"
            " the other."
        )
    else:
        yield (
            "The last round still changed a plan: the two have not settled, and another round"
            " could bring other lists."
        )


def table(rivalry: Rivalry) -> str:
    """CSV: a row for each case."""
    header = ["who plans"]
    names = [planner.name for planner in rivalry.planners]
    for name in names:
        header += [f"expected seats of {name}", "standard error"]
    header += ["expected seats of either", "standard error"]
    for name in names:
        header += [f"{name}: more than when nobody plans", "standard error"]
    rows = [header]
    for case in rivalry.outcomes:
        rows.append([case.who])
        for estimate in (*case.seats, case.either, *case.gain):
            rows[-1] += decimals(estimate)
    return written(rows)


def _table(rivalry: Rivalry, names: list[str], width: int) -> Iterator[str]:
    rows = [["who plans", names[0], "more", names[1], "more", "either"]]
    for number, case in enumerate(rivalry.outcomes):
        gains = [signed(gain) if number else "" for gain in case.gain]
        seats = [figure(one) for one in case.seats]
        who = printable(case.who)
        rows.append([who, seats[0], gains[0], seats[1], gains[1], figure(case.either)])
    yield from lined(rows, left=1, width=width)


def _gain(gain: Estimate) -> str:
    return change(gain) if clear(gain) else f"about as many seats ({signed(gain)})"


def _names(rivalry: Rivalry) -> list[str]:
    return [printable(planner.name) for planner in rivalry.planners]
