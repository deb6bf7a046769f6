"""What is published as a folder for any web space, a page for a frame, and a feed for programs."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hustings.report.words import load as load_words
from hustings.sealing.archive.vacancy import Asked
from hustings.voting.config.file import load
from hustings.web.folder import Folder
from voting.domain.results.test_count import ON_SQLITE, WHO, closed, counted

pytestmark = ON_SQLITE
# Of every place in the words there is something to fill it.
PLACES = (
    *("n", "title", "organisation", "on_board", "counted", "left", "gone", "names", "archive"),
    *("day", "election", "seats", "way"),
)
LINK = re.compile(r'(?:href|src)="([^"]*)"')


def made(folder: Folder) -> Path:
    """A published folder in two languages, with a withdrawal and a vacancy."""
    from hustings.voting.domain.results import counting, vacancies

    closed(folder)
    toml = Path(folder.toml)
    text = toml.read_text("utf-8").replace(
        'title = "Chair"', 'title = { en = "Chair", cy = "Cadair" }'
    )
    toml.write_text(f'languages = ["en", "cy"]\n{text}', "utf-8")
    setup = load(folder)
    counted(folder, setup, withdrawn=("Ann",))
    counting.publish(folder, WHO)
    vacancies.publish(folder, setup, vacancies.fill(folder, Asked(("Ben",))), WHO)
    return Path(folder.path) / "published"


def test_every_link_leads_to_a_file_in_the_folder_and_every_file_is_listed(
    election: Folder,
) -> None:
    from hustings.voting.domain.results import counting

    place = made(election)
    results = counting.published()
    assert results is not None
    files = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert set(results.files) == files
    reached = set()
    for page in place.rglob("*.html"):
        for link in LINK.findall(page.read_text("utf-8")):
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc, link.startswith("/")) == ("", "", False), link
            if parts.path:
                target = (page.parent / parts.path).resolve()
                assert target.is_file(), (page, link)
                reached.add(target.relative_to(place.resolve()).as_posix())
    assert files - reached == {"embed.html", "embed-cy.html", "results.json"}


def test_the_feed(election: Folder) -> None:
    from hustings.voting.domain import poll

    place = made(election)
    feed = json.loads((place / "results.json").read_text("utf-8"))

    def digest(name: str) -> Any:
        return json.loads((place / name).read_text("utf-8"))["digest"]

    committee, chair = feed.pop("contests")
    assert feed == {
        "format": "hustings-results/1",
        "eid": poll.eid().hex(),
        "election": "Committee",
        "organisation": "Tea Club",
        "practice": True,
        "unopposed": [{"title": "Auditor", "elected": ["Hal"]}],
        "archive": {"link": "election.zip", "sha256": feed["archive"]["sha256"]},
        "page": "index.html",
    }
    links, vacancies = committee.pop("links"), committee.pop("vacancies")
    assert committee == {
        "contest": "committee",
        "title": "Committee",
        "rules": "ers97",
        "seats": 2,
        "elected": ["Ann", "Ben"],
        "cast": 18,
        "counted": 18,
        "invalid": 0,
        "digest": digest("committee/result.json"),
        "withdrawn": ["Ann"],
        "without_withdrawn": {
            "elected": ["Ben", "Cát"],
            "digest": digest("committee/without-withdrawn.json"),
        },
    }
    assert (chair["elected"], chair["without_withdrawn"]) == (["Eve"], None)
    assert links["result.html"] == "committee/result.html"
    (vacancy,) = vacancies
    assert (vacancy["leaving"], vacancy["joining"], vacancy["members"]) == (
        ["Ben"],
        ["Dot"],
        ["Cát", "Dot"],
    )
    everything = [*links.values(), *vacancy["links"].values(), "election.zip", "index.html"]
    assert all((place / name).is_file() for name in everything)


def test_the_page_for_a_frame_speaks_each_language_and_loads_nothing(election: Folder) -> None:
    place = made(election)
    pages = {name: (place / name).read_text("utf-8") for name in ("embed.html", "embed-cy.html")}
    for said in (
        '<html lang="en">',
        "<h2>Chair</h2>\n<ol><li><strong>Eve</strong></li></ol>",
        "Without Ann, withdrawn since: Ben and Cát.",
        "A vacancy: Ben left; Dot took the seat.",
        "Elected unopposed: Hal",
        "This was a practice election. Nothing voted in it counts.",
        '<a href="index.html" target="_blank" rel="noopener">All results, and how',
    ):
        assert said in pages["embed.html"]
    for said in (
        '<html lang="cy">',
        "<h2>Cadair</h2>",
        "Sedd wag: gadawodd Ben;",
        '<a href="index-cy.html" target="_blank"',
    ):
        assert said in pages["embed-cy.html"]
    for page in pages.values():
        assert "<script" not in page
        assert "default-src 'none'" in page


def test_every_page_but_those_of_counts_is_in_each_language(election: Folder) -> None:
    place = made(election)
    pages = {
        name: ((place / name).read_text("utf-8"), (place / welsh).read_text("utf-8"))
        for name, welsh in (
            ("index.html", "index-cy.html"),
            ("committee/vacancy-1.html", "committee/vacancy-1-cy.html"),
        )
    }
    english, cymraeg = load_words("en"), load_words("cy")
    differ = {
        english(key, **dict.fromkeys(PLACES, "…"))
        for key in english.known
        if key.partition(".")[0] in ("page", "overview", "vacancy")
        and english(key, **dict.fromkeys(PLACES, "…")) != cymraeg(key, **dict.fromkeys(PLACES, "…"))
    }
    assert len(differ) > 50
    for first, other in pages.values():
        assert ('<html lang="en-GB">' in first, '<html lang="cy-GB">' in other) == (True, True)
        # What is one word can be part of another, or of a name.
        assert [one for one in differ if " " in one and escape(one) in other] == []
    index, welsh = pages["index.html"]
    assert '<a href="index-cy.html" lang="cy" hreflang="cy">Cymraeg</a>' in index
    for said in (
        "<title>Canlyniadau: Committee</title>",
        '<a href="index.html" lang="en" hreflang="en">English</a>',
        '<h2 id="c-chair-h">Cadair</h2>',
        "<p>Heb Ann, a dynnodd yn ôl ers gwneud y papurau: Ben, Cát.</p>",
        '<a href="committee/result.html">Y cyfrif, fesul cam (yn Saesneg)</a>',
        '<a href="committee/vacancy-1-cy.html">Pwy sy’n cymryd y sedd',
        "<p>Etholwyd yn ddiwrthwynebiad.</p>\n<ol><li><strong>Hal</strong></li></ol>",
        "<strong>Etholiad ymarfer oedd hwn.",
        "<p>Yr aelodau wedyn: Cát, Dot.</p>",
    ):
        assert said in welsh, said
    vacancy, welsh = pages["committee/vacancy-1.html"]
    assert "Ben has left. The ballots of the election were counted again" in vacancy
    for said in (
        "<strong>Yn cymryd y sedd: Dot.</strong>",
        "Wedi gadael: Ben. Cyfrifwyd pleidleisiau’r etholiad eto",
        '<a href="vacancy-1-kept.html">Y cyfrif hwn, fesul cam (yn Saesneg)</a>',
        "<code>hustings vote vacancy election.zip --contest committee --leaving=Ben",
    ):
        assert said in welsh, said


def test_the_same_results_give_the_same_files(election: Folder) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.results import counting

    place = made(election)
    names = ("index.html", "index-cy.html", "results.json", "embed.html", "embed-cy.html")
    before = [(place / name).read_bytes() for name in names]
    counting.write_overview(election, load(election), poll.proceedings())
    assert [(place / name).read_bytes() for name in names] == before
