"""The command line: one group of commands, and how every one of them ends.

Knows how commands are called and what they exit with. Each command imports its module of
`hustings.commands` when it runs, so that calling one costs no more than it needs.

Exit status: 0 done; 1 the work itself failed, or what was compared differs; 2 the call or an input
is wrong; 130 interrupted; 141 whoever read the output has stopped reading.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from hustings import __version__
from hustings.cli.ask import ask
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
from hustings.errors import HustingsError

INTERRUPTED = 130
HUNG_UP = 141
DEBUG = "HUSTINGS_DEBUG"
COMPLETE = "_HUSTINGS_COMPLETE"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    epilog="Try: hustings count ward.blt --rules scotland",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Elections by the single transferable vote, counted exactly."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.command(epilog="Example: hustings count ward.blt --rules scotland -o ward.html")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@rules_option
@seats_option
@format_option(
    "text",
    "json",
    "csv",
    "html",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
@lots_option
@withdraw_option
@keep_option
@click.option(
    "--engine",
    type=click.Choice(["reference", "fast"]),
    help="Which engine counts; both give the same record [chosen by size].",
)
@input_format_option
@policies_options
@reading_options
@click.option("--stages", metavar="LIST", help='Stages that text shows, such as "1-4,last".')
@faulty_ballots_option
@quiet_option
def count(**asked: Any) -> int:
    """Count the ballots in FILE and show every stage.

    FILE is a ballot file, - for standard input, or a folder. A folder, or more than one FILE, gives
    one line for each count: the elected in text, a row in CSV, an object with "source" and "count"
    in JSON. So does --contest all for each contest of a form; with -o FOLDER each gets a page there
    too, or what --format says.
    """
    from hustings.commands.ballots import Call
    from hustings.commands.count import run

    return run(Call(**asked))


group.add_command(ask)


@group.command(epilog="Example: hustings rules scotland")
@click.argument("name", required=False)
@click.option("--notes", is_flag=True, help="The doubtful points, our reading and the evidence.")
@format_option("text", "json")
@output_option
def rules(**asked: Any) -> int:
    """List the rules there are, or show what those called NAME decide."""
    from hustings.commands.rules import run

    return run(asked.pop("name"), **asked)


@group.command(epilog="Example: hustings convert ward.csv ward.blt")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@input_format_option
@reading_options
@click.option(
    "--output-format",
    metavar="FORMAT",
    help="blt, scottish-csv, preflib, csv, csv-ranks, abif or cef [by the suffix of"
    " OUT: .blt, .csv, .soi, .soc, .toi, .toc, .abif, .cvotes].",
)
@seats_option
@faulty_ballots_option
@quiet_option
def convert(source: str, target: str, **asked: Any) -> int:
    """Write the ballots of IN to OUT in another format.

    IN can be - for standard input, OUT - for standard output. What the other format cannot hold is
    refused, never left out.
    """
    from hustings.commands.convert import run

    return run(source, target, **asked)


@group.command(epilog="Example: hustings nominations list.csv --slates slates.csv --threshold 5")
@click.argument("path", metavar="FILE")
@click.option("--slates", metavar="CSV", help="Who is on which slate: columns candidate and slate.")
@click.option(
    "--threshold",
    metavar="N|KIND=N",
    multiple=True,
    help="Nominations that a candidate needs: by N bodies, or by N bodies of a kind; can be given"
    " again, and then all are needed.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    metavar="N",
    help="Refuse a list in which a body names more than N.",
)
@click.option(
    "--total",
    type=click.IntRange(min=1),
    metavar="N",
    help="Nominations in all, where FILE has the totals of some candidates only.",
)
@click.option(
    "--aliases",
    metavar="FILE",
    help="Other spellings of names, a line such as Bob Smith = Robert Smith each.",
)
@click.option("--sheet", metavar="NAME", help="Sheet of a spreadsheet that has several.")
@format_option(
    "text",
    "json",
    "csv",
    "html",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
@quiet_option
def nominations(path: str, **asked: Any) -> int:
    """Add up nominations: by candidate, slate, region, body.

    FILE is a table, in CSV or a spreadsheet, with a row for each nomination: the columns body and
    candidate, and region and kind of the body if you have them. Or it has totals, in the columns
    candidate and nominations. Other columns are left aside.
    """
    from hustings.commands.nominations import run

    return run(path, **asked)


@group.command(epilog="Example: hustings compare mine.json official.json")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@format_option("text", "json")
@output_option
@quiet_option
def compare(left: str, right: str, **asked: Any) -> int:
    """Say where two accounts of a count first differ.

    A and B are records (hustings count FILE --format json) or official sheets in JSON with any of a
    record's keys; or in CSV our own result, OpenSTV's, or a table with candidates down the side and
    Stage 1, Stage 2 ... across the top. What only one of them says is not compared. Exit status 0:
    nothing differs; 1: something does.
    """
    from hustings.commands.compare import run

    return run(left, right, **asked)


@group.command(epilog="Example: hustings digest ward.blt")
@click.argument("source", metavar="FILE")
@input_format_option
@reading_options
@seats_option
@faulty_ballots_option
@quiet_option
def digest(source: str, **asked: Any) -> int:
    """Print the digests of the election and of the ballots in FILE."""
    from hustings.commands.digest import run

    return run(source, **asked)


@group.command(epilog="Example: hustings verify election.zip --head nec.json")
@click.argument("archive", metavar="ARCHIVE")
@click.option("--eid", metavar="HASH", help="The election's id, from anywhere but the archive.")
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    multiple=True,
    help="Signed heads as an observer was sent them; can be given again.",
)
@click.option(
    "--receipt",
    "receipts",
    metavar="FILE",
    multiple=True,
    help="A voter's receipt, or the line of its QR code; can be given again.",
)
@format_option("text", "json")
@output_option
@quiet_option
def verify(archive: str, **asked: Any) -> int:
    """Verify a published election: every signature, list and count.

    ARCHIVE is an election.zip. Needs no server. Each check held, FAILED, or is unknown where no
    outsider can know; the election's id and the heads are printed, to be compared with what
    observers hold. Exit status 0: no check failed; 1: one did, and is named; 2: no such archive.
    """
    from hustings.commands.verify import run

    return run(archive, **asked)


class Later(click.Group):
    """A group whose commands are read, from `hustings.cli.NAME`, when the first is asked for."""

    @property
    def commands(self) -> dict[str, click.Command]:
        from importlib import import_module

        return dict(import_module(f"hustings.cli.{self.name}").group.commands)

    @commands.setter
    def commands(self, _: object) -> None:
        """Click gives every group an empty table at first."""


@group.group(cls=Later, invoke_without_command=True, epilog="Try: hustings plan new")
@click.pass_context
def plan(context: click.Context) -> None:
    """Plan a campaign: how many should stand, which order to ask for where.

    A scenario says who stands, who votes where and how, and what is unsure. Electorates are drawn
    from it and counted, so that every figure comes with its error.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.group(cls=Later, invoke_without_command=True, epilog="Try: hustings guide new")
