"""Every page in a browser: narrow and wide, light and dark, accessible, with room to tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from browsing import opened, violations

from guide.browsing import served, written
from guide.config.pictures import photograph
from guide.examples import BUILD, EARLY, FIRST, chosen, nec2020, parties, small, text
from hustings.guide import colours
from hustings.guide.config.photographs import SIDE
from hustings.guide.model import (
    Ballot,
    Change,
    Endorsement,
    Guide,
    Partition,
    PartName,
    Photograph,
)
from hustings.guide.postcodes.file import bundled
from hustings.report.photographs import square

pytestmark = pytest.mark.browser

LIST = "lists/west-midlands-london.html"
PAGES = (
    *("index.html", "lists.html", LIST, "lists/old-london.html", "contests.html", "how.html"),
    *("changes.html", "embed.html", "finder-embed.html", "privacy.html"),
)
# As long as a name can be, in one word and with nowhere to break it.
LONG = ("Wolfeschlegelsteinhausenbergerdorff" * 6)[:200]
# What a page can come to show: what is typed, chosen or tapped.
STATES = {
    "found": "SW1A 1AA",
    "split": "BB18",
    "unknown": "ZZ9 9ZZ",
    "malformed": "hello",
    "empty": "",
    "unsure": "EN1 1OA",
    "several": "NW1 6XE or M1 1AE",
    "elsewhere": "BFPO 57",
    "route": "JE2 3AB",
}
COLOURED_STATES = {"found", "malformed", "unsure"}
# Everything that is tapped on its own, not as a word in a sentence.
TAPPED = (
    "button, summary, input, nav a, .tongues a, .kicker a, .regions a, .links a, .routes a,"
    " .choice a, .more a, footer a"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Sites in folders of their own, the whole one at the top; axe reads style sheets by HTTP."""
    index = bundled()
    folder = tmp_path_factory.mktemp("site")
    written(folder, nec2020(constituencies=parties(index)), BUILD, index)
    written(folder / "early", nec2020(), EARLY, index)
    for partition in Partition:
        if partition is not Partition.PLACE:
            written(folder / partition.value, small(partition), FIRST, None)
    written(folder / "many", chosen(), FIRST, None)
    (folder / "own").mkdir()
    written(folder / "own", OWN, FIRST, None)
    written(folder / "long", lengthened(nec2020()), replace(BUILD, changes=LONG_CHANGES), index)
    with served(folder) as address:
        yield address


LONG_CHANGES = (Change(3, BUILD.day, (("London", (LONG, "B"), ("B", LONG)),)),)


def lengthened(guide: Guide) -> Guide:
    """With a name of 200 letters wherever a name stands."""
    one = guide.contests[0]
    return replace(
        guide,
        slate=LONG,
        organisation=LONG,
        lists=tuple(replace(order, sequence=(LONG, *order.sequence[1:])) for order in guide.lists),
        contests=(
            replace(one, recommended=(LONG,)),
            replace(one, recommended=(LONG,), ordered=True),
        ),
        endorsements=(Endorsement(LONG, text(LONG)),),
        constituencies=((LONG, "", 0),),
    )


ALL = (
    *PAGES,
    *(f"cy/{path}" for path in PAGES),
    *("early/index.html", "early/lists.html", "early/contests.html"),
    *(f"{one.value}/index.html" for one in Partition if one is not Partition.PLACE),
    *("choice/privacy.html", "many/index.html", "many/cy/index.html", "many/finder-embed.html"),
)


