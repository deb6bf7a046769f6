"""An election of many whose voters vote at once, and whose days go by at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from hustings.voting.config.file import load
from hustings.voting.config.model import Line, Setup
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, officer_keys

OBSERVER = "ada@observers.example.org"
# Of each area, how many may vote; those of Rhyl and Conwy are in Wales.
AREAS = {"North": 60, "South": 45, "Rhyl": 25, "Conwy": 5, "": 3}
WELSH = ("Rhyl", "Conwy")
MAIL = f"""
[mail]
from = "votes@tea.example.org"
host = "127.0.0.1"
port = 9
security = "none"
observers = ["{OBSERVER}"]

[turnout]
public = true
"""


def opened(folder: Folder, *, turnout: str = "public = true", mail: bool = True) -> Setup:
    """A poll that is open, with everybody of `AREAS` on the roll: members "North 0", "North 1" …"""
    from hustings.voting.domain import poll
    from hustings.voting.domain.voters import roll

    elections.setup(folder)
    path = Path(folder.toml)
    text = path.read_text("utf-8")
    text = text.replace("\norganisation", '\nlanguages = ["en", "cy"]\norganisation', 1)
    head, seal, rest = text.partition("\n[seal]")
    more = MAIL if mail else "\n[turnout]\npublic = true\n"
    more = more.replace("public = true", turnout)
    path.write_text(f"{head}{more}{seal}{rest}", "utf-8")
    setup = load(folder)
    lines = [
        Line(
            f"{area} {n}",
            "",
            f"{area.lower()}{n}@example.org",
            "",
            area,
            (("region", "Wales" if area in WELSH else "England"),),
        )
        for area, size in AREAS.items()
        for n in range(size)
    ]
    roll.apply(roll.compare(lines), setup, WHO, file="roll.csv", refused=0)
    poll.freeze(folder, setup, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    return setup


def vote(contest: str, cast: Mapping[str, int]) -> None:
    """Mark the first so many of each area as having voted, as if the board had their ballots."""
    from hustings.voting.models import Chain, Entitlement

    for area, count in cast.items():
        members = [f"{area} {n}" for n in range(count)]
        found = Entitlement.objects.filter(contest=contest, voter__member__in=members)
        found.update(used=True)
    used = Entitlement.objects.filter(contest=contest, used=True).count()
    Chain.objects.filter(contest=contest).update(n=used, head=used.to_bytes(32, "big"))


def days_go_by(folder: Folder, setup: Setup, days: int = 1) -> None:
    """Let a day be over, and do what the mailer does then."""
    from hustings.voting.domain.mails import observers
    from hustings.voting.models import Document, LogEntry

    for _ in range(days):
        # What was is a day earlier.
        for act in LogEntry.objects.filter(act__in=("open", "turnout", "mail")):
            LogEntry.objects.filter(n=act.n).update(at=_a_day_earlier(act.at))
        for document in Document.objects.filter(name__startswith="turnout"):
            kept = json.loads(document.text)
            document.text = json.dumps({**kept, "at": _a_day_earlier(kept["at"])})
            document.save()
        observers.announce(folder, setup)


def _a_day_earlier(at: str) -> str:
    return (datetime.fromisoformat(at) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
