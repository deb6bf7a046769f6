"""An index from a directory of postcodes, as its publisher hands it out.

Knows which files of a download matter and whose they are: the ONS Postcode Directory, Code-Point
Open, or a folder of tables. Columns are read in `layout` and `folder`; an index is made of single
postcodes in `slots`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, NamedTuple

from hustings.errors import InputError
from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.importing import folder as postcodes_folder
from hustings.guide.postcodes.importing.layout import Layout, layout_of
from hustings.guide.postcodes.importing.slots import Slots
from hustings.guide.postcodes.index import Index
from hustings.guide.postcodes.licences import NAMES_2024, attribution
from hustings.inputs.text import shown

ACCEPTED = (
    "give the ONS Postcode Directory or Code-Point Open, as the zip that was downloaded or a .csv"
)
# What a zip can turn out to be while it is read.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = re.compile(rf"(?:{'|'.join(_MONTHS)}) 2[0-9]{{3}}")
_MONTH_IN_NAME = re.compile(r"(?:ONSPD|NSPL)[A-Z0-9]*_([A-Z]{3})[A-Z]*_?(2[0-9]{3})", re.IGNORECASE)
_MONTH_IN_TEXT = re.compile(r"COPYRIGHT DATE:\s*(2[0-9]{3})([01][0-9])")
# How often the reader says how far it is, in rows.
_OFTEN = 1 << 14

Note = Callable[[int, int], object]
"""Called with how much is read, and of how much."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Attributes:
        rows: postcodes read; 0 for a folder of tables.
        missing: outcodes of the bundled index that are not in this one; of a folder, none.
    """

    index: Index
    rows: int
    missing: tuple[str, ...]


class Member(NamedTuple):
    """A file of a download.

    Attributes:
        name: with the folders inside the download, as in "Data/CSV/ab.csv".
        size: in bytes.
        open: its content.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]]


def read(path: str, *, month: str = "", note: Note = lambda done, of: None) -> Imported:
    """The index of a download.

    Northern Ireland is not in Code-Point Open: its outcodes are then those of the bundled index, as
    are the constituencies, and the towns where an outcode still straddles.

    Args:
        month: of the data, as in "August 2023"; else what the download says, if anything. A folder
            of tables is of the month that it is of.

    Raises:
        OSError: it cannot be read.
        InputError: it is neither, or broken.
    """
    if month and not _MONTH.fullmatch(month):
        raise InputError(f"{shown(month)} is not a month", remedy='write it as in "August 2023"')
    if os.path.isfile(os.path.join(path, postcodes_folder.OUTCODES)):
        return Imported(postcodes_folder.read(path), 0, ())
    base = bundled()
    with _members(path) as members:
        try:
            index, rows = _from_members(path, members, base, month, note)
        except _BROKEN as error:
            raise InputError(
                f"this zip cannot be read: {str(error) or 'it ends too early'}",
                remedy="download it again, or unpack it and give the .csv",
                source=path,
            ) from None
    return Imported(index, rows, tuple(sorted(_names(base) - _names(index))))


def _names(index: Index) -> set[str]:
    return {name for name, _ in index.outcodes} | {one.outcode for one in index.straddling}


@contextmanager
def _members(path: str) -> Iterator[list[Member]]:
    """The files of a download: of a zip, of a folder, or the one file that it is."""
    if os.path.isdir(path):
        yield sorted(_in_folder(path))
        return
    with open(path, "rb") as file:
        start = file.read(4)
        if not start:
            raise InputError("this is empty", remedy=ACCEPTED, source=path)
    if start[:2] != b"PK":
        size = os.path.getsize(path)
        yield [Member(os.path.basename(path), size, _opener(path))]
        return
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        raise InputError(
            "this zip is broken or ends too early", remedy="download it again", source=path
        ) from None
    with archive:
        # What has no name is no directory of postcodes; `is_dir` would fail on it.
        files = [one for one in archive.infolist() if one.filename and not one.is_dir()]
        yield [_zipped(archive, one) for one in files]


def _in_folder(path: str) -> Iterator[Member]:
    for folder, _, names in os.walk(path):
        for name in names:
            whole = os.path.join(folder, name)
            inside = os.path.relpath(whole, path).replace(os.sep, "/")
            yield Member(inside, os.path.getsize(whole), _opener(whole))


