"""`hustings vote turnout`: how many have voted, by contest, day and area.

Knows options and what is said. Must not know what may be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output, say
from hustings.commands.vote.shell import acting, opened

if TYPE_CHECKING:
    from hustings.voting.interfaces.turnout import Contest, Progress


def run(
    path: str, *, note: bool, officer: str | None, format: str | None, output: str | None
) -> int:
    """Say what was noted; with `note`, note this day first where it was not.

    Raises:
        InputError: there is no election, or its database cannot be reached.
    """
    folder = opened(path)
    from hustings.voting.config.file import load
    from hustings.voting.domain.mails import observers
    from hustings.voting.interfaces import turnout

    setup = load(folder)
    if note:
        observers.announce(folder, setup, acting(officer))
    found = turnout.progress(setup)
    with Output(output, for_machines=format == "json", spreadsheet=format == "csv") as out:
        match format:
            case "json":
                out.write(as_json(turnout.officers_document(found), indent=2))
            case "csv":
                out.write(turnout.table(found.contests))
            case _:
                out.write("".join(f"{line}\n" for line in _said(path, found)))
    if not any(one.days for one in found.contests):
        say("hustings: note: nothing was counted yet; the first time is a day after the opening")
    return 0


def _said(path: str, found: Progress) -> list[str]:
    lines = [f"{path}: {found.state}; turnout by {found.by}, counted once a day"]
    for contest in found.contests:
        lines.extend(_of_contest(contest))
    lines.extend(f"{fate.kind}: {fate.mails:,} {fate.state}" for fate in found.fates)
    if found.reissued:
        lines.append(f"links made anew: {found.reissued:,}")
    return lines


def _of_contest(contest: Contest) -> list[str]:
    from hustings.voting.domain.turnout.forecast import HOLDS

    lines = []
    for day in contest.days:
        lines.append(
            f"{contest.contest}, {day.at:%Y-%m-%d %H:%M} UTC: {day.cast:,} of {day.entitled:,} have"
            " voted"
        )
    several = contest.days[-1].groups if contest.days else ()
    for group in several if len(several) > 1 else ():
        name = ", ".join(area or "not said" for area in group.areas)
        cast = "not shown" if group.cast is None else f"{group.cast:,}"
        lines.append(f"  {name}: {cast} of {group.entitled:,}")
    if guess := contest.forecast:
        lines.append(
            f"  a guess: {guess.likely:,} in the end, between {guess.least:,} and {guess.most:,} in"
            f" {HOLDS} of 100 elections that go on as others do"
        )
    return lines
