"""Plans at each share of followers, in plain text and as a table for spreadsheets.

Knows how curves are laid out in columns.
"""

from __future__ import annotations

from hustings.inputs.export import written
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import Plan
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.robust import Robust
from hustings.planning.trials.following import FollowingCurves
from hustings.report.plan.content.following import about, summary, verdicts
from hustings.report.plan.content.ranges import headline
from hustings.report.plan.content.words import ABOUT_ERRORS
from hustings.report.plan.figures import clear, figure, percent, signed
from hustings.report.plan.text.evaluation import decimals, letters
from hustings.report.wording import lined, printable, wrap


def render(scenario: Scenario, curves: FollowingCurves, own: str, *, width: int = 80) -> str:
    """The curves as a table, then the plan called `own` against the others, in sentences."""
    called = {
        plan.name: f"{letter} ({printable(plan.name)})"
        for letter, plan in zip(letters(len(curves.plans)), curves.plans, strict=True)
    }
    rows = [["followers", *letters(len(curves.plans))]]
    for place, share in enumerate(curves.shares):
        best = curves.best(place)
        rows.append(
            [
                percent(share),
                *(
                    ("* " if plan.name == best else "") + figure(seats[place])
                    for plan, seats in zip(curves.plans, curves.seats, strict=True)
                ),
            ]
        )
    last = curves.first_draw + curves.draws - 1
    lines = [
        *wrap(printable(scenario.title), width),
        *wrap(
            f"{curves.draws:,} electorates of {scenario.voters:,} voters (seed {curves.seed}, draws"
            f" {curves.first_draw} to {last}), counted under {scenario.rules} under each plan at"
            " each share of followers.",
            width,
        ),
        "",
        f"Seats to be expected, of {min(len(scenario.team), scenario.election.seats)},"
        " by the share of supporters who follow",
        *lined(rows, left=1, width=width),
        "* the most at this share",
        "",
        *(line for name in called.values() for line in wrap(name, width)),
        "",
        "What this says",
    ]
    sentences = [
        " ".join(summary(curves, own, called)),
        *verdicts(curves, own, called),
        about(scenario, curves),
        ABOUT_ERRORS,
    ]
    for sentence in sentences:
        lines += [f"  {line}" for line in wrap(sentence, width - 2)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def robust(plan: Plan, wide: Robust, *, width: int = 80) -> str:
    """What a plan that is good whatever the share of followers wins, and what that costs."""
    curves = wide.curves
    first, last = percent(curves.shares[0]), percent(curves.shares[-1])
    place, other, lost = curves.worst(plan.name)
    gain, cost = wide.gain(plan), wide.cost(plan)
    told = " (more or fewer cannot be told)"
    sentences = [
        f"It was searched for over all shares of followers alike, {first} to {last}. Over them it"
        f" wins {headline(wide.over.result(plan.name))}. That is {signed(gain)} seats against"
        f" the best plan found for the {percent(curves.centre)} that the"
        f" scenario expects{'' if clear(gain) else told}.",
        f"Where {percent(curves.centre)} follow it {_costs(cost)}{'' if clear(cost) else told}.",
        f"What it gives away at worst: {figure(lost)} seats, to “{printable(other)}”, at"
        f" {percent(curves.shares[place])}.",
    ]
    lines = ["Whatever the share of followers"]
    for sentence in sentences:
        lines += [f"  {line}" for line in wrap(sentence, width - 2)]
    return "\n".join(lines) + "\n"


def _costs(cost: Estimate) -> str:
    if cost.mean < 0:
        more = cost._replace(mean=-cost.mean)
        return f"costs nothing: it wins {figure(more)} seats more than that plan"
    return f"costs {figure(cost)} seats against that plan"


def table(curves: FollowingCurves) -> str:
    """CSV: a row for each share, a column and its error for each plan."""
    header = ["followers"]
    for plan in curves.plans:
        header += [plan.name, "standard error"]
    rows = [header]
    for place, share in enumerate(curves.shares):
        row = [f"{share:.4f}"]
        for seats in curves.seats:
            row += decimals(seats[place])
        rows.append(row)
    return written(rows)
