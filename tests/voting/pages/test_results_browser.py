"""Results after a vacancy in a browser: axe, a telephone, a frame on another site."""

from __future__ import annotations

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browsing import opened, running, violations

from hustings.web.folder import Folder
from voting.domain.results.test_overview import made
from voting.pages.serving import served

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
PAGES = (
    "/?language=en",
    "/?language=cy",
    "/results/",
    "/results/index-cy.html",
    "/results/committee/vacancy-1.html",
    "/results/committee/vacancy-1-cy.html",
    "/results/embed.html",
    "/results/embed-cy.html",
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_each_page_is_sound_on_a_telephone_and_a_desk(browser: Any, election: Folder) -> None:
    made(election)
    with served() as base, opened(browser, base, PAGES[0], viewport=NARROW) as page:
        for number, path in enumerate(PAGES):
            page.goto(base + path)
            for shape in (NARROW, WIDE):
                page.set_viewport_size(shape)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= shape["width"], (path, wide)
                if SHOTS:
                    file = Path(SHOTS) / f"results-{number}-{shape['width']}.png"
                    page.screenshot(path=str(file), full_page=True)
            page.set_viewport_size(NARROW)
            # Of each style sheet the first page has its colours measured.
            assert violations(page, colours=number in (0, 2, 6)) == [], path


def test_another_site_shows_the_page_for_frames_and_cannot_show_the_others(
    browser: Any, election: Folder, tmp_path: Path
) -> None:
    place = made(election)
    with served() as base:
        # Another site: another port of the same machine is another origin.
        (tmp_path / "own.html").write_text(
            "<!doctype html><title>Own</title>"
            + "".join(
                f'<iframe title="{name or "index"}" src="{base}/results/{name}"></iframe>'
                for name in ("embed.html", "index.html")
            ),
            encoding="utf-8",
        )
        handler = partial(Quiet, directory=str(tmp_path))
        with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as other:
            page = browser.new_page()
            page.goto(f"{other}/own.html")
            frame = page.frame_locator("iframe[title='embed.html']")
            assert frame.get_by_role("heading", level=1).inner_text() == "Results: Committee"
            refused = page.frame_locator("iframe[title='index.html']")
            assert refused.get_by_role("heading", level=1).count() == 0
            fetched = f"fetch('{base}/results/results.json').then(answer => answer.json())"
            assert page.evaluate(fetched)["format"] == "hustings-results/1"
            with page.context.expect_page() as popped:
                frame.get_by_role("link").click()
            assert popped.value.url == f"{base}/results/index.html"
            page.context.close()
        # The folder on any web space, in a folder of it.
        handler = partial(Quiet, directory=str(place.parent))
        with (
            running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as other,
            opened(browser, f"{other}/published/") as page,
        ):
            page.get_by_role("link", name="Who takes the seat").click()
            assert page.get_by_role("heading", level=1).inner_text() == "Committee"
