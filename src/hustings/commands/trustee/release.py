"""`hustings trustee release`: check everything oneself, then publish the last key.

Knows that nothing is released before the check. Must not know how a decoy is found.
"""

from __future__ import annotations

from hustings.commands.trustee.turn import Shown, hand_on, holder
from hustings.inputs.text import plain_number
from hustings.sealing.procession import acts
from hustings.sealing.procession.turns import Act


def run(path: str, *, keys: str, quiet: bool) -> int:
    """Follow every contest from its board to its last list, and release the key.

    Raises:
        InputError, NotVerified: as of `turn.holder` and `acts.check_decoys`; nothing is released.
    """
    own = holder(path, keys, Act.RELEASE)
    with Shown(quiet=quiet) as manner:
        checked = acts.check_decoys(own.passed, manner=manner)
    passed = acts.release(own.passed, own.signer, own.key, checked)
    lines = [
        f"{contest}: all {plain_number(len(one.decoys))} decoys stand in every list"
        for contest, one in checked.contests.items()
    ]
    hand_on(path, passed, [*lines, f"{own.turn.layer} is released."], by=own.signer.name)
    return 0
