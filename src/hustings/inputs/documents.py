"""The files that people write for a plan or a guide: as text, as TOML with its lines, as JSON.

Knows UTF-8, sizes, and what the readers of TOML and JSON complain of. Must not know what a file
means, and needs no more than the standard library, for it is read at every start.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from hustings.errors import InputError
from hustings.inputs import json_lines
from hustings.inputs.entry import Entry
from hustings.inputs.text import decode, shown
from hustings.inputs.toml_lines import key_lines

# Larger files than this are none of these.
MAX_BYTES = 20_000_000
STANDARD = "-"

Blame = Callable[[str], InputError]

_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


def text_of(path: str, blame: Blame | None = None, *, standard: bool = False) -> str:
    """The text of a file in UTF-8, line ends as they are.

    Args:
        blame: makes the error where the file cannot be read, from what is wrong with it: whoever
            named the file is told where.
        standard: whether `-` is standard input.

    Raises:
        InputError: it cannot be read, is too large or is no text in UTF-8.
    """
    try:
        if standard and path == STANDARD:
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


def json_object(text: str, source: str, *, what: str, remedy: str) -> dict[str, Any]:
    """The object that is the content of a JSON file.

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
    return whole
