"""After the close: the table of entitlements written anew, so that it tells nobody's turn.

Knows what databases keep of the order in which rows were written. Must not know ballots.

PostgreSQL keeps with each row the number of the transaction that wrote it (`xmin`, even through
VACUUM FULL), which the board has too; SQLite keeps old pages until they are needed. What hides a
vote for good is the mix, and the destruction of its keys.
"""

from __future__ import annotations

from django.db import connection

from hustings.voting.models import Entitlement

_COLUMNS = "voter_id, contest, used"


def write_entitlements_anew() -> None:
    """Copy every entitlement, sorted by voter, into a new table, in the caller's transaction."""
    table = Entitlement._meta.db_table
    new = f"{table}_anew"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {new} (LIKE {table} INCLUDING ALL)")
            after = [f"ALTER TABLE {table} ADD FOREIGN KEY (voter_id) REFERENCES voter (id)"]
        else:
            cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s", [table])
            made = [(kind, sql) for kind, sql in cursor.fetchall() if sql]
            (creation,) = (sql for kind, sql in made if kind == "table")
            cursor.execute(creation.replace(f'"{table}"', f'"{new}"', 1))
            after = [sql for kind, sql in made if kind == "index"]
        cursor.execute(
            f"INSERT INTO {new} ({_COLUMNS}) SELECT {_COLUMNS} FROM {table}"
            " ORDER BY voter_id, contest"
        )
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {new} RENAME TO {table}")
        for statement in after:
            cursor.execute(statement)


def clear_old_pages() -> None:
    """On SQLite, write the whole file anew, outside any transaction; nothing elsewhere."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
