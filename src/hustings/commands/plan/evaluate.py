"""`hustings plan evaluate`: how well plans do, beside the natural alternatives.

Knows the way from a scenario and plans to an evaluation.
"""

from __future__ import annotations

from hustings.commands.plan.call import (
    Call,
    beaten_of,
    evaluation_text,
    plans_of,
    scenario_of,
    stopped_note,
    watched,
)
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED


def run(path: str, plans: tuple[str, ...], call: Call) -> int:
    """Evaluate and report; the exit status."""
    check_inputs(path, *plans)
    call = call.shaped("text", "json", "csv")
    with call.out(path, *plans) as out:
        scenario = scenario_of(path, call)
        chosen = plans_of(plans, scenario)
        from hustings.planning.trials.evaluate import evaluate

        asked = call.draws or scenario.draws
        evaluation, watch = watched(
            "evaluating",
            call,
            lambda cores, progress: evaluate(
                scenario, chosen, draws=asked, cores=cores, progress=progress
            ),
        )
        short = watch.stopped and evaluation.draws < asked
        if short:
            stopped_note(call, evaluation.draws, asked)
        found = () if short else beaten_of(scenario, chosen, evaluation, call)
        out.write(evaluation_text(scenario, evaluation, call, width(call.output), found))
    return INTERRUPTED if short else 0
