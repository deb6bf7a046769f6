"""The command line of the scrutineer: `hustings scrutineer` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when it is asked for.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import quiet_option

group = click.Group("scrutineer")

stick_argument = click.argument("stick", metavar="STICK")
keys_option = click.option(
    "--keys", metavar="FOLDER", required=True, help="The folder that hustings trustee keygen made."
)


@group.command(epilog="Example: hustings scrutineer decoys /media/usb/stick --keys mykeys")
@stick_argument
@keys_option
def decoys(stick: str, **asked: Any) -> int:
    """Commit to the decoys of every contest on STICK, before anything is opened.

    A seed for each contest is drawn and kept beside your key S, where it has to stay secret until
    the check; copy that folder to your backup once more. The passphrase is asked for, or read from
    HUSTINGS_PASSPHRASE or standard input.
    """
    from hustings.commands.scrutineer.decoys import run

    return run(stick, **asked)


@group.command("open", epilog="Example: hustings scrutineer open /media/usb/stick --keys mykeys")
@stick_argument
@keys_option
@quiet_option
def open_(stick: str, **asked: Any) -> int:
    """Open the outermost layer of every board on STICK, put the decoys in, and sort.

    The same board can be opened again, another never: a journal beside your key sees to it. Works
    without a network; the passphrase is asked for, or read from HUSTINGS_PASSPHRASE or standard
    input.
    """
    from hustings.commands.scrutineer.open import run

    return run(stick, **asked)


@group.command(epilog="Example: hustings scrutineer check /media/usb/stick --keys mykeys")
@stick_argument
@keys_option
@quiet_option
def check(stick: str, **asked: Any) -> int:
    """Publish S and the seeds on STICK, once every list is signed, and find every decoy.

    With them anybody can check. Where a decoy has vanished it is said who alone can have done that,
    and no trustee will release a key. The passphrase is asked for, or read from HUSTINGS_PASSPHRASE
    or standard input.
    """
    from hustings.commands.scrutineer.check import run

    return run(stick, **asked)
