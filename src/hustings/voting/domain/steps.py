"""How far an election is: its steps, which are done and which is next.

Knows what each step leaves behind. Must not know pages.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.voting.config.key_files import key_faults
from hustings.voting.config.model import Setting, Setup
from hustings.voting.domain import poll
from hustings.voting.domain.mails import letters, mailing
from hustings.voting.domain.mails.outbox import INVITATION
from hustings.voting.domain.nominations import deciding
from hustings.voting.domain.queries import unready
from hustings.voting.models import Poll, Voter
from hustings.web.folder import Folder

NOMINATIONS = "nominations"
STEPS = (
    "setup",
    NOMINATIONS,
    "roll",
    "seal",
    "keys",
    "open",
    "invite",
    "close",
    "count",
    "publish",
)


class Step(NamedTuple):
    """One step of an election: which of `STEPS`, and whether it is done."""

    name: str
    done: bool


def steps(folder: Folder, setup: Setup | None) -> tuple[Step, ...]:
    """Each step in its order. The first that is not done is the next.

    Nominations are one where the election has them.

    Args:
        setup: None where election.toml has a mistake.
    """
    order = list(Poll.State)
    state = order.index(Poll.State(Poll.objects.get().state))

    def past(needed: str) -> bool:
        return state >= order.index(Poll.State(needed))

    frozen = past(Poll.State.FROZEN)
    invited = past(Poll.State.CLOSED) or (
        frozen
        and setup is not None
        and (
            setup.setting is Setting.ORGANISATION
            or not (mailing.receivers(INVITATION).exists() or letters.waiting().new)
        )
    )
    done = (
        frozen or (setup is not None and not key_faults(folder, setup)),
        frozen or not deciding.lacking(folder, setup),
        frozen or (Voter.objects.exists() and setup is not None and not unready(folder, setup)),
        frozen,
        past(Poll.State.OPEN) or (frozen and not poll.lacking()),
        past(Poll.State.OPEN),
        invited,
        past(Poll.State.CLOSED),
        past(Poll.State.COUNTED),
        past(Poll.State.PUBLISHED),
    )
    nominates = setup is not None and setup.nominations is not None
    return tuple(
        Step(name, one)
        for name, one in zip(STEPS, done, strict=True)
        if nominates or name != NOMINATIONS
    )
