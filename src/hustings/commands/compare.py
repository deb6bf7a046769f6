"""`hustings compare`: where two accounts of a count part.

Knows how to read two files, JSON or CSV, and how to say what differs.
"""

from __future__ import annotations

from typing import Any

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, check_inputs, say
from hustings.counting.account import Account, account, describe, digest_fits
from hustings.counting.compare import Comparison, Difference, compare_accounts, to_json
from hustings.errors import InputError
from hustings.inputs.json import json_object
from hustings.inputs.text import read_text

# Differences shown after the first one; JSON has them all.
_MAKE_ONE = "give a record (hustings count FILE --format json) or an official sheet"
MOST_SHOWN = 20


def run(left: str, right: str, *, format: str | None, output: str | None, quiet: bool) -> int:
    """Compare two files: 0 where they agree, 1 where they differ."""
    check_inputs(left, right)
    one, other = (_account(path, quiet=quiet) for path in (left, right))
    comparison = compare_accounts(one, other)
    with Output(output, for_machines=format == "json", inputs=(left, right)) as out:
        if format == "json":
            out.write(as_json({**to_json(comparison), "a": left, "b": right}, indent=1))
        else:
            out.write(_as_text(comparison, left, right))
    return 0 if comparison.equal else 1


def _account(path: str, *, quiet: bool) -> Account:
    """The account in a file, its faults with the file's name."""
    text = read_text(path, most=0)
    document: dict[str, Any]
    if text.lstrip()[:1] in ("{", "[", ""):
        document = json_object(text, path, what="record", remedy=_MAKE_ONE, parse_float=str)
    else:
        from hustings.report.count.sheets import account_of

        document = account_of(text, path)
    try:
        read = account(document)
    except InputError as error:
        raise InputError(error.what, remedy=error.remedy, source=path) from None
    if not quiet and not digest_fits(document):
        say(f"hustings: note: {path}: the digest does not match the content: it has been changed")
    return read


def _as_text(comparison: Comparison, left: str, right: str) -> str:
    """The comparison in words."""
    differing = len(comparison.differences)
    lines = [
        f"A: {left}",
        f"B: {right}",
        f"{comparison.cells} cells compared, {differing or 'none'} "
        f"{'differs' if differing == 1 else 'differ'}.",
    ]
    if differing:
        first, *others = comparison.differences
        lines.append(f"First difference: {_difference(first)}")
        lines.extend(f"Then: {_difference(one)}" for one in others[:MOST_SHOWN])
        if len(others) > MOST_SHOWN:
            lines.append(f"and {len(others) - MOST_SHOWN} more; --format json has them all")
    for only, letter in ((comparison.only_left, "A"), (comparison.only_right, "B")):
        if only:
            lines.append(f"Not compared, only in {letter}: {_fields(only)}")
    return "\n".join(lines) + "\n"


def _difference(one: Difference) -> str:
    where = _words(describe(one.stage, one.field, one.candidate))
    return f"{where}: {one.left} in A, {one.right} in B"


def _fields(only: tuple[tuple[str, int], ...]) -> str:
    """Fields by what they are about, with the number of cells: "votes (27), transfers (145)"."""
    totals: dict[str, int] = {}
    for field, cells in only:
        about = field.removeprefix("number of ").split(" ")[0]
        totals[about] = totals.get(about, 0) + cells
    return ", ".join(f"{_words(about)} ({cells})" for about, cells in totals.items())


def _words(text: str) -> str:
    return text.replace("non_transferable", "non-transferable").replace("_", " ")
