"""Numbers as people write them: which are read, and what is said of the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.errors import InputError
from hustings.inputs.figures import instead, number, on_line, plain
from hustings.inputs.toml import toml


@pytest.mark.parametrize(
    ("text", "whole", "share", "value"),
    [
        ("9,000", True, False, 9000),
        ("1,234,567", True, False, 1234567),
        ("9 000", True, False, 9000),
        ("9\N{NO-BREAK SPACE}000", True, False, 9000),
        ("9'000", True, False, 9000),
        ("9000", True, False, 9000),
        ("30 %", False, True, 0.3),
        ("30%", False, True, 0.3),
        ("2,5 %", False, True, 0.025),
        ("0,35", False, True, 0.35),
        ("0,350", False, True, 0.35),
        ("12,5", False, False, 12.5),
        ("1.234", False, False, 1.234),
        # Two numbers, or none.
        ("1,234", False, False, None),
        ("9.000", True, False, None),
        ("9,00", True, False, 9.0),
        ("9,000.5", True, False, None),
        ("9,00,000", True, False, None),
        ("9,000 000", True, False, None),
        ("150 %", False, False, None),
        ("%", False, True, None),
        ("nine", True, False, None),
        ("", True, False, None),
    ],
)
def test_what_can_mean_one_thing_only_is_read(
    text: str, whole: bool, share: bool, value: float | None
) -> None:
    assert number(text, whole=whole, share=share) == value


@pytest.mark.parametrize(
    ("text", "whole", "share", "said"),
    [
        ("9,000", True, False, "write 9000"),
        ("30 %", False, True, "write 0.3"),
        ("0,35", False, True, "write 0.35"),
        ("1,234", False, False, "write 1234, or 1.234 if that is a decimal"),
        ("9.000", True, False, "write 9000 or 9, whichever is meant"),
        ("150 %", False, False, "write a plain number: 150 % are 1.5"),
        ("a few", True, False, "write plain digits, with a point for decimals"),
        ("9" * 30 + " %", False, True, "write plain digits, with a point for decimals"),
    ],
)
def test_what_to_write_instead(text: str, whole: bool, share: bool, said: str) -> None:
    assert instead(text, whole=whole, share=share) == said


@given(st.integers(0, 10**12), st.sampled_from([",", " ", "\N{NARROW NO-BREAK SPACE}", "'"]))
def test_thousands_set_apart_are_the_number_itself(value: int, apart: str) -> None:
    assert number(f"{value:,}".replace(",", apart), whole=True, share=False) == value


@given(st.from_regex(r"\A[-+0-9.,%e ']{0,12}\Z"), st.booleans(), st.booleans())
def test_a_plain_number_is_never_read_as_another(text: str, whole: bool, share: bool) -> None:
    assert number(text, whole=whole, share=share) in (None, plain(text.strip())) or (
        plain(text.strip()) is None
    )
    assert instead(text, whole=whole, share=share).startswith("write ")


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("support = 30 %", "`30 %` is not a number as TOML writes it", "write 0.3"),
        ("support = 30% # a third", "`30%` is not a number as TOML writes it", "write 0.3"),
        (
            "voters = 9,000",
            "`9,000` is not a number as TOML writes it",
            "write 9000, or 9.000 if that is a decimal",
        ),
        ("voters = 9 000", "`9 000` is not a number as TOML writes it", "write 9000"),
        ("share = 0,35", "`0,35` is not a number as TOML writes it", "write 0.35"),
        ("share = .5", "`.5` is not a number as TOML writes it", "write 0.5"),
        (
            "by_region = { North = 0,52 }",
            "`0,52` is not a number as TOML writes it",
            "write 0.52",
        ),
        (
            "name = \N{LEFT DOUBLE QUOTATION MARK}Ann\N{RIGHT DOUBLE QUOTATION MARK}",
            "`\N{LEFT DOUBLE QUOTATION MARK}` is a quotation mark as printers set it",
            'write straight ones: "…"',
        ),
    ],
)
def test_lines_that_are_not_toml(line: str, what: str, remedy: str) -> None:
    assert on_line(line) == (what, remedy)
    with pytest.raises(InputError) as caught:
        toml(f"# 1\n[table]\n{line}\nother = 1\n", "s.toml")
    assert str(caught.value) == f"s.toml, line 3: {what}; {remedy}"


@pytest.mark.parametrize(
    "line", ["a = 1", "a b = 1", 'a = "1,5 %"', "a = [1, 2", "# a = 9,000", "a = 9_000", "a = 1e5"]
)
def test_other_lines_are_left_alone(line: str) -> None:
    assert on_line(line) is None
