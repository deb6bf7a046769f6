"""Transfer values and when a surplus may wait. Knows formulas only; integers in units."""

from __future__ import annotations

from hustings.counting.ruleset import Margin


def per_transferable_paper(
    surplus: int, transferable: int, value: int, _vote: int, _scale: int
) -> int:
    """The surplus shared equally among the transferable papers, never more than their value.

    The division cuts to the smallest unit. Papers keep their value where all of them together are
    worth no more than the surplus.
    """
    if transferable * value <= surplus:
        return value
    return surplus // transferable


def in_proportion(surplus: int, _transferable: int, value: int, vote: int, _scale: int) -> int:
    """Each paper's value times the surplus, divided by the candidate's vote, and cut once."""
    return surplus * value // vote


def in_proportion_cut_twice(
    surplus: int, _transferable: int, value: int, vote: int, scale: int
) -> int:
    """The same, cut to the smallest unit after the multiplication and again after the division."""
    product = surplus * value // scale
    return product * scale // vote


def matters_not(total: int, next_above: int, margin: Margin) -> bool:
    """Whether `total` is too little to reach the candidate next above, as `margin` reads it."""
    match margin:
        case Margin.NEVER:
            return False
        case Margin.AT_MOST:
            return total <= next_above
        case Margin.LESS_THAN:
            return total < next_above
