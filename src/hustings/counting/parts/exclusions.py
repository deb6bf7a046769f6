"""Which of the lowest candidates go together. Knows votes and margins only."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.counting.parts.surpluses import matters_not
from hustings.counting.ruleset import Margin


def largest_group(
    ascending: Sequence[int], surpluses: int, spare: int, margin: Margin, *, smallest: int
) -> int:
    """How many of the lowest candidates can be excluded in one go.

    Args:
        ascending: votes of the continuing candidates, ascending.
        surpluses: total of surpluses not transferred.
        spare: how many can go and still leave enough for the places to fill.
        margin: how their votes with the surpluses must compare with the next above.
        smallest: the least number worth the name (2 for a bulk exclusion, 1 for a deferral).

    Returns:
        The largest number that qualifies, 0 for none. A group never parts equal candidates, except
        a single one, for whom the tie is broken.
    """
    best = 0
    total = surpluses
    for size in range(1, min(spare, len(ascending) - 1) + 1):
        total += ascending[size - 1]
        next_above = ascending[size]
        parts_equals = size > 1 and ascending[size - 1] == next_above
        if size >= smallest and not parts_equals and matters_not(total, next_above, margin):
            best = size
    return best
