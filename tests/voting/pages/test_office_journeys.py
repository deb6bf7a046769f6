"""Elections that an officer runs in a browser: an exercise, a society's, one with a withdrawal.

What needs no browser, such as answering challenges and casting, is done by the functions for it.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hustings.sealing.archive.verify import verify
from hustings.sealing.ballots import envelope, payload
from hustings.sealing.holders import keys, keytest
from hustings.sealing.holders.keys import Key
from hustings.sealing.statements import state
from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting import elections
from voting.domain.results import test_count as counts
from voting.elections import WHO
from voting.pages.serving import served
from voting.pages.test_office import PASSWORD, entered

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
WORDS = "seven words"
# A voter in Wales votes in both contests.
ROLL = "Member no,Name,E-mail,Region\n1,Una,una@example.org,Wales\n2,Vic,vic@example.org,\n"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Django sees the loop that Playwright runs in this thread, and would refuse its tables.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def base(election: Folder) -> Iterator[str]:
    with served() as address:
        yield address


class Office:
    """The office as one officer has it open."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base

    def go(self, path: str = "") -> None:
        self.page.goto(f"{self.base}/office/{path}")

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button).click()

    def confirm(self, word: str, button: str) -> str:
        """Type the word, press the button; what the page says then."""
        self.page.get_by_label(f"Type the word “{word}”").fill(word)
        self.press(button)
        said: str = self.page.locator("[role=status], [role=alert]").inner_text()
        return said

    def next(self) -> str:
        """What the overview says comes next."""
        self.go()
        said: str = self.page.locator(".following p").first.inner_text()
        return said

    def items(self) -> list[str]:
        found: list[str] = self.page.locator("main li").all_inner_texts()
        return found

    def look(self, name: str) -> None:
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@contextmanager
def office(browser: Any, base: str, name: str = WHO, **how: Any) -> Iterator[Office]:
    """The office of an officer who has signed in already; its pages complain of nothing."""
    context = browser.new_context(**how)
    context.set_default_timeout(20_000)
    cookies = entered(name).cookies.items()
    context.add_cookies([{"name": key, "value": one.value, "url": base} for key, one in cookies])
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield Office(page, base)
    # A page that says what is wrong comes with a status that the console mentions.
    assert [text for text in wrong if "status of 422" not in text] == []
    context.close()


def officers(*names: str) -> None:
    from hustings.voting.domain.office import officers

    for name in names:
        officers.create(name, PASSWORD)


def files(folder: Path, *held: Key) -> list[str]:
    """The public keys as files to be handed in; the private ones beside them, for `count`."""
    public = []
    for key in held:
        own = folder / key.holder
        own.mkdir(parents=True, exist_ok=True)
        (own / f"{key.use}.json").write_bytes(keys.lock(key, WORDS, cost=keys.LEAST_COST))
        file = folder / f"{key.holder}-{key.use}.json"
        file.write_bytes(keys.public_file(key.public))
        public.append(str(file))
    return public


def cast(folder: Folder, rankings: Mapping[str, list[tuple[int, ...]]]) -> None:
    from hustings.voting.domain.casting.accept import accept

    for contest, several in rankings.items():
        around = elections.envelope(contest)
        for number, ranking in enumerate(several, 1):
            token = elections.token(folder, str(number))
            accept(folder, around, token, envelope.seal(payload.vote(ranking), around), "browser")


