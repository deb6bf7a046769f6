"""Posters: what stands on them, that it all fits, and what comes out as a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from report.print.pdf_reading import read

from guide.print.printed import (
    BUILD,
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
from hustings.guide.model import Build, Dates, Guide, Partition, Text
from hustings.guide.print import poster
from hustings.guide.print.poster import PAGE, TEXT
from hustings.report import qr
from hustings.report.print.lettering import Letters
from hustings.report.print.page import Page

INTER = Letters()
FRAME = (TEXT.x, TEXT.y, TEXT.right, TEXT.bottom)


def laid_out(told: Guide, language: str = "en") -> Page:
    return poster.layout(told, BUILD, told.lists[0], language, spoken(language), INTER)


def printed(
    told: Guide, language: str = "en", build: Build = BUILD, letters: Letters = INTER
) -> bytes:
    return poster.poster(told, build, told.lists[0], language, spoken(language), letters)


def boxes(page: Page) -> list[tuple[str, Box]]:
    """All that takes space but numbers, which stand in their squares."""
    found = [
        (f"{line.part} {line.text}", line.box)
        for line in page.lines
        if not (line.part.startswith("name") and line.text.isdigit())
    ]
    found += [
        (f"square {i}", (s.x, s.y, s.x + s.side, s.y + s.side)) for i, s in enumerate(page.squares)
    ]
    return found + [("bar", (bar.x, bar.y, bar.right, bar.bottom)) for bar in page.bars]


def code_box(page: Page) -> list[tuple[str, Box]]:
    code = page.code
    return [("code", (code.x, code.y, code.x + code.side, code.y + code.side))] if code else []


CASES = {
    **{f"{n} names": guide(NAMES[:n]) for n in range(1, 21)},
    "40 names": guide(NAMES * 2),
    "long names": guide(LONG),
    "long names twenty times": guide([LONG[1]] * 20),
    "one long name": guide(LONG[:1]),
    "everywhere": guide(NAMES[:9], EVERYWHERE),
    "one region": guide(NAMES[:9], REGIONS[:1]),
    "no address": guide(address=""),
    "no day": guide(dates=Dates()),
    "neither": guide(address="", dates=Dates(), imprint=Text()),
    "no short address": guide(
        short="", address="https://members-and-friends.of.example.org.uk/finder-of-lists/2020/"
    ),
    "wordy": guide(
        NAMES,
        EVERYWHERE,
        slate="The Slate of all Members and their Friends, " * 4,
        title=said("An election of many words " * 9, "Etholiad o lawer o eiriau " * 9),
        imprint=said("Published and promoted by J. Smith. " * 12, "Cyhoeddwyd. " * 30),
        short="nec.example.org/" + "find" * 20,
        later=said("After these go on with whom you trust. " * 5, "Ewch ymlaen. " * 15),
    ),
}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_overlaps_and_nothing_is_near_the_edge(case: str, language: str) -> None:
    page = laid_out(CASES[case], language)
    everything = boxes(page)
    assert overlapping([*everything, *code_box(page)]) == []
    assert outside(everything, FRAME) == []
    assert outside(code_box(page), (0, 0, PAGE.right, PAGE.bottom)) == []


@pytest.mark.parametrize("n", range(1, 21))
def test_each_name_has_its_number_and_they_are_read_in_order(n: int) -> None:
    page = laid_out(guide(NAMES[:n]))
    read_aloud: dict[str, list[str]] = {}
    for line in page.lines:
        read_aloud.setdefault(line.part, []).append(line.text)
    names = [" ".join(lines) for part, lines in read_aloud.items() if part.startswith("name")]
    assert names == [f"{i} {name}" for i, name in enumerate(NAMES[:n], 1)]
    assert len(page.squares) == n


def test_a_number_stands_in_the_middle_of_its_square() -> None:
    page = laid_out(guide(NAMES))
    numbers = [line for line in page.lines if line.part.startswith("name") and line.text.isdigit()]
    for line, square in zip(numbers, page.squares, strict=True):
        left, _, right, _ = line.box
        assert (left + right) / 2 == pytest.approx(square.x + square.side / 2)
        assert right - left < square.side - 2 * square.stroke
        assert line.baseline - 0.727 * line.size / 2 == pytest.approx(square.y + square.side / 2)


@pytest.mark.parametrize(("n", "at_least"), [(1, 20), (3, 18), (6, 11), (9, 7.5), (20, 5)])
def test_names_are_the_largest_thing_there_is_room_for(n: int, at_least: float) -> None:
    """In millimetres of the letters' size; all names of a list are as large."""
    page = laid_out(guide(NAMES[:n]))
    names = {
        line.size for line in page.lines if line.part.startswith("name") and not line.text.isdigit()
    }
    assert len(names) == 1
    assert names.pop() >= at_least


