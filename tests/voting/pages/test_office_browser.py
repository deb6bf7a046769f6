"""An officer in a browser, from `hustings vote new` to the close; `hustings vote serve` itself."""

from __future__ import annotations

import base64
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import violations

from hustings.sealing import statements
from hustings.sealing.holders import keys, keytest
from voting.elections import TOML

pytestmark = pytest.mark.browser

PASSWORD = "kettle on the hob at four"
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")


CAST = """\
import sys
from hustings.sealing.ballots import envelope, payload
from hustings.sealing.manifest import envelope as wrapped
from hustings.web.folder import Folder
from hustings.web.start import start
folder = Folder(sys.argv[1])
start(folder)
from hustings.voting.domain import poll
from hustings.voting.domain.casting.accept import accept
from hustings.voting.domain.voters import links, roll
around = wrapped(poll.manifest(), poll.eid(), "committee")
for member, ranking in (("1", (3, 1)), ("2", (3, 2))):
    token = links.token(folder, roll.find(member))
    accept(folder, around, token, envelope.seal(payload.vote(ranking), around), "browser")
"""


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "hustings", "vote", *words]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the election is served, by a process that ends cleanly."""
    process = subprocess.Popen(
        command("serve", str(folder), "--port", "0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        found = re.fullmatch(r"Voters:   (http://127\.0\.0\.1:\d+/)\n", line)
        assert found, (line, process.stderr.read())
        assert process.stdout.readline() == f"Officers: {found[1]}office/\n"
        assert process.stdout.readline() == "Ctrl-C ends it; nothing is lost.\n"
        yield found[1]
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert err == (
        "hustings: note: links in mails lead to http://127.0.0.1:8000/, as election.toml says\n"
    )


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a telephone 320 px wide that complains of nothing."""
    made = browser.new_page(viewport={"width": 320, "height": 700})
    made.set_default_timeout(10_000)
    wrong: list[str] = []
    made.on("console", lambda message: wrong.append(message.text))
    made.on("pageerror", lambda error: wrong.append(str(error)))
    yield made
    # A page that says what is wrong comes with a status that the console mentions.
    assert [text for text in wrong if "status of 422" not in text] == []
    made.close()


