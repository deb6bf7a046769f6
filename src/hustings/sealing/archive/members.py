"""The members of `election.zip`: their names, and how boards and lines become bytes.

Knows names and framing. Must not know zip archives, or whether what stands in a member holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hustings.errors import NotVerified
from hustings.inputs.text import shown
from hustings.sealing.board.chain import SEALED_BY, Posted

INDEX = "index.json"
MANIFEST = "manifest.json"
STATEMENTS = "statements.jsonl"
HEADS = "heads.jsonl"
PAGES = "pages/"

# What incompressible members end with; the others are deflated.
RAW = ".bin"

# What stands before each ballot of a board.
ENTRY_BYTES = 5

# Names that mean the same on every file system: no dot at the beginning, no folder above.
NAME = re.compile(r"(?=.{1,200}$)[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def board_name(contest: str) -> str:
    return f"contests/{contest}/board{RAW}"


def list_name(contest: str, enters: str) -> str:
    return f"contests/{contest}/lists/{enters}{RAW}"


def papers_name(contest: str) -> str:
    return f"contests/{contest}/papers.json"


def ballots_name(contest: str) -> str:
    return f"contests/{contest}/ballots.blt"


def record_name(contest: str) -> str:
    return f"contests/{contest}/record.json"


def standing_name(contest: str) -> str:
    return f"contests/{contest}/record-standing.json"


def statement_name(contest: str, number: int, language: str) -> str:
    return f"contests/{contest}/statements/{number}.{language}.txt"


def write_board(board: Sequence[Posted]) -> bytes:
    """A board: for each entry who sealed it (one byte), the ballot's length (4 bytes), the ballot.

    Numbers run from 1 and are not written.
    """
    return b"".join(
        bytes((SEALED_BY.index(entry.sealed_by),)) + len(entry.blob).to_bytes(4, "big") + entry.blob
        for entry in board
    )


def read_board(data: bytes, contest: str) -> list[Posted]:
    """The board that `write_board` wrote.

    Raises:
        NotVerified: it ends within an entry, or an entry was sealed by nobody known.
    """
    board: list[Posted] = []
    place = 0
    while place < len(data):
        length = int.from_bytes(data[place + 1 : place + 5], "big")
        end = place + ENTRY_BYTES + length
        blob = data[place + ENTRY_BYTES : end]
        if end > len(data) or data[place] >= len(SEALED_BY):
            raise NotVerified(f"{contest}: entry {len(board) + 1} of the board cannot be read")
        board.append(Posted(len(board) + 1, SEALED_BY[data[place]], blob))
        place = end
    return board


def write_lines(documents: Iterable[bytes]) -> bytes:
    """Documents, one a line; canonical JSON has no line feed in it."""
    return b"".join(document + b"\n" for document in documents)


def read_lines(data: bytes, name: str) -> tuple[bytes, ...]:
    """The documents that `write_lines` wrote.

    Raises:
        NotVerified: the last line is cut short.
    """
    if not data:
        return ()
    if not data.endswith(b"\n"):
        raise NotVerified(f"{shown(name)} ends within a line")
    return tuple(data[:-1].split(b"\n"))
