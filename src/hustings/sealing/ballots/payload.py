"""What stands innermost in a sealed ballot: 64 bytes, whatever the voter chose.

Knows how a ranking becomes bytes and which bytes are no ranking. Must not know sealing or rules.

The first byte is the kind: 1 a vote, 2 a decoy. A vote goes on with the candidates' numbers, from
1, in the order of preference (or ticked, where the rules have no order), and zeros up to 64 bytes.
A decoy goes on with 63 random bytes. A blank ballot is a vote of zeros alone: it is valid as
sealed, and the rules say whether it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

BYTES = 64
MOST_CANDIDATES = BYTES - 1
VOTE = 1
DECOY = 2


class Fault(Enum):
    """Why bytes that were sealed are not a vote, as the list of invalid papers says it."""

    LENGTH = "not 64 bytes long"
    DECOY = "of the kind kept for decoys"
    KIND = "of an unknown kind"
    BEYOND = "a number that no candidate has"
    GAP = "a number after an empty place"
    TWICE = "a candidate's number twice"


def vote(ranking: Sequence[int]) -> bytes:
    """The payload of a ballot.

    Args:
        ranking: candidates' numbers, from 1, first preference first; none for a blank ballot.

    Raises:
        ValueError: a number twice, below 1 or above 63.
    """
    if len(set(ranking)) < len(ranking) or not all(1 <= n <= MOST_CANDIDATES for n in ranking):
        raise ValueError(f"{list(ranking)} is not a ranking of candidates' numbers from 1 to 63")
    return bytes((VOTE, *ranking)).ljust(BYTES, b"\0")


def decoy(filling: bytes) -> bytes:
    """The payload of a decoy.

    Args:
        filling: 63 random bytes.

    Raises:
        ValueError: there are more or fewer.
    """
    if len(filling) != BYTES - 1:
        raise ValueError(f"a decoy is filled with 63 bytes, not {len(filling)}")
    return bytes((DECOY,)) + filling


def ranking(payload: bytes, candidates: int) -> tuple[int, ...] | Fault:
    """The ranking in `payload`, empty for a blank ballot, or the first fault in `Fault`'s order.

    Args:
        candidates: how many there are in the contest.
    """
    if len(payload) != BYTES:
        return Fault.LENGTH
    if payload[0] != VOTE:
        return Fault.DECOY if payload[0] == DECOY else Fault.KIND
    numbers = payload[1:].rstrip(b"\0")
    if any(number > candidates for number in numbers):
        return Fault.BEYOND
    if 0 in numbers:
        return Fault.GAP
    return Fault.TWICE if len(set(numbers)) < len(numbers) else tuple(numbers)
