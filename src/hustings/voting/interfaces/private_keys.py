"""Holders' private keys as locked files on this machine, and what has to lie beside them.

Knows files, their journals and the seeds of decoys. Must not know what is opened with a key.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from hustings.errors import InputError
from hustings.inputs.text import read_bytes
from hustings.sealing.closing import Kept
from hustings.sealing.holders.keys import KEY, PublicKey, locked_public, unlock
from hustings.sealing.mixing.decoys import SEED_BYTES
from hustings.sealing.mixing.mix import OUTERMOST
from hustings.voting.domain.results.opening import Backup, Held
from hustings.web.folder import read_secret, write_secret

MOST = 100_000
# Where `hustings trustee keygen` puts private keys, in the folder that it makes.
BELOW = "keys"

# Asks for the passphrase of a file.
Ask = Callable[[str, PublicKey], str]


def files(paths: Sequence[str]) -> tuple[str, ...]:
    """The files of keys among `paths`, and in the folders among them and their `BELOW`.

    Raises:
        InputError: a path is not there, a named file is no key, or there is no key at all.
    """
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            locked_public(_read(path), source=path)
            found.append(path)
            continue
        for folder in (path, os.path.join(path, BELOW)):
            names = sorted(os.listdir(folder)) if os.path.isdir(folder) else ()
            inside = (os.path.join(folder, name) for name in names)
            found += [file for file in inside if os.path.isfile(file) and is_key(file)]
    if not found:
        raise InputError(
            "there is no private key here",
            remedy="name the files that `hustings trustee keygen` wrote, or their folder",
            source=paths[0] if paths else "",
        )
    return tuple(dict.fromkeys(found))


class Unlocked(NamedTuple):
    """Keys that are open, each with the journal beside it.

    Attributes:
        backups: of keys, with the holder who keeps each.
        seeds: a contest's seed for decoys, drawn when first asked for and kept beside the key S.
    """

    held: tuple[Held, ...]
    backups: tuple[Backup, ...]
    seeds: Callable[[str], bytes]


def unlocked(paths: Sequence[str], ask: Ask, backups: Sequence[tuple[str, str]] = ()) -> Unlocked:
    """Every key in `paths`, and the backups in others.

    A passphrase that has opened one of a holder's keys is tried on the others first.

    Args:
        backups: (the holder who keeps it, its path).

    Raises:
        InputError: as of `files`, a passphrase does not open its file, or a backup is the key's own
            file.
    """
    known: dict[str, list[str]] = {}

    def opened(path: str) -> Held:
        data = _read(path)
        public = locked_public(data, source=path)
        key = None
        for passphrase in known.get(public.holder, ()):
            try:
                key = unlock(data, passphrase, source=path)
            except InputError:
                continue
            break
        if key is None:
            passphrase = ask(path, public)
            key = unlock(data, passphrase, source=path)
            known.setdefault(public.holder, []).append(passphrase)
        return Held(key, Kept(Path(f"{path}.journal")))

    held = {path: opened(path) for path in files(paths)}
    spare = []
    for keeper, place in backups:
        for path in files([place]):
            if any(os.path.samefile(path, key) for key in held):
                raise InputError(
                    "this is the key itself", remedy="give the copy that is its backup", source=path
                )
            spare.append(Backup(keeper, opened(path)))
    of_s = [os.path.dirname(path) for path, one in held.items() if one.key.use == OUTERMOST]
    return Unlocked(tuple(held.values()), tuple(spare), seeds(of_s[-1] if of_s else ""))


def handed_in(data: Sequence[bytes], passphrase: str, journals: str) -> tuple[Held, ...]:
    """Keys as an officer hands them in, which are kept nowhere; their journals in a folder.

    Raises:
        InputError: one is no key, or the passphrase does not open it.
    """
    opened = [unlock(one, passphrase, source="the key") for one in data]
    os.makedirs(journals, mode=0o700, exist_ok=True)
    return tuple(
        Held(key, Kept(Path(journals) / f"{key.public.public.hex()[:16]}.journal"))
        for key in opened
    )


def seeds(folder: str, *, drawn: bool = False) -> Callable[[str], bytes]:
    """A contest's seed for decoys, drawn when first asked for and kept in a folder.

    Args:
        folder: where the key S lies.
        drawn: whether all were drawn before, so that none may be missing.
    """

    def seed(contest: str) -> bytes:
        path = os.path.join(folder, f"decoys-{contest}.seed")
        if not os.path.exists(path):
            if drawn:
                raise InputError(
                    "the seed that was committed to does not lie beside the key S",
                    remedy="use the folder in which it was drawn, or the copy made after that",
                    source=path,
                )
            part = f"{path}.{os.getpid()}.part"
            write_secret(part, os.urandom(SEED_BYTES).hex().encode())
            os.replace(part, path)
        try:
            kept = bytes.fromhex(read_secret(path).decode("ascii", "replace").strip())
        except ValueError:
            kept = b""
        if len(kept) != SEED_BYTES:
            raise InputError(f"this is not a seed of {SEED_BYTES} bytes", source=path)
        return kept

    return seed


def is_key(path: str) -> bool:
    """Whether a file says that it holds a private key."""
    try:
        document = json.loads(_read(path))
    except (ValueError, RecursionError, InputError):
        return False
    return isinstance(document, dict) and document.get("format") == KEY


def _read(path: str) -> bytes:
    def unreadable(why: str) -> InputError:
        return InputError(f"this cannot be read: {why}", source=path)

    return read_bytes(path, unreadable, standard=False, most=MOST)
