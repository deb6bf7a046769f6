"""What a file may hold that people write: tables, their keys, and the kind of each value.

Knows kinds, bounds and defaults as they are described. Must not know what a key means, nor how a
file is read: `inputs.entry` checks values by these descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from hustings.inputs.text import MAX_TEXT

Value: TypeAlias = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number.

    Attributes:
        what: it is, "a share".
        least, most: it may be; `most` None for what the rest of the file decides.
        above: whether `least` itself is too little.
        whole: whether it has no decimals.
    """

    what: str
    least: float = 0.0
    most: float | None = 1.0
    above: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Text in quotation marks.

    Attributes:
        what: it is, "text" or "the name of a region".
        most: letters it may have.
        empty: whether it may have none.
    """

    what: str = "text"
    most: int = MAX_TEXT
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values."""

    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and a time.

    Attributes:
        day, time: whether it may be the one, and the other.
    """

    day: bool = True
    time: bool = True


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; of tables, each stands under a header in double brackets.

    Attributes:
        least, most: entries it may have; None for any number.
    """

    each: Kind
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A table with a key for each of something, such as regions, whose names are the file's own.

    Attributes:
        by: what there is a key for, "region".
        each: what stands under every one of them.
        pattern: of the keys, a regular expression; empty for any.
        least, most: keys it may have; None for any number.
    """

    by: str
    each: Kind
    pattern: str = ""
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """One kind or another."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table.

    Attributes:
        name: as it is written.
        says: what it is for, a sentence or two for somebody who does not program.
        default: what holds where it is left out; None where that is not one value.
        basis: where the default comes from; where there is not one value, what holds instead; where
            the key is needed, why there is no default. A clause without its full stop.
        needed: whether it must be there.
    """

    name: str
    kind: Kind
    says: str
    default: Value | None = None
    basis: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with keys that are known.

    Attributes:
        keys: in the order in which people should meet them.
        example: lines of TOML, as they stand below the table's header.
    """

    keys: tuple[Key, ...]
    example: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    def key(self, name: str) -> Key:
        """The key called `name`.

        Raises:
            KeyError: it is not described.
        """
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(name)


Kind: TypeAlias = Number | Text | Choice | Moment | ListOf | Named | Either | Table


def whole(what: str, least: int, most: int | None = None) -> Number:
    """A number without decimals."""
    return Number(what, least, most, whole=True)


YES_OR_NO = Choice((True, False))


def within(kind: Kind) -> Iterator[Kind]:
    """A kind, and those that it is made of short of the keys of tables, the nearest first."""
    yield kind
    match kind:
        case Either(kinds):
            for one in kinds:
                yield from within(one)
        case ListOf(each) | Named(_, each):
            yield from within(each)


def explained(key: Key) -> str:
    """What a key is for and what holds without it, in sentences."""
    return " ".join(filter(None, (key.says, default_of(key))))


def default_of(key: Key) -> str:
    """What holds where a key is left out and where that comes from; empty where it is plain."""
    basis = key.basis
    if key.needed:
        return f"No default: {basis}." if basis else ""
    if key.default is not None:
        return f"Default {written(key.default)}{': ' if basis else ''}{basis}."
    return f"Default: {basis}." if basis else ""


def written(value: Value) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case tuple():
            return f"[{', '.join(written(one) for one in value)}]"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)
