"""Lists of nominations and of slates, read from CSV or a spreadsheet as ballots are.

Knows which row says what, and which faults are refused. Nothing is repaired in silence: names that
are merged are merged because somebody says so with an alias.

Single nominations have a row each, with a body and a candidate, and may say the body's region and
kind. Totals have a row for each candidate, or for each candidate and region, with a number.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hustings.election.formats import load
from hustings.election.formats.csv import alike
from hustings.election.formats.csv.cells import is_never_a_name, is_plain_number
from hustings.election.formats.csv.labels import folded
from hustings.election.formats.csv.table import Table, table_of
from hustings.election.formats.opening import opened
from hustings.election.formats.request import MAX_PAPERS
from hustings.election.nominations.columns import SINGLE, SLATES, TOTALS, columns_of, said_of
from hustings.election.nominations.model import Nomination, Nominations, Total
from hustings.errors import InputError
from hustings.inputs.text import flaw, shown, whole_number

_GROUPED = re.compile("[0-9]{1,3}(,[0-9]{3})+")
_REMEDY = "give the list as CSV or a spreadsheet"
# Of more names than these, each two are not compared letter by letter.
_MANY = 1500
# Of notes on names that differ in one letter.
_MOST_NOTES = 20


class Listed(NamedTuple):
    """What was read.

    Attributes:
        notes: what a person should know of how it was read, one sentence each.
    """

    nominations: Nominations
    notes: tuple[str, ...]


class _Row(NamedTuple):
    """A row: its line, and the cells by what their columns are for."""

    line: int
    cells: dict[str, str]


def read(
    path: str,
    *,
    slates: str | None = None,
    aliases: Sequence[tuple[str, str]] = (),
    sheet: str | None = None,
    most: int | None = None,
    whole: int = 0,
) -> Listed:
    """The nominations in a file, `-` for standard input.

    Args:
        slates: a file with the columns candidate and slate.
        aliases: (another spelling, the name that is meant), of candidates, bodies, regions, kinds.
        sheet: of a spreadsheet that has several.
        most: nominations that a body may make; None for any number.
        whole: nominations in all, where the file has only some candidates' totals.

    Raises:
        InputError: the first fault, with its line.
    """
    meant = {folded(alias): name for alias, name in aliases}
    table = _table(path, sheet)
    notes = [*table.source.notes, *table.notes]
    found = columns_of(table, TOTALS, ())
    if "nominations" in found and "body" not in columns_of(table, SINGLE, ()):
        found = columns_of(table, TOTALS, ("candidate", "nominations"))
    else:
        found = columns_of(table, SINGLE, ("body", "candidate"))
    notes += said_of(table, found)
    rows = list(_rows(table, found, meant, notes))
    if not rows:
        raise table.source.fault("there are no nominations", remedy="add a row for each")
    if "body" in found:
        known = _single(table, rows, most, whole)
    else:
        known = _totals(table, rows, most, whole)
    for role in ("body", "region", "kind", "candidate"):
        if role in found:
            notes += _alike(table, role, ((row.cells[role], row.line) for row in rows))
    names = [(row.cells["candidate"], row.line) for row in rows]
    return Listed(
        known._replace(
            title=table.remarks.single.get("title", ("", 0))[0],
            slates=() if slates is None else _slates(slates, meant, names, path, notes),
        ),
        tuple(notes),
    )


def _table(path: str, sheet: str | None = None) -> Table:
    """The table in a file.

    Raises:
        InputError: it is none. What a message about ballots would advise, this does not.
    """
    try:
        source, _ = opened(load(path), path, sheet)
        return table_of(source)
    except InputError as error:
        if "ballot" not in f"{error.what} {error.remedy}":
            raise
        what = error.what.replace("of ballots", "of nominations")
        raise InputError(what, remedy=_REMEDY, source=error.source, line=error.line) from None


def _rows(
    table: Table, found: dict[str, int], meant: dict[str, str], notes: list[str]
) -> Iterator[_Row]:
    """Every row that says something, checked cell by cell."""
    columns = {role: table.column(place) for role, place in found.items()}
    asked = [str(role) for role in ("body", "candidate", "nominations", "slate") if role in found]
    passed = []
    for row, line in enumerate(table.lines):
        cells = {role: table.cells.texts[column[row]] for role, column in columns.items()}
        if not any(cells[role] for role in asked):
            passed.append(line)
            continue
        for role in asked:
            if not cells[role] and role != "slate":
                raise table.source.fault(
                    f"there is no {role} on this row",
                    line=line,
                    remedy="fill the cell, or take the row out",
                )
        for role in cells.keys() - {"nominations"}:
            cells[role] = _name(table, meant.get(folded(cells[role]), cells[role]), role, line)
        yield _Row(line, cells)
    if passed:
        rows = "row says" if len(passed) == 1 else "rows say"
        where = table.source.line(passed[0])
        notes.append(f"{len(passed)} {rows} nothing, the first on line {where}: passed over.")


def _name(table: Table, name: str, role: str, line: int) -> str:
    """A name that can stand on a page; space within it is one blank."""
    name = " ".join(name.split())
    if not name:
        return ""
    fault = flaw(name, f"the {role}")
    if fault:
        raise table.source.fault(fault[0], line=line, remedy=fault[1])
    if role != "candidate":
        return name
    if ";" in name:
        raise table.source.fault(
            f"{shown(name)} lists several candidates",
            line=line,
            remedy="write a row for each nomination",
        )
    if is_plain_number(name) or is_never_a_name(name):
        raise table.source.fault(
            f"{shown(name)} stands where a candidate's name should be",
            line=line,
            remedy="write names in the column `candidate`",
        )
    return name


def _single(table: Table, rows: list[_Row], most: int | None, whole: int) -> Nominations:
    """The nominations, once no body contradicts itself."""
    if whole:
        raise table.source.fault(
            "--total is for totals, and these are single nominations", remedy="leave it out"
        )
    bodies: dict[str, _Row] = {}
    named: dict[tuple[str, str], int] = {}
    counts: Counter[str] = Counter()
    found = []
    for row in rows:
        body, candidate = row.cells["body"], row.cells["candidate"]
        first = bodies.setdefault(body, row)
        for role in ("region", "kind"):
            if row.cells.get(role, "") != first.cells.get(role, ""):
                raise table.source.fault(
                    f"{shown(body)} has the {role} {_said(row.cells[role])} here, and"
                    f" {_said(first.cells[role])} on line {table.source.line(first.line)}",
                    line=row.line,
                    remedy="correct one; if they are two bodies, tell their names apart"
                    if first.cells[role] and row.cells[role]
                    else f"write its {role} on every row",
                )
        if (body, candidate) in named:
            before = table.source.line(named[body, candidate])
            raise table.source.fault(
                f"{shown(body)} names {shown(candidate)} a second time; the first is on line"
                f" {before}",
                line=row.line,
                remedy="take one out; if they are two bodies, tell their names apart",
            )
        named[body, candidate] = row.line
        counts[body] += 1
        if most is not None and counts[body] > most:
            raise table.source.fault(
                f"{shown(body)} names more than {most} candidate{'s' * (most != 1)}",
                line=row.line,
                remedy="take out what is too many, or raise --most",
            )
        cells = row.cells
        found.append(Nomination(body, candidate, cells.get("region", ""), cells.get("kind", "")))
    return Nominations(tuple(found))


def _said(name: str) -> str:
    return shown(name) if name else "nothing"


def _totals(table: Table, rows: list[_Row], most: int | None, whole: int) -> Nominations:
    """The totals, none of them twice, and not more of them than there are in all."""
    if most is not None:
        raise table.source.fault(
            "these are totals, which do not say how many a body names", remedy="leave --most out"
        )
    lines: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        number = _number(row.cells["nominations"])
        if not 0 <= number <= MAX_PAPERS:
            raise table.source.fault(
                f"{shown(row.cells['nominations'])} is not a number of nominations",
                line=row.line,
                remedy="write a whole number in plain digits; leave out a candidate whose number"
                " is not known, and give --total",
            )
        own = row.cells["candidate"], row.cells.get("region", "")
        if own in lines:
            raise table.source.fault(
                f"{shown(own[0])} has a second total; the first is on line"
                f" {table.source.line(lines[own])}",
                line=row.line,
                remedy="take one out",
            )
        lines[own] = row.line
        found.append(Total(own[0], number, own[1]))
    listed = sum(total.number for total in found)
    if whole and whole < listed:
        raise table.source.fault(
            f"--total is {whole:,}, but {listed:,} nominations are listed",
            remedy="correct it, or leave it out",
        )
    return Nominations(totals=tuple(found), whole=whole)


def _number(text: str) -> int:
    """A number, with or without commas between thousands; -1 for anything else."""
    return whole_number(text.replace(",", "") if _GROUPED.fullmatch(text) else text)


def _alike(table: Table, what: str, names: Iterable[tuple[str, int]]) -> list[str]:
    """A note for each two names that differ in one letter.

    Raises:
        InputError: two differ in nothing but case, accents and spaces.
    """
    by_key: dict[str, str] = {}
    for name, line in names:
        if not name:
            continue
        key = alike.key(name)
        if by_key.setdefault(key, name) != name:
            raise table.source.fault(
                f"{shown(by_key[key])} and {shown(name)}, each a {what}, differ in hardly anything",
                line=line,
                remedy="write them alike, or say with --aliases FILE that they are one (a line such"
                f" as {shown(f'{name} = {by_key[key]}', 90)})",
            )
    if len(by_key) > _MANY:
        return [f"There are too many names of a {what} to look for slips of one letter."]
    pairs = [*alike.one_letter_apart(by_key)][:_MOST_NOTES]
    return [
        f"{shown(one)} and {shown(other)}, each a {what}, differ in one letter: if they are one,"
        " say so with --aliases FILE."
        for one, other in pairs
    ]


def slates_of(
    path: str, *, aliases: Sequence[tuple[str, str]] = ()
) -> tuple[dict[str, tuple[str, int]], tuple[str, ...]]:
    """Who is on which slate: a file with the columns candidate and slate, in any order of rows.

    Returns:
        by candidate the slate and the row's line; then notes, one sentence each.

    Raises:
        InputError: the first fault, with its line.
    """
    notes: list[str] = []
    _, slates, lines = _listed(path, {folded(alias): name for alias, name in aliases}, notes)
    return {name: (slate, lines[name]) for name, slate in slates.items()}, tuple(notes)


def _slates(
    path: str,
    meant: dict[str, str],
    nominated: list[tuple[str, int]],
    source: str,
    notes: list[str],
) -> tuple[tuple[str, str], ...]:
    """Candidates with their slates, of whom somebody may have been nominated by nobody."""
    table, slates, lines = _listed(path, meant, notes)
    own = os.path.basename(path)
    # The names of both files together, so that a slip in one of them cannot make two people.
    notes += [
        note
        for note in _alike(
            table, "candidate", [*((name, 0) for name, _ in nominated), *lines.items()]
        )
        if note not in notes
    ]
    nobody = sorted(slates.keys() - {name for name, _ in nominated})
    if nobody:
        notes.append(
            f"Nobody in {os.path.basename(source)} nominates {_few(nobody)}, listed in {own}."
        )
    alone = sorted({name for name, _ in nominated} - slates.keys())
    if alone:
        notes.append(f"{own} does not say the slate of {_few(alone)}: counted as of none.")
    return tuple(slates.items())


def _listed(
    path: str, meant: dict[str, str], notes: list[str]
) -> tuple[Table, dict[str, str], dict[str, int]]:
    """A list of slates: the table, each candidate's slate, and the line that says so."""
    table = _table(path)
    found = columns_of(table, SLATES, ("candidate", "slate"))
    slates: dict[str, str] = {}
    lines: dict[str, int] = {}
    passed: list[str] = []
    for row in _rows(table, found, meant, passed):
        name = row.cells["candidate"]
        if name in slates:
            raise table.source.fault(
                f"{shown(name)} is listed twice; the first is on line"
                f" {table.source.line(lines[name])}",
                line=row.line,
                remedy="take one out",
            )
        slates[name], lines[name] = row.cells["slate"], row.line
    own = os.path.basename(path)
    notes += [f"{own}: {note}" for note in (*table.source.notes, *table.notes, *passed)]
    _alike(table, "slate", ((slate, lines[name]) for name, slate in slates.items()))
    return table, slates, lines


def _few(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown, names[:most])) + more
