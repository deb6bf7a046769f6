"""Entries of files that people write: values checked as they are asked for, the line at hand.

Knows kinds, lines and the wording of a mistake. Must not know what the entries mean: which keys
there are, their bounds and their defaults stand in a description (`inputs.keys`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hustings.errors import InputError
from hustings.inputs.text import flaw, plain_number, shown

if TYPE_CHECKING:
    from hustings.inputs.figures import Read
    from hustings.inputs.keys.kinds import Kind, ListOf, Named, Number, Table

# Keys and places in lists, from the outermost: ("slates", "Green", "support"), ("regions", 0).
Path = tuple[str | int, ...]
# Adding up that a person did with two decimals may be off by this much.
ADDS_UP = 0.005

# So many names a message can list, and so many of longer lists.
_LISTED, _BEGINNING = 24, 12


def nearest(word: str, known: Collection[str], *, what: str = "") -> str:
    """The remedy for a word that is not known: the nearest; where none is, those there are."""
    import difflib

    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {shown(folded[near[0]])}?"
    listed = [shown(name) for name in known]
    if len(listed) > _LISTED:
        listed[_BEGINNING:] = [f"and {len(listed) - _BEGINNING} more"]
    return f"{what or 'choose one of'} {', '.join(listed)}" if listed else "there are none yet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the file, or one row of a CSV file beside it.

    Attributes:
        source: the file.
        what: how a message calls it, "[election]" or "candidate 3".
        line: where it begins; 0 for the whole file.
        values: by key.
        shape: which keys it may have, and what may stand there; None for what programs write for
            programs, where the reader says it.
        path, lines: where it stands in the file, and every line there; empty for a row.
        from_row: whether values are the text of cells.
        read_as: takes in the numbers of cells that were not in plain digits; None for nobody who
            would say so.
        eager: whether the tables within are checked as they are opened; else the reader asks with
            `allow`, and so can go on after a mistake.
    """

    source: str
    what: str
    line: int
    values: Mapping[str, Any]
    shape: Table | Named | None = None
    path: Path = ()
    lines: Mapping[Path, int] = field(default_factory=dict)
    from_row: bool = False
    read_as: list[Read] | None = field(default=None, compare=False)
    eager: bool = True

    # -- mistakes ----------------------------------------------------------------------------------

    def line_of(self, *keys: str | int) -> int:
        """The line of a key, or of the entry where the key has none."""
        return self.lines.get((*self.path, *keys), self.line)

    def fault(self, what: str, *keys: str | int, remedy: str = "") -> InputError:
        """The error for something wrong with the value of a key, or with the whole entry."""
        return InputError(what, remedy=remedy, source=self.source, line=self.line_of(*keys))

    def allow(self, known: Collection[str] | None = None) -> None:
        """Refuse a key that nobody would read.

        Args:
            known: the keys, where they are not those described.

        Raises:
            InputError: there is one; the message offers the nearest that is known.
        """
        known = self._names() if known is None else known
        for key in self.values:
            if key not in known:
                raise self.fault(
                    f"{shown(key)} is not a key of {self.what}",
                    key,
                    remedy=nearest(key, known, what="its keys are"),
                )

    def missing(self, key: str, remedy: str) -> InputError:
        """The error for a key that has no sensible default."""
        return self.fault(f"{shown(key)} is missing from {self.what}", remedy=remedy)

    # -- values ------------------------------------------------------------------------------------

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def needs(self, key: str) -> bool:
        """Whether a key must be there."""
        from hustings.inputs.keys.kinds import Table

        return isinstance(self.shape, Table) and self.shape.key(key).needed

    def number(self, *keys: str | int, default: float | None = None) -> float:
        """A number within the bounds of its key.

        Args:
            keys: a key, and the place in a list that stands under it.
            default: what holds where it is left out; else as described.
        """
        if self._at(keys) is None:
            return float(self._unsaid(str(keys[0]), default, f"add `{keys[0]} = …`"))
        bounds = self._bounds(keys[0])
        value, called = self._finite(keys, bounds)
        number = float(value)
        if not _inside(number, bounds):
            hint = _range(bounds)
            if (bounds.least, bounds.most) == (0.0, 1.0) and 2.0 <= number <= 100.0:
                hint = f"did you mean {number / 100:g}?"
            raise self.fault(f"{called} is {plain_number(value)}", *keys, remedy=hint)
        return number

    def whole(
        self,
        key: str,
        *,
        least: int | None = None,
        most: int | None = None,
        default: int | None = None,
    ) -> int:
        """A whole number within the bounds of its key.

        Args:
            least, most: it may be, where the rest of the file decides that or nothing is described.
            default: as of `number`.
        """
        if self.values.get(key) is None:
            return int(self._unsaid(key, default, f"add `{key} = …`"))
        bounds = self._bounds(key)
        value, _ = self._finite((key,), bounds)
        if value != int(value):
            raise self.fault(f"`{key}` is {value:g}, not a whole number", key)
        # TOML's `9.000` is nine; who writes it of voters may well mean nine thousand.
        if isinstance(value, float) and value < 1000 and not self.from_row:
            raise self.fault(
                f"`{key}` is {value}, with a decimal point", key, remedy=_meant(int(value), bounds)
            )
        if least is not None:
            bounds = replace(bounds, least=least)
        if most is not None:
            bounds = replace(bounds, most=most)
        if not _inside(value, bounds):
            raise self.fault(f"`{key}` is {plain_number(int(value))}", key, remedy=_range(bounds))
        return int(value)

    def choice(self, key: str, *, remedy: str = "") -> str:
        """One of the words that may stand under a key.

        Args:
            remedy: for another; else the nearest, or all of them.
        """
        known = [str(word) for word in self._one_of(key)]
        word = self.text(key, remedy=f'add `{key} = "{known[0]}"`')
        if word not in known:
            raise self.fault(
                f"`{key}` cannot be {shown(word)}",
                key,
                remedy=remedy or nearest(word, known, what="choose one of"),
            )
        return word

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.values.get(key)
        if value is None:
            return bool(self._unsaid(key, None, f"add `{key} = true`, or false"))
        if not isinstance(value, bool):
            raise self.fault(
                f"`{key}` must be true or false, not {kind(value)}",
                key,
                remedy=f"write `{key} = true`, or false",
            )
        return value

    def text(self, key: str, *, default: str | None = None, remedy: str = "") -> str:
        """One line of text, without space around it; only a default may be empty.

        Args:
            default: as of `number`.
            remedy: what to do where it is missing.
        """
        value = self.values.get(key)
        if value is None:
            return str(self._unsaid(key, default, remedy or f'add `{key} = "…"`'))
        if not isinstance(value, str):
            raise self.fault(
                f"`{key}` must be text, not {kind(value)}", key, remedy="put it in quotation marks"
            )
        return self.plain(value, f"`{key}`", key)

    def letters(self, key: str) -> int:
        """How many letters a text may have."""
        from hustings.inputs.keys.kinds import Text

        return next(one for one in self._kinds(key) if isinstance(one, Text)).most

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
        value = self.values.get(key)
        if value is None:
            return self._default(key) or ()
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
                    f"{shown(one)} is in `{key}` twice", key, place, remedy="take one out"
                )
        return tuple(value)

    # -- entries within ----------------------------------------------------------------------------

    def table(self, key: str, what: str = "") -> Entry:
        """The table under `key`, called `what` or by its header; an empty one where there is none.

        Raises:
            InputError: something else stands there, or the table has a key that it may not have.
        """
        what = what or f"[{key}]"
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(f"{what} must be a table, not {kind(value)}", key)
        return self._within(value, what, self._table(key), key)

    def tables(self, key: str, what: str, *, or_file: bool = False) -> list[Entry]:
        """The tables in the list under `key`, called `what` and their number; none where absent.

        Args:
            or_file: whether the name of a CSV file could stand there as well.

        Raises:
            InputError: something else stands there, or a table has a key that it may not have.
        """
        value = self.values.get(key, [])
        remedy = f"write [[{key}]] on a line of its own above each {what}"
        if not isinstance(value, list):
            wanted = "a list of tables or the name of a CSV file" if or_file else "a list of tables"
            raise self.fault(f"`{key}` must be {wanted}, not {kind(value)}", key, remedy=remedy)
        shape = self._table(key)
        found = []
        for place, one in enumerate(value):
            called = f"{what} {place + 1}"
            if not isinstance(one, dict):
                raise self.fault(
                    f"{called} must be a table, not {kind(one)}", key, place, remedy=remedy
                )
            found.append(self._within(one, called, shape, key, place))
        return found

    def check_length(self, key: str, entries: int) -> None:
        """Refuse fewer entries, or more, than may stand under a key.

        Raises:
            InputError: they are.
        """
        bounds = self._many(key)
        most = math.inf if bounds.most is None else bounds.most
        if not bounds.least <= entries <= most:
            limit = f"{bounds.least} to" if bounds.least else "at most"
            many = "1 entry" if entries == 1 else f"{entries:,} entries"
            raise self.fault(
                f"`{key}` has {many}", key, remedy=f"give {limit} {plain_number(most)}"
            )

    def _within(
        self, values: Mapping[str, Any], what: str, shape: Table | Named | None, *keys: str | int
    ) -> Entry:
        path = (*self.path, *keys)
        made = replace(
            self, what=what, line=self.line_of(*keys), values=values, shape=shape, path=path
        )
        return opened(made) if self.eager else made

    # -- what is described -------------------------------------------------------------------------

    def _names(self) -> tuple[str, ...]:
        from hustings.inputs.keys.kinds import Table

        return self.shape.names if isinstance(self.shape, Table) else ()

    def _default(self, key: str) -> Any:
        from hustings.inputs.keys.kinds import Table

        return self.shape.key(key).default if isinstance(self.shape, Table) else None

    def _unsaid(self, key: str, default: Any, remedy: str) -> Any:
        """What holds where a key is left out.

        Raises:
            InputError: nothing.
        """
        given = self._default(key) if default is None else default
        if given is None:
            raise self.missing(key, remedy)
        return given

    def _kinds(self, key: str | int) -> Iterator[Kind]:
        """What may stand under a key, and what that is made of, the nearest first."""
        from hustings.inputs.keys.kinds import Table, within

        match self.shape:
            case None:
                return iter(())
            case Table() as table:
                return within(table.key(str(key)).kind)
            case named:
                return within(named.each)

    def _bounds(self, key: str | int) -> Number:
        from hustings.inputs.keys.kinds import Number

        kinds = (one for one in self._kinds(key) if isinstance(one, Number))
        return next(kinds, Number("a number", most=None, whole=True))

    def _one_of(self, key: str) -> tuple[str | bool, ...]:
        from hustings.inputs.keys.kinds import Choice

        return next(one for one in self._kinds(key) if isinstance(one, Choice)).values

    def _table(self, key: str) -> Table | Named | None:
        from hustings.inputs.keys.kinds import Named, Table

        return next((one for one in self._kinds(key) if isinstance(one, Table | Named)), None)

    def _many(self, key: str) -> ListOf | Named:
        from hustings.inputs.keys.kinds import ListOf, Named

        return next(one for one in self._kinds(key) if isinstance(one, ListOf | Named))

    # -- cells and numbers -------------------------------------------------------------------------

    def _finite(self, keys: tuple[str | int, ...], bounds: Number) -> tuple[int | float, str]:
        """The number under some keys, and what it is called.

        Raises:
            InputError: it is not a number, or not one to reckon with.
        """
        value: Any = self._at(keys)
        called = f"`{keys[0]}`"
        if self.from_row:
            value = self._cell(str(value), str(keys[0]), bounds)
        if isinstance(value, bool) or not isinstance(value, int | float):
            remedy = _unquoted(value, bounds) if isinstance(value, str) else ""
            raise self.fault(f"{called} must be a number, not {kind(value)}", *keys, remedy=remedy)
        if isinstance(value, int) and abs(value) > 2**63:
            raise self.fault(f"{called} is far too large", *keys, remedy=_range(bounds))
        if not math.isfinite(value):
            raise self.fault(
                f"{called} is {value}, which is not a usable number",
                *keys,
                remedy=_range(bounds),
            )
        return value, called

    def _at(self, keys: tuple[str | int, ...]) -> Any:
        value: Any = self.values
        for key in keys:
            value = value[key] if isinstance(key, int) else value.get(key)
        return value

    def _cell(self, text: str, key: str, bounds: Number) -> int | float:
        """A number as people write it in a table, noted where it is not in plain digits."""
        from hustings.inputs import figures

        sort = {"whole": bounds.whole, "share": bounds.most is not None and bounds.most <= 1}
        value = figures.number(text, **sort)
        if value is None:
            raise self.fault(
                f"`{key}` must be a number, not {shown(text)}", remedy=figures.instead(text, **sort)
            )
        if figures.plain(text) is None and self.read_as is not None:
            read = figures.Read(self.source, self.line, key, text, value)
            if read not in self.read_as:
                self.read_as.append(read)
        return value


