"""Reports on plans: whole pages, what must hold on any of them, and how they look in a browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browsing import violations
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hustings.planning.plan.evaluation import Estimate, Evaluation
from hustings.planning.plan.explanation import Explanation
from hustings.planning.plan.model import no_advice, one_order
from hustings.planning.scenario.model import Scenario
from hustings.planning.search.size import Sizes
from hustings.planning.trials.following import FollowingCurves
from hustings.report.count import html
from hustings.report.plan import charts as plan_charts
from hustings.report.plan import html as plan_html
from hustings.report.plan import markdown as plan_markdown
from hustings.report.plan.content.content import content
from hustings.report.plan.content.subject import at_least
from hustings.report.wording import printable
from report.count.test_browser import opened
from report.pages import Page
from report.plan.example import (
    FOUND,
    NASTY,
    E,
    curves,
    evaluation,
    explanation,
    nasty,
    scenario,
    sizes,
)
from report.stored import check_stored

GOLDEN = Path(__file__).parent / "golden"
Report = tuple[Scenario, Evaluation, str, Explanation | None, Sizes | None, FollowingCurves | None]


def whole() -> Report:
    """Everything that a report can have."""
    scene = scenario()
    return scene, evaluation(scene), "found", explanation(), sizes(scene), curves(scene)


def awkward() -> Report:
    """Names that a page could fall over, lists by surname, no explanation."""
    scene, told = nasty()
    return scene, told, "split by surname", None, None, None


def unadvised() -> Report:
    """Nothing to ask for, and the work stopped early."""
    scene = scenario()
    stopped = explanation(plan=no_advice(scene), lists=(), leanings=(), complete=False)
    told = evaluation(scene, no_advice(scene), one_order(scene), FOUND)
    return scene, told, "no advice", stopped, None, None


REPORTS: dict[str, Callable[[], Report]] = {
    "whole": whole,
    "awkward": awkward,
    "unadvised": unadvised,
}
named = pytest.mark.parametrize("name", sorted(REPORTS))


def check(name: str, text: str) -> None:
    """Compare with a stored file."""
    check_stored(GOLDEN, name, text)


# -- whole reports -------------------------------------------------------------------------------


@named
def test_html_as_stored(name: str) -> None:
    check(f"{name}.html", plan_html.render(*REPORTS[name]()))


@named
def test_markdown_as_stored(name: str) -> None:
    check(f"{name}.md", plan_markdown.render(*REPORTS[name]()))


def test_every_stored_file_belongs_to_a_report() -> None:
    expected = {f"{name}.{ending}" for name in REPORTS for ending in ("html", "md")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


def test_only_what_there_is_has_a_section() -> None:
    def sections(report: Report) -> list[str]:
        return [section.name for section in content(*report).sections]

    always = ["short", "lists", "seats", "chances", "candidates", "assumed", "unknown", "check"]
    assert sections(awkward()) == always
    assert sections(whole()) == [
        *always[:5],
        "range",
        "following",
        "assumptions",
        "sizes",
        *always[5:],
    ]
    scene, told, name, explained, found, _ = whole()
    assert found is not None
    assert sections((scene, told, name, explained, replace(found, sizes=()), None)) == [
        *always[:5],
        "range",
        "assumptions",
        *always[5:],
    ]


def test_an_unknown_plan_is_refused() -> None:
    scene = scenario()
    with pytest.raises(KeyError):
        plan_html.render(scene, evaluation(scene), "lost")


def test_so_many_seats_or_more() -> None:
    (result, *_) = evaluation(scenario()).results
    assert at_least(result, 3, 200) == pytest.approx(
        (0.3, (0.3 * 0.7 / 199 + 2 / 200 / 199) ** 0.5)
    )
    assert at_least(result, 0, 200).mean == pytest.approx(1.0)


# -- pages ---------------------------------------------------------------------------------------


@named
def test_page_holds_together(name: str) -> None:
    text = plan_html.render(*REPORTS[name]())
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if not link.startswith("#")] == []
    assert {link[1:] for link in page.links} <= set(page.ids)
    labelled = [
        label
        for _, attributes in page.tags
        for label in (attributes.get("aria-labelledby") or "").split()
    ]
    assert set(labelled) <= set(page.ids)
    assert page.names().isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {a.get("scope") for tag, a in page.tags if tag == "th"} == {"col", "row"}
    assert re.findall(r"url\([^)]*\)", text) == ["url(#gain)"]
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'; img-src data:\">"
    )
    assert policy in text
    assert policy in html.page.render(
        html.page.Frame("t", "k", "h", "", ("a", "b"), "c"), [("a", "A", "<p>a</p>")]
    )


def test_a_report_asks_for_nothing_from_elsewhere() -> None:
    text = plan_html.render(*whole())
    assert "http://" not in text
    assert "https://" not in text
    assert "@import" not in text


def test_names_are_escaped_everywhere() -> None:
    text = plan_html.render(*awkward())
    assert "<script" not in text
    assert "<b>" not in text
    page = Page(text)
    said = "".join(page.words)
    for name in (*NASTY[:3], "Chair <b>& secretary", "<b>North</b>", "A & B"):
        assert printable(name) in said
    assert "\u202e" not in text
    assert all(
        "alert" not in (value or "") for _, attributes in page.tags for value in attributes.values()
    )


def test_every_drawing_says_in_words_what_it_shows() -> None:
    text = plan_html.render(*whole())
    told = dict(re.findall(r'<desc id="([\w-]+)-d">([^<]*)</desc>', text))
    assert told == {
        "chart-seats": "Expected seats. Found: 2.27 ± 0.04; No advice: 1.98 ± 0.04; One order for"
        " all: 1.84 ± 0.03; Whole quotas of its own voters: 1.61 ± 0.03; D’Hondt share of its own"
        " voters: 1.93 ± 0.03.",
        "chart-chances": "Chance of each number of seats. 0 seats: ≤ 2 % (no advice"
        " 0.5 ± 0.8 %); 1 seat: 3.0 ± 1.2 % (no advice 12 ± 2 %); 2 seats: 67 ± 3 % (no advice"
        " 76 ± 3 %); 3 seats: 30 ± 3 % (no advice 11 ± 2 %).",
        "chart-candidates": "Chance of each candidate of the slate. Ada Marsh: ≥ 98 % (no"
        " advice ≥ 98 %); Bilal Khan: 86 ± 2 % (no advice 70 ± 3 %); Carys Pugh: 41 ± 4 %"
        " (no advice 28 ± 3 %).",
        "chart-range": "2.27 ± 0.04 seats on average, 2 to 3 in nine draws of ten or more. Support:"
        " 1.95 ± 0.06 at 49 %, 2.58 ± 0.07 at 56 %. Followers: 2.22 ± 0.07 at 40 %, 2.36 ± 0.07 at"
        " 51 %.",
        "chart-following": "Expected seats more than with no advice, by the share of supporters who"
        " follow. found: 0.02 ± 0.04 at 10 %, 0.32 ± 0.04 at 50 %, 0.27 ± 0.04 at 90 %. no advice:"
        " 0.00 ± 0.00 at 10 %, 0.00 ± 0.00 at 50 %, 0.00 ± 0.00 at 90 %. split by surname:"
        " 0.01 ± 0.04 at 10 %, 0.17 ± 0.04 at 50 %, 0.52 ± 0.04 at 90 %.",
        "chart-assumptions": "Change of expected seats. Support for the slate: at 49.5 % of voters"
        f" {plan_charts.put.MINUS}0.24 ± 0.05, at 55.5 % of voters +0.26 ± 0.05. Supporters who"
        f" follow the advice: at 40.7 % of supporters {plan_charts.put.MINUS}0.12 ± 0.04, at 50.7 %"
        f" of supporters +0.05 ± 0.03. Names ranked on a ballot: at 2.5 names"
        f" {plan_charts.put.MINUS}0.03 ± 0.03, at 3.6 names 0.00 ± 0.02.",
        "chart-sizes": "Expected seats by number of candidates standing. 1 standing: 1.00 ± 0.04"
        " with advice, 1.00 ± 0.04 without; 2 standing: 1.95 ± 0.04 with advice, 1.90 ± 0.04"
        " without; 3 standing: 2.29 ± 0.04 with advice, 2.00 ± 0.04 without.",
    }


# -- drawings ------------------------------------------------------------------------------------


def drawings() -> dict[str, plan_charts.Drawing]:
    blocks = [block for section in content(*whole()).sections for block in section.blocks]
    found = [block.drawing for block in blocks if hasattr(block, "drawing")]
    return {drawing.name: drawing for drawing in found}


@pytest.mark.parametrize("name", sorted(drawings()))
def test_a_drawing_in_a_file_of_its_own(name: str) -> None:
    text = plan_charts.standalone(drawings()[name])
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.attrib["viewBox"] == f"0 0 640 {root.attrib['height']}"
    assert [one.tag for one in root][:3] == [f"{space}title", f"{space}desc", f"{space}style"]
    assert re.findall(r"url\([^)]*\)", text) == ["url(#gain)"]
    assert text.count("http") == 1
    assert "prefers-color-scheme: dark" in text
    for shape in root.iter():
        for key in ("x", "x1", "x2", "cx", "width"):
            value = shape.get(key, "0")
            assert 0 <= float(value.rstrip("%")) <= (100 if value.endswith("%") else 640)


def test_longer_bars_for_larger_figures() -> None:
    text = drawings()["chart-chances"].body
    widths = [
        float(w) for w in re.findall(r'<rect class="e" x="0.00%" y="\d+" width="([\d.]+)%', text)
    ]
    assert widths == [0.0, 3.0, 67.0, 30.0]


def test_bars_of_changes_go_the_right_way() -> None:
    body = drawings()["chart-assumptions"].body
    bars = re.findall(r'<rect class="(\w)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', body)
    signs = [(kind, float(x) < 50, float(width) > 0) for kind, x, width in bars]
    assert signs == [
        ("g", True, True),  # fewer
        ("e", False, True),  # more
        ("g", True, True),
        ("c", False, True),  # not told from none
        ("c", True, True),
        ("c", False, False),
    ]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(1.6, 2.3, ["1", "1.5", "2", "2.5", "3"]), (0.2, 5.4, ["0", "1", "2", "3", "4", "5", "6"])],
)
def test_the_axis_of_expected_seats(low: float, high: float, ticks: list[str]) -> None:
    rows = [
        ("a", E(low, 0.01), plan_charts.Mark.PLAN),
        ("b", E(high, 0.01), plan_charts.Mark.OTHER),
    ]
    body = plan_charts.seats(rows).body
    assert re.findall(r'<text class="tick"[^>]*>([^<]*)</text>', body) == ticks


chance = st.floats(0, 1, allow_nan=False)
error = st.floats(0, 0.3, allow_nan=False)


@given(st.lists(st.tuples(st.floats(0, 30), error), min_size=1, max_size=8))
def test_dots_of_any_seats_are_inside(figures: list[tuple[float, float]]) -> None:
    rows = [(f"plan {n}", Estimate(*one), plan_charts.Mark.OTHER) for n, one in enumerate(figures)]
    text = plan_charts.seats(rows).body
    places = [float(x) for x in re.findall(r'c?x[12]?="([\d.-]+)%"', text)]
    assert all(2 <= place <= 98 or place == 100 for place in places)


@given(st.lists(st.tuples(st.floats(-3, 3), error, st.floats(-3, 3), error), max_size=6))
def test_any_changes_can_be_drawn(figures: list[tuple[float, float, float, float]]) -> None:
    rows = [("title", [("a", E(a, b)), ("b", E(c, d))]) for a, b, c, d in figures]
    drawing = plan_charts.tornado(rows)
    ET.fromstring(plan_charts.standalone(drawing))
    widths = [float(width) for width in re.findall(r'width="([\d.-]+)%"', drawing.body)]
    assert all(0 <= width <= 50 for width in widths)


# -- Markdown ------------------------------------------------------------------------------------

markdown = MarkdownIt("commonmark").enable("table")


@given(st.text(min_size=1).map(printable).map(str.strip).filter(bool))
def test_no_name_is_taken_for_markup(name: str) -> None:
    (_, inline, _) = markdown.parse(plan_markdown.plain(name))
    assert inline.type == "inline"
    assert "".join(child.content for child in inline.children or ()) == name


@pytest.mark.parametrize(
    "name", ["1. first", "2) second", "- item", "+ more", "---", "===", "# head", "> said", "&lt;"]
)
def test_beginnings_are_not_taken_for_markup(name: str) -> None:
    (_, inline, _) = markdown.parse(plan_markdown.plain(name))
    assert "".join(child.content for child in inline.children or ()) == name


@named
def test_tables_are_tables_and_nothing_is_raw_html(name: str) -> None:
    report = REPORTS[name]()
    tokens = markdown.parse(plan_markdown.render(*report))
    told = content(*report)
    tables = [
        block
        for section in told.sections
        for block in section.blocks
        if type(block).__name__ == "Table"
    ]
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == len(tables)
    assert kinds.count("tr_open") == sum(len(table.rows) + 1 for table in tables)
    headings = [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert headings == [section.title for section in told.sections]
    assert "html_block" not in kinds
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}


# -- in a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=sorted(REPORTS))
def report_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / f"{request.param}.html"
    path.write_text(plan_html.render(*REPORTS[request.param]()), encoding="utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_report_never_scrolls_sideways_and_fetches_nothing(
    browser: Any,
    report_file: Path,
    width: int,
) -> None:
    page, wrong = opened(browser, report_file, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("window.scrollTo(9999, 0)")
    assert page.evaluate("window.scrollX") == 0
    # No text of a drawing is cut off at the right edge of its figure.
    over = page.evaluate(
        """[...document.querySelectorAll('figure.drawn')].flatMap(figure => {
          const edge = figure.getBoundingClientRect().right + 1;
          return [...figure.querySelectorAll('text')]
            .filter(text => text.getBoundingClientRect().right > edge)
            .map(text => text.textContent);
        })"""
    )
    assert over == []
    # No figure beside a drawing lies over its bars, and none over another text.
    laid_over = page.evaluate(
        """[...document.querySelectorAll('figure.drawn svg.bars')].flatMap(drawing => {
          const box = part => part.getBoundingClientRect();
          const texts = [...drawing.querySelectorAll('text')];
          const bars = [...drawing.querySelectorAll('rect.e, rect.c, rect.g')];
          const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
            || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
          return texts.filter((text, place) =>
            (text.classList.contains('v') && bars.some(bar => !apart(box(text), box(bar))))
            || texts.slice(place + 1).some(other => !apart(box(text), box(other)))
          ).map(text => text.textContent);
        })"""
    )
    assert laid_over == []
    assert wrong == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_report(
    browser: Any,
    report_file: Path,
    scheme: str,
) -> None:
    page, _ = opened(
        browser, report_file, color_scheme=scheme, viewport={"width": 1000, "height": 800}
    )
    assert violations(page) == []
    page.context.close()


@pytest.mark.browser
def test_a_report_prints(
    browser: Any,
    report_file: Path,
) -> None:
    page, wrong = opened(browser, report_file, color_scheme="dark")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    page.emulate_media(media="print")
    # A4 less the margins, in CSS pixels: nothing is cut off at the right edge.
    page.set_viewport_size({"width": 695, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 695
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(21, 25, 30)"
    assert not page.locator("nav").is_visible()
    assert wrong == []
    page.context.close()
