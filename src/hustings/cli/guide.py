"""The command line of the finder: `hustings guide` and its commands.

Knows how they are called. Each imports its module of `hustings.commands` when it runs. Read by
`hustings.cli` only when the guide is asked for.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import format_option, output_option, quiet_option

postcodes_option = click.option(
    "--postcodes",
    metavar="FILE",
    help="Postcodes written by `hustings guide postcodes import`, instead of our own.",
)

group = click.Group("guide")


@group.command(epilog="Example: hustings guide new --plan plan.json -o guide.toml")
@click.option("--plan", metavar="PLAN", help="The plan whose regions the file is to begin with.")
@output_option
def new(plan: str | None, output: str | None) -> int:
    """Write a guide.toml to start from: titles, dates, texts, contests.

    Each entry says what it is for. With PLAN, the regions of the plan are in it already.
    """
    from hustings.commands.guide.new import run

    return run(output, plan)


@group.command(epilog="Example: hustings guide schema -o guide.schema.json")
@output_option
def schema(output: str | None) -> int:
    """Write the JSON Schema of guide.toml, for an editor.

    An editor that knows it checks the file and offers its keys while you type: VS Code with Even
    Better TOML, say, where the file begins with the line #:schema guide.schema.json
    """
    from hustings.commands import schema as schemas

    return schemas.guide(output)


@group.command(epilog="Example: hustings guide build plan.json --config guide.toml -o site/")
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option(
    "--config",
    metavar="FILE",
    default="guide.toml",
    show_default=True,
    help="What a campaign edits: titles, dates, texts.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default="site",
    show_default=True,
    help="Folder of the site: a new one, or an earlier build, which is replaced when all is ready.",
)
@click.option("--plan", "name", metavar="NAME", help="Which plan of the file [the first].")
@postcodes_option
@click.option(
    "--date",
    metavar="DATE",
    help="Build as if on this day: it is on the pages, and decides whether lists may be seen yet.",
)
@click.option("--again", is_flag=True, help="Write the site again even if nothing has changed.")
@click.option(
    "--allow-missing-letters",
    "boxes",
    is_flag=True,
    help="Print a box for each letter that posters and cards cannot show.",
)
@quiet_option
def build(plan: str | None, **asked: Any) -> int:
    """Make a site from a plan: the finder, all lists, posters, cards.

    The site is a folder of static files: put it on any web host, or send it as it is. Without PLAN,
    the plan that the config names.
    """
    from hustings.commands.guide.build import Call, run

    return run(Call(plan, **asked))


@group.command(epilog="Example: hustings guide serve site/")
@click.argument("folder", metavar="DIR", default="site")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Port [a free one].")
def serve(folder: str, port: int | None) -> int:
    """Look at a site on this machine, as a host would serve it.

    Nobody else can see it. Ctrl-C stops it.
    """
    from hustings.commands.guide.serve import run

    return run(folder, port)


@group.command(epilog='Example: hustings guide lookup "SW1A 1AA" --plan plan.json')
@click.argument("typed", metavar="POSTCODE...", nargs=-1, required=True)
@click.option("--plan", metavar="PLAN", help="Say which list of this plan as well.")
@click.option("--config", metavar="FILE", help="The guide.toml that says how regions are drawn.")
@postcodes_option
@format_option("text", "json", help="What to write [by the suffix of OUT, else text].")
@output_option
def lookup(typed: tuple[str, ...], **asked: Any) -> int:
    """Say which region a postcode lies in, as the finder does.

    POSTCODE is a whole postcode or its first half; - reads one a line from standard input. Nothing
    is sent anywhere. The exit status is 0 for every answer, even "no such postcode".
    """
    from hustings.commands.guide.lookup import run

    return run(typed, **asked)


@group.group(
    invoke_without_command=True, epilog="Try: hustings guide postcodes import ONSPD.zip -o pc.txt"
)
@click.pass_context
def postcodes(context: click.Context) -> None:
    """Keep the postcodes that lookups use up to date."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@postcodes.command("import", epilog="Example: hustings guide postcodes import ONSPD.zip -o pc.txt")
@click.argument("source", metavar="FILE")
@click.option(
    "--month", metavar="MONTH", help='Month of the data, such as "August 2026", if not in FILE.'
)
@output_option
@quiet_option
def import_(source: str, **asked: Any) -> int:
    """Make an index of postcodes from a download of your own.

    FILE is the ONS Postcode Directory or OS Code-Point Open, as downloaded or unpacked (.zip or
    .csv). Put the result's name into guide.toml, postcodes = "pc.txt", or give it to --postcodes.
    """
    from hustings.commands.guide.postcodes import run

    return run(source, **asked)
