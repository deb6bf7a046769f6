"""The result of one count, written as text, JSON, CSV or a page.

Knows which of them a call wants, and which report writes it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hustings.commands.ballots import Call
from hustings.commands.shell.streams import shows_colour, width
from hustings.errors import InputError
from hustings.inputs.text import STANDARD

if TYPE_CHECKING:
    from hustings.counting.record import CountRecord
    from hustings.face.ballots import Ballots

SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
}


def shape_of(call: Call, *, many: bool = False) -> str:
    """The format to write: as asked for, else as the output file's suffix says, else text.

    Args:
        many: each count gets one line, as it does where the call has several files.

    Raises:
        InputError: the suffix says nothing, or what is asked for does not go with one line each.
    """
    many = many or call.many
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
    if shape == "html" and many:
        pages = "one FILE" if call.many else "-o FOLDER"
        raise InputError(
            "a page shows one count", remedy=f"give {pages}, or --format text, csv or json"
        )
    if call.stages is not None and (many or shape not in (None, "text")):
        raise InputError(
            "--stages belongs to the text of one count", remedy="leave it out or give --format text"
        )
    return shape or "text"


def rendered(record: CountRecord, call: Call, shape: str, ballots: Ballots) -> str:
    """The report on one count of `ballots`."""
    match shape:
        case "json":
            from hustings.commands.shell.jsonout import as_json
            from hustings.counting.record import to_json

            return as_json(to_json(record), indent=1)
        case "csv":
            from hustings.report.count.csvout import render as csv

            return csv(record)
        case "html":
            from hustings.face.count import to_html

            return to_html(record, ballots)
        case _:
            from hustings.report.count.text import render as text

            return text(
                record,
                width=width(call.output),
                stages=call.stages,
                colour=shows_colour(call.output),
            )
