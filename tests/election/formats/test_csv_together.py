"""How ranks go together on rows: figures that are counted once agree with the plain way."""

from __future__ import annotations

from collections import Counter
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from hustings.election.formats import parse
from hustings.election.formats.csv.column import Column
from hustings.election.formats.csv.headings import Heading
from hustings.election.formats.csv.together import Rows
from hustings.election.profile import ranking_of

CELLS = ["", "1", "2", "3", "4", "2nd", "x", "-", "21"]
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, len(CELLS) - 1), min_size=width, max_size=width), min_size=1
    )
)


def columns_of(rows: list[list[int]]) -> list[Column]:
    return [
        Column(place, Heading(f"Q{place}"), partial(list, numbers), CELLS)
        for place, numbers in enumerate(zip(*rows, strict=True))
    ]


def is_bad(row: list[int]) -> bool:
    """Two stand first, none does, or two share a rank that is not the last."""
    ranks = [{"2nd": 2}.get(CELLS[n], int(CELLS[n]) if CELLS[n].isdigit() else 0) for n in row]
    ranks = [rank for rank in ranks if rank]
    shared = {rank for rank in ranks if ranks.count(rank) > 1}
    return bool(ranks) and (ranks.count(1) != 1 or bool(shared - {max(ranks)}))


@given(tables)
def test_bad_rows_with_all_columns_and_without_each(rows: list[list[int]]) -> None:
    columns = columns_of(rows)
    together = Rows(columns)
    assert together.bad == sum(map(is_bad, rows))
    for place, column in enumerate(columns):
        others = [row[:place] + row[place + 1 :] for row in rows]
        assert together.bad_without[column] == sum(map(is_bad, others))


@given(tables)
def test_a_column_knows_its_cells_in_order(rows: list[list[int]]) -> None:
    for place, column in enumerate(columns_of(rows)):
        values = [CELLS[row[place]] for row in rows]
        assert column.values == values
        assert list(column.times.items()) == list(Counter(values).items())
        assert column.said == [value for value in dict.fromkeys(values) if value]


@given(
    st.lists(
        st.lists(st.sampled_from(["", "1", "1.0", "2", "3", "3rd", "-"]), min_size=3, max_size=3),
        min_size=1,
        max_size=20,
    )
)
def test_rankings_of_ranks_whatever_stands_for_none(rows: list[list[str]]) -> None:
    """Gaps, equal ranks and words for no preference: as one would read each row by hand."""
    head = ["# seats: 1", "# form: ranks", "Ann,Bo,Cy,papers"]
    text = "\n".join([*head, *(",".join([*row, "1"]) for row in rows)])
    file = parse(text.encode())
    expected: Counter[tuple[int, ...]] = Counter()
    for row in rows:
        ranks = [{"1": 1, "1.0": 1, "2": 2, "3": 3, "3rd": 3}.get(cell, 0) for cell in row]
        expected[
            ranking_of(
                [place for place, rank in enumerate(ranks) if rank == one]
                for one in range(1, max(ranks) + 1)
            )
        ] += 1
    assert dict(zip(file.profile.rankings, file.profile.papers, strict=True)) == expected
