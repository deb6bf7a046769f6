"""The options that several commands have, each with its one wording.

Knows how they are written and what help says of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Function = Callable[..., Any]

quiet_option = click.option("--quiet", "-q", is_flag=True, help="No notes and no progress.")
output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write to this file, whole or not at all [standard output].",
)


input_format_option = click.option(
    "--input-format",
    metavar="FORMAT",
    help=(
        "Format of the ballots: blt, scottish-csv, preflib, csv, abif, cef, stv or devotee"
        " [recognised by content]."
    ),
)
seats_option = click.option(
    "--seats", type=int, metavar="N", help="Places to fill, instead of what the file says."
)
rules_option = click.option(
    "--rules", metavar="NAME", help="Rules to count under [ers97]; see hustings rules."
)
lots_option = click.option(
    "--lots",
    metavar="SEED|FILE",
    help="For ties that only a lot can break: a seed to draw from, or a file of lots drawn.",
)
withdraw_option = click.option(
    "--withdraw",
    metavar="NAME",
    multiple=True,
    help="Count as if this candidate had withdrawn; can be given again.",
)
keep_option = click.option(
    "--keep",
    metavar="NAME",
    multiple=True,
    help="Count for a vacancy: this sitting member keeps the seat; can be given again.",
)
faulty_ballots_option = click.option(
    "--faulty-ballots",
    is_flag=True,
    help="Keep ballots that rank a candidate twice; otherwise such a file is refused.",
)


def policies_options(command: Function) -> Function:
    """What becomes of ballots with a fault, where the rules leave it open."""
    faults = (
        ("overvote", "several candidates at one rank"),
        ("repeat", "a candidate twice"),
        ("gap", "a rank left out"),
    )
    for fault, what in faults:
        command = click.option(
            f"--on-{fault}",
            type=click.Choice(["skip", "stop", "refuse"]),
            help=f"Where the rules leave it open: what becomes of a ballot with {what}.",
        )(command)
    return command


def reading_options(command: Function) -> Function:
    """The options that say how a table of ballots is to be read."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING = (
    click.option(
        "--columns",
        metavar="LIST",
        help=(
            'Columns of votes by heading, in order: "Choice 1,Choice 2" [recognised in the table].'
        ),
    ),
    click.option(
        "--candidates",
        metavar="FILE",
        help="Who stands, a name on each line [whoever the table names].",
    ),
    click.option(
        "--contest",
        metavar="NAME",
        help="Which of several contests in one form; all, for hustings count: each by itself.",
    ),
    click.option(
        "--write-ins",
        type=click.Choice(["leave-out", "candidate"]),
        help="What becomes of UWI, Write-in and the like [leave-out].",
    ),
    click.option(
        "--aliases",
        metavar="FILE",
        help="Other spellings of candidates, a line such as Bob Smith = Robert Smith each.",
    ),
    click.option(
        "--sheet",
        metavar="NAME",
        help="Sheet of a spreadsheet that has several with ballots in them.",
    ),
)


def format_option(
    *names: str, help: str = "How to write the answer."
) -> Callable[[Function], Function]:
    return click.option("--format", type=click.Choice(names), help=help)
