"""`hustings plan search`: from a scenario to the plan that elects the most.

Knows where the plan is written and how a search is continued from there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hustings.commands.plan.call import Call, beaten_json, beaten_of, scenario_of, watched
from hustings.commands.shell.streams import Output, check_inputs, width
from hustings.commands.shell.watch import INTERRUPTED
from hustings.errors import InputError
from hustings.inputs.text import STANDARD, read_text

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.search.search import Found
    from hustings.planning.search.state import Effort
    from hustings.planning.trials.following import Beaten

# Seconds between two notes of where the search stands, for the case that the machine goes off.
PAUSE = 30.0
UNFINISHED = ".unfinished"


class Wish(NamedTuple):
    """What a search is asked for beyond what all commands are."""

    lists: int | None = None
    seconds: float | None = None
    short: bool = False
    resume: str | None = None
    robust: bool = False


def run(path: str, wish: Wish, call: Call) -> int:
    """Search, write the plan and report; the exit status."""
    check_inputs(path, wish.resume)
    target = call.output
    shape = "json" if target == STANDARD else call.format or "text"
    inputs = (path,)
    with Output(target if target != STANDARD else None, for_machines=True, inputs=inputs) as file:
        before = _before(wish.resume) if wish.resume else {}
        scenario = _scenario(path, wish, call, before)
        wish = _robust(wish, before)
        result = _searched(scenario, wish, call, before, file.given)
        found = () if result.fresh is None else _beaten(scenario, result, call)
        document = _document(scenario, result, wish, found)
        if file.given:
            file.write(_json(document))
    # The plan is safe, whatever becomes of those who read along.
    if file.given and os.path.isfile(file.path + UNFINISHED):
        os.unlink(file.path + UNFINISHED)
    with Output(None, for_machines=shape != "text") as screen:
        screen.write(_rendered(scenario, result, document, shape, found))
    if result.finished:
        return 0
    again = (
        f"continue with --resume {file.given}" if file.given else "with -o it could be continued"
    )
    call.note(f"stopped: the plan is the best so far, not yet tried on fresh draws; {again}")
    return INTERRUPTED


def _scenario(path: str, wish: Wish, call: Call, before: dict[str, Any]) -> Scenario:
    """The scenario, with the seed and the number of lists asked for, or those of before."""
    about = before.get("scenario", {})
    seed = call.seed if call.seed is not None else about.get("seed")
    scenario = scenario_of(path, call._replace(seed=seed))
    lists = wish.lists if wish.lists is not None else about.get("lists")
    if lists is None:
        return scenario
    fits = isinstance(lists, int) and 1 <= lists <= len(scenario.regions)
    if not fits and wish.lists is None:
        raise InputError(
            "this search was for another scenario",
            remedy="start again, or give the scenario as it was",
            source=wish.resume or "",
        )
    if not fits:
        raise InputError(
            f"{lists} lists for {len(scenario.regions)} regions",
            remedy=f"give --lists from 1 to {len(scenario.regions)}",
        )
    return replace(scenario, lists=lists)


def _before(path: str) -> dict[str, Any]:
    """The document of a search that is to go on.

    Raises:
        InputError: it holds none.
    """
    from hustings.planning.plan.document import opened

    whole = opened(read_text(path), path).whole
    search = whole.get("search")
    if not isinstance(search, dict) or not isinstance(search.get("state"), dict):
        raise InputError(
            "there is no search to continue in this",
            remedy="give a file written by `hustings plan search -o`",
            source=path,
        )
    seed = whole["scenario"].get("seed") if isinstance(whole.get("scenario"), dict) else None
    if not isinstance(seed, int):
        raise InputError("the search in this has no seed", remedy="start again", source=path)
    return whole


def _robust(wish: Wish, before: dict[str, Any]) -> Wish:
    """The wish with what a search that goes on was for.

    Raises:
        InputError: it was begun without --robust.
    """
    if not before:
        return wish
    begun = "robust" in before["search"]
    if wish.robust and not begun:
        raise InputError(
            "this search was begun without --robust",
            remedy="leave it out, or begin a search with it",
            source=wish.resume or "",
        )
    return wish._replace(robust=begun)


def _searched(
    scenario: Scenario, wish: Wish, call: Call, before: dict[str, Any], target: str
) -> Found:
    from hustings.planning.search.search import search

    state = before["search"]["state"] if before else None
    effort = _effort(wish, call, before)
    if state is not None:
        _check_state(scenario, state, wish)
    result, _ = watched(
        "searching",
        call,
        lambda cores, progress: search(
            scenario,
            robust=wish.robust,
            draws=call.draws,
            effort=effort,
            seconds=wish.seconds,
            cores=cores,
            progress=progress,
            resume=state,
            save=_keeper(scenario, target, wish.robust) if target else None,
        ),
    )
    return result


def _check_state(scenario: Scenario, state: dict[str, object], wish: Wish) -> None:
    """Refuse a state that the search could not go on from, with the name of its file."""
    from hustings.planning.scenario.model import scenario_digest
    from hustings.planning.search.robust import spread
    from hustings.planning.search.state import State

    digest = scenario_digest(spread(scenario) if wish.robust else scenario)
    try:
        State.from_json(state, scenario=digest, team=scenario.team, regions=len(scenario.regions))
    except InputError as error:
        raise InputError(error.what, remedy=error.remedy, source=wish.resume or "") from None


def _effort(wish: Wish, call: Call, before: dict[str, Any]) -> Effort | None:
    """How much to do; None for what fits the number of draws.

    A search that had come to its end goes on for as long again.
    """
    from hustings.planning.search.search import SHORT
    from hustings.planning.search.state import Effort

    if not before:
        effort = SHORT if wish.short else None
    else:
        if wish.short:
            raise InputError("--short is settled when a search begins", remedy="leave it out")
        search = before["search"]
        try:
            effort = Effort(**search["state"]["effort"])
            if search.get("finished"):
                effort = replace(effort, epochs=2 * effort.epochs)
        except (KeyError, TypeError):
            return None  # the search itself says what is wrong with such a state
    if effort is not None and call.draws is not None:
        effort = replace(effort, fresh=call.draws)
    return effort


def _keeper(scenario: Scenario, target: str, robust: bool) -> Callable[[dict[str, object]], None]:
    """Writes down now and then where the search stands, beside the plan to come."""
    from hustings.planning.plan.write import unevaluated

    last = time.monotonic()

    def keep(state: dict[str, object]) -> None:
        nonlocal last
        if time.monotonic() - last < PAUSE:
            return
        search = {"finished": False, "state": state, **({"robust": {}} if robust else {})}
        with Output(target + UNFINISHED, for_machines=True) as file:
            file.write(_json(unevaluated(scenario, (), search=search)))
        last = time.monotonic()

    return keep


def _beaten(scenario: Scenario, result: Found, call: Call) -> tuple[Beaten, ...]:
    """Where the plan is beaten by others when fewer or more follow."""
    assert result.fresh is not None
    return beaten_of(scenario, [result.plan], result.fresh, call) if result.finished else ()


def _document(
    scenario: Scenario, result: Found, wish: Wish, found: Sequence[Beaten]
) -> dict[str, Any]:
    from hustings.planning.plan.write import document, unevaluated

    search = {
        "explored": result.explored,
        "draws": [{"first": first, "number": number} for first, number in result.draws],
        "finished": result.finished,
        "state": result.state,
    }
    more: dict[str, object] = {"search": search}
    if wish.robust:
        search["robust"] = _robustness(scenario, result) if result.robust else {}
    if result.robust:
        from hustings.commands.plan.following import document as following_document

        more["following"] = following_document(scenario, result.robust.curves)
    if result.fresh is None:
        return unevaluated(scenario, (result.plan,), **more)
    return document(scenario, result.fresh, **more, beaten=beaten_json(found))


def _robustness(scenario: Scenario, result: Found) -> dict[str, Any]:
    """What is said of a plan that was searched for over all shares of followers."""
    from hustings.planning.plan.write import number

    wide, plan = result.robust, result.plan
    assert wide is not None
    shares = wide.curves.shares
    place, other, lost = wide.curves.worst(plan.name)
    return {
        "low": shares[0],
        "high": shares[-1],
        "centre": wide.centre.name,
        "expected_seats": number(wide.over.result(plan.name).expected),
        "more_than_centre": number(wide.gain(plan)),
        "cost_at_centre": number(wide.cost(plan)),
        "worst": {"share": shares[place], "against": other, **number(lost)},
    }


def _json(document: dict[str, Any]) -> str:
    from hustings.commands.shell.jsonout import as_json

    return as_json(document, indent=1)


def _rendered(
    scenario: Scenario,
    result: Found,
    document: dict[str, Any],
    shape: str,
    found: Sequence[Beaten],
) -> str:
    match shape:
        case "json":
            return _json(document)
        case "csv":
            from hustings.planning.plan.write import lists_csv

            return lists_csv(result.plan, scenario)
        case _:
            return _text(scenario, result, found)


def _text(scenario: Scenario, result: Found, found: Sequence[Beaten]) -> str:
    from hustings.report.plan.text import evaluation as evaluation_text
    from hustings.report.plan.text import lists as lists_text

    columns = width(None)
    lists = lists_text.render(scenario, result.plan, width=columns)
    head = f"The best of {result.explored:,} plans that were tried"
    if not result.explored:
        head = "Where the search begins; no other plan was tried"
    if result.fresh is None:
        return f"{head} so far\n\n{lists}"
    report = evaluation_text.render(scenario, result.fresh, found, width=columns)
    if result.robust is not None:
        from hustings.report.plan.text.following import robust

        lists += f"\n{robust(result.plan, result.robust, width=columns)}"
    return f"{head}\n\n{lists}\nHow well it does, on draws that the search has not seen\n\n{report}"
