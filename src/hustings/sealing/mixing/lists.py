"""Lists of sealed ballots between two openings: sorted, each line once, all of one length.

Knows their hash and their bytes. Must not know who makes them.

A list is named after the layer that it enters: the list `M2` is what the holder of `M1` hands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hustings.errors import NotVerified
from hustings.sealing.ballots.envelope import Envelope
from hustings.sealing.writing.framing import digest

LIST = "hustings-list/1"

# What a list of payloads enters: nothing is left to open.
PAPERS = "papers"


class Summary(NamedTuple):
    """How many lines a list has, and its hash, 32 bytes."""

    lines: int
    hash: bytes


def summary(lines: Sequence[bytes], envelope: Envelope, enters: str) -> Summary:
    """The summary of a list.

    Args:
        enters: the name of the layer it enters, or `PAPERS`.
    """
    hashed = digest(LIST, envelope.eid, envelope.contest, enters, len(lines), b"".join(lines))
    return Summary(len(lines), hashed)


def check_order(lines: Sequence[bytes], envelope: Envelope, enters: str) -> None:
    """Find that a list is in ascending order, each line once, of the length of its layer.

    Raises:
        NotVerified: it is not; it says at which line.
    """
    length = envelope.length(enters)
    for number, line in enumerate(lines, 1):
        if len(line) != length:
            raise NotVerified(
                f"{envelope.contest}: line {number} of the list {enters} has {len(line)} bytes,"
                f" not {length}"
            )
        if number > 1 and not lines[number - 2] < line:
            raise NotVerified(
                f"{envelope.contest}: line {number} of the list {enters} is out of order"
            )


def joined(lines: Sequence[bytes]) -> bytes:
    """A list as a file: its lines one after the other."""
    return b"".join(lines)


def split(data: bytes, envelope: Envelope, enters: str) -> tuple[bytes, ...]:
    """The lines of a file that `joined` made, found to be in order.

    Raises:
        NotVerified: it ends within a line, or is not in order.
    """
    length = envelope.length(enters)
    lines = tuple(data[start : start + length] for start in range(0, len(data), length))
    check_order(lines, envelope, enters)
    return lines
