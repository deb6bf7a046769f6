"""The office shows which reminders are planned and what became of each, and calls one off."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO
from voting.pages.test_office import PASSWORD, entered, said

MAIL = """
[mail]
from = "votes@tea.example.org"
host = "127.0.0.1"
port = 9
security = "none"
reminders = [{}]

[seal]"""
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
DAY = timedelta(days=1)
LEFT_OUT, SENT, DUE, LATER = NOW - 20 * DAY, NOW - 8 * DAY, NOW - DAY, NOW + 9 * DAY


def shown(page: Any) -> list[str]:
    """The rows of the plan, each as one line."""
    table = re.search(r'aria-label="When voters are reminded">(.*?)</table>', page, re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", table[1] if table else "", re.S)[1:]
    return [unescape(" ".join(re.sub(r"<[^>]*>", " ", row).split())) for row in rows]


def at(moment: datetime) -> str:
    from zoneinfo import ZoneInfo

    here = moment.astimezone(ZoneInfo("Europe/London"))
    return f"{here.day} {here:%B %Y, %H:%M}"


def test_what_is_planned_what_went_out_and_one_called_off(election: Folder) -> None:
    from hustings.voting.domain.casting.accept import now
    from hustings.voting.domain.mails import mailing, reminding
    from hustings.voting.domain.office import officers
    from hustings.voting.models import Chain, LogEntry, Mail

    elections.opened(election)
    path = Path(election.toml)
    text = path.read_text("utf-8")
    planned = ", ".join(f"{one:%Y-%m-%dT%H:%M:%SZ}" for one in (SENT, DUE, LATER))
    path.write_text(text.replace("\n[seal]", MAIL.format(planned), 1), "utf-8")
    setup = load(election)
    LogEntry.objects.filter(act="open").update(at=f"{NOW - 15 * DAY:%Y-%m-%dT%H:%M:%SZ}")
    mailing.queue("invitation", 3, setup, WHO)
    Mail.objects.update(state="sent")
    for moment, mails in ((LEFT_OUT, 0), (SENT, 3)):
        made = replace(setup, mail=setup.mail._replace(reminders=(moment,)))
        assert reminding.queue_due(made) == mails
    officers.create(WHO, PASSWORD)
    client = entered()

    def plan() -> list[str]:
        return shown(client.get("/office/mails/").content.decode())

    before = [
        f"{at(LEFT_OUT)} left out: the poll was not open yet",
        f"{at(SENT)} 3 mails queued",
    ]
    due = f"{at(DUE)} due: it is queued as soon as hustings vote mail runs"
    button = f"Call it off {at(LATER)}"
    assert plan() == [
        *before,
        f"{due} Call it off {at(DUE)}",
        f"{at(LATER)} still to come {button}",
    ]
    for wrong, why in (
        ("", "No reminder is named"),
        ("2027-01-01", "No reminder is named"),
        (SENT.isoformat(), "This reminder is not to come any more"),
        ((LATER + DAY).isoformat(), "No reminder is planned for then"),
    ):
        answer = client.post("/office/mails/", {"act": "call-off", "at": wrong})
        assert (answer.status_code, said(answer).startswith(why)) == (422, True), wrong
    for one in (DUE, LATER):
        answer = client.post("/office/mails/", {"act": "call-off", "at": one.isoformat()})
        assert answer["Location"] == "/office/mails/?done=called-off"
    assert plan() == [
        *before,
        *(f"{at(one)} called off by {WHO}" for one in (DUE, LATER)),
    ]
    assert reminding.queue_due(setup) == 0
    # Voting is over: what was still to come does not come.
    path.write_text(path.read_text("utf-8").replace(f"{LATER:%Y-%m-%d}", f"{LATER + DAY:%Y-%m-%d}"))
    Chain.objects.update(closes_at=now())
    assert plan()[-1] == f"{at(LATER + DAY)} not sent: voting is over"
