"""What a scenario takes for granted of a slate where its file is silent, by the slate's size.

Knows figures measured on real ballots, and the few guesses that stand in where nothing was
measured. Must not know files; defaults that are one figure for all stand beside their keys, in
`keys`.

"Scotland" is its council elections of 2007 to 2022, in wards of three or four seats: staying with
the slate, stopping and the alphabet in 1,070 of them (5.48 million ballots), the other figures in
559 (2.86 million). Supporters of a slate are voters whose first preference is for one of its
candidates. What describes a habit is chosen so that drawn ballots show what was measured;
`tests/planning/test_defaults.py` draws them and looks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# Pseudo-slate of candidates who stand for none.
NO_SLATE = "no slate"
# The one region of a scenario without any.
EVERYWHERE = "everywhere"

# Ballots that voters mean to make 1, 2, 3 … names long, per mille, by supporters of slates of one,
# of two and of three. Scotland, where the means are 3.0, 3.2 and 3.6; for two and three, fewer of
# one name than there were (5.8 % and 8.0 %), because those who turn from their slate to nobody come
# on top.
_LENGTHS = {
    1: (219, 196, 323, 110, 45, 41, 31, 18, 10, 5, 2),
    2: (47, 366, 312, 110, 46, 34, 38, 23, 14, 8, 2),
    3: (63, 46, 598, 134, 45, 22, 20, 22, 24, 20, 6),
}
# The next preference stays with the slate, of those who give one. Scotland: 78.1 % of supporters of
# slates of two give it their second preference; of slates of three 79.3 %, and 67.5 % put all three
# on top.
_RETENTION = {1: 0.82, 2: 0.82, 3: 0.86}
# Candidates of no slate: a guess. Scotland: second preferences for independents went to another
# independent in 55 % where independents together had 46 % of first preferences.
_RETENTION_NO_SLATE = 0.2
# Ranks nobody outside the slate, however long the ballot. With the lengths above as many as in
# Scotland then list the slate and nobody else: 33.2 % for slates of two, 47.5 % for three.
_SLATE_ONLY = {1: 0.0, 2: 0.07, 3: 0.13}
# Coming back to the own slate after leaving it, against turning to another of the same support.
# Scotland: after a second preference elsewhere, half of the third preferences came back (49 % for
# slates of two, 53 % for three).
COMES_BACK = 1.5


def lengths(size: int, candidates: int) -> tuple[float, ...]:
    """Ballots of 1, 2, 3 … preferences by supporters of a slate of `size` candidates.

    For slates of more than three a guess: as for three, but the ballots of three and more are
    longer by as many names as the slate is.
    """
    measured = _LENGTHS[min(max(size, 1), 3)]
    shares: list[float] = list(measured)
    if size > 3:
        short = [measured[1] / (size - 2)] * (size - 2)
        shares = [measured[0], *short, *measured[2:]]
    return cut(shares, candidates)


def cut(shares: Sequence[float], candidates: int) -> tuple[float, ...]:
    """Shares of ballot lengths that add up to 1, those beyond the last candidate put on it."""
    kept = [float(share) for share in shares[:candidates]]
    kept[-1] += math.fsum(shares[candidates:])
    total = math.fsum(kept)
    return tuple(round(share / total, 6) for share in kept)


def retention(name: str, size: int) -> float:
    """Chance that the next preference stays with a slate of `size` candidates."""
    return _RETENTION_NO_SLATE if name == NO_SLATE else _RETENTION[min(max(size, 1), 3)]


def slate_only(name: str, size: int) -> float:
    """Chance that a supporter of a slate of `size` candidates ranks nobody outside it."""
    return 0.0 if name == NO_SLATE else _SLATE_ONLY[min(max(size, 1), 3)]


def uncertainty(support: float) -> float:
    """Standard deviation of a slate's support: a guess, 3 points for a slate of half the voters."""
    return round(min(0.06 * math.sqrt(support * (1.0 - support)), support / 3), 4)


def regional_uncertainty(support: float) -> float:
    """The same for each region on its own: a guess, 2 points for a slate of half the voters."""
    return round(min(0.04 * math.sqrt(support * (1.0 - support)), support / 3), 4)
