"""The demonstration goes on: a short search plans the 2020 election, and six lists come out.

Knows the order of things and which files are written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hustings.commands.shell.watch import Watch
from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.search.search import Found

NAME = "nec2020-plan"
EXAMPLE = os.path.join("nec2020", "scenario.toml")
NEEDED = ("numpy", "numba", "scipy")

HEAD = (
    "4. Planned: which order Grassroots Voice could have asked for where",
    "",
    "   The electorate is ASSUMED again, and unsure: many are drawn, each is counted",
    "   under many plans, and the plan that elects most is kept. A short search.",
    "",
)


def run(out: str, echo: Callable[[str], object]) -> bool:
    """Plan the example, tell it through `echo`, write the plan into the folder `out`.

    Without the packages that planning needs, say so and do nothing.

    Returns:
        Whether there is a plan now.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        echo(
            f"4. Planning the same election needs {', '.join(missing)}:"
            " pip install hustings[plan], then run the demonstration again."
        )
        return False
    from hustings.planning.scenario import file as scenario_file
    from hustings.planning.search.search import SHORT, search

    for line in HEAD:
        echo(line)
    scenario = scenario_file.load(example(EXAMPLE))
    with Watch("planning") as watch:
        result = search(scenario, effort=SHORT, progress=watch)
    for line in tell(scenario, result):
        echo(line)
    echo(f"Written to {out}:")
    for name, what in write(scenario, result, out):
        echo(f"   {name} ({what})")
    return True


def example(name: str) -> str:
    """The path of an example: beside the package where it is installed, else in the checkout.

    Raises:
        InputError: it is in neither.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    checkout = os.path.dirname(os.path.dirname(package))
    for folder in (package, checkout):
        path = os.path.join(folder, "examples", name)
        if os.path.isfile(path):
            return path
    raise InputError(
        f"the example {name} is missing", remedy="install the package again", source=package
    )


def tell(scenario: Scenario, result: Found) -> Iterator[str]:
    """The lists, and what they win."""
    from hustings.planning.plan.model import ONE_ORDER
    from hustings.report.plan.content.ranges import headline
    from hustings.report.plan.content.words import asked
    from hustings.report.plan.figures import change
    from hustings.report.plan.text.evaluation import chance_words
    from hustings.report.wording import wrap

    names = [name.split()[-1] for name in scenario.election.names]
    for number, sequence in enumerate(result.plan.sequences):
        yield from (f"   {line}" for line in wrap(asked(scenario, result.plan, number), 76))
        yield f"      {', '.join(names[candidate] for candidate in sequence)}"
    yield ""
    if result.fresh is None:
        yield "   Stopped before it was known how well these lists do."
        yield ""
        return
    fresh = result.fresh
    own = fresh.result(result.plan.name)
    text = (
        f"In {fresh.draws} electorates that the search had not seen, these lists win"
        f" {headline(own)}:"
        f" {change(fresh.difference(result.plan.name, ONE_ORDER))} than one order for all,"
        f" {change(fresh.difference(result.plan.name, 'no advice'))} than no advice. All"
        f" {len(scenario.team)} are elected {chance_words(own.seats[-1], fresh.draws)}."
    )
    yield from (f"   {line}" for line in wrap(text, 76))
    yield ""


def write(scenario: Scenario, result: Found, out: str) -> list[tuple[str, str]]:
    """Write the plan, the lists and the report; what was written, name and meaning.

    Raises:
        InputError: the folder cannot be written to.
    """
    from hustings.commands.shell.jsonout import as_json
    from hustings.commands.shell.streams import Output
    from hustings.planning.plan.write import document, lists_csv, unevaluated

    whole = (
        document(scenario, result.fresh) if result.fresh else unevaluated(scenario, (result.plan,))
    )
    files = [
        (f"{NAME}.json", "the plan", as_json(whole, indent=1)),
        (f"{NAME}.csv", "the lists", lists_csv(result.plan, scenario)),
    ]
    if result.fresh:
        from hustings.report.plan.html import render

        page = render(scenario, result.fresh, result.plan.name)
        files.append((f"{NAME}.html", "a report on it", page))
    for name, _, text in files:
        path = os.path.join(out, name)
        with Output(path, for_machines=True, spreadsheet=name.endswith(".csv")) as file:
            file.write(text)
    return [(name, what) for name, what, _ in files]
