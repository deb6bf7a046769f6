"""Heads and receipts that others hold, against the server's boards.

Knows whose they must be, and when two do not go together. Must not know the board's entries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hustings.errors import NotVerified
from hustings.inputs.text import shown
from hustings.sealing.board.receipt import Head, Receipt, verify_signed


def check_ours(
    held: Iterable[Head | Receipt], eid: bytes, contests: Collection[str], server: bytes
) -> None:
    """Find that each is of this election, of a contest of it, and signed by its server.

    Args:
        server: the server's public key, from the manifest.

    Raises:
        NotVerified: one is not.
    """
    for signed in held:
        called = "receipt" if isinstance(signed, Receipt) else "head"
        if signed.eid != eid:
            raise NotVerified(f"a {called} is of another election, {signed.eid.hex()}")
        if signed.contest not in contests:
            raise NotVerified(f"a {called} is of {shown(signed.contest)}, not a contest of it")
        verify_signed(signed, server)


def by_number(
    contest: str, held: Iterable[Head | Receipt], stated: Iterable[tuple[int, bytes]]
) -> dict[int, bytes]:
    """The heads of a contest's board by number, as `chain.verify_board` compares them.

    Args:
        stated: numbers and heads of this board in the server's statements.

    Raises:
        NotVerified: two with one number differ.
    """
    found: dict[int, bytes] = {}
    ours = [(signed.n, signed.head) for signed in held if signed.contest == contest]
    for n, head in (*stated, *ours):
        if found.setdefault(n, head) != head:
            raise NotVerified(f"{contest}: two heads {n} were signed, and they differ")
    return found


def not_covered(contest: str, last: int, heads: Iterable[Head]) -> str:
    """The part of a board that no observer's head covers; empty where all is.

    Args:
        last: the number of the board's last entry.
    """
    given = max((head.n for head in heads if head.contest == contest), default=-1)
    if given < 0:
        return contest
    return f"{contest}, after entry {given}" if given < last else ""