# What a campaign can have of its own; a colour that only just passes, and a face of one of the two.
OWN = small(
    Partition.CHOICE,
    palette=colours.of(colours.nearest("#e4007f")),
    part=PartName(text("faculty"), text("faculties")),
    later=text("Then go on."),
    ballot=Ballot("https://vote.example/v/", "committee"),
    photographs=(
        Photograph("Ada Spade", "photographs/ada.jpg", text("Ada"), square(photograph(), SIDE)),
    ),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_a_campaign_s_own(browser: Any, base: str, scheme: str) -> None:
    phone = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
    with opened(
        browser, base, "own/index.html", color_scheme=scheme, reduced_motion="reduce", **phone
    ) as page:
        page.get_by_role("link", name="Highlands").click()
        answer = page.locator("#answer")
        face, none = (answer.locator(".face").nth(n).bounding_box() for n in (0, 1))
        assert (face["width"], face["height"]) == (none["width"], none["height"]) == (72, 72)
        assert answer.get_by_role("img", name="Ada").evaluate("one => one.naturalWidth") == SIDE
        assert answer.locator(".after").inner_text() == "Then go on."
        assert answer.get_by_role("link", name="Take this list").get_attribute("href") == (
            "https://vote.example/v/#list=Ada%20Spade%0ABo%20Rake&contest=committee"
        )
        assert page.locator("#said").inner_text().endswith("1 Ada Spade; 2 Bo Rake; Then go on.")
        assert violations(page) == []
        assert_nothing_beside(page, 320)


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


# Colours come from one style sheet: what a page of each kind has, the others have too.
COLOURED = {"index.html", LIST, "contests.html", "how.html", "finder-embed.html"}


@pytest.mark.parametrize("path", ALL)
def test_axe_finds_nothing(browser: Any, base: str, path: str) -> None:
    with opened(browser, base, path, reduced_motion="reduce") as page:
        unfold(page)
        assert violations(page, colours=not path.startswith("cy/")) == []


@pytest.mark.parametrize(
    "path",
    [
        path if path in COLOURED else pytest.param(path, marks=pytest.mark.soak)
        for path in ALL
        if not path.startswith("cy/")
    ],
)
def test_axe_finds_nothing_in_the_dark(browser: Any, base: str, path: str) -> None:
    with opened(browser, base, path, color_scheme="dark", reduced_motion="reduce") as page:
        unfold(page)
        assert violations(page) == []


@pytest.mark.parametrize(
    ("state", "scheme"),
    [
        *((state, "light") for state in STATES),
        *(
            pytest.param(state, "dark", marks=[] if state in COLOURED_STATES else pytest.mark.soak)
            for state in STATES
        ),
    ],
)
def test_axe_finds_nothing_in_an_answer(browser: Any, base: str, state: str, scheme: str) -> None:
    with opened(browser, base, color_scheme=scheme, reduced_motion="reduce") as page:
        page.fill("#finder input", STATES[state])
        page.keyboard.press("Enter")
        page.locator("#parties summary").click()
        page.fill("#parties input", "leeds")
        assert page.locator("#answer h2, #wrong b").first.is_visible()
        assert violations(page) == []


def assert_nothing_beside(page: Any, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("window.scrollTo(9999, 0)")
    assert page.evaluate("window.scrollX") == 0


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(browser: Any, base: str, path: str) -> None:
    with opened(browser, base, path, viewport={"width": 1200, "height": 700}) as page:
        unfold(page)
        assert_nothing_beside(page, 1200)


@pytest.mark.parametrize("path", ALL)
def test_on_a_small_phone(browser: Any, base: str, path: str) -> None:
    """Nothing is to the right of the screen, and all that is tapped has room for a thumb."""
    phone = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
    with opened(browser, base, path, **phone) as page:
        unfold(page)
        if page.locator("#finder input").count():
            page.fill("#finder input", "SW1A 1AA")
            page.keyboard.press("Enter")
        too_small = page.locator(TAPPED).evaluate_all(
            "all => all.filter((one) => one.offsetParent)"
            ".map((one) => [one.textContent, one.getBoundingClientRect().height])"
            ".filter(([, height]) => height < 43.9)"
        )
        assert too_small == []
        assert_nothing_beside(page, 320)


@pytest.mark.parametrize("path", [path for path in PAGES if "old-london" not in path])
@pytest.mark.parametrize("width", [320, 1200])
def test_no_long_name_makes_a_page_scroll_sideways(
    browser: Any, base: str, path: str, width: int
) -> None:
    with opened(browser, base, f"long/{path}", viewport={"width": width, "height": 700}) as page:
        unfold(page)
        if page.locator("#finder input").count():
            page.fill("#finder input", "SW1A 1AA")
            page.keyboard.press("Enter")
            page.wait_for_function("() => window.HustingsParties")
            page.fill("#parties input", "wolfe")
            assert page.locator("#party-list button").count() == 1
        assert_nothing_beside(page, width)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["", "cy/"])
def test_no_answer_scrolls_sideways(browser: Any, base: str, state: str, language: str) -> None:
    with opened(
        browser, base, f"{language}index.html", viewport={"width": 320, "height": 700}
    ) as page:
        page.fill("#finder input", STATES[state])
        page.keyboard.press("Enter")
        page.locator("#parties summary").click()
        page.fill("#parties input", "st")
        assert_nothing_beside(page, 320)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_device(browser: Any, base: str, scheme: str) -> None:
    with opened(browser, base, color_scheme=scheme) as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 22, 26)"}[scheme]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_choice(browser: Any, base: str, scheme: str) -> None:
    page_of_choice = (browser, base, "many/index.html")
    with opened(*page_of_choice, color_scheme=scheme, reduced_motion="reduce") as page:
        page.fill("#finder input", "town")
        page.get_by_role("link", name="Town End").click()
        assert page.locator("#answer h2").is_visible()
        assert violations(page) == []


def test_forced_colours_leave_the_chosen_region_to_be_seen(browser: Any, base: str) -> None:
    with opened(browser, base, "choice/index.html", forced_colors="active") as page:
        page.get_by_role("link", name="Highlands").click()
        chosen_one = page.locator(".choice [aria-current]")
        assert chosen_one.evaluate("one => getComputedStyle(one).borderWidth") == "4px"


def test_forced_colours_leave_the_chosen_key_to_be_seen(browser: Any, base: str) -> None:
    with opened(browser, base, "birth-month/index.html", forced_colors="active") as page:
        page.get_by_role("button", name="March").click()
        width = page.locator("[aria-pressed=true]").evaluate(
            "one => getComputedStyle(one).borderWidth"
        )
        assert width == "4px"


@pytest.mark.parametrize("path", ["lists.html", LIST, "contests.html", "changes.html"])
def test_pages_print(browser: Any, base: str, path: str) -> None:
    # A4 less the margins, in CSS pixels: nothing is cut off at the right edge.
    sheet = {"width": 680, "height": 960}
    with opened(browser, base, path, color_scheme="dark", viewport=sheet) as page:
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") == 680
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(21, 25, 30)"
        assert not page.locator("nav").is_visible()
        assert page.get_by_text("Published by J. Bloggs").is_visible()
