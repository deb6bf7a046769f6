"""Spreadsheets in OpenDocument form (.ods), ISO 26300: LibreOffice's and others'.

Knows how content.xml writes tables, repeated cells and values. Must not know what the cells mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hustings.errors import InputError
from hustings.inputs.spreadsheet.cells import MAX_COLUMNS, MAX_ROWS, Cells, damaged
from hustings.inputs.spreadsheet.xlsx import finite, written_number
from hustings.inputs.spreadsheet.xml import attribute, walk
from hustings.inputs.text import shown, whole_number
from hustings.inputs.zipped import bounded, member, open_zip

_MOST_SHEETS = 10_000
_MOST_LETTERS = 1_000_000  # of one cell
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]|#N/A|Err:[0-9]{3}")
_TIME = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
# What can stand in a cell besides what the cell says: comments, pictures, drawings.
_BESIDE = {"annotation", "frame", "a-frame", "custom-shape", "rect", "line", "g", "control"}


class Document:
    """A spreadsheet in OpenDocument form.

    Args:
        source: the file's name for complaints.

    Raises:
        InputError: it is damaged or locked.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._archive = open_zip(data, source)
        self._packed = len(data)
        names = self._archive.namelist()
        if "META-INF/manifest.xml" in names:
            manifest = b"".join(self._pieces("META-INF/manifest.xml", 10_000_000))
            if b"encryption-data" in manifest:
                raise InputError(
                    "this spreadsheet is locked with a password",
                    remedy="open it, and save it without one",
                    source=source,
                )
        if "content.xml" not in names:
            raise damaged(source)
        look = _Reading(source, None)
        self._walk(look)
        self.names = tuple(look.names)
        self._filled = look.filled
        if len(set(self.names)) != len(self.names) or not self.names:
            raise damaged(source)

    def filled(self) -> list[str]:
        """The names of the sheets that have anything in a cell."""
        return self._filled

    def read(self, sheet: str) -> Cells:
        """The cells of a sheet.

        Raises:
            InputError: it is far too large, or a cell holds an error or a formula without a value.
        """
        reading = _Reading(self.source, sheet)
        self._walk(reading)
        return reading.cells

    def _walk(self, reading: _Reading) -> None:
        pieces = self._pieces("content.xml", 0)
        walk(pieces, self.source, reading.start, reading.end, reading.text)

    def _pieces(self, part: str, most: int) -> Iterator[bytes]:
        pieces = member(self._archive, self._archive.getinfo(part), self.source)
        if most:
            return bounded(pieces, self._packed, self.source, most)
        return bounded(pieces, self._packed, self.source)


