"""Two planners in one electorate, in plain text and as a table for spreadsheets.

Knows how the four cases (neither plans, one, the other, both) are set beside each other, in seats
and candidate by candidate.
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.inputs.export import written
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.rivals import Rivalry
from hustings.report.plan.content.words import ABOUT_ERRORS
from hustings.report.plan.figures import change, clear, figure, signed
from hustings.report.plan.text.evaluation import about, chance_cell, decimals
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
        these = listed([printable(scenario.election.names[c]) for c in shared])
        lines += wrap(f"On the slates of both: {these}. A seat of theirs counts for both.", width)
    lines += ["", "Expected seats, and how many more than when nobody plans"]
    lines += [*_table(rivalry, names, width), "", *_candidates(scenario, rivalry, width)]
    lines += ["", "What this says"]
    for sentence in (*sentences(rivalry), ABOUT_ERRORS):
        lines += [f"  {line}" for line in wrap(sentence, width - 2)]
    for who, name in enumerate(names):
        both, alone = (rivalry.outcomes[case].plans[who] for case in (-1, 1 + who))
        same = both.sequences == alone.sequences and both.list_of == alone.list_of
        when = "when both plan, and when it plans alone" if same else "when both plan"
        lines += ["", *wrap(f"The lists of {name} {when}", width)]
        lines += list_lines(scenario, both, width=width)
        if not same:
            lines += ["", *wrap(f"The lists of {name} when it plans alone", width)]
            lines += list_lines(scenario, alone, width=width)
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
    unsettled = rivalry.unsettled
    if unsettled is None:
        yield (
            "In the last round neither changed its plan: each is the best answer that was found to"
            " the other."
        )
    else:
        changed = [
            f"{name} gave {_areas(areas)} another list, which leaves it {_gain(seats)}"
            for name, areas, seats in zip(names, *unsettled, strict=True)
        ]
        yield (
            f"The two have not settled. In the last round {', and '.join(changed)}, against the"
            " plans that both had before. Another round could bring other lists."
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


def _areas(number: int) -> str:
    return f"{number} area{'' if number == 1 else 's'}" if number else "no area"


def _candidates(scenario: Scenario, rivalry: Rivalry, width: int) -> Iterator[str]:
    """Everybody of the two teams, in ballot-paper order."""
    either = sorted({c for one in rivalry.planners for c in one.team})
    chances = [case.candidates[c] for case in rivalry.outcomes for c in either]
    yield from wrap(f"Chance of each candidate, in per cent{about(chances)}", width)
    rows = [["who plans", *(printable(case.who) for case in rivalry.outcomes)]]
    for c in either:
        cells = [chance_cell(case.candidates[c], rivalry.draws) for case in rivalry.outcomes]
        rows.append([printable(scenario.election.names[c]), *cells])
    yield from lined(rows, left=1, width=width)


def _gain(gain: Estimate) -> str:
    return change(gain) if clear(gain) else f"about as many seats ({signed(gain)})"


def _names(rivalry: Rivalry) -> list[str]:
    return [printable(planner.name) for planner in rivalry.planners]
