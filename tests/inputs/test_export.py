"""CSV for spreadsheets: no text becomes a formula, figures stay figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.inputs.export import harmless, meant, written


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        *[
            (c, f"'{c}")
            for c in ("=1+1", "+x", "-x", "@x", "=", "-", "-1_0", "-inf", "\t=1", "+ 2", "'=1")
        ],
        *[(c, c) for c in ("", "-0.5", "+2", "-1e-05", "Ann", "a=b", "'1", "'", " =1")],
    ],
)
def test_what_would_be_a_formula_is_text(cell: str, kept: str) -> None:
    assert harmless(cell) == kept


def test_rows() -> None:
    assert written([["=1+1", "-0.5"], ['a,"b"', "é"]]) == '\'=1+1,-0.5\n"a,""b""",é\n'


@given(st.text(st.sampled_from("=+-@'a1. \t")))
def test_what_was_meant_comes_back(cell: str) -> None:
    assert meant(harmless(cell)) == cell
