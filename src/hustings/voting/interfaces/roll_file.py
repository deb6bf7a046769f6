"""The roll as a file: CSV or a spreadsheet, its columns found by their headings, line by line.

Knows headings, how people write them, and what makes a line useless. Must not know the database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.grid import Grid
from hustings.inputs.text import flaw, shown
from hustings.voting.config.model import Line, Setup
from hustings.voting.interfaces import table_file

# How people head the columns that every election has.
SPELLINGS = {
    "member": (
        *("member", "member no", "member number", "membership no", "membership number"),
        *("member id", "membership id", "id", "number", "no"),
    ),
    "name": ("name", "full name", "member name"),
    "forename": ("first name", "forename", "forenames", "given name", "first names"),
    "surname": ("surname", "last name", "family name"),
    "email": ("email", "e mail", "email address", "e mail address", "mail"),
    "language": ("language", "lang", "preferred language"),
    "area": ("area", "branch", "local party", "constituency"),
    "address": ("address", "postal address", "address 1", "address line 1", "street"),
    "address_2": ("address 2", "address line 2"),
    "address_3": ("address 3", "address line 3"),
    "town": ("town", "city", "town or city", "post town"),
    "postcode": ("postcode", "post code", "postal code"),
    "joined": ("joined", "date joined", "join date", "joined on", "member since"),
}
# The parts of a postal address, as they stand one below the other.
_ADDRESS_PARTS = ("address", "address_2", "address_3", "town")
# More do not fit into the window of an envelope.
_MOST_LINES, _MOST_LINE = 6, 50
# At the end of a British address, where it has no column of its own.
_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})$")
_MOST_POSTCODE = 16
# A reason among those by which refused lines are counted, so without the address.
_NO_ADDRESS = "this is not an e-mail address"
_ADDRESS = re.compile(r"[^@\s<>,;\"()\[\]\\]+@[^@\s<>,;\"()\[\]\\]+\.[^@\s<>,;\"()\[\]\\.]+")
_MOST_MEMBER = 64
_MOST_ADDRESS = 254
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Refused(NamedTuple):
    """A line that was not taken: its number, why, and its cells."""

    number: int
    reason: str
    cells: tuple[str, ...]


class RollFile(NamedTuple):
    """A roll as read.

    Attributes:
        headings: as they stand in the file.
        columns: (column of ours, heading) of those that are read.
        lines: taken, in the order of the file.
        refused: the others.
    """

    headings: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    refused: tuple[Refused, ...]


class Wanted(NamedTuple):
    """What is read of a roll beside the columns that every election has.

    Attributes:
        headings: (column of ours, heading in the file) where they are mapped.
        columns: that conditions ask for.
        freeze: the day on which one must have joined; None where it is not looked at.
        languages: of the election, by their codes.
    """

    headings: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    freeze: date | None = None
    languages: tuple[str, ...] = ()


def read(path: str, setup: Setup, *, sheet: str | None = None) -> RollFile:
    """The roll in a file.

    Raises:
        InputError: it cannot be read, has no lines, or lacks a column that the election asks for.
    """
    return _read(path, _wanted(setup), sheet)


def addresses(path: str) -> RollFile:
    """Member numbers, names and addresses in a file, whatever else it has; errors as of `read`."""
    return _read(path, Wanted(), None)


def _wanted(setup: Setup) -> Wanted:
    return Wanted(setup.headings, setup.columns, setup.dates.freeze, setup.languages)


def _read(path: str, wanted: Wanted, sheet: str | None) -> RollFile:
    grid = table_file.grid(path, sheet)
    first = next((row for row, cells in enumerate(grid.rows) if any(cells)), None)
    if first is None or first + 1 == len(grid.rows):
        raise grid.fault("there is nobody on this roll", remedy="give a line to each voter")
    places = _places(grid, first, wanted)
    lines: list[Line] = []
    refused: list[Refused] = []
    seen = _Seen({}, {})
    for cells, number in table_file.rows(grid, first):
        found = _line(cells, number, places, wanted, seen)
        if isinstance(found, str):
            refused.append(Refused(number, found, cells))
        else:
            lines.append(found)
    headings = grid.rows[first]
    read_columns = tuple((column, headings[place]) for column, place in places.items())
    return RollFile(headings, read_columns, tuple(lines), tuple(refused))


def one(given: Mapping[str, str], setup: Setup) -> Line:
    """One voter, as an officer adds them; refused for the same reasons as a line of a file.

    The day of joining is not looked at: whoever adds somebody late has judged that.

    Args:
        given: by column: "member", "email" or "address", "name", "language", "area", "postcode",
            and those that the election's contests ask for; what is left out is empty.

    Raises:
        InputError: a column that the election does not have, or what a line is refused for.
    """
    columns = (
        *("member", "email", "name", "language", "area", "address", "postcode"),
        *setup.columns,
    )
    for column in given:
        if column not in columns:
            raise InputError(
                f"the roll has no column {shown(column)}",
                remedy=nearest(column, columns, what="it has"),
            )
    cells = tuple(given.get(column, "").strip() for column in columns)
    places = {column: place for place, column in enumerate(columns)}
    at_any_time = _wanted(setup)._replace(freeze=None)
    found = _line(cells, 1, places, at_any_time, _Seen({}, {}))
    if isinstance(found, str):
        if found == _NO_ADDRESS:
            found = f"{shown(given['email'])} is not an e-mail address"
        raise InputError(found, remedy="correct it")
    return found


class _Seen(NamedTuple):
    """On which line a member's number, or an address, stood first."""

    members: dict[str, int]
    addresses: dict[str, int]