def made(folder: Path) -> str:
    """An election as `hustings vote new` makes it, filled in; the secret of the officer's codes."""
    environment = {**os.environ, "HUSTINGS_PASSWORD": PASSWORD}
    done = subprocess.run(
        command("new", str(folder), "--officer", "Olive"),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    text = TOML.replace("PRACTICE", "false")
    (folder / "election.toml").write_text(text, encoding="utf-8")
    return re.search(r"^  ((?:[A-Z2-7]{1,4} ?)+)$", done.stdout, re.M)[1]


def code(secret: str) -> str:
    from django_otp.oath import totp

    letters = secret.replace(" ", "")
    return f"{totp(base64.b32decode(letters + '=' * (-len(letters) % 8))):06}"


def looked_at(page: Any, name: str) -> None:
    """Nothing that axe finds, nothing wider than the telephone, nothing without a heading."""
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    assert page.locator("h1").count() == 1
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_an_election_is_run_in_the_browser(page: Any, tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    secret = made(folder)
    roll = tmp_path / "roll.csv"
    lines = "Member no,Name,E-mail,Region\n1,Una,una@example.org,Wales\n2,Vic,vic@example.org,\n"
    roll.write_text(f"{lines}2,Two,two@example.org,\n", encoding="utf-8")
    mix, sign = (keys.make("Olive", "Committee", use) for use in ("M1", "sign"))
    for key in (mix, sign):
        (tmp_path / f"{key.use}.json").write_bytes(keys.public_file(key.public))
        locked = keys.lock(key, "seven words", cost=keys.LEAST_COST)
        (tmp_path / f"{key.use}.locked.json").write_bytes(locked)
    with served(folder) as address:

        def go(path: str) -> None:
            page.goto(f"{address}office/{path}")

        def saying() -> str:
            return page.locator("[role=status], [role=alert]").inner_text()

        def typed(word: str, button: str) -> None:
            page.get_by_label(f"Type the word “{word}”").fill(word)
            page.get_by_role("button", name=button).click()

        # The door.
        go("")
        assert page.url == f"{address}office/sign-in/"
        looked_at(page, "door")
        page.get_by_label("Name").fill("Olive")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("One-time code").fill(code(secret))
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_role("heading", level=1).inner_text() == "The election is being set up"
        looked_at(page, "overview-draft")

        # What is set up, the roll, the proof.
        page.get_by_role("link", name="What is set up").click()
        assert page.get_by_text("There is nobody on the roll").count() == 1
        looked_at(page, "check")
        page.get_by_role("link", name="The roll", exact=True).click()
        looked_at(page, "roll-empty")
        page.get_by_label("The roll").set_input_files(str(roll))
        page.get_by_role("button", name="Compare").click()
        assert page.get_by_text("Line 4: the member number of line 3").count() == 1
        looked_at(page, "roll-compared")
        page.get_by_role("button", name="Change the roll").click()
        assert saying() == "The roll is changed."
        go("check/")
        assert page.get_by_text("Nothing is missing.").count() == 1
        go("ballot/")
        assert page.get_by_role("heading", level=2).all_inner_texts() == [
            "1 voter: 2 contests",
            "1 voter: 1 contest",
        ]
        looked_at(page, "ballot")

        # The seal and the test of keys.
        go("seal/")
        for key in (mix, sign):
            page.get_by_label("Public keys").set_input_files(str(tmp_path / f"{key.use}.json"))
            page.get_by_role("button", name="Keep these keys").click()
        looked_at(page, "seal-draft")
        typed("seal", "Seal the election")
        assert saying().startswith("The election is sealed.")
        looked_at(page, "seal-frozen")
        eid = bytes.fromhex(page.locator("pre").inner_text().strip())

        def fetched(name: str) -> bytes:
            return page.request.get(f"{address}office/documents/{name}").body()

        for copy in keytest.COPIES:
            answer = keytest.answer(fetched(f"keytest/M1/{copy}"), keys.bind(mix, eid))
            page.get_by_label("Whose answer").select_option(f"M1/{copy}")
            page.get_by_label("The answer").fill(answer.hex())
            page.get_by_role("button", name="Take the answer").click()
            assert saying() == "The key has opened its challenge."
        first = fetched("statement/0001")
        accept = statements.state(eid, [first], sign.secret, by="Olive", kind="accept")
        (tmp_path / "accept.json").write_bytes(accept)
        page.get_by_label("A signed statement").set_input_files(str(tmp_path / "accept.json"))
        page.get_by_role("button", name="Keep this statement").click()
        assert page.get_by_text("Nothing is missing: the poll can open at its time.").count() == 1

        # Open: a word typed, or nothing.
        go("open/")
        looked_at(page, "open")
        page.get_by_label("Type the word “open”").fill("yes")
        page.get_by_role("button", name="Open the poll").click()
        assert saying() == "Nothing was done: you have not confirmed it; type the word `open`."
        typed("open", "Open the poll")
        assert page.get_by_role("heading", level=1).inner_text() == "The election is open"
        assert page.locator("[aria-current=step]").inner_text() == "Invite the voters next"

        # Mails by hand, and a voter who uses the link in one.
        go("mails/")
        page.get_by_label("How many mails will there be?").fill("2")
        looked_at(page, "mails")
        page.get_by_role("button", name="Queue them").click()
        looked_at(page, "mails-by-hand")
        found = re.search(r"/v/#(\w+)", page.locator("pre").first.inner_text())
        page.get_by_role("button", name="These are sent").click()
        assert saying() == "They are noted as sent."
        go("mails/invitation/en/")
        looked_at(page, "mail")
        page.goto(f"{address}again/")
        page.get_by_label("E-mail address").fill("una@example.org")
        page.get_by_role("button", name="Send my link").click()
        assert "If this address is on the roll" in saying()
        looked_at(page, "again")
        go("mails/")
        assert f"/v/#{found[1]}" in page.locator("pre").inner_text()

        # A voter helped.
        go("voters/?q=una")
        page.get_by_text("Revoke the link and make another").click()
        looked_at(page, "voters")
        page.get_by_label("Why, for the log").first.fill("Sent to the wrong Una")
        page.get_by_role("button", name="Revoke and make another").click()
        assert saying() == "The old link is revoked; a new one is queued to be sent."

        # Both vote for Cát first, and then for one name each.
        subprocess.run([sys.executable, "-c", CAST, str(folder)], check=True)

        # The close, when its time has come.
        go("close/")
        assert page.get_by_role("button", name="Close the poll").count() == 0
        looked_at(page, "close-early")
        with sqlite3.connect(folder / "election.sqlite3", timeout=30) as tables:
            tables.execute("UPDATE chain SET closes_at = '2026-01-01 00:00:00'")
        tables.close()
        go("close/")
        looked_at(page, "close")
        typed("close", "Close the poll")
        assert saying() == "The poll is closed."
        looked_at(page, "after")

        # The count, in a process of its own: words that are wrong, then a lot, then the result.
        def count(words: str) -> None:
            files = [str(tmp_path / f"{key.use}.locked.json") for key in (mix, sign)]
            page.get_by_label("Both key files").set_input_files(files)
            page.get_by_label("Their passphrase").fill(words)
            typed("count", "Open and count")

        count("not these")
        assert saying().startswith("The passphrase does not open this key")
        count("seven words")
        assert saying() == "The count has begun. You may leave this page: it goes on."
        # The page asks for itself again until there is something to do.
        page.get_by_role("link", name="Draw the lot").click()
        looked_at(page, "draw")
        lead = page.locator(".lead").inner_text()
        assert lead.startswith("Committee: at stage 3 a lot decides who is excluded")
        page.get_by_label("Drawn 1st").select_option("Ben")
        page.get_by_label("Drawn 2nd").select_option("Ben")
        page.get_by_role("button", name="Look at it again").click()
        assert saying() == "Ben has 2 places; give every name one place."
        looked_at(page, "draw-doubled")
        # From here by keyboard alone.
        page.get_by_label("Drawn 2nd").focus()
        page.keyboard.press("A")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Is this the order drawn?").wait_for()
        assert page.locator("main ol li").all_inner_texts() == [
            "Ben, who is excluded",
            "Ann",
        ]
        looked_at(page, "draw-sure")
        page.get_by_label("Type the word “drawn”").focus()
        page.keyboard.type("drawn")
        page.keyboard.press("Enter")
        assert saying() == "The lot is kept, and the count goes on."
        page.get_by_role("heading", name="Results").wait_for()
        assert page.locator("dd").first.inner_text() == "Cát, Ann; 2 on the board, 2 counted"
        looked_at(page, "counted")
        go("")
        assert page.locator(".following a").inner_text() == "Publish the result"
        go("after/")
        typed("publish", "Publish the results")
        assert saying() == "The results are published."
        # A seat falls vacant.
        page.get_by_role("link", name="Committee: fill a vacancy").click()
        looked_at(page, "vacancy")
        page.get_by_role("group", name="Who leaves").get_by_label("Ann").check()
        page.get_by_role("button", name="Count", exact=True).click()
        assert (
            page.locator("dd").first.inner_text() == "Ben takes the seat. Members then: Cát, Ben."
        )
        looked_at(page, "vacancy-counted")
        typed("publish", "Publish the vacancy")
        assert saying() == "The vacancy is published beside the results."
        looked_at(page, "vacancy-published")
        go("log/")
        assert saying().startswith("All 17 entries are as they were written.")
        looked_at(page, "log")
        page.get_by_role("button", name="Sign out, Olive").click()
        assert page.url == f"{address}office/sign-in/"
