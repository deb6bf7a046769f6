"""Two accounts of one count held against each other: record against record or official sheet.

Knows which differences matter and which comes first. A cell that only one side has is not compared;
a record has none to leave out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hustings.counting.account import RESULT, Account, Cell, Value, account, base
from hustings.errors import InputError

FORMAT = "hustings-compare/1"
NOTHING = Value(None, "nothing")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell in which two accounts differ: where, and what each says."""

    stage: int
    field: str
    candidate: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two accounts.

    Attributes:
        cells: number of cells compared.
        differences: in the order of the count; the first is where the accounts part.
        only_left, only_right: (field, cells) not compared because only one side has them.
    """

    cells: int
    differences: tuple[Difference, ...]
    only_left: tuple[tuple[str, int], ...]
    only_right: tuple[tuple[str, int], ...]

    @property
    def equal(self) -> bool:
        """Whether nothing that was compared differs."""
        return not self.differences


def compare(left: Any, right: Any) -> Comparison:
    """Compare two accounts of a count, each a JSON document (a record or an official sheet).

    Raises:
        InputError: a document that is neither, or nothing that both say.
    """
    return compare_accounts(account(left), account(right))


def compare_accounts(one: Account, other: Account) -> Comparison:
    """Compare two accounts that have been read.

    Raises:
        InputError: there is nothing that both say.
    """
    differences = list(_strangers(one, other))
    compared = len(differences)
    cells = [*one.cells, *(cell for cell in other.cells if cell not in one.cells)]
    for cell in sorted(cells, key=_reading_order):
        values = one.cells.get(cell, NOTHING), other.cells.get(cell, NOTHING)
        if NOTHING in values and not (_expected(cell, one) and _expected(cell, other)):
            continue
        compared += 1
        if not _agree(values[0].key, values[1].key):
            name = one.names.get(cell.candidate) or other.names.get(cell.candidate, "")
            differences.append(
                Difference(cell.stage, cell.field, name, values[0].shown, values[1].shown)
            )
    if not compared:
        raise InputError(
            "the two have nothing in common to compare",
            remedy="give two records, or a record and a sheet with stages and votes",
        )
    return Comparison(compared, tuple(differences), _only(one, other), _only(other, one))


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as a JSON document; `stage` is null for what concerns the whole count."""
    return {
        "format": FORMAT,
        "equal": comparison.equal,
        "cells": comparison.cells,
        "differing": len(comparison.differences),
        "differences": [
            {
                "stage": d.stage or None,
                "field": d.field,
                "candidate": d.candidate or None,
                "a": d.left,
                "b": d.right,
            }
            for d in comparison.differences
        ],
        "only_in_a": dict(comparison.only_left),
        "only_in_b": dict(comparison.only_right),
    }


def _strangers(one: Account, other: Account) -> Iterator[Difference]:
    """Names that only one side knows, where that cannot be because the other is incomplete.

    A sheet may leave out candidates; but a name that a complete list does not have, or names left
    over on both sides, mean different candidates or a different spelling.
    """
    left = [name for key, name in one.names.items() if key not in other.names]
    right = [name for key, name in other.names.items() if key not in one.names]
    if left and (right or other.complete):
        yield from (Difference(0, "candidate", name, "named", "not named") for name in left)
    if right and (left or one.complete):
        yield from (Difference(0, "candidate", name, "not named", "named") for name in right)


def _agree(one: object, other: object) -> bool:
    """Whether two values are the same; lists in any order where one side does not give it."""
    if isinstance(one, tuple) and isinstance(other, frozenset):
        return frozenset(one) == other
    if isinstance(one, frozenset) and isinstance(other, tuple):
        return one == frozenset(other)
    return one == other


def _reading_order(cell: Cell) -> int:
    """What the count started from, its stages, its result."""
    result = base(cell.field).removeprefix("number of ").startswith(("stages", *RESULT.values()))
    return sys.maxsize if not cell.stage and result else cell.stage


def _expected(cell: Cell, one: Account) -> bool:
    """Whether an account would have this cell if there were anything to say.

    Only records say all they know; they leave out what is zero, such as those who received
    nothing in a transfer. What no cell of a record is about came with a later version.
    """
    return one.complete and cell.stage in one.stages and base(cell.field) in one.fields


def _only(one: Account, other: Account) -> tuple[tuple[str, int], ...]:
    """(field, cells) of what is not compared because the other does not have it."""
    both = one.complete and other.complete
    return tuple(
        Counter(
            base(cell.field)
            for cell in one.cells
            if cell not in other.cells and not (both and _expected(cell, other))
        ).items()
    )
