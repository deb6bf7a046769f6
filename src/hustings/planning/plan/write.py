"""plan.json: plans with the regions they are for, how well they do, and where the figures are from.

Knows the document of format "hustings-plan/1" and the lists as CSV. Must not know how plans are
found (`search`) or shown (`report`).

Every key is described in docs/reference/plan-json.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hustings import __version__
from hustings.inputs.export import written
from hustings.planning.plan.document import FORMAT
from hustings.planning.plan.evaluation import Estimate, Evaluation, PlanResult
from hustings.planning.plan.model import Plan, Split
from hustings.planning.scenario.model import Scenario, scenario_digest

# `written` is here for those who list a plan's names.
__all__ = (
    "about",
    "advice",
    "document",
    "figures",
    "lists_csv",
    "names_of",
    "number",
    "unevaluated",
    "written",
)

Document = dict[str, Any]


def document(scenario: Scenario, evaluation: Evaluation, **more: object) -> Document:
    """The document of evaluated plans; `more` are further keys at its end."""
    return {
        "format": FORMAT,
        "scenario": {
            **about(scenario),
            "draws": evaluation.draws,
            "first_draw": evaluation.first_draw,
            "version": __version__,
        },
        "plans": [
            {
                **advice(scenario, result.plan),
                **figures(scenario, result),
                "range": range_of(result, evaluation),
            }
            for result in evaluation.results
        ],
        "differences": [
            {"plan": one.plan, "against": one.against, **number(one.seats)}
            for one in evaluation.differences
        ],
        "bounds": {
            "quota": number(evaluation.bounds.quota),
            "dhondt": number(evaluation.bounds.dhondt),
        },
        **more,
    }


def unevaluated(scenario: Scenario, plans: Sequence[Plan], **more: object) -> Document:
    """The document of plans whose worth is not known, without figures."""
    return {
        "format": FORMAT,
        "scenario": {**about(scenario), "version": __version__},
        "plans": [advice(scenario, plan) for plan in plans],
        **more,
    }


def about(scenario: Scenario) -> Document:
    """What a document says of its scenario."""
    names = scenario.election.names
    return {
        "title": scenario.title,
        "digest": scenario_digest(scenario),
        "rules": scenario.rules,
        "seats": scenario.election.seats,
        "slate": scenario.slates[scenario.slate].name,
        "candidates": [names[candidate] for candidate in scenario.team],
        "lists": scenario.lists,
        "seed": scenario.seed,
    }


def advice(scenario: Scenario, plan: Plan) -> Document:
    """What a plan asks for, without figures."""
    by_region = plan.split is Split.REGION
    return {
        "name": plan.name,
        "split": plan.split.value,
        "sequences": {
            region.name: names_of(scenario, plan.sequence_of(index))
            for index, region in enumerate(scenario.regions)
            if by_region
        },
        "groups": [
            {
                "regions": [
                    region.name
                    for region, which in zip(scenario.regions, plan.list_of, strict=True)
                    if by_region and which == place
                ],
                "sequence": names_of(scenario, sequence),
            }
            for place, sequence in enumerate(plan.sequences)
        ],
    }


def figures(scenario: Scenario, result: PlanResult) -> Document:
    """How well a plan does."""
    names = scenario.election.names
    standing = scenario.election.standing
    return {
        "expected_seats": number(result.expected),
        "seats": {str(n): chance.mean for n, chance in enumerate(result.seats)},
        "candidates": {names[c]: result.candidates[c].mean for c in standing},
        "standard_errors": {
            "seats": {str(n): chance.standard_error for n, chance in enumerate(result.seats)},
            "candidates": {names[c]: result.candidates[c].standard_error for c in standing},
        },
    }


def range_of(result: PlanResult, evaluation: Evaluation) -> Document:
    """How far a plan's seats go with what the scenario is not sure of."""
    low, high = result.most_draws
    return {
        "nine_draws_of_ten": {"low": low, "high": high},
        "sorted_by": [
            {
                "unsure": one.unsure.value,
                "least": {"value": one.low_value, "expected_seats": number(one.low)},
                "most": {"value": one.high_value, "expected_seats": number(one.high)},
                "more_seats": number(one.swing),
            }
            for one in evaluation.range_of(result.plan.name)
        ],
    }


def number(estimate: Estimate) -> Document:
    """An estimate as an object."""
    return {"mean": estimate.mean, "standard_error": estimate.standard_error}


def names_of(scenario: Scenario, sequence: Sequence[int]) -> list[str]:
    """The names of a sequence."""
    return [scenario.election.names[candidate] for candidate in sequence]


def lists_csv(plan: Plan, scenario: Scenario) -> str:
    """Who is asked for which names: a row for each region, the first name in the column "1".

    Where surnames decide, a row for each part of the alphabet. A region without advice has no list.
    """
    if plan.split is Split.SURNAME:
        size = len(plan.sequences)
        rows = [(f"surnames, part {n + 1} of {size}", n) for n in range(size)]
    else:
        rows = [(r.name, which) for r, which in zip(scenario.regions, plan.list_of, strict=True)]
    longest = max((len(sequence) for sequence in plan.sequences), default=0)
    table = [["region", "list", *(str(place + 1) for place in range(longest))]]
    for region, which in rows:
        names = names_of(scenario, plan.sequences[which]) if which >= 0 else []
        label = str(plan.number_of(which)) if which >= 0 else ""
        table.append([region, label, *names, *[""] * (longest - len(names))])
    return written(table)
