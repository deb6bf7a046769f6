"""One account of a count, a record or an official sheet, read as cells that can be compared.

Knows what the two JSON forms say and in which order a count is read.

A cell is one figure, name or list of names. Names are read without regard to case and white space,
figures as decimals; null says nothing. Who is `elected` is a list in order of election, or a
frozenset where the order is not given. An official sheet needs only some of a record's keys and may
say `seats`, `valid_votes` and, in a stage, `surplus` (whose surplus was transferred).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from hustings.counting.record import FORMAT as RECORD
from hustings.counting.record import OUTSIDE_DIGEST
from hustings.election.digest import json_digest
from hustings.errors import InputError

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Never compared: they say how an account came about, not what was counted.
_ASIDE = ("format", *OUTSIDE_DIGEST)
# Compared letter by letter although they may look like numbers.
_TEXT = ("title", "version", "clause", "digest", "lots")
# Lists in which order means something: the order on the ballot paper and the order of election.
_ORDERED = ("candidates", "all elected")
# Keys that tell the result of the whole count, and the fields they are compared as.
RESULT = {"elected": "all elected", "elections": "elections", "lots": "lots"}


class Cell(NamedTuple):
    """What a value is about: stage (0 for the count as a whole), field, candidate ("" for none)."""

    stage: int
    field: str
    candidate: str


class Value(NamedTuple):
    """A value as compared and as written."""

    key: object
    shown: str


@dataclass(frozen=True)
class Account:
    """One account of a count.

    Attributes:
        cells: in the order in which a count is read: what it started from, its stages, its result.
        names: candidates named, as written, by folded name.
        complete: whether every candidate is named.
    """

    cells: Mapping[Cell, Value]
    names: Mapping[str, str]
    complete: bool

    @cached_property
    def stages(self) -> frozenset[int]:
        """Stages of which anything is said, and 0 for the count as a whole."""
        return frozenset(cell.stage for cell in self.cells)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Fields of which anything is said."""
        return frozenset(base(cell.field) for cell in self.cells)


def fold(name: str) -> str:
    """A name without regard to case and white space."""
    return " ".join(name.split()).casefold()


def digest_fits(document: Any) -> bool:
    """Whether a record's digest is that of its content; True for what carries none."""
    if not isinstance(document, dict) or "digest" not in document:
        return True
    content = {key: value for key, value in document.items() if key not in OUTSIDE_DIGEST}
    return bool(json_digest(content) == document["digest"])


def account(document: Any) -> Account:
    """Read a record or an official sheet.

    Raises:
        InputError: the document is neither.
    """
    if not isinstance(document, dict):
        raise InputError("this is not a record of a count", remedy="give an object with `stages`")
    if document.get("format", RECORD) != RECORD:
        raise InputError(
            f"the format {document['format']!r} is not known", remedy=f"give {RECORD} or no format"
        )
    stages = document.get("stages")
    if stages is None and document.get("elected") is None:
        raise InputError(
            "this is not a record of a count: it has neither `stages` nor `elected`",
            remedy="make one with hustings count FILE --format json",
        )
    if not isinstance(stages if stages is not None else [], list):
        raise InputError("`stages` is not a list", remedy="give one object for each stage")
    names = _names(document)
    cells: dict[Cell, Value] = {}
    for cell, value in _cells(document, names):
        if cell in cells:
            raise InputError(f"{describe(cell.stage, cell.field, cell.candidate)} is given twice")
        cells[cell] = value
    return Account(cells, names, complete=document.get("format") == RECORD)


def describe(stage: int, field: str, candidate: str) -> str:
    """Where a cell stands, in words: "stage 3, votes of Smith"."""
    where = f"stage {stage}, " if stage else ""
    return f"{where}{field} of {candidate}" if candidate else f"{where}{field}"


def _names(document: dict[str, Any]) -> dict[str, str]:
    """Everybody whom the document names, by folded name."""
    election = _object(document.get("election"), "election")
    named: list[Any] = list(_list(election.get("candidates"), "candidates"))
    elected = document.get("elected")
    named += sorted(elected) if isinstance(elected, frozenset) else _list(elected, "elected")
    for stage in document.get("stages") or []:
        if stage is not None:
            entries = _object(stage, "a stage")
            named += _object(entries.get("votes"), "votes")
            named += _list(entries.get("elected"), "elected")
            named += _list(entries.get("excluded"), "excluded")
    names: dict[str, str] = {}
    for name in named:
        if not isinstance(name, str):
            raise InputError(f"{name!r} is not a candidate's name", remedy="write names as text")
        names.setdefault(fold(name), name)
    return names


