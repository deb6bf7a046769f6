"""When what happens, as a campaign writes it.

Knows the order of the dates. Must not know what day it is.

A time without an offset means the clock on the wall in the United Kingdom.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hustings.guide.model import Dates
from hustings.inputs.entry import Entry
from hustings.inputs.moment import minutes, moment

ZONE = "Europe/London"
_KEYS = ("published", "opens", "closes")


def dates(root: Entry, remarks: list[str]) -> Dates:
    """The dates of [dates].

    Args:
        remarks: what a person should know is added.

    Raises:
        InputError: a time that does not exist or comes twice; dates out of order.
    """
    entry = root.table("dates")
    found: dict[str, datetime | None] = {key: moment(entry, key, ZONE) for key in _KEYS}
    published, opens, closes = (found[key] for key in _KEYS)
    if closes is not None:
        for key, other in (("opens", opens), ("published", published)):
            if other is not None and other >= closes:
                late = max(("closes", key), key=entry.line_of)
                raise entry.fault(
                    f"`{key}` ({minutes(other)}) is not before `closes` ({minutes(closes)})",
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
