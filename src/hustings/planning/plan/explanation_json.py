"""An explanation as JSON: what each list does, who is at risk, what the plan leans on.

Knows keys and names. Must not know words, nor how the figures were reached.
"""

from __future__ import annotations

from typing import Any

from hustings.planning.plan.explanation import (
    Case,
    Change,
    Explanation,
    Leaning,
    ListReason,
    Neighbour,
    Risk,
    Spread,
)
from hustings.planning.plan.write import names_of, number
from hustings.planning.scenario.model import Scenario

Document = dict[str, Any]


def explanation_document(scenario: Scenario, explanation: Explanation) -> Document:
    """The whole of it, for the key "explanation"; regions and candidates by name."""
    return {
        "plan": explanation.plan.name,
        "draws": explanation.draws,
        "first_draw": explanation.first_draw,
        "complete": explanation.complete,
        "quota": explanation.quota,
        "expected_seats": number(explanation.expected),
        "more_than_no_advice": number(explanation.gain),
        "lists": [_list(scenario, explanation, one) for one in explanation.lists],
        "risks": [_risk(scenario, one) for one in explanation.risks],
        "assumptions": [_leaning(one) for one in explanation.leanings],
    }


def _list(scenario: Scenario, explanation: Explanation, one: ListReason) -> Document:
    return {
        "regions": [scenario.regions[region].name for region in one.regions],
        "sequence": names_of(scenario, explanation.plan.sequences[one.index]),
        "followers": one.followers,
        "first_preferences_of_the_first": number(one.start),
        "chance_of_the_first": number(one.leader),
        "others_tried": one.tried,
        "best_with_another_first": _neighbour(scenario, one.leading),
        "best_other": _neighbour(scenario, one.best),
    }


def _neighbour(scenario: Scenario, other: Neighbour | None) -> Document | None:
    if other is None:
        return None
    match other.change:
        case Change.LEADER:
            of: object = scenario.election.names[other.of]
        case Change.OTHER_LIST:
            of = other.of + 1
    return {
        "change": other.change.value,
        "of": of,
        "sequence": names_of(scenario, other.sequence),
        "more_seats": number(other.seats),
        "chance_of_the_first": number(other.leader),
    }


def _risk(scenario: Scenario, one: Risk) -> Document:
    return {
        "candidate": scenario.election.names[one.candidate],
        "chance_of_missing": number(one.miss),
        "draws": one.draws,
        "missed": one.missed,
        "excluded": one.excluded,
        "stage": _spread(one.stage),
        "stages": _spread(one.stages),
        "candidates_left": _spread(one.left),
        "seats_left": _spread(one.places),
    }


def _spread(spread: Spread | None) -> Document | None:
    if spread is None:
        return None
    return {"low": spread.low, "median": spread.median, "high": spread.high}


def _leaning(one: Leaning) -> Document:
    return {
        "assumption": one.assumption.value,
        "value": one.value,
        "stated": one.stated,
        "lower": _case(one.lower),
        "higher": _case(one.higher),
    }


def _case(case: Case) -> Document:
    return {
        "value": case.value,
        "more_seats": number(case.seats),
        "more_than_no_advice": number(case.gain),
    }
