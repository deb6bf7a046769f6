"""Whose turn it is: the acts between the close and the last key, in their order.

Knows what each act leaves among the statements. Must not know lists, files or keys.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from hustings.errors import InputError
from hustings.sealing.manifest import Role
from hustings.sealing.mixing import step
from hustings.sealing.mixing.mix import OUTERMOST
from hustings.sealing.mixing.release import released
from hustings.sealing.proceedings import DECOYS, REVEAL, Proceedings


class Act(Enum):
    """What a holder does with all contests at once."""

    DECOYS = "decoys"  # commits to the seeds of the decoys
    OPEN = "open"  # opens S, puts the decoys in
    MIX = "mix"  # opens M1, M2 …
    CHECK = "check"  # publishes S and the seeds, finds every decoy
    RELEASE = "release"  # publishes O1, O2 …


class Turn(NamedTuple):
    """An act that has to be done, or is done.

    Attributes:
        layer: whose key is needed.
        holder: who does it.
        missing: the contests for which it is still to be done, in the manifest's order.
    """

    act: Act
    layer: str
    holder: str
    missing: tuple[str, ...]


def turns(proceedings: Proceedings) -> tuple[Turn, ...]:
    """Every act in its order, those that are done too; none in a club.

    Raises:
        NotVerified: a statement does not hold; Blamed where only one holder can have made it.
    """
    if not proceedings.mixes or not proceedings.opens:
        return ()
    scrutineer = proceedings.holder(Role.SCRUTINEER)
    every = proceedings.contests
    opened = {contest: step.steps(proceedings, contest) for contest in every}
    uncommitted = tuple(one for one in every if not proceedings.only(DECOYS, one))
    found = [Turn(Act.DECOYS, OUTERMOST, scrutineer, uncommitted)]
    for layer in (OUTERMOST, *proceedings.mixes):
        act = Act.OPEN if layer == OUTERMOST else Act.MIX
        unopened = tuple(one for one in every if layer not in opened[one])
        found.append(Turn(act, layer, proceedings.holder_of(layer), unopened))
    unrevealed = () if proceedings.only(REVEAL) else every
    found.append(Turn(Act.CHECK, OUTERMOST, scrutineer, unrevealed))
    given = released(proceedings)
    for layer in proceedings.opens:
        kept = () if layer in given else every
        found.append(Turn(Act.RELEASE, layer, proceedings.holder_of(layer), kept))
    return tuple(found)


def waiting(proceedings: Proceedings) -> tuple[Turn, ...]:
    """What can be done now: one act, or the release of every key that is kept; none at the end."""
    undone = [turn for turn in turns(proceedings) if turn.missing]
    releases = tuple(turn for turn in undone if turn.act is Act.RELEASE)
    return releases if undone == list(releases) else tuple(undone[:1])


def check_turn(proceedings: Proceedings, act: Act, holder: str) -> Turn:
    """Find that a holder may do an act now, or has done it: the same again gives the same.

    Raises:
        InputError: it is somebody else's to do, or somebody else comes first.
    """
    every = [turn for turn in turns(proceedings) if turn.act is act]
    mine = next((turn for turn in every if turn.holder == holder), None)
    if mine is None:
        theirs = " or ".join(turn.holder for turn in every)
        raise InputError(
            f"in this election that is not for {holder} to do, but for {theirs}",
            remedy="check the command, and whose folder of keys this is",
        )
    if mine.missing and mine not in waiting(proceedings):
        first = waiting(proceedings)[0]
        if first.holder == holder:
            raise InputError(
                f"another act of yours comes first ({first.act.value} at {first.layer})",
                remedy="its command is in README.txt on the stick",
            )
        raise InputError(
            f"it is not your turn: {first.holder} comes first ({first.act.value} at {first.layer})",
            remedy=f"pass the stick on to {first.holder}",
        )
    return mine
