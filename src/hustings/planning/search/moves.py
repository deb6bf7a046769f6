"""The small changes that turn one plan into another.

Knows layouts (a whole order of the team for each region), when two of them ask followers for the
same, and which others are one step away. Must not know how well any of them does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import numpy as np

from hustings.planning.plan.model import Plan, Sequence

# One order of the whole team for each region. Regions with the same order share a list.
Layout = tuple[Sequence, ...]

# Neighbours are tried in this mixture: of the first kind (a first place or the grouping changes)
# three, of the second (a second place) two, of the third one.
_MIXTURE = (3, 2, 1)
_KICK = 3


def settled(layout: Layout, depth: int) -> Layout:
    """The same advice in its one form: names that no follower copies go in ballot-paper order."""
    return tuple(
        sequence[:depth] + tuple(sorted(sequence[depth:])) if depth < len(sequence) else sequence
        for sequence in layout
    )


def grouped(layout: Layout) -> dict[Sequence, list[int]]:
    """The regions that share each list, in the order of the regions."""
    groups: dict[Sequence, list[int]] = {}
    for region, sequence in enumerate(layout):
        groups.setdefault(sequence, []).append(region)
    return groups


def plan_of(name: str, layout: Layout) -> Plan:
    """A layout as a plan; lists are numbered by the first region that has them."""
    sequences = tuple(grouped(layout))
    return Plan(name, sequences, tuple(sequences.index(sequence) for sequence in layout))


def every_layout(
    team: Sequence, regions: int, *, lists: int, depth: int, most: int
) -> tuple[Layout, ...]:
    """Every layout there is, in a fixed order; nothing when there are more than `most`."""
    orders = 1
    for place in range(min(depth, len(team))):
        orders *= len(team) - place
    # With at least as many lists as regions, nothing but the orders limits the choice.
    if orders > most or (lists >= regions and orders**regions > most):
        return ()
    found: dict[Layout, None] = {}
    sequences = dict.fromkeys(settled(tuple(permutations(team)), depth))
    # More combinations than this are not worth looking through for the few that group.
    if len(sequences) ** regions > 100 * most and lists > 1:
        return ()
    if lists == 1:
        return tuple((sequence,) * regions for sequence in sequences)
    for layout in product(sequences, repeat=regions):
        if len(set(layout)) <= lists:
            found[layout] = None
            if len(found) > most:
                return ()
    return tuple(found)


def neighbours(layout: Layout, *, lists: int, depth: int) -> tuple[tuple[Layout, ...], ...]:
    """The layouts one step away, by kind, each once, in a fixed order.

    Steps: two places of a list change places; a name is promoted or demoted; a region goes over to
    another list, or to a new one that puts another name first; two regions change lists.

    Returns:
        those that change a first place or the grouping, a second place, or only later places.
    """
    kinds: tuple[dict[Layout, None], ...] = ({}, {}, {})
    seen = {settled(layout, depth)}
    for kind, other in _steps(layout, lists, depth):
        one = settled(other, depth)
        if one not in seen:
            seen.add(one)
            kinds[kind][one] = None
    return tuple(tuple(kind) for kind in kinds)


def in_order(
    kinds: tuple[tuple[Layout, ...], ...], stream: np.random.Generator
) -> tuple[Layout, ...]:
    """Neighbours shuffled within their kind and dealt in a mixture of kinds."""
    waiting = [[kind[place] for place in stream.permutation(len(kind))] for kind in kinds]
    dealt: list[Layout] = []
    at = [0] * len(waiting)
    while any(place < len(kind) for place, kind in zip(at, waiting, strict=True)):
        for number, share in enumerate(_MIXTURE):
            dealt += waiting[number][at[number] : at[number] + share]
            at[number] += share
    return tuple(dealt)


def kicked(layout: Layout, stream: np.random.Generator, *, lists: int, depth: int) -> Layout:
    """A layout a few steps away."""
    for _ in range(_KICK):
        around = [one for kind in neighbours(layout, lists=lists, depth=depth) for one in kind]
        if not around:
            return layout
        layout = around[int(stream.integers(len(around)))]
    return layout


def _steps(layout: Layout, lists: int, depth: int) -> Iterator[tuple[int, Layout]]:
    groups = grouped(layout)
    for sequence, regions in groups.items():
        for first, changed in _changed(sequence, depth):
            yield min(first, 2), _put(layout, regions, changed)
    for region, sequence in enumerate(layout):
        for other in groups:
            if other != sequence:
                yield 0, _put(layout, [region], other)
        if len(groups) < lists and len(groups[sequence]) > 1:
            for place in range(1, len(sequence)):
                yield 0, _put(layout, [region], _moved(sequence, place, 0))
        for other_region in range(region):
            other = layout[other_region]
            if other != sequence:
                yield 0, _put(_put(layout, [region], other), [other_region], sequence)


def _changed(sequence: Sequence, depth: int) -> Iterator[tuple[int, Sequence]]:
    """A list with two places changed, or a name promoted or demoted; and the first place hit."""
    size = len(sequence)
    for i in range(min(size, depth)):
        for j in range(i + 1, size):
            swapped = list(sequence)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield i, tuple(swapped)
            if j > i + 1:
                yield i, _moved(sequence, j, i)
                yield i, _moved(sequence, i, j)


def _moved(sequence: Sequence, old: int, new: int) -> Sequence:
    rest = list(sequence)
    name = rest.pop(old)
    rest.insert(new, name)
    return tuple(rest)


def _put(layout: Layout, regions: list[int], sequence: Sequence) -> Layout:
    changed = list(layout)
    for region in regions:
        changed[region] = sequence
    return tuple(changed)
