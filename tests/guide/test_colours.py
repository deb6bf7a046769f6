"""The campaign's colour: what passes, what is said of what does not, and that pages agree."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.examples import FIRST, INDEX, small
from hustings.guide import colours
from hustings.guide.pages import site as pages

ANY = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
STYLE = (files("hustings.guide") / "static" / "style.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert colours.contrast(other, one) == colours.contrast(one, other)


def roots() -> list[dict[str, str]]:
    """The variables of the style sheet, by day, then by night."""
    blocks = re.findall(r":root \{([^}]*)\}", STYLE)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block)) for block in blocks]


def test_grounds_are_those_of_the_style_sheet() -> None:
    day, night = roots()
    long = {"#fff": "#ffffff"}
    found = [
        (
            long.get(one["paper"], one["paper"]),
            one["wash"],
            long.get(one["on-accent"], one["on-accent"]),
        )
        for one in (day, night)
    ]
    assert found == [tuple(colours.LIGHT), tuple(colours.DARK)]
    assert (day["accent"], night["accent"]) == (colours.OURS.light, colours.OURS.dark)
    assert not colours.failing(colours.OURS.light)


@given(ANY)
def test_what_is_used_passes_everywhere_and_what_is_refused_has_a_shade_that_does(
    colour: str,
) -> None:
    passing = colours.nearest(colour)
    assert (passing == colour) == (not colours.failing(colour))
    palette = colours.of(passing)
    assert palette.light == passing
    for ground, accent in ((colours.LIGHT, palette.light), (colours.DARK, palette.dark)):
        assert min(colours.contrast(accent, other) for other in ground) >= 4.5
    assert colours.contrast(palette.pale, palette.light) >= 4.5
    if colours.failing(colour):
        with pytest.raises(ValueError, match=colour):
            colours.of(colour)


def test_pages_have_it_by_day_and_by_night() -> None:
    made = dict(pages.render(small(palette=colours.of("#7a1fa2")), FIRST, INDEX))
    night = colours.of("#7a1fa2").dark
    assert made["style.css"] == STYLE + (
        "\n/* The campaign's own colour. */\n:root { --accent: #7a1fa2; }\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  :root {{ --accent: {night}; }}\n}}\n"
    )
    assert "fill='%237a1fa2'" in made["index.html"]
    assert dict(pages.render(small(), FIRST, INDEX))["style.css"] == STYLE