class _Reading:
    """One walk through a document, for the cells of one sheet, or to see which sheets there are."""

    def __init__(self, source: str, wanted: str | None) -> None:
        self._source = source
        self._wanted = wanted
        self.names: list[str] = []
        self.filled: list[str] = []
        self.cells = Cells(source, wanted or "")
        self._tables = 0  # how deep in tables within tables
        self._taking = False
        self._row: list[str] = []
        self._number = 0  # of the row, 1-based
        self._times = 1
        self._hidden = False
        self._column = 0  # how many cells came before in the row
        self._attributes: Mapping[str, str] | None = None  # the cell's, where we are in one
        self._beside = 0
        self._paragraphs = 0
        self._parts: list[str] = []
        self._length = 0
        self._in_text = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._attributes is not None:
            self._start_inside(name, attributes)
        elif name == "table":
            self._tables += 1
            if self._tables == 1:
                title = attribute(attributes, "name")
                self.names.append(title)
                if len(self.names) > _MOST_SHEETS:
                    raise damaged(self._source)
                self._taking = self._wanted in (None, title)
                self.cells.sheet = title if self._wanted is None else self._wanted
                self._number, self._times = 0, 1
        elif self._tables != 1 or not self._taking:
            return
        elif name == "table-row":
            self._number += self._times
            self._times = self._repeated(attributes, "number-rows-repeated")
            self._hidden = attribute(attributes, "visibility") in ("collapse", "filter")
            self._row, self._column = [], 0
        elif name in ("table-cell", "covered-table-cell"):
            self._attributes = attributes
            self._beside = self._paragraphs = self._in_text = self._length = 0
            self._parts.clear()

    def _start_inside(self, name: str, attributes: Mapping[str, str]) -> None:
        """What stands in a cell: paragraphs with spans, tabs and blanks, and things beside them."""
        if self._beside or name in _BESIDE or name == "table":
            self._beside += 1
        elif name in ("p", "h"):
            if self._paragraphs:
                self._put("\n")
            self._paragraphs += 1
            self._in_text += 1
        elif name == "s":
            self._put(" " * min(self._repeated(attributes, "c"), _MOST_LETTERS))
        elif name == "tab":
            self._put("\t")
        elif name == "line-break":
            self._put("\n")

    def end(self, name: str) -> None:
        if self._attributes is not None:
            if self._beside:
                self._beside -= 1
            elif name in ("p", "h"):
                self._in_text -= 1
            elif name in ("table-cell", "covered-table-cell"):
                self._end_cell(self._attributes)
                self._attributes = None
        elif name == "table":
            self._tables -= 1
        elif (
            name == "table-row" and self._tables == 1 and self._taking and self._wanted is not None
        ):
            self.cells.add(self._number, self._row, self._times, hidden=self._hidden)

    def text(self, text: str) -> None:
        if self._in_text and not self._beside:
            self._put(text)

    def _put(self, text: str) -> None:
        self._length += len(text)
        if self._length > _MOST_LETTERS:
            raise self.cells.too_large()
        self._parts.append(text)

    def _repeated(self, attributes: Mapping[str, str], key: str) -> int:
        told = attribute(attributes, key)
        number = whole_number(told) if told else 1
        if number < 1:
            if told == "0":
                return 1
            raise damaged(self._source)
        return number

    def _end_cell(self, attributes: Mapping[str, str]) -> None:
        times = self._repeated(attributes, "number-columns-repeated")
        before, self._column = self._column, self._column + times
        text = "".join(self._parts)
        if self._wanted is None:  # only to see which sheets have anything in them
            filled = text.strip() or attribute(attributes, "formula") or _typed(attributes)
            if filled and self.names[-1] not in self.filled[-1:]:
                self.filled.append(self.names[-1])
            return
        value = self._value(attributes, text, before + 1)
        if not value:
            return
        if before + times > MAX_COLUMNS or self._number + self._times - 1 > MAX_ROWS:
            raise self.cells.too_large()
        self._row.extend([""] * (before - len(self._row)))
        self._row.extend([self.cells.text(value)] * times)

    def _value(self, attributes: Mapping[str, str], text: str, column: int) -> str:
        """The cell's value as CSV would have it."""
        kind = _typed(attributes)
        formula = attribute(attributes, "formula")
        if kind == "error" or (formula and _ERROR.fullmatch(text.strip())):
            raise self.cells.bad_cell(
                column,
                self._number,
                f"holds the error {shown(text.strip())}",
                "correct the cell or clear it, and save the file",
            )
        if formula and not kind:
            raise self.cells.bad_cell(
                column,
                self._number,
                "holds a formula whose value is not stored",
                "open the file in a spreadsheet program and save it, or save it as CSV",
            )
        match kind:
            case "float" | "percentage" | "currency":
                told = attribute(attributes, "value").strip()
                number = finite(told)
                if number is None:
                    raise damaged(self._source)
                return written_number(told, number)
            case "date":
                return attribute(attributes, "date-value").strip().replace("T", " ")
            case "time":
                return _time(attribute(attributes, "time-value").strip())
            case "boolean":
                return "TRUE" if attribute(attributes, "boolean-value") == "true" else "FALSE"
            case "string":
                return attribute(attributes, "string-value") or text
            case "" | "void":
                return text
            case _:
                raise damaged(self._source)


def _typed(attributes: Mapping[str, str]) -> str:
    """What a cell's value is; "error" where a program that knows errors says so."""
    kind = ""
    for name, value in attributes.items():
        space, _, local = name.rpartition(" ")
        if local == "value-type":
            if value == "error":
                return "error"
            kind = value if "calcext" not in space else kind or value
    return kind


def _time(told: str) -> str:
    """A time of the day from ISO 8601's duration, as CSV has it; as it stands where it is none."""
    match = _TIME.fullmatch(told)
    if match is None:
        return told
    sign, hours, minutes, seconds = match.groups()
    return f"{sign}{int(hours or 0):02}:{int(minutes or 0):02}:{int(seconds or 0):02}"
