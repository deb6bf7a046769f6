"""Lines of a JSON file: of every key and entry, whatever the text looks like."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.inputs.entry import Path
from hustings.inputs.json import key_lines, repeated

TEXT = """\
{"a": 1, "b": [
   true, {"c": "}, ] \\" :"},
   [],
 [[2
 ]]
],
  "d": {}, "e\\u00e9":
null
}
"""


def test_every_key_and_entry_has_its_line() -> None:
    assert key_lines(TEXT) == {
        ("a",): 1,
        ("b",): 1,
        ("b", 0): 2,
        ("b", 1): 2,
        ("b", 1, "c"): 2,
        ("b", 2): 3,
        ("b", 3): 4,
        ("b", 3, 0): 4,
        ("b", 3, 0, 0): 4,
        ("d",): 7,
        ("eé",): 7,
    }
    assert repeated(TEXT) == ("", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n"a": 2}', ("a", 2)),
        ('[{"a": 1},\n{"a": 2,\n\n"\\u0061": 3}]', ("a", 4)),
        ('{"a": {"a": [1, 1]},\n"b": {"a": 2}}', ("", 0)),
        ("7", ("", 0)),
    ],
)
def test_keys_that_stand_twice(text: str, expected: tuple[str, int]) -> None:
    assert repeated(text) == expected


def _paths(value: Any, path: Path = ()) -> set[Path]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = {(*path, key) for key, _ in inner}
    return found.union(*(_paths(one, (*path, key)) for key, one in inner))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(values, st.sampled_from([None, 0, 2]), st.booleans())
def test_nothing_is_missed(value: Any, indent: int | None, plain: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=plain)
    lines = key_lines(text)
    assert set(lines) == _paths(value)
    rows = text.split("\n")
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert json.dumps(path[-1], ensure_ascii=plain) in rows[line - 1]
