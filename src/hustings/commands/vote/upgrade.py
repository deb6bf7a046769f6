"""`hustings vote upgrade`: the tables as this version has them."""

from __future__ import annotations

from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import needed
from hustings.errors import InputError
from hustings.web.folder import Folder, entry


def run(path: str, *, anyway: bool) -> int:
    """Change the tables.

    Args:
        anyway: while votes are still to be cast, too, whose browsers refuse this version's script.

    Raises:
        InputError: there is no election, its database cannot be reached, or it has sealed another
            script than this version's, and votes are still to be cast.
    """
    needed()
    folder = Folder(path)
    entry(folder)
    from hustings.web.start import check_connection, migrate, start

    start(folder)
    check_connection()
    from hustings.voting.domain.script import altered

    if not anyway and altered():
        raise InputError(
            "browsers would refuse the ballot's script of this version, for the election has sealed"
            " that of another: the server would have to seal every ballot",
            remedy="go on with the version it was sealed with until the close, or say --anyway",
            source=path,
        )
    migrate()
    with Output(None) as out:
        out.write(f"{path}: the tables are those of this version\n")
    return 0
