"""One election in a browser from the first nomination to a vacancy: everybody on their page.

An officer, a body that nominates, a candidate, a voter with a link and one with a letter; at a
terminal the scrutineer and the trustees, and where a page shows a command that command, run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from browsing import opened, violations
from cli.procession import PASSPHRASE, called

from hustings.sealing.holders import keys
from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO
from voting.interfaces.test_letters import texts
from voting.mailserver import Mailbox, mailbox
from voting.pages.serving import served
from voting.pages.test_office_journeys import Office, office, officers

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
# A wide page is looked at by people.
SIZE = {"width": 1100 if SHOTS else 320, "height": 800}
TOML = """\
title = {{ en = "Committee", cy = "Pwyllgor" }}
organisation = "Tea Society"
address = "{address}/"
languages = ["en", "cy"]
setting = "society"
trustees = 2

[seal]
least_decoys = 5

[dates]
opens = {opens}
closes = 2090-03-29T12:00:00

[nominations]
opens = 2019-01-01T09:00:00
closes = {nominated}
most = 3
tally = true

[mail]
from = "votes@tea.example.org"
host = "127.0.0.1"
port = {port}
security = "none"
rate = 100000
observers = ["obs@example.org"]
reminders = [2090-03-20T09:00:00]

[[contests]]
id = "committee"
title = {{ en = "Committee", cy = "Pwyllgor" }}
seats = 2
rules = "ers97"
candidates = "nominated"
"""
# When names are nominated; and once that is over, and voting may begin.
EARLY = {"opens": "2090-03-15T09:00:00", "nominated": "2090-02-01T17:00:00"}
LATE = {"opens": "2020-03-15T09:00:00", "nominated": "2020-02-01T17:00:00"}
BODIES = "Branch,Region,E-mail\nLeeds,North,leeds@example.org\nYork,North,york@example.org\n"
VOTERS = 12
ROLL = "".join(
    [
        "Member no,Name,E-mail,Language,Address,Postcode\n",
        *(f"{n},Voter {n},v{n}@example.org,,,\n" for n in range(1, VOTERS)),
        f'{VOTERS},Wyn Prŷs,,cy,"Tŷ Gwyn, Caernarfon",LL55 1AA\n',
    ]
)
HOLDERS = {
    WHO: ("officer",),
    "Sam": ("scrutineer",),
    "Tess": ("trustee", "--number", "1"),
    "Uri": ("trustee", "--number", "2"),
}
# At the stick: two by the scrutineer, two mixes, the check, two releases.
ACTS = 7
# Of those who vote without a browser; with the two who use one, Ann and Ben are elected.
CAST = {"committee": [(1, 3)] * 5 + [(2, 1)] * 4}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files that are opened in a twentieth of a second."""
    monkeypatch.setattr(keys, "lock", partial(keys.lock, cost=keys.LEAST_COST))


@dataclass
class Journey:
    """The election, whoever takes part in it, and what they keep.

    Attributes:
        place: where each holder has a folder, and the stick lies.
        words: each holder's passphrase.
        receipts: files of those who voted in a browser.
    """

    folder: Folder
    place: Path
    browser: Any
    base: str
    box: Mailbox
    port: int
    words: dict[str, str] = field(default_factory=dict)
    receipts: list[Path] = field(default_factory=list)

    def written(self, dates: dict[str, str]) -> None:
        """`election.toml` with these dates, as an officer writes it."""
        text = TOML.format(address=self.base, port=self.port, **dates)
        Path(self.folder.toml).write_text(text, encoding="utf-8")

    def file(self, name: str, text: str) -> str:
        path = self.place / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def terminal(self, command: str) -> str:
        """A command as a page shows it, on the computer that has the election's folder."""
        program, *words = shlex.split(command)
        assert program == "hustings"
        done = subprocess.run(
            [sys.executable, "-m", "hustings", *words],
            cwd=self.place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), command
        return done.stdout

    def mailed(self) -> list[Any]:
        """What the mailer sends now; as a process of its own it is tested elsewhere."""
        from hustings.voting.interfaces.mails.sending import send_due

        self.box.mails.clear()
        send_due(self.folder, load(self.folder), Event())
        return self.box.mails

    def holder(self, name: str, command: str, *more: str | Path) -> str:
        """A holder's command, on a computer of their own; a program alone, or with its files."""
        program, *words = shlex.split(command)
        assert program == "hustings"
        done = called(*words, *more, stdin=f"{self.words.get(name, '')}\n".encode())
        assert (done.status, done.err) == (0, ""), (command, done)
        return done.out

    def at_the_stick(self) -> bool:
        """Whoever's turn it is, by the stick's own README, acts; False where it is nobody's."""
        said = (self.place / "stick" / "README.txt").read_text("utf-8")
        undone = re.search(r"^  \[ \] (\w+) ", said, re.M)
        if not undone:
            return False
        name = undone[1]
        named = {"STICK": "stick", "FOLDER": name, "FILE": "heads-final.jsonl"}
        words = shlex.split(re.findall(r"^  (hustings .*)$", said, re.M)[-1])
        self.holder(
            name, shlex.join(str(self.place / named[one]) if one in named else one for one in words)
        )
        return True


