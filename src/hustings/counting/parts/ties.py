"""Breaking ties by what happened earlier in the count. Knows votes at earlier points only."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.counting.ruleset import History

# (stage, votes per candidate in units) at a point of the count
Point = tuple[int, tuple[int, ...]]


def narrow(
    tied: Sequence[int], points: Sequence[Point], history: History, *, most: bool
) -> tuple[tuple[int, ...], int]:
    """Those of `tied` who had the most (or fewest) votes where they differed.

    Looks forwards or backwards as `history` says and keeps the best at each point at which those
    still in question differ, until one is left or there is nowhere left to look.

    Returns:
        Those still equal, ascending, and the stage at which the last of the others fell away (0
        where they never differed).
    """
    left = tuple(sorted(tied))
    stage = 0
    match history:
        case History.NONE:
            return left, 0
        case History.EARLIEST:
            order = iter(points)
        case History.LATEST:
            order = reversed(points)
    for number, votes in order:
        best = (max if most else min)(votes[c] for c in left)
        kept = tuple(c for c in left if votes[c] == best)
        if len(kept) < len(left):
            left, stage = kept, number
            if len(left) == 1:
                break
    return left, stage
