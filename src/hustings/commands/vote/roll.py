"""`hustings vote roll`: the roll from a file, shown before it is changed.

Knows what is said and asked. Must not know what makes a line useless, or how the roll is stored.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, check_inputs, is_terminal, say
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.voting.domain.voters.roll import Changes
    from hustings.voting.interfaces.roll_file import RollFile

MOST_SHOWN = 5


def run(
    path: str,
    file: str,
    *,
    dry_run: bool,
    yes: bool,
    refused: str | None,
    sheet: str | None,
    officer: str | None,
    format: str | None,
) -> int:
    """Read the roll, say what would change, and change it unless told not to.

    Raises:
        InputError: the file or the election cannot be read, or the roll is frozen.
    """
    check_inputs(file)
    folder = opened(path)
    who = acting(officer)
    from hustings.voting.config.file import load
    from hustings.voting.domain.voters import roll
    from hustings.voting.interfaces.roll_file import read

    setup = load(folder)
    came = read(file, setup, sheet=sheet)
    changes = roll.compare(came.lines)
    written = _write_refused(came, refused or _beside(file))
    with Output(None, for_machines=format == "json") as out:
        if format == "json":
            out.write(as_json(_document(came, changes, written), indent=2))
        else:
            out.write("".join(f"{text}\n" for text in _said(came, changes, written)))
    if dry_run or not (yes or _wanted()):
        say("hustings: note: nothing was changed")
        return 0
    name = os.path.basename(file)
    roll.apply(changes, setup, who, file=name, refused=len(came.refused))
    return 0


def _wanted() -> bool:
    """Whether a person says yes.

    Raises:
        InputError: nobody is there to be asked.
    """
    import click

    if not is_terminal(sys.stdin):
        raise InputError(
            "nobody can be asked whether to change the roll", remedy="give --yes, or --dry-run"
        )
    return click.confirm("Change the roll?", err=True)


def _beside(file: str) -> str:
    return f"{os.path.splitext(file)[0]}.refused.csv" if file != "-" else "roll.refused.csv"


def _write_refused(came: RollFile, path: str) -> str:
    """Write the lines that were not taken, each with its reason; the path, empty for none."""
    if not came.refused:
        return ""
    from hustings.inputs.export import written

    rows = [("line", "reason", *came.headings)]
    rows.extend((str(one.number), one.reason, *one.cells) for one in came.refused)
    with Output(path, spreadsheet=True) as out:
        out.write(written(rows))
    return path


def _said(came: RollFile, changes: Changes, written: str) -> list[str]:
    columns = ", ".join(f"{column} from `{heading}`" for column, heading in came.columns)
    lines = [f"Columns: {columns}.", f"{len(came.lines):,} lines taken."]
    if came.refused:
        lines.append(f"{len(came.refused):,} lines refused; they are in {written}:")
        for one in came.refused[:MOST_SHOWN]:
            lines.append(f"  line {one.number}: {one.reason}")
        if len(came.refused) > MOST_SHOWN:
            lines.append(f"  and {len(came.refused) - MOST_SHOWN:,} more")
    added, changed, gone = len(changes.added), len(changes.changed), len(changes.gone)
    lines.append(
        f"Against the roll as it is: {added:,} added, {changed:,} changed, {gone:,} gone,"
        f" {changes.unchanged:,} as before."
    )
    for called, members in (
        ("changed", [line.member for line in changes.changed]),
        ("gone", list(changes.gone)),
    ):
        if members:
            more = f" and {len(members) - MOST_SHOWN:,} more" if len(members) > MOST_SHOWN else ""
            lines.append(f"  {called}: {', '.join(members[:MOST_SHOWN])}{more}")
    return lines


def _document(came: RollFile, changes: Changes, written: str) -> dict[str, object]:
    return {
        "format": "hustings-vote-roll/1",
        "columns": dict(came.columns),
        "taken": len(came.lines),
        "refused": [{"line": one.number, "reason": one.reason} for one in came.refused],
        "refused_file": written,
        "added": len(changes.added),
        "changed": [line.member for line in changes.changed],
        "gone": list(changes.gone),
        "unchanged": changes.unchanged,
    }
