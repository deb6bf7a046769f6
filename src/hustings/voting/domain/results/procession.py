"""The procession of the lists, as the server sees it: sent off, taken in again, where it stands.

Knows which statements and lists are kept here. Must not know commands, keys or pages.

The server's part is small: it states how the boards have ended, and keeps what comes back once it
is found to be as it was signed. Lists lie in a folder of the election; a list counts when the
statements that speak of it are in the tables.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from hustings.errors import InputError, NotVerified
from hustings.sealing.closing import Proceedings, Signer
from hustings.sealing.manifest import Setting
from hustings.sealing.proceedings import CLOSE, REVEAL
from hustings.sealing.procession import acts, stick
from hustings.sealing.procession.acts import PLAIN, Manner, Passed
from hustings.sealing.procession.turns import turns, waiting
from hustings.sealing.procession.words import command, does
from hustings.sealing.statements import Statement
from hustings.voting.domain import poll
from hustings.voting.domain.casting.board import posted
from hustings.voting.domain.keys import server_secret
from hustings.voting.domain.manifest import SERVER
from hustings.voting.domain.office import log
from hustings.voting.models import Poll
from hustings.web.folder import Folder

# The folder of the lists, beside election.toml.
PLACE = "procession"


class Stage(NamedTuple):
    """An act of the procession.

    Attributes:
        holder, does: who does what, "mixes at M1".
        command: what they type.
        missing: the contests for which it is still to be done.
        now: whether it can be done now.
    """

    holder: str
    does: str
    command: str
    missing: tuple[str, ...]
    now: bool


@transaction.atomic
def begin(folder: Folder, who: str) -> Passed:
    """What a stick has on it: as far as the procession has come that was taken in here.

    The first time the server states how each board has ended.

    Raises:
        InputError: the poll is not closed or counted already, it is a club's, or a list that was
            taken in is not here any more.
        NotVerified: a holder has not signed the manifest.
    """
    Poll.objects.select_for_update().get()
    before = _closed()
    boards = {contest: list(posted(contest)) for contest in before.contests}
    server = Signer(SERVER, server_secret(folder))
    passed = acts.close(before, server, boards)
    if passed.proceedings.statements != before.statements:
        poll.keep_statements(passed.proceedings)
        log.record(who, "procession", statements=len(passed.proceedings.statements))
    return passed._replace(lists=lists(folder, passed.proceedings))


def receive(
    folder: Folder, passed: Passed, who: str, *, manner: Manner = PLAIN
) -> tuple[Statement, ...]:
    """Take in what a stick has brought; the statements that are new.

    Args:
        passed: as `stick.read` found it to be as it was signed.

    Raises:
        InputError: the poll is not closed or counted already, or the stick is of another election.
        NotVerified: its statements are not those that are here, with more after them; a key was
            released before the check; or the check fails that it says was made.
    """
    after = passed.proceedings
    known = _same(_closed(), after)
    turns(after)
    published = after.only(REVEAL)
    if published and published.number > known:
        acts.check_decoys(passed, manner=manner)
    stick.write_lists(folder.file(PLACE), passed.lists)
    with transaction.atomic():
        Poll.objects.select_for_update().get()
        new = after.said[_same(_closed(), after) :]
        if new:
            poll.keep_statements(after)
            by = sorted({statement.by for statement in new})
            log.record(who, "received", statements=len(after.statements), by=by)
    return new


def _same(here: Proceedings, brought: Proceedings) -> int:
    """How many statements are here, all of them brought again, or as many as were brought.

    Raises:
        InputError: the stick is of another election.
        NotVerified: one of them is another.
    """
    if brought.eid != here.eid:
        raise InputError(
            f"this stick is of another election, {brought.eid.hex()}",
            remedy=f"hand in the one of {here.eid.hex()}",
        )
    pairs = zip(here.statements, brought.statements, strict=False)
    for number, (known, other) in enumerate(pairs, 1):
        if known != other:
            raise NotVerified(
                f"statement {number} on the stick is not the one that is here: two sticks have"
                " gone different ways"
            )
    return len(here.statements)


def lists(folder: Folder, proceedings: Proceedings) -> acts.Lists:
    """The lists that were taken in.

    Raises:
        InputError: one is not here.
        NotVerified: one is not a list in order.
    """
    try:
        return stick.read_lists(folder.file(PLACE), proceedings)
    except InputError as error:
        raise InputError(
            error.what, remedy="hand the stick in again that has it", source=error.source
        ) from None


def finished(proceedings: Proceedings) -> bool:
    """Whether every key is released."""
    found = turns(proceedings)
    return bool(found) and not any(turn.missing for turn in found)


def stages(proceedings: Proceedings) -> tuple[Stage, ...]:
    """Every act of the procession in its order; none in a club."""
    now = waiting(proceedings)
    return tuple(
        Stage(turn.holder, does(turn), command(turn), turn.missing, turn in now)
        for turn in turns(proceedings)
    )


def begun(proceedings: Proceedings) -> bool:
    """Whether the server has stated how the boards have ended."""
    return all(proceedings.only(CLOSE, contest) for contest in proceedings.contests)


def _closed() -> Proceedings:
    """The proceedings of a society that is closed and not counted.

    Raises:
        InputError: it is another.
    """
    state = Poll.objects.get().state
    if state != Poll.State.CLOSED:
        raise InputError(
            f"the election is {state}: a stick goes round between the close and the count"
        )
    found = poll.proceedings()
    if found.manifest.setting is Setting.CLUB:
        raise InputError(
            "this is a club: nobody mixes",
            remedy="count with the officer's key: `hustings vote count`",
        )
    if names := poll.unsigned():
        raise InputError(
            f"{', '.join(names)} {'has' if len(names) == 1 else 'have'} not signed the manifest",
            remedy="let every holder sign it, with `hustings trustee accept`; an exercise can be"
            " counted on one machine without",
        )
    return found
