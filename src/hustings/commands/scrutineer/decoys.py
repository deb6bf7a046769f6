"""`hustings scrutineer decoys`: commit to the seeds of the decoys, before anything is opened.

Knows where seeds are kept. Must not know how a decoy is made.
"""

from __future__ import annotations

from hustings.commands.trustee.turn import hand_on, holder
from hustings.inputs.text import plain_number
from hustings.sealing.mixing.mix import committed
from hustings.sealing.procession import acts
from hustings.sealing.procession.turns import Act
from hustings.voting.interfaces.private_keys import seeds


def run(path: str, *, keys: str) -> int:
    """Draw a seed for each contest, keep it beside the key S and sign the commitment.

    Raises:
        InputError, NotVerified: as of `turn.holder`; nothing is changed then.
    """
    own = holder(path, keys, Act.DECOYS)
    drawn = not own.turn.missing
    passed = acts.commit(own.passed, own.signer, seeds(own.place, drawn=drawn))
    said = passed.proceedings
    numbers = ((one, committed(said, one).number) for one in said.contests)
    lines = [
        f"{contest}: committed to {plain_number(number)} decoys" for contest, number in numbers
    ]
    lines += [
        f"The seeds lie beside your keys, in {own.place}",
        "Without them the election cannot be counted: copy that folder to your backup now, and",
        "show it to nobody.",
    ]
    hand_on(path, passed, lines, by=own.signer.name)
    return 0
