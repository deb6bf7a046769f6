"""Pages once roll and nominations were deleted: each is there, or says that it is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hustings.web.folder import Folder
from voting import elections
from voting.domain.test_retention import MARK, held_long
from voting.elections import WHO
from voting.pages.test_office import PASSWORD, browser, entered, said

OFFICE = (
    *("", "check/", "ballot/", "nominations/", "nominations/bodies/", "roll/"),
    *("voters/?q=una", "seal/", "open/", "mails/", "mails/invitation/en/", "turnout/"),
    *("turnout/turnout.csv", "turnout/turnout.json", "close/", "after/", "results/"),
    *("vacancy/committee/", "draw/", "forget/", "log/"),
)
PUBLIC = (
    *("", "v/", "n/", "again/", "receipt/", "statements/secretary/", "documents/manifest.json"),
    *("results/", "results/results.json", "results/embed.html", "boards/committee.bin"),
)


def statuses(client: Client, start: str, pages: tuple[str, ...]) -> dict[str, int]:
    """What is answered for each page; none of them names anybody of the roll."""
    found = {}
    for name in pages:
        answer = client.get(f"{start}{name}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert MARK.encode() not in content, name
        found[name] = answer.status_code
    return found


def test_every_page_is_there_once_roll_and_nominations_are_gone(election: Folder) -> None:
    from hustings.voting.domain import retention

    setup = held_long(election)
    assert browser().get("/nominations/").status_code == 200
    assert b"/nominations/" in browser().get("/").content
    retention.forget(election, setup, (retention.ROLL,), WHO, also=("roll.csv", "bodies.csv"))
    assert set(statuses(entered(), "/office/", OFFICE).values()) == {200}
    assert set(statuses(browser(), "/", PUBLIC).values()) == {200}
    # The tally was of what is deleted: nobody is told that nobody was nominated.
    gone = ("nominations/", "nominations/secretary.csv", "nominations/secretary.json")
    assert set(statuses(browser(), "/", gone).values()) == {404}
    assert b"/nominations/" not in browser().get("/").content


def text(answer: Any) -> str:
    """What a page says, one space between words."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", main[0] if main else "").split()))


def published(at: datetime) -> None:
    """Let the close and the publishing have been then."""
    from hustings.voting.models import LogEntry

    found = LogEntry.objects.filter(act__in=("close", "published"))
    found.update(at=f"{at:%Y-%m-%dT%H:%M:%SZ}")


def test_an_officer_sees_what_would_go_and_deletes_it(
    election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain.office import log
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Mail, Voter

    held_long(election)
    client, now = entered(), datetime.now(UTC)
    # Its times are moved below: an altered log lets nothing be deleted.
    monkeypatch.setattr(log, "verify", lambda: bytes(32))

    def post(**form: Any) -> Any:
        return client.post("/office/forget/", form)

    # Looked at, and nothing is due yet.
    voters, before = Voter.objects.count(), len(acts())
    shown = text(client.get("/office/forget/"))
    day = now.date() + timedelta(days=180)
    assert f"It is kept until {day.day} {day:%B %Y}, 180 days after the results were" in shown
    assert f"The roll, postal addresses with it {voters} " in shown
    assert "Nothing is due yet: only what you tick goes." in shown
    assert re.search(r"roll.csv : [0-9]+ addresses of the roll or of nominations in it", shown)
    assert said(post(confirmation="yes")).startswith("Nothing was done: you have not confirmed it")
    assert said(post(confirmation="delete")) == "Nothing falls due."
    wrong = post(confirmation="delete", early="roll", also="election.toml")
    assert said(wrong).startswith("`election.toml` is no file in the election")
    assert 'name="early" value="roll" checked' in wrong.content.decode()
    assert (Voter.objects.count(), len(acts())) == (voters, before)

    # The mails are due, the roll is not.
    published(now - timedelta(days=31))
    shown = text(client.get("/office/forget/"))
    assert "It is due : since " in shown
    # What was not due yet on the page that was read stays, though it is by now.
    assert said(post(confirmation="Delete")) == "Nothing falls due."
    due = re.findall('name="due" value="([a-z]*)"', client.get("/office/forget/").content.decode())
    assert due == ["mails"]
    done = post(confirmation="Delete", due=due)
    assert done["Location"] == "/office/forget/?done=deleted"
    assert (Mail.objects.count(), Voter.objects.count()) == (0, voters)
    shown = text(client.get("/office/forget/?done=deleted"))
    assert "It is deleted. The certificate is below." in shown
    assert f"Certificate 1 , by {WHO} at " in shown

    # The roll before its time, and a list that somebody has put there.
    assert post(confirmation="delete", early="roll", also="roll.csv").status_code == 303
    assert Voter.objects.count() == 0
    assert not Path(election.file("roll.csv")).exists()
    assert Path(election.file("bodies.csv")).exists()
    kept = client.get("/office/forget/certificate-2.txt")
    assert kept["Content-Disposition"] == 'attachment; filename="certificate-2.txt"'
    written = Path(election.file("certificates/certificate-2.txt"))
    assert kept.content == written.read_bytes()
    assert client.get("/office/forget/certificate-3.txt").status_code == 404
    shown = text(client.get("/office/forget/"))
    assert "Delete it for good" not in shown
    assert "every copy of the key M1" in shown


def test_nothing_can_be_deleted_on_the_page_before_the_results_are_published(
    election: Folder,
) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.models import Voter

    elections.opened(election)
    officers.create(WHO, PASSWORD)
    client = entered()
    shown = text(client.get("/office/forget/"))
    assert "Nothing is deleted before the results are published." in shown
    assert "Type the word" not in shown
    answer = client.post("/office/forget/", {"confirmation": "delete", "early": "roll"})
    assert said(answer).startswith("The election is open; nothing is deleted before")
    assert Voter.objects.count() == 3
