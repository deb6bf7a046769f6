"""The office: who gets in, what each page does, and that looking at pages changes nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hustings.errors import InputError
from hustings.sealing import statements
from hustings.sealing.holders import keytest
from hustings.sealing.holders.keys import bind, public_file
from hustings.sealing.voters import links
from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, ballot, fill, officer_keys, token

PASSWORD = "kettle on the hob at four"
PAGES = (
    *("", "check/", "ballot/", "ballot/1/", "roll/", "voters/?q=una", "seal/", "open/", "mails/"),
    *("mails/invitation/en/", "close/", "after/", "draw/", "forget/", "log/"),
)
# Of what not every election has.
FURTHER = (
    *("vacancy/committee/", "forget/certificate-1.txt"),
    *("nominations/", "nominations/bodies/", "nominations/1/", "nominations/mails/nominate/en/"),
    *("turnout/", "turnout/turnout.csv", "turnout/turnout.json"),
)


@pytest.fixture
def office(election: Folder) -> Folder:
    """An election in draft, with Olive as its officer."""
    from hustings.voting.domain.office import officers

    elections.setup(election, practice=False)
    officers.create(WHO, PASSWORD)
    return election


def browser(**how: Any) -> Client:
    """Somebody's browser."""
    return Client(SERVER_NAME="127.0.0.1", **how)


def code(name: str = WHO, *, later: int = 0) -> str:
    from django_otp.oath import totp
    from django_otp.plugins.otp_totp.models import TOTPDevice

    device = TOTPDevice.objects.get(user__username=name)
    return f"{totp(device.bin_key, drift=later):06}"


def entered(name: str = WHO) -> Client:
    client = browser()
    form = {"name": name, "password": PASSWORD, "code": code(name)}
    answer = client.post("/office/sign-in/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/office/")
    return client


def said(answer: Any) -> str:
    """What a page says went wrong, or was done."""
    found = re.search(r'role="(?:alert|status)">(.*?)</p>', answer.content.decode(), re.S)
    return found[1] if found else ""


def stored() -> str:
    """Everything in the database."""
    from django.apps import apps

    return repr([list(model.objects.order_by("pk").values()) for model in apps.get_models()])


