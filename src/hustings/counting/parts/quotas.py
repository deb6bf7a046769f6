"""Quotas: how many votes elect. Knows formulas only; which law uses which stands in `law`."""

from __future__ import annotations


def whole_number(valid: int, seats: int, scale: int) -> int:
    """Valid votes divided by one more than the seats, fraction ignored, plus one (in units)."""
    return (valid // ((seats + 1) * scale) + 1) * scale


def rounded_up(valid: int, seats: int, _scale: int) -> int:
    """Valid votes divided by one more than the seats, rounded up to the smallest unit."""
    return -(-valid // (seats + 1))


def just_above(valid: int, seats: int, _scale: int) -> int:
    """Valid votes divided by one more than the seats, cut to the smallest unit, plus one unit."""
    return valid // (seats + 1) + 1
