"""The board for anybody: what the election is, a receipt looked up, what can be downloaded when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from hustings.sealing.board import receipt as receipts
from hustings.sealing.candidates import text_hash
from hustings.sealing.manifest import election_id
from hustings.web.folder import Folder
from voting.elections import WHO, ballot
from voting.pages import booths
from voting.pages.test_booth import text


def cast(client: Any, election: Folder, contest: str = "nec") -> receipts.Receipt:
    """A receipt, as the voter's page has it."""
    page = client.post(
        "/v/cast",
        {"code": booths.code(election), f"browser.{contest}": ballot(contest, 1, 2).hex()},
    )
    shown = re.search(r"<pre>(.*?)</pre>", page.content.decode())
    assert shown
    return receipts.read_receipt(unescape(shown[1]).encode())


def look_up(client: Any, content: str) -> str:
    return text(client.post("/receipt/?language=en", {"receipt": content}))


def close(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.models import Chain

    Chain.objects.update(closes_at=datetime(2021, 1, 1, tzinfo=UTC))
    poll.close_poll(election, WHO)


def test_what_the_election_is(client: Any, election: Folder) -> None:
    booths.opened(election)
    page = text(client.get("/?language=en"))
    assert (
        "Autumn election Every member has one vote. You can vote until noon on Wednesday 29" in page
    )
    assert (
        "Wales 1 person will be elected. Who may vote here: those of whom the roll says"
        " “region: wales” and “young member: yes”. 1 person is on the roll. 3 candidates" in page
    )
    assert "The board as last announced" not in page
    welsh = text(client.get("/", headers={"accept-language": "cy"}))
    assert "Etholiad yr hydref" in welsh


@pytest.mark.parametrize("closed", [False, True])
def test_a_receipt_is_found_in_every_form(client: Any, election: Folder, closed: bool) -> None:
    booths.opened(election)
    given = cast(client, election)
    if closed:
        close(election)
    document = receipts.write_receipt(given).decode()
    for content in (document, f"\n{document} \n", receipts.receipt_line(given).lower()):
        assert "Yes: this ballot is on the board Contest: Members. It is number 1" in look_up(
            client, content
        )
    assert "A sealed ballot with this fingerprint is on the board. Contest: Members." in look_up(
        client, given.blob_hash.hex().upper()
    )


def test_receipts_that_are_not_found(client: Any, election: Folder) -> None:
    from hustings.voting.models import Board

    booths.opened(election)
    given = cast(client, election)
    document = receipts.write_receipt(given).decode()
    assert "That is not a receipt" in look_up(client, document[:-9])
    assert "That is not a receipt" in look_up(client, "\x00<script>")
    assert "No ballot with this fingerprint" in look_up(client, "00" * 32)
    forged = receipts.write_receipt(given._replace(n=2)).decode()
    assert "was not signed by this server" in look_up(client, forged)
    elsewhere = receipts.write_receipt(given._replace(eid=bytes(32))).decode()
    assert "This receipt is from another election" in look_up(client, elsewhere)
    Board.objects.update(head=bytes(32))
    assert "the board does not hold its ballot" in look_up(client, document)


def test_documents_are_those_that_are_hashed_and_nothing_else(
    client: Any, election: Folder
) -> None:
    from hustings.voting.domain import poll

    booths.opened(election)
    manifest = client.get("/documents/manifest.json")
    assert election_id(manifest.content) == poll.eid()
    assert client.get("/documents/statement-1.json").json()["kind"] == "accept"
    for name in (
        "statement-2",
        "statement-",
        "head-",
        "head-nec",
        "roll-salt",
        "keytest-answer",
        "manifest-1",
        "candidate-nec",
    ):
        assert client.get(f"/documents/{name}.json").status_code == 404, name


def test_the_board_can_be_downloaded_after_the_close(client: Any, election: Folder) -> None:
    from hustings.sealing.archive.members import read_board
    from hustings.sealing.board import chain
    from hustings.voting.domain import poll

    booths.opened(election)
    given = cast(client, election)
    assert client.get("/boards/nec.bin").status_code == 404
    assert "/boards/" not in client.get("/").content.decode()
    close(election)
    assert client.get("/boards/nowhere.bin").status_code == 404
    posted = read_board(b"".join(client.get("/boards/nec.bin").streaming_content), "nec")
    head = receipts.read_head(client.get("/documents/head-nec.json").content)
    assert chain.verify_board(poll.eid(), "nec", posted) == head.head == given.head
    page = text(client.get("/?language=en"))
    assert f"Members: 1 on the board {head.head.hex()}" in page
    assert "All sealed ballots: Members" in page


def test_the_last_announced_heads(client: Any, election: Folder) -> None:
    """While the poll is open the page shows no newer pair than observers were sent."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.mails.observers import boards, sign

    booths.opened(election)
    cast(client, election)
    assert client.get("/documents/head-nec.json").status_code == 404
    sign(election, poll.eid(), boards())
    first = receipts.read_head(client.get("/documents/head-nec.json").content)
    cast(client, election, "treasurers")
    page = text(client.get("/?language=en"))
    assert f"Members: 1 on the board {first.head.hex()}" in page
    assert "Treasurers: 0 on the board" in page


def test_candidates_statements(client: Any, election: Folder) -> None:
    booths.opened(election)
    page = client.get("/statements/treasurers/?language=cy").content.decode()
    assert "<p>Gallaf gyfrif.</p>" in page
    assert page.count("Ni roddwyd datganiad.") == 2
    english = client.get("/statements/nec/?language=cy").content.decode()
    assert english.count('<div lang="en">') == 42
    assert client.get("/statements/nowhere/").status_code == 404


def test_a_statement_is_the_very_text_that_was_sealed(client: Any, election: Folder) -> None:
    """Its hash is the manifest's; what somebody altered in the tables is shown to nobody."""
    from hustings.voting.models import Document

    booths.opened(election)
    address = "/statements/treasurers/2.en.txt"
    candidates = client.get("/documents/manifest.json").json()["contests"][1]["candidates"]
    assert sorted(candidates[1]["statement"]) == ["cy", "en"]
    assert candidates[1]["statement"]["en"] == text_hash(client.get(address).content).hex()
    assert client.get(address).content == b"I can count."
    for other in ("2.fr", "1.en", "9.en"):
        assert client.get(f"/statements/treasurers/{other}.txt").status_code == 404
    Document.objects.filter(name="candidate/treasurers/2/en").update(text="I cannot count.")
    assert client.get(address).status_code == 404
    shown = client.get("/statements/treasurers/?language=en").content.decode()
    shown += client.post("/v/", {"code": booths.code(election), "language": "en"}).content.decode()
    assert "I cannot count." not in shown
    assert "Gallaf gyfrif." in shown


def test_every_language_says_everything() -> None:
    from hustings.voting import words

    known = words.load("en").known
    assert [words.load(code).known == known for code in words.languages()] == [True, True]


def test_every_string_is_said_somewhere() -> None:
    from pathlib import Path

    import hustings.voting
    import hustings.web
    from hustings.voting import words

    room = Path(hustings.voting.__file__).parent
    web = Path(hustings.web.__file__).parent
    said = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in (
            *("pages/**/*.py", "interfaces/mails/*.py", "interfaces/letters.py", "adapters/*.py"),
            *("templates/**/*.html", "static/voting/booth.js"),
        )
        for path in (*room.glob(pattern), *web.glob(pattern))
    )
    made_up = ("months", "weekdays", "dates", "joining", "refused")
    made_up += ("invitation", "again", "reminder", "voted", "nominate", "stand", "not_taken")
    unsaid = [
        key
        for key in words.load("en").known
        if key.partition(".")[0] not in (*made_up, "shares")
        and not re.search(rf'[\'"`]{re.escape(key)}[\'"`]', said)
    ]
    # The script puts these two together from what is done and to which button.
    assert unsaid == ["script.up", "script.up_name", "script.down", "script.down_name"]


def test_an_exercise_closed_early_names_no_end_to_come(client: Any, election: Folder) -> None:
    from hustings.voting.domain import poll

    booths.opened(election)
    assert "2090" in client.get("/").content.decode().split("<section>")[0]
    poll.close_poll(election, WHO)
    shown = client.get("/").content.decode().split("<section>")[0]
    assert 'class="state">Voting closed</p>' in shown
    assert "2090" not in shown
