"""A plan: which sequence each part of the electorate is asked for.

Knows sequences, plans and the plans that anyone would compare with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import permutations
from typing import TYPE_CHECKING

from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario

Sequence = tuple[int, ...]

# Names of the plans that anyone would compare with.
NO_ADVICE = "no advice"
ONE_ORDER = "one order for all"
ROTATED = "rotated evenly"
BY_SURNAME = "split by surname"


class Split(Enum):
    """What decides which list a follower is given."""

    REGION = "region"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True)
class Plan:
    """Sequences, and who is asked for which.

    Attributes:
        name: for people; unique among plans that are compared.
        sequences: candidates in the order asked for.
        list_of: per region, which sequence; -1 for no advice. Not read for SURNAME, where the
            lists are shared out evenly over all followers, wherever they live.
        split: what decides.
    """

    name: str
    sequences: tuple[Sequence, ...]
    list_of: tuple[int, ...]
    split: Split = Split.REGION

    def sequence_of(self, region: int) -> Sequence:
        """The sequence of a region; empty for no advice."""
        which = self.list_of[region]
        return self.sequences[which] if which >= 0 else ()

    def number_of(self, which: int) -> int:
        """What a list is called: 1, 2, 3 …, those left out that nobody is asked for."""
        if self.split is Split.SURNAME:
            return which + 1
        return len({other for other in self.list_of if 0 <= other <= which})


def check(plan: Plan, scenario: Scenario) -> None:
    """Refuse a plan that does not fit its scenario.

    Raises:
        InputError: a region without a list, a candidate who is not standing or is named twice.
    """
    if len(plan.list_of) != len(scenario.regions):
        raise InputError(
            f"plan {plan.name!r} has {len(plan.list_of)} regions, the scenario"
            f" {len(scenario.regions)}",
            remedy="give each region of the scenario one list",
        )
    for region, which in zip(scenario.regions, plan.list_of, strict=True):
        if not -1 <= which < len(plan.sequences):
            raise InputError(f"plan {plan.name!r} has no list for {region.name}")
    standing = set(scenario.election.standing)
    names = scenario.election.names
    for sequence in plan.sequences:
        for candidate in sequence:
            if candidate not in standing:
                raise InputError(f"plan {plan.name!r} names a candidate who does not stand")
        for candidate in sequence:
            if sequence.count(candidate) > 1:
                raise InputError(f"plan {plan.name!r} names {names[candidate]} twice in one list")


def no_advice(scenario: Scenario) -> Plan:
    """Everybody ranks as they please."""
    return Plan(NO_ADVICE, (), (-1,) * len(scenario.regions))


def one_order(scenario: Scenario) -> Plan:
    """The same order everywhere: the slate's most popular first, as most slates do it."""
    appeal = scenario.ranking.appeal
    order = tuple(sorted(scenario.team, key=lambda c: (-appeal[c], c)))
    return Plan(ONE_ORDER, (order,), (0,) * len(scenario.regions))


def rotations(scenario: Scenario, lists: int) -> tuple[Sequence, ...]:
    """The one order starting at a different name for each list."""
    order = one_order(scenario).sequences[0]
    return tuple(order[k % len(order) :] + order[: k % len(order)] for k in range(lists))


def dealt(scenario: Scenario, lists: int) -> tuple[int, ...]:
    """Per region, one of so many lists, each with about as many voters."""
    if scenario.in_one_piece:
        return _cut(scenario, lists)
    load = [0] * lists
    list_of = [0] * len(scenario.regions)
    by_size = sorted(range(len(list_of)), key=lambda r: (-scenario.regions[r].voters, r))
    for region in by_size:
        which = min(range(lists), key=lambda k: (load[k], k))
        list_of[region] = which
        load[which] += scenario.regions[region].voters
    return tuple(list_of)


def _cut(scenario: Scenario, lists: int) -> tuple[int, ...]:
    """Regions in their order, cut where each list's part of the voters is nearest to be full.

    The middle of a region decides; a list may be left without any where regions are large.
    """
    list_of = []
    before = 0
    for region in scenario.regions:
        middle = 2 * before + region.voters
        list_of.append(min(middle * lists // (2 * scenario.voters), lists - 1))
        before += region.voters
    return tuple(list_of)


def rotated(scenario: Scenario) -> Plan:
    """Rotated orders, regions dealt to lists so that each list has about as many voters."""
    lists = min(scenario.lists, len(scenario.regions), max(len(scenario.team), 1))
    return Plan(ROTATED, rotations(scenario, lists), dealt(scenario, lists))


def by_surname(scenario: Scenario) -> Plan:
    """As many rotated orders as the slate has candidates, by the voter's surname."""
    lists = max(len(scenario.team), 1)
    return Plan(
        BY_SURNAME,
        rotations(scenario, lists),
        (0,) * len(scenario.regions),
        Split.SURNAME,
    )


def natural_alternatives(scenario: Scenario) -> tuple[Plan, ...]:
    """What a plan is always shown beside."""
    return (no_advice(scenario), one_order(scenario), rotated(scenario), by_surname(scenario))


def all_orders(scenario: Scenario) -> tuple[Sequence, ...]:
    """Every order of the planned slate; for small slates only."""
    return tuple(permutations(scenario.team))
