"""Which numbers of those who have voted may be told, so that nobody is singled out by them.

Knows numbers alone. Must not know the database, nor who tells them.

A number is told of a group only while at least `FEW` of it have voted and at least `FEW` have not,
and again only when at least `FEW` more have voted. The groups of a contest are fixed when the
first numbers are noted, are told all at once or not at all, and add up to the contest's own number,
which is told by the same rule. So every sum and difference of what is told is `FEW` or more, and
what stays hidden, of a group or a day, could be any of `FEW` numbers at least; a test searches for
the contrary. docs/decisions/0021-turnout.md has the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

FEW = 10


class Cell(NamedTuple):
    """A group of a contest's voters: those of one area, or of several that are counted together.

    Attributes:
        areas: as the roll says them; empty for those of whom it says none.
        cast: how many have voted.
        entitled: how many may vote.
    """

    areas: tuple[str, ...]
    cast: int
    entitled: int


def groups(sizes: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Which areas of a contest are counted alone, and last those that are counted together.

    An area of fewer than twice `FEW` voters can never be told of, and is not counted alone.

    Args:
        sizes: how many may vote, by area.
    """
    alone = sorted(sizes, key=lambda area: (-sizes[area], area))
    together: list[str] = []
    while alone and (
        sizes[alone[-1]] < 2 * FEW or (together and sum(sizes[area] for area in together) < 2 * FEW)
    ):
        together.append(alone.pop())
    several = (tuple(sorted(together)),) if together else ()
    return (*((area,) for area in sorted(alone)), *several)


def may_follow(before: int, cast: int, entitled: int) -> bool:
    """Whether `cast` of `entitled` may be told of a group where `before` was told of it last."""
    return cast - before >= FEW and FEW <= cast <= entitled - FEW


class Told(NamedTuple):
    """What was told of a contest so far.

    Attributes:
        n: how many had voted, when that was told last.
        cells: the groups as they were told last; none before that.
    """

    n: int = 0
    cells: tuple[Cell, ...] = ()


def after_a_day(told: Told, cells: Sequence[Cell], lot: bool) -> Told:
    """What is told of a contest once a day is over, `cells` being its groups as they are then.

    Args:
        lot: whether the groups are to be told of today, drawn by a secret coin: so that a day
            without them never means that one of them could not be.
    """
    n = sum(cell.cast for cell in cells)
    if not may_follow(told.n, n, sum(cell.entitled for cell in cells)):
        return told
    released = lot and _may_all(zip(_earlier(told, cells), cells, strict=True))
    return Told(n, tuple(cells) if released else told.cells)


def at_the_close(told: Told, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The groups as they are told of after the close, when the contest's number is known.

    Until all may be told of, the two smallest go together. By their size, which is no secret: that
    two are together says of them only that one could not be told of alone. One group, the whole
    contest, says nothing new.
    """
    several = sorted(zip(_earlier(told, cells), cells, strict=True), key=_by_size)
    while len(several) > 1 and not _may_all(several):
        (last, one), (other_last, other), *rest = several
        both = Cell(
            tuple(sorted(one.areas + other.areas)),
            one.cast + other.cast,
            one.entitled + other.entitled,
        )
        several = sorted([(last + other_last, both), *rest], key=_by_size)
    alone = sorted((cell for _, cell in several), key=lambda cell: (len(cell.areas), cell.areas))
    return tuple(alone)


def shown_to_officers(cells: Sequence[Cell]) -> tuple[bool, ...]:
    """Which groups of a day an officer is shown, who knows the whole contest's number every day.

    Not those of whom few have voted, or few have not; nor, where what is left of the whole would
    tell, the smallest of the others.
    """
    hidden = [cell for cell in cells if not may_follow(0, cell.cast, cell.entitled)]
    others = sorted((cell for cell in cells if cell not in hidden), key=lambda one: one.entitled)
    while hidden and others:
        cast, entitled = (
            sum(numbers) for numbers in zip(*(one[1:] for one in hidden), strict=True)
        )
        if may_follow(0, cast, entitled):
            break
        hidden.append(others.pop(0))
    return tuple(cell not in hidden for cell in cells)


def _earlier(told: Told, cells: Sequence[Cell]) -> list[int]:
    """What was told of each group last."""
    return [cell.cast for cell in told.cells] or [0] * len(cells)


def _may_all(several: Iterable[tuple[int, Cell]]) -> bool:
    return all(may_follow(last, cell.cast, cell.entitled) for last, cell in several)


def _by_size(one: tuple[int, Cell]) -> tuple[int, tuple[str, ...]]:
    return one[1].entitled, one[1].areas
