"""The builder and its spreadsheets: what they say is in a file is in it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from itertools import chain, repeat
from random import Random
from xml.etree import ElementTree

import pytest

from . import recount, words
from .builder import LAYOUTS, Built, Found, accept, build
from .spreadsheets import COLUMNS, ROWS, ods, xlsx
from .tables import Cell, Value, number
from .tables import words as text
from .verdict import Ranking, totals


@cache
def some_files() -> list[Built]:
    return [build(Random(seed)) for seed in range(1500)]


def read(built: Built, table: list[list[str]], votes: tuple[int, ...]) -> Found:
    """What is in some columns of a file, read as the kind of votes that it has."""
    papers = table[built.first : built.first + built.papers]
    marks = [[row[column] for column in votes] for row in papers]
    match built.how:
        case "names":
            rankings = [recount.from_names(cells, built.within) for cells in marks]
        case "order":
            rankings = [
                recount.from_names(cell.removesuffix(built.within).split(built.within))
                for (cell,) in marks
            ]
        case "ranks":
            headings = [table[built.first - 1][column] for column in votes]
            if built.layout == "Qualtrics":
                headings = [table[1][column].rpartition(" - ")[2] for column in votes]
            if built.layout == "ranks in brackets":
                headings = [heading.partition(" [")[2][:-1] for heading in headings]
            rankings = [recount.from_ranks(zip(headings, cells, strict=True)) for cells in marks]
            return Found(recount.tally(papers, rankings), frozenset(headings))
    return Found(recount.tally(papers, rankings), named(rankings))


def named(rankings: list[Ranking]) -> frozenset[str]:
    ranks = chain.from_iterable(rankings)
    return frozenset(
        chain.from_iterable((rank,) if isinstance(rank, str) else rank or () for rank in ranks)
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_hold_the_stated_ballots(layout: str) -> None:
    files = [built for built in some_files() if built.layout == layout]
    assert len(files) > 60
    for built in files:
        table = recount.rows(built.text, built.delimiter)
        assert accept(built, read(built, table, built.votes)) == "", built.text
        assert len(table) == built.first + built.papers
        assert sum(built.ballots.values()) == built.papers


def test_the_text_is_the_table() -> None:
    """Row by row; titles and empty rows may be shorter in the text."""
    for built in some_files():
        text = recount.rows(built.text, built.delimiter)
        table = [[cell.written for cell in row] for row in built.table]
        assert len({len(row) for row in table}) == 1
        assert not any(map(any, table[len(text) :]))
        for line, (short, full) in enumerate(zip(text, table, strict=False)):
            assert short + [""] * (len(full) - len(short)) == full
            assert len(short) == len(full) or line < built.first - 1


def test_another_column_is_another_count() -> None:
    """Whatever takes a column that is no vote for one is found out."""
    seen = 0
    for built in some_files():
        table = recount.rows(built.text, built.delimiter)
        others = set(range(len(table[built.first]))) - set(built.votes)
        for wrong in sorted(others)[:3]:
            try:
                found = read(built, table, (wrong, *built.votes[1:]))
            except ValueError:  # no rank in the cell
                continue
            if any(built.ballots.keys()):
                assert accept(built, found) != "", (built.text, wrong)
                seen += 1
    assert seen > 1000


def test_the_same_seed_gives_the_same_file() -> None:
    assert [build(Random(seed)) for seed in range(40)] == some_files()[:40]


def test_a_human_can_tell() -> None:
    for built in some_files():
        folded = {"".join(filter(str.isalnum, name.casefold())) for name in built.candidates}
        assert len(folded) == len(built.candidates)
        assert not {name.casefold() for name in built.candidates} & {
            heading.casefold() for heading in built.extras
        }
        assert len(set(built.extras) - {""}) == len([one for one in built.extras if one])
        papers = built.table[built.first : built.first + built.papers]
        assert any(cell.written for cell in papers[-1])
        if not any(built.ballots):
            assert "nobody marked anything" in built.doubt


def test_files_are_of_every_kind() -> None:
    assert {built.layout for built in some_files()} == set(LAYOUTS)
    assert {built.language for built in some_files()} == {one.code for one in words.LANGUAGES}
    assert {built.delimiter for built in some_files()} == {",", ";", "\t"}
    kinds = Counter(
        kind
        for built in some_files()
        for kind, there in {
            "plain": not built.doubt,
            "doubtful": bool(built.doubt),
            "marked": any(built.ballots),
            "all blank": not any(built.ballots),
            "one voter": built.papers == 1,
            "many voters": built.papers > 20,
            "byte order mark": built.text.startswith("\ufeff"),
            "Windows": "\r\n" in built.text,
            "sep": built.text.removeprefix("\ufeff").startswith("sep="),
            "title": built.first == 2 and built.layout not in {"SurveyMonkey"},
            "empty rows": len(built.table) > built.first + built.papers,
            "empty columns": not any(row[-1].written for row in built.table),
            "nothing but votes": not built.extras,
            "equals": any(isinstance(rank, tuple) for one in built.ballots for rank in one),
            "gaps": any(None in ranking for ranking in built.ballots),
            "blank papers": () in built.ballots and len(built.ballots) > 1,
            "twelve": len(built.candidates) == 12,
            "three": len(built.candidates) == 3,
        }.items()
        if there
    )
    rare = {kind: number for kind, number in kinds.items() if number < 20}
    assert rare == {}
    assert len(kinds) == 18
    assert kinds["plain"] > 0.8 * len(some_files())
    assert kinds["marked"] > 0.9 * len(some_files())


def test_labels_say_their_rank() -> None:
    for language in words.LANGUAGES:
        assert language.headings.keys() == set(words.KINDS)
        assert len(language.limesurvey) == 5
        for labels in language.labels:
            assert [recount.rank(label) for label in labels] == list(range(1, words.MOST + 1))


def values(built: Built) -> list[list[Value]]:
    return [[cell.value for cell in row] for row in built.table]


def trimmed(table: list[list[Value]]) -> list[list[Value]]:
    """A table without empty cells at the end of a row and empty rows at the end."""
    rows = [
        row[: max((at for at, cell in enumerate(row, 1) if cell is not None), default=0)]
        for row in table
    ]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def test_a_workbook_holds_the_table() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for built in some_files()[:60]:
        book = openpyxl.load_workbook(io.BytesIO(xlsx(built.table)))
        table = [list(row) for row in book.active.iter_rows(values_only=True)]
        # Excel keeps a time as a number, to the millisecond or so.
        assert trimmed(exact(table)) == trimmed(exact(values(built)))
        assert [type(cell) for row in trimmed(table) for cell in row] == [
            type(cell) for row in trimmed(values(built)) for cell in row
        ]


def exact(table: list[list[Value]]) -> list[list[Value]]:
    return [
        [
            (cell + timedelta(milliseconds=500)).replace(microsecond=0)
            if isinstance(cell, datetime)
            else cell
            for cell in row
        ]
        for row in table
    ]


def test_an_open_document_holds_the_table() -> None:
    for built in some_files()[:200]:
        assert trimmed(from_ods(ods(built.table))) == trimmed(values(built))


def test_an_open_document_keeps_equal_cells_and_rows_once() -> None:
    """But one that says 1 and one that says TRUE are not equal."""
    row = (number(1), number(1), Cell("TRUE", True), text("a  b "), text("a\nb"), Cell("1.5", 1.5))
    document = ods((row, row, row[2:] + row[:2]))
    content = zipfile.ZipFile(io.BytesIO(document)).read("content.xml").decode()
    assert '<table:table-row table:number-rows-repeated="2">' in content
    read = trimmed(from_ods(document))
    assert read == [[1, 1, True, "a  b ", "a\nb", 1.5]] * 2 + [[True, "a  b ", "a\nb", 1.5, 1, 1]]
    assert [type(cell) for cell in read[0]] == [int, int, bool, str, str, float]


def test_an_open_document_is_as_big_as_they_are() -> None:
    content = zipfile.ZipFile(io.BytesIO(ods(some_files()[0].table))).read("content.xml").decode()
    assert f'number-columns-repeated="{COLUMNS}"' in content
    assert f'number-rows-repeated="{ROWS - len(some_files()[0].table)}"' in content


NAMESPACES = {
    key: f"{{urn:oasis:names:tc:opendocument:xmlns:{key}:1.0}}"
    for key in ("office", "table", "text")
}
OFFICE, TABLE, TEXT = NAMESPACES.values()


def from_ods(data: bytes) -> list[list[Value]]:
    """The values of the cells of a document, repeated as it says, but for the empty rest."""
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        assert document.namelist()[0] == "mimetype"
        assert document.infolist()[0].compress_type == zipfile.ZIP_STORED
        root = ElementTree.fromstring(document.read("content.xml"))
    table: list[list[Value]] = []
    for row in root.iter(f"{TABLE}table-row"):
        cells: list[Value] = []
        for cell in row:
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += repeat(from_cell(cell), min(times, 99))
        times = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        table += repeat(cells, min(times, 999))
    return table


def from_cell(cell: ElementTree.Element) -> Value:
    match cell.get(f"{OFFICE}value-type"):
        case None:
            return None
        case "boolean":
            return cell.get(f"{OFFICE}boolean-value") == "true"
        case "float":
            said = cell.get(f"{OFFICE}value", "")
            return float(said) if "." in said else int(said)
        case "date":
            return datetime.fromisoformat(cell.get(f"{OFFICE}date-value", ""))
    return "\n".join(
        "".join(chain([line.text or ""], *map(after, line))) for line in cell.iter(f"{TEXT}p")
    )


def after(blanks: ElementTree.Element) -> tuple[str, str]:
    return " " * int(blanks.get(f"{TEXT}c", "1")), blanks.tail or ""


def test_ballots_are_told_in_one_way() -> None:
    assert all(totals(built.ballots) == dict(built.ballots) for built in some_files())
