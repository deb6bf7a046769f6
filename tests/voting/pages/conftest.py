"""An election on SQLite that the pages read, and somebody who asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hustings.web.folder import Folder


@pytest.fixture
def election(pattern: Folder, tmp_path: Any) -> Iterator[Folder]:
    """A migrated election with nothing in it, which Django's settings name."""
    import shutil

    from django.db import connections
    from django.test.utils import override_settings

    from voting.conftest import _point

    folder = Folder(str(tmp_path / "election"))
    shutil.copytree(pattern.path, folder.path)
    kept = dict(connections.databases["default"])
    _point({**kept, "NAME": folder.sqlite})
    with override_settings(ELECTION=folder, ALLOWED_HOSTS=["testserver", "127.0.0.1"]):
        yield folder
    connections.close_all()
    _point(kept)


@pytest.fixture
def client(election: Folder) -> Any:
    from django.test import Client

    return Client(enforce_csrf_checks=True)


@pytest.fixture(scope="module")
def browser(browser: Any) -> Iterator[Any]:
    # Django sees the loop that Playwright runs in this thread, and would refuse its tables.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield browser


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django sees the loop that Playwright runs in this thread, and would refuse its tables."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
