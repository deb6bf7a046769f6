"""Turnout on pages and as a command, and a search in all that an election publishes."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from contextlib import closing
from typing import Any

import pytest
from browsing import violations

from hustings.sealing.board import receipt
from hustings.voting.domain.turnout.disclosure import may_follow
from hustings.web.folder import Folder
from voting.differencing import Said, search
from voting.elections import WHO
from voting.pages.serving import served
from voting.pages.test_booth import text
from voting.pages.test_office import PASSWORD, entered
from voting.turning_out import AREAS, WELSH, days_go_by, opened, vote

TELEPHONE = {"width": 320, "height": 640}
SHOTS = os.environ.get("HUSTINGS_SHOTS", "")
CONTESTS = {"committee": AREAS, "wales": {area: AREAS[area] for area in WELSH}}


def published(client: Any) -> tuple[dict[str, Any], dict[str, int]]:
    """The turnout, and each board's number, as anybody gets them."""
    from hustings.voting.domain.queries import announced, heads

    found = json.loads(client.get("/turnout/turnout.json").content)
    read = [receipt.read_head(one.encode()) for one in heads(announced())]
    home = client.get("/?language=en").content.decode()
    for one in read:
        assert one.head.hex() in home
    return found, {one.contest: one.n for one in read}


def run(client: Any, folder: Folder, chance: random.Random) -> dict[str, list[Said]]:
    """An election of some days; all that was published of each contest."""
    from hustings.voting.domain import poll

    setup = opened(folder)
    said: dict[str, set[Said]] = {contest: set() for contest in CONTESTS}
    voted = {contest: dict.fromkeys(areas, 0) for contest, areas in CONTESTS.items()}
    length = chance.randint(2, 5)
    for day in range(1, length + 1):
        for contest, areas in CONTESTS.items():
            eager = chance.choice((0.05, 0.3, 0.6))
            for area, size in areas.items():
                left = size - voted[contest][area]
                voted[contest][area] += sum(chance.random() < eager for _ in range(left))
            vote(contest, voted[contest])
        if day < length:
            days_go_by(folder, setup)
        else:
            poll.close_poll(folder, WHO)
        turnout, boards = published(client)
        for contest in CONTESTS:
            number = boards.get(contest, 0)
            if number != max((one.cast for one in said[contest] if one.areas is None), default=0):
                said[contest].add(Said(day, None, number))
        for one in turnout["contests"]:
            earlier = {(each.areas, each.cast) for each in said[one["contest"]]}
            for group in one["days"][-1]["groups"]:
                areas = frozenset(group["areas"])
                if (areas, group["voted"]) not in earlier:
                    said[one["contest"]].add(Said(day, areas, group["voted"]))
    return {contest: sorted(one, key=str) for contest, one in said.items()}


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_singled_out_by_all_that_is_published(
    client: Any, election: Folder, seed: int
) -> None:
    """Heads, turnout by area, and the result's own number.

    That one is told whatever it is: where few or nearly all have voted, or few since the number
    before, it is passed over.
    """
    for contest, said in run(client, election, random.Random(seed)).items():
        sizes = CONTESTS[contest]
        *_, before, final = 0, 0, *(one.cast for one in said if one.areas is None)
        if not may_follow(before, final, sum(sizes.values())):
            last = max((one.day for one in said), default=0)
            said = [one for one in said if one.day < last]  # noqa: PLW2901
        people = [("Rhyl", 1), *([("North", 4)] if "North" in sizes else [])]
        assert search(sizes, said, people=people, exempt=True) == []


