"""A result in CSV read as an account that can be compared: ours, OpenSTV's, a spreadsheet's.

Knows the three layouts and turns each into the keys of a record, as many as it has. `csvout` writes
ours. What a layout does not say stays unsaid, and a figure is read as it is written or not at all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from hustings.errors import InputError
from hustings.inputs.export import meant

_ASK = "give a result in CSV (hustings count FILE --format csv), OpenSTV's CSV, or a table with"
_REMEDY = f"{_ASK} candidates down the side and Stage 1, Stage 2 … across the top"
_FIGURE = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_STAGE = re.compile(r"(?:stage|count|round)\s*([0-9]{1,4})\b.*", re.IGNORECASE | re.DOTALL)
_FIRST = re.compile(r"first[- ]preferences?( votes)?", re.IGNORECASE)
_PEOPLE = ("", "candidate", "candidates", "name", "names")
_CAME_TO = re.compile(r"(Elected|Excluded)(?: at stage ([0-9]+))?")
_NOBODY = ("", "-", "–", "—")
_NON_TRANSFERABLE = ("non-transferable", "non transferable", "nontransferable", "exhausted")
_TOTALS = ("total", "totals")
# OpenSTV's words for what a stage does.
_OPENSTV_ACTIONS = {"Surplus of": "surplus", "Exclusion of": "exclusion"}


class Line(NamedTuple):
    """A row: its first line in the file, and its cells without the spaces around them."""

    number: int
    cells: list[str]

    def cell(self, place: int) -> str:
        """The cell in column `place` (0-based), empty beyond the end."""
        return self.cells[place] if place < len(self.cells) else ""


def account_of(text: str, source: str) -> dict[str, Any]:
    """The account in a CSV file, as `counting.account.account` reads it.

    `elected` is a frozenset where the sheet does not say in which order.

    Raises:
        InputError: none of the layouts, or a cell that is not what its place asks for.
    """
    lines = list(_lines(text, source))
    heads = {line.cell(0) for line in lines}
    try:
        if {"Record digest", "Ballots digest"} <= heads:
            return _ours(lines)
        if {"OpenSTV", "Candidates"} <= heads:
            return _openstv(lines)
        return _table(lines)
    except InputError as error:
        raise InputError(error.what, remedy=error.remedy, source=source, line=error.line) from None


def _lines(text: str, source: str) -> Iterator[Line]:
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield Line(line, stripped)
    except csv.Error:
        raise InputError(
            "this is neither JSON nor CSV: the quotation marks of a cell do not match",
            remedy=_REMEDY,
            source=source,
            line=begins,
        ) from None


# -- ours ------------------------------------------------------------------------------------------


def _ours(lines: list[Line]) -> dict[str, Any]:
    """The sheet that `csvout.render` writes."""
    start = _find(lines, lambda line: line.cells[:2] == ["Stage", ""])
    about = {line.cell(0): line for line in lines[:start]}
    rows = {line.cell(0): line for line in lines[start : start + 4]}
    header = lines[_find(lines, lambda line: line.cells[:2] == ["Candidate", "Slate"])]
    result = header.cells.index("Result") if "Result" in header.cells else len(header.cells)
    size = 3 if "Keep factor" in header.cells else 2
    stages = (result - 2) // size
    body = lines[lines.index(header) + 1 :]
    people = [line for line in body if line.cell(result)]
    others = {line.cell(0): line for line in body if not line.cell(result)}
    names = [meant(line.cell(0)) for line in people]
    document: dict[str, Any] = {
        "election": {
            "title": meant(about["Title"].cell(1)) if "Title" in about else None,
            "seats": _whole(about.get("Seats"), 1),
            "candidates": names,
            "withdrawn": [
                name
                for name, line in zip(names, people, strict=True)
                if line.cell(result) == "Withdrawn"
            ],
        },
        "ballots": {
            "valid": _whole(about.get("Valid papers"), 1),
            "invalid": _whole(about.get("Invalid papers"), 1),
            "digest": about["Ballots digest"].cell(1),
        },
        "elected": _several(about["Elected"].cell(1), names) if "Elected" in about else None,
    }
    if "Rules" in about:
        document["rules"] = {"name": about["Rules"].cell(1), "version": about["Rules"].cell(2)}
    if "Quota at first" in about:
        document["quota"] = _figure(about["Quota at first"], 1)
    if "Lots" in about:
        document["lots"] = about["Lots"].cell(1)
    came = _came_to(people, result, names)
    document["stages"] = []
    for place in range(stages):
        column = 3 + size * place
        stage: dict[str, Any] = {"votes": _figures(people, names, column)}
        stage.update(came.get(place + 1, _NOBODY_CAME))
        for key, label in (
            ("non_transferable", "Non-transferable"),
            ("non_transferable", "Votes not used"),
            ("lost_to_fractions", "of which lost to fractions"),
            ("quota", "Quota"),
            ("iterations", "Iterations"),
        ):
            if label in others and others[label].cell(column):
                stage[key] = _figure(others[label], column)
        if size == 3:
            stage["keep"] = _figures(people, names, column + 1)
        said = {label: row.cell(column - 1) for label, row in rows.items()}
        stage["action"] = said.get("Action") or None
        stage["clause"] = meant(said.get("Clause", "")) if "Clause" in rows else None
        stage["of"] = _several(said["Of"], names) if "Of" in rows else None
        document["stages"].append(stage)
    return document


_NOBODY_CAME: dict[str, list[str]] = {"elected": [], "excluded": []}


def _came_to(people: list[Line], result: int, names: list[str]) -> dict[int, dict[str, list[str]]]:
    """Who was elected and who excluded, by stage."""
    by_stage: dict[int, dict[str, list[str]]] = {}
    for name, line in zip(names, people, strict=True):
        match = _CAME_TO.fullmatch(line.cell(result))
        if match:
            stage = by_stage.setdefault(int(match[2] or 1), {"elected": [], "excluded": []})
            stage[match[1].lower()].append(name)
    return by_stage


# -- OpenSTV's -------------------------------------------------------------------------------------


def _openstv(lines: list[Line]) -> dict[str, Any]:
    """OpenSTV's "export as CSV": after the first preferences, change and votes of each stage."""
    start = _find(lines, lambda line: line.cell(0) == "Candidates")
    about = {line.cell(0): line for line in lines[:start]}
    header, actions = lines[start], lines[start - 1]
    end = next(
        (n for n in range(start + 1, len(lines)) if lines[n].cell(0) == "Non-transferable"),
        len(lines),
    )
    people = lines[start + 1 : end]
    names = [line.cell(0) for line in people]
    stages = (len(lines[end].cells) - 2) // 2 + 1 if end < len(lines) else 1
    document: dict[str, Any] = {
        "election": {"seats": _whole(about.get("Number to be elected"), 1), "candidates": names},
        "ballots": {
            "valid": _whole(about.get("Valid votes"), 1),
            "invalid": _whole(about.get("Invalid votes"), 1),
        },
        "stages": [],
        "elected": frozenset(line.cell(0) for line in people if line.cells[-1] == "Elected"),
    }
    for place in range(stages):
        column = 1 + 2 * place
        stage: dict[str, Any] = {"votes": _figures(people, names, column)}
        if place:
            stage["action"] = _OPENSTV_ACTIONS.get(actions.cell(column - 1))
            of = header.cell(column - 1)
            stage["of"] = [of] if of in names else _several(of, names, "+")
        if end < len(lines) and lines[end].cell(column):
            stage["non_transferable"] = _figure(lines[end], column)
        document["stages"].append(stage)
    if "Quota" in about and about["Quota"].cell(1).strip("0."):
        # The one in force when the count ended.
        document["stages"][-1]["quota"] = _figure(about["Quota"], 1)
    return document


