"""`hustings plan following`: what plans win when fewer or more supporters follow.

Knows the way from a scenario and plans to curves over the share of followers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hustings.commands.plan.call import Call, plans_of, scenario_of, stopped_note, watched
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hustings.planning.plan.model import Plan
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.trials.following import FollowingCurves
    from hustings.planning.trials.simulate import Progress, Workers

FORMAT = "hustings-following/1"
# Draws that it takes when nothing else is said; it counts each at nine shares under every plan.
DRAWS = 200


def run(path: str, plans: tuple[str, ...], call: Call) -> int:
    """Count and report; the exit status."""
    check_inputs(path, *plans)
    call = call.shaped("text", "json", "csv", "svg")
    with call.out(path, *plans) as out:
        scenario = scenario_of(path, call)
        given = plans_of(plans, scenario)
        from hustings.planning.search.obvious import obvious
        from hustings.planning.trials.evaluate import with_alternatives

        tried = with_alternatives(scenario, given) if given else obvious(scenario)
        asked = call.draws or DRAWS
        curves, watch = watched(
            "counting at each share",
            call,
            lambda cores, progress: counted(scenario, tried, asked, cores, progress),
        )
        short = watch.stopped and curves.draws < asked
        if short:
            stopped_note(call, curves.draws, asked)
        own = given[0].name if given else _best(curves)
        out.write(_rendered(scenario, curves, own, call))
    return INTERRUPTED if short else 0


def counted(
    scenario: Scenario, plans: Sequence[Plan], draws: int, cores: Workers, progress: Progress
) -> FollowingCurves:
    """The curves of these plans from one in ten to nine in ten."""
    from hustings.planning.trials.following import following

    return following(scenario, plans, draws=draws, cores=cores, progress=progress)


def _best(curves: FollowingCurves) -> str:
    """The plan that wins most at the share nearest to what the scenario expects."""
    places = range(len(curves.shares))
    return curves.best(min(places, key=lambda k: abs(curves.shares[k] - curves.centre)))


def _rendered(scenario: Scenario, curves: FollowingCurves, own: str, call: Call) -> str:
    match call.format:
        case "json":
            from hustings.commands.shell.jsonout import as_json

            return as_json(document(scenario, curves), indent=1)
        case "csv":
            from hustings.report.plan.text.following import table

            return table(curves)
        case "svg":
            from hustings.report.plan.content.following import drawing
            from hustings.report.plan.pieces import standalone

            return standalone(drawing(scenario, curves, own))
        case _:
            from hustings.report.plan.text.following import render

            return render(scenario, curves, own, width=width(call.output))


def document(scenario: Scenario, curves: FollowingCurves) -> dict[str, Any]:
    """The JSON document: each plan's seats at each share, and each pair of plans."""
    from hustings import __version__
    from hustings.planning.plan import write as plan_file
    from hustings.planning.scenario.assumptions import plausible_following

    low, high = plausible_following(scenario)
    at = curves.shares
    return {
        "format": FORMAT,
        "scenario": {
            **plan_file.about(scenario),
            "draws": curves.draws,
            "first_draw": curves.first_draw,
            "version": __version__,
        },
        "shares": list(at),
        "expected": curves.centre,
        "plausible": {"low": low, "high": high},
        "plans": [
            {
                **plan_file.advice(scenario, plan),
                "seats": [
                    {"share": share, **plan_file.number(one)}
                    for share, one in zip(at, seats, strict=True)
                ],
            }
            for plan, seats in zip(curves.plans, curves.seats, strict=True)
        ],
        "pairs": [
            {
                "plan": pair.plan,
                "against": pair.against,
                "seats": [
                    {"share": share, **plan_file.number(one)}
                    for share, one in zip(at, pair.seats, strict=True)
                ],
                "stretches": [one._asdict() for one in pair.stretches],
                "crossings": [one._asdict() for one in pair.crossings],
            }
            for pair in curves.pairs
        ],
        "best": [
            {
                "share": share,
                "plan": curves.best(place),
                "not_clearly_beaten": list(curves.unbeaten(place)),
            }
            for place, share in enumerate(at)
        ],
    }
