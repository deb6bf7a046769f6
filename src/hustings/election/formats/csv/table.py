"""A CSV file as a table: comments, separator, headings on one row or several, rows, empty ends.

Knows how CSV is cut into cells and how survey tools stack their headings. Must not know what a
column means.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import chain, islice

from hustings.election.formats.ballots import check_size
from hustings.election.formats.csv.headings import is_never
from hustings.election.formats.remarks import Remarks, split_list
from hustings.inputs.export import meant
from hustings.inputs.text import Source, shown

KEYS = {"title", "seats", "form", "candidates", "withdrawn", "slate", "groups", "rejected"}
_SEPARATORS = ("\t", ";", ",")
# Microsoft's spreadsheets say on the first line what separates the cells.
_SAID = {"sep=,": ",", "sep=;": ";", "sep=\t": "\t", "sep=|": "|"}


@dataclass(slots=True)
class Table:
    """A table of ballots.

    Attributes:
        source: to complain of a line.
        headings: one for each column.
        line: of the headings.
        cells: each that is different, without space around it; the first is empty.
        columns: for each heading, which of `cells` stands on each row.
        lines: of each row.
        notes: what was left out.
        remarks: what the comment lines said.
        candidates: names the comments list, None where they do not.
    """

    source: Source
    headings: tuple[str, ...]
    line: int
    cells: list[str]
    columns: list[list[int]]
    lines: list[int]
    notes: list[str]
    remarks: Remarks
    candidates: list[str] | None


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
    rows, lines = _cells(source, rest, delimiter, line)
    return _headed(source, rows, lines, remarks, candidates)


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
    raise source.fault("there is nothing but comments", remedy="give a file with ballots in it")


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


def _cells(
    source: Source, text: str, delimiter: str, line: int
) -> tuple[list[list[str]], list[int]]:
    """Rows that have any cell, and the line each begins on."""
    if delimiter == "\0":  # a single column; quotation marks work all the same
        delimiter = "\x1f"
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    begins = line
    try:
        for row in reader:
            if row:
                rows.append(row)
                lines.append(begins)
            begins = line + reader.line_num
    except csv.Error:
        raise source.fault(
            "the quotation marks of a cell do not match",
            line=line + max(reader.line_num, 1) - 1,
            remedy='close every quotation mark, and write "" for a mark inside a quoted cell',
        ) from None
    return rows, lines


def _headed(
    source: Source,
    rows: list[list[str]],
    lines: list[int],
    remarks: Remarks,
    candidates: list[str] | None,
) -> Table:
    """Headings and rows apart, all of one length, without what is empty at the end."""
    rows[:10] = [list(map(str.strip, row)) for row in rows[:10]]
    headings = list(rows[0])
    notes: list[str] = []
    after = next((n for n, row in enumerate(rows[1:10], 1) if any(row)), 0)
    full = sum(map(bool, rows[after]))
    if headings[0] and not any(headings[1:]) and after and full > 1:
        notes.append(f"Line {lines[0]}, {shown(headings[0])}, left out as a title.")
        del rows[:after], lines[:after]
        headings = list(rows[0])
    if len(rows) > 1:
        headings += [""] * (len(rows[1]) - len(headings))
    headings, used = _stacked(headings, rows[1:3])
    headings = list(map(meant, headings))
    line = lines[0]
    del rows[:used], lines[:used]
    width = len(headings)
    while width and not headings[width - 1]:
        width -= 1
    for number, row in zip(lines, rows, strict=True):
        if len(row) != width:
            row[:] = map(str.strip, row)
            while len(row) > width and not row[-1]:
                row.pop()
            if len(row) > width:
                raise source.fault(
                    f"the row has {len(row)} cells, but the header only {width}",
                    line=number,
                    remedy="give every column a heading, or quote cells that hold the separator",
                )
            row.extend([""] * (width - len(row)))
    if candidates is None:
        _without_empty_end(rows, lines, notes)
    cells, numbers = _numbered(rows)
    rows.clear()  # large, and not needed any more
    columns = [numbers[place::width] for place in range(width)]
    return Table(
        source, tuple(headings[:width]), line, cells, columns, lines, notes, remarks, candidates
    )


class _Numbers(dict[str, int]):
    """Each cell's number, from 0 for an empty one on, given when it is first asked for."""

    def __missing__(self, cell: str) -> int:
        self[cell] = number = len(self)
        return number


def _numbered(rows: list[list[str]]) -> tuple[list[str], list[int]]:
    """The different cells without space around them; the number among these of cell after cell.

    Whatever is asked of cells later is asked once of each that is different.
    """
    known = _Numbers({"": 0})
    numbers = list(map(known.__getitem__, chain.from_iterable(rows)))
    stripped = [meant(cell) if cell[:1] == "'" else cell for cell in map(str.strip, known)]
    if stripped != list(known):
        known = _Numbers({"": 0})
        places = [known[cell] for cell in stripped]
        numbers = list(map(places.__getitem__, numbers))
    return list(known), numbers


def _without_empty_end(rows: list[list[str]], lines: list[int], notes: list[str]) -> None:
    """Take away rows without a single cell that a spreadsheet left at the end."""
    full = len(rows)
    while full and not any(map(str.strip, rows[full - 1])):
        full -= 1
    # A row of a single empty cell is an empty line; nothing is said of those.
    if full < len(rows) and len(rows[0]) > 1:
        few = len(rows) - full
        which = f"line {lines[full]}" if few == 1 else f"lines {lines[full]} to {lines[-1]}"
        notes.append(f"{few} empty row{'s' * (few > 1)} at the end left out ({which}): no papers.")
    del rows[full:], lines[full:]


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
    first = next(filter(None, islice(table.columns[place], 1000)), 0)
    return shown(table.cells[first], 30) if first else ""
