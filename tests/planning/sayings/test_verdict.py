"""Verdicts never say more than the figures."""

import pytest

from hustings.planning.sayings.model import Figure, Unit, Verdict
from hustings.planning.sayings.verdict import above, below, joined, theorem

HOLDS, FAILS = Verdict.HOLDS, Verdict.FAILS
DEPENDS, UNTOLD = Verdict.DEPENDS, Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("value", "error", "expected"),
    [
        (0.0, 0.05, HOLDS),  # up to 0.098
        (0.2, 0.04, HOLDS),  # up to 0.278
        (0.2, 0.06, UNTOLD),  # up to 0.318
        (0.4, 0.06, UNTOLD),  # from 0.282
        (0.4, 0.04, FAILS),  # from 0.322
        (0.3, None, FAILS),  # exact, and not below
        (0.299, None, HOLDS),
    ],
)
def test_a_claim_holds_when_its_whole_interval_is_on_its_side(
    value: float, error: float | None, expected: Verdict
) -> None:
    assert below(Figure("chance", value, error, Unit.CHANCE), 0.3) is expected


def test_above_is_the_other_side() -> None:
    figure = Figure("chance", 0.4, 0.04, Unit.CHANCE)
    assert above(figure, 0.3) is HOLDS
    assert above(figure, 0.5) is FAILS
    assert above(figure, 0.4) is UNTOLD


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([HOLDS, HOLDS], HOLDS),
        ([FAILS], FAILS),
        ([HOLDS, FAILS], DEPENDS),
        ([HOLDS, FAILS, UNTOLD], DEPENDS),
        ([HOLDS, UNTOLD], UNTOLD),
        ([FAILS, UNTOLD], UNTOLD),
        ([DEPENDS, HOLDS], DEPENDS),
        ([DEPENDS, UNTOLD], DEPENDS),
        ([], UNTOLD),
    ],
)
def test_verdicts_side_by_side(found: list[Verdict], expected: Verdict) -> None:
    assert joined(found) is expected


def test_a_theorem_holds_until_one_draw_breaks_it() -> None:
    assert theorem(0) is HOLDS
    assert theorem(1) is FAILS
