"""A CSV file as a table: comments, separator, headings on one row or several, rows, empty ends.

Knows how CSV is cut into cells and how survey tools stack their headings. Must not know what a
column means.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from hustings.election.formats.ballots import check_size
from hustings.election.formats.csv.headings import is_never
from hustings.election.formats.remarks import Remarks, split_list
from hustings.errors import InputError
from hustings.inputs.export import meant
from hustings.inputs.text import Source, shown

KEYS = {"title", "seats", "form", "candidates", "withdrawn", "slate", "groups", "rejected"}
_SEPARATORS = ("\t", ";", ",")
# Microsoft's spreadsheets say on the first line what separates the cells.
_SAID = {"sep=,": ",", "sep=;": ";", "sep=\t": "\t", "sep=|": "|"}


# Of cells. A byte holds one where fewer than 257 cells differ, as in most tables of votes: such a
# list takes an eighth of the memory, and rows of it are counted in half the time.
Numbers = list[int] | bytearray


def first_come(numbers: Numbers) -> Iterable[int]:
    """The different numbers, in the order in which they first come."""
    if isinstance(numbers, list):
        return dict.fromkeys(numbers)
    # Looking for each of 256 bytes takes less time than looking at every cell.
    places = ((numbers.find(number), number) for number in range(256))
    return [number for place, number in sorted(places) if place >= 0]


class Cells(dict[str, int]):
    """Each cell's number, given when it is first asked for; 0 for an empty one.

    Cells that differ in nothing but the space around them have one number: whatever is asked of
    cells later is asked once of each that is different.

    Attributes:
        texts: by number, without space around them.
    """

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.texts = [""]
        self._numbers = {"": 0}

    def __missing__(self, cell: str) -> int:
        text = cell.strip()
        if text[:1] == "'":
            text = meant(text)
        number = self[cell] = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


@dataclass(slots=True)
class Table:
    """A table of ballots.

    Attributes:
        source: to complain of a line.
        headings: one for each column.
        line: of the headings.
        cells: each that is different.
        leading: the cells of the first columns, as they are, not numbered yet.
        columns: the numbers of the cells of each column after these.
        lines: of each row.
        notes: what was left out.
        remarks: what the comment lines said.
        candidates: names the comments list, None where they do not.
    """

    source: Source
    headings: tuple[str, ...]
    line: int
    cells: Cells
    leading: list[list[str]]
    columns: list[Numbers]
    lines: list[int]
    notes: list[str]
    remarks: Remarks
    candidates: list[str] | None

    def column(self, place: int, rows: int | None = None) -> Numbers:
        """The numbers of a column's cells, on all rows or at least on so many."""
        if place < len(self.leading):
            return list(map(self.cells.__getitem__, self.leading[place][:rows]))
        return self.columns[place - len(self.leading)]


def table_of(source: Source) -> Table:
    """The table in a text.

    Raises:
        InputError: the text is no table: quotation marks that do not match, a row that is longer
            than the headings, nothing but comments.
    """
    remarks = Remarks()
    text, start, line = _after_comments(source, remarks)
    candidates = None
    if "candidates" in remarks.single:
        candidates = split_list(source, *remarks.single["candidates"])
        check_size(
            source, candidates=len(candidates), seats=1, line=remarks.single["candidates"][1]
        )
    end = text.find("\n", start)
    first = text[start : end if end >= 0 else len(text)].strip()
    delimiter = _SAID.get(first.lower().strip('"'), "")
    if delimiter:
        start, line = (end + 1 if end >= 0 else len(text)), line + 1
    else:
        delimiter = _delimiter(text, start)
    rest = text[start:] if start else text
    return _headed(source, _cut(source, rest, delimiter, line), remarks, candidates)


def _after_comments(source: Source, remarks: Remarks) -> tuple[str, int, int]:
    """The text, and where and on which line the table begins."""
    text, start, line = source.text, 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first = text[start:end].strip()
        # "#1" and "# 1" are headings of a rank; a comment has a word behind its mark.
        if first and (first[0] != "#" or first[1:2].isdigit()):
            return text, start, line
        if first:
            remarks.note(source, first, line, KEYS)
        start, line = end + 1, line + 1
    raise _nothing(source)


