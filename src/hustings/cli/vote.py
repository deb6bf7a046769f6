"""The command line of voting: `hustings vote` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when voting is asked for.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import format_option, output_option

group = click.Group("vote")

folder_argument = click.argument("folder", metavar="DIR")
officer_option = click.option(
    "--officer", metavar="NAME", help="Who acts, for the log; else the only officer there is."
)


@group.command(epilog="Example: hustings vote new committee-2027")
@folder_argument
@click.option(
    "--officer",
    metavar="NAME",
    help="The first officer; else asked for. Without a terminal the password is read from"
    " HUSTINGS_PASSWORD or standard input.",
)
@click.option(
    "--database", metavar="URL", help="A PostgreSQL, postgresql://USER@HOST/NAME; else a file."
)
def new(folder: str, **asked: Any) -> int:
    """Make the folder of an election: election.toml, keys, tables, an officer.

    election.toml says what each of its entries is for. The officer signs in with the password and
    one-time codes, whose secret is shown once, as text and as a QR code.
    """
    from hustings.commands.vote.new import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote check committee-2027")
@folder_argument
@format_option("text", "json")
@output_option
def check(folder: str, **asked: Any) -> int:
    """Say everything that is missing or wrong before the election can open.

    Each with its file and line. The exit status is 2 where there is anything, else 0.
    """
    from hustings.commands.vote.check import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote upgrade committee-2027")
@folder_argument
def upgrade(folder: str) -> int:
    """Bring the tables of the database up to this version of hustings."""
    from hustings.commands.vote.upgrade import run

    return run(folder)


@group.command(epilog="Example: hustings vote roll committee-2027 members.csv --dry-run")
@folder_argument
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Change the roll without asking.")
@click.option(
    "--refused", metavar="OUT", help="Where lines that are refused go [FILE's name.refused.csv]."
)
@click.option("--sheet", metavar="NAME", help="Sheet of a spreadsheet that has several.")
@officer_option
@format_option("text", "json")
def roll(folder: str, file: str, **asked: Any) -> int:
    """Take in the roll of voters from FILE: CSV, .xlsx or .ods, - for standard input.

    FILE is the whole roll: who is on the stored one and not in it goes. Columns are found by their
    headings, or by what [roll] in election.toml says. Every line is taken, or refused with its
    reason. What would change is said first.
    """
    from hustings.commands.vote.roll import run

    return run(folder, file, **asked)