@click.pass_context
def guide(context: click.Context) -> None:
    """Publish a plan's lists: a site that turns a postcode into a list.

    It runs on the member's own device and asks nobody else anything. Any web host will do.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.group(cls=Later, invoke_without_command=True, epilog="Try: hustings vote new committee-2027")
@click.pass_context
def vote(context: click.Context) -> None:
    """Run an election: roll, private links, sealed ballots, close, count.

    One election, of one contest or several, lives in one folder on one machine.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.group(cls=Later, invoke_without_command=True, epilog="Try: hustings trustee keygen --help")
@click.pass_context
def trustee(context: click.Context) -> None:
    """Hold keys of an election: make them, show that they open, sign, mix.

    For scrutineers, trustees and officers, each on a machine of their own.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.group(
    cls=Later, invoke_without_command=True, epilog="Try: hustings scrutineer decoys --help"
)
@click.pass_context
def scrutineer(context: click.Context) -> None:
    """Open the outermost layer, put decoys in, and check that none vanished.

    On a machine of their own, with the stick that holders pass on after the close.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.group(cls=Later, invoke_without_command=True, epilog="Try: hustings links make --help")
@click.pass_context
def links(context: click.Context) -> None:
    """Make voters' links where the server cannot see them.

    For the body that makes and mails the links of an organisation's election.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@group.command(epilog="Example: hustings demo --out /tmp/demo")
@click.option("--out", metavar="DIR", default="out", show_default=True, help="Folder to write to.")
@click.option("--no-plan", is_flag=True, help="Count only; do not go on to plan the election.")
@click.option(
    "--serve/--no-serve",
    default=None,
    help="Show the finder on this machine until Ctrl-C, or end when all is"
    " written [shown at a terminal].",
)
def demo(out: str, no_plan: bool, serve: bool | None) -> int:
    """Count, plan and publish Labour's 2020 election; hold another.

    The ballots are made up: drawn so that the known result comes out. The plan is for electorates
    that are assumed: a search of less than a minute finds six lists for twelve areas. They become a
    finder, a site that turns a postcode into a list. At last a made-up society holds an election,
    as `hustings vote demo` shows it.
    """
    from hustings.commands.shell.compiling import note_compiling
    from hustings.commands.shell.streams import Output, is_terminal
    from hustings.demo import guide as demo_guide
    from hustings.demo import plan as demo_plan
    from hustings.demo.count import run
    from hustings.demo.vote import last as demo_vote

    note_compiling()
    with Output(None) as screen:

        def echo(text: str) -> None:
            screen.write(f"{text}\n")

        run(out, echo)
        if no_plan:
            return 0
        echo("")
        if demo_plan.run(out, echo):
            echo("")
            site = demo_guide.run(out, echo)
            if site:
                echo(f"   Look at it: hustings guide serve {site}")
            echo("")
            status = demo_vote.run(out, echo)
            if status == 0 and site and (is_terminal(sys.stdout) if serve is None else serve):
                demo_guide.serve(site, echo)
            return status
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status. Whatever goes wrong is one line on standard error."""
    # Reading and counting make hundreds of thousands of tuples and no cycles: looking for cycles
    # among them took a tenth of the time of a count.
    gc.disable()
    try:
        status = _run(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _give_up_output()
        return HUNG_UP
    except (KeyboardInterrupt, click.Abort) as stopped:
        return _stopped(*stopped.args)
    except (HustingsError, OSError, MemoryError, click.ClickException) as error:
        if isinstance(error, OSError):
            _give_up_output()
        return _fault(error)
    except Exception as error:
        return _defect(error)


def _run(arguments: list[str]) -> int:
    """Run the command that `arguments` call.

    Not by Click's own `main`, which has other exit statuses and takes an interrupt and a closed
    pipe for itself.
    """
    if COMPLETE in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(group, {}, "hustings", COMPLETE, os.environ[COMPLETE])
    try:
        with group.make_context("hustings", arguments) as context:
            return int(group.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return int(done.exit_code)


def _fault(error: HustingsError | OSError | MemoryError | click.ClickException) -> int:
    """Say what is wrong on one line; the exit status."""
    from hustings.commands.shell.faults import fault_line, fault_status
    from hustings.commands.shell.streams import say

    if isinstance(error, MemoryError):
        say("hustings: there is not enough memory for this")
        return 1
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "hustings"
        what = error.format_message().rstrip(".")
        say(f"hustings: {what[:1].lower()}{what[1:]}; see {command} --help")
        return 2
    say(fault_line(error))
    return fault_status(error)


def _stopped(*notes: str) -> int:
    """Say what whoever stopped the work has to be told; the exit status."""
    if notes:
        from hustings.commands.shell.streams import say

        say(f"hustings: note: {notes[0]}")
    return INTERRUPTED


def _give_up_output() -> None:
    """Let go of what standard output does not take; at exit it would be complained about."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _defect(error: Exception) -> int:
    """Say that this is our fault, and how to see where."""
    from hustings.commands.shell.streams import say

    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exc()
    say(
        f"hustings: this should not happen: {type(error).__name__}: {error};"
        f" please report it with the output of the same command after export {DEBUG}=1"
    )
    return 1
