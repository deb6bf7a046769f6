"""The folder of an election: its files, its secrets, its database."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.inputs.toml import toml
from hustings.web.folder import Folder, database, entry, read_secret, write_secret


def test_a_secret_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "link.key"
    write_secret(str(path), b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        write_secret(str(path), b"two")
    assert read_secret(str(path)) == b"one"


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.key"
    write_secret(str(path), b"one")
    path.chmod(0o640)
    with pytest.raises(InputError, match="others on this machine may read this key"):
        read_secret(str(path))


def test_a_missing_secret_names_its_file(tmp_path: Path) -> None:
    path = str(tmp_path / "link.key")
    with pytest.raises(InputError) as caught:
        read_secret(path)
    assert str(caught.value) == (
        f"{path}: this key cannot be read: No such file or directory;"
        " put it back from where you keep it safe"
    )


def test_a_folder_without_an_election_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no election here; `hustings vote new"):
        entry(Folder(str(tmp_path)))


def test_the_database_is_sqlite_unless_named() -> None:
    assert database(Folder("x"), toml("", "election.toml")) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "x/election.sqlite3",
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def test_a_postgresql_is_named_by_its_address() -> None:
    text = 'database = "postgresql://ann:secret@db:5433/vote?sslmode=verify-full"'
    assert database(Folder("x"), toml(text, "election.toml")) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "vote",
        "HOST": "db",
        "PORT": "5433",
        "PASSWORD": "secret",
        "USER": "ann",
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 1,
            "sslmode": "verify-full",
        },
        "CONN_MAX_AGE": None,
    }


@pytest.mark.parametrize(
    "address", ["mysql://h/x", "vote.db", "postgresql://db", "postgresql://[x"]
)
def test_another_database_is_refused_on_its_line(address: str) -> None:
    with pytest.raises(InputError) as caught:
        database(Folder("x"), toml(f'\ndatabase = "{address}"', "election.toml"))
    assert str(caught.value).startswith("election.toml, line 2: `database` ")
