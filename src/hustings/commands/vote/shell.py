"""What the commands of `hustings vote` share: packages, the folder, who acts.

Knows how Django is made ready. Must not know what any command does.
"""

from __future__ import annotations

from hustings.commands.shell.packages import check
from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.web.folder import Folder, entry

NEEDED = ("django", "django_otp", "cryptography", "whitenoise", "zxingcpp")


def needed() -> None:
    """Refuse to go on without the packages of the extra `voting`.

    Raises:
        InputError: one is not installed.
    """
    check("voting", "voting", *NEEDED)


def opened(path: str) -> Folder:
    """The election in `path`, with Django ready and the database at hand.

    Raises:
        InputError: there is no election, or its database cannot be reached or is not up to date.
    """
    needed()
    folder = Folder(path)
    entry(folder)
    from hustings.web.start import check_tables, start

    start(folder)
    check_tables(folder)
    return folder


def because(reason: str) -> str:
    """An officer's reason for an act, in one line.

    Raises:
        InputError: it is empty.
    """
    why = " ".join(reason.split())
    if not why:
        raise InputError("no reason is given", remedy="write in a few words why: --reason")
    return why


def acting(officer: str | None) -> str:
    """Who stands in the log for what is done here: the officer named, or the only one there is.

    Raises:
        InputError: there is no such officer, or several and none is named.
    """
    from hustings.voting.domain.office import officers

    names = officers.names()
    if officer is None:
        if len(names) != 1:
            raise InputError(
                f"there are {len(names)} officers", remedy="say who acts: --officer NAME"
            )
        officer = names[0]
    if officer not in names:
        raise InputError(f"there is no officer {shown(officer)}", remedy="name one there is")
    return f"{officer}{officers.BY_COMMAND}"
