"""The command line of those who hold keys: `hustings trustee` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when it is asked for.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import quiet_option

group = click.Group("trustee")

keys_option = click.option(
    "--keys", metavar="FOLDER", required=True, help="The folder that hustings trustee keygen made."
)


@group.command(
    epilog="Example: hustings trustee keygen mykeys --holder 'Tom Hill'"
    " --election 'Committee 2027' --role trustee --number 1"
)
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--holder", metavar="NAME", required=True, help="Whose they are, as the manifest will say."
)
@click.option(
    "--election", metavar="WORDS", required=True, help="What they are for, in your own words."
)
@click.option(
    "--role",
    type=click.Choice(["club-officer", "scrutineer", "trustee", "officer", "links"]),
    required=True,
    help="What you do in it.",
)
@click.option("--number", type=int, metavar="N", help="Of a trustee: 1, 2 ...")
def keygen(folder: str, **asked: Any) -> int:
    """Make all keys that a holder needs for one election, in a new FOLDER.

    The officer of a club gets M1 and a key to sign with; a scrutineer S; trustee N MN and ON. The
    officer elsewhere, and whoever makes the links, have a key to sign with alone.

    FOLDER/keys is secret, and opens with seven words that are chosen for you and shown once.
    FOLDER/public is for the returning officer. Works without a network.
    """
    from hustings.commands.trustee.keygen import run

    return run(folder, **asked)


@group.command(
    epilog="Example: hustings trustee prove keytest-M1-key.json --key mykeys/keys/M1.json"
)
@click.argument("challenge", metavar="CHALLENGE")
@click.option("--key", metavar="FILE", required=True, help="The key, or its backup.")
def prove(challenge: str, **asked: Any) -> int:
    """Show that a key, or its backup, opens: print the answer to CHALLENGE.

    The answer is for the returning officer. Nothing is released by it. The passphrase is asked for,
    or read from HUSTINGS_PASSPHRASE or standard input.
    """
    from hustings.commands.trustee.prove import run

    return run(challenge, **asked)


@group.command(epilog="Example: hustings trustee accept manifest.json --keys mykeys")
@click.argument("manifest", metavar="MANIFEST")
@click.option(
    "--keys", metavar="FOLDER", required=True, help="The folder that hustings trustee keygen made."
)
@click.option(
    "--statements",
    metavar="FILE",
    multiple=True,
    help="The statements so far; can be given again [statements.jsonl beside MANIFEST].",
)
def accept(manifest: str, **asked: Any) -> int:
    """Find your own keys in MANIFEST, see what it says, and sign that they stand in it.

    Compare the id with what the returning officer has told everybody before you type the
    passphrase (asked for, or read from HUSTINGS_PASSPHRASE or standard input). From then on the
    keys serve this election alone. The signed statement is written into FOLDER; it covers the
    statements so far.
    """
    from hustings.commands.trustee.accept import run

    return run(manifest, **asked)


@group.command(
    epilog="Example: hustings trustee mix /media/usb/stick --keys mykeys --head heads-final.jsonl"
)
@click.argument("stick", metavar="STICK")
@keys_option
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    multiple=True,
    help="Heads as an observer was mailed them; can be given again.",
)
@click.option("--no-head", is_flag=True, help="Nobody observes: take the server's word.")
@click.option("--few", is_flag=True, help="Mix a contest with fewer than ten ballots as well.")
@quiet_option
def mix(stick: str, **asked: Any) -> int:
    """Open your layer of every list on STICK, sort, and sign: your turn after the scrutineer's.

    The boards are compared with the heads that an observer holds, and everything on the stick with
    what was signed. The same list can be mixed again, another never: a journal beside your key sees
    to it. Works without a network; the passphrase is asked for, or read from HUSTINGS_PASSPHRASE or
    standard input.
    """
    from hustings.commands.trustee.mix import run

    return run(stick, **asked)


@group.command(
    epilog="Example: hustings trustee confirm /media/usb/stick --keys mykeys --backup uris-backup"
)
@click.argument("stick", metavar="STICK")
@keys_option
@click.option(
    "--backup", metavar="FOLDER", required=True, help="The copy of another holder's keys."
)
@quiet_option
def confirm(stick: str, **asked: Any) -> int:
    """Try the backup that you keep, where too much on STICK does not open with a trustee's key.

    You sign what does not open with the backup either; then that trustee can mix. Both passphrases
    are asked for: yours, then that of the backup. Or they are read from HUSTINGS_PASSPHRASE and
    HUSTINGS_BACKUP_PASSPHRASE, or two lines of standard input.
    """
    from hustings.commands.trustee.confirm import run

    return run(stick, **asked)


@group.command(epilog="Example: hustings trustee release /media/usb/stick --keys mykeys")
@click.argument("stick", metavar="STICK")
@keys_option
@quiet_option
def release(stick: str, **asked: Any) -> int:
    """Check everything on STICK yourself, then publish the key of your last layer on it.

    Every contest is followed from its board to its last list, and each decoy has to stand in each
    list. Where anything fails, no key is released. The passphrase is asked for, or read from
    HUSTINGS_PASSPHRASE or standard input.
    """
    from hustings.commands.trustee.release import run

    return run(stick, **asked)
