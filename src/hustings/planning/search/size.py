"""How many to stand: the same electorates with one candidate of the slate, two, three and so on.

Knows who would stand in a team of each size, and how the sizes compare.

Whoever does not stand has withdrawn before the count and is on nobody's ballot; that fewer names
might win the slate fewer supporters is not in the model.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Many
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.errors import InputError
from hustings.planning.plan.evaluation import Estimate, PlanResult
from hustings.planning.plan.model import Plan, Sequence, no_advice
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.search.hunt import SEARCH
from hustings.planning.search.moves import plan_of, settled
from hustings.planning.search.search import search
from hustings.planning.search.start import by_appeal, spread, supply_of
from hustings.planning.search.state import Effort
from hustings.planning.trials.evaluate import check_draws, estimate, of_trials
from hustings.planning.trials.simulate import Progress, Workers, simulate
from hustings.planning.trials.stock import drawn

# A candidate of this group stands only where a larger team is looked at.
RESERVE = "reserve"

# With so many possible names or fewer, every choice of them is tried.
_EVERY_CHOICE = 4
# A difference of so many standard errors is taken as one.
_CLEAR = 2.0


class Pace(NamedTuple):
    """Draws beside those that are reported, at most; fewer where fewer are reported.

    Attributes:
        choosing: on which it is decided who should stand, with few possible names.
        evening: whose preferences are evened out.
        draws: that are reported at most where nothing else is said; None for as many as the
            scenario says.
    """

    choosing: int
    evening: int
    draws: int | None = None

    def beside(self, draws: int) -> Pace:
        """For so many draws in the report."""
        return Pace(min(self.choosing, draws), min(self.evening, -(-draws // 10)), draws)


FULL = Pace(choosing=100, evening=8)
SHORT = Pace(choosing=20, evening=2, draws=100)


@dataclass(frozen=True, slots=True)
class Size:
    """A team of one size.

    Attributes:
        standing: who, in the order in which they were thought of.
        advised: its seats when followers are asked to spread their preferences evenly, or to do
            what a search found.
        unadvised: its seats when nobody is asked for anything.
        behind: its seats less those of the best size, advised both, draw by draw.
    """

    standing: Sequence
    advised: PlanResult
    unadvised: PlanResult
    behind: Estimate


@dataclass(frozen=True, slots=True)
class Sizes:
    """Teams of 1, 2, 3 … on the same draws.

    Attributes:
        scenario_digest, draws, seed: where the figures come from; draws are numbers 0, 1, 2 ….
        sizes: sizes[n - 1] has n candidates; fewer than possible when it was stopped.
        best: the size with most expected seats; among equals the smallest. 0 for none.
        too_few: smaller sizes that win fewer seats by more than two standard errors.
        too_many: larger ones likewise.
    """

    scenario_digest: str
    draws: int
    seed: int
    sizes: tuple[Size, ...]
    best: int
    too_few: tuple[int, ...]
    too_many: tuple[int, ...]


def possible(scenario: Scenario) -> Sequence:
    """Who could stand for the planned slate: the team, most popular first, then reserves.

    Reserves are the slate's candidates of the group "reserve", whether they have withdrawn or not.
    """
    groups = scenario.election.candidates
    mine = scenario.named(scenario.slate)
    reserves = tuple(c for c in mine if RESERVE in groups[c].groups)
    team = tuple(c for c in scenario.team if c not in reserves)
    return by_appeal(scenario, team) + by_appeal(scenario, reserves)


def with_team(scenario: Scenario, standing: Many[int]) -> Scenario:
    """The scenario in which just these of the possible candidates stand."""
    everybody = set(possible(scenario))
    withdrawn = (set(scenario.election.withdrawn) - everybody) | (everybody - set(standing))
    election = replace(scenario.election, withdrawn=tuple(sorted(withdrawn)))
    return replace(scenario, election=election)


def sizes(
    scenario: Scenario,
    *,
    draws: int | None = None,
    effort: Effort | None = None,
    pace: Pace = FULL,
    cores: Workers = None,
    progress: Progress | None = None,
) -> Sizes:
    """Expected seats with 1, 2, 3 … candidates, to as many as there are possible names.

    The most popular stand first; with four possible names or fewer the best choice of each size
    stands, chosen on draws that are not reported from.

    Args:
        draws: electorates for each size; None for as many as the scenario says, or fewer by the
            pace.
        pace: how many are looked at beside them.
        effort: search for the best plan of each size; None to spread preferences evenly, which is
            quick.
        cores: as in `simulate`.
        progress: called after each draw, over all sizes; False stops, and the sizes done come back.

    Raises:
        InputError: nobody could stand, or too few draws.
    """
    number = min(pace.draws or scenario.draws, scenario.draws) if draws is None else draws
    pace = pace.beside(number)
    names = possible(scenario)
    if not names:
        raise InputError(
            f"nobody could stand for {scenario.slates[scenario.slate].name}",
            remedy="name the slate that is planned for",
        )
    _check_own(scenario, names)
    check_draws(number)
    measured: list[_Found] = []
    each = number + (effort.all if effort else 0)
    for size in range(1, len(names) + 1):
        after = size * each - number

        def overall(done: int, total: int, after: int = after) -> bool:
            return progress is None or progress(after + done, len(names) * each)

        standing = names[:size]
        if size < len(names) <= _EVERY_CHOICE:
            begun = partial(overall, number - each, number)
            standing = _best_choice(scenario, names, size, pace, cores, begun)
            if not standing:
                break
        teamed = with_team(scenario, standing)
        if effort is None:
            plan = _spread(teamed, pace)
        else:
            searched = search(
                teamed,
                effort=effort,
                cores=cores,
                progress=partial(_shifted, overall),
            )
            if not searched.finished:
                break
            plan = searched.plan
        plans = (plan, no_advice(teamed))
        trials = simulate(teamed, plans, range(number), cores=cores, progress=overall)
        if len(trials.draws) < number:
            break
        advised, unadvised = of_trials(teamed, plans, trials).results
        measured.append(_Found(standing, advised, unadvised, trials.seats(teamed.team)[0]))
    return _compared(scenario, number, measured)


def _check_own(scenario: Scenario, names: Sequence) -> None:
    """Refuse names that stay on the ballot paper, whoever of the slate stands."""
    others = [s for s in range(len(scenario.slates)) if s != scenario.slate]
    for other in others:
        both = sorted(set(names) & set(scenario.named(other)))
        if both:
            own, theirs = (scenario.slates[s].name for s in (scenario.slate, other))
            listed = ", ".join(scenario.election.names[c] for c in both)
            raise InputError(
                f"{listed} stand for {theirs} as well as for {own}, which cannot decide that they"
                " do not stand",
                remedy="take them out of one slate to ask how many should stand",
            )


def _shifted(progress: Progress, done: int, total: int) -> bool:
    """A search is done before the draws of its size begin."""
    return progress(done - total, total)


class _Found(NamedTuple):
    standing: Sequence
    advised: PlanResult
    unadvised: PlanResult
    seats: npt.NDArray[np.int64]


def _compared(scenario: Scenario, draws: int, measured: list[_Found]) -> Sizes:
    totals = [int(one.seats.sum()) for one in measured]
    best = totals.index(max(totals)) if totals else -1
    every = tuple(
        Size(one.standing, one.advised, one.unadvised, estimate(one.seats - measured[best].seats))
        for one in measured
    )
    worse = [
        place
        for place, size in enumerate(every)
        if size.behind.mean + _CLEAR * size.behind.standard_error < 0.0
    ]
    return Sizes(
        scenario_digest(scenario),
        draws,
        scenario.seed,
        every,
        best + 1,
        tuple(place + 1 for place in worse if place < best),
        tuple(place + 1 for place in worse if place > best),
    )


def _spread(scenario: Scenario, pace: Pace) -> Plan:
    """Followers are asked to make preferences as even as possible."""
    supply = supply_of(
        [drawn(scenario, SEARCH + place) for place in range(pace.evening)], scenario.team
    )
    assignment = spread(
        scenario, scenario.team, supply, lists=min(scenario.lists, len(scenario.regions))
    )
    return plan_of("spread evenly", settled(assignment, scenario.following.depth))


def _best_choice(
    scenario: Scenario,
    names: Sequence,
    size: int,
    pace: Pace,
    cores: Workers,
    go_on: Callable[[], bool],
) -> Sequence:
    """Who of these should stand, among equals the more popular; nobody when it was stopped."""
    best: Sequence = ()
    most = -1
    for standing in combinations(names, size):
        teamed = with_team(scenario, standing)
        draws = range(SEARCH, SEARCH + pace.choosing)
        plans = (_spread(teamed, pace),)
        trials = simulate(teamed, plans, draws, cores=cores, progress=lambda *_: go_on())
        if len(trials.draws) < len(draws):
            return ()
        seats = int(trials.seats(teamed.team).sum())
        if seats > most:
            best, most = standing, seats
    return best
