"""`hustings plan compare`: two scenarios on the same draws.

Knows the way from two scenarios and their plans to a comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hustings.commands.plan.call import Call, scenario_of, stopped_note, watched
from hustings.commands.shell.streams import check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED
from hustings.errors import InputError
from hustings.inputs.text import read_text

if TYPE_CHECKING:
    from hustings.planning.plan.model import Plan
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.trials.compare import Comparison

FORMAT = "hustings-plan-compare/1"


def run(first: str, second: str, plans: tuple[str, ...], call: Call) -> int:
    """Compare and report; the exit status.

    Raises:
        InputError: something cannot be read or does not fit, more than two plans.
    """
    if len(plans) > 2:
        raise InputError(
            f"{len(plans)} plans for two scenarios", remedy="give one for both, or one for each"
        )
    # A scenario may be compared with itself under two plans, and one plan be for both.
    check_inputs(first, *([] if second == first else [second]), *dict.fromkeys(plans))
    call = call.shaped("text", "json", "csv")
    with call.out(first, second, *plans) as out:
        scenarios = [scenario_of(path, call) for path in (first, second)]
        own = [plans[0], plans[-1]] if plans else []
        given = _given(own, scenarios)
        from hustings.planning.trials.compare import compare

        asked = call.draws or scenarios[0].draws
        compared, watch = watched(
            "comparing",
            call,
            lambda cores, progress: compare(
                scenarios[0],
                scenarios[1],
                given,
                draws=asked,
                cores=cores,
                progress=progress,
            ),
        )
        short = watch.stopped and compared.draws < asked
        if short:
            stopped_note(call, compared.draws, asked)
        out.write(_rendered(scenarios[0], scenarios[1], compared, call))
    return INTERRUPTED if short else 0


def _given(paths: list[str], scenarios: list[Scenario]) -> tuple[list[Plan], list[Plan]]:
    """The first plan of each file, for each scenario; a file that is for both is read once."""
    from hustings.planning.plan import read as plan_reading

    texts = {path: read_text(path) for path in dict.fromkeys(paths)}
    found: tuple[list[Plan], list[Plan]] = ([], [])
    for path, scenario, plans in zip(paths, scenarios, found, strict=False):
        plans.append(plan_reading.parse(texts[path], scenario, source=path)[0])
    return found


def _rendered(first: Scenario, second: Scenario, compared: Comparison, call: Call) -> str:
    match call.format:
        case "json":
            from hustings.commands.shell.jsonout import as_json

            return as_json(document(first, second, compared), indent=1)
        case "csv":
            from hustings.report.plan.text.compare import table

            return table(compared)
        case _:
            from hustings.report.plan.text.compare import render

            return render(first, second, compared, width=width(call.output))


def document(first: Scenario, second: Scenario, compared: Comparison) -> dict[str, Any]:
    """The JSON document: both scenarios, each plan's seats in both, each candidate's chances."""
    from hustings import __version__
    from hustings.planning.plan.write import about, number, range_of

    return {
        "format": FORMAT,
        "scenarios": [about(first), {**about(second), "seed": compared.seed}],
        "draws": compared.draws,
        "first_draw": 0,
        "seed": compared.seed,
        "version": __version__,
        "differs": list(compared.differs),
        "plans": [
            {
                "names": list(row.plans),
                "expected_seats": [number(one) for one in row.seats],
                "more_seats": number(row.more),
                "range": [
                    range_of(one.result(name), one)
                    for one, name in zip(compared.evaluations, row.plans, strict=True)
                ],
            }
            for row in compared.rows
        ],
        "candidates": [
            {
                "name": one.name,
                "chances": [number(chance) for chance in one.chances],
                "more": number(one.more),
            }
            for one in compared.candidates
        ],
    }
