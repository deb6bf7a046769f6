"""What people read of one vote, compared whole with what is stored; the page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import opened, violations

from hustings.counting.engine import count
from hustings.counting.law import find
from hustings.counting.lots import NO_LOTS, Lots, seeded
from hustings.counting.own_vote import OwnVote, ask
from hustings.counting.record import CountRecord
from hustings.election.model import Election, make_election
from hustings.election.profile import Profile
from hustings.report.ask.vote import html, text
from report.count.examples import MODEL_BALLOTS, MODEL_NAMES, ballots
from report.stored import check_stored

GOLDEN = Path(__file__).parent / "golden"


def asked(
    election: Election,
    profile: Profile,
    law: str,
    vote: str,
    *,
    lots: Lots = NO_LOTS,
    friends: int | None = None,
) -> OwnVote:
    rules = find(law)

    def again(papers: Profile) -> CountRecord:
        return count(election, papers, rules, lots=lots)

    ranking = tuple(election.names.index(name) for name in vote.split(" > "))
    return ask(again(profile), profile, rules, ranking, again, friends=friends)


def model(law: str, vote: str, friends: int | None = None) -> OwnVote:
    """A vote in the model election of ERS97."""
    election = make_election("ERS97 model election", 6, MODEL_NAMES)
    lots = seeded("1997", election)
    papers = Profile.gather(ballots(MODEL_BALLOTS))
    return asked(election, papers, law, vote, lots=lots, friends=friends)


def tied() -> OwnVote:
    """Without lots: counts with some more votes like it need one. A name that must be escaped."""
    election = make_election("", 1, ("<b>Ann", "Bo", "Cy"))
    papers = Profile.gather([((0,), 8), ((1, 2), 5), ((2, 1), 4)])
    return asked(election, papers, "scotland", "Cy > Bo")


EXAMPLES = {
    "ers97": lambda: model("ers97", "Smith > Wright > Prince"),
    "scotland": lambda: model("scotland", "Smith > Duke"),
    "meek-prf": lambda: model("meek-prf", "Monk > Freeman > Abbot > Smith"),
    "block-vote": lambda: model("block-vote", "Monk > Freeman > Abbot", friends=40),
    "tied": tied,
}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_as_stored(name: str) -> None:
    own = EXAMPLES[name]()
    check_stored(GOLDEN, f"{name}.txt", text.render(own))
    check_stored(GOLDEN, f"{name}.html", html.render(own, (1,) if name == "tied" else ()))


def test_every_stored_file_belongs_to_an_example() -> None:
    expected = {f"{name}.{ending}" for name in EXAMPLES for ending in ("txt", "html")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


@pytest.mark.browser
def test_the_page_in_a_browser(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "vote.html"
    path.write_text(html.render(EXAMPLES["meek-prf"]()), encoding="utf-8")
    with opened(browser, path.as_uri(), "", viewport={"width": 320, "height": 700}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert violations(page) == []
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 695, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") == 695
