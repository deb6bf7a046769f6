"""A voter without JavaScript: every page from the link to the receipt, and every refusal."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from hustings.sealing.voters.links import code as typed
from hustings.sealing.voters.links import read_code
from hustings.web.folder import Folder
from voting.elections import WHO, ballot
from voting.pages import booths

HIDDEN = re.compile(r'<input type="(?:hidden|checkbox)"[^>]*? name="([^"]+)" value="([^"]*)"')


def text(response: Any) -> str:
    """What a page says: no tags, one space between words."""
    main = response.content.decode().partition("<main")[2].partition(">")[2]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))).strip()


def form(response: Any, action: str) -> dict[str, str]:
    """The hidden fields of the form that goes to `action`."""
    page = response.content.decode()
    part = page.partition(f'action="{action}"')[2].partition("</form>")[0]
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', part)
    }


def review(client: Any, election: Folder, member: str = "1", **marks: Any) -> Any:
    return client.post(
        "/v/review", {"code": booths.code(election, member), "language": "en", **marks}
    )


NEC = {"rank.nec.7": "1", "rank.nec.3": "2", "rank.nec.42": " 3 "}


def test_from_the_code_to_the_receipt(client: Any, election: Folder) -> None:
    booths.opened(election)
    code = booths.code(election)
    page = client.post("/v/", {"code": typed(read_code(code)).lower(), "language": "en"})
    assert page.status_code == 200
    assert [text(page).count(title) > 0 for title in ("Members", "Treasurers", "Wales")] == [
        True
    ] * 3
    assert page.content.decode().count('name="rank.nec.') == 42
    assert page.content.decode().count('name="tick.treasurers"') == 3
    marks = {**NEC, "tick.treasurers": ["1", "3"], "rank.wales.2": "1"}
    checked = review(client, election, **marks)
    shown = text(checked)
    assert (
        "You ranked 3 names of 42. First choice first: Name07 Example Red Name03 Example" in shown
    )
    assert "You ticked 2 names: Fay Hal" in shown
    assert "this server did" in shown
    fields = form(checked, "/v/cast")
    assert sorted(fields) == [
        "code",
        "language",
        "server.nec",
        "server.treasurers",
        "server.wales",
    ]
    before = booths.rankings("nec")
    done = client.post("/v/cast", fields)
    assert (before, booths.rankings("nec")) == ([], [(7, 3, 42)])
    assert (booths.rankings("treasurers"), booths.rankings("wales")) == ([(1, 3)], [(2,)])
    assert text(done).startswith(
        "This is a practice election. Nothing here counts. Your ballot has"
    )
    assert "nothing about what is inside" in text(done)
    again = client.post("/v/cast", fields)
    assert again.content == done.content
    assert booths.rankings("nec") == [(7, 3, 42)]
    after = client.post("/v/", {"code": code, "language": "en"})
    assert "You have cast a ballot in every contest you can vote in" in text(after)
    assert not client.cookies


def test_ballots_sealed_on_the_server_are_marked_so(client: Any, election: Folder) -> None:
    from hustings.voting.models import Board
    from voting.elections import ballot

    booths.opened(election)
    client.post("/v/cast", form(review(client, election, **NEC, only="nec"), "/v/cast"))
    client.post("/v/cast", {"code": booths.code(election, "2"), "browser.nec": ballot("nec").hex()})
    assert list(Board.objects.order_by("n").values_list("contest", "sealed_by")) == [
        ("nec", "server"),
        ("nec", "browser"),
    ]


def test_one_contest_at_a_time(client: Any, election: Folder) -> None:
    booths.opened(election)
    checked = review(client, election, **NEC, **{"rank.wales.2": "9"}, only="nec")
    fields = form(checked, "/v/cast")
    assert sorted(fields) == ["code", "language", "server.nec"]
    done = client.post("/v/cast", fields)
    assert "You can still vote in Treasurers Wales" in text(done)
    left = text(client.post("/v/", {"code": booths.code(election), "language": "en"}))
    assert "You have already voted in Members" in left
    assert "Check “Members” alone" not in left
    assert "Check “Wales” alone" in left


def test_what_was_marked_is_there_when_one_goes_back(client: Any, election: Folder) -> None:
    booths.opened(election)
    fields = form(review(client, election, **NEC, **{"tick.treasurers": "3"}), "/v/")
    back = client.post("/v/", fields).content.decode()
    assert 'name="rank.nec.42" value="3"' in back
    assert re.findall(r'name="tick.treasurers" value="(\d)" checked', back) == ["3"]
    welsh = client.post("/v/", {**fields, "language": "cy"}).content.decode()
    assert '<html lang="cy"' in welsh
    assert 'name="rank.nec.42" value="3"' in welsh


def test_blank_is_said_to_be_blank_and_cast_only_when_asked_for(
    client: Any, election: Folder
) -> None:
    booths.opened(election)
    checked = review(client, election)
    assert text(checked).count("You marked nobody here. Nothing will be cast") == 3
    fields = form(checked, "/v/cast")
    assert sorted(fields) == ["code", "language"]
    assert "Nothing was cast" in text(client.post("/v/cast", fields))
    blank = dict(HIDDEN.findall(checked.content.decode()))["server.wales"]
    client.post("/v/cast", {**fields, "server.wales": blank})
    assert (booths.rankings("wales"), booths.rankings("nec")) == ([()], [])


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (
            {"rank.nec.1": "1", "rank.nec.2": "1"},
            "Name01 Example and Name02 Example have the same number: 1. Each needs",
        ),
        ({"rank.nec.1": "1", "rank.nec.2": "3"}, "Nobody has the number 2, but somebody"),
        ({"rank.nec.1": "2"}, "Nobody has the number 1, but somebody has a later one."),
        ({"rank.nec.1": "x<b>"}, "“x<b>” beside Name01 Example is not a place."),
        ({"rank.nec.1": "0"}, "“0” beside Name01 Example is not a place."),
        ({"rank.nec.1": "\u0661"}, "beside Name01 Example is not a place."),
        ({"tick.treasurers": ["1", "2", "3"]}, "3 names are ticked. You can tick up to 2 names."),
    ],
)
def test_faults_are_pointed_out_and_nothing_is_sealed(
    client: Any, election: Folder, marks: dict[str, Any], said: str
) -> None:
    booths.opened(election)
    page = review(client, election, **marks)
    assert "Please look at this first" in text(page)
    assert said in text(page)
    assert "server.nec" not in page.content.decode()


def test_gaps_are_closed_when_the_voter_asks_and_shown_before_anything_is_sealed(
    client: Any, election: Folder
) -> None:
    booths.opened(election)
    gaps = {"rank.nec.1": "2", "rank.nec.2": "5", "rank.nec.3": "9"}
    page = review(client, election, **gaps, mend="nec").content.decode()
    assert re.findall(r'name="rank\.nec\.(\d+)" value="(\d+)"', page) == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]
    assert "server.nec" not in page


def test_the_names_stand_in_the_official_order_or_rotated(client: Any, election: Folder) -> None:
    booths.opened(election)
    page = client.post("/v/", {"code": booths.code(election)}).content.decode()
    assert re.findall(r'name="rank\.nec\.(\d+)"', page) == [str(n) for n in range(1, 43)]
    found = re.findall(r'name="rank\.wales\.(\d+)"', page)
    assert "".join(found) in ("123", "231", "312")
    again = client.post("/v/", {"code": booths.code(election)}).content.decode()
    assert re.findall(r'name="rank\.wales\.(\d+)"', again) == found


def test_every_name_comes_first_for_about_as_many_voters(election: Folder) -> None:
    from hustings.voting.domain.settled import settled
    from hustings.voting.pages.booth.paper import arranged

    booths.opened(election)
    found = settled()
    assert found
    contest = found[1].contest("wales")
    first = [arranged(contest, n.to_bytes(16, "big"))[0].index for n in range(600)]
    assert [150 < first.count(index) < 250 for index in range(3)] == [True] * 3


def test_a_contest_that_is_not_theirs_says_why(client: Any, election: Folder) -> None:
    booths.opened(election)
    page = text(client.post("/v/", {"code": booths.code(election, "2"), "language": "en"}))
    assert (
        "Not on your ballot Wales You are not entitled to vote here, because this contest is for"
        " those of whom the roll says “region: wales” and “young member: yes”."
        " The roll says of you: region: England, young member: –." in page
    )
    refused = client.post(
        "/v/cast",
        {"code": booths.code(election, "2"), "language": "en", "server.wales": "00" * 112},
    )
    assert refused.status_code == 409
    assert "The roll does not say that you may vote in this contest." in text(refused)


def test_a_second_ballot_is_refused_and_the_first_stands(client: Any, election: Folder) -> None:
    booths.opened(election)
    first = form(review(client, election, **NEC, only="nec"), "/v/cast")
    second = form(review(client, election, **{"rank.nec.1": "1"}, only="nec"), "/v/cast")
    client.post("/v/cast", first)
    page = client.post("/v/cast", second)
    assert page.status_code == 409
    assert "You have already voted in this contest. Your first ballot stands" in text(page)
    assert booths.rankings("nec") == [(7, 3, 42)]


@pytest.mark.parametrize("address", ["/v/", "/v/review", "/v/cast"])
@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("", 400, "That is not a voting code"),
        ("hello", 400, "A code has 26 letters and digits."),
        ("U" * 26, 400, "That is not a voting code"),
        ("0" * 26, 403, "This link is not known"),
    ],
)
def test_codes_that_are_no_voters(
    client: Any, election: Folder, address: str, code: str, status: int, said: str
) -> None:
    booths.opened(election)
    page = client.post(address, {"code": code})
    assert (page.status_code, said in text(page)) == (status, True)
    assert 'href="/again/"' in page.content.decode()
    assert code not in text(page) or not code


def test_a_link_that_was_replaced(client: Any, election: Folder) -> None:
    from hustings.voting.domain.voters import links

    booths.opened(election)
    old = booths.code(election)
    fields = form(review(client, election, **NEC, only="nec"), "/v/cast")
    links.reissue(election, "1", WHO, "lost")
    for address in ("/v/", "/v/review", "/v/cast"):
        page = client.post(address, {**fields, "code": old, "language": "en"})
        assert page.status_code == 403
        assert "You were sent a newer link, and this one no longer works." in text(page)
        assert 'href="/again/"' in page.content.decode()
    assert booths.rankings("nec") == []


def test_before_anything_is_settled(client: Any, election: Folder) -> None:
    from pathlib import Path

    Path(election.toml).write_text(booths.written(), encoding="utf-8")
    assert "This election is being prepared" in text(client.get("/"))
    page = client.post("/v/", {"code": "0" * 26})
    assert (page.status_code, "This election is being prepared" in text(page)) == (409, True)
    assert client.get("/v/").status_code == 200


def test_before_voting_opens(client: Any, election: Folder) -> None:
    booths.frozen(election, opens="2089-03-15T09:00:00")
    page = text(client.post("/v/", {"code": booths.code(election), "language": "en"}))
    assert "Voting has not opened yet Voting opens 9am on Tuesday 15 March 2089" in page
    assert "You can vote in Members Treasurers Wales" in page
    late = client.post(
        "/v/cast",
        {"code": booths.code(election), "language": "en", "server.nec": "00" * 112},
    )
    assert "Voting has not opened yet. Nothing was cast" in text(late)


def test_after_the_close(client: Any, election: Folder) -> None:
    from datetime import UTC, datetime

    from hustings.voting.models import Chain

    booths.opened(election)
    fields = form(review(client, election, **NEC, only="nec"), "/v/cast")
    late = form(review(client, election, **{"rank.wales.1": "1"}, only="wales"), "/v/cast")
    done = client.post("/v/cast", fields)
    Chain.objects.update(closes_at=datetime(2021, 1, 1, tzinfo=UTC))
    page = text(client.post("/v/", {"code": booths.code(election), "language": "en"}))
    assert "Voting has closed" in page
    assert "You have not voted in Treasurers Wales You have already voted in Members" in page
    again = client.post("/v/cast", fields)
    receipt = re.compile(r"<pre>(.*?)</pre>")
    assert receipt.findall(again.content.decode()) == receipt.findall(done.content.decode())
    refused = client.post("/v/cast", late)
    assert (refused.status_code, "came too late" in text(refused)) == (409, True)


@pytest.mark.parametrize("blob", ["00" * 111, "00" * 113, "0", "zz", "00" * 400])
def test_damaged_ballots_are_refused(client: Any, election: Folder, blob: str) -> None:
    booths.opened(election)
    before = booths.dump()
    page = client.post("/v/cast", {"code": booths.code(election), "server.nec": blob})
    assert page.status_code == 400
    assert booths.dump() == before


def test_where_the_server_does_not_seal(client: Any, election: Folder) -> None:
    booths.opened(election, seal="server_seals = false")
    page = review(client, election, **NEC)
    assert page.status_code == 409
    assert "server.nec" not in page.content.decode()
    before = booths.dump()
    sealed_here = {"code": booths.code(election), "server.nec": "00" * 112, "language": "en"}
    posted = client.post("/v/cast", sealed_here)
    assert posted.status_code == 409
    assert "In this election the server seals no ballots" in text(posted)
    assert booths.dump() == before
    by_browser = {"code": booths.code(election), "browser.nec": ballot("nec", 1).hex()}
    assert client.post("/v/cast", by_browser).status_code == 200


def test_who_has_no_javascript_hears_it_before_ranking(client: Any, election: Folder) -> None:
    """Where the server seals nothing: on the page of the code, and in place of the paper."""
    booths.opened(election, seal="server_seals = false")
    said = (
        "This election needs JavaScript In this election your own browser seals your ballot, so"
        " that the server never sees how you vote. That needs JavaScript and a browser that is not"
        " too old. Nothing has been cast. Please switch JavaScript on, or open your link on another"
        " device or in another or a newer browser. If none of these is possible, ask for help:"
        " Write to office@example.org."
    )
    for page in (
        client.get("/v/?language=en"),
        client.post("/v/", {"code": booths.code(election), "language": "en"}),
    ):
        without = re.findall(r"<noscript>(.*?)</noscript>", page.content.decode(), re.S)
        assert text(page).count(said) == 1
        assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without[-1])).strip() == said
    assert "no_server.css" in without[0]


def test_where_the_server_seals_nobody_is_told_to_need_javascript(
    client: Any, election: Folder
) -> None:
    booths.opened(election)
    page = client.get("/v/?language=en").content.decode()
    assert "noscript" not in page
    assert (
        "no_server.css" not in client.post("/v/", {"code": booths.code(election)}).content.decode()
    )


def test_check_codes_are_shown_where_the_election_has_them(client: Any, election: Folder) -> None:
    from hustings.sealing.ballots.envelope import check_code
    from voting.elections import envelope

    booths.opened(election, seal="check_codes = true")
    page = review(client, election, **NEC, only="nec")
    blob = bytes.fromhex(form(page, "/v/cast")["server.nec"])
    assert f"Your check code: {check_code(blob, envelope('nec'))}" in text(page)


def test_what_is_asked_for_changes_nothing(client: Any, election: Folder) -> None:
    """Link scanners ask for everything, some in a real browser."""
    booths.opened(election)
    code = booths.code(election)
    before = booths.dump()
    addresses = (
        "/",
        "/v/",
        "/v/review",
        "/v/cast",
        "/receipt/",
        "/statements/nec/",
        "/documents/manifest.json",
        "/documents/statement-1.json",
        "/boards/nec.bin",
        "/nowhere",
    )
    for address in addresses:
        for query in ("", f"?code={code}", f"?code={code}&server.nec={'00' * 112}", "?language=cy"):
            for method in (client.get, client.head, client.options, client.put, client.delete):
                method(address + query)
    client.post("/v/", {"code": code})
    review(client, election, **NEC)
    assert booths.dump() == before


def test_no_page_is_long_keeps_anything_or_asks_elsewhere(client: Any, election: Folder) -> None:
    booths.opened(election)
    ballot = client.post("/v/", {"code": booths.code(election)})
    for page in (ballot, client.get("/"), client.get("/v/"), review(client, election, **NEC)):
        assert len(page.content) < 100_000
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        html = page.content.decode()
        assert re.findall(r"<script[^>]*></script>|<script|style=|\son[a-z]+=", html) == re.findall(
            r'<script src="/static/voting/booth.js" integrity="sha256-[^"]+" defer></script>', html
        )
        assert re.findall(r'(?:src|href|action)="(?!/|#|\?|data:)[^"]*"', html) == []
        assert not page.cookies


def test_long_statements_have_a_page_of_their_own(client: Any, election: Folder) -> None:
    booths.opened(election, statement="Tea. " * 3900)
    page = client.post("/v/", {"code": booths.code(election), "language": "en"})
    assert len(page.content) < 100_000
    assert 'href="/statements/nec/"' in page.content.decode()
    assert text(client.get("/statements/nec/")).count("Tea. Tea.") > 42


def test_the_script_is_the_one_in_the_manifest(client: Any, election: Folder) -> None:
    import hashlib
    from base64 import b64encode
    from pathlib import Path

    import hustings.voting

    booths.opened(election)
    script = Path(hustings.voting.__file__).parent / "static" / "voting" / "booth.js"
    hashed = b64encode(hashlib.sha256(script.read_bytes()).digest()).decode()
    page = client.post("/v/", {"code": booths.code(election)}).content.decode()
    assert f'integrity="sha256-{hashed}"' in page


def test_no_code_and_no_mark_in_any_log(
    client: Any, election: Folder, caplog: pytest.LogCaptureFixture, monkeypatch: Any
) -> None:
    """What goes wrong is logged with its address; codes and marks stand in no address."""
    from hustings.voting.pages.booth import views

    booths.opened(election)
    code = booths.code(election)
    client.raise_request_exception = False
    with caplog.at_level("DEBUG"):
        client.post("/v/", {"code": f"{code}7"})
        fields = form(review(client, election, **NEC, only="nec"), "/v/cast")
        client.post("/v/cast", {**fields, "server.nec": "00"})
        monkeypatch.setattr(views, "accept", lambda *_: 1 / 0)
        broken = client.post("/v/cast", fields)
    assert broken.status_code == 500
    assert "the same ballot is counted once" in broken.content.decode()
    assert "ZeroDivisionError" in caplog.text
    for secret in (code, fields["server.nec"], "rank.nec"):
        assert secret not in caplog.text
    monkeypatch.undo()
    assert client.post("/v/cast", fields).status_code == 200
    assert booths.rankings("nec") == [(7, 3, 42)]


def test_the_button_above_a_form_changes_the_language_that_the_form_holds(
    client: Any, election: Folder
) -> None:
    """A browser sends the button first, for it stands first on the page."""
    booths.opened(election)
    fields = {"code": booths.code(election), "language": ["en", "cy"]}
    assert client.post("/v/", fields)["Content-Language"] == "en"
