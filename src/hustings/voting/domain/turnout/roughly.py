"""How many have voted, said roughly, as a reminder says it: between a third and a half.

Knows shares. Must not know areas: it is said of a whole contest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hustings.voting.domain.turnout.disclosure import FEW

# In the order of their size, by the names that the words have for them.
SHARES = {
    "tenth": Fraction(1, 10),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
}


class Between(NamedTuple):
    """Two of `SHARES`; `most` is empty for no bound."""

    least: str
    most: str


def between(cast: int, entitled: int) -> Between | None:
    """What may be said of so many; None for less than a tenth, and where it would be too close.

    It has to leave twice `FEW` numbers open.
    """
    if not entitled or Fraction(cast, entitled) <= SHARES["tenth"]:
        return None
    share = Fraction(cast, entitled)
    least = [name for name, bound in SHARES.items() if bound <= share][-1]
    above = [name for name, bound in SHARES.items() if bound > share]
    most = above[0] if above else ""
    room = (SHARES[most] if most else Fraction(1)) - SHARES[least]
    return Between(least, most) if room * entitled >= 2 * FEW else None
