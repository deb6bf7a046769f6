"""A club's contest: the officer alone opens it.

Knows what the officer states of it. Must not know more: nobody can check it.

Whoever has neither the officer's key nor the server's database learns nothing of a ballot. But the
officer's key opens each, so the officer can see who voted how if the server's tables are at hand as
well; and it is never published, so nobody outside can check that the papers are those that were on
the board. What can be checked: the board against receipts and observers' heads, that there are no
more papers than entries, and the count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hustings.sealing.ballots.envelope import CLUB
from hustings.sealing.board.chain import SERVER, Posted
from hustings.sealing.holders.keys import Key
from hustings.sealing.mixing import lists, mix, step
from hustings.sealing.mixing.cores import Progress
from hustings.sealing.mixing.journal import Journal, Opening
from hustings.sealing.mixing.layer import open_list
from hustings.sealing.mixing.step import Step
from hustings.sealing.proceedings import MIX, Proceedings, Signer
from hustings.sealing.results.papers import Papers, sorted_out


def open_club(
    proceedings: Proceedings,
    officer: Signer,
    contest: str,
    board: Sequence[Posted],
    key: Key,
    *,
    journal: Journal,
    cores: int | None = None,
    progress: Progress | None = None,
) -> tuple[Proceedings, Papers]:
    """The officer opens a contest's board and states what came out.

    Args:
        key: the officer's key `M1`.
        journal: entered before anything is opened.

    Raises:
        InputError: another key, or another board was opened with it before.
        NotVerified: the contest is not closed, or the board is another.
    """
    (layer,) = CLUB
    own = proceedings.pair(key, layer)
    mix.check_board(proceedings, contest, board)
    taken = mix.closed(proceedings, contest)
    journal.enter(Opening(proceedings.eid, contest, layer, taken.hash))
    envelope = proceedings.envelope(contest)
    opened = open_list(
        [entry.blob for entry in board], envelope, layer, own, cores=cores, progress=progress
    )
    given = lists.summary(opened.lines, envelope, lists.PAPERS)
    done = Step(layer, taken, opened.unopened, opened.copies, 0, given)
    grown = proceedings.stated(officer, MIX, contest, step.content(done))
    step.steps(grown, contest)
    profile, invalid = sorted_out(proceedings.manifest.contest(contest), Counter(opened.lines))
    by_server = sum(entry.sealed_by == SERVER for entry in board)
    papers = Papers(
        profile,
        len(board),
        by_server,
        {layer: len(opened.unopened)},
        {layer: opened.copies},
        0,
        invalid,
    )
    return grown, papers
