"""The letters of posters and cards: what the fonts have, how wide it is, where lines break."""

from __future__ import annotations

from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.report.print import lettering, numbered
from hustings.report.print.lettering import BOX, Letters

INTER = Letters()
WELSH = "ŴŵŶŷẀẁẂẃẄẅỲỳ"
MARKS = "‘’“”‚„–—…•·†‹›€™−′″‐‑"  # noqa: RUF001


def test_the_fonts_have_the_letters_of_these_islands_and_of_most_names() -> None:
    latin = "".join(chr(code) for code in (*range(0xA1, 0xAD), *range(0xAE, 0x180)))
    greek_and_cyrillic = "ΑΒΓαβγώЀЁЂабвгґїўѕ"
    letters = printable.split()[0] + latin + WELSH + MARKS + greek_and_cyrillic + "ẠạỆệỮữƯưƠơȘșȚț"
    assert INTER.missing([letters]) == ""
    assert BOX not in INTER.shown(letters)


@pytest.mark.parametrize("bold", [False, True])
def test_a_font_is_small_and_free(bold: bool) -> None:
    file = lettering.file(bold=bold)
    assert file.stat().st_size < 120_000
    assert "SIL OPEN FONT LICENSE" in (file.parent / "OFL.txt").read_text(encoding="utf-8")
    assert file.name in (file.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "seen", "missing"),
    [
        ("Ann  Black\n", "Ann Black", ""),
        ("Sia\u0302n w\u0302", "Siân ŵ", ""),
        ("O\u2019Neill\u00ad \u0149a", "O’Neill \u02bcna", ""),
        ("李明 Lee", "□□ Lee", "明李"),
        ("Bob 🎉\ufe0f Smith", "Bob □ Smith", "🎉"),
        ("👩\u200d⚖\ufe0f", "□□", "⚖👩"),
        ("\u202bשרה\u202c", "□□□", "הרש"),
        ("x\u0302", "x□", "\u0302"),
    ],
)
def test_what_is_not_there_shows_as_a_box_and_is_told(text: str, seen: str, missing: str) -> None:
    assert INTER.shown(text) == seen
    assert INTER.missing([text, text]) == missing


def test_letters_are_set_closer_where_the_font_says_so() -> None:
    assert INTER.width("AVAV", bold=False) < INTER.width("AAVV", bold=False)
    advance = lettering.inter(bold=False).advance
    assert INTER.width("nn", bold=False) == pytest.approx(2 * advance["n"], abs=0.01)
    assert INTER.places("", bold=True) == (0.0,)
    assert len(INTER.places("Ŵyn", bold=True)) == 4


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Ann Black", 99, ("Ann Black",)),
        ("Ann Black", 3, ("Ann", "Black")),
        # As few lines as there is room for, and those alike.
        ("Yorkshire and the Humber", 9, ("Yorkshire and", "the Humber")),
        ("North\xa0West\xa0· London", 9, ("North West", "London")),
        ("North\xa0West\xa0· London", 99, ("North West · London",)),
        ("Ann Marsh-Jones", 8, ("Ann", "Marsh-Jones")),
        ("Ann Marsh-Jones", 4, ("Ann", "Marsh-", "Jones")),
        ("example.org/lists/finder", 8, ("example.org/", "lists/finder")),
        ("Ann Pneumonoultra", 4, ("Ann", "Pneumonoultra")),
        ("", 4, ("",)),
    ],
)
def test_where_lines_break(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert INTER.broken(text, room, bold=True) == lines


def test_a_word_breaks_only_where_it_may() -> None:
    assert INTER.count("Ann Pneumonoultra", 4, bold=True) == 0
    assert INTER.count("Ann Pneumonoultra", 4, bold=True, words=False) == 3
    assert INTER.broken("Ann Pneumonoultra", 4, bold=True, words=False) == (
        "Ann",
        "Pneumo",
        "noultra",
    )


words = st.text("abWŵ·-/ ", max_size=60)


@given(words, st.floats(0.5, 40))
def test_lines_hold_all_letters_in_order_and_none_is_longer_than_its_room(
    text: str, room: float
) -> None:
    text = INTER.shown(text)
    lines = INTER.broken(text, room, bold=True, words=False)
    kept = "".join(lines)
    assert [c for c in kept if c not in " ·"] == [c for c in text if c not in " ·"]
    assert all(INTER.width(line, bold=True) <= room or len(line) == 1 for line in lines)


@given(words, st.floats(1, 200), st.floats(1, 60), st.floats(1, 40))
def test_whatever_is_said_finds_its_place(
    text: str, across: float, height: float, largest: float
) -> None:
    size, lines = INTER.fitted(INTER.shown(text), across, height, largest, bold=False)
    assert size <= largest
    assert len(lines) * lettering.LEADING * size <= height + 0.001
    assert all(INTER.width(line, bold=False) * size <= across + 0.001 for line in lines)


@pytest.mark.parametrize("bold", [False, True])
def test_letters_stay_within_what_a_line_takes(bold: bool) -> None:
    """But for double accents on capitals, for which the space between rows is enough."""
    from fontTools.ttLib import TTFont

    font = TTFont(lettering.file(bold=bold))
    heights = {
        chr(code): (font["glyf"][glyph].yMax / 2048, font["glyf"][glyph].yMin / 2048)
        for code, glyph in font.getBestCmap().items()
        if font["glyf"][glyph].numberOfContours
    }
    assert heights["H"][0] == pytest.approx(lettering.CAPITALS, abs=0.001)
    assert max(heights[letter][0] for letter in "ÁÊŴŶÖŠĶ") <= lettering.ABOVE
    assert min(heights[letter][1] for letter in "gjpqyçŷ") >= -lettering.BELOW
    assert max(above for above, _ in heights.values()) <= lettering.ABOVE + numbered.BETWEEN + 0.01
