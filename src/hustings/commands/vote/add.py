"""`hustings vote add`: one voter more, after the freeze.

Knows options and what is said. Must not know when somebody may be added.
"""

from __future__ import annotations

from collections.abc import Sequence

from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, because, opened
from hustings.errors import InputError
from hustings.inputs.text import shown


def run(
    path: str,
    member: str,
    *,
    columns: Sequence[str],
    reason: str,
    officer: str | None,
    **given: str,
) -> int:
    """Add a voter, make their link, queue their invitation.

    Raises:
        InputError: the roll is not frozen, the poll is closed, or the voter cannot be added.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain import late
    from hustings.voting.interfaces.roll_file import one

    why = because(reason)
    setup = load(folder)
    line = one({"member": member, **given, **dict(map(_column, columns))}, setup)
    contests = late.admit(folder, setup, line, who, why)
    with Output(None) as out:
        out.write(
            f"{path}: {line.member} is on the roll and may vote in {', '.join(contests)}; their"
            f" {'invitation is queued' if line.email else 'letter is among those to be printed'}\n"
        )
    return 0


def _column(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not sign:
        raise InputError(
            f"{shown(text)} is not what the roll says", remedy="write it as in --says region=Wales"
        )
    return column.strip(), value
