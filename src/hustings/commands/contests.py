"""`hustings count FORM --contest all`: every contest of a form, a line each or a folder of results.

Knows what each contest is counted and called by.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from hustings.commands.ballots import Call, counted, draw, rules_of
from hustings.commands.many import One, count_each
from hustings.commands.sheet import SUFFIXES, rendered, shape_of
from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import Output
from hustings.counting.record import CountRecord
from hustings.counting.ruleset import RuleSet
from hustings.election.formats import load
from hustings.errors import InputError, SeveralContests
from hustings.face.ballots import Ballots
from hustings.face.ballots import opened as opened_ballots
from hustings.face.draw import Draw
from hustings.inputs.text import STANDARD
from hustings.report.slugs import slugs

_ENDINGS = {"text": "txt", "json": "json", "csv": "csv", "html": "html"}


class Form(NamedTuple):
    """A file of several contests.

    Attributes:
        source: its name.
        content: its bytes; standard input can be read only once.
        contests: as each can be asked for.
    """

    source: str
    content: bytes
    contests: tuple[str, ...]


def opened(call: Call) -> Form | Ballots:
    """The contests of the call's file; or what is in it, where it names none or one is called so.

    Raises:
        InputError: the file cannot be read, or the call asks for something else besides.
    """
    if call.many:
        raise InputError(
            "--contest all counts the contests of one form", remedy="give one FILE at a time"
        )
    if call.columns is not None:
        raise InputError(
            "--columns names the columns of one contest",
            remedy="leave out either --columns or --contest all",
        )
    source = call.files[0]
    content = load(source)
    try:
        return _read(call, content, source)
    except SeveralContests as several:
        return Form(source, content, several.contests)


def count_contests(call: Call, form: Form) -> int:
    """Count every contest; the worst exit status of any.

    Each gets one line in the output, or in an output that is a folder a file of its own. A contest
    that fails gets its line on standard error and the others are counted all the same.
    """
    folder = _folder(call.output)
    if folder:
        _check_folder(folder)
        shape = "text"
        pages = shape_of(call._replace(format=call.format or "html", output=None))
    else:
        pages = ""
        shape = shape_of(call, many=True)
    rules = rules_of(call)
    with Output(
        None if folder else call.output,
        for_machines=shape != "text",
        inputs=call.files,
        spreadsheet=shape == "csv",
    ) as out:
        lots = draw(call.lots)
        call.note_rules()
        if len(form.contests) > 1 and call.seats is not None:
            call.note(
                f"{call.seats} {'seat is' if call.seats == 1 else 'seats are'} filled in every"
                " contest; count one for which that is wrong with --contest NAME --seats N"
            )
        names = slugs([[contest] for contest in form.contests], "contest")
        counts = []
        for number, (contest, name) in enumerate(zip(form.contests, names, strict=True), 1):
            path = os.path.join(folder, f"{name}.{_ENDINGS[pages]}") if folder else ""
            counts.append(_one(call, form, (contest, number), rules, lots, path=path, pages=pages))
        return count_each(counts, rules, shape, out, quiet=call.quiet)


def _one(
    call: Call,
    form: Form,
    which: tuple[str, int],
    rules: RuleSet,
    lots: Draw,
    *,
    path: str,
    pages: str,
) -> One:
    """The count of one contest; with a `path`, its result is written there."""
    contest, number = which
    label = f"{form.source}, {contest or f'contest {number}'}"
    own = call._replace(contest=contest)

    def record(progress: Progress) -> CountRecord:
        file = _read(own, form.content, label)
        done = counted(own, rules, lots, file, label, progress=progress)
        if path:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with Output(path, inputs=call.files, spreadsheet=pages == "csv") as out:
                out.write(rendered(done, own._replace(output=path), pages, file))
            progress.clear()
            call.note(f"{label}: written to {path}")
        return done

    return One(label, form.source, contest, record)


def _read(call: Call, content: bytes, source: str) -> Ballots:
    return opened_ballots(content, source, call.options)


def _folder(output: str | None) -> str:
    """The folder to write to; "" where the output is a list of lines."""
    if output in (None, STANDARD):
        return ""
    assert output is not None
    new = not os.path.exists(output) and os.path.splitext(output)[1].lower() not in SUFFIXES
    return output if new or os.path.isdir(output) else ""


def _check_folder(folder: str) -> None:
    """Refuse at once a folder that could not be written to."""
    above = folder if os.path.isdir(folder) else os.path.dirname(os.path.abspath(folder))
    if not os.path.isdir(above):
        raise InputError(f"there is no folder {above}", remedy="make it first", source=folder)
    if not os.access(above, os.W_OK):
        raise InputError(
            "there is no permission to write here", remedy="name another place", source=folder
        )
