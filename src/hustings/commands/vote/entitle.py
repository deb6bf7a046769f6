"""`hustings vote entitle`: one contest more for a voter, after the freeze.

Knows options and what is said. Must not know when somebody may be entitled.
"""

from __future__ import annotations

from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, because, opened


def run(path: str, member: str, contest: str, *, reason: str, officer: str | None) -> int:
    """Let the voter vote in the contest, and queue their link again where they were invited.

    Raises:
        InputError: the roll is not frozen, the poll is closed, there is no such voter or contest,
            or they may vote in it already.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain import late

    contests = late.entitle(load(folder), member, contest, who, because(reason))
    with Output(None) as out:
        out.write(f"{path}: {member} may vote in {', '.join(contests)}, with the link they have\n")
    return 0