def file(name: str, data: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def test_a_code_counts_once_and_whatever_is_wrong_the_answer_is_the_same(office: Folder) -> None:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    right = {"name": WHO, "password": PASSWORD, "code": code()}
    entered()
    answers = {
        re.sub(r'value="[^"]*"', "", browser().post("/office/sign-in/", form).content.decode())
        for form in (
            right,  # used
            {**right, "code": code(later=1), "password": "kettle"},
            {**right, "code": code(later=1), "name": "Nobody"},
            {**right, "code": "000000"},
        )
    }
    assert len(answers) == 1
    assert "You are not signed in" in answers.pop()
    # Three failures, and now even what is right has to wait.
    assert TOTPDevice.objects.get().throttling_failure_count == 3
    late = {**right, "code": code(later=1)}
    assert browser().post("/office/sign-in/", late).status_code == 422
    TOTPDevice.objects.update(throttling_failure_timestamp="2026-01-01T00:00:00Z")
    assert browser().post("/office/sign-in/", late).status_code == 303
    assert TOTPDevice.objects.get().throttling_failure_count == 0


def test_nobody_gets_in_by_the_password_alone(office: Folder) -> None:
    from django.contrib.auth import get_user_model

    client = browser()
    client.force_login(get_user_model().objects.get())
    for path in (*PAGES, *FURTHER):
        for answer in (browser().get(f"/office/{path}"), client.get(f"/office/{path}")):
            assert (answer.status_code, answer["Location"]) == (303, "/office/sign-in/"), path


def test_looking_changes_nothing_and_no_form_is_taken_from_elsewhere(office: Folder) -> None:
    elections.fill(office, elections.setup(office, practice=False))
    client = entered()
    before = stored()
    for path in PAGES:
        for answer in (client.get(f"/office/{path}"), client.head(f"/office/{path}")):
            assert answer.status_code == 200, path
            assert "unsafe" not in answer["Content-Security-Policy"]
    assert client.get("/again/").status_code == 200
    assert stored() == before
    strict = browser(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for path in ("sign-out/", "roll/", "voters/", "seal/", "open/", "mails/", "close/"):
        refused = strict.post(f"/office/{path}", {"act": "freeze"})
        assert (refused.status_code, b"<h1>You may not do this</h1>" in refused.content) == (
            *(403, True),
        ), path
    assert stored() == before


def test_an_election_from_the_roll_to_the_close(office: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept, now
    from hustings.voting.domain.queries import acts, status
    from hustings.voting.models import Chain

    client = entered()

    def post(page: str, **form: Any) -> Any:
        return client.post(f"/office/{page}/", form)

    # The roll: shown, then taken.
    lines = b"Member no,Name,E-mail,Region\n1,Una,una@example.org,Wales\n2,Vic,vic@example.org,\n"
    post("roll", file=file("roll.csv", lines))
    shown = post("roll", file=file("roll.csv", lines + b"2,Two,two@example.org,\n"))
    assert "Line 4: the member number of line 3" in shown.content.decode()
    assert status().contests == ()
    assert len(list((Path(office.path) / "incoming").iterdir())) == 1
    name = re.search(r'name="name" value="(\w+)"', shown.content.decode())[1]
    assert post("roll", act="apply", name=name, file="roll.csv")["Location"].endswith("?done=roll")
    assert [(one.name, one.entitled) for one in status().contests] == [
        *(("committee", 2), ("wales", 1))
    ]
    assert not list((Path(office.path) / "incoming").iterdir())
    assert "there is no such file" in said(post("roll", act="apply", name=name)).lower()

    # The seal: keys, a word typed, challenges.
    assert said(post("seal", act="freeze", confirmation="seal")).startswith(
        "There are no keys to seal with"
    )
    mix, sign = officer_keys()
    for key in (mix, sign, sign):
        assert post("seal", act="key", file=file("key", public_file(key.public))).status_code == 303
    assert said(post("seal", act="freeze", confirmation="yes")) == (
        "Nothing was done: you have not confirmed it; type the word `seal`."
    )
    assert status().state == "draft"
    assert post("seal", act="freeze", confirmation="Seal").status_code == 303
    assert "the poll cannot open" in said(post("open", confirmation="open")).lower()
    for copy in keytest.COPIES:
        challenge = client.get(f"/office/documents/keytest/M1/{copy}").content
        answer = keytest.answer(challenge, bind(mix, poll.eid())).hex()
        assert said(post("seal", act="answer", test=f"M1/{copy}", answer="00")) != ""
        assert post("seal", act="answer", test=f"M1/{copy}", answer=answer).status_code == 303
    first = client.get("/office/documents/statement/0001").content
    assert client.get("/office/documents/statements").content == first + b"\n"
    accepted = statements.state(poll.eid(), [first], sign.secret, by=WHO, kind="accept")
    assert post("seal", act="statement", file=file("accept", accepted)).status_code == 303
    for secret in ("roll-salt", "keytest-answer/M1/key"):
        assert client.get(f"/office/documents/{secret}").status_code == 404

    # Mails by hand: the number typed, the links shown.
    assert (
        "there would be 2 mails, not 3"
        in said(post("mails", act="queue", kind="invitation", count="3")).lower()
    )
    assert post("mails", act="queue", kind="invitation", count="2").status_code == 303
    page = client.get("/office/mails/").content.decode()
    assert page.count("http://127.0.0.1:8000/v/#") == 2
    ids = re.findall(r'name="mail" value="(\d+)"', page)
    assert client.post("/office/mails/", {"act": "by-hand", "mail": ids}).status_code == 303
    assert "/v/#" not in client.get("/office/mails/").content.decode()

    # Open, help a voter, extend, close.
    assert "on the roll as sealed" not in client.get("/office/").content.decode()
    assert post("open", confirmation="open")["Location"] == "/office/?done=open"
    old = token(office, "1")
    assert said(post("voters", act="reissue", member="1")).startswith("No reason is given")
    assert post("voters", act="reissue", member="1", reason="lost").status_code == 303
    assert token(office, "1") != old
    assert client.get("/office/mails/").content.decode().count("/v/#") == 1
    cast = (elections.envelope("committee"), token(office, "1"), ballot("committee", 1), "browser")
    accept(office, *cast)
    assert "has voted in `committee` already" in said(
        post("voters", act="revoke", member="1", contest="committee", reason="left")
    )
    assert (
        post("voters", act="revoke", member="1", contest="wales", reason="left").status_code == 303
    )
    new = {"act": "add", "member": "9", "name": "Zoe", "column-region": "Wales", "reason": "late"}
    assert said(client.post("/office/voters/", {**new, "email": "zoe"})) == (
        "`zoe` is not an e-mail address; correct it."
    )
    assert client.post("/office/voters/", {**new, "email": "z@example.org"}).status_code == 303
    first = client.get("/office/").content.decode()
    assert ">3 <small>(2 on the roll as sealed, 1 added)</small></td>" in first
    assert ">1 <small>(1 on the roll as sealed, 1 added, 1 revoked)</small></td>" in first
    queued = client.get("/office/mails/").content.decode()
    assert f"/v/#{links.fragment(token(office, '9'))}" in queued
    assert [(one.entitled, one.on_board) for one in status().contests] == [(3, 1), (1, 0)]
    until = {"act": "extend", "confirmation": "extend", "reason": "storm"}
    assert post("close", until="2090-03-30T12:00", **until).status_code == 303
    assert Chain.objects.first().closes_at.isoformat() == "2090-03-30T11:05:00+00:00"
    assert "the clocks are changed" in said(post("close", until="2090-10-29T01:30", **until))
    assert said(post("close", until="9999-12-31T23:59", **until)) == (
        "`9999-12-31T23:59` is in the year 9999; correct the year."
    )
    assert "it is" in said(post("close", confirmation="close")).lower()
    Chain.objects.update(closes_at=now())
    assert said(post("close", confirmation="")).startswith("Nothing was done")
    assert post("close", confirmation="close")["Location"] == "/office/after/?done=closed"
    assert "1 ballot, head" in client.get("/office/after/").content.decode()
    assert [act.act for act in acts()] == [
        *(
            "officer",
            "sign-in",
            "roll",
            "freeze",
            "keytest",
            "keytest",
            "statement",
            "mail",
            "mail-by-hand",
        ),
        *("open", "link-reissue", "mail-again", "roll-revoke", "roll-add"),
        *("heads", "extend", "close"),
    ]
    assert {act.who for act in acts()[1:]} == {WHO}
    assert "are as they were written" in client.get("/office/log/").content.decode()


def test_a_proof_is_the_page_that_voters_get(office: Folder) -> None:
    """Before the seal and after it the same, but for the code; and nothing can be cast from it."""
    from hustings.voting.domain import poll

    made = elections.setup(office)
    fill(office, made)
    client = entered()
    proof = client.get("/office/ballot/2/").content.decode()
    assert client.get("/office/ballot/3/").status_code == 404
    assert "More tea." in proof
    poll.freeze(office, made, tuple(key.public for key in officer_keys()), WHO)
    poll.open_poll(WHO)
    assert client.get("/office/ballot/2/").content.decode() == proof
    voter = browser().post("/v/", {"code": links.fragment(token(office, "1"))}).content.decode()

    def paper(page: str) -> str:
        return re.search(r'<section class="contest".*?</form>', page, re.S)[0]

    assert paper(voter) == paper(proof)
    cast = browser().post("/v/review", {"code": "", "rank.committee.1": "1"})
    assert b"26 letters and digits" in cast.content


def test_a_mistake_in_the_file_is_shown_on_every_page(office: Folder) -> None:
    client = entered()
    path = Path(office.toml)
    path.write_text(path.read_text("utf-8").replace("seats = 2", "seats = 0"), "utf-8")
    for page in ("mails/", "voters/", "ballot/"):
        answer = client.get(f"/office/{page}")
        assert (answer.status_code, said(answer)[:21]) == (422, "Line 15: `seats` is 0"), page
    for page in ("", "check/", "seal/", "close/", "log/"):
        assert client.get(f"/office/{page}").status_code == 200, page


def frozen_with_otto(office: Folder) -> Client:
    """An election that a second officer has to open too; the first one's browser."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.office import officers

    officers.create("Otto", PASSWORD)
    made = elections.setup(office)
    fill(office, made)
    poll.freeze(office, made, tuple(key.public for key in officer_keys()), WHO)
    return entered()


def test_two_officers_open_a_poll(office: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.queries import status

    client = frozen_with_otto(office)
    for _ in range(2):
        answer = client.post("/office/open/", {"confirmation": "open"})
        assert answer["Location"] == "/office/open/?done=agreed"
        assert poll.open_poll(f"{WHO} (command line)") is False
    assert status().state == "frozen"
    page = client.get("/office/open/").content.decode()
    assert "You have agreed. The poll is opened by another officer" in page
    assert "Type the word" not in page
    assert "This is a practice election." in page
    otto = entered("Otto")
    page = otto.get("/office/open/").content.decode()
    assert "Olive has agreed. Yours is the second word: the poll opens at once." in page
    assert otto.post("/office/open/", {"confirmation": "open"})["Location"] == (
        "/office/?done=open"
    )
    assert status().state == "open"


def test_an_officer_whose_second_has_gone_opens_alone(office: Folder) -> None:
    from django.contrib.auth import get_user_model

    client = frozen_with_otto(office)
    client.post("/office/open/", {"confirmation": "open"})
    get_user_model().objects.filter(username="Otto").update(is_active=False)
    assert "Type the word" in client.get("/office/open/").content.decode()
    answer = client.post("/office/open/", {"confirmation": "open"})
    assert answer["Location"] == "/office/?done=open"


def test_a_voter_is_given_one_more_contest(office: Folder) -> None:
    """Whatever they may not vote in is offered, until the close."""
    from hustings.voting.domain import poll

    elections.opened(office)
    client = entered()

    def offered(member: str) -> list[str]:
        page = client.get(f"/office/voters/?q={member}").content.decode()
        more = re.search(r'<select id="more-1".*?</select>', page, re.S)
        return re.findall(r'value="(\w+)"', more[0]) if more else []

    form = {"act": "entitle", "member": "2", "contest": "wales"}
    assert (offered("1"), offered("2")) == ([], ["wales"])
    assert said(client.post("/office/voters/", form)).startswith("No reason is given")
    answer = client.post("/office/voters/", {**form, "reason": "Lives in Wales"})
    assert answer["Location"] == "/office/voters/?done=entitled"
    assert (offered("2"), offered("3")) == ([], ["wales"])
    poll.close_poll(office, WHO)
    assert offered("3") == []


def test_which_keys_are_still_to_be_handed_in(election: Folder) -> None:
    from dataclasses import replace

    from hustings.sealing.holders.keys import PublicKey
    from hustings.voting.config.model import Setting
    from hustings.voting.domain.manifest import awaited

    def held(*named: tuple[str, str]) -> tuple[PublicKey, ...]:
        return tuple(
            PublicKey(holder=holder, election="", use=use, public=bytes(32))
            for holder, use in named
        )

    club = elections.setup(election)
    assert awaited(club, ()) == ("M1, of the officer", "sign, of the officer")
    assert awaited(club, held(("Olive", "M1"))) == ("sign, of Olive",)
    assert awaited(club, held(("Olive", "M1"), ("Olive", "sign"))) == ()
    society = replace(club, setting=Setting.SOCIETY, trustees=2)
    some = (("Sam", "S"), ("Sam", "sign"), ("Tess", "M1"), ("Uri", "M2"), ("Uri", "O2"))
    assert awaited(society, held(*some)) == (
        "O1, of trustee 1",
        "sign, of Tess",
        "sign, of Uri",
        "sign, of the officer",
    )
    rest = [("Tess", "O1"), *((name, "sign") for name in ("Tess", "Uri", "Olive"))]
    assert awaited(society, held(*some, *rest)) == ()
    elsewhere = replace(
        society, setting=Setting.ORGANISATION, seal=society.seal._replace(links="Mailing House")
    )
    assert awaited(elsewhere, held(*some, *rest)) == ("sign, of Mailing House",)
    instead = held(*some, *rest[:-1], ("Mailing House", "sign"))
    assert awaited(elsewhere, instead) == ("sign, of the officer",)


def test_how_far_a_count_is_and_what_became_of_it(office: Folder) -> None:
    """While it runs the page asks for itself again; a broken-off one can be started again."""
    import signal
    import subprocess
    import sys

    from hustings.voting.domain import poll
    from hustings.voting.interfaces import counting_apart
    from voting.domain.results.test_lots import HOLD

    elections.opened(office)
    poll.close_poll(office, WHO)
    client = entered()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, office.path], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        page = client.get("/office/after/")
        assert page["Refresh"] == "3"
        assert "Committee: 3 of 12 opened (25 %)" in page.content.decode()
        assert "It is being counted now." in client.get("/office/").content.decode()
        with pytest.raises(InputError, match="a count is running already, started by Olive at"):
            counting_apart.start(office, [b"{}"], "words", WHO)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    page = client.get("/office/after/")
    assert "Refresh" not in page
    assert "The last count, started by Olive, was broken off." in page.content.decode()
    with pytest.raises(InputError, match="this is not a document of the form hustings-key"):
        counting_apart.start(office, [b"{}"], "words", WHO)
    assert "The last count ended: " in client.get("/office/after/").content.decode()


def test_results_are_looked_at_before_anybody_else_sees_them(office: Folder) -> None:
    from voting.domain.results.test_count import closed, counted

    setup, _ = closed(office)
    client = entered()
    assert client.get("/office/results/").status_code == 404
    counted(office, setup)
    page = client.get("/office/results/")
    assert b"Ann" in b"".join(page.streaming_content)
    page.close()
    assert browser().get("/office/results/")["Location"] == "/office/sign-in/"
    assert browser().get("/results/").status_code == 404


def test_a_lot_that_is_not_asked_for_is_not_taken(office: Folder) -> None:
    elections.opened(office)
    client = entered()
    form = {"act": "draw", "tie": "committee/all/3/exclusion", "place": ["1", "2"]}
    answer = client.post("/office/draw/", {**form, "confirmation": "drawn"})
    assert said(answer) == "This lot is not asked for any more; look at what is drawn now."


def test_an_altered_log_is_shown_to_be_altered(office: Folder) -> None:
    from hustings.voting.models import LogEntry

    client = entered()
    LogEntry.objects.filter(n=1).update(who="Nobody")
    answer = client.get("/office/log/")
    assert answer.status_code == 422
    assert said(answer) == "Entry 1 of the log is not what was written."


def test_whoever_asks_for_a_link_gets_one_answer(office: Folder) -> None:
    fill(office, elections.setup(office))
    forms = [{"email": text} for text in ("una@example.org", "nobody@example.org", "", "x" * 999)]
    answers = [browser().post("/again/", form) for form in [*forms, *forms]]
    assert len({answer.content for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    assert "If this address is on the roll, the link is on its way." in said(
        browser().post("/again/", forms[0])
    )


@pytest.mark.parametrize("name", ["Olive Hill", "Siân O’Neill-Jones", "o.hill@example.org"])
def test_officers_have_the_names_that_people_have(office: Folder, name: str) -> None:
    from hustings.voting.domain.office import officers

    officers.create(name, PASSWORD)
    assert name in officers.names()


@pytest.mark.parametrize("name", ["", " Olive", "Olive  Hill", "Olive (command line)", "O" * 151])
def test_no_officer_has_a_name_that_another_could_be_taken_for(office: Folder, name: str) -> None:
    from hustings.errors import InputError
    from hustings.voting.domain.office import officers

    with pytest.raises(InputError, match="name"):
        officers.create(name, PASSWORD)


def test_where_the_procession_stands_and_the_count_once_it_is_round(
    office: Folder, tmp_path: Path
) -> None:
    from hustings.sealing import closing
    from hustings.sealing.closing import Signer
    from hustings.sealing.holders.keys import LEAST_COST, lock
    from hustings.sealing.procession import acts, stick, zipped
    from hustings.voting.domain import poll, queries
    from hustings.voting.domain.results import counting, procession
    from voting.domain.results import test_count as counts

    client = entered()

    def acts_of() -> list[tuple[str, str, str]]:
        return [(one.who, one.act, one.details) for one in queries.acts()]

    def shown() -> list[str]:
        text = client.get("/office/after/").content.decode()
        rows = re.findall(r'<th scope="row">(.*?)</th><td>.*?</td><td>(.*?)</td>', text)
        return [f"{name}: {re.sub('<.*?>', '', state)}" for name, state in rows]

    counts.closed(office, club=False)
    held = {(one.key.holder, one.key.use): one for one in counts.held(club=False)}
    signers = {
        name: Signer(name, one.key.secret) for (name, use), one in held.items() if use == "sign"
    }
    refused = client.post("/office/after/", {"act": "count", "confirmation": "count"})
    assert said(refused) == (
        "The holders have not released their keys yet; take the stick in when it has come round."
    )
    with pytest.raises(
        InputError, match="Sam, Tess, Uri, Olive have not signed the manifest; let ever"
    ):
        procession.begin(office, WHO)
    signed = poll.proceedings()
    for signer in signers.values():
        signed = closing.accept(signed, signer)
    poll.keep_statements(signed)
    waits = ["Tess: not yet", "Uri: not yet"]
    assert shown() == ["Sam: next", "Sam: not yet", *waits, "Sam: not yet", *waits]
    text = client.get("/office/after/").content.decode()
    assert "Make the stick, on the computer that has the election’s folder" in text
    sent = client.post("/office/after/", {"act": "send"})
    assert (sent["Content-Type"], sent["Content-Disposition"]) == (
        "application/zip",
        'attachment; filename="stick.zip"',
    )
    zipped.unpack(sent.content, str(tmp_path / "stick"))
    passed = stick.read(str(tmp_path / "stick"))
    assert passed == procession.begin(office, WHO)
    assert "Make the stick, on" not in client.get("/office/after/").content.decode()
    sam, key = signers["Sam"], held["Sam", "S"]
    passed = acts.commit(passed, sam, counts.seeds)
    passed = acts.open_boards(passed, sam, key.key, counts.seeds, journal=key.journal)
    stick.write(str(tmp_path / "stick"), passed)
    # What does not hold is refused whole: a byte of a list that was changed on the way.
    before, (list_, *_) = stored(), sorted((tmp_path / "stick").rglob("lists/*.bin"))
    right = list_.read_bytes()
    list_.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
    for bad, why in (
        (zipped.packed(str(tmp_path / "stick")), "list"),
        (b"PK nothing", "This is not a zip archive"),
        (None, "No file was chosen"),
    ):
        form = {"act": "receive", **({"stick": file("stick.zip", bad)} if bad else {})}
        refused = client.post("/office/after/", form)
        assert (refused.status_code, why in said(refused)) == (422, True), said(refused)
    assert stored() == before
    list_.write_bytes(right)

    def hand_in() -> str:
        packed = file("stick.zip", zipped.packed(str(tmp_path / "stick")))
        taken = client.post("/office/after/", {"act": "receive", "stick": packed})
        return str(taken["Location"]).partition("?done=")[2]

    assert (hand_in(), hand_in()) == ("received", "nothing-new")
    assert acts_of()[-1] == (WHO, "received", '{"by":["Sam"],"statements":11}')
    assert shown() == [
        "Sam: done",
        "Sam: done",
        "Tess: next",
        "Uri: not yet",
        "Sam: not yet",
        *waits,
    ]
    # As it is where a holder of old hands on one contest at a time.
    half = passed.proceedings
    one = mixed_alone(passed, signers["Tess"], held["Tess", "M1"])
    poll.keep_statements(one)
    assert shown()[2] == "Tess: next, missing for Chair"
    from hustings.voting.models import Document

    Document.objects.filter(name=f"statement/{len(one.statements):04d}").delete()
    assert poll.proceedings().statements == half.statements
    for name, layer in (("Tess", "M1"), ("Uri", "M2")):
        own = held[name, layer]
        passed = acts.mix(passed, signers[name], own.key, {}, journal=own.journal)
    passed = acts.publish(passed, sam, key.key, counts.seeds)
    checked = acts.check_decoys(passed)
    passed = acts.release(passed, signers["Uri"], held["Uri", "O2"].key, checked)
    procession.receive(office, passed, WHO)
    assert shown() == [
        *(f"{name}: done" for name in ("Sam", "Sam", "Tess", "Uri", "Sam")),
        *["Tess: next", "Uri: done"],
    ]
    passed = acts.release(passed, signers["Tess"], held["Tess", "O1"].key, checked)
    procession.receive(office, passed, WHO)
    assert shown() == []
    path = tmp_path / "sign.json"
    path.write_bytes(lock(held[WHO, "sign"].key, "seven words", cost=LEAST_COST))
    form = {"act": "count", "confirmation": "count", "passphrase": "seven words"}
    assert said(client.post("/office/after/", form)) == (
        "The keys are not there; choose the one with which you sign."
    )
    with path.open("rb") as key_file:
        begun = client.post("/office/after/", {**form, "keys": key_file})
    assert begun["Location"] == "/office/after/?done=counting"
    for _ in range(300):
        if found := counting.results():
            break
        time.sleep(0.1)
    assert [(one.contest, one.elected) for one in found.contests] == [
        ("committee", ("Ann", "Ben")),
        ("chair", ("Eve",)),
    ]


def mixed_alone(passed: Any, tess: Any, own: Any) -> Any:
    """The proceedings with one contest mixed at M1, by a journal of its own."""
    from hustings.sealing.closing import Noted, mix

    lines = passed.lists["committee"]["M1"]
    given = (passed.proceedings, tess, "committee", lines, own.key)
    return mix(*given, observed=None, journal=Noted()).proceedings
