"""The command line of planning: `hustings plan` and its commands.

Knows how they are called. Each imports its module of `hustings.commands` when it runs. Read by
`hustings.cli` only when planning is asked for.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from hustings.cli.options import Function, format_option, output_option, quiet_option

scenario_argument = click.argument("scenario", metavar="SCENARIO")
plan_argument = click.argument("plan", metavar="PLAN")
name_option = click.option(
    "--plan", "name", metavar="NAME", help="Which plan of the file [the first]."
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Seed of the draws, instead of the scenario's; the same seed gives the same figures.",
)
cores_option = click.option(
    "--cores",
    type=click.IntRange(min=1),
    metavar="N",
    help="Cores to use [all]. The figures do not depend on it.",
)
dask_option = click.option(
    "--dask",
    metavar="ADDRESS",
    help="Work on the Dask cluster whose scheduler is at this address; the same figures.",
)


def drawing(function: Function, draws: str = "as many as the scenario says") -> Function:
    """The options of every command that draws electorates, `draws` of them where none says."""
    draws_option = click.option(
        "--draws",
        type=click.IntRange(min=2),
        metavar="N",
        help=f"Electorates to draw [{draws}].",
    )
    for option in (quiet_option, dask_option, cores_option, seed_option, draws_option):
        function = option(function)
    return function


group = click.Group("plan")


@group.command(epilog="Example: hustings plan new -o scenario.toml")
@output_option
def new(output: str | None) -> int:
    """Write a small scenario to start from.

    Each figure in it says where it comes from.
    """
    from hustings.commands.plan.new import run

    return run(output)


@group.command(epilog="Example: hustings plan schema -o scenario.schema.json")
@output_option
def schema(output: str | None) -> int:
    """Write the JSON Schema of scenarios, for an editor.

    An editor that knows it checks a scenario and offers its keys while you type: VS Code with Even
    Better TOML, say, where the file begins with the line #:schema scenario.schema.json
    """
    from hustings.commands import schema as schemas

    return schemas.scenario(output)


@group.command(epilog="Example: hustings plan fit ballots.csv -o habits.toml")
@click.argument("ballots", metavar="[BALLOTS]...", nargs=-1)
@click.option(
    "--candidates",
    metavar="CSV",
    help="Slates and home regions, where the ballots do not say: a file with the columns name,"
    " slate and region, such as a scenario's candidates.csv.",
)
@click.option(
    "--nominations",
    metavar="FILE",
    help="Propose support from nominations instead: a list as hustings nominations takes it.",
)
@click.option("--slates", metavar="CSV", help="With --nominations: who is on which slate.")
@click.option(
    "--aliases", metavar="FILE", help="With --nominations: other spellings, Bob = Robert each."
)
@click.option("--sheet", metavar="NAME", help="With --nominations: sheet of a spreadsheet.")
@format_option(
    "toml",
    "json",
    help="What to write [by the suffix of OUT, else toml].",
)
@output_option
@quiet_option
def fit(ballots: tuple[str, ...], candidates: str | None, **asked: Any) -> int:
    """Learn from ballots or nominations, for a scenario.

    BALLOTS are ballot files, or folders of them. A column called region in plain CSV tells regions
    apart. It writes lines for a scenario that say how supporters rank, each with its error, and how
    well they fit. With --nominations the lines say who supports whom, and how unsure that is.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.fit import Listed, run

    listed = Listed(**{name: asked.pop(name) for name in Listed._fields})
    return run(ballots, candidates, listed, Call(**asked))


@group.command(epilog="Example: hustings plan slate primary.json --name Spade --support 0.4")
@click.argument("result", metavar="RESULT")
@click.option("--name", metavar="NAME", help="What the slate is called [the primary's title].")
@click.option(
    "--scenario",
    metavar="SCENARIO",
    help="Write this scenario with the slate added at its end; it can be OUT as well.",
)
@click.option(
    "--support",
    type=click.FloatRange(min=0, max=1),
    metavar="SHARE",
    help="Its share of the voters, where the scenario does not say.",
)
@output_option
@quiet_option
def slate(result: str, **asked: Any) -> int:
    """Make the winners of a primary a slate of a scenario.

    RESULT is the record of a count: from hustings count FILE --format json, or a record.json in an
    election's archive. Its winners become candidates of one slate, in order of election.
    """
    from hustings.commands.plan.slate import run

    return run(result, **asked)


