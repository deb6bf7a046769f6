"""The plan that is good whatever the share of followers, and what that costs at the centre.

Knows over which shares it is looked for, and how it is set beside the plan that is best at the
centre.

The scenario's own uncertainty of following is part of every search. This is for those who do not
believe it: draws are spread evenly from one follower in ten to nine, so that no share counts more
than another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hustings.planning.plan.evaluation import Estimate, Evaluation
from hustings.planning.plan.model import Plan, natural_alternatives
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.hunt import Hunt
from hustings.planning.search.moves import Assignment, plan_of
from hustings.planning.search.state import Effort, State
from hustings.planning.trials.evaluate import evaluate
from hustings.planning.trials.following import SHARES, FollowingCurves, following
from hustings.planning.trials.simulate import Progress, Workers

CENTRE = "best as expected"
# Draws for the curves, each counted at nine shares.
_CURVES = 100


class Robust(NamedTuple):
    """How a plan that was searched for over all shares does.

    Attributes:
        centre: the best plan that one epoch of search finds at what the scenario expects, beginning
            at the robust plan.
        fresh: both, and the natural alternatives, at what the scenario expects.
        over: both with the draws spread evenly over the shares.
        curves: both and the natural alternatives at each share.
    """

    centre: Plan
    fresh: Evaluation
    over: Evaluation
    curves: FollowingCurves

    def cost(self, plan: Plan) -> Estimate:
        """Seats that the plan gives away at the centre."""
        return self.fresh.difference(self.centre.name, plan.name)

    def gain(self, plan: Plan) -> Estimate:
        """Seats that it wins more than the other over all shares."""
        return self.over.difference(plan.name, self.centre.name)


def spread(scenario: Scenario) -> Scenario:
    """The scenario with its draws spread evenly over all shares of followers."""
    even = (SHARES[0], SHARES[-1])
    return replace(scenario, following=replace(scenario.following, sd=0.0, even=even))


def more_work(effort: Effort) -> Effort:
    """What is done beside the search: one epoch at the centre, and the figures."""
    return replace(effort, epochs=1)


def beside_centre(
    scenario: Scenario,
    best: Assignment,
    hunted: Hunt,
    effort: Effort,
    *,
    cores: Workers,
    progress: Progress | None,
) -> Robust:
    """Find what is best at the centre, and set the plan beside it.

    Args:
        hunted: a hunt in the scenario as it stands, whose meter counts on from the search's.

    Raises:
        Stopped: the meter said so.
    """
    state = State(more_work(effort), finalists=tuple(dict.fromkeys((*hunted.starts(), best))))
    centre = plan_of(CENTRE, hunted.chosen(hunted.run(state)))
    plan = plan_of("found", best)
    fresh = evaluate(scenario, [plan, centre], draws=effort.fresh, cores=cores, progress=progress)
    over = evaluate(
        spread(scenario), [plan, centre], draws=effort.fresh, cores=cores, progress=progress
    )
    plans = (plan, centre, *natural_alternatives(scenario))
    curves = following(
        scenario, plans, draws=min(effort.fresh, _CURVES), cores=cores, progress=progress
    )
    return Robust(centre, fresh, over, curves)