# -- a spreadsheet's -------------------------------------------------------------------------------


def _table(lines: list[Line]) -> dict[str, Any]:
    """Candidates down the side, numbered stages across the top, votes in the cells."""
    start = next((n for n, line in enumerate(lines) if _numbered(line)), -1)
    if start < 0:
        raise InputError("this is neither JSON nor a known result in CSV", remedy=_REMEDY)
    columns = _numbered(lines[start])
    last = max(column for column, _ in columns)
    people: list[Line] = []
    others: dict[str, Line] = {}
    for line in lines[start + 1 :]:
        folded = line.cell(0).casefold()
        if folded in _NON_TRANSFERABLE:
            others["non_transferable"] = line
        elif folded == "quota":
            others["quota"] = line
        elif folded.endswith("lost to fractions"):
            others["lost_to_fractions"] = line
        elif folded and folded not in _TOTALS:
            people.append(line)
    names = [meant(line.cell(0)) for line in people]
    document: dict[str, Any] = {"stages": []}
    for column, number in columns:
        stage: dict[str, Any] = {"number": number, "votes": _figures(people, names, column)}
        for key, line in others.items():
            if line.cell(column) not in _NOBODY:
                stage[key] = _figure(line, column)
        document["stages"].append(stage)
    elected = [
        name
        for name, line in zip(names, people, strict=True)
        if any(cell.casefold().startswith("elected") for cell in line.cells[last + 1 :])
    ]
    if elected:
        document["elected"] = frozenset(elected)
    return document


