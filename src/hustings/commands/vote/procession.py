"""`hustings vote procession` and `receive`: the stick sent off after the close, and taken in again.

Knows folders and what is said. Must not know what stands on a stick.
"""

from __future__ import annotations

from hustings.commands.shell.progress import Line
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, opened


def send(path: str, *, output: str, officer: str | None) -> int:
    """Write a stick with everything that is signed so far.

    Raises:
        InputError: the poll is not closed, or the folder has something else in it.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.sealing.procession import stick
    from hustings.sealing.procession.words import following
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import procession

    stick.check_behind(output, poll.proceedings())
    passed = procession.begin(folder, who)
    stick.write(output, passed)
    with Output(None) as out:
        out.write(f"{output}: the stick of {path}, id {passed.proceedings.eid.hex()}\n")
        out.write("".join(f"{line}\n" for line in following(passed.proceedings)))
    return 0


def receive(path: str, place: str, *, officer: str | None, quiet: bool) -> int:
    """Take in what a stick has brought.

    Raises:
        InputError: it is not a stick, or of another election.
        NotVerified: something on it does not hold; nothing is taken in then.
    """
    folder = opened(path)
    who = acting(officer)
    from hustings.sealing.procession import stick
    from hustings.sealing.procession.acts import Manner
    from hustings.sealing.procession.words import following
    from hustings.voting.domain.results import procession

    passed = stick.read(place)
    line = Line(quiet=quiet)

    def report(contest: str, what: str, done: int, number: int) -> None:
        if line.due:
            line.show(f"{contest or path}: {done:,} of {number:,} {what}")

    try:
        new = procession.receive(folder, passed, who, manner=Manner(report=report))
    finally:
        line.clear()
    with Output(None) as out:
        for one in new:
            out.write(
                f"statement {one.number}: {one.kind}, by {one.by}"
                f"{f', {one.contest}' if one.contest else ''}\n"
            )
        if not new:
            out.write(f"{path}: nothing on this stick is new\n")
        if procession.finished(passed.proceedings):
            out.write(f"Every key is released. Now\n  hustings vote count {path} --keys FOLDER\n")
            out.write("with your own key, which signs the result.\n")
        else:
            out.write("".join(f"{line}\n" for line in following(passed.proceedings)))
    return 0