def test_an_exercise_from_the_link_to_the_verified_archive(
    browser: Any, base: str, election: Folder, tmp_path: Path
) -> None:
    elections.setup(election)
    officers(WHO)
    public = files(tmp_path, *elections.officer_keys())
    roll = tmp_path / "roll.csv"
    roll.write_text(ROLL, encoding="utf-8")
    with office(browser, base) as olive:
        page = olive.page
        olive.go("roll/")
        page.get_by_label("The roll").set_input_files(str(roll))
        olive.press("Compare")
        olive.press("Change the roll")
        olive.go("seal/")
        assert olive.items()[:2] == ["M1, of the officer", "sign, of the officer"]
        page.get_by_label("Public keys").set_input_files(public)
        olive.press("Keep these keys")
        assert page.get_by_text("Every key is here.").count() == 1
        olive.confirm("seal", "Seal the election")
        assert olive.next() == "Next: Open the poll. Its time has come."
        assert "Test every key and every backup not needed in an exercise" in olive.items()
        olive.go("open/")
        assert (
            page.get_by_text("This is an exercise, so it can be closed at any time.").count() == 1
        )
        olive.confirm("open", "Open the poll")
        olive.go("mails/")
        page.get_by_label("How many mails will there be?").fill("2")
        olive.press("Queue them")
        link = page.locator("pre").first.inner_text().split("/v/#")[1].split()[0]
        olive.press("These are sent")
        voter = browser.new_page()
        voter.goto(f"{base}/v/#{link}")
        voter.get_by_role("heading", name="Your ballot").wait_for()
        assert voter.get_by_text("This is a practice election.").count() == 1
        voter.close()
        cast(election, {"committee": [(3, 1), (3,)], "wales": [(2,)]})

        # Years before its end: said to go on, and closed all the same.
        assert olive.next().startswith("Voting is under way. Ballots are taken until 29 March 2090")
        olive.look("exercise-open")
        page.get_by_role("link", name="Close the poll").first.click()
        assert page.get_by_label("The new end").count() == 1
        assert "so it can be closed before its end." in page.locator("main").inner_text()
        olive.look("exercise-close")
        assert olive.confirm("close", "Close the poll") == "The poll is closed."
        private = [str(tmp_path / WHO / f"{use}.json") for use in ("M1", "sign")]
        page.get_by_label("Both key files").set_input_files(private)
        page.get_by_label("Their passphrase").fill(WORDS)
        olive.confirm("count", "Open and count")
        page.get_by_role("heading", name="Results").wait_for()
        olive.confirm("publish", "Publish the results")
        assert "make a new folder with hustings vote new" in olive.next()
        olive.look("exercise-published")
        for path in ("results/", "results/committee/result.html"):
            page.goto(f"{base}/{path}")
            assert page.get_by_text("This was a practice election.").is_visible()
        # The page's one program runs under the server's policy.
        assert page.locator("#vote-form").is_visible()
        olive.look("exercise-result")
        page.goto(base)
        with page.expect_download() as download:
            page.get_by_role("link", name="The archive of the election").click()
        archive = tmp_path / "election.zip"
        download.value.save_as(archive)
    found = verify(str(archive), cores=1)
    told = {check.name: check.what for check in found.checks}
    assert found.verified
    assert (told["count committee"], told["count wales"]) == ("elected: Cát, Ann", "elected: Eve")
    assert told["practice"] == "this is an exercise, not an election"


SOCIETY = (
    *(("Sam", use) for use in ("S", "sign")),
    *(("Tess", use) for use in ("M1", "O1", "sign")),
    *(("Uri", use) for use in ("M2", "O2", "sign")),
    (WHO, "sign"),
)


