"""`hustings convert`: a ballot file in another format.

Knows which format a name asks for. What a format cannot hold, its writer refuses, so that nothing
is lost.
"""

from __future__ import annotations

import os
from typing import Any

from hustings.commands.shell.streams import Output, check_inputs, say
from hustings.election.formats import read, write
from hustings.election.formats.registry import OUTPUT_FORMATS
from hustings.errors import InputError
from hustings.face.options import Options
from hustings.inputs.text import STANDARD

SUFFIXES = {
    ".blt": "blt",
    ".csv": "csv",
    ".soi": "preflib",
    ".soc": "preflib",
    ".toi": "preflib",
    ".toc": "preflib",
    ".abif": "abif",
    ".cvotes": "cef",
}


def run(
    source: str,
    target: str,
    *,
    input_format: str | None,
    output_format: str | None,
    seats: int | None,
    faulty_ballots: bool,
    quiet: bool,
    **further: Any,
) -> int:
    """Write the ballots of `source` to `target` in another format."""
    check_inputs(source)
    wanted = output_format or _by_suffix(target)
    with Output(target, for_machines=True, inputs=(source,)) as out:
        file = read(
            source,
            input_format=input_format,
            seats=seats,
            faulty_ballots=faulty_ballots,
            directions=Options(**further).directions,
        )
        for note in () if quiet else file.notes:
            say(f"hustings: note: {source}: {note}")
        try:
            content = write(file.election, file.profile, wanted)
        except InputError as error:
            raise InputError(
                error.what, remedy=error.remedy, source=error.source or source
            ) from None
        out.write_bytes(content)
    return 0


def _by_suffix(target: str) -> str:
    """The format that a file's name asks for."""
    suffix = os.path.splitext(target)[1].lower()
    if target == STANDARD or suffix not in SUFFIXES:
        raise InputError(
            "the format to write cannot be told from this name",
            remedy="give --output-format: " + ", ".join(OUTPUT_FORMATS),
            source=target,
        )
    return SUFFIXES[suffix]