@group.command(epilog="Example: hustings plan evaluate scenario.toml plan.json --draws 1000")
@scenario_argument
@click.argument("plans", metavar="[PLAN]...", nargs=-1)
@drawing
@format_option(
    "text",
    "json",
    "csv",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
def evaluate(scenario: str, plans: tuple[str, ...], **asked: Any) -> int:
    """Say how well plans do: seats, chances, errors.

    Each PLAN is a file that hustings plan search has written. They are counted on the same
    electorates as the plans that anyone would think of: no advice, one order for all, orders
    rotated evenly, orders by surname. Without PLAN, these alone.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.evaluate import run

    return run(scenario, plans, Call(**asked))


@group.command(epilog="Example: hustings plan search scenario.toml -o plan.json")
@scenario_argument
@click.option(
    "--lists",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many different lists at most, instead of what the scenario says.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Stop looking for better plans after this long; the plan then depends on the machine.",
)
@click.option("--short", is_flag=True, help="A first answer, in a minute or so.")
@click.option(
    "--resume",
    metavar="FILE",
    help="Continue a search from the plan it wrote; one that had ended goes on for as long again.",
)
@click.option(
    "--robust",
    is_flag=True,
    help="Look for the plan that is good whatever share of supporters follows, 10 to 90 %, and say"
    " what that costs where the share is as expected.",
)
@drawing
@format_option("text", "json", "csv", help="What to print: a report, the plan, or the lists.")
@click.option(
    "-o",
    "--output",
    metavar="PLAN",
    help="Write the plan to this file as well, in JSON; - for standard output alone.",
)
def search(scenario: str, **asked: Any) -> int:
    """Find the lists that elect the most.

    Which regions should share a list, and which order for each list? The search looks at draws of
    its own; the figures in the end are from draws that it has not seen. The same seed finds the
    same plan. Ctrl-C keeps the best plan so far.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.search import Wish, run

    wish = Wish(**{name: asked.pop(name) for name in Wish._fields})
    return run(scenario, wish, Call(**asked))


@group.command(epilog="Example: hustings plan compare now.toml later.toml plan.json")
@click.argument("first", metavar="SCENARIO")
@click.argument("second", metavar="SCENARIO")
@click.argument("plans", metavar="[PLAN]...", nargs=-1)
@drawing
@format_option(
    "text",
    "json",
    "csv",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
def compare(first: str, second: str, plans: tuple[str, ...], **asked: Any) -> int:
    """Set two scenarios beside each other.

    What the planned slate of each wins, and each candidate's chance, in the same draws: both begin
    each draw with the same luck, that of the first SCENARIO's seed. One PLAN is for both, two are
    for one each; without PLAN, the plans that anyone would think of.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.compare import run

    return run(first, second, plans, Call(**asked))


@group.command(epilog="Example: hustings plan following scenario.toml plan.json -o following.svg")
@scenario_argument
@click.argument("plans", metavar="[PLAN]...", nargs=-1)
@partial(drawing, draws="200")
@format_option(
    "text",
    "json",
    "csv",
    "svg",
    help="What to write (svg: a chart) [by the suffix of OUT, else text].",
)
@output_option
def following(scenario: str, plans: tuple[str, ...], **asked: Any) -> int:
    """Say what a plan wins when fewer or more follow.

    Expected seats of each PLAN, and of what anyone would compare it with, when 10, 20 … 90 % of
    the slate's supporters follow; and where another plan becomes the better one. Without PLAN, the
    plans that need no search.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.following import run

    return run(scenario, plans, Call(**asked))


@group.command(epilog="Example: hustings plan size scenario.toml -o size.svg")
@scenario_argument
@click.option(
    "--short",
    is_flag=True,
    help="A first answer, from 100 draws at most where --draws says nothing.",
)
@drawing
@format_option(
    "text",
    "json",
    "csv",
    "svg",
    help="What to write (svg: a chart) [by the suffix of OUT, else text].",
)
@output_option
def size(scenario: str, short: bool, **asked: Any) -> int:
    """Say how many should stand.

    Expected seats and the chance of each number with one candidate, two, three and so on, in the
    same electorates. -o size.svg draws them.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.size import run

    return run(scenario, short, Call(**asked))


@group.command(epilog="Example: hustings plan rivals ours.toml theirs.toml --short")
@click.argument("first", metavar="SCENARIO")
@click.argument("second", metavar="[SCENARIO]", required=False)
@click.option(
    "--against",
    metavar="SLATE",
    help="The other planner works for this slate of the first scenario, with the same share of"
    " followers; in place of a second scenario.",
)
@click.option("--short", is_flag=True, help="A first answer, in a minute or so.")
@drawing
@format_option(
    "text",
    "json",
    "csv",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
def rivals(first: str, second: str | None, against: str | None, short: bool, **asked: Any) -> int:
    """Let two planners steer one electorate.

    For a slate whose rivals also tell their supporters how to rank: does your plan still win
    something then, and what does theirs cost you? The electorate is that of the first SCENARIO; the
    second says for which slate the other planner works, and who follows. Slates may overlap. Each
    searches for the best answer to the other; then what each wins is counted when neither, one or
    both plan.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.rivals import run

    return run(first, second, against, short, Call(**asked))


@group.command(epilog="Example: hustings plan explain scenario.toml plan.json")
@scenario_argument
@plan_argument
@name_option
@drawing
@format_option("text", "json", help="What to write [by the suffix of OUT, else text].")
@output_option
def explain(scenario: str, plan: str, name: str | None, **asked: Any) -> int:
    """Say why a plan is as it is, and what is at risk.

    Every list's order is set against the others that could stand in its place, and every
    assumption is moved both ways. Takes 200 draws by default.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.explain import explain as run

    return run(scenario, plan, name, Call(**asked))


@group.command(epilog="Example: hustings plan report scenario.toml plan.json -o report.html")
@scenario_argument
@plan_argument
@name_option
@click.option(
    "--brief", is_flag=True, help="Without the explanation and the comparison of numbers standing."
)
@drawing
@format_option(
    "markdown",
    "html",
    "json",
    help="What to write [by the suffix of OUT (.md, .html, .json), else markdown].",
)
@output_option
def report(scenario: str, plan: str, name: str | None, brief: bool, **asked: Any) -> int:
    """Write a report for a committee to decide from.

    A web page contains its charts; a Markdown file has them beside it, as SVG files.
    """
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.explain import report as run

    return run(scenario, plan, name, brief, Call(**asked))


@group.command(epilog="Example: hustings plan lists scenario.toml plan.json -o lists.csv")
@scenario_argument
@plan_argument
@name_option
@format_option(
    "text",
    "json",
    "csv",
    help="What to write [by the suffix of OUT, else text].",
)
@output_option
def lists(scenario: str, plan: str, name: str | None, **asked: Any) -> int:
    """Show the lists of a plan: who is asked for what."""
    from hustings.commands.plan.call import Call
    from hustings.commands.plan.lists import run

    return run(scenario, plan, name, Call(**asked))