EXPECTED = [
    ("P", "Grassroots Voice"),
    ("P", "National Executive 2020"),
    ("P", "For members in these regions"),
    ("H1", "North West Northern Ireland and abroad"),
    ("P", "Vote 1 to 6 in this order. 1 is your first preference."),
    ("P", "1 Laura Pidcock"),
    ("P", "2 Ann Henderson"),
    ("P", "3 Nadia Jama"),
    ("P", "4 Mish Rahman"),
    ("P", "5 Yasmine Dar"),
    ("P", "6 Gemma Bolton"),
    (
        "P",
        "After number 6 you can go on with others. They are looked at only once all of these are"
        " elected or excluded.",
    ),
    ("P", "Vote by noon on Thursday 12 November 2020"),
    ("P", "Not your list? Find yours at"),
    ("P", "nec.example.org"),
    ("Figure", ""),
    ("P", "Scan for this list"),
    ("P", "Published by J. Smith, 12 Example Street, London N1 1AA."),
    ("P", "List 1 · version 2, 19 October 2020"),
]
EXPECTED_IN_WELSH = [
    ("P", "Grassroots Voice"),
    ("P", "Pwyllgor Gwaith Cenedlaethol 2020"),
    ("P", "I aelodau yn y rhanbarth hwn"),
    ("H1", "Gogledd-orllewin Lloegr"),
    ("P", "Rhowch y rhifau 1 i 2 yn y drefn hon. 1 yw eich dewis cyntaf."),
    ("P", "1 Siân Ŵyn-Ŷnys"),
    ("P", "2 Łukasz Đorđević"),
    (
        "P",
        "Ar ôl rhif 2 gallwch fynd ymlaen ag eraill. Dim ond ar ôl i bob un o’r rhain gael ei ethol"
        " neu ei eithrio yr edrychir arnynt.",
    ),
    ("P", "Pleidleisiwch erbyn hanner nos ar ddiwedd dydd Mercher 11 Tachwedd 2020"),
    ("P", "Nid eich rhestr chi? Chwiliwch yn"),
    ("P", "nec.example.org"),
    ("Figure", ""),
    ("P", "Sganiwch i weld y rhestr hon"),
    ("P", "Cyhoeddwyd gan J. Smith, 12 Example Street, Llundain N1 1AA."),
    ("P", "Rhestr 1 · fersiwn 2, 19 Hydref 2020"),
]


def test_the_pdf_is_one_page_of_text_to_select_and_to_hear() -> None:
    told = guide()
    found = read(printed(told))
    assert found.pages == 1
    assert found.text == EXPECTED
    assert "/MarkInfo <</Marked true>>" in found.facts
    assert "/Alt (QR code of the address https://nec.example.org/guide/lists/north-west.html)" in (
        found.facts
    )


def test_in_welsh() -> None:
    closes = Dates(closes=datetime(2020, 11, 12, tzinfo=UTC))
    names = (NAMES[13], NAMES[18])
    found = read(printed(guide(names, REGIONS[:1], dates=closes), "cy"))
    assert found.text == EXPECTED_IN_WELSH
    assert "/Lang (cy)" in found.facts
    assert found.links[1][0] == "https://nec.example.org/guide/cy/lists/north-west.html"


def test_what_the_document_says_of_itself() -> None:
    facts = read(printed(guide(title=Text((("en", "NEC 2020"),)), regions=REGIONS[:1]))).facts
    assert "/Title (NEC 2020: North West)" in facts
    assert "/Author (Friends of Grassroots Voice)" in facts
    assert "/CreationDate (D:20201019000000Z)" in facts
    assert "/Lang (en)" in facts
    assert "/DisplayDocTitle true" in facts


def test_a_tap_on_the_address_or_the_code_leads_there() -> None:
    page, found = laid_out(guide()), read(printed(guide()))
    (address,) = (line for line in page.lines if line.part == "address")
    assert page.code
    code = page.code
    expected = [
        ("https://nec.example.org/guide/", address.box),
        (
            "https://nec.example.org/guide/lists/north-west.html",
            (code.x, code.y, code.x + code.side, code.y + code.side),
        ),
    ]
    for (leads_to, place), (wanted, box) in zip(found.links, expected, strict=True):
        left, bottom, right, top = (value * 25.4 / 72 for value in place)
        assert leads_to == wanted
        assert (left, 297 - top, right, 297 - bottom) == pytest.approx(box, abs=0.02)


