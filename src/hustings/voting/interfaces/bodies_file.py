"""The list of nominating bodies as a file: its columns, and what makes a line useless.

Knows headings and lines. Must not know the database.
"""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from hustings.errors import InputError
from hustings.inputs.grid import Grid
from hustings.inputs.text import flaw, shown
from hustings.voting.config.model import Body, Setup
from hustings.voting.interfaces import table_file
from hustings.voting.interfaces.roll_file import is_address

SPELLINGS = {
    "name": ("name", "body", "branch", "local party", "party"),
    "region": ("region", "nation or region", "area"),
    "contact": ("contact", "email", "e mail", "email address", "e mail address"),
    "kind": ("kind", "type", "sort"),
    "language": ("language", "lang"),
}
_NEEDED = ("name", "contact")
_MOST = {"name": 150, "region": 200, "kind": 64}


def read(path: str, setup: Setup) -> tuple[Body, ...]:
    """The bodies in a file, in its order; a list with a mistake is not taken at all.

    Raises:
        InputError: it cannot be read, or has no lines; the first line that is no use.
    """
    grid = table_file.grid(path)
    first = next((row for row, cells in enumerate(grid.rows) if any(cells)), None)
    if first is None or first + 1 == len(grid.rows):
        raise grid.fault("there is no body on this list", remedy="give a line to each")
    places = _places(grid, first)
    found: list[Body] = []
    seen: dict[str, int] = {}
    for cells, number in table_file.rows(grid, first):

        def wrong(what: str, remedy: str = "", number: int = number) -> InputError:
            return InputError(what, remedy=remedy, source=grid.source, line=number)

        given = {column: normalize("NFC", cells[place]) for column, place in places.items()}
        name, contact = given["name"], given["contact"]
        for column, most in _MOST.items():
            text = given.get(column, "")
            if text and (fault := flaw(text, f"the {column}")):
                raise wrong(*fault)
            if len(text) > most:
                raise wrong(f"the {column} has {len(text)} letters", f"use at most {most}")
        if not name:
            raise wrong("no name of the body", "write it")
        if not is_address(contact):
            raise wrong(f"{shown(contact)} is not an e-mail address", "correct the contact")
        if name.casefold() in seen:
            raise wrong(
                f"{shown(name)} is on line {seen[name.casefold()]} too", "take one of them out"
            )
        kind = _known(given.get("kind", ""), setup, wrong)
        seen[name.casefold()] = number
        language = given.get("language", "").casefold()
        found.append(
            Body(
                name,
                given.get("region", ""),
                contact,
                kind,
                language if language in setup.languages else "",
            )
        )
    return tuple(found)


def _known(kind: str, setup: Setup, wrong: Callable[..., InputError]) -> str:
    """The kind as the threshold writes it; as it is where that speaks of none."""
    kinds = [one for one, _ in setup.nominations.threshold.by_kind] if setup.nominations else []
    if not kinds:
        return kind
    for one in kinds:
        if one.casefold() == kind.casefold():
            return one
    raise wrong(
        f"the threshold says nothing of the kind {shown(kind)}" if kind else "no kind of body",
        f"write one of {', '.join(map(shown, kinds))}",
    )


def _places(grid: Grid, first: int) -> dict[str, int]:
    """Where each column of ours stands."""
    remedy = "give one of them another heading"
    places: dict[str, int] = {}
    for column, spellings in SPELLINGS.items():
        place = table_file.column(grid, first, column, spellings, remedy=remedy)
        if place is not None:
            places[column] = place
    for column in _NEEDED:
        if column not in places:
            raise grid.fault(
                f"no column is headed `{column}`",
                row=first + 1,
                remedy="head the columns name, region, contact, and kind where it counts",
            )
    return places
