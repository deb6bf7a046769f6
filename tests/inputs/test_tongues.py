"""Texts in several languages: read in the order of the languages, refused with their line."""

from __future__ import annotations

import pytest

from hustings.errors import InputError
from hustings.inputs.toml import toml
from hustings.inputs.tongues import by_language

CODES = ("en", "cy")


def read(text: str, most: int | None = None) -> dict[str, str]:
    return by_language(toml(text, "a.toml"), "title", CODES, most=most)


def test_the_order_is_that_of_the_languages() -> None:
    given = read('title = { cy = "Helo", en = "Hello" }')
    assert list(given.items()) == [("en", "Hello"), ("cy", "Helo")]
    assert read('title = "Hello"') == {"en": "Hello"}
    assert read("other = 1") == {}


def test_paragraphs_keep_their_lines_and_tabs() -> None:
    assert read('title = """\n one\n\n\ttwo\n"""', most=20) == {"en": "one\n\n\ttwo"}


@pytest.mark.parametrize(
    ("text", "most", "complaint"),
    [
        ("title = 5", None, 'must be text, not a number; write `title = "…"`, or `title = { en ='),
        ('title = { de = "Hallo" }', None, "`title` is given in `de`, which is not among"),
        ("title = { cy = 5 }", None, "`title` in `cy` must be text, not a number; put it in"),
        ("title = {}", None, "`title` is empty; write"),
        ('title = "a\\u0001b"', 10, "`title` holds a control character"),
        ('title = "four"', 3, "`title` has 4 letters; use at most 3"),
        ('title = " "', 3, "`title` is empty"),
        ('title = "a\\nb"', None, "`title` holds a line break"),
    ],
)
def test_refusals(text: str, most: int | None, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f"\n{text}\n", most)
    assert complaint in str(caught.value)
    assert caught.value.line == 2


def test_as_many_letters_as_there_may_be() -> None:
    assert read('title = "four"', 4) == {"en": "four"}
