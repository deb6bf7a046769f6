"""`hustings trustee mix`: open one's own layer of every list, and sort.

Knows the heads that observers hold. Must not know how a layer is opened.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from hustings.commands.shell.heads import heads as read_heads
from hustings.commands.trustee.turn import Shown, hand_on, holder, steps_said
from hustings.errors import InputError
from hustings.sealing.board.receipt import Head
from hustings.sealing.closing import DoesNotOpen
from hustings.sealing.mixing.mix import FEW, closed
from hustings.sealing.procession import acts
from hustings.sealing.procession.acts import Passed
from hustings.sealing.procession.turns import Act


def run(
    path: str, *, keys: str, heads: Sequence[str], no_head: bool, few: bool, quiet: bool
) -> int:
    """Mix every contest.

    Args:
        heads: files as observers were mailed them.
        no_head: whether the server's word is taken for boards of which no head is given.
        few: whether a contest with fewer than `FEW` ballots is mixed as well.

    Raises:
        InputError, NotVerified: as of `turn.holder` and `acts.mix`, or no observer's head of a
            board is at hand; the stick is unchanged.
    """
    _check_asked(path, heads, no_head)
    given = read_heads(heads)
    last: dict[str, Head] = {}

    def compare(passed: Passed) -> None:
        last.update(_compared(passed, given, no_head=no_head))
        if not few:
            _check_few(passed)

    own = holder(path, keys, Act.MIX, before=compare)
    try:
        with Shown(quiet=quiet) as manner:
            passed = acts.mix(
                own.passed,
                own.signer,
                own.key,
                last,
                journal=own.journal,
                fewest=0 if few else FEW,
                manner=manner,
            )
    except DoesNotOpen as error:
        raise DoesNotOpen(
            f"{error}: pass the stick, which is unchanged, to a holder who keeps the backup of"
            f" {own.turn.layer}, for `hustings trustee confirm`",
            error.unopened,
        ) from None
    without = [one for one in passed.proceedings.contests if one not in last]
    taken = f"Compared with no observer's head: {', '.join(without)}" if without else ""
    compared = "The boards end with the heads that observers hold."
    lines = [*steps_said(passed.proceedings, own.turn.layer), taken or compared]
    hand_on(path, passed, lines, by=own.signer.name)
    return 0


def _check_asked(path: str, heads: Sequence[str], no_head: bool) -> None:
    if not heads and not no_head:
        raise InputError(
            "no observer's head is given, and a server that has exchanged its board shows you the"
            " other one",
            remedy="ask an observer for the files they were mailed and give each with --head; where"
            " nobody observes, --no-head takes the server's word",
        )
    inside = os.path.realpath(path) + os.sep
    for file in heads:
        if os.path.realpath(file).startswith(inside):
            raise InputError(
                "this lies on the stick, and comes from the server like the rest of it",
                remedy="ask an observer for the file",
                source=file,
            )


def _compared(passed: Passed, given: Sequence[Head], *, no_head: bool) -> Mapping[str, Head]:
    """The last head of each board that observers hold.

    Raises:
        InputError: there is none for a board, and the server's word is not taken.
        NotVerified: one is not the board's.
    """
    proceedings = passed.proceedings
    ends = {contest: closed(proceedings, contest) for contest in proceedings.contests}
    last = acts.compare(proceedings, passed.boards, ends, given)
    for contest in proceedings.contests:
        if contest not in last and not no_head:
            raise InputError(
                f"none of these heads is the last of {contest}, whose board has"
                f" {ends[contest].lines} entries",
                remedy="ask for those that were mailed at the close; or --no-head takes the"
                " server's word",
            )
    return last


def _check_few(passed: Passed) -> None:
    for contest, board in passed.boards.items():
        if len(board) < FEW:
            raise InputError(
                f"{contest} has {len(board)} ballots: whoever knows some of the voters may know"
                " the votes of the others",
                remedy="give --few to mix them all the same, if the voters know that",
            )
