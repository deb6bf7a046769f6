"""Where a search begins: plans that make sense before anything has been counted to the end.

Knows how first and second preferences are made as even as possible by a small integer programme,
and the plans that a campaign would think of by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hustings.errors import HustingsError
from hustings.planning.plan.model import Sequence, dealt
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.moves import Assignment, in_one_piece, settled
from hustings.planning.trials.stock import Draw

# Bounds of the integer programme. Not its time: the same programme, the same answer.
_OPTIONS = {"node_limit": 2000, "mip_rel_gap": 0.005}
# An even spread comes first; so much of a follower's vote is worth having a home candidate on top.
_HOME = 0.001

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Supply:
    """Preferences to be spread, averaged over a few draws.

    Attributes:
        followers: (regions,) voters who do as they are asked.
        first, second: (team,) first and second preferences of everybody else.
    """

    followers: Numbers
    first: Numbers
    second: Numbers


def starts(
    scenario: Scenario, team: Sequence, *, lists: int, draws: list[Draw]
) -> tuple[Assignment, ...]:
    """Where to begin, each once: evened out, rotated, one order, home candidate first.

    Args:
        draws: those whose preferences are spread out.
    """
    supply = supply_of(draws, team)
    order = by_appeal(scenario, team)
    assignments = (
        spread(scenario, team, supply, lists=lists),
        rotation(scenario, order, lists=lists),
        (order,) * len(scenario.regions),
        home_first(scenario, order, supply, lists=lists),
    )
    depth = scenario.following.depth
    begun = dict.fromkeys(settled(assignment, depth) for assignment in assignments)
    return tuple(one for one in begun if not scenario.in_one_piece or in_one_piece(one))


def spread(scenario: Scenario, team: Sequence, supply: Supply, *, lists: int) -> Assignment:
    """First and second preferences as even as regions and lists let them.

    Where each list is to be for regions that follow each other, those are cut into as many pieces
    as there are lists, and each piece is given a name.
    """
    if not scenario.in_one_piece:
        return evened(scenario, team, supply, lists=lists)
    pieces = dealt(scenario, lists)
    kept = sorted(set(pieces))
    followers: Numbers = np.zeros(len(kept))
    for piece, number in zip(pieces, supply.followers, strict=True):
        followers[kept.index(piece)] += number
    cut = replace(
        scenario,
        regions=tuple(scenario.regions[: len(kept)]),
        home=(-1,) * len(scenario.home),
    )
    by_piece = evened(cut, team, replace(supply, followers=followers), lists=lists)
    assignment = tuple(by_piece[kept.index(piece)] for piece in pieces)
    # Two pieces that are apart may have come out alike.
    return assignment if in_one_piece(assignment) else rotation(scenario, team, lists=lists)


def by_appeal(scenario: Scenario, team: Sequence) -> Sequence:
    """The team, the most popular first."""
    appeal = scenario.ranking.appeal
    return tuple(sorted(team, key=lambda c: (-appeal[c], c)))


def rotation(scenario: Scenario, order: Sequence, *, lists: int) -> Assignment:
    """An order starting at another name in each list; regions dealt to lists of equal size."""
    number = min(lists, len(scenario.regions), len(order))
    turned = [order[k:] + order[:k] for k in range(number)]
    return tuple(turned[which] for which in dealt(scenario, number))


def home_first(scenario: Scenario, order: Sequence, supply: Supply, *, lists: int) -> Assignment:
    """Each region's own candidate on top where there is one; the other regions fill up.

    With more home candidates than lists, those with the most followers at home have theirs.
    """
    top: dict[int, int] = {}
    for region in range(len(scenario.regions)):
        own = [c for c in order if scenario.home[c] == region]
        if own:
            top[region] = own[0]
    at_home = {c: float(supply.followers[r]) for r, c in top.items()}
    heads = sorted(at_home, key=lambda c: (-at_home[c], c))[:lists] or [order[0]]
    for name in order:
        # Lists to spare go to those who have no home among the regions.
        if len(heads) < min(lists, len(order)) and name not in heads:
            heads.append(name)
    load = {c: 0.0 for c in heads}
    choice: dict[int, int] = {}
    for region, head in top.items():
        if head in load:
            choice[region] = head
            load[head] += float(supply.followers[region])
    for region in sorted(
        range(len(scenario.regions)), key=lambda r: (-float(supply.followers[r]), r)
    ):
        if region not in choice:
            head = min(heads, key=lambda c: (load[c], heads.index(c)))
            choice[region] = head
            load[head] += float(supply.followers[region])
    return tuple(_after(order, choice[region]) for region in range(len(scenario.regions)))


def supply_of(draws: list[Draw], team: Sequence) -> Supply:
    """What there is to spread, averaged over draws."""
    regions = len(draws[0].electorate.threshold)
    followers = np.zeros(regions)
    places = np.zeros((2, len(team)))
    for draw in draws:
        parts = draw.parts
        followers += np.bincount(draw.electorate.region[parts.voters], minlength=regions)
        for place in range(2):
            has = np.diff(parts.o_starts) > place
            names = parts.o_entries[parts.o_starts[:-1][has] + place]
            papers = parts.o_papers[has]
            for column, candidate in enumerate(team):
                places[place, column] += papers[names == candidate].sum()
    return Supply(followers / len(draws), places[0] / len(draws), places[1] / len(draws))


def evened(scenario: Scenario, team: Sequence, supply: Supply, *, lists: int) -> Assignment:
    """Heads so that first preferences are as even as possible, then second places likewise.

    Later places: each list, the largest first, takes the name that has had the fewest followers at
    that place so far.
    """
    regions = range(len(scenario.regions))
    position = {candidate: column for column, candidate in enumerate(team)}
    homes = [position.get(_home_candidate(scenario, team, r), -1) for r in regions]
    head = _even(supply.followers, supply.first, lists, homes=homes)
    orders: list[list[int]] = [[head[r]] for r in regions]
    if len(team) > 1:
        second = _even(supply.followers, supply.second, lists, after=head)
        orders = [[head[r], second[r]] for r in regions]
    members: dict[tuple[int, ...], list[int]] = {}
    for r in regions:
        members.setdefault(tuple(orders[r]), []).append(r)
    weight = {key: float(sum(supply.followers[r] for r in group)) for key, group in members.items()}
    assignment: list[Sequence] = [()] * len(orders)
    full = {key: list(key) for key in sorted(members, key=lambda k: (-weight[k], k))}
    for _ in range(2, len(team)):
        load = [0.0] * len(team)
        for key, order in full.items():
            name = min((c for c in range(len(team)) if c not in order), key=lambda c: (load[c], c))
            order.append(name)
            load[name] += weight[key]
    for key, order in full.items():
        for r in members[key]:
            assignment[r] = tuple(team[c] for c in order)
    return tuple(assignment)


def _even(
    followers: Numbers,
    natural: Numbers,
    lists: int,
    *,
    homes: list[int] | None = None,
    after: list[int] | None = None,
) -> list[int]:
    """Which name each region's followers are given so that all names have about the same.

    An integer programme: x[r, c] is 1 when region r is given name c; used[h, c] is 1 when a list
    has c (after head h); the sum of the distances from the mean, and the largest total, are made
    small.

    Args:
        natural: preferences that each name has anyway.
        homes: per region, the name that is preferred there; -1 for none.
        after: per region, the name that its list already has; lists differ in the pair then.
    """
    try:
        from scipy import sparse
        from scipy.optimize import Bounds, LinearConstraint, milp
    except ModuleNotFoundError as error:
        raise HustingsError(
            f"a search needs {error.name}; install it with `pip install hustings[plan]`"
        ) from None
    regions, names = len(followers), len(natural)
    heads = sorted(set(after)) if after is not None else [-1]
    # Columns: x by region and name, used by head and name, distance by name, the largest total.
    used_at = regions * names
    far_at = used_at + len(heads) * names
    largest = far_at + names
    columns = largest + 1
    mean = (float(followers.sum()) + float(natural.sum())) / names
    cost = np.zeros(columns)
    cost[far_at:] = 1.0
    high = np.ones(columns)
    high[far_at:] = np.inf
    rows: list[tuple[dict[int, float], float, float]] = []
    for r in range(regions):
        rows.append(({r * names + c: 1.0 for c in range(names)}, 1.0, 1.0))
        head = heads.index(after[r]) if after is not None else 0
        for c in range(names):
            rows.append(({r * names + c: 1.0, used_at + head * names + c: -1.0}, -np.inf, 0.0))
        if after is not None:
            high[r * names + after[r]] = 0.0
        if homes and homes[r] >= 0:
            cost[r * names + homes[r]] -= _HOME * float(followers[r])
    rows.append(({used_at + k: 1.0 for k in range(len(heads) * names)}, 0.0, float(lists)))
    for c in range(names):
        given = {r * names + c: float(followers[r]) for r in range(regions)}
        level = mean - float(natural[c])
        rows.append(({**given, far_at + c: -1.0}, -np.inf, level))
        rows.append(({**given, far_at + c: 1.0}, level, np.inf))
        rows.append(({**given, largest: -1.0}, -np.inf, -float(natural[c])))
    matrix = sparse.lil_matrix((len(rows), columns))
    for number, (row, _, _) in enumerate(rows):
        for column, value in row.items():
            matrix[number, column] = value
    whole = np.ones(columns)
    whole[far_at:] = 0
    answer = milp(
        cost,
        integrality=whole,
        bounds=Bounds(np.zeros(columns), high),
        constraints=LinearConstraint(
            matrix.tocsr(), [low for _, low, _ in rows], [up for _, _, up in rows]
        ),
        options=_OPTIONS,
    )
    if answer.x is None:
        raise HustingsError(f"the equalising programme has no answer: {answer.message}")
    chosen = answer.x[:used_at].reshape(regions, names)
    return [int(one) for one in chosen.argmax(axis=1)]


def _home_candidate(scenario: Scenario, team: Sequence, region: int) -> int:
    """The most popular of the team whose home is this region; -1 for none."""
    return next((c for c in by_appeal(scenario, team) if scenario.home[c] == region), -1)


def _after(order: Sequence, head: int) -> Sequence:
    """The order starting at `head`."""
    at = order.index(head)
    return order[at:] + order[:at]