def try_keys_and_sign(held: tuple[Key, ...]) -> None:
    """Every key and backup opens its challenge, and every holder signs the manifest."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import documents

    bound = [keys.bind(key, poll.eid()) for key in held]
    for key in bound:
        for copy in keytest.COPIES if key.use != "sign" else ():
            ((_, challenge),) = documents(f"keytest/{key.use}/{copy}")
            poll.take_answer(key.use, copy, keytest.answer(challenge.encode(), key), WHO)
    for key in bound:
        if key.use == "sign":
            earlier = [text.encode() for _, text in documents("statement/")]
            document = state(poll.eid(), earlier, key.secret, by=key.holder, kind="accept")
            poll.take_statement(document, WHO)


def test_a_society_from_the_seal_to_the_published_result(
    browser: Any, base: str, election: Folder, tmp_path: Path
) -> None:
    """Several keys handed in, two officers to open, and the count by the command on the page."""
    from django.db import connections

    from hustings.voting.domain.casting.accept import now
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import Chain

    text = elections.TOML.replace("PRACTICE", "false\nleast_decoys = 4")
    text = text.replace('"Tea Club"\n', '"Tea Club"\nsetting = "society"\ntrustees = 2\n')
    Path(election.toml).write_text(text, encoding="utf-8")
    elections.fill(election, load(election))
    officers(WHO, "Otto")
    held = tuple(
        keys.make(holder, "Committee", use, random=lambda size, n=n: bytes([n]) * size)
        for n, (holder, use) in enumerate(SOCIETY, 65)
    )
    public = files(tmp_path, *held)
    with office(browser, base) as olive, office(browser, base, "Otto") as otto:
        page = olive.page
        olive.go("seal/")
        page.get_by_label("Public keys").set_input_files(public[:6])
        olive.press("Keep these keys")
        olive.look("society-keys")
        assert olive.items()[6:9] == ["O2, of trustee 2", "sign, of Uri", "sign, of the officer"]
        said = olive.confirm("seal", "Seal the election")
        assert said.startswith("There is no key O2; let its holder run `hustings trustee keygen`")
        page.get_by_label("Public keys").set_input_files(public[6:])
        olive.press("Keep these keys")
        olive.confirm("seal", "Seal the election")
        try_keys_and_sign(held)
        olive.go("seal/")
        assert page.get_by_text("Every holder has signed.").count() == 1
        page.get_by_role("link", name="Open the poll").first.click()
        olive.confirm("open", "Open the poll")
        assert page.get_by_text("You have agreed. The poll is opened by another").count() == 1
        assert page.get_by_role("button", name="Open the poll").count() == 0
        olive.look("society-agreed")
        otto.go("open/")
        assert otto.page.get_by_text("Yours is the second word").count() == 1
        assert otto.confirm("open", "Open the poll") == "The poll is open."
        cast(election, {"committee": [(3, 1), (3,), (3, 1)], "wales": [(2,)]})

        # Nobody was invited, and the end has come: what is left is the close.
        Chain.objects.update(closes_at=now())
        assert (
            olive.next() == "Next: Close the poll. Its end has come: no ballot is taken any more."
        )
        olive.go("close/")
        olive.confirm("close", "Close the poll")
        olive.look("society-after")
        rows = page.get_by_role("row").all_inner_texts()
        assert [row.split("\t")[::2] for row in rows[1:]] == [
            *(["Sam", state] for state in ("next", "not yet")),
            *([name, "not yet"] for name in ("Tess", "Uri", "Sam", "Tess", "Uri")),
        ]
        page.get_by_text("With all keys on one computer instead").click()
        olive.look("society-together")
        assert "Committee, 3; Wales, 1. The command stops there." in (
            page.locator("main").inner_text()
        )
        command = page.locator("details pre").inner_text()
        words = [
            str(tmp_path / word.removeprefix("KEYS OF ")) if word.startswith("KEYS OF ") else word
            for word in shlex.split(command)
        ]
        assert words[:3] == ["hustings", "vote", "count"]
        connections.close_all()
        done = subprocess.run(
            [sys.executable, "-m", *words, "--few", "--withdraw", "Cát"],
            env={**os.environ, "HUSTINGS_PASSPHRASE": WORDS},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        page.get_by_role("link", name="Look now").last.click()
        olive.look("society-counted")
        assert page.locator("dd").all_inner_texts()[:2] == [
            "Cát, Ann; 3 on the board, 3 counted; without Cát, withdrawn since: Ann, Ben",
            "Eve; 1 on the board, 1 counted",
        ]
        assert otto.next() == "Next: Publish the result. Nobody else sees the results yet."
        otto.go("after/")
        assert otto.confirm("publish", "Publish the results") == "The results are published."
        page.goto(base)
        assert page.get_by_text("Without Cát, withdrawn since: Ann and Ben.").is_visible()
    assert [(one.who, one.act) for one in acts()[-5:]] == [
        *((WHO, "open-agreed"), ("Otto", "open"), (WHO, "close")),
        *((f"{WHO} (command line)", "counted"), ("Otto", "published")),
    ]


def test_somebody_withdraws_after_the_seal_and_after_the_close(
    browser: Any, base: str, election: Folder, tmp_path: Path
) -> None:
    """The papers stay as they are, and both counts are made and shown."""
    from hustings.voting.domain import poll

    counts.opened(election)
    counts.cast(election)
    officers(WHO)
    files(tmp_path, *(one.key for one in counts.held(club=True)))
    with office(browser, base) as olive:
        page = olive.page
        olive.go("check/")
        assert page.get_by_text("the name stays on the ballot paper").is_visible()
        poll.close_poll(election, WHO)
        page.get_by_role("link", name="open and count").click()

        def count(names: str) -> str:
            private = [str(tmp_path / WHO / f"{use}.json") for use in ("M1", "sign")]
            page.get_by_label("Both key files").set_input_files(private)
            page.get_by_label("Their passphrase").fill(WORDS)
            page.get_by_label("Names withdrawn since the seal").fill(names)
            return olive.confirm("count", "Open and count")

        said = count("Ann\nEvie")
        assert said == "Nobody called `Evie` stands; did you mean `Eve`?"
        assert page.get_by_label("Names withdrawn since the seal").input_value() == "Ann\nEvie"
        count("Ann\nEve")
        page.get_by_role("heading", name="Results").wait_for()
        olive.look("withdrawn-counted")
        assert page.locator("dd").all_inner_texts()[:2] == [
            "Ann, Ben; 18 on the board, 18 counted; without Ann, withdrawn since: Ben, Cát",
            "Eve; 13 on the board, 13 counted; without Eve, withdrawn since: Fay",
        ]
        olive.confirm("publish", "Publish the results")
        page.goto(base)
        olive.look("withdrawn-home")
        page.get_by_role("link", name="That count, stage by stage Committee").click()
        assert page.url == f"{base}/results/committee/without-withdrawn.html"
        assert page.get_by_text("Withdrawn before the count: Ann.").is_visible()
        olive.look("withdrawn-result")
