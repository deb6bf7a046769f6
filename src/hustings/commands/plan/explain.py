"""`hustings plan explain` and `hustings plan report`: why a plan is as it is, for people to decide.

Knows the way from a plan through evaluation and explanation to a text or a page.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hustings.commands.plan.call import (
    Call,
    one_plan,
    scenario_of,
    stopped_note,
    too_early,
    watched,
)
from hustings.commands.shell.streams import Output, check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED

if TYPE_CHECKING:
    from hustings.planning.plan.evaluation import Evaluation
    from hustings.planning.plan.explanation import Explanation
    from hustings.planning.plan.model import Plan
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.search.size import Sizes
    from hustings.planning.trials.following import FollowingCurves
    from hustings.report.plan.blocks import Content

# Draws that explaining takes when nothing else is said; it counts each under many plans.
DRAWS = 200
# What `explain` shows of a report.
SECTIONS = ("short", "lists", "candidates", "range", "assumptions", "assumed")


def explain(path: str, plan_path: str, name: str | None, call: Call) -> int:
    """Explain a plan; the exit status."""
    check_inputs(path, plan_path)
    call = call.shaped("text", "json")
    with call.out(path, plan_path) as out:
        scenario = scenario_of(path, call)
        plan = one_plan(plan_path, name, scenario)
        asked = call.draws or DRAWS
        evaluation, stopped = _evaluated(scenario, plan, asked, call)
        if stopped:
            raise too_early(call)
        explanation = _explained(scenario, plan, asked, call)
        if call.format == "json":
            out.write(_json(scenario, evaluation, explanation))
        else:
            from hustings.report.plan.content.content import content
            from hustings.report.plan.text.blocks import written

            report = content(scenario, evaluation, plan.name, explanation)
            out.write(written(report, SECTIONS, width=width(call.output)))
    return 0 if explanation.complete else INTERRUPTED


def report(path: str, plan_path: str, name: str | None, brief: bool, call: Call) -> int:
    """Write the report on a plan; the exit status."""
    check_inputs(path, plan_path)
    call = call.shaped("markdown", "html", "json")
    with call.out(path, plan_path) as out:
        scenario = scenario_of(path, call)
        plan = one_plan(plan_path, name, scenario)
        evaluation, stopped = _evaluated(scenario, plan, call.draws or scenario.draws, call)
        explanation = None
        sizes = curves = None
        if not (stopped or brief):
            explanation = _explained(scenario, plan, min(DRAWS, evaluation.draws), call)
            stopped = not explanation.complete
        if not (stopped or brief):
            sizes, stopped = _sized(scenario, min(DRAWS, evaluation.draws), call)
        if not (stopped or brief):
            curves, stopped = _followed(scenario, evaluation, call)
        match call.format:
            case "html":
                from hustings.report.plan.html import render

                out.write(render(scenario, evaluation, plan.name, explanation, sizes, curves))
            case "json":
                out.write(_json(scenario, evaluation, explanation, sizes, curves))
            case _:
                from hustings.report.plan.content.content import content

                text = content(scenario, evaluation, plan.name, explanation, sizes, curves)
                _write_markdown(text, out)
    return INTERRUPTED if stopped else 0


def _json(
    scenario: Scenario,
    evaluation: Evaluation,
    explanation: Explanation | None,
    sizes: Sizes | None = None,
    curves: FollowingCurves | None = None,
) -> str:
    """The evaluation with what explains it, as far as there is any."""
    from hustings.commands.plan import following as plan_following
    from hustings.commands.plan import size as plan_size
    from hustings.commands.shell.jsonout import as_json
    from hustings.planning.plan.explanation_json import explanation_document
    from hustings.planning.plan.write import document

    more: dict[str, object] = {}
    if explanation is not None:
        more["explanation"] = explanation_document(scenario, explanation)
    if sizes is not None:
        compared = plan_size.document(scenario, sizes)
        more |= {key: compared[key] for key in ("sizes", "best", "too_few", "too_many")}
    if curves is not None:
        more["following"] = plan_following.document(scenario, curves)
    return as_json(document(scenario, evaluation, **more), indent=1)


def _write_markdown(content: Content, out: Output) -> None:
    """The report; beside a file of its own the drawings, called after it."""
    from hustings.report.plan import markdown as plan_markdown

    if not out.given or out.direct:
        out.write(plan_markdown.written(content))
        return
    folder, name = os.path.split(out.path)
    beside = os.path.splitext(name)[0]
    for drawing, text in plan_markdown.drawings(content, beside).items():
        with Output(os.path.join(folder, drawing)) as file:
            file.write(text)
    out.write(plan_markdown.written(content, beside))


def _evaluated(scenario: Scenario, plan: Plan, asked: int, call: Call) -> tuple[Evaluation, bool]:
    """The plan beside the natural alternatives, and whether that was stopped."""
    from hustings.planning.trials.evaluate import evaluate

    evaluation, watch = watched(
        "evaluating",
        call,
        lambda cores, progress: evaluate(
            scenario, [plan], draws=asked, cores=cores, progress=progress
        ),
    )
    if evaluation.draws < asked:
        stopped_note(call, evaluation.draws, asked)
    return evaluation, watch.stopped


def _explained(scenario: Scenario, plan: Plan, asked: int, call: Call) -> Explanation:
    from hustings.planning.trials.explain import explain as explain_plan

    explanation, _ = watched(
        "explaining",
        call,
        lambda cores, progress: explain_plan(
            scenario, plan, draws=asked, cores=cores, progress=progress
        ),
    )
    if not explanation.complete:
        call.note("stopped before everything that explains the plan had been tried")
    return explanation


def _followed(
    scenario: Scenario, evaluation: Evaluation, call: Call
) -> tuple[FollowingCurves, bool]:
    """The plans evaluated at each share of followers, and whether that was stopped."""
    from hustings.commands.plan.following import counted

    plans = [result.plan for result in evaluation.results]
    asked = min(DRAWS, evaluation.draws)
    curves, watch = watched(
        "counting at each share",
        call,
        lambda cores, progress: counted(scenario, plans, asked, cores, progress),
    )
    return curves, watch.stopped and curves.draws < asked


def _sized(scenario: Scenario, asked: int, call: Call) -> tuple[Sizes, bool]:
    from hustings.planning.search.size import possible, sizes

    compared, _ = watched(
        "comparing numbers",
        call,
        lambda cores, progress: sizes(scenario, draws=asked, cores=cores, progress=progress),
    )
    every = len(possible(scenario))
    if len(compared.sizes) < every:
        call.note(f"stopped: numbers up to {len(compared.sizes)} of {every} were compared")
    return compared, len(compared.sizes) < every
