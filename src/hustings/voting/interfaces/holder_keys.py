"""The public keys of an election's holders, as files in its folder.

Knows the folder. Must not know what a key is for.
"""

from __future__ import annotations

import os
import re

from hustings.errors import InputError
from hustings.inputs.text import read_bytes
from hustings.sealing.holders.keys import PublicKey, read_public
from hustings.web.folder import Folder

_OTHER = re.compile(r"[^\w-]+")


def holders(folder: Folder) -> tuple[PublicKey, ...]:
    """The public keys in the folder's `holders/`, by file name.

    Raises:
        InputError: one cannot be read, or there is none.
    """
    place = folder.file("holders")
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    if not names:
        raise InputError(
            "there are no keys to seal with",
            remedy="let every holder run `hustings trustee keygen`, and put the public keys here",
            source=place,
        )
    files = (os.path.join(place, name) for name in names)
    return tuple(read_public(_read(file), source=file) for file in files)


def keep(folder: Folder, data: bytes) -> PublicKey:
    """Put a public key that a holder has handed in beside the others; the same one once.

    Raises:
        InputError: it is not a public key, or there is another of this holder for this use.
    """
    key = read_public(data, source="the key")
    place = folder.file("holders")
    path = os.path.join(place, file_name(key))
    os.makedirs(place, exist_ok=True)
    if os.path.exists(path):
        if _read(path) == data:
            return key
        raise InputError(
            f"there is another key of {key.holder} for {key.use}",
            remedy="ask which is right, and take the other out of the folder `holders`",
        )
    with open(path, "xb") as file:
        file.write(data)
    return key


def file_name(key: PublicKey) -> str:
    """What the file of a public key is called, so that all of an election's can lie together."""
    return f"{_OTHER.sub('-', key.holder)}-{key.use}.json"


def _read(path: str) -> bytes:
    return read_bytes(path, lambda why: InputError(f"this cannot be read: {why}", source=path))
