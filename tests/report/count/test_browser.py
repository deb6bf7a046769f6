"""The page in a browser: narrow, wide, dark and on paper; accessible; nothing fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import violations

from hustings.counting.lots import BY_OFFICER, Lots
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.report.count import html
from report.count.examples import EXAMPLES, counted
from report.test_page import national

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=[*sorted(EXAMPLES), "national"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    record = national() if request.param == "national" else EXAMPLES[request.param]()
    path.write_text(html.render(record), encoding="utf-8")
    return path


def opened(browser: Any, path: Path, **context: Any) -> tuple[Any, list[str]]:
    """The page, and a list that grows with everything it should not do."""
    page = browser.new_context(**context).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: request.url == path.as_uri() or wrong.append(f"request: {request.url}"),
    )
    page.goto(path.as_uri())
    return page, wrong


@pytest.mark.parametrize("width", [320, 1280])
def test_page_never_scrolls_sideways_and_fetches_nothing(
    browser: Any, page_file: Path, width: int
) -> None:
    page, wrong = opened(
        browser, page_file, viewport={"width": width, "height": 700}, java_script_enabled=True
    )
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("window.scrollTo(9999, 0)")
    assert page.evaluate("window.scrollX") == 0
    assert wrong == []
    page.context.close()


# In the dark only the colours differ, and they are the same on every page.
AXE = [
    pytest.param(name, scheme, marks=[] if light or name in {"ers97", "irv"} else pytest.mark.soak)
    for name in (*sorted(EXAMPLES), "national")
    for scheme, light in (("light", True), ("dark", False))
]


@pytest.mark.parametrize(("page_file", "scheme"), AXE, indirect=["page_file"])
def test_axe_finds_nothing(browser: Any, page_file: Path, scheme: str) -> None:
    page, _ = opened(
        browser, page_file, color_scheme=scheme, viewport={"width": 1000, "height": 800}
    )
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    # Thousands of cells in the same few colours.
    assert violations(page, colours="national" not in page_file.name) == []
    page.context.close()


def test_stages_open_as_one_steps_through_them_without_programs(
    browser: Any, page_file: Path
) -> None:
    page, wrong = opened(browser, page_file, java_script_enabled=False)
    if page.locator("#stage-3").count() == 0:
        pytest.skip("an election of fewer than three stages")
    page.locator("#stage-1 .step a").click()
    assert page.url.endswith("#stage-2")
    assert page.locator("#stage-2 .chart").is_visible()
    page.locator("#stage-2 .step a", has_text="Next").click()
    assert page.url.endswith("#stage-3")
    assert page.locator("#stage-3 h3").is_visible()
    assert wrong == []
    page.context.close()


def test_names_stay_in_sight_in_a_wide_table(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file, viewport={"width": 320, "height": 700})
    page.evaluate("document.querySelector('.scroll').scrollLeft = 9999")
    box = page.locator(".scroll tbody th").first.bounding_box()
    assert box["x"] == 16
    assert box["width"] < 150
    page.context.close()


def test_it_prints(browser: Any, page_file: Path) -> None:
    page, wrong = opened(browser, page_file, color_scheme="dark")
    document = page.pdf(prefer_css_page_size=True)
    assert document.startswith(b"%PDF-")
    page.emulate_media(media="print")
    # A4 less the margins, in CSS pixels: nothing is cut off at the right edge.
    page.set_viewport_size({"width": 695, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 695
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(21, 25, 30)"
    assert not page.locator("nav").is_visible()
    assert wrong == []
    page.context.close()


LONG = ("W" * 200, "Maximiliana Featherstonehaugh-Cholmondeley of the Upper Valley", "Bo", "Al")


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a name of 200 letters in every place where a name can stand."""
    election = make_election("T" * 150, 2, LONG, slates=["S" * 120, "", "", ""])
    papers = [((0, 1), 30), ((1, 2), 30), ((2, 3), 6), ((3, 2), 6)]
    lots = Lots(BY_OFFICER, (0, 1, 2, 3))
    record = counted(election, Profile.gather(papers), "scotland", lots=lots)
    path = tmp_path_factory.mktemp("long") / "long.html"
    path.write_text(html.render(record), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [320, 1200])
def test_a_long_name_does_not_scroll_the_page(browser: Any, long_names: Path, width: int) -> None:
    page, _ = opened(browser, long_names, viewport={"width": width, "height": 700})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 695, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 695
    page.context.close()


# Lines of the quota that meet a word: its letters, not the box that the name could fill.
CROSSINGS = """() => {
  const range = document.createRange();
  const words = [...document.querySelectorAll('.chart span')].flatMap(span => {
    range.selectNodeContents(span);
    return [...range.getClientRects()];
  });
  const lines = [...document.querySelectorAll('.chart line')].map(l => l.getBoundingClientRect());
  const meet = (l, w) => l.left > w.left + 1 && l.left < w.right - 1
    && l.top < w.bottom - 1 && l.bottom > w.top + 1;
  return [lines.length, lines.filter(l => words.some(w => meet(l, w))).length];
}"""


def test_the_line_of_the_quota_runs_through_no_words(browser: Any, long_names: Path) -> None:
    for width, media in ((320, "screen"), (1200, "screen"), (695, "print")):
        page, _ = opened(browser, long_names, viewport={"width": width, "height": 700})
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.emulate_media(media=media)
        lines, meeting = page.evaluate(CROSSINGS)
        assert lines == 5
        assert meeting == 0
        page.context.close()


def test_a_wide_table_says_that_it_scrolls(browser: Any, page_file: Path) -> None:
    page, _ = opened(browser, page_file, viewport={"width": 320, "height": 700})
    cue = page.locator(".cue")
    stages = page.locator("section.stage").count()
    assert cue.count() == (1 if stages > 1 else 0)
    if stages > 1:
        assert cue.is_visible()
        page.emulate_media(media="print")
        assert not cue.is_visible()
    page.context.close()
