"""When what happens, as a campaign writes it.

Knows British clocks and the order of the dates. Must not know what day it is.

A time without an offset means the clock on the wall in the United Kingdom. In the night when the
clocks go forward an hour of it does not exist, in the night when they go back one comes twice: a
time in either is refused, with what to write instead.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hustings.guide.model import Dates
from hustings.inputs.entry import Entry, kind

ZONE = "Europe/London"
_KEYS = ("published", "opens", "closes")
_EXAMPLE = "2020-11-12T12:00:00"
_YEARS = (1990, 2200)


def dates(root: Entry, remarks: list[str]) -> Dates:
    """The dates of [dates].

    Args:
        remarks: what a person should know is added.

    Raises:
        InputError: a time that does not exist or comes twice; dates out of order.
    """
    entry = root.table("dates")
    found: dict[str, datetime | None] = {key: _moment(entry, key) for key in _KEYS}
    published, opens, closes = (found[key] for key in _KEYS)
    if closes is not None:
        for key, other in (("opens", opens), ("published", published)):
            if other is not None and other >= closes:
                late = max(("closes", key), key=entry.line_of)
                raise entry.fault(
                    f"`{key}` ({_clock(other)}) is not before `closes` ({_clock(closes)})",
                    late,
                    remedy="correct one of them",
                )
        if type(entry.values["closes"]) is date:
            before = closes.date() - timedelta(days=1)
            remarks.append(
                f"`closes = {closes.date()}` is the first moment of that day: voting ends with"
                f" {before}; write {closes.date()}T12:00:00 for noon"
            )
    if published is not None and opens is not None and published > opens:
        remarks.append("`published` is after `opens`: those who vote at once see no lists")
    return Dates(published, opens, closes)


def _moment(entry: Entry, key: str) -> datetime | None:
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
    return _british(entry, key, when)


def _british(entry: Entry, key: str, when: datetime) -> datetime:
    """A time of the wall's clock, with its offset.

    Raises:
        InputError: there is no such time, or it comes twice.
    """
    zone = _zone(entry, key)
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


def _zone(entry: Entry, key: str) -> Any:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        raise entry.fault(
            "this machine does not know British summer time",
            key,
            remedy="run `pip install tzdata`, or write the offset: 2020-11-12T12:00:00+00:00",
        ) from None


def _no_date(key: str, value: object) -> str:
    if isinstance(value, time):
        return f"`{key}` is a time without a day"
    return f"`{key}` must be a date, not {kind(value)}"


def _remedy(key: str, value: object) -> str:
    """What to write instead of something that is no date."""
    if isinstance(value, str):
        try:
            meant = datetime.fromisoformat(value.strip())
        except ValueError:
            pass
        else:
            plain = meant.date() if len(value.strip()) <= 10 else meant
            return f"write `{key} = {plain.isoformat()}`, without quotation marks"
    return f"write it as in `{key} = {_EXAMPLE}`"


def _clock(when: datetime) -> str:
    return when.isoformat(" ", "minutes")
