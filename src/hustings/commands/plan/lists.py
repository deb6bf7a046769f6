"""`hustings plan lists`: which regions are asked for which order.

Knows how a plan's lists are written out.
"""

from __future__ import annotations

from hustings.commands.plan.call import Call, one_plan, scenario_of
from hustings.commands.shell.streams import check_inputs, width


def run(path: str, plan_path: str, name: str | None, call: Call) -> int:
    """Write the lists; the exit status."""
    check_inputs(path, plan_path)
    call = call.shaped("text", "json", "csv")
    with call.out(path, plan_path) as out:
        scenario = scenario_of(path, call)
        plan = one_plan(plan_path, name, scenario)
        from hustings.planning.plan import write as plan_file

        match call.format:
            case "json":
                from hustings.commands.shell.jsonout import as_json

                out.write(as_json(plan_file.unevaluated(scenario, (plan,)), indent=1))
            case "csv":
                out.write(plan_file.lists_csv(plan, scenario))
            case _:
                from hustings.report.plan.text.lists import render

                out.write(render(scenario, plan, width=width(call.output)))
    return 0
