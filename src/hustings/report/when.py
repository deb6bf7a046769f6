"""Days and moments in the words of a language.

Knows the calendar of a `date` and the clock of a `datetime` in its own offset from UTC. It asks
neither for today's date nor for this machine's time zone or locale.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hustings.report.languages import Words


def day(words: Words, when: date) -> str:
    """12 November 2020."""
    return words("dates.day", day=when.day, month=words(f"months.{when.month}"), year=when.year)


def weekday(words: Words, when: date) -> str:
    """Thursday 12 November 2020."""
    return words(
        "dates.weekday",
        weekday=words(f"weekdays.{when.isoweekday()}"),
        day=when.day,
        month=words(f"months.{when.month}"),
        year=when.year,
    )


def beginning(words: Words, when: datetime) -> str:
    """When something begins: noon on a day; only the day where it begins with the day."""
    if when.time() == time():
        return weekday(words, when.date())
    return words("dates.moment", time=clock(words, when.time()), day=weekday(words, when.date()))


def end(words: Words, when: datetime) -> str:
    """When something ends: noon on a day; a day's first moment is the end of the day before."""
    if when.time() == time():
        before = when.date() - timedelta(days=1)
        return words("dates.midnight", day=weekday(words, before))
    return beginning(words, when)


def clock(words: Words, at: time) -> str:
    """noon, 9am, 5.30pm."""
    if (at.hour, at.minute) == (12, 0):
        return words("dates.noon")
    part = "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"
    hour = (at.hour + 11) % 12 + 1
    if not at.minute:
        return words(f"dates.{part}", hour=hour)
    return words(f"dates.{part}_minutes", hour=hour, minutes=f"{at.minute:02}")
