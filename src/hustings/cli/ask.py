"""How `hustings ask` is called.

Knows options and help. Imports a module of `hustings.commands.ask` when the command runs.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import (
    faulty_ballots_option,
    format_option,
    input_format_option,
    output_option,
    policies_options,
    quiet_option,
    reading_options,
    seats_option,
)


@click.command(epilog='Example: hustings ask ward.blt --rules scotland --vote "Ash > Birch > Fir"')
@click.argument("file", metavar="FILE")
@click.option(
    "--vote",
    metavar="NAMES",
    required=True,
    help='One vote, names in order: "Ash > Birch > Fir". Where does it go, and what does it do?',
)
@click.option(
    "--friends",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --vote: what if N more vote alike [how many change the result is looked for].",
)
@click.option("--rules", metavar="NAME", help="Rules to count under [ers97]; see hustings rules.")
@seats_option
@click.option(
    "--lots",
    metavar="SEED|FILE",
    help="For ties that only a lot can break: a seed to draw from, or a file of lots drawn.",
)
@click.option(
    "--withdraw",
    metavar="NAME",
    multiple=True,
    help="Count as if this candidate had withdrawn; can be given again.",
)
@format_option("text", "json", "html", help="What to write [by the suffix of OUT, else text].")
@output_option
@input_format_option
@policies_options
@reading_options
@faulty_ballots_option
@quiet_option
def ask(**asked: Any) -> int:
    """Ask what one vote does in an election.

    FILE is a file of ballots, - for standard input. The vote is one of them if one of them ranks
    so, else it is added. It is followed from stage to stage; the ballots are counted again without
    it, with more votes like it, with it cut short and with it made longer.
    """
    from hustings.commands.ask.vote import run

    return run(asked.pop("file"), asked.pop("vote"), asked.pop("friends"), **asked)
