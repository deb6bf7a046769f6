"""Sayings as a page: everything that the text says, pictures true to figures, read by anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browsing import violations
from planning.sayings.papers import Papers, ground_of

from hustings.planning.sayings import model
from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.model import Asked, Point, Series, Unit, Verdict
from hustings.planning.sayings.verdict import REACH
from hustings.report.ask.sayings import html
from hustings.report.ask.sayings.content import content
from hustings.report.ask.sayings.pictures import pictures
from hustings.report.ask.words import languages, load
from hustings.report.plan.curves import MOST
from report.count.test_browser import opened

NASTY = "<script>alert(1)</script> & “us”"
PAPERS: Papers = [(40, "Ann Bea"), (30, "Bea Cat Dan"), (25, "Cat"), (20, "Dan Ann"), (9, "Eve")]
SLATES = {NASTY: "Ann Bea", "Theirs": "Cat Dan", "Others": "Eve"}


@pytest.fixture(scope="module")
def asked() -> Asked:
    return ask(ground_of(SLATES, PAPERS, seats=2, slate=NASTY), cores=1)


class Texts(HTMLParser):
    """The visible text of a page, and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def whole(self) -> str:
        return " ".join(" ".join(self.said).replace("\N{NO-BREAK SPACE}", " ").split())


def flat(value: object) -> Iterator[str]:
    """Every text within tuples of tuples."""
    if isinstance(value, str):
        yield value
    else:
        assert isinstance(value, tuple)
        for one in value:
            yield from flat(one)


@pytest.mark.parametrize("language", languages())
def test_the_page_says_everything_there_is_to_say(asked: Asked, language: str) -> None:
    page = html.render(asked, language=language)
    read = Texts(page)
    sentences = list(flat(astuple(content(asked, load(language)))))
    assert len(sentences) > 300
    names = {name for one in asked.sayings for name in (one.name, *(r.name for r in one.readings))}
    assert [one for one in sentences if one not in names and one not in read.whole] == []
    assert "script" not in read.names
    assert escape(NASTY) in page
    assert f'<html lang="{load(language).locale.replace("_", "-")}">' in page


def saying(*series: Series) -> model.Tested:
    return model.Tested("beyond", "Ours", (), Verdict.HOLDS, series=series)


def points(*values: float, error: float = 0.0) -> tuple[Point, ...]:
    return tuple(Point(x, value, error) for x, value in enumerate(values, 1))


def test_series_of_one_unit_at_the_same_points_share_a_picture() -> None:
    words = load("en")
    who = {"who": "everybody"}
    one = Series("changed", Unit.CHANCE, points(1.0, 0.5), who)
    other = Series("changed", Unit.CHANCE, points(0.5, 0.0), {"who": "slate"})
    elsewhere = Series("longer", Unit.SHARE, points(0.5, 0.1), who)
    found = pictures(saying(one, other, elsewhere), words)
    assert [picture.key.count("<li>") for picture in found] == [2, 0]
    assert found[0].caption == "How often, in per cent of the draws"
    assert found[1].caption == "Papers with more names than that (everybody’s ballots)"


def test_more_series_than_there_are_marks_are_parted_by_what_they_are_about() -> None:
    every = [
        Series(what, Unit.SHARE, points(0.5, 0.1), {"who": who})
        for who in ("everybody", "slate")
        for what in ("longer", "papers", "weight")
    ]
    assert len(every) > MOST
    found = pictures(saying(*every), load("en"))
    assert [picture.key.count("<li>") for picture in found] == [3, 3]


def test_a_picture_says_every_figure_in_words() -> None:
    series = Series(
        "seats_asked", Unit.SEATS, (Point(0, 2.5, 0.5, "one"),), {"who": "all"}, "asked"
    )
    (found,) = pictures(saying(series), load("en"))
    assert "one order for all: 2.5 seats (1.5 to 3.5)." in found.drawn
    assert "<span>one order for all</span>" in found.drawn


def test_an_axis_of_shares_is_in_per_cent_and_one_of_numbers_is_not() -> None:
    def ticks(*xs: float) -> list[str]:
        series = Series("seats_at", Unit.SEATS, tuple(Point(x, 1.0) for x in xs))
        (found,) = pictures(saying(replace(series, about={"slate": "A", "by": "stv"})), load("en"))
        return re.findall(r'text-anchor="middle">([^<]*)</text>', found.drawn)

    assert ticks(0.0, 0.125, 1.0) == ["0 %", "12.5 %", "100 %", "share of the voters"]
    assert ticks(1, 5, 9) == ["1", "5", "9", "share of the voters"]


@pytest.mark.browser
def test_marks_stand_where_figures_are(browser: Any, tmp_path: Path) -> None:
    line = Series("changed", Unit.CHANCE, points(0.0, 0.25, 0.5, 1.0, error=0.05), {"who": "slate"})
    rows = Series("gains", Unit.SEATS, (Point(0, -1, 0.25, "A"), Point(1, 1, 0.25, "B")))
    drawn = "".join(
        f"<figure>{one.drawn}</figure>" for one in pictures(saying(line, rows), load("en"))
    )
    path = tmp_path / "pictures.html"
    path.write_text(f'<!doctype html><html lang="en"><title>x</title>{drawn}', encoding="utf-8")
    page, wrong = opened(browser, path)
    middle = "all => all.map(one => { const b = one.getBoundingClientRect();"
    circles = page.locator("figure:first-child circle").evaluate_all(
        f"{middle} return [b.x + b.width / 2, b.y + b.height / 2] }})"
    )
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = circles
    assert (x1 - x0, x2 - x1) == pytest.approx((x3 - x2, x3 - x2), abs=0.5)
    assert (y0 - y1, y0 - y2) == pytest.approx(((y0 - y3) / 4, (y0 - y3) / 2), abs=0.5)
    reach = (
        page.locator("figure:first-child .whisker").nth(1).evaluate("one => one.getBBox().height")
    )
    assert reach == pytest.approx((y0 - y3) * 2 * REACH * 0.05, abs=0.5)
    zero = page.locator("figure + figure .zero").first.evaluate(
        "one => one.getBoundingClientRect().x"
    )
    left, right = page.locator("figure + figure circle").evaluate_all(
        f"{middle} return b.x + b.width / 2 }})"
    )
    assert zero - left == pytest.approx(right - zero, abs=1.5)
    assert left < zero
    assert wrong == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", languages())
def test_in_a_browser(browser: Any, tmp_path: Path, asked: Asked, language: str) -> None:
    path = tmp_path / "ask.html"
    path.write_text(html.render(asked, language=language), encoding="utf-8")
    page, wrong = opened(browser, path, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for scheme in ("light", "dark")[: 1 + (language == "en")]:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": 695, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 695
    assert wrong == []
    page.context.close()
