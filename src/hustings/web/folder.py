"""The folder of an election: which file is where, and who may read it.

Knows paths, permissions and how a database is named. Must not know what an election is, nor Django.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Any

from hustings.errors import InputError
from hustings.inputs.entry import Entry
from hustings.inputs.keys.kinds import Table
from hustings.inputs.text import read_text
from hustings.inputs.toml import toml
from hustings.web.keys import SITE

VARIABLE = "HUSTINGS_ELECTION"
POSTGRESQL = ("postgresql", "postgres")
# PostgreSQL plans a statement once for each connection: that halves its work for a cast.
PREPARED = {"server_side_binding": True, "prepare_threshold": 1}
# Seconds that a writer waits for its turn before it gives up.
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Folder:
    """An election's folder.

    Attributes:
        path: as it was given.
    """

    path: str

    @property
    def toml(self) -> str:
        """What people edit."""
        return os.path.join(self.path, "election.toml")

    @property
    def sqlite(self) -> str:
        """The database, unless election.toml names another."""
        return os.path.join(self.path, "election.sqlite3")

    @property
    def django_key(self) -> str:
        """The secret that signs cookies of officers."""
        return os.path.join(self.path, "keys", "django.key")

    @property
    def server_key(self) -> str:
        """The server's Ed25519 key, which signs receipts and heads."""
        return os.path.join(self.path, "keys", "server.key")

    @property
    def link_key(self) -> str:
        """The key that private links are made from; in the setting `organisation` not here."""
        return os.path.join(self.path, "keys", "link.key")

    @property
    def nomination_key(self) -> str:
        """The key that the links of those who nominate and are nominated are made from."""
        return os.path.join(self.path, "keys", "nomination.key")

    def file(self, name: str) -> str:
        """The path of a file beside election.toml."""
        return os.path.join(self.path, name)


def entry(folder: Folder, shape: Table = SITE) -> Entry:
    """election.toml as it is written; not even its keys have been looked at.

    Args:
        shape: what the reader knows of it.

    Raises:
        InputError: there is none, or it is not TOML.
    """
    if not os.path.isfile(folder.toml):
        raise InputError(
            "there is no election here",
            remedy=f"`hustings vote new {folder.path}` makes one",
            source=folder.toml,
        )
    whole = toml(read_text(folder.toml, standard=False), folder.toml)
    return replace(whole, shape=shape, eager=False)


def write_secret(path: str, content: bytes) -> None:
    """Write a file that only its owner may read.

    Raises:
        FileExistsError: there is such a file; a key is never written over.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_secret(path: str) -> bytes:
    """The content of a file that only its owner may read.

    Raises:
        InputError: it is not there, or others on this machine may read it.
    """
    try:
        with open(path, "rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise InputError(
                    "others on this machine may read this key",
                    remedy=f"run `chmod 600 {path}`, and ask yourself who has read it",
                    source=path,
                )
            return file.read()
    except OSError as error:
        raise InputError(
            f"this key cannot be read: {error.strerror or error}",
            remedy="put it back from where you keep it safe",
            source=path,
        ) from None


def database(folder: Folder, root: Entry) -> dict[str, Any]:
    """The database as Django's settings name it: the folder's own SQLite, or a PostgreSQL.

    A transaction on SQLite takes its lock at once, and is on the disk before it counts as done.

    Raises:
        InputError: `database` is not an address of PostgreSQL.
    """
    address = root.text("database", default="")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder.sqlite,
            "OPTIONS": {
                "timeout": PATIENCE,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    remedy = 'write `database = "postgresql://USER@HOST/NAME"`, or take it out for SQLite'
    if address.partition("://")[0] not in POSTGRESQL:
        raise root.fault("`database` is not an address of PostgreSQL", "database", remedy=remedy)
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise root.fault(
            "`database` needs the package psycopg",
            "database",
            remedy="install it with `pip install hustings[postgresql]`",
        ) from None
    try:
        parts = dict(conninfo_to_dict(address))
    except ProgrammingError:
        raise root.fault("`database` cannot be read", "database", remedy=remedy) from None
    name, user = parts.pop("dbname", None), parts.pop("user", None)
    if not name:
        raise root.fault("`database` names no database", "database", remedy=remedy)
    found: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "NAME": name}
    for key, setting in (("host", "HOST"), ("port", "PORT"), ("password", "PASSWORD")):
        if value := parts.pop(key, None):
            found[setting] = str(value)
    return {**found, "USER": user or "", "OPTIONS": {**PREPARED, **parts}, "CONN_MAX_AGE": None}
