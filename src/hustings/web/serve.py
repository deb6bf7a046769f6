"""A web server for this machine alone: an election tried out, or a small one run beside a proxy.

Knows sockets and threads. Must not know what is served.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Any

from hustings.errors import InputError

if TYPE_CHECKING:
    from django.core.servers.basehttp import ThreadedWSGIServer

LOOPBACK = "127.0.0.1"


def serve(port: int, started: Callable[[int], None]) -> None:
    """Answer requests of this machine until somebody presses Ctrl-C, or SIGTERM comes.

    Args:
        port: 0 for any that is free.
        started: is handed the port once the server listens.

    Raises:
        InputError: the port is in use, or may not be used.
    """
    server = _listening(port)
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        started(server.server_port)
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
        server.server_close()


def check_free(port: int) -> None:
    """Refuse a port before something long is done for it.

    Raises:
        InputError: the port is in use, or may not be used.
    """
    with socket() as trial:
        trial.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError as error:
            raise _unusable(port, error) from None


@contextmanager
def served() -> Iterator[int]:
    """Requests of this machine answered in another thread meanwhile; the port."""
    server = _listening(0)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listening(port: int) -> ThreadedWSGIServer:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from hustings.web.wsgi import application

    class Handler(WSGIRequestHandler):
        """Writes no request down."""

        timeout = 60

        def handle_one_request(self) -> None:
            # A browser keeps a connection for a request that never comes.
            try:
                super().handle_one_request()
            except TimeoutError:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    try:
        server = ThreadedWSGIServer((LOOPBACK, port), Handler)
    except (OSError, OverflowError) as error:
        raise _unusable(port, error) from None
    server.set_app(application)
    return server


def _unusable(port: int, error: Exception) -> InputError:
    return InputError(
        f"port {port} cannot be used: {getattr(error, 'strerror', None) or error}",
        remedy="name another with --port",
    )


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
