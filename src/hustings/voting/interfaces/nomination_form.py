"""What a body has filled in: names ticked, names and addresses written; read, and found faulty.

Knows the fields of the form. Must not know who is on the list, nor pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol
from unicodedata import normalize

from hustings.inputs.text import MAX_TEXT, flaw
from hustings.voting.config.keys import MOST_CANDIDATES
from hustings.voting.domain.nominations.nominating import Choice, Written
from hustings.voting.domain.nominations.window import Fault
from hustings.voting.interfaces.roll_file import is_address

# What comes back to be corrected; beyond it nobody has typed it.
_LONGEST = 2_000


class Posted(Protocol):
    """A form as it was sent."""

    def get(self, key: str, default: str) -> str: ...
    def getlist(self, key: str) -> Sequence[str]: ...


class Row(NamedTuple):
    """A name and an address as they were typed.

    Attributes:
        wrong: whether that has to be looked at.
    """

    number: int
    name: str
    email: str
    wrong: bool


class Filled(NamedTuple):
    """What was filled in for one contest."""

    choice: Choice
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read(posted: Posted, contest: str) -> Filled:
    """What a form says of a contest; rows that are empty are left out."""
    ticked = posted.getlist(f"name.{contest}")
    listed = tuple(sorted({int(one) for one in ticked if one.isdecimal() and len(one) < 16}))
    rows: list[Row] = []
    written: list[Written] = []
    faults: list[Fault] = []
    for number in range(1, MOST_CANDIDATES + 1):
        name, email = (
            normalize("NFC", posted.get(f"{field}.{contest}.{number}", "")[:_LONGEST]).strip()
            for field in ("new", "email")
        )
        if not name and not email:
            continue
        wrong = _wrong(name, email)
        if wrong is None:
            written.append(Written(" ".join(name.split()), email))
        else:
            key, about = wrong
            faults.append(Fault(key, contest, tuple(about.items())))
        rows.append(Row(len(rows) + 1, name, email, wrong is not None))
    return Filled(Choice(contest, listed, tuple(written)), tuple(rows), tuple(faults))


def _wrong(name: str, email: str) -> tuple[str, Mapping[str, str | int]] | None:
    """What is wrong with a row: which sentence says so, and what it names."""
    if not name:
        return "no_name", {"email": email}
    if flaw(name, "it"):
        return "bad_name", {"name": name, "most": MAX_TEXT}
    if not email:
        return "no_address", {"name": name}
    if not is_address(email):
        return "bad_address", {"name": name, "email": email}
    return None
