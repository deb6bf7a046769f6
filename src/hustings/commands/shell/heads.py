"""Observers' heads in files, as `--head` names them.

Knows where they are read. Must not know whether they are those of a board.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.inputs.text import read_bytes

if TYPE_CHECKING:
    from hustings.sealing.board.receipt import Head

# A head or a receipt has a few hundred bytes; a file of heads has one for each contest.
MOST = 100_000


def heads(paths: Sequence[str]) -> tuple[Head, ...]:
    """Every head in the files.

    Raises:
        InputError: one cannot be read, or a line is none.
    """
    from hustings.sealing.board.receipt import read_heads

    return tuple(head for path in paths for head in read_heads(content(path), source=path))


def content(path: str) -> bytes:
    """A file of heads or a receipt, without the line feed at its end.

    Raises:
        InputError: it cannot be read.
    """

    def unreadable(why: str) -> InputError:
        return InputError(f"the file cannot be read: {why}", remedy="check the name", source=path)

    return read_bytes(path, unreadable, most=MOST).removesuffix(b"\n")