@pytest.fixture
def journey(election: Folder, browser: Any, tmp_path: Path, at_once: None) -> Iterator[Journey]:
    with mailbox() as (box, port), served() as base:
        yield Journey(election, tmp_path, browser, base, box, port)


# Each style sheet has its colours measured once.
_SEEN: set[str] = set()


def looked_at(page: Any, name: str) -> None:
    """Nothing that axe finds, nothing wider than the screen, one heading of the page."""
    sheet = "|".join(
        page.locator("link[rel=stylesheet]").evaluate_all("all => all.map(a => a.href)")
    )
    assert violations(page, colours=sheet not in _SEEN) == [], name
    _SEEN.add(sheet)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"], name
    assert page.locator("h1:visible").count() == 1, name
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/journey-{name}.png", full_page=True)


def link(mail: Any, place: str) -> str:
    """The link in a mail, without the address of the site."""
    text = mail.get_body(("plain",)).get_content()
    found = re.search(rf"(/{place}/#\w+)", text)
    assert found, text
    return found[1]


def nominated(olive: Office, journey: Journey) -> None:
    """Bodies nominate, candidates answer, the officer decides and puts them on the ballot."""
    page = olive.page
    olive.go("nominations/")
    looked_at(page, "nominations-none")
    page.get_by_label("The list of bodies").set_input_files(journey.file("bodies.csv", BODIES))
    olive.press("Take it in")
    page.get_by_label("How many mails will there be?").fill("2")
    olive.press("Queue them")
    leeds, york = journey.mailed()
    with opened(journey.browser, journey.base, link(leeds, "n"), viewport=SIZE) as secretary:
        secretary.get_by_role("heading", name="Nominations by Leeds").wait_for()
        looked_at(secretary, "body")
        for row, name in enumerate(("Ann Ash", "Ben Bell")):
            secretary.get_by_label("Name", exact=True).nth(row).fill(name)
            address = f"{name.split()[0].lower()}@example.org"
            secretary.get_by_label("Candidate’s e-mail address").nth(row).fill(address)
        secretary.get_by_role("button", name="Send in these nominations").last.click()
        secretary.get_by_role("status").wait_for()
        looked_at(secretary, "body-done")
    with opened(journey.browser, journey.base, link(york, "n"), viewport=SIZE) as secretary:
        secretary.get_by_label("Ann Ash").check()
        secretary.get_by_label("Name", exact=True).first.fill("Cát Cole")
        secretary.get_by_label("Candidate’s e-mail address").first.fill("cat@example.org")
        secretary.get_by_role("button", name="Send in these nominations").last.click()
        secretary.get_by_role("status").wait_for()
        secretary.goto(f"{journey.base}/nominations/")
        looked_at(secretary, "tally")
    asked = journey.mailed()
    assert [mail["To"] for mail in asked] == [
        "ann@example.org",
        "ben@example.org",
        "cat@example.org",
    ]
    for mail in asked:
        with opened(journey.browser, journey.base, link(mail, "n"), viewport=SIZE) as candidate:
            name = candidate.get_by_role("heading", level=1).inner_text().split(",")[0]
            if name == "Ann Ash":
                looked_at(candidate, "candidate")
                candidate.get_by_label("Your statement (English)").fill(
                    "More tea,\n\nand biscuits."
                )
                candidate.get_by_label("Your statement (Cymraeg)").fill("Mwy o de.")
            candidate.get_by_role("button", name="Accept the nomination").click()
            candidate.get_by_role("status").wait_for()
            if name == "Ann Ash":
                looked_at(candidate, "candidate-done")
    olive.go("nominations/")
    looked_at(page, "nominations-answered")
    for name in ("Ann Ash", "Ben Bell", "Cát Cole"):
        page.get_by_role("link", name=name).click()
        if name == "Ann Ash":
            looked_at(page, "nominee")
        olive.press("It is valid")
        page.get_by_role("link", name="All nominations").click()
    journey.written(LATE)
    olive.go("nominations/")
    looked_at(page, "nominations-over")
    assert olive.confirm("close", "Close nominations") == "Nominations are closed."
    looked_at(page, "nominations-closed")
    said = olive.confirm("ballot", "Put them on the ballot")
    assert said == "They are on the ballot. Read the proof of the ballot papers."
    assert olive.next().startswith("Next: Take in the roll")


