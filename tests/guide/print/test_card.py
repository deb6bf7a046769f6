"""Cards: what stands on them, that it all fits, and what comes out as a picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from guide.print.printed import (
    EVERYWHERE,
    LONG,
    NAMES,
    REGIONS,
    Box,
    guide,
    outside,
    overlapping,
    said,
    spoken,
)
from hustings.guide import colours
from hustings.guide.colours import OURS
from hustings.guide.model import Guide, Partition
from hustings.guide.print import card
from hustings.guide.print.card import HEIGHT, PANEL, WIDTH, Card
from hustings.report.print.lettering import Letters, inter

INTER = Letters()
SHADES = card.shades(OURS)
WORDY = guide(
    NAMES,
    EVERYWHERE,
    slate="The Slate of all Members and their Friends, " * 4,
    title=said("An election of many words " * 9, "Etholiad o lawer o eiriau " * 9),
    short="nec.example.org/" + "find" * 20,
    later=said("After these go on with whom you trust. " * 5, "Ewch ymlaen. " * 15),
)
CASES = {
    **{f"{n} names": guide(NAMES[:n]) for n in range(1, 21)},
    "40 names": guide(NAMES * 2),
    "long names": guide(LONG),
    "long names twenty times": guide([LONG[1]] * 20),
    "one long name": guide(LONG[:1]),
    "everywhere": guide(NAMES[:9], EVERYWHERE),
    "one region": guide(NAMES[:9], REGIONS[:1]),
    "no address": guide(address=""),
    "wordy": WORDY,
}


def laid_out(told: Guide, language: str = "en", *, site: bool = False) -> Card:
    order = None if site else told.lists[0]
    return card.layout(told, order, language, spoken(language), INTER)


def drawn(
    told: Guide, language: str = "en", *, site: bool = False, letters: Letters = INTER
) -> bytes:
    order = None if site else told.lists[0]
    return card.card(told, order, language, spoken(language), letters)


def picture(told: Guide, language: str = "en", *, site: bool = False) -> Image.Image:
    return Image.open(io.BytesIO(drawn(told, language, site=site)))


def boxes(told: Card) -> list[tuple[str, Box]]:
    """All that takes space but numbers, which stand in their squares."""
    found = [
        (f"{line.part} {line.text}", line.box)
        for line in told.lines
        if not (line.part.startswith("name") and line.text.isdigit())
    ]
    return found + [
        (f"square {i}", (s.x, s.y, s.x + s.side, s.y + s.side)) for i, s in enumerate(told.squares)
    ]


def words_of(told: Card) -> list[str]:
    """What is read, part by part."""
    parts: dict[str, list[str]] = {}
    for line in told.lines:
        parts.setdefault(line.part, []).append(line.text)
    return [" ".join(lines).replace("- ", "-") for lines in parts.values()]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_overlaps_and_nothing_is_near_the_edge(case: str, language: str) -> None:
    told = laid_out(CASES[case], language)
    assert overlapping(boxes(told)) == []
    left = [(name, box) for name, box in boxes(told) if box[0] < PANEL]
    right = [(name, box) for name, box in boxes(told) if box[0] >= PANEL]
    assert outside(left, (30, 30, PANEL - 30, HEIGHT - 30)) == []
    assert outside(right, (PANEL + 30, 30, WIDTH - 30, HEIGHT - 30)) == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    "told", [guide(), guide(address=""), WORDY], ids=["usual", "bare", "wordy"]
)
def test_nor_on_the_sites_own_card(told: Guide, language: str) -> None:
    found = laid_out(told, language, site=True)
    assert overlapping(boxes(found)) == []
    assert outside(boxes(found), (30, 30, WIDTH - 30, HEIGHT - 30)) == []


def test_what_a_lists_card_says() -> None:
    assert words_of(laid_out(guide(NAMES[:3]))) == [
        "Grassroots Voice",
        "National Executive 2020",
        "North West Northern Ireland and abroad",
        "Vote in this order",
        "1 Laura Pidcock",
        "2 Ann Henderson",
        "3 Nadia Jama",
        "After these you can go on with others.",
        "nec.example.org",
    ]
    assert words_of(laid_out(guide(NAMES[13:14], REGIONS[:1], address=""), "cy")) == [
        "Grassroots Voice",
        "Pwyllgor Gwaith Cenedlaethol 2020",
        "Gogledd-orllewin Lloegr",
        "Eich dewis cyntaf",
        "1 Siân Ŵyn-Ŷnys",
        "Gallwch fynd ymlaen ag eraill wedyn.",
    ]
    own = replace(guide(NAMES[:1]), later=said("Then whom you trust.", ""))
    assert words_of(laid_out(own))[-2:] == ["Then whom you trust.", "nec.example.org"]
    assert words_of(laid_out(replace(own, later=None)))[-2:] == [
        "1 Laura Pidcock",
        "nec.example.org",
    ]


def test_what_the_sites_card_says() -> None:
    told = guide()
    assert words_of(laid_out(told, site=True)) == [
        "Grassroots Voice",
        "National Executive 2020",
        "Find your list",
        "Type your postcode to see whom to vote for, in which order.",
        "nec.example.org",
    ]
    expected = "See whom to vote for, in which order."
    for other in (replace(told, partition=Partition.SURNAME), replace(told, lists=told.lists[:1])):
        assert words_of(laid_out(other, site=True))[3] == expected


@pytest.mark.parametrize("n", range(1, 21))
def test_all_names_are_there_in_order_and_the_first_three_can_be_read_in_a_chat(n: int) -> None:
    """At a quarter of the size their letters are at least nine pixels."""
    told = laid_out(guide(NAMES[:n]))
    names = [text for text in words_of(told) if text[0].isdigit()]
    assert names == [f"{i} {name}" for i, name in enumerate(NAMES[:n], 1)]
    first = [
        line.size
        for line in told.lines
        if line.part in ("name 1", "name 2", "name 3") and not line.text.isdigit()
    ]
    assert min(first) >= 36


@pytest.mark.parametrize("case", ["1 names", "6 names", "9 names", "20 names", "long names"])
def test_the_picture_has_letters_where_they_should_be_and_nowhere_else(case: str) -> None:
    told = CASES[case]
    shown, plan = picture(told), laid_out(told)
    assert (shown.size, shown.format, shown.mode) == ((WIDTH, HEIGHT), "PNG", "P")
    shown = shown.convert("RGB")
    ground = Image.new("RGB", shown.size, SHADES["paper"])
    ground.paste(SHADES["accent"], (0, 0, PANEL, HEIGHT))
    for name, (left, top, right, bottom) in boxes(plan):
        area = (int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2)
        part = shown.crop(area)
        assert len(part.getcolors(10_000) or ()) > 2, name
        shown.paste(ground.crop(area), area)
    assert shown.tobytes() == ground.tobytes()


def test_colours_are_those_of_the_pages() -> None:
    shown = picture(guide()).convert("RGB")
    assert shown.getpixel((2, 2)) == (0x0A, 0x59, 0x60)
    assert shown.getpixel((WIDTH - 2, 2)) == (255, 255, 255)
    own = replace(guide(), palette=colours.of("#7a1fa2"))
    assert picture(own).convert("RGB").getpixel((2, 2)) == (0x7A, 0x1F, 0xA2)
    (first, *_) = laid_out(guide()).squares
    edge = (int(first.x + first.side / 2), int(first.y + first.stroke / 2))
    assert shown.getpixel(edge) == (0x0A, 0x59, 0x60)


def test_a_line_drawn_is_as_wide_as_planned() -> None:
    """What tells how wide letters are and what draws them agree to a pixel."""
    told = guide(["WAVE Yasmine Törd ŴŶŵŷ"])
    shown, plan = picture(told).convert("L"), laid_out(told)
    lines = [line for line in plan.lines if line.part == "name 1" and not line.text.isdigit()]
    for line in lines:
        left, top, right, bottom = line.box
        area = (int(left) - 10, int(top) - 1, min(int(right) + 10, WIDTH), int(bottom) + 1)
        ink = shown.crop(area).point(lambda value: 255 if value < 128 else 0).getbbox()
        assert ink
        # A letter stands a little inside of the space it takes.
        assert 0 <= area[0] + ink[0] - left <= 0.1 * line.size
        assert 0 <= right - (area[0] + ink[2]) <= 0.1 * line.size


@pytest.mark.parametrize("case", ["1 names", "9 names", "20 names", "long names", "everywhere"])
def test_a_card_is_small_and_the_same_each_time(case: str) -> None:
    told = CASES[case]
    first = drawn(told)
    assert first == drawn(told)
    assert len(first) < 120_000
    assert b"tIME" not in first
    assert b"tEXt" not in first


def test_the_sites_card_is_small_and_the_same_each_time() -> None:
    told = guide()
    first = drawn(told, "cy", site=True)
    assert first == drawn(told, "cy", site=True)
    assert len(first) < 120_000
    assert picture(told, "cy", site=True).size == (1200, 630)


def test_letters_of_another_font_are_drawn_where_they_belong(letters_more: Letters) -> None:
    """李 is a bar as wide and as high as it says."""
    told = guide(["n李n"])
    shown = Image.open(io.BytesIO(drawn(told, letters=letters_more))).convert("L")
    plan = card.layout(told, told.lists[0], "en", spoken("en"), letters_more)
    (line,) = (line for line in plan.lines if "李" in line.text)
    begins = letters_more.places(line.text, bold=True)
    left, right = (line.x + begins[i] * line.size for i in (1, 2))
    row = [
        x
        for x in range(int(left) - 5, int(right) + 5)
        if shown.getpixel((x, int(line.baseline - 0.65 * line.size))) < 128
    ]
    assert (row[0], row[-1]) == (pytest.approx(left, abs=1), pytest.approx(right, abs=2))
    assert row == list(range(row[0], row[-1] + 1))


def test_letters_that_are_not_there_are_boxes() -> None:
    assert "5 □□" in words_of(laid_out(guide(LONG)))
    box = inter(bold=True).advance["□"]
    assert box > 0.3
