"""`hustings count` for a folder or several files: one line for each count.

Knows which files of a folder are ballots and what becomes of one that fails.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hustings.commands.ballots import Call, counted, read
from hustings.commands.shell.faults import fault_line, fault_status
from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.progress import Progress
from hustings.commands.shell.streams import Output, say
from hustings.counting.record import CountRecord, to_json
from hustings.counting.ruleset import RuleSet
from hustings.errors import HustingsError, InputError
from hustings.face.draw import Draw

# In a folder, files called like this are counted; any other can be named in the call.
_TEXTS = (".blt", ".csv", ".soi", ".soc", ".toi", ".toc", ".abif", ".cvotes", ".stv", ".hil")
BALLOT_SUFFIXES = (
    *_TEXTS,
    *(text + packed for text in _TEXTS for packed in (".gz", ".xz", ".bz2")),
    ".xlsx",
    ".ods",
)


def count_many(call: Call, rules: RuleSet, lots: Draw, shape: str, out: Output) -> int:
    """One line for each file; the worst exit status of any.

    A file that fails gets its line on standard error and the others are counted all the same.
    """
    sources = [path for path in _ballot_files(call) if os.path.realpath(path) != out.path]
    progress = Progress(quiet=call.quiet)
    status = done = 0
    for number, source in enumerate(sources, 1):
        progress.label = f"{source} ({number} of {len(sources)})"
        try:
            file = read(call, source, files=len(sources))
            record = counted(call, rules, lots, file, source, progress=progress)
        except (HustingsError, OSError) as error:
            progress.clear()
            say(fault_line(error, source))
            status = max(status, fault_status(error))
            continue
        progress.clear()
        if not done:
            out.write(_first_line(rules, shape))
        out.write(_line(record, source, shape))
        done += 1
    if not done:
        out.discard()
        if not status:
            raise InputError(
                "there is no ballot file here",
                remedy="give files, or a folder with ballot files in it",
                source=", ".join(call.files),
            )
    return status


def _ballot_files(call: Call) -> Iterator[str]:
    """The files named and those in the folders named, in the order of the call, then by name.

    In a folder a file's name says whether it is meant as ballots; what is in it says the format.
    """
    for path in call.files:
        if not os.path.isdir(path):
            yield path
            continue
        for name in sorted(os.listdir(path)):
            inner = os.path.join(path, name)
            if os.path.isdir(inner):
                call.note(f"{inner}: skipped, a folder within a folder")
            elif name.lower().endswith(BALLOT_SUFFIXES):
                yield inner
            elif not name.startswith("."):
                call.note(f"{inner}: skipped, not named like a ballot file")


def _first_line(rules: RuleSet, shape: str) -> str:
    """What stands above the lines; JSON lines name the rules each for themselves."""
    match shape:
        case "json":
            return ""
        case "csv":
            from hustings.report.count.csvout import line_header

            return line_header()
        case _:
            instrument = rules.instrument
            return f"Rules: {instrument.name} {instrument.version}, {instrument.title}\n"


def _line(record: CountRecord, source: str, shape: str) -> str:
    """The line of one file."""
    match shape:
        case "json":
            return as_json({"source": source, "count": to_json(record)})
        case "csv":
            from hustings.report.count.csvout import line

            return line(record, source)
        case _:
            empty = f"; places not filled: {record.unfilled}" if record.unfilled else ""
            return f"{source}: {', '.join(record.winners) or 'nobody'}{empty}\n"