def sealed_and_opened(olive: Office, journey: Journey) -> None:
    """The roll, the proof, every holder's keys tried, everybody's signature, the opening."""
    page = olive.page
    page.locator(".following a.button").click()
    page.get_by_label("The roll").set_input_files(journey.file("roll.csv", ROLL))
    olive.press("Compare")
    looked_at(page, "roll-compared")
    olive.press("Change the roll")
    olive.go("ballot/")
    looked_at(page, "proof")
    public = []
    for name, role in HOLDERS.items():
        keygen = ["hustings", "trustee", "keygen", str(journey.place / name), "--holder", name]
        said = journey.holder(
            name, shlex.join([*keygen, "--election", "Committee", "--role", *role])
        )
        found = PASSPHRASE.search(said)
        assert found
        journey.words[name] = found[1]
        public += map(str, sorted((journey.place / name / "public").iterdir()))
    assert olive.next().startswith("Next: Seal the election")
    page.locator(".following a.button").click()
    looked_at(page, "seal-draft")
    page.get_by_label("Public keys").set_input_files(public)
    olive.press("Keep these keys")
    olive.confirm("seal", "Seal the election")
    looked_at(page, "seal-frozen")

    def fetched(name: str, file: str) -> Path:
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).first.click()
        path = journey.place / file
        download.value.save_as(path)
        return path

    for challenge in page.get_by_role("link", name=re.compile("^Challenge for")).all_inner_texts():
        use, _, copy = challenge.removeprefix("Challenge for ").partition(", ")
        path = fetched(challenge, "challenge.json")
        row = page.get_by_role("row").filter(
            has=page.get_by_role("link", name=challenge, exact=True)
        )
        name = row.get_by_role("cell").first.inner_text()
        key = journey.place / name / "keys" / f"{use}.json"
        answer = journey.holder(name, "hustings trustee prove", path, "--key", key)
        page.get_by_label("Whose answer").select_option(f"{use}/{copy or 'key'}")
        page.get_by_label("The answer").fill(answer)
        olive.press("Take the answer")
        assert page.locator("[role=status]").inner_text() == "The key has opened its challenge."
    command = page.locator("code", has_text="hustings trustee accept").first.inner_text()
    for name in HOLDERS:
        manifest = fetched("The manifest", "manifest.json")
        fetched("the statements so far", "statements.jsonl")
        said = journey.holder(name, command, manifest, "--keys", journey.place / name)
        page.get_by_label("A signed statement").set_input_files(
            re.search(r"Send (\S+) to the returning officer", said)[1]
        )
        olive.press("Keep this statement")
    looked_at(page, "seal-signed")
    page.get_by_role("link", name="Open the poll").first.click()
    looked_at(page, "open")
    assert olive.confirm("open", "Open the poll") == "The poll is open."


