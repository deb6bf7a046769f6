"""Parts of an electorate that are not places, for which lists can be recommended all the same.

Knows the parts' names, and how people write ranges of them. Must not know how many voters they
have: months and digits are about as large as each other, letters are not, and no figures for them
were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

PARTITIONS = {
    "surname": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "birth-month": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "last-digit": tuple("0123456789"),
}
_RANGE = re.compile(r"(\S+?)(?:\s*[–-]\s*|\s+to\s+)(\S+)")


def span(written: str, keys: Sequence[str]) -> tuple[int, int] | None:
    """First and last place of the keys that "A-F", "January to March" or "C" means.

    Returns:
        None where it means none, or runs backwards.
    """
    folded = [key.casefold() for key in keys]
    ends = _ends(written)
    if not all(end.casefold() in folded for end in ends):
        return None
    first, last = (folded.index(end.casefold()) for end in ends)
    return (first, last) if first <= last else None


def _range_name(first: str, last: str) -> str:
    """What the parts from one to another are called: "A–F", or "C" alone."""
    return first if first == last else f"{first}–{last}"


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of ascending places that follow each other."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def run_names(names: Sequence[str], places: Iterable[int]) -> list[str]:
    """Parts as a person would say them, those that follow each other in one: "A–F", "K".

    Args:
        names: of all parts, in order; one may itself be a range such as "A-C".
    """
    ends = [_ends(name) for name in names]
    return [_range_name(ends[first][0], ends[last][1]) for first, last in _runs(places)]


def _ends(name: str) -> tuple[str, str]:
    found = _RANGE.fullmatch(name.strip())
    return (found[1], found[2]) if found else (name.strip(), name.strip())
