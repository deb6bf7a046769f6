"""Candidates' photographs on pages: sent in, seen by who may, served with headers that hold."""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape
from typing import Any

import pytest
from report.test_photographs import file as written
from report.test_photographs import picture as striped

from hustings.sealing.voters import links as codes
from hustings.web.folder import Folder
from voting import nominations as noms
from voting.domain.nominations.test_photographs import hash_of, kept
from voting.elections import WHO, token
from voting.nominations import ANN, JO, PICTURED, bodies, choice, find, nominate, picture
from voting.pages.test_nominations import said, send, values
from voting.pages.test_office import PASSWORD, browser, entered, file
from voting.pages.test_office import said as alert


@pytest.fixture
def jo(election: Folder) -> Any:
    """Nominated in the committee, where photographs are wanted."""
    made = noms.setup(election, PICTURED)
    (leeds,) = bodies(made, "Leeds")
    nominate(election, made, leeds, choice("committee", "Jo Ash"))
    return find("committee", "Jo Ash")


def faces(answer: Any) -> list[tuple[str, str, str]]:
    """Address, description and its language of each picture on a page."""
    found = []
    for tag in re.findall(r'<img class="face"[^>]*>', answer.content.decode()):
        by_name = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        found.append((by_name["src"], unescape(by_name["alt"]), by_name.get("lang", "")))
    return found


WORDS = {"photograph.en": "Jo by the kettle", "statement.en": "More tea.", "slate": "Kettle"}


def test_a_photograph_is_given_seen_and_taken_back(election: Folder, jo: Any) -> None:
    sent = {**WORDS, "photograph": file("../me.gif", written(striped(), "JPEG"))}
    answer = send(election, jo, "accept", **sent)
    assert answer.status_code == 200
    content, texts, hash, _ = kept()["Jo Ash"]
    assert (texts, content[:3]) == (JO, b"\xff\xd8\xff")
    # In the page itself, for whoever has the code; it has no address as yet.
    own = f"data:image/jpeg;base64,{b64encode(content).decode()}"
    assert faces(answer) == [(own, "Jo by the kettle", "")]
    assert browser().get(f"/photographs/{hash.hex()}.jpg").status_code == 404
    welsh = send(election, jo, "", language="cy")
    assert faces(welsh) == [(own, "Jo by the kettle", "en")]
    # What is kept stays where no other file is sent, and goes where it is asked for.
    again = send(election, jo, "accept", **{**WORDS, "photograph.cy": "Jo wrth y tebot"})
    assert "Your statement and your photograph are kept" in again.content.decode()
    assert kept()["Jo Ash"][:2] == (content, {**JO, "cy": "Jo wrth y tebot"})
    gone = send(election, jo, "accept", **WORDS, remove="1")
    assert (faces(gone), kept()) == ([], {})


WRONG = [
    (b"<svg/>", WORDS, "The file is not a photograph in JPEG, PNG or WebP"),
    (bytes(10_000_001), WORDS, "more than 10 megabytes"),
    (written(striped((150, 300)), "PNG"), WORDS, "is 150 pixels wide and 300 high, and needs 200"),
    (written(striped(), "JPEG")[:3_000], WORDS, "the file is damaged"),
    (picture(60), {**WORDS, "photograph.en": ""}, "Say what the photograph shows"),
    (
        picture(60),
        {**WORDS, "photograph.cy": "x" * 201},
        "at most, and no special characters. (C",
    ),
    (None, WORDS, "You have said what a photograph shows, but there is none"),
]


@pytest.mark.parametrize(("content", "words", "why"), WRONG)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    election: Folder, jo: Any, content: bytes | None, words: dict[str, str], why: str
) -> None:
    sent = {"photograph": file("me.jpg", content)} if content is not None else {}
    answer = send(election, jo, "accept", **words, **sent)
    assert (answer.status_code, kept()) == (422, {})
    assert [text for text in said(answer) if why in text], said(answer)
    assert values(answer) == {key: value for key, value in words.items() if value}
    again = "The file you chose has not been kept: choose it again."
    assert (again in answer.content.decode()) == bool(sent)
    jo.refresh_from_db()
    assert jo.answer == "waiting"