def voted(olive: Office, journey: Journey) -> None:
    """Invitations leave, letters are printed; one voter follows the link, one types the code."""
    page = olive.page
    assert olive.next().startswith("Next: Invite the voters")
    page.locator(".following a.button").click()
    page.get_by_label("How many mails will there be?").fill(str(VOTERS - 1))
    looked_at(page, "mails")
    olive.press("Queue them")
    olive.press("Call it off 20 March 2090, 09:00")
    looked_at(page, "mails-queued")
    assert page.get_by_role("cell", name=f"called off by {WHO}").is_visible()
    first, *others = journey.mailed()
    assert (first["To"], len(others)) == ("v1@example.org", VOTERS - 2)
    with opened(journey.browser, journey.base, link(first, "v"), viewport=SIZE) as voter:
        voter.get_by_role("heading", name="Your ballot").wait_for()
        looked_at(voter, "ballot")
        voter.get_by_text("Statement", exact=False).first.click()
        assert voter.get_by_text("and biscuits.").is_visible()
        for name, rank in (("Ann Ash", "1"), ("Cát Cole", "2")):
            voter.get_by_role("textbox", name=name).fill(rank)
        voter.get_by_role("button", name="Check my ballot").last.click()
        looked_at(voter, "review")
        voter.get_by_role("button", name="Cast my ballot").click()
        _receipt(voter, journey, "receipt")
    olive.go("mails/")
    with page.expect_download() as download:
        olive.press("Letters still to be printed (PDF)")
    (letter,) = texts(Path(download.value.path()).read_bytes(), journey.place)
    typed = re.search(r"(?:[0-9A-Z]{4}- ?){6}[0-9A-Z]{2}", letter)
    assert typed
    with opened(journey.browser, journey.base, "/v/?language=cy", viewport=SIZE) as voter:
        looked_at(voter, "enter")
        voter.get_by_label("Eich cod pleidleisio").fill(typed[0].lower())
        voter.get_by_role("button", name="Ewch i fy mhapur pleidleisio").click()
        voter.get_by_role("heading", level=1, name="Eich papur pleidleisio").wait_for()
        assert voter.get_by_text("Mwy o de.").count() == 1
        looked_at(voter, "ballot-cy")
        voter.get_by_role("textbox", name="Ben Bell").fill("1")
        voter.get_by_role("button", name="Gwirio fy mhapur").last.click()
        voter.get_by_role("button", name="Bwrw fy mhleidlais").click()
        _receipt(voter, journey, "receipt-cy")
    # The others without a browser: members 2 to 10.
    tokens = [elections.token(journey.folder, str(n)) for n in range(2, VOTERS - 1)]
    cast_by(tokens)
    assert olive.next().startswith("Voting is under way.")
    looked_at(page, "overview-open")


def cast_by(tokens: list[bytes]) -> None:
    from hustings.voting.domain.casting.accept import accept

    around = elections.envelope("committee")
    for token, ranking in zip(tokens, CAST["committee"], strict=True):
        ballot = elections.ballot("committee", *ranking)
        accept(_folder(), around, token, ballot, "browser")


def _folder() -> Folder:
    from django.conf import settings

    found: Folder = settings.ELECTION
    return found


def _receipt(voter: Any, journey: Journey, name: str) -> None:
    """The receipt, kept as the page lets it be kept."""
    voter.locator("svg.qr").first.wait_for()
    looked_at(voter, name)
    with voter.expect_download() as download:
        voter.locator("a[download]").click()
    path = journey.place / f"{name}.json"
    download.value.save_as(path)
    journey.receipts.append(path)


