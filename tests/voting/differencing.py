"""What an outsider can work out from how many have voted: bounds, by linear programs.

Somebody who knows the whole roll, and what was published of one contest, asks of any group of
voters how many of them voted in any time. `search` gives every question to which what was published
leaves fewer than `few` answers, unless each of them says that at least so many have voted and at
least so many have not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array


class Said(NamedTuple):
    """One number that was published.

    Attributes:
        day: when; the later ones hold those who had voted before.
        areas: of which voters; None for all.
        cast: how many of them had voted.
    """

    day: int
    areas: frozenset[str] | None
    cast: int


class Answer(NamedTuple):
    """How many of a group have voted after one day and up to another: from `least` to `most`."""

    group: tuple[tuple[str, int], ...]
    after: int
    until: int
    least: int
    most: int


def search(
    sizes: Mapping[str, int],
    published: Sequence[Said],
    *,
    few: int = 10,
    people: Sequence[tuple[str, int]] = (),
    exempt: bool = False,
) -> list[Answer]:
    """The questions that are answered too closely.

    Args:
        sizes: how many may vote, by area.
        people: (area, how many): smaller groups within areas, such as a branch or one person.
        exempt: pass over what the contest's own result says: all of its voters, and the time
            between the last number before the close and the close.
    """
    atoms = [(area, size - sum(n for a, n in people if a == area)) for area, size in sizes.items()]
    atoms += people
    days = sorted({0, *(said.day for said in published)})
    spans = list(combinations(range(len(days)), 2))
    asked = []
    for group in _groups(list(sizes), atoms, len(people)):
        for after, until in spans:
            last = until - after == 1 == len(days) - until
            if not (exempt and (len(group) == len(atoms) or last)):
                asked.append((group, after, until))
    found: list[Answer] = []
    if not asked:
        return found
    for (group, after, until), (least, most) in zip(
        asked, _bounds(atoms, days, published, asked), strict=True
    ):
        size = sum(atoms[one][1] for one in group)
        # Any number is as good as another; or there are enough on either side. Of a group that is
        # nearly one of which a number was told, that is known but for those who are the difference.
        apart = _apart([atoms[one] for one in group], sizes, published)
        wide = most - least + 1 >= (min(few, apart + 1) if apart else few)
        large = least >= few and size - most >= few
        if not wide and not large:
            named = tuple(atoms[one] for one in group)
            found.append(Answer(named, days[after], days[until], least, most))
    return found


def _groups(
    areas: Sequence[str], atoms: Sequence[tuple[str, int]], people: int
) -> Iterator[tuple[int, ...]]:
    """Some areas as a whole; and the smaller groups, each and all together."""
    for count in range(1, len(areas) + 1):
        for some in combinations(areas, count):
            yield tuple(n for n, (area, _) in enumerate(atoms) if area in some)
    smaller = range(len(areas), len(atoms))
    yield from ((one,) for one in smaller)
    if people > 1:
        yield tuple(smaller)


def _apart(
    group: Sequence[tuple[str, int]], sizes: Mapping[str, int], published: Sequence[Said]
) -> int:
    """How many voters a group is away from those of whom a number was told, alone or together."""
    inside = {area: sum(n for a, n in group if a == area) for area in sizes}
    told: dict[int, list[frozenset[str]]] = defaultdict(list)
    for said in published:
        if said.areas is not None:
            told[said.day].append(said.areas)
    partitions = [[frozenset(sizes)], *told.values()]

    def cost(areas: Iterable[str]) -> int:
        within = sum(inside[area] for area in areas)
        return min(within, sum(sizes[area] for area in areas) - within)

    return min(sum(map(cost, one)) for one in partitions)


def _bounds(
    atoms: Sequence[tuple[str, int]],
    days: Sequence[int],
    published: Sequence[Said],
    asked: Sequence[tuple[Sequence[int], int, int]],
) -> list[tuple[int, int]]:
    """The least and the most of each question: many small programs, solved as one large one.

    Unknown: how many of each group voted in each interval, and how many never did. The rows are
    those of a network where groups of areas only ever grow, so that the ends are whole numbers.
    """
    shape = (len(atoms), len(days))
    rows, values = [], []
    for number, (_, size) in enumerate(atoms):
        row = np.zeros(shape)
        row[number, :] = 1
        rows.append(row.ravel())
        values.append(size)
    for said in published:
        row = np.zeros(shape)
        for number, (area, _) in enumerate(atoms):
            if said.areas is None or area in said.areas:
                row[number, : days.index(said.day)] = 1
        rows.append(row.ravel())
        values.append(said.cast)
    aims = np.zeros((len(asked), *shape))
    for aim, (group, after, until) in zip(aims, asked, strict=True):
        aim[list(group), after:until] = 1
    flat = aims.reshape(len(asked), -1)
    every = block_diag([csr_array(np.array(rows))] * len(asked), format="csr")
    ends = []
    for sign in (1, -1):
        solved = linprog(sign * flat.ravel(), A_eq=every, b_eq=np.tile(values, len(asked)))
        assert solved.status == 0, solved.message
        ends.append((flat * solved.x.reshape(flat.shape)).sum(axis=1))
    least, most = np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)
    return [(int(one), int(other)) for one, other in zip(least, most, strict=True)]
