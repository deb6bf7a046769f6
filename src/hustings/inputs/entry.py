"""Entries of files that people write: values checked as they are asked for, the line at hand.

Knows types, limits, lines and the wording of a mistake. Must not know what the entries mean.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from hustings.errors import InputError
from hustings.inputs.text import flaw, shown

# Keys and places in lists, from the outermost: ("slates", "Green", "support"), ("regions", 0).
Path = tuple[str | int, ...]
# Adding up that a person did with two decimals may be off by this much.
ADDS_UP = 0.005

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")


def nearest(word: str, known: Collection[str], *, what: str = "") -> str:
    """The remedy for a word that is not known: the nearest one, else all of them."""
    import difflib

    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {shown(folded[near[0]])}?"
    names = ", ".join(shown(name) for name in known)
    return f"{what or 'choose one of'} {names}" if names else "there are none yet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the file, or one row of a CSV file beside it.

    Attributes:
        source: the file.
        what: how a message calls it, "[election]" or "candidate 3".
        line: where it begins; 0 for the whole file.
        values: by key.
        path, lines: where it stands in the file, and every line there; empty for a row.
        from_row: whether values are the text of cells.
    """

    source: str
    what: str
    line: int
    values: Mapping[str, Any]
    path: Path = ()
    lines: Mapping[Path, int] = field(default_factory=dict)
    from_row: bool = False

    # -- mistakes ----------------------------------------------------------------------------------

    def line_of(self, *keys: str | int) -> int:
        """The line of a key, or of the entry where the key has none."""
        return self.lines.get((*self.path, *keys), self.line)

    def fault(self, what: str, *keys: str | int, remedy: str = "") -> InputError:
        """The error for something wrong with the value of a key, or with the whole entry."""
        return InputError(what, remedy=remedy, source=self.source, line=self.line_of(*keys))

    def allow(self, *known: str) -> None:
        """Refuse a key that nobody would read.

        Raises:
            InputError: there is one; the message offers the nearest that is known.
        """
        for key in self.values:
            if key not in known:
                raise self.fault(
                    f"{shown(key)} is no key of {self.what}",
                    key,
                    remedy=nearest(key, known, what="its keys are"),
                )

    def missing(self, key: str, remedy: str) -> InputError:
        """The error for a key that has no sensible default."""
        return self.fault(f"{self.what} says no {shown(key)}", remedy=remedy)

    # -- values ------------------------------------------------------------------------------------

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def number(
        self,
        *keys: str | int,
        least: float = 0.0,
        most: float = 1.0,
        default: float | None = None,
        above: bool = False,
    ) -> float:
        """A number from `least` (not it itself where `above`) to `most`; a share unless told."""
        value: Any = self._at(keys)
        if value is None:
            if default is None:
                raise self.missing(str(keys[-1]), f"add `{keys[-1]} = …`")
            return default
        called = f"`{keys[-1]}`" if isinstance(keys[-1], str) else f"`{keys[0]}`"
        if self.from_row:
            value = self._cell(str(value), called)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(
                f"{called} must be a number, not {kind(value)}", *keys, remedy=_unquoted(value)
            )
        if isinstance(value, int) and abs(value) > 2**63:
            raise self.fault(f"{called} is far too large", *keys, remedy=_range(least, most, above))
        number = float(value)
        if not math.isfinite(number):
            raise self.fault(
                f"{called} is {number}, which is not a number to reckon with",
                *keys,
                remedy=_range(least, most, above),
            )
        if not least <= number <= most or (above and number == least):
            hint = _range(least, most, above)
            if (least, most) == (0.0, 1.0) and 2.0 <= number <= 100.0:
                hint = f"did you mean {number / 100:g}?"
            raise self.fault(f"{called} is {_plain(value)}", *keys, remedy=hint)
        return number

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        number = self.number(key, least=-math.inf, most=math.inf)
        if isinstance(value, int):
            number = value  # exact, however long
        if number != int(number):
            raise self.fault(f"`{key}` is {number:g}, not a whole number", key)
        if not least <= number <= most:
            raise self.fault(
                f"`{key}` is {_plain(int(number))}",
                key,
                remedy=f"give a whole number from {least} to {_plain(most)}",
            )
        return int(number)

    def text(self, key: str, *, default: str | None = None, remedy: str = "") -> str:
        """One line of text, without space around it; only a default may be empty."""
        value = self.values.get(key)
        if value is None:
            if default is None:
                raise self.missing(key, remedy or f'add `{key} = "…"`')
            return default
        if not isinstance(value, str):
            raise self.fault(
                f"`{key}` must be text, not {kind(value)}", key, remedy="put it in quotation marks"
            )
        return self.plain(value, f"`{key}`", key)

    def plain(self, value: str, called: str, *keys: str | int) -> str:
        """`value` if it can stand on a page as it is: one line, not too long, no stray space."""
        if wrong := flaw(value, called):
            raise self.fault(wrong[0], *keys, remedy=wrong[1])
        return value

    def texts(self, key: str, what: str) -> tuple[str, ...]:
        """The list of single lines of text under `key`, each `what`; none where it is absent.

        Raises:
            InputError: something else stands there, or the same text twice.
        """
        value = self.values.get(key, [])
        remedy = f'write `{key} = ["…", "…"]`'
        if not isinstance(value, list):
            raise self.fault(f"`{key}` must be a list, not {kind(value)}", key, remedy=remedy)
        for place, one in enumerate(value):
            called = f"{what} {place + 1}"
            if not isinstance(one, str):
                raise self.fault(
                    f"{called} must be text, not {kind(one)}", key, place, remedy=remedy
                )
            self.plain(one, called, key, place)
            if one in value[:place]:
                raise self.fault(
                    f"{shown(one)} stands twice in `{key}`", key, place, remedy="take one out"
                )
        return tuple(value)

    # -- entries within ----------------------------------------------------------------------------

    def table(self, key: str, what: str) -> Entry:
        """The table under `key`; an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(f"{what} must be a table, not {kind(value)}", key)
        path = (*self.path, key)
        return Entry(self.source, what, self.line_of(key), value, path, self.lines)

    def tables(self, key: str, what: str, *, or_file: bool = False) -> list[Entry]:
        """The tables in the list under `key`, called `what` and their number; none where absent.

        Args:
            or_file: whether the name of a CSV file could stand there as well.

        Raises:
            InputError: something else stands there.
        """
        value = self.values.get(key, [])
        remedy = f"write [[{key}]] on a line of its own above each {what}"
        if not isinstance(value, list):
            wanted = "a list of tables or the name of a CSV file" if or_file else "a list of tables"
            raise self.fault(f"`{key}` must be {wanted}, not {kind(value)}", key, remedy=remedy)
        found = []
        for place, one in enumerate(value):
            called = f"{what} {place + 1}"
            if not isinstance(one, dict):
                raise self.fault(
                    f"{called} must be a table, not {kind(one)}", key, place, remedy=remedy
                )
            path = (*self.path, key, place)
            line = self.line_of(key, place)
            found.append(Entry(self.source, called, line, one, path, self.lines))
        return found

    def _at(self, keys: tuple[str | int, ...]) -> Any:
        value: Any = self.values
        for key in keys:
            value = value[key] if isinstance(key, int) else value.get(key)
        return value

    def _cell(self, text: str, called: str) -> int | float:
        if not _NUMBER.fullmatch(text):
            hint = _unquoted(text) if text.endswith("%") else ""
            raise self.fault(
                f"{called} must be a number, not {shown(text)}",
                remedy=hint or "write plain digits, with a point for decimals",
            )
        plain = len(text) <= MAX_DIGITS and text.lstrip("+-").isdigit()
        return int(text) if plain else float(text)


# More digits than any number here can have; longer ones are read as decimals.
MAX_DIGITS = 18


def kind(value: object) -> str:
    """What a value is, in words."""
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def _plain(number: float) -> str:
    if isinstance(number, int) or number == int(number):
        return f"{int(number):,}" if abs(number) < 10**18 else f"{float(number):g}"
    return f"{number:g}"


def _range(least: float, most: float, above: bool) -> str:
    if most == math.inf:
        return "give a plain number"
    start = f"above {_plain(least)} up to" if above else f"from {_plain(least)} to"
    return f"give a number {start} {_plain(most)}"


def _unquoted(value: object) -> str:
    """The remedy for a number written as text, `"42%"` or `"0.42"`."""
    if not isinstance(value, str):
        return ""
    text = value.strip()
    share = text.removesuffix("%").strip()
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(share):
        return "write a plain number"
    if text.endswith("%"):
        return f"write {float(share) / 100:g}"
    return f"write {share} without quotation marks"
