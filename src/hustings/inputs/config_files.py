"""The files a guide is made from, as entries with their lines.

Knows lists of tables and of texts in TOML, and on which line what stands in JSON. Must not know
what it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hustings.errors import InputError
from hustings.inputs import json_lines
from hustings.inputs.documents import json_object
from hustings.inputs.entry import Entry, kind
from hustings.inputs.text import shown
from hustings.inputs.toml_lines import Path


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
    """A JSON file whose content is an object; arguments and errors as of `json_object`."""
    return Document(text, source, json_object(text, source, what=what, remedy=remedy))
