"""Parts of an electorate by initial, month and digit: their bounds and sizes."""

from __future__ import annotations

import numpy as np
import pytest

from hustings.planning.sayings.listed import spread_luck
from hustings.planning.sayings.parts import (
    DIGITS,
    INITIALS,
    MONTHS,
    by_number,
    by_size,
    dealt,
    part_sizes,
)

LETTERS = tuple(INITIALS.values())


def cut(part_of: tuple[int, ...]) -> list[str]:
    """The letters of each part."""
    return [
        "".join(letter for letter, part in zip(INITIALS, part_of, strict=True) if part == which)
        for which in range(max(part_of) + 1)
    ]


def test_six_parts_of_the_alphabet_by_number_of_letters_and_by_number_of_people() -> None:
    equal = by_number(26, 6)
    assert cut(equal) == ["ABCDE", "FGHI", "JKLM", "NOPQR", "STUV", "WXYZ"]
    assert part_sizes(LETTERS, equal, 6) == pytest.approx(
        (264 / 1001, 171 / 1001, 181 / 1001, 142 / 1001, 131 / 1001, 112 / 1001)
    )
    fitted = by_size(LETTERS, 6)
    assert cut(fitted) == ["ABC", "DEFG", "HIJK", "LMNO", "PQRS", "TUVWXYZ"]
    sizes = part_sizes(LETTERS, fitted, 6)
    assert max(sizes) - min(sizes) < 0.07
    assert sum(sizes) == pytest.approx(1.0)


def test_months_are_even_and_ten_digits_on_six_lists_are_not() -> None:
    months = part_sizes(MONTHS, by_number(12, 6), 6)
    assert months == pytest.approx([pair / 1461 for pair in (237, 244, 244, 248, 244, 244)])
    digits = part_sizes(DIGITS, by_number(10, 6), 6)
    assert digits == pytest.approx((0.2, 0.2, 0.1, 0.2, 0.2, 0.1))


@pytest.mark.parametrize("parts", [1, 2, 3, 6, 9])
def test_every_voter_is_in_one_part_and_parts_have_their_size(parts: int) -> None:
    part_of = by_size(LETTERS, parts)
    assert list(part_of) == sorted(part_of)
    which = dealt(spread_luck(20_000), LETTERS, part_of)
    counts = np.bincount(which, minlength=parts) / 20_000
    assert counts == pytest.approx(part_sizes(LETTERS, part_of, parts), abs=0.001)


def test_a_value_that_nobody_has_is_dealt_to_nobody() -> None:
    luck = np.array([0, 2**31 - 1, 2**31, 2**32 - 1], np.int64)
    assert dealt(luck, (1, 0, 1), (0, 1, 2)).tolist() == [0, 0, 2, 2]
