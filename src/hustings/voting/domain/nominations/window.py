"""When what may be done about nominations, and what is said to whoever comes too early or late.

Knows the dates of [nominations], the database's clock and that the officer closes. Must not know
who nominates whom.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from hustings.errors import InputError
from hustings.voting.config.model import Nominations, Setup
from hustings.voting.domain.casting.accept import now
from hustings.voting.domain.office import log
from hustings.voting.models import Poll

CLOSED = "nominations-close"


class Phase(Enum):
    """How far nominations are: names are nominated while they are open."""

    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"
    CLOSED = "closed"


class Fault(NamedTuple):
    """Why something is not taken from whoever has a link.

    Attributes:
        key: which sentence says so.
        contest: which it is about; empty for all of it.
        about: what the sentence names.
    """

    key: str
    contest: str = ""
    about: tuple[tuple[str, str | int], ...] = ()


class Refused(Exception):
    """Nothing was taken.

    Attributes:
        faults: why, one at least.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.key for fault in faults))
        self.faults = faults


def asked_for(setup: Setup) -> Nominations:
    """How candidates are nominated.

    Raises:
        InputError: they are not.
    """
    if setup.nominations is None:
        raise InputError(
            "in this election nobody nominates",
            remedy="add a table [nominations] to election.toml if somebody should",
        )
    return setup.nominations


def phase(rules: Nominations) -> Phase:
    """How far nominations are now. The officer's close comes after the end, and is for good."""
    if log.last(CLOSED) or Poll.objects.get().state != Poll.State.DRAFT:
        return Phase.CLOSED
    moment = now()
    if moment < rules.opens:
        return Phase.WAITING
    return Phase.OPEN if moment < rules.closes else Phase.OVER


def while_open(rules: Nominations) -> None:
    """Hold the row that whoever closes holds, and refuse unless names are nominated now.

    Raises:
        Refused: it is too early or too late.
    """
    Poll.objects.select_for_update().get()
    found = phase(rules)
    if found is not Phase.OPEN:
        raise Refused(Fault("early" if found is Phase.WAITING else "late"))


def draft() -> None:
    """Hold that row, and refuse once the election is sealed.

    Raises:
        InputError: it is.
    """
    if Poll.objects.select_for_update().get().state != Poll.State.DRAFT:
        raise InputError("the election is sealed, and who stands in it too")
