"""Published results on the election's pages: shown to everybody, once; nothing else is served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hustings.web.folder import Folder
from voting.domain.test_count import WHO, closed, counted
from voting.pages.test_booth import text

ARCHIVE = "/results/election.zip"


def test_results_are_shown_once_they_are_published_and_not_before(
    client: Any, election: Folder
) -> None:
    from hustings.voting.domain import counting

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
        "Without those who have withdrawn since: Ben and Cát.",
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
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 403
    page = client.get("/results/")
    assert "script-src" not in page["Content-Security-Policy"]
    assert page["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    page.close()


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
        "/results/index.html",
        "/results/committee/result.html%00.zip",
    ],
)
def test_no_address_leads_to_anything_else(client: Any, election: Folder, path: str) -> None:
    from hustings.voting.domain import counting

    setup, _ = closed(election)
    counted(election, setup)
    counting.publish(election, WHO)
    assert client.get(path).status_code == 404