def _opener(path: str) -> Callable[[], IO[bytes]]:
    return lambda: open(path, "rb")


def _zipped(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Member:
    def opened() -> IO[bytes]:
        try:
            return archive.open(one)
        except RuntimeError as error:  # a password, or a kind of compression
            raise zipfile.BadZipFile(str(error)) from None

    return Member(one.filename, one.file_size, opened)


def _from_members(
    path: str, members: list[Member], base: Index, month: str, note: Note
) -> tuple[Index, int]:
    """The index of single postcodes in these files, and how many rows it was made of."""
    chosen = _chosen(members)
    if not chosen:
        raise InputError("there is no table of postcodes in this", remedy=ACCEPTED, source=path)
    slots = Slots(base)
    total = sum(one.size for one in chosen)
    done = rows = 0
    first: Layout | None = None
    for member in chosen:
        source = path if len(members) == 1 else f"{path}: {member.name}"

        def note_at(at: int, before: int = done) -> None:
            note(before + at, total)

        layout, count = _read_table(member, source, slots, note_at)
        if first is not None and layout.source != first.source:
            raise InputError("this is a mixture of two directories", remedy=ACCEPTED, source=source)
        first = layout
        rows += count
        done += member.size
    if first is None or not (slots.live or slots.ended):
        raise InputError("there are no postcodes in this", remedy=ACCEPTED, source=path)
    of_month = month or _month(members, chosen[0].name)
    areas = slots.resolved(path)
    whole, straddling = slots.outcodes(areas)
    names = f" {NAMES_2024}" if base.constituencies_of(2024) else ""
    index = Index(
        areas=base.areas,
        outcodes=whole,
        straddling=straddling,
        source=first.source,
        month=of_month,
        attribution=attribution(of_month) + names,
        constituencies=base.constituencies,
    )
    return index, rows


def _chosen(members: list[Member]) -> list[Member]:
    """The tables of postcodes among the files; each postcode in only one of them."""
    tables = [one for one in members if one.name.lower().endswith(".csv")]
    if len(members) == 1:
        return members
    directory = [
        one for one in tables if re.match(r"(?:onspd|nspl)", one.name.rpartition("/")[2].lower())
    ]
    whole = [one for one in directory if "multi_csv/" not in one.name.lower()]
    if whole:
        return [max(whole, key=lambda one: (one.size, one.name))]
    return directory or [
        one for one in tables if "data/csv/" in f"/{one.name.lower()}" or "/" not in one.name
    ]


def _read_table(
    member: Member, source: str, slots: Slots, note: Callable[[int], object]
) -> tuple[Layout, int]:
    """Take in one table; its layout and number of rows."""
    with member.open() as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as text:
        rows = csv.reader(text, strict=True)
        try:
            first = next(rows, None)
            if first is None:
                raise InputError("this is empty", remedy=ACCEPTED, source=source)
            layout = layout_of(first, source)
            count = 0 if layout.has_header else slots.fill([first], layout, source, lambda: 1)
            while True:
                taken = slots.fill(islice(rows, _OFTEN), layout, source, lambda: rows.line_num)
                count += taken
                note(raw.tell())
                if taken < _OFTEN:
                    return layout, count
        except UnicodeDecodeError:
            raise InputError("this is not a text file", remedy=ACCEPTED, source=source) from None
        except csv.Error as error:
            raise InputError(
                f"this is not a table: {error}", remedy=ACCEPTED, source=source, line=rows.line_num
            ) from None


def _month(members: list[Member], name: str) -> str:
    """The month of the data, from the table's name or the note beside it; empty if neither says."""
    if match := _MONTH_IN_NAME.search(name):
        short = match[1].capitalize()
        for full in _MONTHS:
            if full.startswith(short):
                return f"{full} {match[2]}"
    for one in members:
        if one.name.lower().endswith("metadata.txt"):
            with one.open() as file:
                text = file.read(10_000).decode("latin-1")
            if (match := _MONTH_IN_TEXT.search(text)) and 1 <= int(match[2]) <= 12:
                return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    return ""
