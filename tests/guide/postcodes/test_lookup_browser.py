"""The page's own script answers as Python does, whatever is typed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from guide.postcodes.examples import INCODES, TAKEN, mutated, pasted, slips, typed
from hustings import guide
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.index import Answer, Index, lookup

pytestmark = pytest.mark.browser

SCRIPT = Path(guide.__file__).parent / "static" / "lookup.js"
BATCH = 50_000
# One text for an answer, so that few bytes travel.
ASK = """all => all.map(one => {
  const said = (a) => [a.outcome, a.postcode, a.areas.join(), a.places.join(";"), a.route,
    a.choices.map(said).join("/")].join("|");
  return said(HustingsLookup.lookup(index, one));
}).join("\\n")"""
ELSEWHERE = [
    *("JE1", "JE2 3AB", "je3", "JE5 9", "GY1 1AA", "GY10", "gy9 3", "IM1", "IM9 9ZZ", "IM99 1AA"),
    *("1M1 1AA", "BF1 1AA", "BF1", "BF1 0", "BFPO", "BFPO 1", "BFPO 1234", "bfp0 c/o 57"),
    *("BFPO 12345", "BFPO XY", "GX11 1AA", "GX11", "GX1I IAA", "FIQQ 1ZZ", "FIQQ", "F1QQ IZZ"),
    *("ASCN 1ZZ", "STHL 1ZZ", "TDCU 1ZZ", "PCRN 1ZZ", "BBND 1ZZ", "BIQQ 1ZZ", "SIQQ 1ZZ"),
    *("TKCA 1ZZ", "TKCA 1Z", "TKCA 1", "TKCA 2", "ascn", "sthl1zz", "AI-2640", "A1 264O", "AI2641"),
    *("KY1-1001", "KY3 9999", "KY4-1001", "KY1 1AA", "VG1110", "VG 111", "MSR 1110", "MSR"),
    *("BT1", "BT1 1AA", "bt9 5", "GIR 0AA", "BX1 1LT", "XX10 1AA", "NPT 1AA"),
]


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    page = browser.new_page()
    page.goto("about:blank")
    # In the order of a page: which comes first must not matter.
    page.add_script_tag(content=index_file.script(bundled()))
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    page.evaluate("() => { window.index = HustingsLookup.read(HustingsPostcodes); }")
    return page


def compared(page: Any, asked: Sequence[str]) -> Counter[str]:
    """How often each outcome came up, after every answer was found to be the same."""
    index = bundled()
    outcomes: Counter[str] = Counter()
    for begin in range(0, len(asked), BATCH):
        batch = asked[begin : begin + BATCH]
        answers = page.evaluate(ASK, batch).split("\n")
        assert len(answers) == len(batch)
        for one, answer in zip(batch, answers, strict=True):
            ours = lookup(index, one)
            assert answer == said(ours), one
            outcomes[ours.outcome.value] += 1
    return outcomes


def said(answer: Answer) -> str:
    """As `ASK` has it."""
    areas, places = ",".join(map(str, answer.areas)), ";".join(answer.places)
    choices = "/".join(map(said, answer.choices))
    return "|".join((answer.outcome.value, answer.postcode, areas, places, answer.route, choices))


def by_area(index: Index) -> list[list[str]]:
    """The outcodes of each area, those that straddle in each of theirs."""
    found: list[list[str]] = [[] for _ in index.areas]
    for outcode, area in index.outcodes:
        found[area].append(outcode)
    for one in index.straddling:
        for area in one.areas:
            found[area].append(one.outcode)
    return found


def test_the_index_is_the_same(page: Any) -> None:
    index = bundled()
    assert page.evaluate("() => [index.areas, index.source, index.month, index.attribution]") == [
        [
            {
                "name": area.name,
                "region": area.region,
                "labourRegion": area.labour_region,
                "country": area.country,
            }
            for area in index.areas
        ],
        index.source,
        index.month,
        index.attribution,
    ]
    expected = {outcode: [area] for outcode, area in index.outcodes}
    expected |= {one.outcode: list(one.areas) for one in index.straddling}
    assert expected == page.evaluate(
        "() => Object.fromEntries(Object.entries(index.outcodes).map(([k, v]) => [k, v.areas]))"
    )


@pytest.mark.parametrize("number", [20_000, pytest.param(200_000, marks=pytest.mark.soak)])
def test_postcodes_of_all_areas(page: Any, number: int) -> None:
    draw = random.Random(20)
    groups = by_area(bundled())
    asked = [
        typed(f"{draw.choice(groups[n % len(groups)])} {draw.choice(INCODES)}", draw)
        for n in range(number)
    ]
    outcomes = compared(page, asked)
    # Nearly all: with O for 0, what could be the second half of one may begin another.
    assert outcomes["found"] > 0.995 * number


def test_every_straddling_outcode(page: Any) -> None:
    place = {incode: at for at, incode in enumerate(INCODES)}
    asked = []
    for one in bundled().straddling:
        asked.append(one.outcode)
        asked.extend(f"{one.outcode} {digit}" for digit in range(10))
        for start in one.starts:
            around = [start]
            if start in place:
                at = place[start]
                around = [*INCODES[max(at - 1, 0) : at + 2], start]
            asked.extend(f"{one.outcode} {incode}" for incode in around)
            asked.extend((f"{one.outcode} {start[:2]}", f"{one.outcode}{start[:2]}"))
    assert len(asked) > 10_000
    outcomes = compared(page, asked)
    # Without its space, BB186J may be BB18 6J, or BB1 with a second half that cannot be read.
    assert set(outcomes) == {"found", "split", "unsure"}
    assert outcomes["unsure"] < 2_000


def test_every_outcode_and_its_slips(page: Any) -> None:
    asked = [
        form
        for group in by_area(bundled())
        for outcode in group
        for form in (
            outcode,
            outcode.lower(),
            outcode.translate(str.maketrans("01", "OI")),
            outcode.translate(str.maketrans("OI", "01")),
            outcode[:-1],
            f"{outcode}1",
            f"{outcode} 1",
            f"{outcode[:-1]} {outcode[-1]}",
        )
    ]
    compared(page, asked)


def test_every_slip_of_every_outcode(page: Any) -> None:
    outcodes = sorted({outcode for group in by_area(bundled()) for outcode in group})
    asked = [
        text
        for at, outcode in enumerate(outcodes)
        for typed in slips(f"{outcode} {TAKEN[at % len(TAKEN)]}")
        for text in (typed, typed.replace(" ", ""), typed.split()[0])
    ]
    assert len(asked) > 30_000
    outcomes = compared(page, asked)
    assert outcomes["found"] > 10_000
    assert outcomes["unsure"] > 3_000


def test_5000_pasted_lines(page: Any) -> None:
    draw = random.Random(5000)
    outcodes = sorted({outcode for group in by_area(bundled()) for outcode in group})
    outcomes = compared(page, [pasted(outcodes, draw).line for _ in range(5_000)])
    assert outcomes["found"] > 3_000
    assert outcomes["several"] > 800


def test_every_special_route(page: Any) -> None:
    outcomes = compared(page, [form for one in ELSEWHERE for form in (one, one.lower())])
    assert outcomes["elsewhere"] > 80
    routes = {lookup(bundled(), one).route for one in ELSEWHERE}
    assert routes == {"", "jersey", "guernsey", "isle-of-man", "forces", "overseas"}


@pytest.mark.parametrize("number", [10_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_malformed_inputs(page: Any, number: int) -> None:
    draw = random.Random(100)
    outcodes = [outcode for group in by_area(bundled()) for outcode in group]
    asked = ["", " ", "\n", "0", "O", "01", "x" * 1_000_000, "😀" * 40, "SW1A 1AA" * 8]
    asked.extend(
        mutated(f"{draw.choice(outcodes)} {draw.choice(INCODES)}", draw)
        for _ in range(number * 8 // 5)
    )
    outcomes = compared(page, asked)
    assert outcomes["malformed"] > number


def test_no_global_but_one(page: Any) -> None:
    before = page.evaluate("() => Object.keys(window)")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    assert page.evaluate("() => Object.keys(window)") == before
    assert {"HustingsLookup", "HustingsPostcodes"} <= set(before)
    assert page.evaluate("() => Object.keys(HustingsLookup)") == ["read", "lookup"]
