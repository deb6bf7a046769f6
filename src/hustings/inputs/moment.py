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
    if value is None:
        return None
    if isinstance(value, datetime):
        when = value
    elif isinstance(value, date):
        when = datetime.combine(value, time())
    else:
        raise entry.fault(_no_date(key, value), key, remedy=_remedy(key, value))
    if not _YEARS[0] <= when.year <= _YEARS[1]:
        raise entry.fault(f"`{key}` is in the year {when.year}", key, remedy="correct the year")
    if when.utcoffset() is not None:
        return when
    return _on_the_wall(entry, key, when, zone)


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


def _on_the_wall(entry: Entry, key: str, when: datetime, name: str) -> datetime:
    """A time of the wall's clock, with its offset."""
    zone = _zone(entry, key, name)
    first = when.replace(tzinfo=zone, fold=0).utcoffset()
    second = when.replace(tzinfo=zone, fold=1).utcoffset()
    assert first is not None
    assert second is not None
    if first == second:
        return when.replace(tzinfo=timezone(first))
    early, late = (when.replace(tzinfo=timezone(offset)) for offset in (first, second))
    if first > second:
        raise entry.fault(
            f"`{key}` comes twice: that night the clocks go back",
            key,
            remedy=f"write {early.isoformat()} for the first, {late.isoformat()} for the second",
        )
    raise entry.fault(
        f"`{key}` does not exist: that night the clocks go forward",
        key,
        remedy=f"did you mean {(when + (second - first)).isoformat()}?",
    )


def _zone(entry: Entry, key: str, name: str) -> Any:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise entry.fault(
            "this machine does not know British summer time"
            if name == "Europe/London"
            else f"this machine does not know the time zone `{name}`",
            key,
            remedy="run `pip install tzdata`, or write the offset: 2020-11-12T12:00:00+00:00",
        ) from None


def _no_date(key: str, value: object) -> str:
    if isinstance(value, time):
        return f"`{key}` is a time without a day"
    return f"`{key}` must be a date, not {kind(value)}"


def _remedy(key: str, value: object) -> str:
    """What to write instead of something that is not a date."""
    if isinstance(value, str):
        try:
            meant = datetime.fromisoformat(value.strip())
        except ValueError:
            pass
        else:
            plain = meant.date() if len(value.strip()) <= 10 else meant
            return f"write `{key} = {plain.isoformat()}`, without quotation marks"
    return f"write it as in `{key} = {_EXAMPLE}`"
