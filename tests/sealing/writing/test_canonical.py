"""Canonical JSON: one way to write, every other refused with one clear line."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.sealing.writing.canonical import DEEPEST, canonical, read_canonical

texts = st.text(max_size=8).map(lambda text: normalize("NFC", text))
keys = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_round_trip(value: Any) -> None:
    assert read_canonical(canonical(value)) == value


def test_bytes() -> None:
    value = {"b": [1, -2, None, True, False], "B": "é𝄞\u2028\x7f", "a": '"\\/\n\x1f', "": {}}
    assert canonical(value) == (
        '{"":{},"B":"é𝄞\u2028\x7f","a":"\\"\\\\/\\n\\u001f","b":[1,-2,null,true,false]}'.encode()
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('"e\u0301"'.encode(), "normal form C"),
        (b'"\\u00e9"', "canonical form"),
        (b'"\\ud834\\udd1e"', "canonical form"),
        (b'"\\ud834"', "half a character"),
        (b'"\xed\xa0\xb4"', "not UTF-8"),
        (b'"\xff"', "not UTF-8"),
        (b'{"a":1,"a":1}', "stands twice"),
        (b'{"a":{"b":1,"b":2}}', "stands twice"),
        (b'{"b":1,"a":1}', "canonical form"),
        ('{"é":1}'.encode(), "plain ASCII"),
        (b'{"a\\n":1}', "plain ASCII"),
        (b"1.0", "whole number"),
        (b"1e3", "whole number"),
        (b"NaN", "whole number"),
        (b"-Infinity", "whole number"),
        (b"-0", "canonical form"),
        (b"01", "not JSON"),
        (b"9007199254740992", "2^53"),
        (b"-9007199254740992", "2^53"),
        (b"9" * 5000, "digits"),
        (b"[1, 2]", "canonical form"),
        (b"[1]\n", "canonical form"),
        (b" 1", "canonical form"),
        (b"\xef\xbb\xbf1", "not JSON"),
        (b"[" * 33 + b"]" * 33, "nested"),
        (b"[" * 200_000, "nested"),
        (b'{"a":' * 200_000, "nested"),
        (b"", "not JSON"),
        (b"'a'", "not JSON"),
        (b'"\\/"', "canonical form"),
        (b'"\\u001F"', "canonical form"),
        (b'"\n"', "not JSON"),
    ],
    ids=repr,
)
def test_anything_else_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_canonical(data, source="manifest.json")
    text = str(caught.value)
    assert said in text
    assert text.startswith("manifest.json: ")
    assert "\n" not in text


def test_the_deepest_nesting_is_read() -> None:
    data = b"[" * DEEPEST + b"]" * DEEPEST
    assert canonical(read_canonical(data)) == data


@pytest.mark.parametrize("value", [0.5, float("nan"), b"a", {1: 2}, {"a": {2}}, 2**53, "\udc00"])
def test_what_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(InputError):
        canonical(value)
