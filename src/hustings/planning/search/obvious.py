"""The plans that anyone would think of, without a search.

Knows which they are and what they are called. Must not know how well they do.
"""

from __future__ import annotations

from hustings.planning.plan.model import Plan, natural_alternatives, one_order
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.hunt import SEARCH
from hustings.planning.search.moves import plan_of, settled
from hustings.planning.search.start import evened, home_first, supply_of
from hustings.planning.trials.evaluate import advice
from hustings.planning.trials.stock import drawn

FAVOURITE_LAST = "favourite last, one order"
EVENED = "first preferences evened out"
HOME_FIRST = "own area's candidate first"
# Electorates whose preferences are evened out, as many as a search looks at for this.
_LOOK_AT = 8


def obvious(scenario: Scenario) -> tuple[Plan, ...]:
    """The natural alternatives, then what a search would begin with; each advice once."""
    team = scenario.team
    if not team:
        return natural_alternatives(scenario)
    order = one_order(scenario).sequences[0]
    regions = len(scenario.regions)
    lists = min(scenario.lists, regions)
    supply = supply_of([drawn(scenario, SEARCH + k) for k in range(_LOOK_AT)], team)
    depth = scenario.following.depth
    plans = [
        *natural_alternatives(scenario),
        Plan(FAVOURITE_LAST, ((*order[1:], order[0]),), (0,) * regions),
        *(
            plan_of(name, settled(assignment, depth))
            for name, assignment in (
                (EVENED, evened(scenario, team, supply, lists=lists)),
                (HOME_FIRST, home_first(scenario, order, supply, lists=lists)),
            )
        ),
    ]
    kept: dict[object, Plan] = {}
    for plan in plans:
        kept.setdefault(advice(plan), plan)
    return tuple(kept.values())
