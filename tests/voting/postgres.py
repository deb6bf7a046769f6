"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket alone.

Knows Debian's and others' places of its programs. Must not touch any other cluster.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def cluster() -> Iterator[str | None]:
    """The folder of a running cluster's socket; None where there is no PostgreSQL."""
    initdb, server = program("initdb"), program("postgres")
    if initdb is None or server is None or (os.getuid() == 0 and _user() is None):
        yield None
        return
    user = _user()
    # Short, for a socket's path may have 107 bytes; not below pytest's folders, which others
    # may not enter.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if user is not None:
        os.chown(folder, user, -1)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user}
    quiet = {key: value for key, value in quiet.items() if value is not None}
    place = str(folder / "data")
    subprocess.run(
        [initdb, "-D", place, "-U", "tester", "-A", "trust", "-N", "-E", "UTF8", "--no-locale"],
        check=True,
        cwd=folder,
        **quiet,
    )
    running = subprocess.Popen(
        [server, "-D", place, "-k", str(folder), "-c", "listen_addresses="], cwd=folder, **quiet
    )
    try:
        _wait(str(folder))
        yield str(folder)
    finally:
        running.terminate()
        running.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: str) -> None:
    import time

    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(host=folder, user="tester", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
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
