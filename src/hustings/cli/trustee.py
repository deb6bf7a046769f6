"""The command line of those who hold keys: `hustings trustee` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when it is asked for.
"""

from __future__ import annotations

from typing import Any

import click

group = click.Group("trustee")


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
    epilog="Example: hustings trustee answer keytest-M1-key.json --key mykeys/keys/M1.json"
)
@click.argument("challenge", metavar="CHALLENGE")
@click.option("--key", metavar="FILE", required=True, help="The key, or its backup.")
def answer(challenge: str, **asked: Any) -> int:
    """Show that a key, or its backup, opens: print the answer to CHALLENGE.

    The answer is for the returning officer. Nothing is released by it. The passphrase is asked for,
    or read from HUSTINGS_PASSPHRASE or standard input.
    """
    from hustings.commands.trustee.answer import run

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