def test_what_is_far_too_large_is_not_even_read(election: Folder, jo: Any) -> None:
    answer = browser().generic("POST", "/n/", b"", CONTENT_LENGTH="64000001")
    assert (answer.status_code, answer.content) == (413, b"This is far too large.\n")
    assert browser().generic("POST", "/n/", b"", CONTENT_LENGTH="many").status_code == 400


def test_where_none_are_wanted_there_is_no_field(election: Folder, jo: Any) -> None:
    noms.setup(election, "threshold = 1")
    sent = {**WORDS, "photograph": file("me.jpg", picture(60))}
    answer = send(election, jo, "accept", **sent)
    assert (answer.status_code, kept()) == (200, {})
    assert 'name="photograph' not in answer.content.decode()


def test_sealed_photographs_are_served_and_no_others(election: Folder) -> None:
    from hustings.voting.domain.nominations import photographs

    noms.sealed(election)
    address = f"/photographs/{hash_of(60, JO).hex()}.jpg"
    answer = browser().get(address)
    assert (answer.status_code, answer.content) == (200, picture(60))
    assert dict(answer.headers) == {
        "Content-Type": "image/jpeg",
        "Content-Length": str(len(picture(60))),
        "Content-Disposition": "inline",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "private, max-age=86400, immutable",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Vary": "Accept-Language",
        "Content-Language": "en",
    }
    assert browser().post(address).status_code == 405
    # One that is in the table, and not in the manifest.
    photographs.keep(find("committee", "Ed Elm"), picture(120), JO)
    for other in (hash_of(120, JO).hex(), hash_of(60, ANN).hex(), "", "..", "60", "A" * 64):
        assert browser().get(f"/photographs/{other}.jpg").status_code == 404
    # Every candidate has the same room, and each description its language.
    face = f"/photographs/{hash_of(200, ANN).hex()}.jpg"
    page = browser().get("/statements/committee/?language=en")
    assert faces(page) == [(address, JO["en"], ""), (face, ANN["en"], "")]
    assert page.content.decode().count('<p class="face">No photograph was given.</p>') == 1
    welsh = browser().get("/statements/committee/?language=cy")
    assert faces(welsh) == [(address, JO["en"], "en"), (face, ANN["cy"], "")]
    form = {"code": codes.fragment(token(election, "1")), "language": "en"}
    assert faces(browser().post("/v/", form)) == faces(page)


def test_the_officer_sees_each_and_may_take_it_away(election: Folder) -> None:
    from hustings.voting.domain.office import officers

    officers.create(WHO, PASSWORD)
    noms.on_the_ballot(election)
    client = entered()
    jo = find("committee", "Jo Ash")
    address = f"/office/photographs/{hash_of(60, JO).hex()}.jpg"
    assert browser().get(address).status_code == 303
    assert client.get(address).content == picture(60)
    page = client.get(f"/office/nominations/{jo.pk}/").content.decode()
    assert f'<img src="{address}" width="240" height="240" alt="Jo by the kettle">' in page
    proof = client.get("/office/ballot/").content.decode()
    assert proof.count("<i>Photograph: ") == 2
    assert [one[0] for one in faces(client.get("/office/ballot/1/"))] == [
        *(address, f"/office/photographs/{hash_of(200, ANN).hex()}.jpg"),
    ]
    form = {"act": "photograph", "reason": ""}
    refused = client.post(f"/office/nominations/{jo.pk}/", form)
    assert (refused.status_code, kept()["Jo Ash"][3]) == (422, "")
    assert "No reason is given" in alert(refused)
    done = client.post(f"/office/nominations/{jo.pk}/", {**form, "reason": "It is a cat"})
    assert (done.status_code, kept()["Jo Ash"][3]) == (303, "It is a cat")
    page = client.get(done["Location"]).content.decode()
    assert "The photograph is taken away." in page
    assert "You have taken it away: It is a cat" in page
    assert client.get(address).status_code == 404
    noms.setup(election, PICTURED)
    own = send(election, jo, "").content.decode()
    assert "The returning officer has taken your photograph away: It is a cat" in own


def test_what_is_forgotten_is_shown_no_more(election: Folder) -> None:
    from hustings.voting.models import Photograph

    noms.sealed(election)
    Photograph.objects.all().delete()
    page = browser().get("/statements/committee/?language=en")
    assert (faces(page), "photograph" in page.content.decode()) == ([], False)
