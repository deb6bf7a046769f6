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
    keep_option,
    lots_option,
    output_option,
    policies_options,
    quiet_option,
    reading_options,
    rules_option,
    seats_option,
    withdraw_option,
)


@click.command(epilog='Example: hustings ask ward.blt --rules scotland --vote "Ash > Birch > Fir"')
@click.argument("file", metavar="[SCENARIO.toml|BALLOTS]", required=False)
@click.option(
    "--saying",
    "sayings",
    metavar="NAME",
    multiple=True,
    help="Which saying: beyond, loathed, other-slate, how-many, spread, shares, partitions,"
    " exhausted or sweep; can be given again [all].",
)
@click.option("--slate", metavar="NAME", help="For whom [the scenario's slate; the largest].")
@click.option(
    "--slates",
    metavar="CSV",
    help="Who is on which slate, where the ballots do not say: columns candidate and slate.",
)
@click.option(
    "--draws",
    type=click.IntRange(min=2),
    metavar="N",
    help="Electorates to draw; of ballots, times to draw as many papers again [20; of ballots 50].",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Seed of the draws; the same seed gives the same figures.",
)
@click.option(
    "--cores",
    type=click.IntRange(min=1),
    metavar="N",
    help="Cores to use [all]. The figures do not depend on it.",
)
@click.option(
    "--language",
    metavar="CODE",
    default="en",
    help="Language of the text and the page: en or cy [en].",
)
@click.option(
    "--vote",
    metavar="NAMES",
    help="Instead of sayings, one vote among BALLOTS, names in order:"
    ' "Ash > Birch > Fir". Where does it go, and what does it do?',
)
@click.option(
    "--friends",
    type=click.IntRange(1, 1_000_000_000),
    metavar="N",
    help="With --vote: what if N more vote alike [how many change the result is looked for].",
)
@rules_option
@seats_option
@lots_option
@withdraw_option
@keep_option
@format_option("text", "json", "html", help="What to write [by the suffix of OUT, else text].")
@output_option
@input_format_option
@policies_options
@reading_options
@faulty_ballots_option
@quiet_option
def ask(file: str | None, vote: str | None, friends: int | None, **asked: Any) -> int:
    """Put sayings about the vote to the test, or ask what one vote does.

    Each saying is counted on electorates drawn from SCENARIO, or on BALLOTS and on papers drawn
    again from them: what is found, with its error, for which slate, and a verdict that is never
    more certain than the figures. Without a file it is the election of 2020.

    With --vote the vote is one of BALLOTS if one of them ranks so, else it is added. It is followed
    from stage to stage; the ballots are counted again without it, with more votes like it, with it
    cut short and with it made longer.
    """
    wished = {name: asked.pop(name) for name in _OPTIONS}
    if vote is not None:
        from hustings.commands.ask.vote import run

        wished["language"] = None if wished["language"] == "en" else wished["language"]
        _only("--vote", {_OPTIONS[name]: value for name, value in wished.items()})
        if file is None:
            raise click.UsageError("--vote is asked of a file of ballots")
        return run(file, vote, friends, **asked)
    from hustings.commands.ask import sayings
    from hustings.demo.plan import EXAMPLE, example

    _only("sayings", {"--friends": friends, "--keep": asked["keep"]})
    return sayings.run(file or example(EXAMPLE), sayings.Wish(**wished), **asked)


# What goes with sayings and not with a vote.
_OPTIONS = {
    "sayings": "--saying",
    "slate": "--slate",
    "slates": "--slates",
    "draws": "--draws",
    "seed": "--seed",
    "cores": "--cores",
    "language": "--language",
}


def _only(what: str, others: dict[str, Any]) -> None:
    """Refuse options that belong to the other question.

    Raises:
        UsageError: one of them is given.
    """
    for option, value in others.items():
        if value not in (None, ()):
            raise click.UsageError(f"{option} does not go with {what}")
