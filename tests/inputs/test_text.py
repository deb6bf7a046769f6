"""Small things of writing."""

from __future__ import annotations

from hustings.inputs.text import ordinal


def test_ordinals() -> None:
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 20, 21, 22, 23, 42, 101, 111, 112)
    said = "1st 2nd 3rd 4th 10th 11th 12th 13th 20th 21st 22nd 23rd 42nd 101st 111th 112th"
    assert " ".join(map(ordinal, numbers)) == said
