"""Pages of those who nominate and are nominated, the tally, the office: nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from hustings.sealing.voters import links as codes
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.elections import WHO
from voting.nominations import accepted, bodies, choice, find, nominate
from voting.pages.test_office import PASSWORD, browser, entered, file, stored
from voting.pages.test_office import said as alert

TALLY = "threshold = 2\ntally = true"


def code(folder: Folder, holder: Any) -> str:
    from hustings.voting.domain.nominations import links

    return codes.fragment(links.token(folder, holder))


def said(answer: Any) -> list[str]:
    """What a page says is wrong, sentence by sentence."""
    page = answer.content.decode()
    box = re.search(r'<div class="wrong" role="alert".*?</div>', page, re.S)
    return [
        unescape(re.sub(r"<[^>]*>", "", one))
        for one in re.findall(r"<li>(.*?)</li>", box[0] if box else "", re.S)
    ]


def values(answer: Any) -> dict[str, str]:
    """What stands in the fields of a page that can be typed in."""
    page = answer.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and value and value[1] and 'type="hidden"' not in tag and "checkbox" not in tag:
            found[name[1]] = unescape(value[1])
    areas = re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.S)
    for name, text in areas:
        if text:
            found[name] = unescape(text)
    return found


@pytest.fixture
def leeds(election: Folder) -> Any:
    """A body in an election in which bodies nominate."""
    return bodies(noms.setup(election), "Leeds", "York")[0]


def send(folder: Folder, holder: Any, act: str = "send", **form: Any) -> Any:
    form = {key.replace("__", "."): value for key, value in form.items()}
    return browser().post("/n/", {"code": code(folder, holder), "act": act, "filled": "1", **form})


def test_a_candidate_reads_which_bodies_nominate(election: Folder) -> None:
    made = noms.setup(election)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    page = send(election, find("committee", "Jo Ash"), "").content.decode()
    assert "<dd>1 body: Leeds</dd>" in page


def test_who_among_the_members_nominates_is_said_to_nobody_who_is_nominated(
    election: Folder,
) -> None:
    from voting.domain.nominations.test_members import members

    # Anybody who nominates may write down an address of their own as the candidate's.
    made, several = members(election)
    nominate(election, made, several[0], choice("committee", "Jo Ash"))
    for one in several[1:]:
        nominate(election, made, one, choice("committee", listed=["Jo Ash"]))
    page = send(election, find("committee", "Jo Ash"), "").content.decode()
    assert "<dd>3 members.</dd>" in page
    assert not [one.name for one in several if one.name in page]


# Ten that people send in, and what they are told; what they typed stands there again.
ROWS = [
    ({"new.committee.1": "Jo Ash"}, "Give the e-mail address of Jo Ash."),
    ({"email.committee.1": "jo@example.org"}, "Give the name of the person with the address jo@"),
    (
        {"new.committee.1": "Jo Ash", "email.committee.1": "jo at example"},
        "“jo at example” beside Jo Ash is not an e-mail address.",
    ),
    (
        {"new.committee.1": "J" * 201, "email.committee.1": "jo@example.org"},
        "A name has at most 200 letters",
    ),
    (
        {"new.committee.1": "Jo\x07Ash", "email.committee.1": "jo@example.org"},
        "A name has at most 200 letters and no special characters",
    ),
    (
        {
            **{"new.committee.1": "Jo Ash", "email.committee.1": "jo@example.org"},
            **{"new.committee.2": "jo ASH", "email.committee.2": "jo2@example.org"},
        },
        "You wrote jo ASH twice",
    ),
    (
        {
            f"{field}.committee.{number}": f"a{number}@example.org"
            for field in ("new", "email")
            for number in (1, 2, 3)
        },
        "You chose 3 names, and may nominate 2",
    ),
    ({"name.committee": "999"}, "is not on the list any more"),
    (
        {"new.committee.1": '<b>"Jo"</b>', "email.committee.1": "<jo@example.org>"},
        '“<jo@example.org>” beside <b>"Jo"</b> is not an e-mail address.',
    ),
    (
        {"new.committee.1": "Cát O’Neill-Ŵyn", "email.committee.1": "cát@example"},
        "“cát@example” beside Cát O’Neill-Ŵyn is not an e-mail address.",
    ),
]


@pytest.mark.parametrize(("form", "why"), ROWS)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    election: Folder, leeds: Any, form: dict[str, str], why: str
) -> None:
    opened = browser().post("/n/", {"code": code(election, leeds)})
    assert opened.status_code == 200
    before = stored()
    form = {"new.wales.1": "Dai Rees", "email.wales.1": "dai@example.org", **form}
    answer = send(election, leeds, **form)
    assert (answer.status_code, stored() == before) == (422, True)
    assert [text for text in said(answer) if why in text], said(answer)
    typed = {key: value for key, value in form.items() if not key.startswith("name.")}
    assert values(answer) == {key: " ".join(value.split("\n")) for key, value in typed.items()}
    # Asking for the other language loses nothing either.
    welsh = browser().post(
        "/n/", {"code": code(election, leeds), "filled": "1", "language": "cy", **form}
    )
    assert (values(welsh), welsh["Content-Language"]) == (values(answer), "cy")
    assert stored() == before


def test_what_is_right_is_taken_and_can_be_changed(election: Folder, leeds: Any) -> None:
    row = {"new.committee.1": "Jo Ash", "email.committee.1": "jo@example.org"}
    answer = send(election, leeds, **row)
    page = answer.content.decode()
    assert "Your nominations have been taken" in page
    assert "You can change it until" in page
    jo = find("committee", "Jo Ash")
    assert f'name="name.committee" value="{jo.pk}" checked' in page
    assert values(answer) == {}
    # The browser's way back and the same form once more is a name that is on the list by now.
    again = send(election, leeds, **row)
    assert said(again) == [
        "Committee: Jo Ash is on the list already: choose the name there, and take it out below."
        " If you mean somebody else of that name, add what tells them apart."
    ]
    answer = send(election, leeds, **{"name.committee": str(jo.pk)})
    assert "Nothing was changed" in answer.content.decode()
    answer = send(election, leeds)
    assert "<p>Nobody</p>" in answer.content.decode()


def test_where_it_stands_once_sent_in_it_is_reviewed_first(election: Folder) -> None:
    made = noms.setup(election, "threshold = 2\nchanges = false")
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, york, choice("committee", "Al Fir"))
    al = find("committee", "Al Fir")
    form = {
        **{"new.committee.1": "Jo Ash", "email.committee.1": "jo@example.org"},
        "name.committee": str(al.pk),
    }
    code(election, leeds)  # makes the link
    before = stored()
    empty = send(election, leeds, "check")
    assert said(empty) == ["You have chosen nobody yet."]
    check = send(election, leeds, "check", **form).content.decode()
    assert "Nothing has been sent in yet." in check
    assert "jo@example.org" in check
    assert stored() == before
    carried = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', check))
    back = browser().post("/n/", carried)
    assert values(back) == {key: form[key] for key in ("new.committee.1", "email.committee.1")}
    done = browser().post("/n/", {**carried, "act": "nominate"}).content.decode()
    assert "They stand, and cannot be changed." in done
    late = browser().post("/n/", {**carried, "act": "nominate"})
    assert "Al Fir" in late.content.decode()
    assert 'name="name.committee"' not in late.content.decode()


def test_candidates_answer_and_what_is_too_long_comes_back(election: Folder, leeds: Any) -> None:
    made = noms.setup(election)
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    jo = find("committee", "Jo Ash")
    opened = browser().post("/n/", {"code": code(election, jo)}).content.decode()
    assert "Jo Ash, you have been nominated" in opened
    assert "1 body:" in opened
    assert "Leeds" in opened
    long = "one two\r\n\r\nthree four five six"
    form = {"statement__en": long, "statement__cy": "Te", "slate": "Kettle"}
    answer = send(election, jo, "accept", **form)
    assert said(answer) == ["The statement has 6 words, and may have 5. (English)"]
    kept = {"statement.en": long.replace("\r\n", "\n"), "statement.cy": "Te", "slate": "Kettle"}
    assert values(answer) == kept
    for wrong, why in (
        ({"slate": "K" * 201}, "The line below your name has at most 200 letters"),
        ({"statement__en": "bell \x07"}, "holds a character that cannot be shown. (English)"),
    ):
        answer = send(election, jo, "accept", **{**form, **wrong})
        assert [text for text in said(answer) if why in text], said(answer)
        assert values(answer)["statement.cy"] == "Te"
    answer = send(election, jo, "withdraw", sure="1")
    assert said(answer) == ["It is too late for that. What stood before still stands."]
    right = {"statement__en": "one two\r\n\r\nthree", "slate": "Kettle"}
    answer = send(election, jo, "accept", **right)
    assert "You have accepted. Thank you." in answer.content.decode()
    assert "It has 3 words." in answer.content.decode()
    answer = send(election, jo, "accept", **{**right, "statement__en": ""})
    assert "Your statement is kept." in answer.content.decode()
    answer = send(election, jo, "withdraw")
    assert said(answer) == ["Tick the box if you really want to withdraw."]
    answer = send(election, jo, "withdraw", sure="1")
    assert "Jo Ash, you have withdrawn" in answer.content.decode()
    assert "The time for answers is over" not in answer.content.decode()


def test_who_has_no_link_learns_nothing_and_looking_changes_nothing(
    election: Folder, leeds: Any
) -> None:
    made = noms.setup(election, TALLY)
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    holders = [code(election, one) for one in (leeds, find("committee", "Jo Ash"))]
    before = stored()
    for path in ("/n/", "/nominations/", "/nominations/committee.csv", "/", "/n/?act=send"):
        for method in (browser().get, browser().head):
            answer = method(path)
            assert answer.status_code == 200, path
            assert not answer.cookies
    for one in holders:
        assert browser().post("/n/", {"code": one}).status_code == 200
    assert stored() == before
    wrong = browser().post("/n/", {"code": "tea"})
    assert (wrong.status_code, b"That is not a code" in wrong.content) == (400, True)
    unknown = browser().post("/n/", {"code": codes.fragment(bytes(16))})
    assert (unknown.status_code, b"This link is not known" in unknown.content) == (403, True)
    from hustings.voting.domain.nominations import mails

    mails.again(election, leeds, WHO, revoke="lost")
    old = browser().post("/n/", {"code": holders[0], "act": "send", "filled": "1"})
    assert (old.status_code, b"This link has been replaced" in old.content) == (403, True)
    assert find("committee", "Jo Ash") is not None


def test_the_tally_is_for_everybody_where_the_election_says_so(election: Folder) -> None:
    import csv
    import io
    import json

    from hustings.election.nominations.file import read

    made = noms.setup(election)
    leeds, york = bodies(made, "Leeds", "York")
    nominate(election, made, leeds, choice("committee", "=Jo Ash", "Bo Day"))
    nominate(election, made, york, choice("committee", listed=["Bo Day"]))
    for path in ("", "committee.csv", "committee.json"):
        assert browser().get(f"/nominations/{path}").status_code == 404
    assert b"/nominations/" not in browser().get("/").content
    noms.setup(election, TALLY)
    assert b"/nominations/" in browser().get("/").content
    page = browser().get("/nominations/").content.decode()
    table = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]
    rows = [re.findall(r">([^<]+)<", row) for row in table.split("</tr>")]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows][:2] == [
        ["Bo Day", "2", "66.7 %", "yes", "has not answered yet"],
        ["=Jo Ash", "1", "33.3 %", "not yet", "has not answered yet"],
    ]
    sheet = browser().get("/nominations/committee.csv").content.decode()
    # As a spreadsheet is to see it; the program reads it back as it was.
    assert list(csv.reader(io.StringIO(sheet)))[1:] == [
        ["Leeds", "North", "", "'=Jo Ash"],
        ["Leeds", "North", "", "Bo Day"],
        ["York", "North", "", "Bo Day"],
    ]
    path = election.file("nominations.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write(sheet)
    assert [one.candidate for one in read(path).nominations.single] == [
        *("=Jo Ash", "Bo Day", "Bo Day"),
    ]
    document = json.loads(browser().get("/nominations/committee.json").content)
    assert (document["format"], document["nominations"]) == ("hustings-nominations/1", 3)
    assert browser().get("/nominations/treasurer.csv").status_code == 404
    assert "Yn ôl ymgeisydd" in browser().get("/nominations/?language=cy").content.decode()


@pytest.fixture
def office(election: Folder) -> Folder:
    from hustings.voting.domain.office import officers

    noms.setup(election)
    officers.create(WHO, PASSWORD)
    return election


def test_an_officer_from_the_list_of_bodies_to_the_ballot(office: Folder) -> None:
    from hustings.voting.config.file import load
    from hustings.voting.models import Nominator
    from hustings.voting.pages.speaking import setup

    client: Client = entered()

    def post(path: str = "", **form: Any) -> Any:
        return client.post(f"/office/nominations/{path}", form)

    assert client.get("/office/nominations/").status_code == 200
    assert alert(post(act="bodies", file=file("b.csv", b"name,region\nLeeds,North\n"))) == (
        "Line 1: no column is headed `contact`; head the columns name, region, contact, and kind"
        " where it counts."
    )
    wrong = b"name,region,contact\nLeeds,North,leeds@example.org\nLEEDS,,x@example.org\n"
    assert alert(post(act="bodies", file=file("b.csv", wrong))).startswith("Line 3: `LEEDS` is on")
    assert Nominator.objects.count() == 0
    right = b"Branch,Region,E-mail\nLeeds,North,leeds@example.org\nYork,North,york@example.org\n"
    assert post(act="bodies", file=file("b.csv", right)).status_code == 303
    assert "not 3" in alert(post(act="invite", count="3"))
    assert alert(post(act="invite", count="two")).startswith("Nothing was queued")
    assert post(act="invite", count="2").status_code == 303
    page = client.get("/office/nominations/").content.decode()
    links = re.findall(r"http://127.0.0.1:8000/n/#(\w{26})", page)
    assert len(set(links)) == 2
    ids = re.findall(r'name="mail" value="(\d+)"', page)
    assert client.post("/office/nominations/", {"act": "by-hand", "mail": ids}).status_code == 303
    assert "/n/#" not in client.get("/office/nominations/").content.decode()
    form = {"new.committee.1": "Jo Ash", "email.committee.1": "jo@example.org", "act": "send"}
    assert browser().post("/n/", {"code": links[0], "filled": "1", **form}).status_code == 200
    assert "/n/#" in client.get("/office/nominations/").content.decode()
    jo = find("committee", "Jo Ash")
    assert client.get(f"/office/nominations/{jo.pk + 9}/").status_code == 404
    assert alert(post(f"{jo.pk}/", act="decide", valid="no")).startswith("No reason is given")
    answer = post(f"{jo.pk}/", act="correct", name="Joan", email="joan", reason="why ever")
    assert alert(answer) == "`joan` is not an e-mail address; correct it."
    assert values(answer) == {"name": "Joan", "email": "joan", "reason": "why ever"}
    for why, shown in (("", "<dd>valid</dd>"), ("in order", "<dd>valid: in order</dd>")):
        done = post(f"{jo.pk}/", act="decide", valid="yes", reason=why)
        assert shown in client.get(f"/office/nominations/{jo.pk}/").content.decode()
    assert done["Location"] == f"/office/nominations/{jo.pk}/?done=decided"
    mail = client.get("/office/nominations/mails/nominate/cy/").content.decode()
    assert "Cewch enwebu yn: Pwyllgor; Cymru." in mail
    assert "You are nominated for: Committee." in (
        client.get("/office/nominations/mails/stand/en/").content.decode()
    )
    assert client.get("/office/nominations/mails/voted/en/").status_code == 404
    assert alert(post(f"{jo.pk}/", act="merge", same="²", reason="one")).startswith("There is no")
    found = client.get("/office/nominations/bodies/?q=leeds").content.decode()
    assert "Jo Ash (Committee)" in found
    leeds = Nominator.objects.get(name="Leeds")
    assert post("bodies/", act="relink", whose=str(leeds.pk)).status_code == 422
    assert post("bodies/", act="relink", whose=str(leeds.pk), reason="lost").status_code == 303
    assert post("bodies/", act="again", whose="²").status_code == 422
    assert browser().post("/n/", {"code": links[0]}).status_code == 403
    assert alert(post(act="close", confirmation="close")).startswith("Nominations have not ended")
    made = noms.over(office, "threshold = 1")
    assert alert(post(act="close", confirmation="")).startswith("Nothing was done")
    assert post(act="close", confirmation="close").status_code == 303
    accepted(made, "Jo Ash")
    assert alert(post(act="adopt", confirmation="ballot")) == (
        "Wales: nobody may stand; take the contest out, or nominate anew."
    )
    text = noms.TOML
    noms.TOML = re.sub(r'\[\[contests\]\]\nid = "wales".*?\n\n', "", text, flags=re.S)
    try:
        noms.over(office, "threshold = 1")
    finally:
        noms.TOML = text
    assert setup().contest("committee").candidates == ()
    assert post(act="adopt", confirmation="ballot").status_code == 303
    assert [one.name for one in load(office).contest("committee").candidates] == ["Jo Ash"]
    # The pages that are served have read the file anew.
    assert setup() == load(office)
    page = client.get("/office/nominations/").content.decode()
    assert "Those on the ballot are those who may stand." in page
    assert client.get("/office/").status_code == 200


def test_a_link_is_asked_for_again_before_the_seal(election: Folder, leeds: Any) -> None:
    """The page says the same to everybody; without a mail server the officer sees what to send."""
    from hustings.voting.domain.nominations import mails
    from hustings.voting.domain.office import officers

    made = noms.setup(election)
    mails.invite(election, made, 2, WHO)
    page = browser().get("/n/?language=cy").content.decode()
    assert '<a href="/again/?language=cy">Anfon eich dolen eto</a>' in page
    answers = {
        browser().post("/again/", {"email": email}).content
        for email in ("leeds@example.org", "nobody@example.org", "", "x" * 999)
    }
    assert len(answers) == 1
    assert "If a link was sent to this address, it is on its way" in answers.pop().decode()
    officers.create(WHO, PASSWORD)
    office = entered().get("/office/nominations/").content.decode()
    # Its own mail waits, and what was asked for.
    assert office.count(f"/n/#{code(election, leeds)}") >= 2
    assert office.count("<h3>leeds@example.org</h3>") == 2
    assert office.count("<h3>nobody@example.org</h3>") == 1