def _numbered(line: Line) -> list[tuple[int, int]]:
    """(column, stage) of a header of stages; empty for any other row.

    Columns headed by a number alone count only from 1 upwards, beside a first cell that heads
    candidates: figures of votes are numbers too.

    Raises:
        InputError: two columns are for the same stage.
    """
    columns = [
        (column, int(match[1]) if match else 1)
        for column, cell in enumerate(line.cells[1:], 1)
        if (match := _STAGE.fullmatch(cell)) or _FIRST.fullmatch(cell)
    ]
    if not columns and line.cell(0).casefold() in _PEOPLE:
        bare = [(c, int(cell)) for c, cell in enumerate(line.cells) if c and cell.isdigit()]
        if [number for _, number in bare] == list(range(1, len(bare) + 1)):
            columns = bare
    numbers = [number for _, number in columns]
    if len(set(numbers)) < len(numbers):
        raise InputError(
            "two columns are for the same stage",
            remedy="leave the votes after each stage, without the changes",
            line=line.number,
        )
    return columns


# -- cells -----------------------------------------------------------------------------------------


def _find(lines: list[Line], fits: Callable[[Line], bool]) -> int:
    """The first line that fits.

    Raises:
        InputError: none does.
    """
    for place, line in enumerate(lines):
        if fits(line):
            return place
    raise InputError("part of this result is missing", remedy="give the whole file")


def _several(cell: str, names: Iterable[str], separator: str = ";") -> list[str]:
    """The names in one cell; a separator may be part of a name."""
    known = set(names)
    parts = meant(cell).split(separator)
    several: list[str] = []
    while parts and cell:
        size = next(
            (n for n in range(len(parts), 1, -1) if separator.join(parts[:n]).strip() in known), 1
        )
        several.append(separator.join(parts[:size]).strip())
        parts = parts[size:]
    return several


def _figures(people: list[Line], names: list[str], column: int) -> dict[str, str | None]:
    """What each candidate has in a column; nobody's cell is nought, an empty one says nothing."""
    figures: dict[str, str | None] = {}
    for name, line in zip(names, people, strict=True):
        cell = line.cell(column)
        figures[name] = "0" if cell in _NOBODY[1:] else _figure(line, column) if cell else None
    return figures


def _figure(line: Line, column: int) -> str:
    cell = line.cell(column)
    if not _FIGURE.fullmatch(cell):
        raise InputError(
            f"{cell!r} in the row of {line.cell(0)!r} is not a number",
            remedy="write votes like 1234.56, without commas",
            line=line.number,
        )
    return cell.removeprefix("+")


def _whole(line: Line | None, column: int) -> int | None:
    return None if line is None else int(_figure(line, column).partition(".")[0])
