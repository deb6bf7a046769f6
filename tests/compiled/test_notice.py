"""Whoever listens hears that compiling begins, once, and only where something is compiled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("numba")

from hustings.compiled import notice
from hustings.compiled.njit import njit


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """What a listener has heard."""
    words: list[str] = []
    notice.listen(lambda: words.append("compiling"))
    yield words
    notice.listen(None)


def test_it_is_told_once_when_something_is_compiled(heard: list[str]) -> None:
    @njit
    def twice(number):
        return 2 * number

    assert heard == []
    assert (twice(2), heard) == (4, ["compiling"])
    assert (twice(2.5), heard) == (5.0, ["compiling"])


def test_nobody_need_listen(heard: list[str]) -> None:
    @njit
    def half(number):
        return number / 2

    notice.listen(None)
    assert (half(3), heard) == (1.5, [])


def test_what_is_compiled_already_is_not_told() -> None:
    @njit
    def next_one(number):
        return number + 1

    assert next_one(1) == 2
    words: list[str] = []
    notice.listen(lambda: words.append("compiling"))
    assert (next_one(5), words) == (6, [])
    notice.listen(None)
