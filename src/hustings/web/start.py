"""Django made ready for one election, for commands that run without a web server."""

from __future__ import annotations

import os

from hustings.errors import InputError
from hustings.web.folder import VARIABLE, Folder


def start(folder: Folder) -> None:
    """Make Django ready for the election in `folder`; once in a process.

    Raises:
        InputError: election.toml cannot be read, or a key is missing.
    """
    os.environ[VARIABLE] = os.path.abspath(folder.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "hustings.web.settings"
    import django

    django.setup()


def migrate() -> None:
    """Bring the tables of the database up to date.

    Raises:
        InputError: the database cannot be reached.
    """
    from django.core.management import call_command

    check_connection()
    call_command("migrate", verbosity=0, interactive=False)


def check_tables(folder: Folder) -> None:
    """Refuse to go on without the database, or with the tables of another version.

    Raises:
        InputError: it cannot be reached, or its tables are not up to date.
    """
    check_connection()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise InputError(
            "the database has not the tables of this version of hustings",
            remedy=f"run `hustings vote upgrade {folder.path}`",
            source=folder.path,
        )


def check_connection() -> None:
    """Refuse to go on without the database.

    Raises:
        InputError: it cannot be reached.
    """
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        what = str(error).strip().splitlines()[-1].removeprefix("connection failed: ")
        raise InputError(
            f"the database cannot be reached: {what}",
            remedy="check `database` in election.toml",
        ) from None
