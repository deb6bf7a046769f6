"""GET and HEAD change nothing, whatever is asked for and by whom: link scanners ask for all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, islice, product

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from hustings.web.folder import Folder
from voting import elections
from voting.elections import WHO, ballot, opened, token
from voting.pages import booths
from voting.pages.test_office import FURTHER, PAGES, PASSWORD, browser, entered

ADDRESSES = (
    *("/", "/v/", "/v/review", "/v/cast", "/again/", "/receipt/", "/statements/committee/"),
    *("/documents/manifest.json", "/documents/statement-1.json", "/boards/committee.bin"),
    *("/results/", "/results/election.zip", "/results/committee/result.json"),
    *("/statements/committee/3.en.txt", "/office/results/", "/office/results/election.zip"),
    *("/results/embed.html", "/office/results/committee/result.json"),
    *("/n/", "/nominations/", "/nominations/committee.csv", "/nominations/committee.json"),
    *(f"/{place}photographs/{'0' * 64}.jpg" for place in ("", "office/")),
    *("/turnout/", "/turnout/turnout.csv", "/turnout/turnout.json"),
    *(
        f"/office/{page}"
        for page in (*PAGES, *FURTHER, "sign-in/", "sign-out/", "documents/manifest")
    ),
)


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)


@pytest.mark.parametrize("requests", [120, pytest.param(10_000, marks=pytest.mark.soak)])
def test_asking_changes_nothing(election: Folder, requests: int) -> None:
    """Half of the requests while the poll is open, half after; each page in the longer run."""
    from hustings.voting.domain import poll
    from hustings.voting.domain.casting.accept import accept
    from hustings.voting.domain.office import officers

    opened(election)
    officers.create(WHO, PASSWORD)
    with override_settings(ELECTION=election, ALLOWED_HOSTS=["127.0.0.1"]):
        asked = {str(resolve(address.partition("?")[0]).url_name) for address in ADDRESSES}
        assert asked == set(names(get_resolver().url_patterns))
        accept(
            election, elections.envelope("committee"), token(election, "1"),
            ballot("committee", 1), "browser",
        )  # fmt: skip
        officer, anybody = entered(), browser()
        code = booths.code(election, "2")
        queries = ("", f"?code={code}", f"?code={code}&browser.committee={'00' * 112}")
        kinds = [*product(ADDRESSES, queries, (officer, anybody), ("get", "head"))]
        random.Random(requests).shuffle(kinds)
        for close in (False, True):
            if close:
                poll.close_poll(election, WHO)
            before = booths.dump()
            for kind in islice(cycle(kinds), requests // 2):
                ask(*kind)
            assert booths.dump() == before


def ask(address: str, query: str, client: Client, method: str) -> None:
    where = f"{address}&{query[1:]}" if "?" in address else address + query
    assert getattr(client, method)(where).status_code in (200, 302, 303, 404, 405, 422)
