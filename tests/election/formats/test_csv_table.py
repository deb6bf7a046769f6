"""How a table is cut: with and without quotation marks, and with leading columns no vote is in."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hustings.election.formats import parse
from hustings.election.formats.csv.table import Cells
from hustings.election.formats.request import Directions
from hustings.errors import InputError

NAMES = st.sampled_from(["Ann", "Bo", "Cy", "", " Ann", "Bo\t", " ", "-", "'=Di", "\x0b", "\x85Cy"])
ROWS = st.lists(st.lists(NAMES, max_size=4), max_size=12)


def outcome(text: str, directions: Directions = Directions()) -> tuple[object, ...]:  # noqa: B008
    """Everything that is made of a form, or the message that refuses it."""
    try:
        file = parse(text.encode(), source="form", seats=1, directions=directions)
    except InputError as error:
        return (str(error),)
    return file.election, file.profile, file.notes, file.account


@given(ROWS, st.sampled_from(",;\t"))
@example([["Ann"], [], ["Bo", "Cy", "Ann", "Bo"]], ",")
@example([["Ann"], [""], ["", ""]], ",")
def test_quotation_marks_round_a_heading_change_nothing(rows: list[list[str]], mark: str) -> None:
    """With any the text is cut by the library, without by its separators."""
    body = "\n".join(mark.join(row) for row in rows)
    plain = f"1st choice{mark}2nd choice{mark}3rd choice\n{body}"
    assert outcome(plain) == outcome(plain.replace("1st choice", '"1st choice"'))


@given(ROWS)
@example([["Ann"], ["", ""], []])
def test_columns_that_no_vote_is_in_may_stand_first_or_last(rows: list[list[str]]) -> None:
    """Where they stand first, their cells are numbered only when they are asked for."""
    votes = [(row + [""] * 3)[:3] for row in rows]
    own = [[f"1.5.2026 10:0{n}", "'=1" if row else ""] for n, row in enumerate(rows)]
    heads, others = ["1st choice", "2nd choice", "3rd choice"], ["Timestamp", "Comment"]
    first = [others + heads, *(a + b for a, b in zip(own, votes, strict=True))]
    last = [heads + others, *(b + a for a, b in zip(own, votes, strict=True))]
    before, after = (outcome("\n".join(map(",".join, table))) for table in (first, last))
    assert before[:2] == after[:2]


def test_a_leading_column_is_read_where_the_caller_names_it() -> None:
    form = "Id,Name,Choice\nAnn,x,Bo\n Bo ,y,Ann\nBo,z,\n"
    file = parse(form.encode(), seats=1, directions=Directions(columns=("Id", "Choice")))
    assert file.election.names == ("Ann", "Bo")
    assert file.profile.rankings == ((0, 1), (1,), (1, 0))
    assert file.profile.papers == (1, 1, 1)


def test_an_empty_row_at_the_end_is_one_where_leading_cells_are_empty_too() -> None:
    form = "Id,1st choice,2nd choice\n7,Ann,Bo\n8,,\n ,,\n,,\n"
    file = parse(form.encode(), seats=1)
    assert file.profile.total == 2
    assert "2 empty rows at the end left out (lines 4 to 5): no papers." in file.notes


def test_cells_that_differ_in_space_alone_have_one_number() -> None:
    cells = Cells()
    said = ["Ann", " Ann ", "", "\t", "'=Ann", "=Ann", "'\t=x", "\t=x", "=x", "'Ann"]
    assert [cells[cell] for cell in said] == [1, 1, 0, 0, 2, 2, 3, 4, 4, 5]
    assert cells.texts == ["", "Ann", "=Ann", "\t=x", "=x", "'Ann"]


def test_marks_that_do_not_match_are_said_before_a_row_that_is_too_long() -> None:
    form = '1st choice,2nd choice\nAnn,Bo,Cy\nBo,"Ann\n'
    with pytest.raises(InputError) as caught:
        parse(form.encode(), seats=1)
    assert caught.value.line == 3
    assert "quotation marks" in str(caught.value)


def test_nothing_below_the_line_that_names_the_separator() -> None:
    with pytest.raises(InputError) as caught:
        parse(b"sep=,\n", seats=1)
    assert str(caught.value) == "there is nothing but comments; give a file with ballots in it"
