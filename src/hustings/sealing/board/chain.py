"""The board as a chain: each entry's head covers every entry before it.

Knows heads and how a board is checked against the heads that observers hold. Must not know how a
board is kept, or who posts to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hustings.errors import NotVerified
from hustings.sealing.writing.framing import digest

BOARD = "hustings-board/1"
BLOB = "hustings-blob/1"
ENTRY = "hustings-entry/1"

# Who sealed a ballot: the voter's browser, or the server for a voter without JavaScript.
BROWSER = "browser"
SERVER = "server"
SEALED_BY = (BROWSER, SERVER)


class Posted(NamedTuple):
    """An entry of the board.

    Attributes:
        n: its number, from 1.
        sealed_by: `BROWSER` or `SERVER`.
        blob: the sealed ballot.
    """

    n: int
    sealed_by: str
    blob: bytes


def first_head(eid: bytes, contest: str) -> bytes:
    """head_0, 32 bytes: of the empty board of a contest."""
    return digest(BOARD, eid, contest)


def blob_hash(blob: bytes) -> bytes:
    """The hash of a sealed ballot, 32 bytes."""
    return digest(BLOB, blob)


def next_head(head: bytes, n: int, sealed_by: str, hashed: bytes) -> bytes:
    """head_n, 32 bytes.

    Args:
        head: head_(n-1).
        n: the entry's number, from 1.
        hashed: the `blob_hash` of its ballot.

    Raises:
        ValueError: sealed by neither browser nor server.
    """
    if sealed_by not in SEALED_BY:
        raise ValueError(f"a ballot is sealed by browser or server, not {sealed_by!r}")
    return digest(ENTRY, head, n, sealed_by, hashed)


def verify_board(
    eid: bytes,
    contest: str,
    board: Iterable[Posted],
    *,
    heads: Mapping[int, bytes] | None = None,
) -> bytes:
    """The last head of a board; the first where it is empty.

    Args:
        board: every entry, in order.
        heads: signed heads by number, as observers hold them; 0 is the empty board's.

    Raises:
        NotVerified: numbers do not run from 1, a ballot stands twice, a head is not the signed
            one, or the board ends before a signed head. It says at which entry.
    """
    left = dict(heads or {})
    head, length, seen = first_head(eid, contest), 0, dict[bytes, int]()
    _compare(contest, length, head, left)
    for entry in board:
        if entry.n != length + 1:
            raise NotVerified(f"{contest}: entry {entry.n} follows entry {length} on the board")
        if entry.sealed_by not in SEALED_BY:
            raise NotVerified(
                f"{contest}: entry {entry.n} was sealed by neither browser nor server"
            )
        length, hashed = entry.n, blob_hash(entry.blob)
        if hashed in seen:
            raise NotVerified(f"{contest}: entries {seen[hashed]} and {length} are the same ballot")
        seen[hashed] = length
        head = next_head(head, length, entry.sealed_by, hashed)
        _compare(contest, length, head, left)
    if left:
        raise NotVerified(
            f"{contest}: the board ends at entry {length}, and head {min(left)} was signed"
        )
    return head


def _compare(contest: str, n: int, head: bytes, heads: dict[int, bytes]) -> None:
    if heads.pop(n, head) != head:
        raise NotVerified(f"{contest}: head {n} of the board is not the one that was signed")