def opened(entry: Entry) -> Entry:
    """An entry, once every key of it is known and every number within its bounds.

    A number is checked here even where something else speaks in its place, so that it is right on
    the day that it counts.

    Raises:
        InputError: one is not.
    """
    from hustings.inputs.keys.kinds import Number, Table

    if isinstance(entry.shape, Table):
        entry.allow()
        for key in entry.shape.keys:
            if key.name in entry and isinstance(key.kind, Number):
                entry.whole(key.name) if key.kind.whole else entry.number(key.name)
    return entry


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


def _meant(value: int, bounds: Number) -> str:
    """The remedy for a whole number with a decimal point, which may part thousands."""
    thousands = f"{value * 1000} or {value}, whichever is meant"
    return f"write {thousands if _inside(value * 1000, bounds) else value}"


def _inside(number: float, bounds: Number) -> bool:
    most = math.inf if bounds.most is None else bounds.most
    return bounds.least <= number <= most and not (bounds.above and number == bounds.least)


def _range(bounds: Number) -> str:
    """The remedy for a number out of bounds."""
    least = plain_number(bounds.least)
    start = f"above {least} up to" if bounds.above else f"from {least} to"
    sort = "a whole number" if bounds.whole else "a number"
    if bounds.most is None:
        return f"give {sort}, at least {least}"
    return f"give {sort} {start} {plain_number(bounds.most)}"


def _unquoted(value: str, bounds: Number) -> str:
    """The remedy for a number written as text, `"42%"` or `"0.42"`."""
    from hustings.inputs import figures

    text = value.strip()
    if figures.plain(text) is not None and len(text) <= figures.MAX_DIGITS:
        return f"write {text} without quotation marks"
    if not any(character.isdigit() for character in text):
        return "write a plain number"
    share = bounds.most is not None and bounds.most <= 1
    return figures.instead(text, whole=bounds.whole, share=share)
