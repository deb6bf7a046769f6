"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket alone.

Knows Debian's and others' places of its programs. Must not touch any other cluster.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs."""
    for folder in PROGRAMS:
        if (folder / name).is_file():
            return str(folder / name)
    return shutil.which(name)


def _user() -> int | None:
    """Whom the cluster runs as: itself where that is not root, which initdb refuses."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            pass
    return None


class Cluster:
    """A cluster of our own.

    Attributes:
        folder: where its socket is.
        process: its first process; all others are children of that.
    """

    process: subprocess.Popen[bytes]

    def __init__(self, folder: str, server: str) -> None:
        self.folder = folder
        self._server = server

    def start(self) -> None:
        """Let it run, and wait until it answers."""
        options = ["-D", f"{self.folder}/data", "-k", self.folder, "-c", "listen_addresses="]
        self.process = subprocess.Popen([self._server, *options], cwd=self.folder, **_quiet())
        _wait(self.folder)

    def stop(self) -> None:
        """End it; whoever is connected is sent away."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)


@contextmanager
def cluster() -> Iterator[Cluster | None]:
    """A running cluster; None where there is no PostgreSQL."""
    initdb, server = program("initdb"), program("postgres")
    if initdb is None or server is None or (os.getuid() == 0 and _user() is None):
        yield None
        return
    # Short, for a socket's path may have 107 bytes; not below pytest's folders, which others
    # may not enter.
    folder = tempfile.mkdtemp(prefix="pg")
    if (user := _user()) is not None:
        os.chown(folder, user, -1)
    words = ["-D", f"{folder}/data", "-U", "tester", "-A", "trust", "-N", "-E", "UTF8"]
    subprocess.run([initdb, *words, "--no-locale"], check=True, cwd=folder, **_quiet())
    running = Cluster(folder, server)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _quiet() -> dict[str, Any]:
    user = _user()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return quiet if user is None else {**quiet, "user": user}


def _wait(folder: str) -> None:
    import psycopg

    for _ in range(600):
        try:
            psycopg.connect(host=folder, user="tester", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the cluster did not start")


def new_database(folder: str, name: str, template: str = "template1") -> None:
    """Make a database as a copy of another."""
    import psycopg

    with psycopg.connect(
        host=folder, user="tester", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