def _nothing(source: Source) -> InputError:
    return source.fault("there is nothing but comments", remedy="give a file with ballots in it")


def _delimiter(text: str, start: int) -> str:
    """What separates cells, told by the headings: what is quoted separates nothing.

    Where the first row has a single cell it may be a title; then the second tells.
    """
    rows: list[list[str]] = [[]]
    quoted = False
    for character in islice(text, start, start + 100_000):
        if character == '"':
            quoted = not quoted
        elif character == "\n" and not quoted:
            if len(rows) == 2:
                break
            rows.append([])
        elif not quoted:
            rows[-1].append(character)
    first, second = ("".join(row) for row in (*rows, [""])[:2])
    found = next((mark for mark in _SEPARATORS if mark in first), "")
    if found or not second:
        return found or "\0"
    # "Ann;Bo;" below a single heading is one cell with a whole order.
    told = next((mark for mark in _SEPARATORS if mark in second), "\0")
    return "\0" if told == ";" and second.rstrip().endswith(";") else told


def _cut(source: Source, text: str, delimiter: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that have any cell, each with the line it begins on."""
    if delimiter == "\0":  # a single column; quotation marks work all the same
        delimiter = "\x1f"
    if '"' not in text:  # every line is a row, and nothing hides a separator
        lines = text.split("\n")
        # A cell longer than the library takes is the library's to refuse.
        if max(map(len, lines)) <= csv.field_size_limit():
            for number, cells in enumerate(lines, line):
                if cells:
                    yield number, cells.split(delimiter)
            return
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    begins = line
    try:
        for row in reader:
            if row:
                yield begins, row
            begins = line + reader.line_num
    except csv.Error:
        raise source.fault(
            "the quotation marks of a cell do not match",
            line=line + max(reader.line_num, 1) - 1,
            remedy='close every quotation mark, and write "" for a mark inside a quoted cell',
        ) from None


def _headed(
    source: Source,
    rows: Iterator[tuple[int, list[str]]],
    remarks: Remarks,
    candidates: list[str] | None,
) -> Table:
    """Headings and rows apart, all of one length, without what is empty at the end."""
    beginning = [(line, list(map(str.strip, row))) for line, row in islice(rows, 12)]
    if not beginning:
        raise _nothing(source)
    first = [row for _, row in beginning]
    headings = list(first[0])
    notes: list[str] = []
    after = next((n for n, row in enumerate(first[1:10], 1) if any(row)), 0)
    full = sum(map(bool, first[after]))
    if headings[0] and not any(headings[1:]) and after and full > 1:
        notes.append(f"Line {beginning[0][0]}, {shown(headings[0])}, left out as a title.")
        del beginning[:after], first[:after]
        headings = list(first[0])
    if len(first) > 1:
        headings += [""] * (len(first[1]) - len(headings))
    headings, used = _stacked(headings, first[1:3])
    headings = list(map(meant, headings))
    width = len(headings)
    while width and not headings[width - 1]:
        width -= 1
    del headings[width:]
    # Moments, addresses and the like differ from row to row and are hardly ever asked for: where
    # they come first, as forms write them, they are numbered when they are.
    apart = next((n for n, heading in enumerate(headings) if not is_never(heading)), width)
    cells = Cells()
    number_of = cells.__getitem__
    numbers: Numbers = bytearray()
    leading: list[str] = []
    lines: list[int] = []
    for line, row in chain(beginning[used:], rows):
        if len(row) != width:
            _make_even(row, width)
            if len(row) > width:
                deque(rows, 0)  # quotation marks that do not match are the graver fault
                raise source.fault(
                    f"the row has {len(row)} cells, but the header only {width}",
                    line=line,
                    remedy="give every column a heading, or quote cells that hold the separator",
                )
        lines.append(line)
        leading += row[:apart]
        try:
            numbers.extend(map(number_of, row[apart:]))
        except ValueError:  # a number that is no byte
            numbers = list(numbers)
            numbers.extend(map(number_of, row[apart:]))
    table = Table(
        source,
        tuple(headings),
        beginning[0][0],
        cells,
        [leading[place::apart] for place in range(apart)],
        [numbers[place :: width - apart] for place in range(width - apart)],
        lines,
        notes,
        remarks,
        candidates,
    )
    if candidates is None:
        _without_empty_end(table)
    return table


def _make_even(row: list[str], width: int) -> None:
    """Fill a row up to `width` cells, or take away empty cells beyond."""
    row[:] = map(str.strip, row)
    while len(row) > width and not row[-1]:
        row.pop()
    row.extend([""] * (width - len(row)))


def _without_empty_end(table: Table) -> None:
    """Take away rows without a single cell that a spreadsheet left at the end."""
    lines, leading, columns = table.lines, table.leading, table.columns
    full = len(lines)
    while full and not (
        any(column[full - 1] for column in columns)
        or any(column[full - 1].strip() for column in leading)
    ):
        full -= 1
    # A row of a single empty cell is an empty line; nothing is said of those.
    if full < len(lines) and len(table.headings) > 1:
        few = len(lines) - full
        which = f"line {lines[full]}" if few == 1 else f"lines {lines[full]} to {lines[-1]}"
        table.notes.append(
            f"{few} empty row{'s' * (few > 1)} at the end left out ({which}): no papers."
        )
    del lines[full:]
    for texts in leading:
        del texts[full:]
    for numbers in columns:
        del numbers[full:]


def _stacked(headings: list[str], below: list[list[str]]) -> tuple[list[str], int]:
    """Headings that stand on several rows as one, and how many rows they take.

    Qualtrics has codes, questions and import ids on three rows. SurveyMonkey has the question above
    the first of its columns and the answers on a second row.
    """
    while (
        headings
        and not headings[-1]
        and not any(any(row[len(headings) - 1 :]) for row in below[:1])
    ):
        headings.pop()
    said = [cell for cell in below[1] if cell] if len(below) > 1 else []
    if said and all(cell.startswith('{"ImportId"') for cell in said):
        questions = below[0] + [""] * (len(headings) - len(below[0]))
        return [
            code if is_never(code) else _asked(question) or code
            for code, question in zip(headings, questions, strict=False)
        ], 3
    if below and any(headings) and "" in headings[: len(below[0])]:
        second = below[0] + [""] * (len(headings) - len(below[0]))
        gaps = [at for at, cell in enumerate(headings) if not cell]
        named = [at for at in gaps if at < len(second) and second[at]]
        first = gaps[0] - 1
        answers = [second[at] for at in (*gaps, first) if at < len(second) and second[at]]
        plain = all(not second[at] for at in range(min(first, len(second))) if headings[at])
        plain = plain and not all(answer.isdigit() for answer in answers)
        if first >= 0 and plain and len(named) == len(gaps) and not is_never(headings[first]):
            whole, question = [], ""
            for at, cell in enumerate(headings):
                question = cell or question
                answer = second[at] if at < len(second) else ""
                whole.append(f"{question} [{answer}]" if answer and not is_never(cell) else cell)
            return whole, 2
        # SurveyMonkey leaves the second row blank where there is no such question.
    return headings, 1


def _asked(question: str) -> str:
    """A question of Qualtrics with its answer, "Question - Answer", as "Question [Answer]"."""
    question = " ".join(question.split())
    before, dash, answer = question.rpartition(" - ")
    if not dash or answer == "Text":
        return question
    return f"{before} [{answer}]"


def first_cell(table: Table, place: int) -> str:
    """The first cell of a column that is not empty, as a message shows it; "" for none."""
    first = next(filter(None, islice(table.column(place, 1000), 1000)), 0)
    return shown(table.cells.texts[first], 30) if first else ""
