"""Writes docs/images/guide-*.png: the pictures of the tutorial for publishing.

    .venv/bin/python docs/make_pictures.py

Needs Chromium, Playwright (requirements/dev.txt) and pdftoppm (Debian: poppler-utils). Knows which
pages are shown and at which size.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from hustings.guide.config.file import load
from hustings.guide.site.build import build

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
EXAMPLE = ROOT / "examples" / "nec2020"
# While the ballot of 2020 was open.
NOW = datetime(2020, 11, 2, 9, 0, tzinfo=UTC)
PHONE = {"width": 390, "height": 1180}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        loaded = load(str(EXAMPLE / "guide.toml"), str(EXAMPLE / "plan2020.json"))
        build(loaded.guide, loaded.index, str(site), now=NOW)
        slug = loaded.guide.lists[0].slug
        with sync_playwright() as playwright:
            program = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport=PHONE, device_scale_factor=2)
            page.clock.set_fixed_time(NOW)
            page.emulate_media(reduced_motion="reduce")
            page.goto(f"file://{site}/index.html")
            page.fill("#finder input", "YO1 7HH")
            page.press("#finder input", "Enter")
            page.locator(".answer").wait_for()
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
            save("guide-finder.png", page.screenshot())
            page.goto(f"file://{site}/lists/{slug}.html")
            save("guide-list.png", page.screenshot())
            browser.close()
        drawn = subprocess.run(
            ["pdftoppm", "-r", "72", "-png", "-singlefile", site / "lists" / f"{slug}.pdf"],
            check=True,
            capture_output=True,
        )
        save("guide-poster.png", drawn.stdout)


def save(name: str, content: bytes) -> None:
    """Write a picture with few colours, which is all that these have."""
    picture = Image.open(io.BytesIO(content)).convert("RGB").quantize(48)
    picture.save(IMAGES / name, optimize=True)
    print(f"{name}: {(IMAGES / name).stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
