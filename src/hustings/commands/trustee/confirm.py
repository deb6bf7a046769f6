"""`hustings trustee confirm`: try the backup of a key where too much does not open.

Knows whose backup is tried, and when there is nothing to state. Must not know how a layer is
opened.
"""

from __future__ import annotations

import os

from hustings.commands.shell import passphrases
from hustings.commands.trustee.files import check_mine, key_files, passphrase
from hustings.commands.trustee.turn import Shown, hand_on
from hustings.errors import InputError
from hustings.inputs.text import plain_number
from hustings.sealing.closing import may_confirm
from hustings.sealing.holders.keys import SIGN
from hustings.sealing.mixing.mix import confirmed
from hustings.sealing.proceedings import Signer
from hustings.sealing.procession import acts, stick
from hustings.sealing.procession.turns import Act, waiting

BACKUP_PASSPHRASE = "HUSTINGS_BACKUP_PASSPHRASE"
_REMEDY = "check that stick and folders of keys are of the same election"


def run(path: str, *, keys: str, backup: str, quiet: bool) -> int:
    """State, as the keeper of a backup, which lines of the lists do not open with it either.

    Args:
        keys: the keeper's own folder.
        backup: the copy of another holder's folder.

    Raises:
        InputError: nothing waits for that, the backup is the wrong one, or opens enough.
        NotVerified: something on the stick is not what was signed.
    """
    mine, copies = key_files(keys), key_files(backup)
    passed = stick.read(path)
    proceedings = passed.proceedings
    manifest = os.path.join(path, "manifest.json")
    for files in (mine, copies):
        check_mine(proceedings.manifest, files, manifest, remedy=_REMEDY)
    now = waiting(proceedings)
    if not now or now[0].act is not Act.MIX:
        raise InputError("nobody mixes at this moment: there is no backup to try")
    layer, keeper = now[0].layer, mine[0].public.holder
    spare = next((one for one in copies if one.public.use == layer), None)
    if spare is None:
        raise InputError(
            f"the key {layer} is not in this folder",
            remedy=f"give the backup of {now[0].holder}'s keys",
            source=backup,
        )
    if not may_confirm(proceedings, keeper, layer):
        raise InputError(
            f"somebody else than {keeper} has to try the backup of {layer}",
            remedy="let the holder sign who keeps it",
        )
    typed = passphrase()
    signer = Signer(
        keeper, next(one for one in mine if one.public.use == SIGN).opened(typed).secret
    )
    key = spare.opened(
        passphrases.asked(
            f"Passphrase of the backup of {now[0].holder}'s keys",
            BACKUP_PASSPHRASE,
            missing="there is no passphrase of the backup",
        )
    )
    before = passed
    with Shown(quiet=quiet) as manner:
        for contest in proceedings.contests:
            passed = acts.confirm(
                passed, signer, contest, key, journal=spare.journal, manner=manner
            )
    stated = {
        contest: one
        for contest in proceedings.contests
        for one in confirmed(passed.proceedings, contest)
        if (one.by, one.layer) == (keeper, layer)
    }
    if not stated:
        raise InputError(
            f"this backup of {layer} opens all that has to open: there is nothing to sign",
            remedy=f"let {now[0].holder} mix with it: hustings trustee mix, with this folder as"
            " --keys",
        )
    lines = [
        f"{contest}: {plain_number(len(one.unopened))} of"
        f" {plain_number(len(before.lists[contest][layer]))} do not open at {layer} with the"
        " backup either"
        for contest, one in stated.items()
    ]
    hand_on(path, passed, lines, by=keeper)
    return 0
