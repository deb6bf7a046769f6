"""Workbooks of Excel from 2007 on (.xlsx, .xlsm), ECMA-376: sheets, shared texts, dates.

Knows which members of the archive hold what, and how a cell is written down. Must not know what
the cells mean, nor evaluate anything: a formula's value is the one stored beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from posixpath import dirname, join, normpath

from hustings.inputs.spreadsheet.cells import MAX_CELLS, MAX_COLUMNS, Cells, damaged
from hustings.inputs.spreadsheet.xml import walk
from hustings.inputs.text import shown, whole_number
from hustings.inputs.zipped import bounded, member, open_zip

_MOST_SHEETS = 1_000
_MOST_STYLES = 100_000
_MOST_LETTERS = 1_000_000  # of one cell; Excel itself holds 32,767
_RELATIONS = "/relationships"
# Numbers of the formats for dates and times that every workbook has without saying so.
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMAT_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


class _Enough(Exception):
    """Nothing more of a member is wanted."""


class Workbook:
    """A workbook, with the parts that its sheets share.

    Args:
        source: the file's name for complaints.

    Raises:
        InputError: it is damaged.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._archive = open_zip(data, source)
        self._packed = len(data)
        self._by_name = {name.lower(): name for name in self._archive.namelist()}
        root = self._relations("")
        book = next((target for kind, target in root.values() if kind == "officeDocument"), "")
        book = book or "xl/workbook.xml"
        self._dates_from_1904 = False
        sheets = self._read_book(book)
        relations = self._relations(book)
        self._parts: dict[str, str] = {}  # member by the sheet's name
        self._shared_part = self._styles_part = ""
        for name, key in sheets:
            kind, target = relations.get(key, ("", ""))
            if kind == "worksheet":  # there are sheets of charts and dialogues too
                self._parts[name] = target
        for kind, target in relations.values():
            if kind == "sharedStrings":
                self._shared_part = target
            elif kind == "styles":
                self._styles_part = target
        self.names = tuple(self._parts)
        if not self.names:
            raise damaged(source)

    def filled(self) -> list[str]:
        """The names of the sheets that have anything in a cell."""
        return [name for name, part in self._parts.items() if self._has_cells(part)]

    def read(self, sheet: str) -> Cells:
        """The cells of a sheet.

        Raises:
            InputError: the part is damaged or far too large, or a cell holds an error or a formula
                without its value.
        """
        cells = Cells(self.source, sheet)
        shared = self._shared(cells)
        reading = _Reading(cells, shared, self._date_styles(), self._dates_from_1904)
        part = self._pieces(self._parts[sheet])
        walk(part, self.source, reading.start, reading.end, reading.text)
        return cells

    def _pieces(self, part: str) -> Iterator[bytes]:
        name = self._by_name.get(part.lower())
        if name is None:
            raise damaged(self.source)
        entry = self._archive.getinfo(name)
        return bounded(member(self._archive, entry, self.source), self._packed, self.source)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """(kind, member) by the key of each relation that a part of the workbook has."""
        folder = dirname(part)
        name = part.rpartition("/")[2]
        path = join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        if path.lower() not in self._by_name:
            return found

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "Relationship" and len(found) < _MOST_SHEETS:
                target = attributes.get("Target", "")
                target = target[1:] if target[:1] == "/" else normpath(join(folder, target))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target)

        walk(self._pieces(path), self.source, start, _ignore, _ignore)
        return found

    def _read_book(self, part: str) -> list[tuple[str, str]]:
        """The names of the sheets and the keys of their relations, in their order."""
        sheets: list[tuple[str, str]] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "sheet" and len(sheets) < _MOST_SHEETS:
                key = next((v for k, v in attributes.items() if k.endswith(f"{_RELATIONS} id")), "")
                sheets.append((attributes.get("name", ""), key))
            elif name == "workbookPr":
                self._dates_from_1904 = attributes.get("date1904") in ("1", "true", "on")

        walk(self._pieces(part), self.source, start, _ignore, _ignore)
        return sheets

    def _has_cells(self, part: str) -> bool:
        inside = False

        def start(name: str, _: Mapping[str, str]) -> None:
            nonlocal inside
            inside = inside or name == "c"
            if inside and name in ("v", "is", "f"):
                raise _Enough

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "c"

        try:
            walk(self._pieces(part), self.source, start, end, _ignore)
        except _Enough:
            return True
        return False

    def _shared(self, cells: Cells) -> list[str]:
        """The texts that cells name by their number."""
        texts: list[str] = []
        if not self._shared_part or self._shared_part.lower() not in self._by_name:
            return texts
        text = _Text(cells)

        def end(name: str) -> None:
            if name == "si":
                texts.append(text.taken())
                if len(texts) > MAX_CELLS:
                    raise cells.too_large()
            else:
                text.end(name)

        walk(self._pieces(self._shared_part), self.source, text.start, end, text.text)
        return texts

    def _date_styles(self) -> list[bool]:
        """Whether each style of cells is one for dates and times."""
        codes: dict[str, str] = {}
        styles: list[bool] = []
        inside = False

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal inside
            if name == "cellXfs":
                inside = True
            elif name == "numFmt" and len(codes) < _MOST_STYLES:
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "xf" and inside and len(styles) < _MOST_STYLES:
                number = attributes.get("numFmtId", "")
                code = codes.get(number)
                styles.append(
                    whole_number(number) in _DATES if code is None else _is_date_format(code)
                )

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "cellXfs"

        if self._styles_part and self._styles_part.lower() in self._by_name:
            walk(self._pieces(self._styles_part), self.source, start, end, _ignore)
        return styles


