"""Parts of the electorate that are not places: initials, months of birth, last digits.

Knows the keys of each partition and how people write ranges of them. Must not know plans or files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hustings.errors import InputError
from hustings.guide.model import Partition
from hustings.inputs.entry import kind
from hustings.inputs.text import shown

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MONTHS = tuple(str(month) for month in range(1, 13))
DIGITS = tuple("0123456789")
MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
KEYS = {
    Partition.SURNAME: LETTERS,
    Partition.BIRTH_MONTH: MONTHS,
    Partition.LAST_DIGIT: DIGITS,
}
# How an example of `keys` reads for each.
EXAMPLES = {
    Partition.SURNAME: '["A-F"]',
    Partition.BIRTH_MONTH: '["January-March"]',
    Partition.LAST_DIGIT: '["0-4"]',
}
_WHAT = {
    Partition.SURNAME: "letter from A to Z",
    Partition.BIRTH_MONTH: "month of birth",
    Partition.LAST_DIGIT: "digit from 0 to 9",
}
_RANGE = re.compile(r"([^\s–-]+)(?:\s*(?:[–-]|\bto\b)\s*([^\s–-]+))?")

Fault = Callable[[str, str], InputError]


class Run(NamedTuple):
    """Keys that follow each other, from the first to the last."""

    first: str
    last: str


def keys_of(partition: Partition, written: object, fault: Fault) -> tuple[str, ...]:
    """The keys that a person means by "A-F", "January to March", "3" or 3.

    Args:
        fault: makes the error from what is wrong and what to do about it.

    Raises:
        InputError: no such key, or a range that runs backwards.
    """
    known = KEYS[partition]
    example = f"write for example {EXAMPLES[partition]}"
    if isinstance(written, int) and not isinstance(written, bool):
        written = str(written)
    if not isinstance(written, str):
        raise fault(f"`keys` must be text, not {kind(written)}", example)
    found: list[str] = []
    for part in written.split(","):
        ends = _RANGE.fullmatch(part.strip())
        if ends is None:
            raise fault(f"{shown(written)} is not a range of keys", example)
        places = []
        for end in (ends[1], ends[2] or ends[1]):
            key = _key(partition, end)
            if key is None:
                raise fault(f"{shown(end)} is not a {_WHAT[partition]}", example)
            places.append(known.index(key))
        if places[0] > places[1]:
            raise fault(f"{shown(part.strip())} runs backwards", f"write `{ends[2]}-{ends[1]}`")
        found.extend(known[places[0] : places[1] + 1])
    return tuple(found)


def partition_of(names: Sequence[str]) -> Partition | None:
    """The partition whose parts all these regions are called after; None where there is none.

    Single letters are initials, names of months are months, single digits are digits. Ranges of
    them, such as "A-M" and "N to Z", are recognised by what they have between them: all, each once;
    ranges of letters also where a letter is left out that no member's surname begins with.
    """
    if names and all(name in LETTERS for name in names):
        return Partition.SURNAME
    if names and all(name.casefold() in MONTH_NAMES for name in names):
        return Partition.BIRTH_MONTH
    if names and all(name in DIGITS for name in names):
        return Partition.LAST_DIGIT
    return next((one for one in KEYS if _shares_out(one, names)), None)


def _shares_out(partition: Partition, names: Sequence[str]) -> bool:
    """Whether these are ranges of its keys that have every key once."""

    def fault(what: str, remedy: str) -> InputError:
        return InputError(what, remedy=remedy)

    try:
        found = [key for name in names for key in keys_of(partition, name, fault)]
    except InputError:
        return False
    if partition is Partition.SURNAME:
        return bool(found) and len(found) == len(set(found))
    return sorted(found) == sorted(KEYS[partition])


def with_neighbours(owners: Mapping[str, str]) -> dict[str, str]:
    """Whose each letter is, those that nobody has being given to a neighbour.

    That is whoever has the letter before, in front of them all whoever has the first: a member with
    such an initial, who was in no count of members, then finds a list as well, and parts that were
    in one piece stay so.

    Args:
        owners: letters that are somebody's, at least one.
    """
    before = next(owners[letter] for letter in LETTERS if letter in owners)
    whole = {}
    for letter in LETTERS:
        before = owners.get(letter, before)
        whole[letter] = before
    return whole


def runs(partition: Partition, keys: Sequence[str]) -> tuple[Run, ...]:
    """Keys in order, those that follow each other taken together."""
    known = KEYS[partition]
    found: list[Run] = []
    for place in sorted(known.index(key) for key in keys):
        if found and known.index(found[-1].last) == place - 1:
            found[-1] = Run(found[-1].first, known[place])
        else:
            found.append(Run(known[place], known[place]))
    return tuple(found)


def _key(partition: Partition, written: str) -> str | None:
    """One key; None where it is not one."""
    if partition is Partition.SURNAME:
        return written.upper() if written.upper() in LETTERS else None
    if partition is Partition.LAST_DIGIT:
        return written if written in DIGITS else None
    if written in MONTHS:
        return written
    folded = written.casefold()
    near = [place for place, name in enumerate(MONTH_NAMES, 1) if name.startswith(folded)]
    return str(near[0]) if len(near) == 1 and len(folded) >= 3 else None
