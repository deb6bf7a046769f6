"""A voter with a letter: the code is typed from the paper, the ballot cast, in Welsh, at 320 px."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import opened as at_browser
from browsing import violations

from hustings.sealing.voters import links as codes
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO
from voting.interfaces import test_letters as post
from voting.pages.serving import served
from voting.pages.test_booth import text
from voting.pages.test_office import PASSWORD, entered, said

SHOTS = os.environ.get("HUSTINGS_SHOTS", "")


@pytest.mark.browser
@pytest.mark.usefixtures("at_once")
def test_from_the_letter_to_the_receipt(election: Folder, browser: Any, tmp_path: Path) -> None:
    from hustings.voting.models import Board, Entitlement

    setup = post.opened(election, tmp_path)
    _, made = post.printed(election, setup)
    letter = post.texts(made.content, tmp_path)[post.ORDER.index("3")]
    assert "Annwyl Wyn Prŷs," in letter
    # As somebody types it: without the hyphens, in small letters.
    found = re.search(r"(?:[0-9A-Z]{4}- ?){6}[0-9A-Z]{2}", letter)
    assert found is not None
    typed = re.sub(r"[- ]+", " ", found[0]).lower()
    with (
        served() as address,
        at_browser(browser, address, "/v/", viewport={"width": 320, "height": 640}) as page,
    ):

        def looked_at(name: str) -> None:
            assert violations(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/letter-{name}.png", full_page=True)

        looked_at("enter")
        page.get_by_label("Your voting code").fill(typed)
        page.get_by_role("button", name="Go to my ballot").click()
        # The roll says that this voter reads Welsh.
        page.get_by_role("heading", level=1, name="Eich papur pleidleisio").wait_for()
        looked_at("ballot")
        page.get_by_role("textbox", name="Ben").fill("1")
        page.get_by_role("textbox", name="Dai").fill("1")
        page.get_by_role("button", name="Gwirio fy holl bapurau").click()
        page.get_by_role("button", name="Bwrw fy mhleidlais").click()
        page.locator("svg.qr").first.wait_for()
        looked_at("receipt")
    assert sorted(Board.objects.values_list("contest", "n")) == [("committee", 1), ("wales", 1)]
    used = Entitlement.objects.filter(used=True).values_list("voter__member", flat=True)
    assert list(used) == ["3", "3"]


def test_the_office_prints_letters_and_says_which_are_to_be(
    election: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.queries import acts
    from hustings.voting.domain.steps import steps
    from hustings.voting.models import Mail, Poll, Voter
    from hustings.voting.pages.office import mails

    setup = post.opened(election, tmp_path)
    Mail.objects.create(voter=Voter.objects.get(member="1"), kind="invitation", state="sent")
    officers.create(WHO, PASSWORD)
    client = entered()

    def invited() -> bool:
        return next(one.done for one in steps(election, setup) if one.name == "invite")

    shown = text(client.get("/office/mails/"))
    assert "4 voters have no e-mail address. For 4 of them a letter is still to be" in shown
    assert not invited()
    assert "All letters once more" not in shown
    made = client.post("/office/mails/", {"act": "letters", "new": "1"})
    assert (made.status_code, made["Content-Type"]) == (200, "application/pdf")
    assert made["Content-Disposition"] == 'attachment; filename="letters.pdf"'
    assert made["Cache-Control"] == "no-store"
    pages = post.texts(made.content, tmp_path)
    assert len(pages) == 4
    for member, page in zip(post.ORDER, pages, strict=True):
        typed = codes.code(elections.token(election, member))
        assert typed in page.replace("- ", "-")
    assert acts()[-1][2:] == (WHO, "letters", '{"count":4}')
    assert "A letter has been printed for each." in text(client.get("/office/mails/"))
    assert invited()
    assert "E-mail none: they get letters" in text(client.get("/office/voters/?q=Xan"))
    asked = client.post("/office/voters/", {"act": "again", "member": "4"})
    assert asked["Location"] == "/office/voters/?done=reprint"
    form = {"act": "add", "member": "9", "address": "3 Long Lane, York", "reason": "left out"}
    assert client.post("/office/voters/", form)["Location"] == "/office/voters/?done=added"
    assert post.members(election, setup, only_new=True) == ["4", "9"]
    again = client.post("/office/mails/", {"act": "letters", "new": "1"})
    assert len(post.texts(again.content, tmp_path)) == 2
    nothing = client.post("/office/mails/", {"act": "letters", "new": "1"})
    assert said(nothing) == "There are no letters to print; look at the page again."
    every = client.post("/office/mails/", {"act": "letters"})
    assert len(post.texts(every.content, tmp_path)) == 5
    # What cannot be set is said before anything is written.
    Voter.objects.filter(member="4").update(name="\u738b")
    refused = client.post("/office/mails/", {"act": "letters"})
    assert refused.status_code == 422
    assert said(refused).startswith("A box would stand for letters that cannot be set in 1 name")
    assert 'name="boxes"' in refused.content.decode()
    boxes = client.post("/office/mails/", {"act": "letters", "boxes": "1"})
    assert len(post.texts(boxes.content, tmp_path)) == 5
    monkeypatch.setattr(mails, "MOST_LETTERS", 4)
    refused = client.post("/office/mails/", {"act": "letters"})
    assert said(refused).startswith("5 letters are more than a page can write")
    assert "hustings vote letters DIR" in text(client.get("/office/mails/"))
    before = len(acts())
    Poll.objects.update(state="closed")
    assert client.post("/office/mails/", {"act": "letters"}).status_code == 422
    assert "Not now: links are mailed from the freeze to the close" in text(
        client.get("/office/mails/")
    )
    assert len(acts()) == before
