"""An election served by gunicorn, as docs/voting-server.md has it, in processes of its own.

Knows how it is started and when it answers. Must not know what is asked.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from hustings.web.folder import VARIABLE, Folder


class Server:
    """A gunicorn.

    Attributes:
        process: its first process; the workers are children of that.
    """

    process: subprocess.Popen[bytes]

    def __init__(self, folder: Folder, *options: str) -> None:
        self._folder = folder
        self._options = options
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    def start(self) -> None:
        """Let it run, and wait until it answers."""
        words = ["-m", "gunicorn", "hustings.web.wsgi", *self._options, "--no-control-socket"]
        self.process = subprocess.Popen(
            [sys.executable, *words, "--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"],
            env={
                **os.environ,
                VARIABLE: self._folder.path,
                "DJANGO_SETTINGS_MODULE": "hustings.web.settings",
            },
        )
        self.wait()

    def wait(self) -> None:
        """Until it answers.

        Raises:
            RuntimeError: it does not.
        """
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                connection.request("GET", "/v/")
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                pass
            finally:
                connection.close()
            time.sleep(0.02)
        raise RuntimeError("gunicorn did not start")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=60)


@contextmanager
def served(folder: Folder, *options: str) -> Iterator[Server]:
    """The election in the folder, served; gunicorn's options beside its address."""
    server = Server(folder, *options)
    try:
        server.start()
        yield server
    finally:
        server.stop()
