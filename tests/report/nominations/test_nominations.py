"""Nominations as people read them: whole texts and pages, and how the page looks in a browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import violations

from hustings.election.nominations.model import Nomination, Nominations, Threshold, Total
from hustings.election.nominations.tally import Tally, tally
from hustings.report.nominations import csvout, html, text
from hustings.report.nominations.sentences import sentences
from hustings.report.nominations.tables import NO_SLATE, tables
from report.count.test_browser import opened
from report.pages import Page
from report.stored import check_stored

GOLDEN = Path(__file__).parent / "golden"
SLATES = (
    ("Ann Archer", "Spade"),
    ("Bea Bell", "Spade"),
    ("Cát Cole", "Spade"),
    ("Dev Dale", "Rake"),
    ("Eve Eden", "Rake"),
    ("Flo Fox", "Rake"),
)
BODIES = {
    ("Leeds East", "North", "branch"): ("Ann Archer", "Bea Bell", "Cát Cole"),
    ("York", "North", "branch"): ("Ann Archer", "Dev Dale"),
    ("Bath", "South", "branch"): ("Dev Dale", "Eve Eden"),
    ("Growers' union", "", "union"): ("Ann Archer", "Dev Dale", "Gus Hall"),
}
NASTY = '<script>alert("1")</script> & \u202eevil'


def society() -> Tally:
    single = tuple(
        Nomination(body, name, region, kind)
        for (body, region, kind), names in BODIES.items()
        for name in names
    )
    nominations = Nominations(single, slates=SLATES, title="Allotment society, members' council")
    return tally(nominations, Threshold(2, (("union", 1),)))


def totals() -> Tally:
    return tally(Nominations(totals=(Total("Ann", 333), Total("Bo", 301)), whole=3938))


def nasty() -> Tally:
    """Everything from outside is as bad as can be; more slates than colours, a dozen regions."""
    names = [f"{NASTY} {n}" for n in range(9)]
    single = tuple(
        Nomination(f"={NASTY}{b}", name, f"{b} {'Regionregionregion' * 2}", "+1+cmd")
        for b, own in enumerate((names, *[names[:4]] * 11))
        for name in own
    )
    slates = tuple((name, f"{'W' * 60} {n}") for n, name in enumerate(names[:8]))
    return tally(Nominations(single, slates=slates, title=NASTY), Threshold(2))


EXAMPLES = {"society": society, "totals": totals, "nasty": nasty}


@pytest.mark.parametrize("name", EXAMPLES)
def test_as_stored(name: str) -> None:
    found = EXAMPLES[name]()
    check_stored(GOLDEN, f"{name}.txt", text.render(found))
    check_stored(GOLDEN, f"{name}.csv", csvout.render(found))
    check_stored(GOLDEN, f"{name}.html", html.render(found))


def test_every_stored_file_belongs_to_an_example() -> None:
    expected = {f"{name}.{ending}" for name in EXAMPLES for ending in ("txt", "csv", "html")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_pages_are_whole_load_nothing_and_hold_every_table(name: str) -> None:
    found = EXAMPLES[name]()
    page = Page(html.render(found))
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if not link.startswith("#")} == set()
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.names() & {"script", "img", "iframe", "object", "style"} == {"style"}
    for table in tables(found):
        for row in (table.head, *table.rows):
            for cell in row:
                assert cell.replace(" %", "\N{NO-BREAK SPACE}%") in page.words


def test_a_colour_never_says_anything_alone() -> None:
    """Beside each bar stands the slate, and whether there are enough, in words."""
    page = html.render(society())
    items = re.findall(r'<li><span class="a">(.*?)</li>', page)
    assert len(items) == 7
    for item, one in zip(items, society().nominees, strict=True):
        assert (one.slate or NO_SLATE) in item
        assert ("not enough" in item) != one.passes
    marks = {one.slate: m for one, m in zip(society().nominees, _marks(page), strict=False) if m}
    assert marks == {"Spade": "s0", "Rake": "s1", "": "c"}


def _marks(page: str) -> list[str]:
    bars = re.findall(r'<li><span class="a">.*?<svg[^>]*>(?:<rect class="(\w+)")?', page)
    return [str(mark) for mark in bars]


def test_no_cell_is_a_formula() -> None:
    for row in csv.reader(io.StringIO(csvout.render(nasty()))):
        for cell in row:
            assert not cell.startswith(("=", "+", "@"))


def test_sentences_for_few_many_and_no_leaders() -> None:
    def said(*numbers: int, whole: int = 0) -> list[str]:
        own = tuple(Total(f"C{n}", number) for n, number in enumerate(numbers))
        return sentences(tally(Nominations(totals=own, whole=whole)))

    assert said(1, 0) == [
        "1 nomination for 2 candidates.",
        "C0 has most, 1 nomination (100.0 % of all).",
    ]
    assert said(3, 3)[1] == "C0 and C1 have most, 3 nominations each (50.0 % of all)."
    assert said(*[2] * 8)[1] == "8 candidates have most, 2 nominations each (12.5 % of all)."
    assert said(0, 0) == ["0 nominations for 2 candidates."]
    assert said(30, 12, whole=12_345)[0] == (
        "12,345 nominations in all; 42 of them are listed, for 2 candidates, and 12,303 are not."
    )


@pytest.mark.browser
@pytest.mark.parametrize("name", ["society", "nasty"])
def test_in_a_browser(browser: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / "nominations.html"
    path.write_text(html.render(EXAMPLES[name]()), encoding="utf-8")
    page, wrong = opened(browser, path, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for scheme in ("light", "dark")[: 1 + (name == "society")]:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    widths = "all => all.map(one => one.getBoundingClientRect().width)"
    bars = page.locator(".chart rect").evaluate_all(widths)
    numbers = [one.number for one in EXAMPLES[name]().nominees if one.number]
    assert [bar / bars[0] for bar in bars] == pytest.approx(
        [number / numbers[0] for number in numbers], abs=0.01
    )
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": 695, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 695
    assert wrong == []
    page.context.close()
