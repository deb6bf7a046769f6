"""Ways to deal lists to voters by what is written on their card, and how large the parts are.

Knows surnames' initials, birth months and last digits, how often each occurs, and how they are cut
into parts. Must not know which list a part is given.

Initials: how many in a thousand people in Great Britain have a surname that begins with each
letter, by the 500 commonest surnames and their shares of the population, which cover 40 % of it
(the list that the package Faker 40 has for en_GB). 51.2 % of them begin with A to K; on the
electoral register of 1957-8 that was 50.9 % (Guild of One-Name Studies, "Modern British surnames").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

INITIALS = {
    **{"A": 33, "B": 100, "C": 66, "D": 43, "E": 22, "F": 32, "G": 43, "H": 94, "I": 2},
    **{"J": 52, "K": 26, "L": 32, "M": 71, "N": 16, "O": 13, "P": 58, "Q": 1, "R": 54},
    **{"S": 84, "T": 45, "U": 0, "V": 2, "W": 106, "X": 0, "Y": 6, "Z": 0},
}
# Days of the months in four years.
MONTHS = (124, 113, 124, 120, 124, 120, 124, 124, 120, 124, 120, 124)
DIGITS = (1,) * 10


def by_number(values: int, parts: int) -> tuple[int, ...]:
    """The part of each value when neighbours are cut into parts of as many values as can be."""
    return tuple(value * parts // values for value in range(values))


def by_size(sizes: Sequence[int], parts: int) -> tuple[int, ...]:
    """The part of each value when neighbours are cut into parts of about the same size.

    A value belongs where its middle lies.
    """
    total = sum(sizes)
    before = [0, *accumulate(sizes)]
    return tuple(
        min((2 * low + size) * parts // (2 * total), parts - 1)
        for low, size in zip(before[:-1], sizes, strict=True)
    )


def part_sizes(sizes: Sequence[int], part_of: Sequence[int], parts: int) -> tuple[float, ...]:
    """The share of everybody that each part has."""
    total = sum(sizes)
    return tuple(
        sum(size for size, part in zip(sizes, part_of, strict=True) if part == which) / total
        for which in range(parts)
    )


def dealt(
    luck: npt.NDArray[np.int64], sizes: Sequence[int], part_of: Sequence[int]
) -> npt.NDArray[np.int64]:
    """The part of each voter, by a number below 2**32 that says which value they have."""
    total = sum(sizes)
    below = np.array([(before << 32) // total for before in accumulate(sizes)], np.int64)
    parts: npt.NDArray[np.int64] = np.array(part_of, np.int64)[
        np.searchsorted(below, luck, side="right")
    ]
    return parts
