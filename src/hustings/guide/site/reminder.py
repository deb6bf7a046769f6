"""closing.ics: a reminder for the member's own calendar.

Knows the calendar format (RFC 5545).
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from hustings.guide.model import Build, Guide
from hustings.report.languages import Words

# A reminder the day before, when there is still time to find the ballot.
ALARM_HOURS = 24


def calendar(guide: Guide, build: Build, words: Words) -> bytes:
    """One event: the hour before the ballot closes, with an alarm a day earlier.

    Raises:
        ValueError: the guide does not say when the ballot closes.
    """
    closes = guide.dates.closes
    if closes is None:
        raise ValueError("no closing date")
    title = guide.title.given(words.language)[1]
    name = hashlib.sha256(f"{guide.address}{title}".encode()).hexdigest()[:24]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hustings//Guide//EN",
        "BEGIN:VEVENT",
        f"UID:{name}@hustings.invalid",
        f"SEQUENCE:{build.number}",
        f"DTSTAMP:{build.day:%Y%m%d}T000000Z",
        f"DTSTART:{_utc(closes - timedelta(hours=1))}",
        f"DTEND:{_utc(closes)}",
        f"SUMMARY:{_escaped(words('calendar.summary', title=title))}",
        f"DESCRIPTION:{_escaped(words('calendar.description'))}",
        *([f"URL:{guide.address}"] if guide.address else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-PT{ALARM_HOURS}H",
        f"DESCRIPTION:{_escaped(words('calendar.summary', title=title))}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain in "\\;,":
        text = text.replace(plain, "\\" + plain)
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line: at most 75 bytes, longer ones go on after a space (section 3.1)."""
    out, rest = b"", line
    room = 75
    while len(rest.encode()) > room:
        cut = room
        while len(rest[:cut].encode()) > room:
            cut -= 1
        out += rest[:cut].encode() + b"\r\n "
        rest, room = rest[cut:], 74
    return out + rest.encode() + b"\r\n"
