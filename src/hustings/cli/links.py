"""The command line of whoever makes an organisation's links: `hustings links` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when it is asked for.
"""

from __future__ import annotations

from typing import Any

import click

group = click.Group("links")

keys_option = click.option(
    "--keys", metavar="FOLDER", required=True, help="The folder that hustings trustee keygen made."
)


@group.command(
    epilog="Example: hustings links make manifest.json members.csv --keys mykeys --address"
    " https://vote.example.org/ -o links"
)
@click.argument("manifest", metavar="MANIFEST")
@click.argument("roll", metavar="ROLL")
@keys_option
@click.option("--address", metavar="URL", required=True, help="Of the election's pages.")
@click.option("-o", "--output", metavar="OUT", required=True, help="A new folder.")
def make(manifest: str, roll: str, **asked: Any) -> int:
    """Make a private link for everybody in ROLL: CSV, .xlsx or .ods with member number and e-mail.

    For the body that makes and mails the links, so that the server cannot: after the freeze, on a
    machine of its own. OUT/links.csv is for its own mailing and secret; OUT/hashes-0001.json is for
    the returning officer. The links come from the key to sign with, whose passphrase is asked for,
    or read from HUSTINGS_PASSPHRASE or standard input.
    """
    from hustings.commands.links.make import make

    return make(manifest, roll, **asked)


@group.command(epilog="Example: hustings links reissue links 417 --keys mykeys")
@click.argument("folder", metavar="OUT")
@click.argument("member", metavar="MEMBER")
@keys_option
@click.option("--email", metavar="ADDRESS", help="Where it goes from now on.")
def reissue(folder: str, member: str, **asked: Any) -> int:
    """Make another link for a voter whose link was lost to somebody else.

    OUT is the folder that `hustings links make` made. A new file of hashes in it is for the
    returning officer: once it is taken in, the link before stops working. What has been voted
    stands.
    """
    from hustings.commands.links.make import reissue

    return reissue(folder, member, **asked)