def test_everybody_sees_it_where_the_election_says_so(
    client: Any, election: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hustings.voting.domain.turnout import days

    # The coin falls so that all is told that may be.
    monkeypatch.setattr(days, "mac", lambda *about: bytes(32))
    setup = opened(election, turnout="public = false")
    for name in ("", "turnout.csv", "turnout.json"):
        assert client.get(f"/turnout/{name}").status_code == 404
    assert "How many have voted" not in text(client.get("/?language=en"))
    path = election.toml
    with open(path, encoding="utf-8") as file:
        content = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(content.replace("public = false", "public = true "))
    assert "Nothing can be told yet." in text(client.get("/turnout/?language=en"))
    vote("committee", {"North": 12, "South": 11, "Rhyl": 9})
    days_go_by(election, setup)
    assert "Nothing can be told yet." in text(client.get("/turnout/?language=en"))
    vote("committee", {"North": 13, "South": 22, "Rhyl": 11})
    days_go_by(election, setup)
    assert "How many have voted" in text(client.get("/?language=en"))
    (contest,) = json.loads(client.get("/turnout/turnout.json").content)["contests"]
    (day,) = contest["days"]
    numbers = [(one["areas"], one["entitled"], one["voted"]) for one in day["groups"]]
    assert numbers == [
        (["North"], 60, 13),
        (["South"], 45, 22),
        (["", "Conwy", "Rhyl"], 33, 11),
    ]
    shown = text(client.get("/turnout/?language=en"))
    assert "North 13 60 South 22 45" in shown
    assert "Together: no area on the roll, Conwy, Rhyl 11 33 All 46 138" in shown
    table = client.get("/turnout/turnout.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows == [
        ["contest", "at", "areas", "entitled", "voted"],
        *(
            ["committee", day["at"], areas, str(size), str(cast)]
            for areas, size, cast in (
                ("all", 138, 46),
                ("North", 60, 13),
                ("South", 45, 22),
                ("; Conwy; Rhyl", 33, 11),
            )
        ),
    ]


def test_officers_see_days_areas_and_mails(election: Folder) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.queries import acts

    setup = opened(election, mail=False)
    officers.create(WHO, PASSWORD)
    client = entered()
    assert "Nothing has been counted yet" in text(client.get("/office/turnout/"))
    vote("committee", {"North": 20, "South": 11, "Rhyl": 9})
    days_go_by(election, setup)
    vote("committee", {"North": 25, "South": 13, "Rhyl": 9, "Conwy": 2})
    days_go_by(election, setup)
    shown = text(client.get("/office/turnout/"))
    # With those together hidden, the smallest other is hidden with them.
    assert "North 60 20 25 South 45 not shown 13" in shown
    assert "Together: not said, Conwy, Rhyl 33 not shown 11 All 138 40 49" in shown
    assert "In the end" in shown
    found = json.loads(client.get("/office/turnout/turnout.json").content)
    assert [day["voted"] for day in found["contests"][0]["days"]] == [40, 49]
    assert [one["voted"] for one in found["contests"][0]["days"][0]["groups"]] == [20, None, None]
    assert found["contests"][0]["forecast"]["least"] >= 49
    table = client.get("/office/turnout/turnout.csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("committee,20")
    assert table.splitlines()[3].endswith(",South,45,")
    # The button counts a day that is over, and no other.
    before = len(acts())
    assert "Count today" not in shown
    client.post("/office/turnout/")
    assert len(acts()) == before


def test_the_button_counts_a_day_that_is_over(election: Folder) -> None:
    from hustings.voting.domain.office import officers
    from hustings.voting.domain.queries import acts
    from hustings.voting.models import LogEntry

    opened(election, mail=False)
    officers.create(WHO, PASSWORD)
    client = entered()
    LogEntry.objects.filter(act="open").update(at="2026-01-01T00:00:00Z")
    assert "Count today" in text(client.get("/office/turnout/"))
    assert client.post("/office/turnout/")["Location"] == "/office/turnout/?done=noted"
    assert client.post("/office/turnout/").status_code == 303
    assert [act.who for act in acts() if act.act == "turnout"] == [WHO]
    assert "Count today" not in text(client.get("/office/turnout/"))


@pytest.mark.browser
@pytest.mark.usefixtures("at_once")
def test_the_pages_on_a_telephone(election: Folder, browser: Any) -> None:
    from hustings.voting.domain import poll
    from hustings.voting.domain.office import officers

    setup = opened(election)
    officers.create(WHO, PASSWORD)
    vote("committee", {"North": 12, "South": 13, "Rhyl": 14})
    days_go_by(election, setup, 2)
    poll.close_poll(election, WHO)
    headings = {
        "turnout/?language=en": "How many have voted",
        "turnout/?language=cy": "Faint sydd wedi pleidleisio",
        "office/turnout/": "Turnout",
    }
    with served() as address, closing(browser.new_context(viewport=TELEPHONE)) as context:
        session = entered().cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        for path, heading in headings.items():
            page.goto(f"{address}/{path}")
            assert page.locator("h1").inner_text() == heading
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            if SHOTS:
                page.screenshot(path=f"{SHOTS}/{heading}.png", full_page=True)
        assert page.locator(".bars rect").count() == 3
