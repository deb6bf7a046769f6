"""Ballots by region: files, and the parts of a file that has a column of regions.

Knows where the region of a ballot stands: in a column called `region` of plain CSV, or in the file
it came in. Must not know how each format is read, or what the ballots are wanted for.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from hustings.election.formats import load, parse
from hustings.election.formats.csv.table import KEYS
from hustings.election.formats.opening import opened
from hustings.election.formats.recognition import recognise
from hustings.election.formats.remarks import remark_lines
from hustings.election.model import Election
from hustings.election.profile import Profile, Ranking
from hustings.errors import InputError
from hustings.inputs.text import Source

COLUMN = "region"


class Part(NamedTuple):
    """The ballots of one region: `region` is empty where nothing says which."""

    election: Election
    profile: Profile
    region: str


def read(paths: Sequence[str]) -> list[Part]:
    """The ballots of all files, those with a column of regions taken apart by it.

    Seats are not wanted here: where a CSV file does not say how many, 1 stands in.

    Raises:
        InputError: a file cannot be read, or a ballot has no region where others have.
    """
    parts: list[Part] = []
    for path in paths:
        parts += parts_of(load(path), source=path)
    return parts


def parts_of(data: bytes, *, source: str = "") -> list[Part]:
    """The parts of one file, regions in alphabetical order; a single one without such a column.

    Raises:
        InputError: as `read`.
    """
    text, known = opened(data, source)
    if (known or recognise(text)) != "csv":
        file = parse(data, source=source)
        return [Part(file.election, file.profile, "")]
    comments, rows = _rows(text)
    column = _column(text, rows, len(comments) + 1)
    if column < 0:
        election, profile = _plain(data, source)
        return [Part(election, profile, "")]
    regions = _take_out(text, rows, column, len(comments) + 1)
    election, whole = _plain(_written(comments, rows).encode(), source)
    form = "ranks" if _is_ranks(election, rows[0][1]) else "names"
    head = [f"# form: {form}", *remark_lines(election, Profile((), ()), KEYS)]
    parts = []
    for region in sorted(set(regions)):
        own = [rows[0]] + [row for row, of in zip(rows[1:], regions, strict=True) if of == region]
        file = parse(_written(head, own, pad=False).encode(), source=source, input_format="csv")
        parts.append(Part(election, file.profile, region))
    if sum(part.profile.total for part in parts) != whole.total:
        raise InputError(
            "the regions do not hold all the ballots between them",
            remedy="quote cells that hold the separator",
            source=source,
        )
    return parts


def line_of(path: str, name: str) -> int:
    """The first line of a file on which a name stands; 0 for none."""
    text = opened(load(path), path)[0].text
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _plain(data: bytes, source: str) -> tuple[Election, Profile]:
    """A CSV file as it is; with one seat where it does not say how many."""
    try:
        file = parse(data, source=source, input_format="csv")
    except InputError:
        file = parse(data, source=source, input_format="csv", seats=1)
    return file.election, file.profile


def _rows(text: Source) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The lines before the first row, and each row's cells with the lines it takes up."""
    lines = text.text.split("\n")
    start = 0
    while start < len(lines) and (not lines[start].strip() or lines[start].strip()[0] == "#"):
        start += 1
    if start == len(lines):
        return lines, []
    body = "\n".join(lines[start:])
    reader = csv.reader(io.StringIO(body, newline="\n"), delimiter=_separator(lines[start]))
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            rows.append((reader.line_num - before, cells))
            before = reader.line_num
    except csv.Error:
        return lines[:start], []  # the ordinary reader says what is wrong
    return lines[:start], rows


def _separator(header: str) -> str:
    bare = "".join(header.split('"')[::2])
    return "\t" if "\t" in bare else ";" if ";" in bare else ","


def _column(text: Source, rows: list[tuple[int, list[str]]], line: int) -> int:
    """The column of regions, -1 for none."""
    header = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if header.count(COLUMN) > 1:
        raise text.fault("two columns are called region", line=line, remedy="keep one of them")
    return header.index(COLUMN) if COLUMN in header else -1


def _take_out(text: Source, rows: list[tuple[int, list[str]]], column: int, line: int) -> list[str]:
    """The region of each row after the header, taken out of the rows; empty lines go.

    Args:
        line: of the header, 1-based.
    """
    regions: list[str] = []
    kept = [rows[0]]
    line += rows[0][0]
    del rows[0][1][column]
    for height, cells in rows[1:]:
        if cells:
            region = cells.pop(column).strip() if column < len(cells) else ""
            if not region:
                raise text.fault(
                    "this ballot has no region",
                    line=line,
                    remedy="write its region, or one name for all that are not known",
                )
            regions.append(region)
            kept.append((height, cells or [""]))  # a row without cells would be no ballot
        else:
            kept[-1] = (kept[-1][0] + height, kept[-1][1])
        line += height
    rows[:] = kept
    return regions


def _written(head: list[str], rows: list[tuple[int, list[str]]], *, pad: bool = True) -> str:
    """Rows as CSV again, each on as many lines as before, so that complaints name the line."""
    out = io.StringIO()
    out.writelines(line + "\n" for line in head)
    writer = csv.writer(out, lineterminator="\n")
    for height, cells in rows:
        writer.writerow(cells)
        used = 1 + sum(cell.count("\n") for cell in cells)
        if pad and height > used:
            out.write("\n" * (height - used))
    return out.getvalue()


def _is_ranks(election: Election, header: list[str]) -> bool:
    """Whether the header, but for a column of counts, names the candidates."""
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    known = list(election.names)
    return names == known or any(
        names[:place] + names[place + 1 :] == known for place in range(len(names))
    )


def clear_part(ranking: Ranking) -> Ranking:
    """A ranking as far as it is clear: single candidates, none twice, no rank left empty."""
    for place, entry in enumerate(ranking):
        shared = place + 1 < len(ranking) and ranking[place + 1] < -1
        if entry < 0 or shared or entry in ranking[:place]:
            return ranking[:place]
    return ranking
