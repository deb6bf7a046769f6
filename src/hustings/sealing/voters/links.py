"""Voters' links: the code that stands in an invitation, made anew whenever it is asked for.

Knows how a code is made, typed and looked up. Must not know voters, addresses or mails.

Whoever has the file with the key can make every code; tables hold nothing but hashes of codes.
"""

from __future__ import annotations

from hustings.errors import InputError
from hustings.sealing.writing.base32 import decoded, encoded, grouped
from hustings.sealing.writing.framing import digest, mac

LINK = "hustings-link/1"
TOKEN = "hustings-token/1"

KEY_BYTES = 32
TOKEN_BYTES = 16
TOKEN_LETTERS = 26


def token(link_key: bytes, eid: bytes, voter: str, issue: int) -> bytes:
    """A voter's token, 16 bytes: the same whenever it is made again for the same issue.

    Args:
        link_key: K_link, 32 bytes, in a file outside the database.
        eid: the election's id.
        voter: the voter's id on the roll.
        issue: 1 for the first link; one more whenever an officer revokes a link and issues another.

    Raises:
        ValueError: a key of another length.
    """
    if len(link_key) != KEY_BYTES:
        raise ValueError(f"the key for links has {KEY_BYTES} bytes, not {len(link_key)}")
    return mac(link_key, LINK, eid, voter, issue)[:TOKEN_BYTES]


def token_hash(token: bytes) -> bytes:
    """What the tables hold of a token, 32 bytes."""
    return digest(TOKEN, token)


def code(token: bytes) -> str:
    """A token as it is typed: 26 letters and digits in fours, hyphens between."""
    return grouped(encoded(token))


def fragment(token: bytes) -> str:
    """A token as it stands behind `/v/#` in a link: 26 letters and digits."""
    return encoded(token)


def read_code(text: str) -> bytes:
    """The token, 16 bytes, in a code as typed or in a link's fragment.

    Lower case, spaces and hyphens do not matter; O is read as 0, I and L as 1. Of a whole link it
    is what stands behind the `#`, up to a `&`.

    Raises:
        InputError: it is no code; the message does not repeat it.
    """
    found = decoded(text.rpartition("#")[2].partition("&")[0].strip())
    if found is None or len(found) != TOKEN_BYTES:
        raise InputError(
            f"this is not a voting code: one has {TOKEN_LETTERS} letters and digits",
            remedy="copy it from the invitation again",
        )
    return found
