"""`hustings nominations`: who was nominated by how many, and who has enough.

Knows how a call becomes a tally, and which report writes it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from hustings.commands.sheet import SUFFIXES
from hustings.commands.shell.streams import Output, check_inputs, say, width
from hustings.election.nominations.file import read
from hustings.election.nominations.model import Nominations, Threshold
from hustings.election.nominations.tally import Tally, tally
from hustings.errors import InputError
from hustings.face.options import Options
from hustings.inputs.entry import nearest
from hustings.inputs.text import STANDARD, shown, whole_number


def run(
    path: str,
    *,
    slates: str | None,
    threshold: Sequence[str],
    most: int | None,
    total: int | None,
    aliases: str | None,
    sheet: str | None,
    format: str | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Add up the nominations in a file and write the tables."""
    inputs = [one for one in (path, slates, aliases) if one is not None]
    check_inputs(*inputs)
    shape = _shape(format, output)
    with Output(
        output, for_machines=shape != "text", inputs=inputs, spreadsheet=shape == "csv"
    ) as out:
        listed = read(
            path,
            slates=slates,
            aliases=Options(aliases=aliases).directions.aliases,
            sheet=sheet,
            most=most,
            whole=total or 0,
        )
        for note in () if quiet else listed.notes:
            say(f"hustings: note: {note}")
        added = tally(listed.nominations, _threshold(threshold, listed.nominations))
        out.write(_rendered(added, listed.notes, shape, width(output)))
    return 0


def _shape(format: str | None, output: str | None) -> str:
    """The format to write: as asked for, else as the output file's suffix says, else text.

    Raises:
        InputError: the suffix says nothing.
    """
    if format is not None or output in (None, STANDARD):
        return format or "text"
    shape = SUFFIXES.get(os.path.splitext(output or "")[1].lower())
    if shape is None:
        raise InputError(
            "the format cannot be told from this name",
            remedy="end it in .txt, .json, .csv or .html, or give --format",
            source=output or "",
        )
    return shape


def _threshold(given: Sequence[str], nominations: Nominations) -> Threshold:
    """What is needed, from `5` and `KIND=5`.

    Raises:
        InputError: it says neither, says one thing twice, or names a kind that no body is of.
    """
    bodies: list[int] = []
    by_kind: dict[str, int] = {}
    kinds = sorted({one.kind for one in nominations.single} - {""})
    for text in given:
        kind, equals, number = text.rpartition("=")
        kind = kind.strip()
        least = whole_number(number.strip())
        if least < 1 or (equals and not kind):
            raise InputError(
                f"{shown(text)} is not a threshold",
                remedy="give --threshold 5, or --threshold KIND=5 for bodies of a kind",
            )
        if not equals:
            bodies.append(least)
            continue
        folded = {known.casefold(): known for known in kinds}
        if kind.casefold() not in folded:
            raise InputError(
                f"no body is of the kind {shown(kind)}",
                remedy=nearest(kind, kinds, what="the kinds are")
                if kinds
                else "add a column `kind` to the list, or give a number alone",
            )
        if folded[kind.casefold()] in by_kind:
            raise InputError(f"two thresholds are given for {shown(kind)}", remedy="give one")
        by_kind[folded[kind.casefold()]] = least
    if len(bodies) > 1:
        raise InputError("two thresholds are given for all bodies", remedy="give one")
    return Threshold(sum(bodies), tuple(by_kind.items()))


def _rendered(added: Tally, notes: Sequence[str], shape: str, columns: int) -> str:
    match shape:
        case "json":
            from hustings.commands.shell.jsonout import as_json
            from hustings.election.nominations.document import to_json

            return as_json(to_json(added, notes), indent=1)
        case "csv":
            from hustings.report.nominations.csvout import render as csv

            return csv(added)
        case "html":
            from hustings.report.nominations.html import render as html

            return html(added)
        case _:
            from hustings.report.nominations.text import render as text

            return text(added, width=columns)
