"""Verdicts: what figures with errors allow to be said, and never more.

Knows how an interval is set against a claim, and how verdicts join. Every verdict on a saying
comes from here.
"""

from __future__ import annotations

from collections.abc import Iterable

from hustings.planning.sayings.model import Figure, Verdict

# Half of a 95 % interval, in standard errors.
REACH = 1.96
# "Unlikely", "it makes no difference": less than one time in three.
UNLIKELY = 1 / 3
# "A risk", and what is not prevented: one time in six or more.
RISK = 1 / 6


def below(figure: Figure, bound: float) -> Verdict:
    """Whether it is below `bound`; an exact figure always says."""
    error = REACH * (figure.standard_error or 0.0)
    if figure.value + error < bound:
        return Verdict.HOLDS
    return Verdict.FAILS if figure.value - error >= bound else Verdict.CANNOT_TELL


def above(figure: Figure, bound: float) -> Verdict:
    """Whether it is above `bound`; an exact figure always says."""
    return below(figure._replace(value=-figure.value), -bound)


def theorem(broken: int) -> Verdict:
    """Of what is proved and was checked in every draw."""
    return Verdict.FAILS if broken else Verdict.HOLDS


def joined(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict of several that were found side by side.

    Where one holds and another fails, it depends. What cannot be told leaves the whole untold,
    unless the others differ already.
    """
    found = set(verdicts)
    if Verdict.DEPENDS in found or {Verdict.HOLDS, Verdict.FAILS} <= found:
        return Verdict.DEPENDS
    return found.pop() if len(found) == 1 else Verdict.CANNOT_TELL
