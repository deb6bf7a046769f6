"""One layer of a whole list opened.

Knows that what opens is sorted, that equal lines become one, and that what does not open is listed
by its hash. Must not know who opens it, or when they may.

Sorting shuffles: whoever does not hold the key cannot tell which line came from which, since the
order of ciphertexts says nothing of what is in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from hustings.errors import CannotOpen
from hustings.sealing.ballots.envelope import Envelope, open_layer
from hustings.sealing.ballots.hpke import KeyPair
from hustings.sealing.board.chain import blob_hash
from hustings.sealing.mixing.cores import Progress, spread


class Opened(NamedTuple):
    """What comes out of a layer.

    Attributes:
        lines: in ascending order; each once, but for payloads, of which many may be equal.
        copies: how many lines were left out because they were equal to another.
        unopened: hashes (`chain.blob_hash`) of what does not open, in ascending order.
    """

    lines: tuple[bytes, ...]
    copies: int
    unopened: tuple[bytes, ...]


def open_list(
    lines: Sequence[bytes],
    envelope: Envelope,
    name: str,
    own: KeyPair,
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> Opened:
    """The layer called `name` of every line opened; the same on any number of cores."""
    work = partial(_contents, envelope, name, own.secret)
    contents = spread(work, lines, cores=cores, progress=progress)
    opened = sorted(content for content in contents if content is not None)
    unopened = sorted(
        blob_hash(line) for line, content in zip(lines, contents, strict=True) if content is None
    )
    number = len(opened)
    if name != envelope.layers[-1].name:
        opened = sorted(set(opened))
    return Opened(tuple(opened), number - len(opened), tuple(unopened))


def _contents(
    envelope: Envelope, name: str, secret: bytes, lines: Sequence[bytes]
) -> list[bytes | None]:
    own = KeyPair(secret)
    return [_content(line, envelope, name, own) for line in lines]


def _content(line: bytes, envelope: Envelope, name: str, own: KeyPair) -> bytes | None:
    try:
        return open_layer(line, envelope, name, own)
    except CannotOpen:
        return None
