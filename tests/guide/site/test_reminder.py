"""The reminder for a member's own calendar."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from guide.examples import FIRST, small
from hustings.guide import words
from hustings.guide.model import Dates, Text
from hustings.guide.site.reminder import calendar

SUMMER = timezone(timedelta(hours=1))
DATES = Dates(closes=datetime(2020, 10, 1, 12, 0, tzinfo=SUMMER))


def test_the_whole_event() -> None:
    guide = small(
        dates=DATES, address="https://dig.example/", title=Text((("en", "Dig; plant, weed"),))
    )
    text = calendar(guide, FIRST, words.load("en")).decode()
    lines = text.split("\r\n")
    uid = lines.pop(4)
    assert uid.startswith("UID:")
    assert uid.endswith("@hustings.invalid")
    summary = words.load("en")("calendar.summary", title="Dig\\; plant\\, weed")
    described = words.load("en")("calendar.description").replace(",", "\\,")
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hustings//Guide//EN",
        "BEGIN:VEVENT",
        "SEQUENCE:1",
        "DTSTAMP:20201012T000000Z",
        "DTSTART:20201001T100000Z",
        "DTEND:20201001T110000Z",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{described}",
        "URL:https://dig.example/",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT24H",
        f"DESCRIPTION:{summary}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_long_lines_are_folded_between_letters() -> None:
    title = "Ŵ" * 120
    guide = small(dates=DATES, title=Text((("en", title),)))
    content = calendar(guide, FIRST, words.load("en"))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert title in content.replace(b"\r\n ", b"").decode()


def test_without_a_closing_day_there_is_none() -> None:
    with pytest.raises(ValueError, match="no closing date"):
        calendar(small(), FIRST, words.load("en"))
