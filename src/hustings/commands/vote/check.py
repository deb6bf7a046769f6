"""`hustings vote check`: everything that is missing or wrong before an election can open.

Knows where to look. Must not know what makes a thing wrong: that is `voting.config`'s and
`voting.domain`'s.
"""

from __future__ import annotations

import os

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import needed, opened
from hustings.errors import InputError
from hustings.web.folder import Folder


def run(path: str, *, format: str | None, output: str | None) -> int:
    """Say it; the exit status: 2 where the election could not open.

    Raises:
        InputError: there is no election in the folder.
    """
    needed()
    from hustings.voting.config.file import examine
    from hustings.voting.config.key_files import key_faults
    from hustings.voting.config.remarks import remarks

    folder = Folder(path)
    setup, faults = examine(folder)
    wrong = [*faults, *key_faults(folder, setup)]
    notes = remarks(setup) if setup is not None else ()
    try:
        opened(path)
    except InputError as error:
        if _where(error) not in map(_where, wrong):
            wrong.append(error)
    else:
        if setup is not None:
            from hustings.voting.domain.nominations.deciding import lacking
            from hustings.voting.domain.queries import unready
            from hustings.voting.domain.turnout import alike

            wrong += [*lacking(folder, setup), *unready(folder, setup)]
            notes += alike.remarks(setup)
    with Output(output, for_machines=format == "json") as out:
        if format == "json":
            out.write(as_json(_document(wrong, notes), indent=2))
        else:
            out.write("".join(f"{error}\n" for error in wrong))
            out.write("".join(f"note: {note}\n" for note in notes))
            if not wrong:
                out.write(f"{path}: nothing is missing\n")
    return 2 if wrong else 0


def _where(error: InputError) -> tuple[str, str]:
    """What tells two mistakes apart; a file can be named by more than one path."""
    return os.path.abspath(error.source), error.what


def _document(wrong: list[InputError], notes: tuple[str, ...]) -> dict[str, object]:
    return {
        "format": "hustings-vote-check/1",
        "ready": not wrong,
        "wrong": [
            {"source": e.source, "line": e.line, "what": e.what, "remedy": e.remedy} for e in wrong
        ],
        "notes": list(notes),
    }
