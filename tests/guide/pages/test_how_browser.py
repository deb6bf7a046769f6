"""How STV works, in a browser: change the order, by tap or by keyboard, and see it counted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import opened, violations

from guide.browsing import served, written
from guide.examples import BUILD, nec2020
from guide.pages.test_how import NAMES, ORDERS, by_order, figure, fresh, key

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 700}}
# States of the page, by what is tapped to reach them.
STATES: dict[str, tuple[str, ...]] = {
    "first": (),
    "spread": ('[data-order="210"]',),
    "blank": tuple(f'[data-candidate="{c}"] [data-act=off]' for c in (0, 1, 2)),
    "everybody": tuple(f'[data-candidate="{c}"] [data-act=on]' for c in (3, 4)),
    "long": ('[data-candidate="2"] [data-act=up]',),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("how"), nec2020(), BUILD, None)


@pytest.fixture(scope="module")
def base(folder: Path) -> str:
    return folder.as_uri() + "/"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """By HTTP, where axe may read style sheets."""
    with served(folder) as found:
        yield found


def tapped(page: Any, state: str) -> None:
    for selector in STATES[state]:
        page.locator(selector).click()


def news(page: Any) -> str:
    told: str = page.locator('[role="status"]').inner_text()
    return told


def ranked(page: Any) -> list[str]:
    names: list[str] = page.locator("#ranked .who").all_inner_texts()
    return names


def counted(page: Any) -> list[dict[str, Any]]:
    """The stages as they stand in the page."""
    stages: list[dict[str, Any]] = page.locator(".stage").evaluate_all(
        """all => all.map((stage) => ({
          title: stage.querySelector('.title').textContent,
          says: stage.querySelector('.says').textContent,
          rows: [...stage.querySelectorAll('tbody tr')].map((row) => [
            row.querySelector('.who').textContent,
            row.querySelector('b').textContent,
            row.className,
            [...row.querySelectorAll('rect')].map((one) =>
              ['class', 'x', 'width'].map((name) => one.getAttribute(name))),
          ]),
        }))"""
    )
    return stages


def test_the_count_of_the_order_is_shown(browser: Any, base: str) -> None:
    """For a sample of orders, each made by its buttons, against a fresh count."""
    sample = random.Random(2020).sample(ORDERS, 60)
    with opened(browser, base, "how.html") as page:
        for order in sample:
            page.evaluate(
                """order => {
                  const act = (c, what) =>
                    document.querySelector(`[data-candidate="${c}"] [data-act=${what}]`).click();
                  for (const one of document.querySelectorAll('#ranked li')) {
                    act(one.dataset.candidate, 'off');
                  }
                  for (const candidate of order) act(candidate, 'on');
                }""",
                list(order),
            )
            assert ranked(page) == [NAMES[c] for c in order]
            outcome, record = by_order("en")[key(order)], fresh(order)
            assert page.locator(".elected").inner_text() == outcome["elected"]
            assert page.locator(".way").inner_text() == outcome["way"]
            stages = counted(page)
            assert len(stages) == len(record.stages)
            for stage, told in zip(record.stages, stages, strict=True):
                assert [row[:2] for row in told["rows"]] == [
                    [name, figure(votes)] for name, votes in zip(NAMES, stage.votes, strict=True)
                ]
                looks = [row[2] for row in told["rows"]]
                assert {c for c in range(5) if looks[c] == "now"} == set(stage.elected)
                assert {c for c in range(5) if looks[c] == "gone"} == set(stage.excluded)


@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
def test_the_script_draws_what_the_page_came_with(browser: Any, base: str, path: str) -> None:
    with opened(browser, base, path) as page:
        before = page.locator(".stages").inner_html()
        box = page.locator(".result").inner_text()
        page.locator('[data-order="10"], [data-order="210"]').first.click()
        assert page.locator(".stages").inner_html() != before
        page.locator("p.live button").click()
        assert page.locator(".stages").inner_html().split() == before.split()
        assert page.locator(".result").inner_text().endswith(box.strip())


def test_it_is_said_what_has_changed(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html") as page:
        assert news(page) == ""
        assert page.locator(".elected").inner_text() == "Ada, Ben and Dot"
        page.get_by_role("button", name="Move Cai up").click()
        assert news(page) == "Cai is now number 2. The same three are elected."
        page.get_by_role("button", name="Move Cai up").click()
        assert news(page) == "Cai is now number 1. Now Cai is elected instead of Dot."
        assert page.locator(".elected").inner_text() == "Cai, Ada and Ben"
        page.get_by_role("button", name="Leave Cai off").click()
        assert news(page) == ("Cai is no longer in your order. Now Dot is elected instead of Cai.")
        page.get_by_role("button", name="Add Eli").click()
        assert news(page) == "Eli is now number 3. The same three are elected."
        page.get_by_role("button", name="Somebody else first").click()
        assert news(page) == "Your order: Eli, Dot. Now Eli is elected instead of Ben."
        page.get_by_role("button", name="Start again").click()
        assert news(page) == "Your order: Ada, Ben, Cai. Now Ben is elected instead of Eli."
        assert ranked(page) == ["Ada", "Ben", "Cai"]


def test_it_is_said_in_welsh(browser: Any, base: str) -> None:
    with opened(browser, base, "cy/how.html") as page:
        page.get_by_role("button", name="Symud Cai i fyny").click()
        page.get_by_role("button", name="Symud Cai i fyny").click()
        assert news(page) == "Mae Cai nawr yn rhif 1. Nawr etholir Cai yn lle Dot."
        assert page.locator(".elected").inner_text() == "Cai, Ada a Ben"


def test_ready_made_orders_say_which_one_is_shown(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html") as page:
        pressed = page.locator(".ready [aria-pressed=true]")
        assert pressed.all_inner_texts() == ["All in the same order\nAda, Ben, Cai"]
        page.get_by_role("button", name="First choices spread").click()
        assert pressed.all_inner_texts() == ["First choices spread\nCai, Ben, Ada"]
        page.get_by_role("button", name="Move Ada up").click()
        assert pressed.count() == 0
        page.get_by_role("button", name="Move Ada down").click()
        assert pressed.all_inner_texts() == ["First choices spread\nCai, Ben, Ada"]


def focused(page: Any) -> str:
    name: str = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
    return name


def test_the_keyboard_is_enough(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html") as page:
        reached = []
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.append(focused(page))
            if reached[-1] == "Move Cai up":
                break
        assert [name for name in reached if name][:3] == [
            "Move Ada up",
            "Move Ada down",
            "Leave Ada off",
        ]
        # The focus stays with the button as it moves, so that one can press again.
        page.keyboard.press("Enter")
        assert focused(page) == "Move Cai up"
        page.keyboard.press("Space")
        assert (focused(page), ranked(page)) == ("Move Cai up", ["Cai", "Ada", "Ben"])
        assert page.get_by_role("button", name="Move Cai up").get_attribute("aria-disabled") == (
            "true"
        )
        before = news(page)
        page.keyboard.press("Enter")
        assert (news(page), ranked(page)) == (before, ["Cai", "Ada", "Ben"])
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Leave Cai off"
        page.keyboard.press("Enter")
        assert (focused(page), ranked(page)) == ("Add Cai", ["Ada", "Ben"])
        page.keyboard.press("Enter")
        assert (focused(page), ranked(page)) == ("Leave Cai off", ["Ada", "Ben", "Cai"])


def test_all_may_be_left_off(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html") as page:
        tapped(page, "blank")
        assert page.locator("#dropped .who").all_inner_texts() == NAMES
        assert page.locator(".way").inner_text() == (
            "Your paper is blank, so it is not counted. With fewer votes the quota is lower: 5."
        )
        assert page.locator(".line text").all_text_contents() == ["quota 5", "quota 5"]


@pytest.mark.parametrize(
    ("path", "scheme"), [("how.html", "light"), ("how.html", "dark"), ("cy/how.html", "light")]
)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Any, address: str, path: str, state: str, scheme: str) -> None:
    with opened(browser, address, path, color_scheme=scheme) as page:
        tapped(page, state)
        page.mouse.move(0, 0)
        assert violations(page, colours=path == "how.html") == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
def test_a_small_phone_is_wide_enough(browser: Any, base: str, path: str, state: str) -> None:
    with opened(browser, base, path, **PHONE, has_touch=True, is_mobile=True) as page:
        tapped(page, state)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        small = page.locator("main button:visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect())"
            ".filter((box) => box.height < 43.9 || box.width < 43.9).length"
        )
        assert small == 0
        # Nothing said beside a bar breaks the line of the quota.
        heights = page.locator(".piles tbody tr").evaluate_all(
            "all => [...new Set(all.map((row) => Math.round(row.getBoundingClientRect().height)))]"
        )
        assert heights == [44]


@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
def test_without_scripts_there_is_the_worked_example(browser: Any, base: str, path: str) -> None:
    with opened(browser, base, path, java_script_enabled=False) as page:
        assert page.locator("main button:visible").count() == 0
        assert page.locator(".ballot:visible .who").all_inner_texts() == ["Ada", "Ben", "Cai"]
        assert "JavaScript" in page.locator(".still").inner_text()
        assert page.locator(".stage svg.pile:visible").count() == 15
        assert (
            page.locator(".elected").inner_text()
            == by_order(path[:2].replace("ho", "en"))["012"]["elected"]
        )


def test_the_offer_of_scripts_goes_where_they_run(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html") as page:
        assert page.locator(".still:visible").count() == 0
        assert page.locator("main button:visible").count() == 4 + 3 * 3 + 2 + 1


def test_on_paper_there_is_the_count_and_nothing_to_tap(browser: Any, base: str) -> None:
    with opened(browser, base, "how.html", color_scheme="dark") as page:
        tapped(page, "spread")
        page.emulate_media(media="print")
        assert page.locator("main button:visible").count() == 0
        assert page.locator(".ballot:visible .who").all_inner_texts() == ["Cai", "Ben", "Ada"]
        assert page.locator(".stage svg.pile:visible").count() == 15
        bar = page.locator("rect.e").first
        assert bar.evaluate("one => getComputedStyle(one).fill") == "rgb(10, 89, 96)"


@pytest.mark.parametrize("path", ["how.html", "cy/how.html"])
@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_there_is_no_sheet_for_a_line(
    browser: Any, base: str, path: str, scripts: bool
) -> None:
    with opened(browser, base, path, java_script_enabled=scripts) as page:
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 3
