"""Moments that people write, in a TOML file as the clock on the wall of a time zone shows them.

Knows offsets, and the two nights a year when clocks change. Must not know what happens when.

A time without an offset means the clock on the wall of the zone. In the night when the clocks go
forward an hour of it does not exist, in the night when they go back one comes twice: a time in
either is refused, with what to write instead.
"""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from typing import Any

from hustings.errors import InputError
from hustings.inputs.entry import Entry, kind
from hustings.inputs.text import shown

_EXAMPLE = "2020-11-12T12:00:00"
_YEARS = (1990, 2200)


def moment(entry: Entry, key: str, zone: str) -> datetime | None:
    """The moment under `key`, with its offset; None where the key is absent.

    A day alone is its first moment.

    Args:
        zone: of a time without an offset: "Europe/London".

    Raises:
        InputError: it is not a date, does not exist in that zone, or comes twice.
    """
    value: Any = entry.values.get(key)
    return None if value is None else _read(entry, value, zone, f"`{key}`", key)


def moments(entry: Entry, key: str, zone: str, what: str) -> tuple[datetime, ...]:
    """The moments in the list under `key`, each `what`; none where it is absent.

    A day alone is refused.

    Raises:
        InputError: as of `moment`, with the line of the one that is wrong; or it is not a list.
    """
    value: Any = entry.values.get(key, [])
    if not isinstance(value, list):
        raise entry.fault(
            f"`{key}` must be a list, not {kind(value)}",
            key,
            remedy=f"write `{key} = [{_EXAMPLE}]`",
        )
    found = []
    for place, one in enumerate(value):
        called = f"{what} {place + 1}"
        if isinstance(one, date) and not isinstance(one, datetime):
            raise entry.fault(
                f"{called} is a day without a time",
                key,
                place,
                remedy=f"write {one}T09:00:00 for nine in the morning of that day",
            )
        found.append(_read(entry, one, zone, called, key, place))
    return tuple(found)


def _read(entry: Entry, value: Any, zone: str, called: str, *keys: str | int) -> datetime:
    if isinstance(value, datetime):
        when = value
    elif isinstance(value, date):
        when = datetime.combine(value, time())
    else:
        raise entry.fault(_no_date(called, value), *keys, remedy=_remedy(value, *keys))
    if not _YEARS[0] <= when.year <= _YEARS[1]:
        raise entry.fault(f"{called} is in the year {when.year}", *keys, remedy="correct the year")
    if when.utcoffset() is not None:
        return when
    return _on_the_wall(entry, when, zone, called, *keys)


def written(text: str) -> datetime | None:
    """The moment that somebody typed, as in 2027-03-30T12:00; None where it is none.

    Raises:
        InputError: its year is out of the question.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _YEARS[0] <= when.year <= _YEARS[1]:
        raise InputError(f"{shown(text)} is in the year {when.year}", remedy="correct the year")
    return when


def minutes(when: datetime) -> str:
    """A moment as a message shows it, to the minute."""
    return when.isoformat(" ", "minutes")


def _on_the_wall(
    entry: Entry, when: datetime, name: str, called: str, *keys: str | int
) -> datetime:
    """A time of the wall's clock, with its offset."""
    zone = _zone(entry, name, *keys)
    first = when.replace(tzinfo=zone, fold=0).utcoffset()
    second = when.replace(tzinfo=zone, fold=1).utcoffset()
    assert first is not None
    assert second is not None
    if first == second:
        return when.replace(tzinfo=timezone(first))
    early, late = (when.replace(tzinfo=timezone(offset)) for offset in (first, second))
    if first > second:
        raise entry.fault(
            f"{called} comes twice: that night the clocks go back",
            *keys,
            remedy=f"write {early.isoformat()} for the first, {late.isoformat()} for the second",
        )
    raise entry.fault(
        f"{called} does not exist: that night the clocks go forward",
        *keys,
        remedy=f"did you mean {(when + (second - first)).isoformat()}?",
    )


def _zone(entry: Entry, name: str, *keys: str | int) -> Any:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise entry.fault(
            "this machine does not know British summer time"
            if name == "Europe/London"
            else f"this machine does not know the time zone `{name}`",
            *keys,
            remedy="run `pip install tzdata`, or write the offset: 2020-11-12T12:00:00+00:00",
        ) from None


def _no_date(called: str, value: object) -> str:
    if isinstance(value, time):
        return f"{called} is a time without a day"
    return f"{called} must be a date, not {kind(value)}"


def _remedy(value: object, key: str | int, *place: str | int) -> str:
    """What to write instead of something that is not a date; `place` in a list under `key`."""
    start, end = (f"{key} = [", "]") if place else (f"{key} = ", "")
    if isinstance(value, str):
        try:
            meant = datetime.fromisoformat(value.strip())
        except ValueError:
            pass
        else:
            plain = meant.date() if len(value.strip()) <= 10 else meant
            return f"write `{start}{plain.isoformat()}{end}`, without quotation marks"
    return f"write it as in `{start}{_EXAMPLE}{end}`"
