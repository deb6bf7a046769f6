"""Pages once roll and nominations were deleted: each is there, or says that it is not."""

from __future__ import annotations

from django.test import Client

from hustings.web.folder import Folder
from voting.domain.test_retention import MARK, held_long
from voting.elections import WHO
from voting.pages.test_office import browser, entered

OFFICE = (
    *("", "check/", "ballot/", "nominations/", "nominations/bodies/", "roll/"),
    *("voters/?q=una", "seal/", "open/", "mails/", "mails/invitation/en/", "turnout/"),
    *("turnout/turnout.csv", "turnout/turnout.json", "close/", "after/", "results/"),
    *("vacancy/committee/", "draw/", "log/"),
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
