"""What the commands of `hustings plan` share: scenarios and plans read, cores or machines to use.

Knows how a call becomes a scenario, plans and workers. Each command has a module of its own beside
this one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hustings.commands.shell.compiling import note_compiling
from hustings.commands.shell.streams import Output, say
from hustings.commands.shell.watch import Watch
from hustings.errors import InputError
from hustings.inputs.text import STANDARD, read_text, shown

if TYPE_CHECKING:
    from hustings.inputs.figures import Read
    from hustings.planning.plan.evaluation import Evaluation
    from hustings.planning.plan.model import Plan
    from hustings.planning.scenario.model import Scenario
    from hustings.planning.trials.following import Beaten
    from hustings.planning.trials.simulate import Workers

T = TypeVar("T")

SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".svg": "svg",
    ".html": "html",
    ".md": "markdown",
    ".toml": "toml",
}


class Call(NamedTuple):
    """What most of these commands are called with; None where nothing is given."""

    draws: int | None = None
    seed: int | None = None
    cores: int | None = None
    dask: str | None = None
    format: str | None = None
    output: str | None = None
    quiet: bool = False

    def note(self, text: str) -> None:
        """Something a person should know, unless they asked not to."""
        if not self.quiet:
            say(f"hustings: note: {text}")

    def shaped(self, *shapes: str) -> Call:
        """The same call with a format: as asked for, else by the suffix of OUT, else the first.

        Raises:
            InputError: the suffix is not that of any of these formats.
        """
        if self.format is not None or self.output in (None, STANDARD):
            return self._replace(format=self.format or shapes[0])
        suffix = os.path.splitext(self.output or "")[1].lower()
        shape = SUFFIXES.get(suffix)
        if shape not in shapes:
            ends = [end for end, known in SUFFIXES.items() if known in shapes]
            raise InputError(
                "the format cannot be told from this name",
                remedy=f"end it in {', '.join(ends[:-1])} or {ends[-1]}, or give --format",
                source=self.output or "",
            )
        return self._replace(format=shape)

    def out(self, *inputs: str) -> Output:
        """Where the answer goes."""
        return Output(
            self.output,
            for_machines=self.format != "text",
            inputs=inputs,
            spreadsheet=self.format == "csv",
        )


def needs(*modules: str) -> None:
    """Refuse to go on without these packages.

    Raises:
        InputError: one is not installed.
    """
    from hustings.commands.shell.packages import check

    check("planning", "plan", *modules)


def scenario_of(path: str, call: Call) -> Scenario:
    """The scenario in a file or on standard input, with the seed of the call.

    Raises:
        InputError: the first mistake in it.
    """
    from dataclasses import replace

    needs("numpy", "numba")
    note_compiling(quiet=call.quiet)
    from hustings.planning.scenario import file as scenario_file

    read_as: list[Read] = []
    if path == STANDARD:
        scenario = scenario_file.parse(read_text(path), source=path, read_as=read_as)
    else:
        scenario = scenario_file.load(path, read_as)
    for note in notes_on(read_as):
        call.note(note)
    return scenario if call.seed is None else replace(scenario, seed=call.seed)


def notes_on(read_as: Sequence[Read]) -> Iterator[str]:
    """How numbers that were not in plain digits were taken, a sentence for each column."""
    columns: dict[tuple[str, str], list[Read]] = {}
    for read in read_as:
        columns.setdefault((read.source, read.key), []).append(read)
    for (source, key), (first, *more) in columns.items():
        others = f", and {len(more)} more of that column likewise" if more else ""
        yield (
            f"{source}, line {first.line}: `{key}`, {shown(first.text)}, was read as"
            f" {first.value:.12g}{others}"
        )


def plans_of(paths: Sequence[str], scenario: Scenario) -> tuple[Plan, ...]:
    """The plans in these files, in order; those that are in several files once.

    Different plans of one name get the name of their file beside it.

    Raises:
        InputError: a file is not a plan or does not fit the scenario.
    """
    from dataclasses import replace

    from hustings.planning.plan import read as plan_reading
    from hustings.planning.plan.model import natural_alternatives
    from hustings.planning.trials.evaluate import advice

    known = {plan.name: plan for plan in natural_alternatives(scenario)}
    kept: dict[str, Plan] = {}
    for path in paths:
        for plan in plan_reading.parse(read_text(path), scenario, source=path):
            before = kept.get(plan.name) or known.get(plan.name)
            if before is not None and advice(before) != advice(plan):
                plan = replace(plan, name=f"{plan.name} ({os.path.basename(path)})")  # noqa: PLW2901
                if plan.name in kept:
                    raise InputError(
                        f"two different plans would be called {plan.name!r}",
                        remedy="rename one of them",
                        source=path,
                    )
            kept.setdefault(plan.name, plan)
    return tuple(kept.values())


def one_plan(path: str, name: str | None, scenario: Scenario) -> Plan:
    """The first plan in a file, or the one called `name`.

    Raises:
        InputError: the file is not a plan, does not fit, or has none of that name.
    """
    from hustings.inputs.entry import nearest
    from hustings.planning.plan import read as plan_reading

    plans = plan_reading.parse(read_text(path), scenario, source=path)
    if name is None:
        return plans[0]
    for plan in plans:
        if plan.name == name:
            return plan
    raise InputError(
        f"no plan is called {name!r}",
        remedy=nearest(name, [plan.name for plan in plans]),
        source=path,
    )


@contextmanager
def workers(call: Call) -> Iterator[Workers]:
    """What to work with: cores of this machine, or a cluster.

    Raises:
        InputError: both are asked for, or the cluster does not answer.
    """
    if call.dask is None:
        yield call.cores
        return
    if call.cores is not None:
        raise InputError("--cores is for this machine, --dask for others", remedy="give one")
    from hustings.planning.trials.cluster import connected

    with connected(call.dask) as machines:
        yield machines


def watched(label: str, call: Call, work: Callable[[Workers, Watch], T]) -> tuple[T, Watch]:
    """Do some work under a progress bar.

    Raises:
        KeyboardInterrupt: Ctrl-C came too early for there to be anything to keep.
    """
    with workers(call) as cores, Watch(label, quiet=call.quiet) as watch:
        try:
            return work(cores, watch), watch
        except InputError:
            # With Ctrl-C, what can be wrong is that there are too few draws yet.
            if watch.stopped:
                raise too_early(call) from None
            raise


def too_early(call: Call) -> KeyboardInterrupt:
    """What ends work that was stopped before there is anything to keep; the program says so."""
    return KeyboardInterrupt(*() if call.quiet else ("stopped before there was anything to show",))


def stopped_note(call: Call, done: int, asked: int) -> None:
    """Say that figures are from fewer draws than were asked for."""
    call.note(f"stopped: the figures are from {done:,} of {asked:,} draws")


def beaten_of(
    scenario: Scenario, plans: Sequence[Plan], evaluation: Evaluation, call: Call
) -> tuple[Beaten, ...]:
    """The plans given that are beaten where fewer or more follow, on the evaluation's draws."""
    from hustings.planning.trials.following import beaten

    if not plans:
        return ()
    try:
        found, _ = watched(
            "trying fewer and more followers",
            call,
            lambda cores, progress: beaten(
                scenario, plans, draws=evaluation.draws, cores=cores, progress=progress
            ),
        )
    except KeyboardInterrupt:
        return ()  # the evaluation is there, and worth keeping
    return found


def evaluation_text(
    scenario: Scenario,
    evaluation: Evaluation,
    call: Call,
    columns: int,
    found: Sequence[Beaten] = (),
) -> str:
    """An evaluation in the format of the call."""
    match call.format:
        case "json":
            from hustings.commands.shell.jsonout import as_json
            from hustings.planning.plan.write import document

            more = {"beaten": beaten_json(found)}
            return as_json(document(scenario, evaluation, **more), indent=1)
        case "csv":
            from hustings.report.plan.text.evaluation import table

            return table(scenario, evaluation)
        case _:
            from hustings.report.plan.text.evaluation import render

            return render(scenario, evaluation, found, width=columns)


def beaten_json(found: Sequence[Beaten]) -> list[dict[str, Any]]:
    """Plans that are beaten where fewer or more follow."""
    from hustings.planning.plan.write import number

    return [
        {"plan": one.plan, "by": one.by, "share": one.share, "more_seats": number(one.more)}
        for one in found
    ]
