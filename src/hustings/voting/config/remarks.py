"""What an officer should know of an election that is not wrong."""

from __future__ import annotations

from hustings.inputs.text import shown
from hustings.voting.config.model import Contest, Setting, Setup, said


def remarks(setup: Setup) -> tuple[str, ...]:
    """A sentence each: unopposed contests; missing statements, photographs, translations; trust."""
    found = []
    if setup.setting is Setting.CLUB:
        found.append("in a club the officer's key opens every ballot: everybody trusts the officer")
    for contest in setup.contests:
        called = shown(said(contest.title, setup.languages[0]))
        found.extend(_of_contest(contest, called, setup.languages))
    if not setup.mail.host:
        found.append("no mails are sent: links are shown on the officer's page")
    return tuple(found)


def _of_contest(contest: Contest, called: str, languages: tuple[str, ...]) -> list[str]:
    found = []
    if contest.awaited:
        found.append(f"{called}: its candidates are still to be nominated")
    elif not contest.contested:
        standing, seats = len(contest.candidates), contest.seats
        found.append(
            f"{called} is not voted on: {standing} standing for {seats}, so all are elected"
            + (f" and {seats - standing} left empty" if standing < seats else "")
        )
    without = [one.name for one in contest.candidates if not one.statement]
    if without and len(without) < len(contest.candidates):
        found.append(f"{called}: no statement of {', '.join(without)}")
    unpictured = [one.name for one in contest.candidates if not one.photograph]
    if unpictured and len(unpictured) < len(contest.candidates):
        found.append(f"{called}: no photograph of {', '.join(unpictured)}")
    for code in languages:
        if code not in dict(contest.title):
            found.append(f"{called} has no title in {shown(code)}")
    return found
