"""Writes docs/images/sayings.png: one saying of the page that `hustings ask -o` makes.

    .venv/bin/python docs/make_sayings_picture.py

Needs Chromium and Playwright (requirements/dev.txt). Knows which saying is shown and at which size.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from make_pictures import save
from playwright.sync_api import sync_playwright

from hustings.commands.plan import call as plan
from hustings.demo.plan import EXAMPLE, example
from hustings.planning.sayings.ask import ask
from hustings.planning.sayings.ground import on_scenario
from hustings.report.ask.sayings import html

SAYING = "how-many"
DRAWS = 100
SIZE = {"width": 720, "height": 1000}


def main() -> None:
    """Ask, draw, photograph."""
    scenario = plan.scenario_of(example(EXAMPLE), plan.Call())
    asked = ask(on_scenario(scenario, draws=DRAWS), (SAYING,))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "sayings.html"
        path.write_text(html.render(asked), encoding="utf-8")
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, device_scale_factor=2)
        page.goto(f"file://{path}")
        save("sayings.png", page.locator(f"#{SAYING}").screenshot())
        browser.close()


if __name__ == "__main__":
    main()
