"""A plan's lists in plain text: the order, and who is asked for it.

Knows how a list is laid out for people. Must not know how well it does.
"""

from __future__ import annotations

from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Scenario
from hustings.report.count.sheet import listed, printable
from hustings.report.count.texttable import wrap


def render(scenario: Scenario, plan: Plan, *, width: int = 80) -> str:
    """Each list with its regions, then the regions without advice."""
    return "\n".join(lines(scenario, plan, width=width)) + "\n"


def lines(scenario: Scenario, plan: Plan, *, width: int = 80) -> list[str]:
    """The same line by line."""
    told: list[str] = []
    names = scenario.election.names
    for number, sequence in enumerate(plan.sequences):
        who = asked(scenario, plan, number)
        if not who:
            continue
        told += wrap(f"List {plan.number_of(number)}: {who}", width)
        told += [
            f"  {place:>2}. {printable(names[candidate])}"
            for place, candidate in enumerate(sequence, 1)
        ]
    none = [
        printable(region.name)
        for region, which in zip(scenario.regions, plan.list_of, strict=True)
        if which < 0 and plan.split is Split.REGION
    ]
    if none:
        told += wrap(f"No advice: {listed(none)}", width)
    return told


def asked(scenario: Scenario, plan: Plan, number: int) -> str:
    """Who is asked for a list; empty for nobody."""
    match plan.split:
        case Split.SURNAME:
            return f"surnames, part {number + 1} of {len(plan.sequences)} in alphabetical order"
        case Split.REGION:
            regions = [
                (printable(region.name), region.voters)
                for region, which in zip(scenario.regions, plan.list_of, strict=True)
                if which == number
            ]
            voters = sum(voters for _, voters in regions)
            return f"{listed([name for name, _ in regions])} ({voters:,} voters)" if regions else ""