def counted(olive: Office, journey: Journey) -> None:
    """The close, the procession of the stick by the commands on the page, the count."""
    from hustings.voting.domain.casting.accept import now
    from hustings.voting.models import Chain

    page = olive.page
    Chain.objects.update(closes_at=now())
    assert olive.next().startswith("Next: Close the poll")
    page.locator(".following a.button").click()
    looked_at(page, "close")
    assert olive.confirm("close", "Close the poll") == "The poll is closed."
    (heads,) = (mail for mail in journey.mailed() if mail["To"] == "obs@example.org")
    (attached,) = heads.iter_attachments()
    (journey.place / attached.get_filename()).write_bytes(attached.get_content())
    olive.go("after/")
    looked_at(page, "procession")
    receive = page.locator("main pre").all_inner_texts()[1]
    with page.expect_download() as download:
        olive.press("The stick as a file (zip)")
    shutil.unpack_archive(download.value.path(), journey.place, "zip")
    stick = journey.place / "stick"
    for act in range(1, ACTS + 1):
        assert journey.at_the_stick()
        if act == 3:
            # On the way the officer looks how far it is.
            journey.terminal(receive.replace("STICK", str(stick)))
            olive.go("after/")
            looked_at(page, "procession-on-the-way")
            assert page.locator("tr[aria-current=step] th").inner_text() == "Uri"
    assert not journey.at_the_stick()
    packed = shutil.make_archive(str(journey.place / "back"), "zip", journey.place, "stick")
    page.get_by_label("The stick, packed").set_input_files(packed)
    olive.press("Take it in")
    said = page.get_by_role("status").inner_text()
    assert said == "What the stick has brought is verified and kept."
    looked_at(page, "released")
    page.get_by_label("Your key file that signs").set_input_files(
        journey.place / WHO / "keys" / "sign.json"
    )
    page.get_by_label("Its passphrase").fill(journey.words[WHO])
    olive.confirm("count", "Open and count")
    page.get_by_role("heading", name="Results").wait_for()
    looked_at(page, "counted")
    assert page.locator("dd").first.inner_text() == (
        "Ann Ash, Ben Bell; 11 on the board, 11 counted"
    )
    assert olive.confirm("publish", "Publish the results") == "The results are published."


def verified(journey: Journey) -> None:
    """Anybody looks at the results, and verifies them by receipts and an observer's heads."""
    with opened(journey.browser, journey.base, "/", viewport=SIZE) as page:
        looked_at(page, "home")
        with page.expect_download() as download:
            page.get_by_role("link", name="The archive of the election").click()
        download.value.save_as(journey.place / "election.zip")
        page.goto(f"{journey.base}/results/committee/result.html")
        looked_at(page, "result")
        receipt = journey.receipts[0].read_text(encoding="utf-8")
        page.goto(f"{journey.base}/receipt/")
        page.get_by_label("Your receipt").fill(receipt)
        page.get_by_role("button", name="Look it up").click()
        assert page.get_by_text("Yes: this ballot is on the board").is_visible()
        looked_at(page, "looked-up")
    words = [
        "verify",
        journey.place / "election.zip",
        "--head",
        journey.place / "heads-final.jsonl",
    ]
    for path in journey.receipts:
        words += ["--receipt", path]
    done = called(*words)
    assert (done.status, done.err) == (0, ""), done


def vacated(olive: Office, journey: Journey) -> None:
    """Ann leaves; the seat is filled from the same ballots, and anybody makes the same count."""
    page = olive.page
    olive.go("after/")
    page.get_by_role("link", name="Committee: fill a vacancy").click()
    looked_at(page, "vacancy")
    page.get_by_role("group", name="Who leaves").get_by_label("Ann Ash").check()
    olive.press("Count")
    looked_at(page, "vacancy-counted")
    said = olive.confirm("publish", "Publish the vacancy")
    assert said == "The vacancy is published beside the results."
    with opened(journey.browser, journey.base, "/", viewport=SIZE) as anybody:
        anybody.get_by_role("link", name="How it was filled").click()
        looked_at(anybody, "vacancy-published")
        assert anybody.get_by_text("Cát Cole takes the seat").first.is_visible()
        command = anybody.locator("code", has_text="hustings").first.inner_text()
    # Whoever has the archive makes the same count.
    assert "Cát Cole takes the seat" in journey.terminal(command)


def test_from_the_first_nomination_to_the_vacancy(journey: Journey) -> None:
    officers(WHO)
    journey.written(EARLY)
    with office(journey.browser, journey.base, viewport=SIZE) as olive:
        olive.go()
        looked_at(olive.page, "overview-draft")
        assert olive.next().startswith("Next: Have candidates nominated")
        nominated(olive, journey)
        sealed_and_opened(olive, journey)
        voted(olive, journey)
        counted(olive, journey)
        verified(journey)
        vacated(olive, journey)
        olive.go("forget/")
        looked_at(olive.page, "forget")
        olive.go("log/")
        looked_at(olive.page, "log")
        assert olive.page.locator("[role=status]").inner_text().startswith("All ")
