"""`hustings vote forget`: what is kept until when, and its deletion.

Knows how the deed is confirmed, and what is said. Must not know what is deleted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, is_terminal
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError

if TYPE_CHECKING:
    from hustings.voting.domain.retention import Plan

WORD = "delete"


def run(
    path: str,
    *,
    dry_run: bool,
    early: Sequence[str],
    also: Sequence[str],
    officer: str | None,
    format: str | None,
    output: str | None,
) -> int:
    """Say what is kept until when; delete what falls due once that is confirmed.

    Raises:
        InputError: nothing is published yet, or the deed is not confirmed; nothing is changed.
    """
    folder = opened(path)
    from hustings.voting.config.file import load
    from hustings.voting.domain import retention

    setup = load(folder)
    made = retention.plan(folder, setup)
    today = datetime.now(UTC).date()
    names = tuple(dict.fromkeys((*made.falls_due(today), *early)))
    if dry_run or not (names or also):
        document = _document(made, today, names)
        with Output(output, for_machines=format == "json") as out:
            out.write(as_json(document, indent=1) if format == "json" else said(made, names))
        return 0
    who = acting(officer)
    if not names:
        raise InputError("nothing falls due", remedy="say --early roll to delete before its time")
    if not _confirmed(said(made, names)):
        raise InputError(f"nothing was deleted: `{WORD}` was not typed")
    certificate = retention.forget(folder, setup, names, who, also=also)
    with Output(output, for_machines=format == "json") as out:
        if format == "json":
            out.write(as_json(certificate, indent=1))
        else:
            out.write(
                retention.certificate_text(certificate)
                + f"\n{folder.file('certificates')}: this certificate, as text and as JSON\n"
            )
    return 0


def _confirmed(shown: str) -> bool:
    """Whether a person who has seen what will go, or a script, types the word."""
    if is_terminal(sys.stdin):
        import click

        click.echo(shown, err=True, nl=False)
        typed: str = click.prompt(f"Type `{WORD}` to delete it for good", err=True)
        return typed.strip() == WORD
    return sys.stdin is not None and sys.stdin.readline().strip() == WORD


def said(made: Plan, names: Sequence[str]) -> str:
    """What is kept until when, and what would go now."""
    from hustings.voting.domain.retention import OF_PEOPLE

    lines = []
    for stage in made.stages:
        when = f"{stage.days} days after {stage.since}"
        due = f"until {stage.due.isoformat()}, {when}" if stage.due else when
        state = "deleted already" if stage.done else f"kept {due}"
        now = "; to be deleted now" if stage.name in names else ""
        lines.append(f"{stage.name}: {state}{now}")
        for row in made.rows[stage.name]:
            lines.append(f"  {row.table}: {row.number:,} ({row.what})")
        for file in made.files[stage.name]:
            lines.append(f"  {file.name}: {file.size:,} bytes")
    lines.append("Kept for good: what was published, and the log without details that name others")
    if made.strange:
        lines.append("Files here that hustings has not made, and leaves; --also NAME deletes one:")
    for one in made.strange:
        holds = "cannot be looked into"
        if one.addresses is not None:
            holds = f"addresses {OF_PEOPLE} in it: {one.addresses:,}"
        lines.append(f"  {one.name}; {holds}")
    return "".join(f"{line}\n" for line in lines)


def _document(made: Plan, today: date, names: Sequence[str]) -> dict[str, Any]:
    return {
        "format": "hustings-vote-forget/1",
        "today": today.isoformat(),
        "stages": [
            {
                "name": stage.name,
                "days": stage.days,
                "since": stage.since,
                "due": stage.due.isoformat() if stage.due else None,
                "done": stage.done,
                "now": stage.name in names,
                "rows": {row.table: row.number for row in made.rows[stage.name]},
                "files": [file._asdict() for file in made.files[stage.name]],
            }
            for stage in made.stages
        ],
        "strange": [one._asdict() for one in made.strange],
    }
