"""The server's own keys, read from the election's folder; they are never in the database."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from functools import lru_cache

from hustings.errors import InputError
from hustings.sealing.writing import signing
from hustings.web.folder import Folder, read_secret, write_secret

KEY_BYTES = 32


@lru_cache(maxsize=8)
def server_secret(folder: Folder) -> bytes:
    """The Ed25519 key that signs receipts and heads, 32 bytes.

    Raises:
        InputError: it is not there, or others may read it.
    """
    return _key(folder.server_key)


def server_public(folder: Folder) -> bytes:
    """Its public key, 32 bytes, as the manifest has it."""
    return signing.public_key(server_secret(folder))


@lru_cache(maxsize=8)
def link_key(folder: Folder) -> bytes:
    """K_link, 32 bytes; not here where another body makes the links.

    Raises:
        InputError: it is not there, or others may read it.
    """
    return _key(folder.link_key)


@lru_cache(maxsize=8)
def nomination_key(folder: Folder) -> bytes:
    """The key of links for nominations, 32 bytes; made where there is none yet.

    Raises:
        InputError: others may read it.
    """
    if not os.path.lexists(folder.nomination_key):
        with suppress(FileExistsError):  # another process has made it meanwhile
            write_secret(folder.nomination_key, f"{secrets.token_hex(KEY_BYTES)}\n".encode())
    return _key(folder.nomination_key)


def _key(path: str) -> bytes:
    text = read_secret(path).decode("ascii", "replace").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise InputError(
            f"this is not a key of {KEY_BYTES} bytes in hexadecimal",
            remedy="put it back from where you keep it safe",
            source=path,
        )
    return key
