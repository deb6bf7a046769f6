"""Pages where there is none, and where something went wrong here, in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hustings.web.folder import Folder
from voting.pages import booths
from voting.pages.test_booth import text

MISSING = {
    "en": "There is no such page Check the address. If it came with an invitation to vote, open the"
    " invitation again. To the first page of this election",
    "cy": "Nid oes tudalen o’r fath Gwiriwch y cyfeiriad. Os daeth gyda gwahoddiad i bleidleisio,"
    " agorwch y gwahoddiad eto. I dudalen gyntaf yr etholiad hwn",
}
BROKEN = {
    "en": "Something went wrong here It is not your fault. If you were casting a vote and have no"
    " receipt, try again: the same ballot is counted once.",
    "cy": "Aeth rhywbeth o’i le yma Nid eich bai chi yw hyn. Os oeddech yn bwrw pleidlais ac nad"
    " oes gennych dderbynneb, rhowch gynnig arall arni: caiff yr un bleidlais ei chyfrif unwaith yn"
    " unig.",
}


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({}, "", "en"),
        ({"accept-language": "cy-GB, en;q=0.5"}, "", "cy"),
        ({"accept-language": "cy"}, "?language=en", "en"),
        ({"accept-language": "de"}, "?language=cy", "cy"),
    ],
)
def test_faults_are_said_in_the_readers_language(
    client: Any, election: Folder, monkeypatch: Any, headers: Any, query: str, language: str
) -> None:
    booths.opened(election)
    missing = client.get(f"/nowhere/{query}", headers=headers)
    monkeypatch.setattr("hustings.voting.pages.board.phase", lambda: 1 / 0)
    client.raise_request_exception = False
    broken = client.get(f"/{query}", headers=headers)
    assert (missing.status_code, broken.status_code) == (404, 500)
    for page, said in ((missing, MISSING[language]), (broken, BROKEN[language])):
        assert page.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in page.content.decode()
        assert text(page) == said


def test_with_a_broken_election_toml_faults_are_said_in_english(
    client: Any, election: Folder
) -> None:
    Path(election.toml).write_text("title = ", encoding="utf-8")
    client.raise_request_exception = False
    for path, status, title in (
        ("/nowhere/", 404, "There is no such page"),
        ("/", 500, "Something went wrong here"),
    ):
        page = client.get(path, headers={"accept-language": "cy"})
        assert page.status_code == status
        assert f"<h1>{title}</h1>" in page.content.decode()


def test_a_form_that_cannot_be_read_is_no_fault_of_the_server(
    client: Any, election: Folder
) -> None:
    booths.opened(election)
    client.raise_request_exception = False
    for body, kind in (
        (b"nonsense", "multipart/form-data"),
        (b"a=1&" * 1_500, "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    ):
        page = client.post("/nowhere/", data=body, content_type=kind)
        assert (page.status_code, text(page)) == (404, MISSING["en"])
