"""`hustings scrutineer check`: publish `S` and the seeds, and find every decoy in every list.

Knows when what is published stays published. Must not know how a decoy is found.
"""

from __future__ import annotations

from hustings.commands.shell.streams import say
from hustings.commands.trustee.turn import Shown, hand_on, holder
from hustings.errors import Blamed
from hustings.inputs.text import plain_number
from hustings.sealing.procession import acts, stick
from hustings.sealing.procession.turns import Act
from hustings.voting.interfaces.private_keys import seeds


def run(path: str, *, keys: str, quiet: bool) -> int:
    """Publish on the stick what lets everybody check, and check.

    Raises:
        InputError, NotVerified: as of `turn.holder` and `acts.publish`; the stick is unchanged.
        Blamed: the check fails. What was published stays on the stick, for everybody to see it.
    """
    own = holder(path, keys, Act.CHECK)
    published = acts.publish(own.passed, own.signer, own.key, seeds(own.place, drawn=True))
    try:
        with Shown(quiet=quiet) as manner:
            checked = acts.check_decoys(published, manner=manner)
    except Blamed:
        stick.write(path, published)
        say(
            "hustings: note: S and the seeds are published on the stick, so that everybody can see"
            " this; no key will be released, and the contest is void"
        )
        raise
    lines = [
        f"{contest}: all {plain_number(len(one.decoys))} decoys stand in every list"
        for contest, one in checked.contests.items()
    ]
    hand_on(
        path,
        published,
        [*lines, "S and the seeds are published: everybody can check it now."],
        by=own.signer.name,
    )
    return 0
