"""A page that describes a JSON document, held against real documents.

Knows the table of such a page: a row a key, with its kind and when it is there. Must not know any
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Row(NamedTuple):
    """A key as the page has it, `kind:key` for one of a kind of object that comes again.

    `further` are the cells between "there" and "meaning".
    """

    kind: str
    there: str
    further: tuple[str, ...]
    meaning: str

    @property
    def words(self) -> set[str]:
        """The values that a word may have: those in backticks."""
        return set(re.findall("`([^`]+)`", self.meaning))


def described(page: str) -> dict[str, Row]:
    """The rows of a page of the reference, by key."""
    rows: dict[str, Row] = {}
    for line in (REFERENCE / page).read_text("utf-8").splitlines():
        if line.startswith("| `"):
            key, kind, there, *further, meaning = (
                cell.strip() for cell in line.strip("|").split("|")
            )
            assert key not in rows, key
            rows[key.strip("`")] = Row(kind, there, tuple(further), meaning)
    return rows


class Seen:
    """What real documents were found to have."""

    def __init__(self, rows: dict[str, Row]) -> None:
        self.rows = rows
        self.faults: set[str] = set()
        self.present: set[str] = set()
        self.absent: set[str] = set()
        self.null: set[str] = set()
        self.valued: set[str] = set()

    def look(self, document: dict[str, Any], path: str = "") -> None:
        """Take in an object and what is in it."""
        for key, value in document.items():
            name = path + key
            if name in self.rows:
                self.present.add(name)
                self.value(value, self.rows[name].kind, name)
            else:
                self.faults.add(f"{name} is not described")
        for name in self.children(path):
            if name[len(path) :] not in document:
                self.absent.add(name)

    def children(self, path: str) -> Iterator[str]:
        """The keys described for an object."""
        for name in self.rows:
            if name.startswith(path) and not re.search(r"[.:\[]", name[len(path) :]):
                yield name

    def value(self, value: Any, kind: str, name: str) -> None:
        """Hold a value against its kind."""
        if kind.endswith(" or null"):
            (self.null if value is None else self.valued).add(name)
            if value is None:
                return
            kind = kind.removesuffix(" or null")
        container, _, inner = kind.partition(" of ")
        match container, value:
            case "object", dict():
                self.look(value, f"{name}.")
            case "list", list() if inner == "object":
                for one in value:
                    self.look(one, f"{name}[].")
            case "list", list():
                for one in value:
                    self.value(one, inner, name)
            case "map", dict() if inner == "object":
                for one in value.values():
                    self.look(one, f"{name}.*.")
            case "map", dict():
                for one in value.values():
                    self.value(one, inner, name)
            case "text", str():
                pass
            case "word", str() if value in self.rows[name].words:
                pass
            case "decimal", str() if DECIMAL.fullmatch(value):
                pass
            case "whole number", int() if not isinstance(value, bool):
                pass
            case "number", int() | float() if not isinstance(value, bool):
                pass
            case "yes or no", bool():
                pass
            case "text or whole number", str() | int() if not isinstance(value, bool):
                pass
            case "anything", _:
                pass
            case _, dict() if any(row.startswith(f"{kind}:") for row in self.rows):
                self.look(value, f"{kind}:")
            case _:
                self.faults.add(f"{name} is {value!r}, described as {kind}")

    def complaints(self) -> list[str]:
        """What the page says otherwise than the documents, or says without need."""
        said = list(self.faults)
        for name, row in self.rows.items():
            if name not in self.present:
                said.append(f"{name} was never seen")
            if (row.there == "always") == (name in self.absent):
                said.append(f"{name} is described as there: {row.there}")
            if row.kind.endswith(" or null") and not (name in self.null and name in self.valued):
                said.append(f"{name} was not seen both with a value and null")
        return sorted(said)
