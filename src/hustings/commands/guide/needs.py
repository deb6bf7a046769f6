"""What the commands of `hustings guide` share.

Knows which packages a build needs and how its day is given.
"""

from __future__ import annotations

from datetime import UTC, datetime

from hustings.errors import InputError

NEEDED = ("jinja2", "zxingcpp", "fpdf")


def moment(given: str | None) -> datetime:
    """The moment of a build: now, or what `given` says, with its offset from UTC.

    A day alone is its first moment in UTC.

    Raises:
        InputError: `given` is not a date.
    """
    if given is None:
        return datetime.now(UTC)
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        raise InputError(
            f"{given!r} is not a date", remedy="write it as in 2020-10-19 or 2020-10-19T12:00"
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
