"""`hustings plan size`: how many should stand.

Knows the way from a scenario to the comparison of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hustings.commands.plan.call import Call, scenario_of, too_early, watched
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.search.size import Sizes


def run(path: str, short: bool, call: Call) -> int:
    """Compare and report; the exit status.

    Args:
        short: for a first answer, from fewer draws.
    """
    check_inputs(path)
    call = call.shaped("text", "json", "csv", "svg")
    with call.out(path) as out:
        scenario = scenario_of(path, call)
        from hustings.planning.search.size import FULL, SHORT, possible, sizes

        compared, watch = watched(
            "comparing numbers",
            call,
            lambda cores, progress: sizes(
                scenario,
                draws=call.draws,
                pace=SHORT if short else FULL,
                cores=cores,
                progress=progress,
            ),
        )
        if watch.stopped and not compared.sizes:
            raise too_early(call)
        every = len(possible(scenario))
        if len(compared.sizes) < every:
            call.note(f"stopped: numbers up to {len(compared.sizes)} of {every} were compared")
        out.write(_rendered(scenario, compared, call))
    return INTERRUPTED if len(compared.sizes) < every else 0


def _rendered(scenario: Scenario, compared: Sizes, call: Call) -> str:
    match call.format:
        case "json":
            from hustings.commands.shell.jsonout import as_json

            return as_json(document(scenario, compared), indent=1)
        case "csv":
            from hustings.report.plan.text.size import table

            return table(scenario, compared)
        case "svg":
            from hustings.report.plan.charts import Size, sizes, standalone

            rows = [
                Size(number, one.advised.expected, one.advised.seats, one.unadvised.expected)
                for number, one in enumerate(compared.sizes, 1)
            ]
            return standalone(sizes(rows, len(scenario.team)))
        case _:
            from hustings.report.plan.text.size import render

            return render(scenario, compared, width=width(call.output))


def document(scenario: Scenario, sizes: Sizes) -> dict[str, Any]:
    """The JSON document: the plan for each number of candidates, and how the numbers compare."""
    from hustings import __version__
    from hustings.planning.plan import write as plan_file
    from hustings.planning.plan.document import FORMAT
    from hustings.planning.search.size import with_team

    plans = []
    compared = []
    for number, size in enumerate(sizes.sizes, 1):
        teamed = with_team(scenario, size.standing)
        plan = {
            **plan_file.advice(teamed, size.advised.plan),
            **plan_file.figures(teamed, size.advised),
            "name": f"{number} standing",
        }
        plans.append(plan)
        compared.append(
            {
                "candidates": number,
                "standing": plan_file.names_of(scenario, size.standing),
                "expected_seats": plan_file.number(size.advised.expected),
                "seats": plan["seats"],
                "without_advice": plan_file.number(size.unadvised.expected),
                "more_than_best": plan_file.number(size.behind),
            }
        )
    return {
        "format": FORMAT,
        "scenario": {
            **plan_file.about(scenario),
            "draws": sizes.draws,
            "first_draw": 0,
            "version": __version__,
        },
        "plans": plans,
        "sizes": compared,
        "best": sizes.best,
        "too_few": list(sizes.too_few),
        "too_many": list(sizes.too_many),
    }
