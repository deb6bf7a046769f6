"""`hustings scrutineer open`: open the outermost layer of every board, and put the decoys in.

Knows whose keys are asked for. Must not know how a layer is opened.
"""

from __future__ import annotations

from hustings.commands.trustee.turn import Shown, hand_on, holder, steps_said
from hustings.sealing.procession import acts
from hustings.sealing.procession.turns import Act
from hustings.voting.interfaces.private_keys import seeds


def run(path: str, *, keys: str, quiet: bool) -> int:
    """Make the first list of every contest.

    Raises:
        InputError, NotVerified: as of `turn.holder` and `acts.open_boards`; the stick is unchanged.
    """
    own = holder(path, keys, Act.OPEN)
    with Shown(quiet=quiet) as manner:
        passed = acts.open_boards(
            own.passed,
            own.signer,
            own.key,
            seeds(own.place, drawn=True),
            journal=own.journal,
            manner=manner,
        )
    hand_on(path, passed, steps_said(passed.proceedings, own.turn.layer), by=own.signer.name)
    return 0
