"""`hustings vote nominations`: the list of bodies, their links, the close, the ballot.

Knows what is said. Must not know when an act is allowed: that is `voting.domain.nominations`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hustings.commands.shell.jsonout import as_json
from hustings.commands.shell.streams import Output
from hustings.commands.vote.shell import acting, opened
from hustings.errors import InputError
from hustings.inputs.text import shown, whole_number
from hustings.web.folder import Folder

if TYPE_CHECKING:
    from hustings.voting.config.model import Setup
    from hustings.voting.domain.nominations.standings import Standing

_WHAT = {"bodies": "name the file: bodies FILE", "open": "say how many mails there will be: open N"}


def run(path: str, *, act: str, what: str | None, officer: str | None, format: str | None) -> int:
    """Do one act, or show how nominations stand.

    Raises:
        InputError: in this election nobody nominates, or it is not the time for that.
    """
    if (what is None) == (act in _WHAT):
        if what is not None:
            raise InputError(f"{shown(what)} says nothing to {act}", remedy="leave it out")
        raise InputError(f"{act} needs one word more", remedy=_WHAT[act])
    folder = opened(path)
    from hustings.voting.config.file import load
    from hustings.voting.domain.nominations.window import asked_for

    setup = load(folder)
    asked_for(setup)
    with Output(None, for_machines=format == "json") as out:
        if act == "show":
            out.write(_json(setup) if format == "json" else _text(setup))
        else:
            out.write(f"{path}: {_done(folder, setup, act, what or '', acting(officer))}\n")
    return 0


def _done(folder: Folder, setup: Setup, act: str, what: str, who: str) -> str:
    """The act, done; what came of it."""
    from hustings.voting.domain.nominations import bodies, deciding, mails, members
    from hustings.voting.domain.nominations.window import asked_for
    from hustings.voting.interfaces.bodies_file import read

    match act:
        case "bodies":
            taken = bodies.take_in(folder, read(what, setup), setup, who)
            kept = f"; stay, for they have nominated: {', '.join(taken.kept)}" if taken.kept else ""
            return (
                f"bodies: {taken.added:,} added, {taken.changed:,} changed, {taken.gone:,} gone,"
                f" {taken.unchanged:,} as before{kept}"
            )
        case "open":
            number = whole_number(what)
            if number < 0:
                raise InputError(f"{shown(what)} is not a number of mails", remedy=_WHAT[act])
            queued = mails.invite(folder, setup, number, who)
            without = members.unreached(setup) if asked_for(setup).members else 0
            more = f"; members without an e-mail address, who get none: {without:,}"
            return f"{queued:,} links queued{more if without else ''}"
        case "close":
            return f"nominations are closed; names nominated: {deciding.close(setup, who):,}"
        case _:
            names = deciding.adopt(folder, setup, who)
            said = "; ".join(f"{contest}: {', '.join(those)}" for contest, those in names.items())
            return f"on the ballot: {said}"


def _text(setup: Setup) -> str:
    from hustings.report.nominations.tables import needed
    from hustings.voting.domain.nominations.standings import standings
    from hustings.voting.domain.nominations.window import asked_for, phase

    rules = asked_for(setup)
    lines = [f"Nominations: {phase(rules).value}. To stand takes {needed(rules.threshold)}."]
    for contest, several in standings(setup):
        lines += ["", f"{contest.id}: {len(several)} nominated"]
        lines += [f"  {len(one.by):>5,}  {one.nominee.name}: {_state(one)}" for one in several]
    return "\n".join(lines) + "\n"


def _state(one: Standing) -> str:
    parts = [
        "enough" if one.passes else "not enough",
        {"waiting": "no answer yet"}.get(one.nominee.answer, str(one.nominee.answer)),
    ]
    if one.nominee.decision:
        parts.append("valid" if one.nominee.decision == "valid" else "not valid")
    return ", ".join(parts) + (", stands" if one.stands else "")


def _json(setup: Setup) -> str:
    from hustings.voting.domain.nominations.standings import standings
    from hustings.voting.domain.nominations.window import asked_for, phase

    rules = asked_for(setup)
    document: dict[str, Any] = {
        "format": "hustings-vote-nominations/1",
        "phase": phase(rules).value,
        "contests": [
            {
                "name": contest.id,
                "nominated": [
                    {
                        "name": one.nominee.name,
                        "slate": one.nominee.slate,
                        "by": [body.member or body.name for body in one.by],
                        "passes": one.passes,
                        "answer": str(one.nominee.answer),
                        "decision": str(one.nominee.decision) or None,
                        "stands": one.stands,
                    }
                    for one in several
                ],
            }
            for contest, several in standings(setup)
        ],
    }
    return as_json(document, indent=2)
