"""An election for each test, on SQLite and on PostgreSQL: migrated once, copied for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hustings.voting.config.template import written
from hustings.web.folder import PREPARED, Folder, write_secret
from voting import postgres


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder as `hustings vote new` makes it, without officers; Django is ready for it."""
    folder = Folder(str(tmp_path_factory.mktemp("pattern") / "election"))
    os.makedirs(folder.path)
    Path(folder.toml).write_text(written(), encoding="utf-8")
    for number, key in enumerate((folder.django_key, folder.server_key, folder.link_key)):
        write_secret(key, (f"{number + 1:02x}" * 32).encode())
    from hustings.web.start import migrate, start

    start(folder)
    migrate()
    from django.db import connections

    connections.close_all()
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of our own."""
    with postgres.cluster() as running:
        if running is None:
            if os.environ.get("HUSTINGS_REQUIRE_POSTGRESQL") == "1":
                pytest.fail("PostgreSQL is required here and there is none", pytrace=False)
            pytest.skip("no PostgreSQL on this machine: initdb was not found")
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def election(request: pytest.FixtureRequest, pattern: Folder, tmp_path: Path) -> Iterator[Folder]:
    """A migrated election with nothing in it, on either database."""
    from django.db import connections

    folder = Folder(str(tmp_path / "election"))
    shutil.copytree(pattern.path, folder.path)
    kept = dict(connections.databases["default"])
    if request.param == "sqlite":
        _point({**kept, "NAME": folder.sqlite})
    else:
        socket = request.getfixturevalue("cluster").folder
        settings = {
            **kept,
            "ENGINE": "django.db.backends.postgresql",
            "HOST": socket,
            "USER": "tester",
            "OPTIONS": PREPARED,
        }
        if not getattr(request.session, "migrated", False):
            from hustings.web.start import migrate

            postgres.new_database(socket, "pattern")
            _point({**settings, "NAME": "pattern"})
            migrate()
            connections.close_all()
            request.session.migrated = True
        postgres.new_database(socket, "election", "pattern")
        _point({**settings, "NAME": "election"})
    yield folder
    connections.close_all()
    _point(kept)


def _point(settings: dict[str, object]) -> None:
    """Let Django's connection be to this database."""
    from django.db import connections

    connections.close_all()
    connections.databases["default"] = settings
    if hasattr(connections._connections, "default"):
        del connections["default"]
