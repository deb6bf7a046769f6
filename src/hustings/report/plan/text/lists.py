"""A plan's lists in plain text: the order, and who is asked for it.

Knows how a list is laid out for people.
"""

from __future__ import annotations

from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Scenario
from hustings.report.plan.content.words import asked, called
from hustings.report.wording import listed, printable, wrap


def render(scenario: Scenario, plan: Plan, *, width: int = 80) -> str:
    """Each list with its regions, then the regions without advice."""
    return "\n".join(lines(scenario, plan, width=width)) + "\n"


def lines(scenario: Scenario, plan: Plan, *, width: int = 80) -> list[str]:
    """The same line by line."""
    text: list[str] = []
    names = scenario.election.names
    for number, sequence in enumerate(plan.sequences):
        who = asked(scenario, plan, number)
        if not who:
            continue
        text += wrap(f"List {plan.number_of(number)}: {who}", width)
        text += [
            f"  {place:>2}. {printable(names[candidate])}"
            for place, candidate in enumerate(sequence, 1)
        ]
    none = [r for r, which in enumerate(plan.list_of) if which < 0]
    if none and plan.split is Split.REGION:
        text += wrap(f"No advice: {listed(called(scenario, none))}", width)
    return text
