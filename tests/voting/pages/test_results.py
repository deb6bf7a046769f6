"""Published results on the election's pages: shown to everybody, once; nothing else is served."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from hustings.report.count.own_vote import source
from hustings.web.folder import Folder
from voting.domain.results.test_count import WHO, closed, counted
from voting.pages.test_booth import text

ARCHIVE = "/results/election.zip"


def test_results_are_shown_once_they_are_published_and_not_before(
    client: Any, election: Folder
) -> None:
    from hustings.voting.domain.results import counting

    setup, _ = closed(election)
    counted(election, setup, withdrawn=("Ann",))
    for path in ("/results/", ARCHIVE, "/results/committee/result.html"):
        assert client.get(path).status_code == 404
    assert "Results" not in text(client.get("/?language=en"))
    counting.publish(election, WHO)
    home = text(client.get("/?language=en"))
    for said in (
        "Results",
        "Ann Ben",
        "18 ballots counted.",
        "Without Ann, withdrawn since: Ben and Cát. That count, stage by stage Committee",
        "Elected unopposed: Hal",
        "hustings verify election.zip",
    ):
        assert said in home
    assert 'href="/results/committee/result.html"' in client.get("/").content.decode()
    place = Path(election.path) / "published"
    for path, file, kind in (
        ("/results/", "index.html", "text/html; charset=utf-8"),
        (ARCHIVE, "election.zip", "application/zip"),
        ("/results/committee/result.html", "committee/result.html", "text/html; charset=utf-8"),
        ("/results/committee/result.json", "committee/result.json", "application/json"),
        ("/results/chair/ballots.blt", "chair/ballots.blt", "text/plain; charset=utf-8"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert b"".join(answer.streaming_content) == (place / file).read_bytes()
        answer.close()
        head = client.head(path)
        assert head.status_code == 200
        head.close()
        assert client.post(path).status_code == 403
    index = client.get("/results/")
    assert "script-src" not in index["Content-Security-Policy"]
    assert index["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    index.close()
    result = client.get("/results/committee/result.html")
    scripts = re.findall("script-src ([^;]*);", result["Content-Security-Policy"])
    assert scripts == [source()]
    assert source() in b"".join(result.streaming_content).decode()
    result.close()
    # As a version with another program had published it, and whatever it says: nothing looser.
    page, other = place / "committee" / "result.html", f"'sha256-{'A' * 43}='"
    written = page.read_text(encoding="utf-8")
    for now, allowed in ((other, [other]), ("'unsafe-inline'", []), ("*", [])):
        page.write_text(written.replace(source(), now), encoding="utf-8")
        result = client.get("/results/committee/result.html")
        policy = result["Content-Security-Policy"]
        assert re.findall("script-src ([^;]*);", policy) == allowed
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        result.close()


@pytest.mark.parametrize(
    "path",
    [
        "/results/../election.toml",
        "/results/committee/../../election.toml",
        "/results/committee/%2e%2e%2f%2e%2e%2felection.toml",
        "/results/committee/..%5c..%5celection.toml",
        "/results/committee/",
        "/results/committee/result.html/",
        "/results/committee/without-withdrawn.html",
        "/results/..",
        "/results/nowhere/result.html",
        "/results/other.html",
        "/results/embed-cy.html",
        "/results/committee/result.html%00.zip",
    ],
)
def test_no_address_leads_to_anything_else(client: Any, election: Folder, path: str) -> None:
    from hustings.voting.domain.results import counting

    setup, _ = closed(election)
    counted(election, setup)
    counting.publish(election, WHO)
    assert client.get(path).status_code == 404


def test_a_club_counts_and_publishes_in_the_office(election: Folder) -> None:
    """The keys are handed in, used and kept nowhere."""
    from hustings.sealing.holders.keys import LEAST_COST, lock
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.queries import status
    from hustings.voting.domain.results import counting, running
    from voting.domain.results.test_count import held
    from voting.domain.results.test_lots import wait
    from voting.pages.test_office import PASSWORD, entered, file, said

    officers.create(WHO, PASSWORD)
    closed(election)
    client = entered()
    keys = [lock(one.key, "seven words", cost=LEAST_COST) for one in held(club=True)]

    def act(**form: str) -> Any:
        files = [file(f"{n}.json", key) for n, key in enumerate(keys)]
        return client.post("/office/after/", {"act": "count", "keys": files, **form})

    assert "Open and count" in text(client.get("/office/after/"))
    for form, wrong in (
        ({"confirmation": "yes"}, "Nothing was done: you have not confirmed it"),
        ({"confirmation": "count", "passphrase": "six"}, "The passphrase does not open this key"),
        (
            {"confirmation": "count", "passphrase": "seven words", "withdrawn": "Zoe"},
            "Nobody called `Zoe` stands",
        ),
        ({"act": "publish", "confirmation": "publish"}, "There is nothing to publish"),
    ):
        answer = act(**form)
        assert (answer.status_code, wrong in said(answer)) == (422, True), said(answer)
    assert status().state == "closed"
    counted = act(confirmation="Count", passphrase="Seven  words", withdrawn="Ann\n\n")
    assert counted["Location"] == "/office/after/?done=counting"
    wait(lambda: not running.seen(election)[0])
    assert running.seen(election)[1].fault == ""
    assert (Path(election.path) / "counting.log").read_bytes() == b""
    page = text(client.get("/office/after/"))
    assert "Ann, Ben; 18 on the board, 18 counted; without Ann, withdrawn since: Ben, Cát" in page
    assert client.get("/results/").status_code == 404
    published = act(act="publish", confirmation="publish")
    assert published["Location"] == "/office/after/?done=published"
    assert counting.published() is not None
    everything = b"".join(
        path.read_bytes() for path in Path(election.path).rglob("*") if path.is_file()
    )
    for key, one in zip(keys, held(club=True), strict=True):
        assert key not in everything
        assert one.key.secret not in everything
        assert one.key.secret.hex().encode() not in everything


def test_a_vacancy_is_shown_on_the_first_page_and_in_the_office(
    election: Folder,
) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.results import vacancies
    from voting.domain.results.test_vacancies import Asked, published
    from voting.pages.test_office import PASSWORD, entered

    officers.create(WHO, PASSWORD)
    setup = published(election)
    vacancies.publish(election, setup, vacancies.fill(election, Asked(("Ann",))), WHO)
    client = entered()
    home = client.get("/?language=en")
    assert "A vacancy: Ann left; Cát took the seat. How it was filled Committee" in text(home)
    assert 'href="/results/committee/vacancy-1.html"' in home.content.decode()
    for name in ("vacancy-1.html", "vacancy-1-free.json"):
        answer = client.get(f"/results/committee/{name}")
        assert answer.status_code == 200
        answer.close()
    office = text(client.get("/office/after/"))
    assert "Ann left. Cát takes the seat. It made no difference whether" in office


def test_other_sites_may_frame_the_page_that_is_made_for_it_and_no_other(
    client: Any, election: Folder
) -> None:
    from hustings.voting.domain.office import officers
    from voting.domain.results.test_vacancies import published
    from voting.pages.test_office import PASSWORD, entered

    published(election)
    framed = client.get("/results/embed.html")
    assert framed["Content-Security-Policy"].endswith("frame-ancestors *")
    assert framed["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    assert "X-Frame-Options" not in framed
    assert framed["Cross-Origin-Resource-Policy"] == "cross-origin"
    feed = client.get("/results/results.json")
    assert (feed["Access-Control-Allow-Origin"], feed["Content-Type"]) == ("*", "application/json")
    assert "attachment" not in feed["Content-Disposition"]
    officers.create(WHO, PASSWORD)
    office = entered()
    for who, path in (
        (client, "/"),
        (client, "/results/"),
        (client, "/results/index.html"),
        (client, "/results/committee/result.html"),
        (office, "/office/results/embed.html"),
    ):
        other = who.get(path)
        assert other.status_code == 200
        assert other["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in other
        other.close()
    framed.close()
    feed.close()


def test_no_other_site_frames_or_reads_what_the_office_alone_sees(election: Folder) -> None:
    from hustings.voting.domain.office import officers
    from voting.pages.test_office import PASSWORD, entered

    officers.create(WHO, PASSWORD)
    setup, _ = closed(election)
    counted(election, setup)
    office = entered()
    framed, feed = (office.get(f"/office/results/{one}") for one in ("embed.html", "results.json"))
    assert (framed.status_code, feed.status_code) == (200, 200)
    assert framed["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    for answer in (framed, feed):
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer
        answer.close()


def test_an_officer_fills_a_vacancy_in_the_office(client: Any, election: Folder) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.queries import acts
    from voting.domain.results.test_vacancies import TIE, published
    from voting.pages.test_office import PASSWORD, entered, said

    officers.create(WHO, PASSWORD)
    published(election, TIE)
    office = entered()
    address = "/office/vacancy/committee/"
    assert client.get(address)["Location"] == "/office/sign-in/"
    assert office.get("/office/vacancy/nowhere/").status_code == 404
    shown = office.get(address).content.decode()
    assert [name for name in ("Ann", "Ben", "Cát", "Dot") if f'value="{name}"' in shown] == [
        "Ann", "Ben", "Cát", "Dot",
    ]  # fmt: skip
    assert 'name="lots"' not in shown
    before = acts()
    for form, wrong in (
        ({"act": "count"}, "Nobody leaves; say who"),
        ({"leaving": "Cát"}, "`Cát` does not sit"),
        ({"leaving": "Ann"}, "a lot must decide"),
        ({"leaving": "Ann", "unavailable": "Dot", "act": "publish"}, "you have not confirmed it"),
    ):
        answer = office.post(address, form)
        assert (answer.status_code, wrong in said(answer)) == (422, True), said(answer)
    tied = office.post(address, {"leaving": "Ann"}).content.decode()
    assert 'name="lots"' in tied
    form = {"leaving": "Ann", "unavailable": "Dot"}
    counted = text(office.post(address, form))
    assert "Counted without Ann, and without Dot" in counted
    assert "the count that decides Cát takes the seat. Members then: Ben, Cát." in counted
    assert "Both give the same members." in counted
    assert acts() == before
    done = office.post(address, {**form, "act": "publish", "confirmation": "Publish"})
    assert done["Location"] == "/office/after/?done=filled"
    assert (acts()[-1].who, acts()[-1].act) == (WHO, "vacancy")
    assert "Ann left. Cát takes the seat." in text(office.get("/office/after/"))
    assert "A vacancy: Ann left; Cát took the seat." in text(client.get("/?language=en"))
    # Who has left is not asked again.
    assert 'value="Ann"' not in office.get(address).content.decode()
