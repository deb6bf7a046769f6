"""JSON files, read with the line of every entry, which the standard reader does not tell.

Knows what that reader complains of, and JSON's brackets, strings and commas as far as needed to
walk past them. Must not know what a file means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hustings.errors import InputError
from hustings.inputs.entry import Path
from hustings.inputs.text import shown

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)


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
        return key_lines(self.text)

    def fault(self, what: str, *path: str | int, remedy: str = "") -> InputError:
        """The error for what stands at `path`, or where it is missing."""
        line = 0
        while path and not line:
            line = self.lines.get(path, 0)
            path = path[:-1]
        return InputError(what, remedy=remedy, source=self.source, line=line)


def json_document(text: str, source: str, *, what: str, remedy: str) -> Document:
    """A JSON file whose content is an object; arguments and errors as of `json_object`."""
    return Document(text, source, json_object(text, source, what=what, remedy=remedy))


def json_object(
    text: str,
    source: str,
    *,
    what: str,
    remedy: str,
    parse_float: Callable[[str], Any] | None = None,
) -> dict[str, Any]:
    """The object that is the content of a JSON file.

    Args:
        what: how it should be called, "plan".
        remedy: what to do where it is not one.
        parse_float: makes a decimal number from its digits; a float unless told.

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
        whole = json.loads(text, object_pairs_hook=unique, parse_float=parse_float)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not JSON: {error.msg}", remedy=remedy, source=source, line=error.lineno
        ) from None
    except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
        raise InputError(f"this is no {what}", remedy=remedy, source=source) from None
    if twice:
        key, line = repeated(text)
        raise InputError(
            f"{shown(key)} stands twice in one object",
            remedy="take one out",
            source=source,
            line=line,
        )
    if not isinstance(whole, dict):
        raise InputError(f"this is no {what}", remedy=remedy, source=source)
    return whole


def key_lines(text: str) -> dict[Path, int]:
    """1-based line of every key and entry of a list in `text`, which is valid JSON."""
    found: dict[Path, int] = {}
    for path, line in _entries(text):
        found.setdefault(path, line)
    return found


def repeated(text: str) -> tuple[str, int]:
    """The first key that stands a second time in its object, and the line; "" and 0 for none."""
    seen: set[Path] = set()
    for path, line in _entries(text):
        if path in seen:
            return str(path[-1]), line
        seen.add(path)
    return "", 0


def _entries(text: str) -> Iterator[tuple[Path, int]]:
    """Path and line of each key of an object and each entry of a list, in the order of the text."""
    # One for each open bracket: the key or place that the walk is at; None where a key comes next.
    at: list[str | int | None] = []
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        word = token.group()
        if word == ":":
            continue
        if word in ("}", "]"):
            at.pop()
        elif word == ",":
            last = at[-1]
            at[-1] = last + 1 if isinstance(last, int) else None
        elif at and at[-1] is None:
            at[-1] = _plain(word)
            yield _path(at), line
        else:
            if at and isinstance(at[-1], int):
                yield _path(at), line
            if word in ("{", "["):
                at.append(0 if word == "[" else None)


def _path(at: list[str | int | None]) -> Path:
    return tuple(one for one in at if one is not None)


def _plain(quoted: str) -> str:
    """The text of a string as it is written in JSON."""
    return str(json.loads(quoted, strict=False))