def _ignore(*_: object) -> None:
    """What is of no interest."""


def _is_date_format(code: str) -> bool:
    """Whether a format writes a number as a date or a time."""
    shown_part = _FORMAT_TEXT.sub("", code.partition(";")[0]).lower()
    return shown_part != "general" and any(letter in shown_part for letter in "dmyhs")


class _Text:
    """The text of a cell or of a shared string: runs put together, readings (rPh) left out."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._parts: list[str] = []
        self._length = 0
        self._open = False
        self._reading = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if name == "rPh":
            self._reading = True
        elif name in ("t", "v"):
            self._open = not self._reading

    def end(self, name: str) -> None:
        if name == "rPh":
            self._reading = False
        elif name in ("t", "v"):
            self._open = False

    def text(self, text: str) -> None:
        if self._open:
            self._length += len(text)
            if self._length > _MOST_LETTERS:
                raise self._cells.too_large()
            self._parts.append(text)

    def taken(self) -> str:
        """All of it, and an empty one for the next."""
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        self._open = self._reading = False
        if "_x" in text:
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        return self._cells.text(text)


class _Reading:
    """The cells of one sheet on their way to being text."""

    def __init__(
        self, cells: Cells, shared: list[str], dates: list[bool], dates_from_1904: bool
    ) -> None:
        self._cells = cells
        self._shared = shared
        self._dates = dates
        self._epoch_1904 = dates_from_1904
        self._text = _Text(cells)
        self._row: list[str] = []
        self._number = 0
        self._hidden = False
        self._column = 0
        self._kind = ""
        self._style = 0
        self._formula = self._valued = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            place = attributes.get("r")
            column = self._column + 1 if place is None else _column(place)
            if not self._column < column <= MAX_COLUMNS:
                raise self._cells.too_large() if column > 0 else damaged(self._cells.source)
            self._column = column
            self._kind = attributes.get("t", "n")
            self._style = whole_number(attributes.get("s", "0"))
            self._formula = self._valued = False
        elif name == "row":
            number = attributes.get("r")
            self._number = self._number + 1 if number is None else whole_number(number)
            self._hidden = attributes.get("hidden") in ("1", "true")
            self._row = []
            self._column = 0
        else:
            self._formula = self._formula or name == "f"
            self._valued = self._valued or name in ("v", "is")
            self._text.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            value = self._value(self._text.taken())
            if value:
                self._row.extend([""] * (self._column - 1 - len(self._row)))
                self._row.append(value)
        elif name == "row":
            self._cells.add(self._number, self._row, hidden=self._hidden)
        else:
            self._text.end(name)

    def text(self, text: str) -> None:
        self._text.text(text)

    def _value(self, text: str) -> str:
        """The cell's value as CSV would have it."""
        kind = self._kind
        if kind == "e":
            raise self._bad(
                f"holds the error {shown(text)}", "correct the cell or clear it, and save the file"
            )
        if self._formula and not (self._valued and (text or kind == "str")):
            raise self._bad(
                "holds a formula whose value is not stored",
                "open the file in a spreadsheet program and save it, or save it as CSV",
            )
        if not self._valued or not text:
            return ""
        match kind:
            case "s":
                number = whole_number(text.strip())
                if not 0 <= number < len(self._shared):
                    raise damaged(self._cells.source)
                return self._shared[number]
            case "str" | "inlineStr":
                return text
            case "b":
                return "FALSE" if text.strip() in ("0", "false") else "TRUE"
            case "d":
                return self._cells.text(text.strip().replace("T", " "))
            case "n":
                return self._cells.text(self._as_number(text.strip()))
            case _:
                raise damaged(self._cells.source)

    def _as_number(self, text: str) -> str:
        number = finite(text)
        if number is None:
            raise damaged(self._cells.source)
        if 0 <= self._style < len(self._dates) and self._dates[self._style]:
            date = _date(number, self._epoch_1904)
            if date:
                return date
        return written_number(text, number)

    def _bad(self, what: str, remedy: str) -> Exception:
        return self._cells.bad_cell(self._column, self._number, what, remedy)


def finite(text: str) -> float | None:
    """The number that a spreadsheet wrote down; None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def written_number(text: str, number: float) -> str:
    """A number as CSV has it: whole ones without a point, others to 15 digits as shown in cells."""
    if text.removeprefix("-").isdigit() and text.isascii():
        return text
    if number.is_integer() and abs(number) < 10**15:
        return str(int(number))
    return format(number, ".15G")


def _date(number: float, from_1904: bool) -> str:
    """The date or time that a number of days stands for; empty where there is none."""
    if not 0 <= number < 2_958_466:  # the year 10000
        return ""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    if not from_1904 and number < 60:  # there never was the 29 February 1900 that it counts
        start = datetime(1899, 12, 31)
    moment = start + timedelta(seconds=round(number * 86_400))
    if number < 1:
        return moment.strftime("%H:%M:%S")
    return str(moment.date()) if number.is_integer() else str(moment)


def _column(place: str) -> int:
    """The number of the column (1-based) in a place such as `B7`; 0 where it is none."""
    letters = place.rstrip("0123456789")
    if not 1 <= len(letters) <= 8 or not (letters.isascii() and letters.isalpha()):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
