"""What plans win when fewer or more follow: curves over the share of followers.

Knows how one electorate serves every share, and between which shares one plan gives way to another.
Must not know words or drawings (`report`).

Whether a voter follows is decided by their luck being below a threshold. So whoever follows at 30 %
follows at 40 % too, every plan meets the same voters at every share, and all differences are
paired.

Between two shares that were counted, seats are taken to change evenly. A plan gives way to another
somewhere in the shares at which the draws cannot tell the two apart (the difference is less than
two standard errors), between shares where each is clearly better: in 95 of 100 samples the true
place is among them (Fieller's interval).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hustings.counting.law import find
from hustings.planning.drawing.draw import draw_electorate
from hustings.planning.drawing.electorate import following_below
from hustings.planning.plan.evaluation import Estimate
from hustings.planning.plan.model import Plan, check
from hustings.planning.scenario.assumptions import (
    followed_by,
    following_share,
    plausible_following,
)
from hustings.planning.scenario.model import Scenario, scenario_digest
from hustings.planning.trials.evaluate import check_draws, estimate, with_alternatives
from hustings.planning.trials.simulate import (
    Progress,
    Workers,
    ballots,
    in_order,
    lots_for,
    part,
    winners,
)

# From one in ten to nine in ten.
SHARES = tuple(k / 10 for k in range(1, 10))
# Differences of fewer standard errors than this do not count.
CLEAR = 2.0
# With nobody to follow all plans are one.
_LEAST_SHARE = 0.01
# Shares looked at between those counted, a full per cent apart.
_STEPS = 100

Seats = npt.NDArray[np.int64]


class Stretch(NamedTuple):
    """Shares of followers over which one plan of a pair is better, or neither can be told.

    Attributes:
        low, high: the first and the last of these shares, in full per cent or where counted.
        better: the plan that is clearly better; None where the draws cannot tell.
    """

    low: float
    high: float
    better: str | None


class Crossing(NamedTuple):
    """One plan gives way to another as more follow.

    Attributes:
        low, high: up to the one share `before` is clearly better, from the other on `after` is.
        share: where their expected seats are equal in these draws.
    """

    before: str
    after: str
    low: float
    high: float
    share: float


class Pair(NamedTuple):
    """Two plans over all shares, on the same draws.

    Attributes:
        seats: at each share, those of `plan` less those of `against`.
        stretches: over which one of them is better, from few followers to many.
        crossings: where one gives way to the other; none where that cannot be told.
    """

    plan: str
    against: str
    seats: tuple[Estimate, ...]
    stretches: tuple[Stretch, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class FollowingCurves:
    """Plans and what they win at each share of followers.

    Attributes:
        first_draw, draws, seed: of the electorates counted.
        shares: of the planned slate's voters who follow, ascending.
        centre: what the scenario itself expects.
        seats: by plan and share.
        pairs: each plan with each after it.
    """

    scenario_digest: str
    first_draw: int
    draws: int
    seed: int
    shares: tuple[float, ...]
    centre: float
    plans: tuple[Plan, ...]
    seats: tuple[tuple[Estimate, ...], ...]
    pairs: tuple[Pair, ...]

    def pair(self, plan: str, against: str) -> Pair:
        """Two plans, whichever comes first.

        Raises:
            KeyError: they were not compared.
        """
        for one in self.pairs:
            if (one.plan, one.against) == (plan, against):
                return one
            if (one.plan, one.against) == (against, plan):
                turned = tuple(Estimate(0.0 - e.mean, e.standard_error) for e in one.seats)
                return one._replace(plan=plan, against=against, seats=turned)
        raise KeyError((plan, against))

    def best(self, place: int) -> str:
        """The plan that wins most at one of the shares; of equal ones the first."""
        row = max(range(len(self.plans)), key=lambda k: (self.seats[k][place].mean, -k))
        return self.plans[row].name

    def worst(self, plan: str) -> tuple[int, str, Estimate]:
        """Where the plan gives away most: the place of the share, to which other, how many seats.

        The number is negative where no other wins as much anywhere.
        """
        every = [
            (place, other.name, one)
            for other in self.plans
            if other.name != plan
            for place, one in enumerate(self.pair(other.name, plan).seats)
        ]
        return max(every, key=lambda case: case[2].mean)

    def unbeaten(self, place: int) -> tuple[str, ...]:
        """The plans that no other clearly beats at one of the shares."""
        beaten = set()
        for one in self.pairs:
            if _clear(one.seats[place]):
                beaten.add(one.against if one.seats[place].mean > 0 else one.plan)
        return tuple(plan.name for plan in self.plans if plan.name not in beaten)


class Beaten(NamedTuple):
    """A plan that another clearly beats at a share of followers that is to be reckoned with.

    Attributes:
        more: seats of the other less those of the plan.
    """

    plan: str
    by: str
    share: float
    more: Estimate


# Draws for `beaten`, which counts each at two shares.
_ENOUGH = 100


def beaten(
    scenario: Scenario,
    plans: Sequence[Plan],
    *,
    draws: int,
    cores: Workers = None,
    progress: Progress | None = None,
) -> tuple[Beaten, ...]:
    """Which of these plans are beaten at either end of what the scenario reckons with.

    Beside them stand the natural alternatives. Of several plans that beat one at an end, the one
    that wins most is told.

    Args:
        draws: of the evaluation that this stands beside; a hundred of them are enough.

    Raises:
        InputError: as for `following`.
    """
    everything = with_alternatives(scenario, plans)
    ends = [min(max(share, _LEAST_SHARE), 1.0) for share in plausible_following(scenario)]
    curves = following(
        scenario,
        everything,
        draws=min(draws, _ENOUGH),
        shares=ends,
        cores=cores,
        progress=progress,
    )
    found = []
    for plan in plans:
        for place, share in enumerate(curves.shares):
            others = [
                Beaten(
                    plan.name, other.name, share, curves.pair(other.name, plan.name).seats[place]
                )
                for other in everything
                if other.name != plan.name
            ]
            worst = max(others, key=lambda one: one.more.mean)
            if worst.more.mean > 0 and _clear(worst.more):
                found.append(worst)
    return tuple(found)


def following(
    scenario: Scenario,
    plans: Sequence[Plan],
    *,
    draws: int,
    shares: Sequence[float] = SHARES,
    first_draw: int = 0,
    cores: Workers = None,
    progress: Progress | None = None,
) -> FollowingCurves:
    """Count the same electorates under these plans at every share of followers.

    Args:
        plans: each with a name of its own.
        shares: of the planned slate's voters, over all regions; where regions differ in the
            scenario, they go on differing (`shares_of_followers`).
        first_draw: number of the first electorate.
        cores: as in `simulate`.
        progress: called after each draw; False stops, and what is done by then comes back.

    Raises:
        InputError: a plan does not fit the scenario, too few draws.
    """
    check_draws(draws)
    for plan in plans:
        check(plan, scenario)
    at = tuple(sorted(set(shares)))
    numbers = range(first_draw, first_draw + draws)
    results: list[Seats] = []
    work = partial(seats_at, scenario, tuple(plans), at)
    for result in in_order(work, numbers, cores):
        results.append(result)
        if progress and not progress(len(results), draws):
            break
    check_draws(len(results))
    return of_seats(scenario, plans, at, np.array(results), first_draw=first_draw)


def seats_at(
    scenario: Scenario, plans: Sequence[Plan], shares: Sequence[float], draws: Sequence[int]
) -> list[Seats]:
    """Seats of the planned slate in each of these draws: int64[plans, shares]."""
    return [_seats_in(scenario, plans, shares, draw) for draw in draws]


def of_seats(
    scenario: Scenario,
    plans: Sequence[Plan],
    shares: Sequence[float],
    seats: Seats,
    *,
    first_draw: int = 0,
) -> FollowingCurves:
    """Curves from seats: int64[draws, plans, shares]."""
    return FollowingCurves(
        scenario_digest=scenario_digest(scenario),
        first_draw=first_draw,
        draws=len(seats),
        seed=scenario.seed,
        shares=tuple(shares),
        centre=following_share(scenario),
        plans=tuple(plans),
        seats=tuple(tuple(estimate(one) for one in seats[:, k].T) for k in range(len(plans))),
        pairs=tuple(
            _pair(plans[one].name, plans[other].name, shares, seats[:, one] - seats[:, other])
            for one in range(len(plans))
            for other in range(one + 1, len(plans))
        ),
    )


def _seats_in(
    scenario: Scenario, plans: Sequence[Plan], shares: Sequence[float], draw: int
) -> Seats:
    drawn = draw_electorate(scenario, draw)
    rules, lots, team = find(scenario.rules), lots_for(scenario, draw), list(scenario.team)
    seats = np.empty((len(plans), len(shares)), np.int64)
    for column, share in enumerate(shares):
        below = following_below(followed_by(scenario, share), draw)
        electorate = replace(drawn, threshold=below)
        parts = part(scenario, electorate)
        for row, plan in enumerate(plans):
            if column and not any(plan.sequences):
                # Nobody follows no advice.
                seats[row, column] = seats[row, 0]
                continue
            profile = ballots(scenario, plan, electorate, parts)
            chosen = winners(scenario.election, profile, rules, lots)
            seats[row, column] = int(chosen[team].sum())
    return seats


def _pair(plan: str, against: str, shares: Sequence[float], difference: Seats) -> Pair:
    """One pair from its differences, int64[draws, shares]."""
    points = tuple(_between(shares, difference))
    stretches = tuple(_stretches(plan, against, points))
    return Pair(
        plan,
        against,
        tuple(estimate(column) for column in difference.T),
        stretches,
        tuple(_crossings(stretches, points)),
    )


class _Point(NamedTuple):
    share: float
    seats: Estimate


def _between(shares: Sequence[float], difference: Seats) -> Iterator[_Point]:
    """The difference at the shares counted and at every full per cent between them."""
    size = len(difference)
    whole = difference.astype(object)  # Python's own integers: no sum is too large for them
    for (low, a), (high, b) in pairwise(zip(shares, whole.T, strict=True)):
        sums = int(a.sum()), int(b.sum())
        # Squares about the means, times the number of draws.
        squares = [
            size * int((x * y).sum()) - int(x.sum()) * int(y.sum())
            for x, y in ((a, a), (a, b), (b, b))
        ]
        inner = [k / _STEPS for k in range(_STEPS + 1) if low < k / _STEPS < high]
        for share in (low, *inner):
            t = (share - low) / (high - low)
            mean = ((1 - t) * sums[0] + t * sums[1]) / size
            about_mean = (
                (1 - t) ** 2 * squares[0] + 2 * t * (1 - t) * squares[1] + t**2 * squares[2]
            )
            # As in `estimate`.
            error = math.sqrt((about_mean + 2 * size) / (size * size * (size - 1)))
            yield _Point(share, Estimate(mean, error))
    yield _Point(shares[-1], estimate(difference[:, -1]))


def _stretches(plan: str, against: str, points: Sequence[_Point]) -> Iterator[Stretch]:
    first = last = points[0].share
    better = _better(plan, against, points[0].seats)
    for point in points[1:]:
        now = _better(plan, against, point.seats)
        if now != better:
            yield Stretch(first, last, better)
            first, better = point.share, now
        last = point.share
    yield Stretch(first, last, better)


def _crossings(stretches: Sequence[Stretch], points: Sequence[_Point]) -> Iterator[Crossing]:
    decided = [one for one in stretches if one.better is not None]
    for one, other in pairwise(decided):
        if one.better is not None and other.better is not None and one.better != other.better:
            inside = [p for p in points if one.high <= p.share <= other.low]
            yield Crossing(one.better, other.better, one.high, other.low, _equal(inside))


def _equal(points: Sequence[_Point]) -> float:
    """The first share at which a difference that changes its sign is nought."""
    for one, other in pairwise(points):
        before, after = one.seats.mean, other.seats.mean
        if before == 0.0 or before * after < 0.0:
            return one.share + (other.share - one.share) * before / ((before - after) or 1.0)
    return points[-1].share


def _better(plan: str, against: str, seats: Estimate) -> str | None:
    if not _clear(seats):
        return None
    return plan if seats.mean > 0 else against


def _clear(seats: Estimate) -> bool:
    return abs(seats.mean) > CLEAR * seats.standard_error
