"""Key files of one holder: where they lie, read, opened, bound to an election.

Knows a holder's folder and where a passphrase comes from. Must not know what a key is used for.

The folder has `keys/`, which is secret, and `public/`, which is handed in.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hustings.commands.shell import passphrases
from hustings.errors import InputError
from hustings.inputs.text import read_bytes, shown
from hustings.sealing.holders import keys
from hustings.sealing.holders.keys import SIGN, Key, PublicKey
from hustings.sealing.manifest import Manifest
from hustings.sealing.mixing.journal import Kept
from hustings.voting.interfaces.private_keys import is_key
from hustings.web.folder import write_secret

PASSPHRASE = "HUSTINGS_PASSPHRASE"
KEYS, PUBLIC = "keys", "public"
# No file that holders are sent is larger: a manifest of sixty contests has a few hundred thousand.
MOST = 20_000_000


class KeyFile(NamedTuple):
    """A file with an encrypted key: where it lies, its bytes, whose it says it is."""

    path: str
    content: bytes
    public: PublicKey

    @property
    def journal(self) -> Kept:
        """What this file's key has opened: it lies beside the file."""
        return Kept(Path(f"{self.path}.journal"))

    def opened(self, passphrase: str) -> Key:
        """The key itself.

        Raises:
            InputError: the passphrase does not open it.
        """
        return keys.unlock(self.content, passphrase, source=self.path)

    def write_bound(self, key: Key, passphrase: str) -> None:
        """Put a key that is bound to an election in the place of this file, whole or not at all."""
        part = f"{self.path}.part"
        with suppress(FileNotFoundError):
            os.unlink(part)
        write_secret(part, keys.lock(key, passphrase))
        os.replace(part, self.path)


def key_file(path: str) -> KeyFile:
    """A key file; not opened yet.

    Raises:
        InputError: it cannot be read or is no key file.
    """
    content = read(path)
    return KeyFile(path, content, keys.locked_public(content, source=path))


def key_files(folder: str) -> tuple[KeyFile, ...]:
    """Every key in a holder's folder, or in the copy of its `KEYS` that is a backup, by use.

    Raises:
        InputError: there is none, one cannot be read, or they are of several holders.
    """
    place = os.path.join(folder, KEYS)
    made = os.path.isdir(place)
    paths = _files(place) if made else [path for path in _files(folder) if is_key(path)]
    found = tuple(map(key_file, paths))
    if not found:
        raise InputError(
            "there are no keys here",
            remedy="name the folder that `hustings trustee keygen` made",
            source=place,
        )
    holders = sorted({one.public.holder for one in found})
    if len(holders) > 1:
        raise InputError(
            f"these are keys of {' and '.join(holders)}",
            remedy="keep each holder's keys in a folder of their own",
            source=place,
        )
    return found


def check_mine(manifest: Manifest, mine: Sequence[KeyFile], path: str, *, remedy: str) -> None:
    """Find each key at hand in the manifest, and each key that it says this holder has at hand.

    Args:
        mine: all of one holder.
        path: where the manifest was read.

    Raises:
        InputError: one is missing on either side, or is another.
    """
    holder = mine[0].public.holder
    if holder not in manifest.signers:
        raise InputError(
            f"{shown(holder)} holds no key in this manifest", remedy=remedy, source=path
        )
    said = {layer.name: layer.key for layer in manifest.layers if layer.holder == holder}
    said[SIGN] = manifest.signers[holder]
    held = {one.public.use: one.public.public for one in mine}
    for use in sorted({*said, *held}):
        if said.get(use) != held.get(use):
            there = keys.fingerprint(said[use]) if use in said else "none"
            here = keys.fingerprint(held[use]) if use in held else "none"
            raise InputError(
                f"{holder}'s key {use} is {there} in this manifest, and {here} in the folder",
                remedy=remedy,
                source=path,
            )


def _files(place: str) -> list[str]:
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    return [os.path.join(place, name) for name in names if name.endswith(".json")]


def passphrase() -> str:
    """The passphrase, as it is typed or a script gives it.

    Raises:
        InputError: nobody can be asked for it.
    """
    return passphrases.asked("Passphrase", PASSPHRASE, missing="there is no passphrase")


def read(path: str, *, remedy: str = "") -> bytes:
    """A file that holders have or are sent, without a line feed that mail put at its end.

    Raises:
        InputError: it cannot be read.
    """

    def unreadable(why: str) -> InputError:
        return InputError(f"this cannot be read: {why}", remedy=remedy, source=path)

    return read_bytes(path, unreadable, standard=False, most=MOST).rstrip(b"\r\n")
