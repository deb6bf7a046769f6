"""`hustings plan rivals`: two planners in one electorate.

Knows the way from two scenarios to the comparison.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hustings.commands.plan.call import Call, scenario_of, stopped_note, too_early, watched
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED
from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.search.rivals import Planner, Rivalry, Unsettled


def run(first: str, second: str | None, slate: str | None, short: bool, call: Call) -> int:
    """Let them answer each other and report; the exit status.

    Args:
        second: the other planner's scenario.
        slate: in place of it, another slate of the first.
        short: for a first answer, with less of a search.

    Raises:
        InputError: neither or both are given, or the two do not go together.
    """
    if (second is None) == (slate is None):
        raise InputError(
            "nothing says who the other planner is" if slate is None else "one rival is enough",
            remedy="give a second scenario, or --against with another slate of the first",
        )
    check_inputs(first, second)
    call = call.shaped("text", "json", "csv")
    with call.out(*filter(None, (first, second))) as out:
        scenario = scenario_of(first, call)
        from hustings.planning.search.rivals import ANSWER, SHORT, against, planner, rivals

        try:
            rival = (
                against(scenario, slate or "")
                if second is None
                else planner(scenario, scenario_of(second, call))
            )
        except InputError as error:
            source, line = (error.source, error.line) if error.source else (second or "", 0)
            raise InputError(error.what, remedy=error.remedy, source=source, line=line) from None
        pair = planner(scenario, scenario), rival
        if pair[0].name == pair[1].name:
            pair = told_apart(pair)
        asked = call.draws or scenario.draws
        rivalry, _ = watched(
            "answering",
            call,
            lambda cores, progress: rivals(
                scenario,
                *pair,
                draws=asked,
                effort=SHORT if short else ANSWER,
                cores=cores,
                progress=progress,
            ),
        )
        if rivalry is None:
            raise too_early(call)
        if rivalry.draws < asked:
            stopped_note(call, rivalry.draws, asked)
        out.write(_rendered(scenario, rivalry, call))
    return INTERRUPTED if rivalry.draws < asked else 0


def told_apart(pair: tuple[Planner, Planner]) -> tuple[Planner, Planner]:
    """Two planners of slates with one name, under names of their own."""
    first, second = pair
    return (
        replace(first, name=f"{first.name} (first)"),
        replace(second, name=f"{second.name} (second)"),
    )


def _rendered(scenario: Scenario, rivalry: Rivalry, call: Call) -> str:
    match call.format:
        case "json":
            from hustings.commands.shell.jsonout import as_json

            return as_json(document(scenario, rivalry), indent=1)
        case "csv":
            from hustings.report.plan.text.rivals import table

            return table(rivalry)
        case _:
            from hustings.report.plan.text.rivals import render

            return render(scenario, rivalry, width=width(call.output))


def document(scenario: Scenario, rivalry: Rivalry) -> dict[str, Any]:
    """The JSON document: the plans of both planners, together and alone, and what each wins.

    A plan's figures are those of its planner's slate, in the case it is for.
    """
    from hustings import __version__
    from hustings.planning.plan import write as plan_file
    from hustings.planning.plan.document import FORMAT
    from hustings.planning.plan.evaluation import PlanResult

    _, first, second, both = rivalry.outcomes
    plans = [
        {
            **plan_file.advice(scenario, case.plans[who]),
            "planner": rivalry.planners[who].name,
            **plan_file.figures(
                scenario,
                PlanResult(case.plans[who], case.candidates, case.numbers[who], case.seats[who]),
            ),
        }
        for case, who in ((both, 0), (both, 1), (first, 0), (second, 1))
    ]
    names = scenario.election.names
    return {
        "format": FORMAT,
        "scenario": {
            **plan_file.about(scenario),
            "draws": rivalry.draws,
            "first_draw": 0,
            "version": __version__,
        },
        "plans": plans,
        "planners": [
            {"name": one.name, "candidates": [names[c] for c in one.team]}
            for one in rivalry.planners
        ],
        "outcomes": [
            {
                "who": case.who,
                "expected_seats": [plan_file.number(one) for one in case.seats],
                "candidates": {
                    names[c]: case.candidates[c].mean for c in scenario.election.standing
                },
                "either": plan_file.number(case.either),
                "more_than_neither": [plan_file.number(one) for one in case.gain],
            }
            for case in rivalry.outcomes
        ],
        "steady": rivalry.steady,
        **(_unsettled(rivalry.unsettled) if rivalry.unsettled else {}),
    }


def _unsettled(unsettled: Unsettled) -> dict[str, Any]:
    from hustings.planning.plan.write import number

    return {
        "last_round": {
            "areas_changed": list(unsettled.areas),
            "more_than_round_before": [number(one) for one in unsettled.seats],
        }
    }