def _cells(document: dict[str, Any], names: Mapping[str, str]) -> Iterator[tuple[Cell, Value]]:
    """Every cell, in the order in which a count is read."""
    stages: list[Any] = document.get("stages") or []
    for key, value in _start(document).items():
        yield from _leaves(Cell(0, key, ""), value, names)
    numbered = False
    for place, stage in enumerate(stages, 1):
        if stage is None:
            continue
        fields = dict(stage)
        number = fields.pop("number", place)
        numbered = numbered or "number" in stage
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise InputError(f"{number!r} is not a stage", remedy="number stages from 1")
        surplus = fields.pop("surplus", None)
        if surplus is not None:
            fields.update(action="surplus", of=surplus if isinstance(surplus, list) else [surplus])
        for key, value in fields.items():
            yield from _leaves(Cell(number, key, ""), value, names)
    # Numbers on the stages of a sheet mean that it may give only some of them.
    if stages and (not numbered or document.get("format") == RECORD):
        yield Cell(0, "number of stages", ""), _number(len(stages))
    for key, field in RESULT.items():
        yield from _leaves(Cell(0, field, ""), document.get(key), names)


def _start(document: dict[str, Any]) -> dict[str, Any]:
    """What a count started from, a sheet's own words turned into those of a record."""
    start = {
        key: value
        for key, value in document.items()
        if key not in (*_ASIDE, *RESULT, "stages", "seats", "valid_votes")
    }
    if "seats" in document:
        start.setdefault("election", {"seats": document["seats"]})
    # A sheet's `ballots` is the name of a file.
    if not isinstance(start.get("ballots"), dict):
        start["ballots"] = {"valid": document.get("valid_votes")}
    return start


def _leaves(at: Cell, value: Any, names: Mapping[str, str]) -> Iterator[tuple[Cell, Value]]:
    """The cells of one JSON value; an object's keys are candidates or lengthen the field."""
    match value:
        case None:
            return
        case dict():
            for key, inner in value.items():
                folded = fold(key)
                if folded in names and not at.candidate:
                    yield from _leaves(at._replace(candidate=folded), inner, names)
                else:
                    field = f"{at.field} {key}"
                    yield from _leaves(at._replace(field=field), inner, names)
        case list() if any(isinstance(inner, dict | list) for inner in value):
            yield at._replace(field=f"number of {at.field}"), _number(len(value))
            for place, inner in enumerate(value, 1):
                yield from _leaves(at._replace(field=f"{at.field} {place}"), inner, names)
        case frozenset():
            texts = sorted(map(str, value))
            yield at, Value(frozenset(map(fold, texts)), ", ".join(texts) or "nobody")
        case list():
            texts = [str(inner) for inner in value]
            ordered = at.field.endswith(_ORDERED)
            keys = tuple(map(fold, texts))
            yield at, Value(keys if ordered else tuple(sorted(keys)), ", ".join(texts) or "nobody")
        case bool():
            yield at, Value(value, str(value).lower())
        case int() | float():
            yield at, _number(value)
        case _ if _NUMBER.fullmatch(value) and not at.field.endswith(_TEXT):
            yield at, Value(Decimal(value), value)
        case _ if at.field == "votes" and at.candidate:
            where = describe(at.stage, at.field, names[at.candidate])
            raise InputError(f"{where} is {value!r}, not a number", remedy="write a decimal number")
        case _ if at.field.endswith("title"):
            yield at, Value(" ".join(value.split()), value or "nothing")
        case _:
            yield at, Value(value if at.field.endswith(_TEXT) else fold(value), value or "nothing")


def _number(value: int | float) -> Value:
    return Value(Decimal(str(value)), str(value))


def _object(value: Any, what: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{what} is not an object", remedy="give an object with names as keys")
    return value


def _list(value: Any, what: str) -> Sequence[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(f"{what} is not a list", remedy="give a list of names")
    return value


def base(field: str) -> str:
    """A field without the numbers of its items: "transfers 2 votes" -> "transfers votes"."""
    return re.sub(r" [0-9]+\b", "", field)
