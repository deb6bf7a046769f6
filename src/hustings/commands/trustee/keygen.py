"""`hustings trustee keygen`: all keys that one holder needs for one election.

Knows which keys a role has, and in which order they are made and said. Must not know how a key is
made.
"""

from __future__ import annotations

import os
import shutil
import tempfile

from hustings.commands.shell.streams import Output
from hustings.commands.trustee.files import KEYS, PUBLIC
from hustings.errors import InputError
from hustings.sealing.holders import keys
from hustings.sealing.holders.keys import SIGN
from hustings.sealing.holders.passphrase import choose
from hustings.sealing.manifest import MOST_TRUSTEES
from hustings.voting.interfaces.holder_keys import file_name
from hustings.web.folder import write_secret

SIGN_ALONE = ("officer", "links")


def run(path: str, *, holder: str, election: str, role: str, number: int | None) -> int:
    """Make the keys; a folder that holds anything is left alone.

    Raises:
        InputError: the folder is not empty, the role has no number or needs one, or a name cannot
            stand in a key.
    """
    uses = _uses(role, number)
    if os.path.lexists(path) and (not os.path.isdir(path) or os.listdir(path)):
        raise InputError(
            "this is there already, and not empty; keys are never written over",
            remedy="name a new folder",
            source=path,
        )
    made = [keys.make(holder, election, use) for use in uses]
    passphrase = choose()
    whole = os.path.abspath(path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    part = tempfile.mkdtemp(prefix=".keys-", dir=os.path.dirname(whole))
    try:
        os.mkdir(os.path.join(part, PUBLIC))
        for key in made:
            write_secret(os.path.join(part, KEYS, f"{key.use}.json"), keys.lock(key, passphrase))
            with open(os.path.join(part, PUBLIC, file_name(key.public)), "xb") as file:
                file.write(keys.public_file(key.public))
        if os.path.isdir(whole):
            os.rmdir(whole)
        os.rename(part, whole)
    except BaseException:
        shutil.rmtree(part)
        raise
    with Output(None) as out:
        out.write(f"{path}: keys of {made[0].holder} for {made[0].election}\n")
        for key in made:
            out.write(f"  {key.use:<5} {keys.fingerprint(key.public.public)}\n")
        out.write(_said(path, passphrase))
    return 0


def _uses(role: str, number: int | None) -> tuple[str, ...]:
    """What a holder of this role has keys for; the one to sign with is everybody's.

    Raises:
        InputError: a trustee without a number, or somebody else with one.
    """
    if role == "trustee":
        if number is None or not 1 <= number <= MOST_TRUSTEES:
            raise InputError(
                "a trustee has a number, by which the layers are called",
                remedy=f"ask the returning officer, and give --number 1 to {MOST_TRUSTEES}",
            )
        return f"M{number}", f"O{number}", SIGN
    if number is not None:
        raise InputError("only trustees have a number", remedy="leave --number out")
    if role in SIGN_ALONE:
        return (SIGN,)
    return {"club-officer": "M1", "scrutineer": "S"}[role], SIGN


def _said(path: str, passphrase: str) -> str:
    secret, public = os.path.join(path, KEYS), os.path.join(path, PUBLIC)
    return f"""
The passphrase of all of them, which is not shown again:

  {passphrase}

1. Write it on two sheets of paper. Keep one; give the other, in an envelope, to somebody.
2. Copy the folder {secret}, which is useless without it, to a stick, and give
   that to somebody else. These two are your backup.
3. Send the files in {public} to the returning officer, and compare the figures
   above by telephone with those that the manifest will have.
4. When a challenge comes: hustings trustee prove CHALLENGE --key {secret}/...
   When the manifest comes: hustings trustee accept MANIFEST --keys {path}

The keys serve this election and no other.
"""
