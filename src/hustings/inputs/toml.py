"""TOML files, read with the line of every key, which the standard reader does not tell.

Knows what that reader complains of, and TOML's tables, keys, strings and brackets as far as needed
to walk past them. Must not know what a file means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hustings.errors import InputError
from hustings.inputs.entry import Entry, Path, opened
from hustings.inputs.figures import on_line

if TYPE_CHECKING:
    from hustings.inputs.keys.kinds import Table

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'  # up to two quotation marks may stand before the three that end
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")
_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


def toml(text: str, source: str, shape: Table | None = None) -> Entry:
    """A TOML file as a whole, with the line of every key.

    Args:
        shape: the keys that stand above the first table, and the tables; None where the reader
            says them.

    Raises:
        InputError: it is not TOML, or has a key that it may not have.
    """
    try:
        values: Mapping[str, Any] = tomllib.loads(text)
        whole = Entry(source, "the file", 0, values, shape, lines=key_lines(text))
    except RecursionError:
        raise InputError("brackets are nested too deeply", source=source) from None
    except ValueError as error:
        what = str(error)
        line = 0
        if place := _PLACE.search(what):
            what = what[: place.start()]
            line = int(place[1]) if place[1] else text.rstrip().count("\n") + 1
        remedy = "write `key = value`, with text in quotation marks"
        if what.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
            what, remedy = "a key or table appears here a second time", "keep one"
        elif line and (wrong := on_line(text.split("\n")[line - 1])):
            raise InputError(wrong[0], remedy=wrong[1], source=source, line=line) from None
        raise InputError(
            f"this is not TOML: {what[:1].lower()}{what[1:]}",
            remedy=remedy,
            source=source,
            line=line,
        ) from None
    return opened(whole)


def key_lines(text: str) -> dict[Path, int]:
    """1-based line of every key, table and entry of a list in `text`, which is valid TOML."""
    return _Walk(text.replace("\r\n", "\n")).whole()


class _Walk:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.seen = 0  # where `line` was last counted
        self.line = 1
        self.found: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}  # [[lists of tables]] and how many each has so far

    def whole(self) -> dict[Path, int]:
        table: Path = ()
        while True:
            self.skip(_BLANK)
            if self.at >= len(self.text):
                return self.found
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        line = self.now()
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        keys = self.keys()
        self.at += 2 if double else 1
        path: Path = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            self.found.setdefault(path, line)
            if double and place == len(keys) - 1:
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
                self.found.setdefault(path, line)
        # A table that its sub-tables have already made stands where it is written itself.
        self.found[path] = line
        return path

    def pair(self, table: Path) -> None:
        line = self.now()
        path = table
        for key in self.keys():
            path = (*path, key)
            self.found.setdefault(path, line)
        self.at += 1  # the equals sign
        self.value(path)

    def keys(self) -> list[str]:
        """The parts of a dotted key; stands behind it and the space after it."""
        keys: list[str] = []
        while True:
            self.skip(_SPACE)
            if bare := _BARE.match(self.text, self.at):
                keys.append(bare.group())
                self.at = bare.end()
            else:
                quoted = self.string()
                keys.append(tomllib.loads(f"key = {quoted}")["key"])
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def value(self, path: Path) -> None:
        self.skip(_SPACE)
        match self.text[self.at]:
            case '"' | "'":
                self.string()
            case "[":
                self.several(path)
            case "{":
                self.inline(path)
            case _:
                self.skip(_PLAIN)

    def several(self, path: Path) -> None:
        self.at += 1
        place = 0
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "]":
                break
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self.found[(*path, place)] = self.now()
            self.value((*path, place))
            place += 1
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "}":
                break
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self.pair(path)
        self.at += 1

    def string(self) -> str:
        found = _STRING.match(self.text, self.at)
        assert found is not None, "tomllib has read this text"
        self.at = found.end()
        return found.group()

    def skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self.text, self.at)
        assert found is not None
        self.at = found.end()

    def now(self) -> int:
        """The line of the place where the walk stands."""
        self.line += self.text.count("\n", self.seen, self.at)
        self.seen = self.at
        return self.line
