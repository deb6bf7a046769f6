"""Voters' pages on a server of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from browsing import running


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

    application = get_wsgi_application()
    with running(make_server("127.0.0.1", 0, application, _Server, _Quiet)) as base:
        yield base
