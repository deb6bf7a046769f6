"""The search for the plan that elects the most of the planned slate.

Knows how a search goes on from its starts, when it ends, how it can be stopped and continued, and
which draws it may look at.

A search looks at draws from number 1,000,000 on and tells its finalists apart on draws from
2,000,000 on. What it reports in the end comes from draws 0, 1, 2 …, which it has never seen: the
lucky draws that made a plan look good are not among them, and `plan evaluate` finds the same
figures.

It goes on in epochs, each on draws of its own. An epoch begins with the best of the finalists so
far, then moves to the first better neighbour it finds, again and again; where there is none it
jumps a few steps away and tries from there. Ends are decided by numbers of counts, never by a
clock, so that the same seed finds the same plan on any number of cores.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from hustings.errors import InputError
from hustings.planning.plan.evaluation import Evaluation
from hustings.planning.plan.model import Plan
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.search.hunt import Hunt, Meter
from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.search.robust import Robust, beside_centre, more_work, spread
from hustings.planning.search.state import Effort, State
from hustings.planning.trials.evaluate import LEAST_DRAWS, check_draws, evaluate
from hustings.planning.trials.simulate import Progress, Workers
from hustings.planning.trials.stock import Stopped


class Found(NamedTuple):
    """What a search ends with.

    Attributes:
        plan: the best that it found; called "found".
        explored: plans that were in a race, some of them more than once.
        draws: (first, how many) of the draws that it has looked at.
        fresh: the plan beside the natural alternatives on draws that it has not looked at; None
            when it was stopped before that.
        state: where it stands, for `resume`; goes into JSON as it is.
        finished: whether it came to its end.
        robust: how the plan does over all shares of followers, where that was searched for.
    """

    plan: Plan
    explored: int
    draws: tuple[tuple[int, int], ...]
    fresh: Evaluation | None
    state: dict[str, object]
    finished: bool
    robust: Robust | None = None


def full(draws: int) -> Effort:
    """The effort that fits a report from so many fresh draws."""
    return Effort(
        fresh=draws,
        racing=max(32, draws // 4),
        epochs=4,
        counts=40 * max(draws, 100),
        choosing=max(200, draws // 2),
        every=64,
    )


# A first answer: under a minute for 129,549 voters on four cores.
SHORT = Effort(fresh=100, racing=48, epochs=2, counts=5000, choosing=64, every=64)


def search(
    scenario: Scenario,
    *,
    robust: bool = False,
    draws: int | None = None,
    effort: Effort | None = None,
    seconds: float | None = None,
    cores: Workers = None,
    progress: Progress | None = None,
    resume: dict[str, object] | None = None,
    save: Callable[[dict[str, object]], None] | None = None,
) -> Found:
    """Find the grouping of regions into lists and the order on each that elect the most.

    Args:
        robust: look for the plan that is good over all shares of followers, from one in ten to
            nine, and not for that of the share that the scenario expects.
        draws: fresh draws for the report; the rest of the effort goes by it. None for the
            scenario's own number.
        effort: how much to do, instead of `draws`; with `resume`, more epochs continue a search
            that had come to its end.
        seconds: stop looking for better plans after so long. The one thing that makes the result
            depend on the machine.
        cores: threads to use; None for as many as this process may run on.
        progress: called with (done, in all), in counts; False stops, and the best so far comes
            back.
        resume: the state of a search of the same scenario; it goes on as if never stopped.
        save: called with the state now and then, so that a crash costs little.

    Raises:
        InputError: nobody of the slate stands, too few draws, or `resume` is of another scenario.
    """
    team = scenario.team
    if not team:
        raise InputError(
            f"nobody stands for {scenario.slates[scenario.slate].name}",
            remedy="name the slate that is planned for",
        )
    looked = spread(scenario) if robust else scenario
    digest = scenario_digest(looked)
    if resume is not None:
        state = State.from_json(resume, scenario=digest, team=team, regions=len(scenario.regions))
        state = state.with_effort(effort)
    else:
        state = State(effort or full(scenario.draws if draws is None else draws))
    check_draws(state.effort.fresh)
    after = more_work(state.effort).all if robust else 0
    meter = Meter(state.effort, progress, after=after)
    lists = min(scenario.lists, len(scenario.regions))
    until = None if seconds is None else time.monotonic() + seconds
    hunt = Hunt(
        looked,
        team,
        lists,
        cores=cores,
        meter=meter,
        until=until,
        keep=(lambda now: save(now.to_json(digest))) if save else None,
    )
    fresh: Evaluation | None = None
    wide: Robust | None = None
    best: Assignment | None = None
    finished = False
    try:
        state = hunt.run(state)
        best = hunt.chosen(state)
        if robust:
            effort = state.effort
            second = Meter(more_work(effort), progress, before=effort.all)
            at_centre = Hunt(scenario, team, lists, cores=cores, meter=second, until=until)
            wide = beside_centre(
                scenario, best, at_centre, effort, cores=cores, progress=_kept_on(second)
            )
            fresh = wide.fresh
        else:
            fresh = _fresh(scenario, plan_of("found", best), state.effort, cores, meter)
        finished = fresh.draws == state.effort.fresh
    except Stopped:
        state = hunt.state
    return Found(
        plan_of("found", best or hunt.best_of(state)),
        state.explored,
        hunt.looked_at(state, choice=best is not None),
        fresh,
        state.to_json(digest),
        finished,
        wide,
    )


def _kept_on(meter: Meter) -> Progress:
    """Progress that ends all when the answer is no: half of these figures would say little.

    Raises:
        Stopped: when called then.
    """

    def progress(done: int, total: int) -> bool:
        meter.tick(0)
        return True

    return progress


def _fresh(
    scenario: Scenario, plan: Plan, effort: Effort, cores: Workers, meter: Meter
) -> Evaluation:
    """The plan beside the natural alternatives, on draws that no search looks at."""
    meter.phase(effort.all - effort.reporting, effort.all)
    each = effort.reporting // effort.fresh

    def progress(done: int, total: int) -> bool:
        # Fewer draws than these say nothing.
        return meter.add(each) or done < min(LEAST_DRAWS, total)

    return evaluate(scenario, [plan], draws=effort.fresh, cores=cores, progress=progress)
