"""`hustings vote upgrade`: the tables as this version has them."""

from __future__ import annotations

from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import needed
from hustings.web.folder import Folder, entry


def run(path: str) -> int:
    """Change the tables.

    Raises:
        InputError: there is no election, or its database cannot be reached.
    """
    needed()
    folder = Folder(path)
    entry(folder)
    from hustings.web.start import migrate, start

    start(folder)
    migrate()
    with Output(None) as out:
        out.write(f"{path}: the tables are those of this version\n")
    return 0
