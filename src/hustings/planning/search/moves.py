"""The small changes that turn one plan into another.

Knows assignments (a sequence of the whole team for each region), when two of them ask followers for
the same, and which others are one step away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations, product

import numpy as np

from hustings.planning.plan.model import Plan, Sequence

# A sequence of the whole team for each region. Regions with the same one share a list.
Assignment = tuple[Sequence, ...]

# Neighbours are tried in this mixture: of the first kind (a first place or the grouping changes)
# three, of the second (a second place) two, of the third one.
_MIXTURE = (3, 2, 1)
_KICK = 3


def settled(assignment: Assignment, depth: int) -> Assignment:
    """The same advice in its one form: names that no follower copies go in ballot-paper order."""
    return tuple(
        sequence[:depth] + tuple(sorted(sequence[depth:])) if depth < len(sequence) else sequence
        for sequence in assignment
    )


def grouped(assignment: Assignment) -> dict[Sequence, list[int]]:
    """The regions that share each list, in the order of the regions."""
    groups: dict[Sequence, list[int]] = {}
    for region, sequence in enumerate(assignment):
        groups.setdefault(sequence, []).append(region)
    return groups


def plan_of(name: str, assignment: Assignment) -> Plan:
    """An assignment as a plan; lists are numbered by the first region that has them."""
    sequences = tuple(grouped(assignment))
    return Plan(name, sequences, tuple(sequences.index(sequence) for sequence in assignment))


def in_one_piece(assignment: Assignment) -> bool:
    """Whether the regions of each list follow each other."""
    changes = sum(one != other for one, other in pairwise(assignment))
    return changes == len(set(assignment)) - 1


def every_assignment(
    team: Sequence, regions: int, *, lists: int, depth: int, most: int, whole: bool = False
) -> tuple[Assignment, ...]:
    """Every assignment there is, in a fixed order; nothing when there are more than `most`.

    Args:
        whole: leaves out those with a list whose regions do not follow each other.
    """
    orders = 1
    for place in range(min(depth, len(team))):
        orders *= len(team) - place
    # With at least as many lists as regions, nothing but the orders limits the choice.
    if orders > most or (lists >= regions and not whole and orders**regions > most):
        return ()
    assignments: dict[Assignment, None] = {}
    sequences = dict.fromkeys(settled(tuple(permutations(team)), depth))
    # More combinations than this are not worth looking through for the few that group.
    if len(sequences) ** regions > 100 * most and lists > 1:
        return ()
    if lists == 1:
        return tuple((sequence,) * regions for sequence in sequences)
    for assignment in product(sequences, repeat=regions):
        if len(set(assignment)) <= lists and (not whole or in_one_piece(assignment)):
            assignments[assignment] = None
            if len(assignments) > most:
                return ()
    return tuple(assignments)


def neighbours(
    assignment: Assignment, *, lists: int, depth: int, whole: bool = False
) -> tuple[tuple[Assignment, ...], ...]:
    """The assignments one step away, by kind, each once, in a fixed order.

    Steps: two places of a list change places; a name is promoted or demoted; a region goes over to
    another list, or to a new one that puts another name first; two regions change lists.

    Args:
        whole: as of `every_assignment`.

    Returns:
        those that change a first place or the grouping, a second place, or only later places.
    """
    kinds: tuple[dict[Assignment, None], ...] = ({}, {}, {})
    seen = {settled(assignment, depth)}
    for kind, other in _steps(assignment, lists, depth):
        one = settled(other, depth)
        if one not in seen and (not whole or in_one_piece(one)):
            seen.add(one)
            kinds[kind][one] = None
    return tuple(tuple(kind) for kind in kinds)


def in_order(
    kinds: tuple[tuple[Assignment, ...], ...], stream: np.random.Generator
) -> tuple[Assignment, ...]:
    """Neighbours shuffled within their kind and dealt in a mixture of kinds."""
    waiting = [[kind[place] for place in stream.permutation(len(kind))] for kind in kinds]
    dealt: list[Assignment] = []
    at = [0] * len(waiting)
    while any(place < len(kind) for place, kind in zip(at, waiting, strict=True)):
        for number, share in enumerate(_MIXTURE):
            dealt += waiting[number][at[number] : at[number] + share]
            at[number] += share
    return tuple(dealt)


def kicked(
    assignment: Assignment,
    stream: np.random.Generator,
    *,
    lists: int,
    depth: int,
    whole: bool = False,
) -> Assignment:
    """An assignment a few steps away.

    Args:
        whole: as of `every_assignment`.
    """
    for _ in range(_KICK):
        kinds = neighbours(assignment, lists=lists, depth=depth, whole=whole)
        around = [one for kind in kinds for one in kind]
        if not around:
            return assignment
        assignment = around[int(stream.integers(len(around)))]
    return assignment


def _steps(assignment: Assignment, lists: int, depth: int) -> Iterator[tuple[int, Assignment]]:
    groups = grouped(assignment)
    for sequence, regions in groups.items():
        for first, changed in _changed(sequence, depth):
            yield min(first, 2), _put(assignment, regions, changed)
    for region, sequence in enumerate(assignment):
        for other in groups:
            if other != sequence:
                yield 0, _put(assignment, [region], other)
        if len(groups) < lists and len(groups[sequence]) > 1:
            for place in range(1, len(sequence)):
                yield 0, _put(assignment, [region], _moved(sequence, place, 0))
        for other_region in range(region):
            other = assignment[other_region]
            if other != sequence:
                yield 0, _put(_put(assignment, [region], other), [other_region], sequence)


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


def _put(assignment: Assignment, regions: list[int], sequence: Sequence) -> Assignment:
    changed = list(assignment)
    for region in regions:
        changed[region] = sequence
    return tuple(changed)
