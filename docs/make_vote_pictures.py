"""Writes docs/images/vote-*.png: the pictures of "Hold an election" and of the README.

    .venv/bin/python docs/make_vote_pictures.py

Holds the election of a club as that page says, by its commands and on its pages. Needs Chromium and
Playwright (requirements/dev.txt). Knows which pages are shown and at which size.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django_otp.oath import totp
from make_pictures import save
from playwright.sync_api import sync_playwright

PASSWORD = "kettle on the hob at four"
DESK, PHONE = {"width": 900, "height": 800}, {"width": 390, "height": 844}
VOTERS = (
    *("Ada Bevan", "Bertie Clarke", "Cara Davies", "Dafydd Evans", "Edie Fletcher", "Farah Green"),
    *("George Hughes", "Hana Iqbal", "Idris Jones", "Jo Khan", "Kiran Lewis", "Lowri Morgan"),
)
COMMITTEE = ("Nia Norris", "Owen Patel", "Priya Quinn", "Rhys Roberts", "Siân Taylor", "Tom Young")
CHAIR = ("Una Vaughan", "Wilf Walsh", "Zoë Singh")
# (heading, those who stand)
RANKED = (("Committee", COMMITTEE), ("Chair", CHAIR))


class Club:
    """The election's folder, and commands about it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "committee-2027"
        self.words = ""

    def run(self, *words: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "hustings", *words],
            cwd=self.place,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"hustings {' '.join(words)}: {done.stderr}")
        return done.stdout

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of the pages."""
        command = [sys.executable, "-m", "hustings", "vote", "serve", self.folder, "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            yield process.stdout.readline().split()[-1].rstrip("/")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def toml(text: str) -> str:
    """election.toml as `hustings vote new` writes it, filled in."""
    head, contest = text.split("\n[[contests]]\n")
    before, _, _ = contest.partition("[[contests.candidates]]")
    head = head.replace('"Example Society"', '"Allotment Club"')
    head = head.replace('"Election of the committee"', '"Committee 2027"')
    head = head.replace("2027-03-15T09:00:00", "2025-03-15T09:00:00")
    head = head.replace("2027-03-29T12:00:00", "2097-03-29T12:00:00")
    head = head.replace("# practice = true", "practice = true")
    chair = before.replace('"committee"', '"chair"').replace('"Committee"', '"Chair"')
    chair = chair.replace("seats = 2", "seats = 1").replace('"ers97"', '"irv"')
    for part, names in ((before, COMMITTEE), (chair, CHAIR)):
        head += f"\n[[contests]]\n{part}"
        head += "\n".join(f'[[contests.candidates]]\nname = "{name}"\n' for name in names)
    return head


def main() -> None:
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        hold(Club(Path(place)), browser)
        browser.close()


def hold(club: Club, browser: Any) -> None:
    """The election from its folder to the result, section by section of the page."""
    said = club.run(
        "vote", "new", "committee-2027", "--officer", "Olive Hill", HUSTINGS_PASSWORD=PASSWORD
    )
    secret = re.search(r"^  ((?:[A-Z2-7]{1,4} ?)+)$", said, re.M)[1].replace(" ", "")
    made = club.folder / "election.toml"
    made.write_text(toml(made.read_text("utf-8")), "utf-8")
    roll = club.place / "members.csv"
    lines = [
        f"{number},{name},{name.split()[0].lower()}@example.org"
        for number, name in enumerate(VOTERS, 1)
    ]
    roll.write_text("\n".join(["Member number,Name,E-mail", *lines]), "utf-8")
    with club.served() as address:
        office = browser.new_page(viewport=DESK)
        office.set_default_timeout(10_000)
        office.goto(f"{address}/office/")
        office.get_by_label("Name").fill("Olive Hill")
        office.get_by_label("Password").fill(PASSWORD)
        code = totp(base64.b32decode(secret + "=" * (-len(secret) % 8)))
        office.get_by_label("One-time code").fill(f"{code:06}")
        office.get_by_role("button", name="Sign in").click()
        at(office, f"{address}/office/roll/")
        office.get_by_label("The roll").set_input_files(str(roll))
        office.get_by_role("button", name="Compare").click()
        office.get_by_role("button", name="Change the roll").wait_for()
        shot(office, "vote-roll.png")
        office.get_by_role("button", name="Change the roll").click()
        at(office, f"{address}/office/")
        shot(office, "vote-office.png")
        seal(club, office, address)
        typed(office, f"{address}/office/open/", "open", "Open the poll")
        at(office, f"{address}/office/mails/")
        office.get_by_label("How many mails will there be?").fill(str(len(VOTERS)))
        shot(office, "vote-mails.png")
        office.get_by_role("button", name="Queue them").click()
        links = re.findall(r"/v/#\w+", "\n".join(office.locator("pre").all_inner_texts()))
        for number, link in enumerate(links[:-1]):
            vote(browser, f"{address}{link}", number)
        typed(office, f"{address}/office/close/", "close", "Close the poll")
    club.run("vote", "count", "committee-2027", "--keys", "mykeys", HUSTINGS_PASSPHRASE=club.words)
    club.run("vote", "publish", "committee-2027")
    with club.served() as address:
        page = browser.new_page(viewport=DESK)
        at(page, address)
        shot(page, "vote-result.png")
    club.run("verify", "committee-2027/published/election.zip")


def seal(club: Club, office: Any, address: str) -> None:
    """Keys made, the election sealed, the keys tested, the manifest signed."""
    said = club.run(
        *("trustee", "keygen", "mykeys", "--holder", "Olive Hill"),
        *("--election", "Committee 2027", "--role", "club-officer"),
    )
    club.words = re.search(r"^\s*((?:[a-z]+[ -]){6}[a-z]+)\s*$", said, re.M)[1]
    at(office, f"{address}/office/seal/")
    for key in sorted((club.place / "mykeys" / "public").iterdir()):
        office.get_by_label("A public key").set_input_files(str(key))
        office.get_by_role("button", name="Keep this key").click()
    typed(office, f"{address}/office/seal/", "seal", "Seal the election")
    shot(office, "vote-seal.png")
    for copy in ("key", "backup"):
        challenge = fetched(club, office, f"{address}/office/documents/keytest/M1/{copy}")
        answer = club.run(
            *("trustee", "answer", challenge, "--key", "mykeys/keys/M1.json"),
            HUSTINGS_PASSPHRASE=club.words,
        )
        office.get_by_label("Whose answer").select_option(f"M1/{copy}")
        office.get_by_label("The answer").fill(answer.strip())
        office.get_by_role("button", name="Take the answer").click()
    fetched(club, office, f"{address}/office/documents/manifest")
    fetched(club, office, f"{address}/office/documents/statements")
    said = club.run(
        *("trustee", "accept", "manifest.json", "--keys", "mykeys"), HUSTINGS_PASSPHRASE=club.words
    )
    name = re.search(r"^Signed\. Send (\S+) to", said, re.M)[1]
    office.get_by_label("A signed statement").set_input_files(str(club.place / name))
    office.get_by_role("button", name="Keep this statement").click()


def fetched(club: Club, page: Any, address: str) -> str:
    """A file of the office, saved under the name that it comes with; that name."""
    answer = page.request.get(address)
    name = re.search(r'filename="?([^";]+)', answer.headers["content-disposition"])[1]
    (club.place / name).write_bytes(answer.body())
    return name


def vote(browser: Any, link: str, number: int) -> None:
    """A voter ranks some names on a telephone and casts; the last one's pages are shown."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=1.5)
    page = context.new_page()
    page.goto(link)
    for heading, names in RANKED:
        section = page.get_by_role("region", name=heading, exact=True)
        for step in range(3):
            name = names[(number * 2 + step) % len(names)]
            section.get_by_role("button", name=f"Rank {name} next").click()
    if number == 0:
        page.locator("#c-committee").evaluate("(contest) => contest.scrollIntoView()")
        save("vote-ballot.png", page.screenshot())
    page.get_by_role("button", name="Check all my ballots").click()
    page.get_by_role("button", name="Cast my ballot").click()
    page.get_by_role("heading", name="Your ballot has been cast").wait_for()
    if number == 0:
        shot(page, "vote-receipt.png")
    context.close()


def at(page: Any, address: str) -> None:
    page.goto(address)


def typed(page: Any, address: str, word: str, button: str) -> None:
    """A page on which a word is typed before its button does anything."""
    page.goto(address)
    page.get_by_label(f"Type the word “{word}”").fill(word)
    page.get_by_role("button", name=button).click()


def shot(page: Any, name: str) -> None:
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    save(name, page.screenshot())


if __name__ == "__main__":
    main()