def _places(grid: Grid, first: int, wanted: Wanted) -> dict[str, int]:
    """Where each column of ours stands."""
    headings = [table_file.plain(heading) for heading in grid.rows[first]]
    mapped = dict(wanted.headings)
    for column, heading in mapped.items():
        if table_file.plain(heading) not in headings:
            raise grid.fault(
                f"no column is headed {shown(heading)}, as election.toml says of `{column}`",
                row=first + 1,
                remedy=nearest(heading, [cell for cell in grid.rows[first] if cell]),
            )
    places: dict[str, int] = {}
    for column in (*SPELLINGS, *wanted.columns):
        own = (table_file.plain(column),)
        spellings = (
            (table_file.plain(mapped[column]),) if column in mapped else SPELLINGS.get(column, own)
        )
        remedy = f'say which in election.toml: [roll], `{column} = "…"`'
        place = table_file.column(grid, first, column, spellings, remedy=remedy)
        if place is not None:
            places[column] = place
    reached = "address" if "address" in places else "email"
    needed = ["member", reached, *wanted.columns, *(["joined"] if wanted.freeze else [])]
    for column in needed:
        if column not in places:
            raise grid.fault(
                f"no column is headed `{column}` or the like",
                row=first + 1,
                remedy=f'say how it is headed in election.toml: [roll], `{column} = "…"`',
            )
    return places


def _line(
    cells: tuple[str, ...], number: int, places: dict[str, int], wanted: Wanted, seen: _Seen
) -> Line | str:
    """The voter on a line, or why it is refused."""
    said = {column: normalize("NFC", cells[place]) for column, place in places.items()}
    member, email = said["member"], said.get("email", "")
    name = said.get("name") or f"{said.get('forename', '')} {said.get('surname', '')}".strip()
    if not member:
        return "no member number"
    if len(member) > _MOST_MEMBER or flaw(member, "it"):
        return "the member number cannot be stored"
    if name and flaw(name, "it"):
        return "the name cannot be shown"
    address, postcode = "", ""
    if not email:
        found = _posted(said)
        if isinstance(found, str):
            return found
        address, postcode = found
    elif not is_address(email):
        return _NO_ADDRESS
    if member in seen.members:
        return f"the member number of line {seen.members[member]}"
    if email and email.casefold() in seen.addresses:
        return f"the e-mail address of line {seen.addresses[email.casefold()]}"
    if wanted.freeze and (why := _late(said["joined"], wanted.freeze)):
        return why
    seen.members[member] = number
    if email:
        seen.addresses[email.casefold()] = number
    language = said.get("language", "").casefold()
    return Line(
        member,
        name,
        email,
        language if language in wanted.languages else "",
        said.get("area", "")[:200],
        tuple((column, said[column]) for column in wanted.columns),
        address,
        postcode,
    )


def _posted(said: Mapping[str, str]) -> tuple[str, str] | str:
    """The postal address on a line and its postcode; or why nobody can be written to there."""
    parts = [said.get(column, "") for column in _ADDRESS_PARTS]
    lines = [" ".join(one.split()) for part in parts for one in re.split(r"[\n\r,]", part)]
    lines = [line for line in lines if line]
    if not lines:
        return "no e-mail address" if "address" not in said else "no e-mail or postal address"
    postcode = " ".join(said.get("postcode", "").upper().split())
    if not postcode and (found := _POSTCODE.search(lines[-1])):
        postcode = " ".join(found.groups()).upper()
        lines[-1] = lines[-1][: found.start()].strip()
    lines = [line for line in lines if line]
    if len(lines) > _MOST_LINES or any(len(line) > _MOST_LINE for line in lines):
        return f"the postal address has more than {_MOST_LINES} lines of {_MOST_LINE} letters"
    if (
        any(flaw(line, "it") for line in (*lines, postcode) if line)
        or len(postcode) > _MOST_POSTCODE
    ):
        return "the postal address cannot be printed"
    return "\n".join(lines), postcode


def is_address(text: str) -> bool:
    """Whether mail can be sent to this: one address, no name."""
    fits = len(text) <= _MOST_ADDRESS and text.isprintable()
    return fits and _ADDRESS.fullmatch(text) is not None


def _late(joined: str, freeze: date) -> str:
    """Why somebody who joined then may not vote; empty where they may."""
    if not joined:
        return "no date of joining"
    if british := _DAY.fullmatch(joined):
        day, month, year = map(int, british.groups())
    else:
        try:
            year, month, day = map(int, joined[:10].split("-"))
        except ValueError:
            return f"{shown(joined)} is not a date"
    try:
        when = date(year, month, day)
    except ValueError:
        return f"{shown(joined)} is not a date"
    return f"joined after {freeze}" if when > freeze else ""
