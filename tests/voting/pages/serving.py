"""Voters' pages on a server of their own, and a browser that reports what it should not do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no matter."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address of a server for the election of Django's settings."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def opened(browser: Any, base: str, path: str, **context: Any) -> Iterator[Any]:
    """The page; at the end it must have asked for nothing elsewhere and complained of nothing."""
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
    page.wrong = wrong
    page.goto(base + path)
    yield page
    assert not wrong, wrong
    assert made.cookies() == []
    made.close()
