"""The files a guide is made from, as text and as entries with their lines.

Knows UTF-8, the shape of TOML and JSON, and on which line what stands. Must not know what it means.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hustings.election.formats.source import decode, shown
from hustings.errors import InputError
from hustings.planning import json_lines
from hustings.planning.entries import Entry, kind
from hustings.planning.toml_lines import Path, key_lines

# Larger files than this are neither configs nor plans.
MAX_BYTES = 20_000_000
STANDARD = "-"

Blame = Callable[[str], InputError]

_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


def text_of(path: str, blame: Blame | None = None) -> str:
    """The text of a file in UTF-8; of standard input for `-`.

    Args:
        blame: makes the error where the file cannot be read, from what is wrong with it: whoever
            named the file is told where.

    Raises:
        InputError: it cannot be read, is too large or is no text in UTF-8.
    """
    try:
        if path == STANDARD:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb") as file:
                content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        if blame is not None:
            raise blame(f"{shown(path, 200)} cannot be read: {why}") from None
        raise InputError(f"this cannot be read: {why}", source=path) from None
    if len(content) > MAX_BYTES:
        raise InputError("this is far too large", source=path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        decode(content, path)  # says so if this is no text at all
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            "this is not text in UTF-8", remedy="save it as UTF-8", source=path, line=line
        ) from None


# -- TOML ------------------------------------------------------------------------------------------


def toml(text: str, source: str) -> Entry:
    """A TOML file as a whole, with the line of every key.

    Raises:
        InputError: it is not TOML.
    """
    try:
        values: Mapping[str, Any] = tomllib.loads(text)
        return Entry(source, "the file", 0, values, (), key_lines(text))
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
            what, remedy = "a key or table stands here a second time", "keep one"
        raise InputError(
            f"this is not TOML: {what[:1].lower()}{what[1:]}",
            remedy=remedy,
            source=source,
            line=line,
        ) from None


def tables(entry: Entry, key: str, what: str) -> list[Entry]:
    """The tables in the list under `key`, called `what` and their number; none where it is absent.

    Raises:
        InputError: something else stands there.
    """
    value = entry.values.get(key, [])
    remedy = f"write [[{key}]] on a line of its own above each {what}"
    if not isinstance(value, list):
        raise entry.fault(f"`{key}` must be a list, not {kind(value)}", key, remedy=remedy)
    found = []
    for place, one in enumerate(value):
        if not isinstance(one, dict):
            raise entry.fault(
                f"{what} {place + 1} must be a table, not {kind(one)}", key, place, remedy=remedy
            )
        path = (*entry.path, key, place)
        line = entry.line_of(key, place)
        found.append(Entry(entry.source, f"{what} {place + 1}", line, one, path, entry.lines))
    return found


def texts(entry: Entry, key: str, what: str) -> tuple[str, ...]:
    """The list of single lines of text under `key`, each `what`; none where it is absent.

    Raises:
        InputError: something else stands there, or the same text twice.
    """
    value = entry.values.get(key, [])
    remedy = f'write `{key} = ["…", "…"]`'
    if not isinstance(value, list):
        raise entry.fault(f"`{key}` must be a list, not {kind(value)}", key, remedy=remedy)
    for place, one in enumerate(value):
        if not isinstance(one, str):
            raise entry.fault(
                f"{what} {place + 1} must be text, not {kind(one)}", key, place, remedy=remedy
            )
        entry.plain(one, f"{what} {place + 1}", key, place)
        if one in value[:place]:
            raise entry.fault(
                f"{shown(one)} stands twice in `{key}`", key, place, remedy="take one out"
            )
    return tuple(value)


# -- JSON ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """A JSON file.

    Attributes:
        text, source: the file's.
        whole: its content, an object.
    """

    text: str
    source: str
    whole: dict[str, Any]

    @cached_property
    def lines(self) -> dict[Path, int]:
        """1-based line of every key and entry; worked out only when something is wrong."""
        return json_lines.key_lines(self.text)

    def fault(self, what: str, *path: str | int, remedy: str = "") -> InputError:
        """The error for what stands at `path`, or where it is missing."""
        line = 0
        while path and not line:
            line = self.lines.get(path, 0)
            path = path[:-1]
        return InputError(what, remedy=remedy, source=self.source, line=line)


def json_document(text: str, source: str, *, what: str, remedy: str) -> Document:
    """A JSON file whose content is an object.

    Args:
        what: how it should be called, "plan".
        remedy: what to do where it is not one.

    Raises:
        InputError: it is not JSON, no object, or has a key twice in one object.
    """
    twice = False

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        found = dict(pairs)
        twice = twice or len(found) < len(pairs)
        return found

    try:
        whole = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not JSON: {error.msg}", remedy=remedy, source=source, line=error.lineno
        ) from None
    except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
        raise InputError(f"this is no {what}", remedy=remedy, source=source) from None
    if twice:
        key, line = json_lines.repeated(text)
        raise InputError(
            f"{shown(key)} stands twice in one object",
            remedy="take one out",
            source=source,
            line=line,
        )
    if not isinstance(whole, dict):
        raise InputError(f"this is no {what}", remedy=remedy, source=source)
    return Document(text, source, whole)
