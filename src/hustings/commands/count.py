"""`hustings count`: one ballot file to its result sheet, or many to one line each.

Knows the way from a file through `counting.engine` to a report.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hustings.commands.ballots import Call, counted, draw, read
from hustings.commands.shell.compiling import note_compiling
from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import Output, check_inputs, shows_colour, width
from hustings.errors import InputError
from hustings.inputs.text import STANDARD

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord

DEFAULT_RULES = "ers97"
FORMATS = ("text", "json", "csv", "html")
SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
}


def run(call: Call) -> int:
    """Count and report; the exit status.

    Raises:
        HustingsError: the call, the one file or the count of it is wrong.
        OSError: a file cannot be read or written.
    """
    from hustings.counting.law import find

    shape = _shape(call)
    note_compiling(quiet=call.quiet)
    check_inputs(*call.files, call.lots)
    rules = find(call.rules or DEFAULT_RULES)
    with Output(
        call.output,
        for_machines=shape != "text",
        inputs=call.files,
        spreadsheet=shape == "csv",
    ) as out:
        lots = draw(call.lots)
        if call.rules is None:
            call.note(f"counted under {DEFAULT_RULES}; --rules NAME chooses other rules")
        if call.many:
            from hustings.commands.many import count_many

            return count_many(call, rules, lots, shape, out)
        source = call.files[0]
        progress = Progress(source, quiet=call.quiet)
        try:
            record = counted(call, rules, lots, read(call, source), source, progress=progress)
        finally:
            progress.clear()
        out.write(_rendered(record, call, shape))
    return 0


def _shape(call: Call) -> str:
    """The format to write: as asked for, else as the output file's suffix says, else text."""
    shape = call.format
    if shape is None and call.output not in (None, STANDARD):
        suffix = os.path.splitext(call.output or "")[1].lower()
        shape = SUFFIXES.get(suffix)
        if shape is None:
            raise InputError(
                "the format cannot be told from this name",
                remedy="end it in .txt, .json, .csv or .html, or give --format",
                source=call.output or "",
            )
    if shape == "html" and call.many:
        raise InputError(
            "a page shows one count", remedy="give one FILE, or --format text, csv or json"
        )
    if call.stages is not None and (call.many or shape not in (None, "text")):
        raise InputError(
            "--stages belongs to the text of one count", remedy="leave it out or give --format text"
        )
    return shape or "text"


def _rendered(record: CountRecord, call: Call, shape: str) -> str:
    """The report on one count."""
    match shape:
        case "json":
            from hustings.commands.shell.jsonout import as_json
            from hustings.counting.record import to_json

            return as_json(to_json(record), indent=1)
        case "csv":
            from hustings.report.count.csvout import render as csv

            return csv(record)
        case "html":
            from hustings.report.count.html import render as html

            return html(record)
        case _:
            from hustings.report.count.text import render as text

            return text(
                record,
                width=width(call.output),
                stages=call.stages,
                colour=shows_colour(call.output),
            )
