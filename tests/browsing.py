"""Servers for the tests, and a browser that reports everything it should not do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer
from typing import Any

# The shell draws and runs pages as the browser does, and opens no windows: a page costs a third.
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(*programs: str) -> str | None:
    """The first of these programs that is installed; of the shell and the browsers unless told."""
    for name in programs or (SHELL, *BROWSERS):
        if path := shutil.which(name):
            return path
    return None


@contextmanager
def running(server: TCPServer) -> Iterator[str]:
    """The address of a server while it answers, without a slash at its end."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def opened(
    browser: Any, base: str, path: str = "index.html", *, at: str = "", **context: Any
) -> Iterator[Any]:
    """The page; at the end it must have asked for nothing outside `base`, kept no cookie and
    complained of nothing.

    Args:
        at: what the device's clock says.
    """
    made = browser.new_context(**context)
    page = made.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    made.on(
        "request",
        lambda request: (
            request.url.startswith((base, "data:")) or wrong.append(f"request: {request.url}")
        ),
    )
    if at:
        page.clock.set_fixed_time(at)
    page.wrong = wrong
    page.goto(base + path)
    yield page
    assert not wrong, wrong
    assert made.cookies() == []
    made.close()


def violations(page: Any, *, colours: bool = True) -> list[tuple[str, list[str]]]:
    """What axe finds wrong on the page as it stands: rules, and the elements that break them.

    Args:
        colours: whether contrast is measured as well, which takes longer than all the rest and
            is the same on each page of the same style sheet.
    """
    from axe_playwright_python.sync_playwright import Axe

    rules = {} if colours else {"rules": {"color-contrast": {"enabled": False}}}
    found = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response
    assert len(found["passes"]) > 10
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