def test_the_code_drawn_is_the_code_of_the_lists_page() -> None:
    page, found = laid_out(guide()), read(printed(guide()))
    assert page.code
    assert page.code.address == "https://nec.example.org/guide/lists/north-west.html"
    grid = qr.grid(page.code.address)
    module = page.code.side / (grid.side + 8)
    assert module * grid.side == pytest.approx(40)
    shape = found.drawn.split("/Figure <</MCID 15>> BDC\n")[1].split("\nEMC")[0]
    assert shape.endswith(" re f")
    numbers = [float(word) * 25.4 / 72 for word in shape.replace("re", "").rstrip("f ").split()]
    drawn = [
        (x - page.code.x, 297 - y - page.code.y, w, h)
        for x, y, w, h in zip(*[iter(numbers)] * 4, strict=True)
    ]
    assert drawn == [
        pytest.approx(((x + 4) * module, (y + 4) * module, n * module, -module), abs=0.01)
        for x, y, n in grid.runs
    ]


def test_without_an_address_the_poster_says_nothing_of_one() -> None:
    found = read(printed(guide(address="")))
    assert found.text == [pair for pair in EXPECTED if pair not in EXPECTED[13:17]]
    assert found.links == []


def test_without_an_imprint_or_a_day_it_says_who_publishes() -> None:
    found = read(printed(guide(imprint=Text(), dates=Dates(), address="")))
    expected = [*EXPECTED[:12], ("P", "Published by Friends of Grassroots Voice"), EXPECTED[-1]]
    assert found.text == expected


def test_the_only_list_is_not_said_to_be_one_of_several() -> None:
    told = guide(partition=Partition.SURNAME)
    found = read(printed(replace(told, lists=told.lists[:1])))
    assert found.text[2] == ("P", "For these members")
    assert found.text[13] == ("P", "More at")


def test_a_name_broken_behind_its_hyphen_is_read_as_one_word() -> None:
    name = f"Ann {'Wendel' * 5}-{'Jones' * 5}"
    page = laid_out(guide([name]))
    assert any(line.text.endswith("Wendel-") for line in page.lines)
    assert ("P", f"1 {name}") in read(printed(guide([name]))).text


def test_one_name_is_a_first_preference() -> None:
    found = read(printed(guide(NAMES[:1])))
    assert found.text[4:6] == [("P", "Give your first preference, 1, to"), ("P", "1 Laura Pidcock")]


def test_letters_that_are_not_there_are_boxes_never_blanks() -> None:
    text = dict.fromkeys(letters for _, letters in read(printed(guide(LONG))).text)
    assert {"5 □□", "8 Bob □ Smith", "9 □□□□ Khan", "3 Олена Шевченко"} <= set(text)
    assert INTER.missing(LONG) == "".join(sorted("李明🎉سارة"))


def test_letters_of_another_font_stand_between_inters_and_are_read_as_one_line(
    letters_more: Letters,
) -> None:
    told = guide(["李明 (Lee 李)", "Siân"])
    found = read(printed(told, letters=letters_more))
    assert [text for _, text in found.text if text[:1] in ("1", "2")] == [
        "1 李明 (Lee 李)",
        "2 Siân",
    ]
    page = poster.layout(told, BUILD, told.lists[0], "en", spoken("en"), letters_more)
    (line,) = (line for line in page.lines if "李" in line.text)
    size = line.size * 72 / 25.4
    begins = letters_more.places(line.text, bold=True)
    runs = found.drawn.split(f"{297 * 72 / 25.4 - line.baseline * 72 / 25.4:.2f} Td")
    drawn = [float(before.split()[-1]) for before in runs[:-1]]
    expected = [line.x * 72 / 25.4 + begins[i] * size for i in (0, 2, 8, 9)]
    assert drawn == pytest.approx(expected, abs=0.01)
    assert len(set(re.findall(r"/F\d+", found.drawn))) == 3


@pytest.mark.parametrize("address", ["", "https://nec.example.org/guide/"])
def test_the_same_guide_gives_the_same_bytes_and_another_version_others(address: str) -> None:
    told = guide(address=address)
    assert printed(told) == printed(told)
    assert printed(told, build=Build(3, date(2020, 10, 20))) != printed(told)


def test_a_poster_is_small() -> None:
    assert len(printed(guide(NAMES))) < 60_000
