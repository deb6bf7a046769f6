"""Nobody is singled out by what is told of turnout: a search in small elections and large."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.voting.domain.turnout import disclosure
from hustings.voting.domain.turnout.disclosure import (
    Cell,
    Told,
    after_a_day,
    at_the_close,
    groups,
    may_follow,
    shown_to_officers,
)
from voting.differencing import Said, search

COINS = (False, True)
World = tuple[tuple[int, ...], ...]


def test_areas_of_few_are_counted_together() -> None:
    sizes = {"Wales": 20, "Leeds": 500, "Rhyl": 1, "": 3, "York": 19}
    assert groups(sizes) == (("Leeds",), ("Wales",), ("", "Rhyl", "York"))
    # Too few together: the smallest of the others joins them.
    assert groups({"Wales": 20, "Leeds": 500, "Rhyl": 1}) == (("Leeds",), ("Rhyl", "Wales"))
    assert groups({"Wales": 19}) == (("Wales",),)
    assert groups({"Rhyl": 1, "York": 2}) == (("Rhyl", "York"),)
    assert groups({}) == ()


@pytest.mark.parametrize(
    ("before", "cast", "entitled", "may"),
    [
        (0, 10, 20, True),
        (0, 9, 100, False),
        (0, 11, 20, False),
        (10, 20, 30, True),
        (10, 19, 100, False),
        (10, 20, 29, False),
    ],
)
def test_ten_more_have_and_ten_have_not(before: int, cast: int, entitled: int, may: bool) -> None:
    assert may_follow(before, cast, entitled) is may


def test_what_is_told_day_by_day_and_at_the_close() -> None:
    def cells(*cast: int) -> tuple[Cell, ...]:
        return tuple(
            Cell((area,), n, size) for area, n, size in zip("ABC", cast, (100, 50, 40), strict=True)
        )

    told = after_a_day(Told(), cells(5, 3, 1), True)
    assert told == Told()
    told = after_a_day(told, cells(20, 11, 9), True)
    assert told == Told(40)
    assert after_a_day(told, cells(21, 15, 12), True) == told
    assert after_a_day(told, cells(30, 15, 12), False) == Told(57)
    told = after_a_day(told, cells(30, 15, 12), True)
    assert told == Told(57, cells(30, 15, 12))
    assert at_the_close(told, cells(60, 30, 25)) == cells(60, 30, 25)
    # C has nine more: it goes with the next larger.
    assert at_the_close(told, cells(60, 30, 21)) == (
        Cell(("A",), 60, 100),
        Cell(("B", "C"), 51, 90),
    )
    # All of C have voted.
    assert at_the_close(told, cells(60, 30, 40)) == (
        Cell(("A",), 60, 100),
        Cell(("B", "C"), 70, 90),
    )
    assert at_the_close(told, cells(30, 15, 12)) == (Cell(("A", "B", "C"), 57, 190),)


def test_officers_see_no_area_of_few_nor_what_is_left_of_the_whole() -> None:
    def shown(*cells: tuple[int, int]) -> tuple[bool, ...]:
        return shown_to_officers([Cell((str(n),), *cell) for n, cell in enumerate(cells)])

    assert shown((10, 100), (20, 40)) == (True, True)
    # By difference with the whole the one that is hidden would be known: the smallest other goes.
    assert shown((9, 100), (20, 40), (30, 90)) == (False, False, True)
    assert shown((9, 100), (9, 40), (30, 90)) == (False, False, True)
    assert shown((0, 100), (0, 40)) == (False, False)
    assert shown((100, 100), (30, 60)) == (False, False)


# -- by trying everything ----------------------------------------------------------------------


def outcomes(sizes: tuple[int, ...], days: int) -> dict[object, set[World]]:
    """Every election of this size that there can be, by what is published of it.

    An outsider knows the rule: what is kept back may tell, too. The coin may fall either way.
    """
    paths = [list(combinations_with_replacement(range(size + 1), days)) for size in sizes]
    found: dict[object, set[World]] = defaultdict(set)
    for world in product(*paths):
        every = [
            tuple(Cell((str(n),), path[day], sizes[n]) for n, path in enumerate(world))
            for day in range(days)
        ]
        for coins in product(COINS, repeat=days - 1):
            told, public = Told(), []
            for cells, coin in zip(every[:-1], coins, strict=True):
                told = after_a_day(told, cells, coin)
                public.append(told)
            final = sum(cell.cast for cell in every[-1])
            # What the result itself says cannot be kept back: nearly nobody, nearly everybody.
            if may_follow(told.n, final, sum(sizes)):
                found[(*public, final, at_the_close(told, every[-1]))].add(world)
    return found


def singled_out(sizes: tuple[int, ...], days: int, few: int) -> list[object]:
    """The questions that are answered too closely by something that can be published."""
    every = range(len(sizes))
    parts = [part for part in product((False, True), repeat=len(sizes)) if any(part)]
    spans = [(a, b) for b in range(days) for a in range(-1, b)]
    found: list[object] = []
    for public, worlds in outcomes(sizes, days).items():
        for part, (after, until) in product(parts, spans):
            inside = [n for n in every if part[n]]

            def voted(world: World, n: int, a: int = after, b: int = until) -> int:
                return world[n][b] - (world[n][a] if a >= 0 else 0)

            answers = {sum(voted(world, n) for n in inside) for world in worlds}
            size = sum(sizes[n] for n in inside)
            if len(inside) < len(sizes):
                large = all(few <= one <= size - few for one in answers)
                if len(answers) < few and not large:
                    found.append((public, inside, after, until, answers))
            # One to few people within an area: all of them may have, and none of them may.
            for n in inside if len(inside) == 1 else ():
                most = max(voted(world, n) for world in worlds)
                rest = max(sizes[n] - voted(world, n) for world in worlds)
                if min(most, rest) < few - 1:
                    found.append((public, n, after, until, most, rest))
    return found


@pytest.mark.parametrize(
    ("sizes", "days", "few"), [((5, 5), 3, 2), ((4, 5, 5), 2, 2), ((8, 8), 2, 3)]
)
def test_nobody_is_singled_out_by_what_is_told_nor_by_what_is_not(
    monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...], days: int, few: int
) -> None:
    monkeypatch.setattr(disclosure, "FEW", few)
    assert singled_out(sizes, days, few) == []


def test_the_search_finds_whom_a_weaker_rule_singles_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "FEW", 2)
    # A threshold of two does not leave three answers; and without the coin silence tells.
    assert singled_out((5, 5), 2, 3) != []
    monkeypatch.setattr(disclosure, "FEW", 3)
    monkeypatch.setitem(globals(), "COINS", (True,))
    assert singled_out((8, 8), 2, 3) != []


# -- by linear programs, at full size ----------------------------------------------------------


@st.composite
def elections(draw: st.DrawFn) -> tuple[dict[str, int], list[tuple[int, ...]]]:
    """Areas, and how many of each have voted after each day."""
    sizes = draw(st.lists(st.integers(20, 120), min_size=2, max_size=4))
    days = draw(st.integers(2, 5))
    paths = [
        sorted(draw(st.lists(st.integers(0, size), min_size=days, max_size=days))) for size in sizes
    ]
    named = {f"area {n}": size for n, size in enumerate(sizes)}
    return named, list(zip(*paths, strict=True))


def published(
    sizes: dict[str, int], days: list[tuple[int, ...]], coins: list[bool]
) -> tuple[list[Said], Told]:
    """All that is told of an election, and what was told before its last day."""
    said: list[Said] = []
    told = Told()
    for number, cast in enumerate(days, 1):
        cells = [
            Cell((area,), n, size) for (area, size), n in zip(sizes.items(), cast, strict=True)
        ]
        if number == len(days):
            said.append(Said(number, None, sum(cast)))
            said += [Said(number, frozenset(c.areas), c.cast) for c in at_the_close(told, cells)]
            break
        after = after_a_day(told, cells, coins[number - 1])
        if after.n != told.n:
            said.append(Said(number, None, after.n))
        if after.cells != told.cells:
            said += [Said(number, frozenset(cell.areas), cell.cast) for cell in after.cells]
        told = after
    return said, told


@settings(max_examples=25, deadline=None)
@given(elections(), st.lists(st.booleans(), min_size=5, max_size=5), st.integers(1, 9))
def test_no_sum_or_difference_singles_anybody_out(
    election: tuple[dict[str, int], list[tuple[int, ...]]], coins: list[bool], few: int
) -> None:
    sizes, days = election
    said, told = published(sizes, days, coins)
    if not may_follow(told.n, sum(days[-1]), sum(sizes.values())):
        said = [one for one in said if one.day < len(days)]
    assert search(sizes, said, people=[("area 0", few)]) == []


def test_the_search_finds_a_difference() -> None:
    """Three of a small area are left when the others are taken from the whole."""
    sizes = {"North": 100, "South": 80, "Rhyl": 20}
    said = [
        Said(1, None, 63),
        Said(1, frozenset({"North"}), 40),
        Said(1, frozenset({"South"}), 20),
    ]
    found = search(sizes, said)
    assert [(one.group, one.least, one.most) for one in found] == [((("Rhyl", 20),), 3, 3)]
    # Two more voted by the next day, of everybody: not by whom, but that they were two.
    assert search(sizes, [Said(1, None, 63), Said(2, None, 73)]) == []
    found = search(sizes, [Said(1, None, 63), Said(2, None, 65)])
    assert [one[1:] for one in found] == [(1, 2, 0, 2)] * 6 + [(1, 2, 2, 2)]
