"""Which line of a JSON file each entry stands on, which the standard reader does not tell.

Knows JSON's brackets, strings and commas as far as needed to walk past them. Must not know what a
file means, nor judge it: it is given only text that `json` has read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

# Keys and places in lists, from the outermost: ("plans", 0, "sequences", "North", 2).
Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)


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
