"""How far down their rankings papers get in a count, and what they are worth there.

Knows the last position of each ranking in a finished count of the Gregory family.
"""

from __future__ import annotations

import numpy as np

from hustings.counting.fast.gregory_kernel import END, PAPERS, POS, SCALE, VALUE, State
from hustings.planning.sayings.ballots import Bools, Ints


def deepest(state: State) -> Ints:
    """How many names of each ranking are behind it at the end: int64[rankings].

    0 where it rests with the first preference. A ranking that is exhausted has looked at its last
    name, and no further.
    """
    ballot, starts = state.ballot, state.starts[:-1]
    last: Ints = np.minimum(ballot[:, POS], ballot[:, END] - 1) - starts
    return last


def beyond(state: State, most: int, which: Bools | None = None) -> tuple[Ints, Ints]:
    """Papers, and units of vote that they still carry, by how many names are behind them.

    Returns:
        two int64[most + 1]; at place k: whose later names were looked at when the first k were of
        no more use. At 0 all papers.
    """
    rows = slice(None) if which is None else which
    ballot = state.ballot[rows]
    depth = np.minimum(deepest(state)[rows], most)
    papers = _at_least(depth, ballot[:, PAPERS], most)
    return papers, _at_least(depth, ballot[:, PAPERS] * ballot[:, VALUE], most)


def exhausted(state: State, which: Bools | None = None) -> tuple[int, int]:
    """Papers without a name left at the end, and the units of vote that went with them."""
    ballot = state.ballot if which is None else state.ballot[which]
    gone = ballot[ballot[:, POS] >= ballot[:, END]]
    return int(gone[:, PAPERS].sum()), int((gone[:, PAPERS] * gone[:, VALUE]).sum())


def scale(state: State) -> int:
    """Units in a vote."""
    return int(state.num[SCALE])


def _at_least(depth: Ints, amount: Ints, most: int) -> Ints:
    """Sums of what is at each depth or deeper, exact."""
    at = np.zeros(most + 1, np.int64)
    np.add.at(at, depth, amount)
    total: Ints = at[::-1].cumsum()[::-1]
    return total
