"""Where a vote like the reader's went: the page's program says what the module in Python says."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from browsing import opened, violations

from hustings.counting.engine import count
from hustings.counting.journey import course, follow
from hustings.counting.law import MODULES, find
from hustings.counting.lots import seeded
from hustings.counting.record import CountRecord
from hustings.counting.ruleset import GregoryRules
from hustings.election.model import make_election
from hustings.election.profile import Profile, Ranking
from hustings.report.count import html, own_vote, way
from hustings.report.count.again import asking
from report.count.examples import EXAMPLES

NAMES = ("Ash", "Birch", "Cedar & Co", "Dan O'Dowd", "Elder", "Fir", "<Gorse>", "Hazel", "Ivy")


def wood(law: str, papers: int = 400) -> tuple[CountRecord, Profile]:
    """A made-up election with surpluses, exclusions and short papers under any rules."""
    chance = random.Random(2020)
    rules = find(law)
    seats = 1 if isinstance(rules, GregoryRules) and rules.single_winner else 4
    election = make_election("Wood", seats, NAMES)
    liked = [9, 7, 5, 3, 3, 2, 2, 1, 1]
    ballots = []
    for _ in range(papers):
        order = sorted(range(len(NAMES)), key=lambda c: -(chance.random() ** (1 / liked[c])))
        ballots.append((tuple(order[: chance.choice((1, 2, 3, 5, 9))]), 1))
    profile = Profile.gather(ballots)
    return count(election, profile, rules, lots=seeded("7", election)), profile


def answer(record: CountRecord, ranking: Ranking) -> tuple[list[list[str]], list[str]]:
    """The rows and the sentences that the page has to show."""
    places = follow(course(record, find(record.rules[0])), ranking)
    rows, still = way.rows(record, places)
    elected = [one.candidate for one in record.elected]
    said = [still, f"{way.end_said(places[-1], record, elected)}."]
    said.append(way.helped(places[-1], record, elected))
    return [list(row) for row in rows], [sentence for sentence in said if sentence]


def shown(page: Any, ranking: Ranking) -> tuple[list[list[str]], list[str]]:
    """The same as the page shows it, for a vote chosen in its form."""
    found = page.evaluate(
        """ranking => {
          const [form, select] = ["vote-form", "vote-next"].map(id => document.getElementById(id));
          document.getElementById("vote-clear").click();
          for (const candidate of ranking) {
            select.value = String(candidate);
            form.requestSubmit();
          }
          return [
            [...document.querySelectorAll("#vote-rows tr")].map(row =>
              [...row.children].map(cell => cell.textContent)),
            [...document.querySelectorAll("#vote-said p")].map(p => p.textContent)];
        }""",
        list(ranking),
    )
    return found[0], found[1]


def filed(tmp_path: Path, record: CountRecord, begin: own_vote.Beginnings | None = None) -> Path:
    path = tmp_path / "page.html"
    path.write_text(html.render(record, begin=begin), encoding="utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize("law", list(MODULES))
def test_the_page_answers_as_the_module_does(browser: Any, law: str, tmp_path: Path) -> None:
    """Votes that are on papers, and votes that are on none."""
    record, profile = wood(law)
    chance = random.Random(7)
    rankings = [*chance.sample(profile.rankings, 5), (8, 7, 6), tuple(range(9)), (0,)]
    with opened(browser, filed(tmp_path, record).as_uri(), "") as page:
        for ranking in rankings:
            assert shown(page, ranking) == answer(record, ranking), ranking


@pytest.mark.browser
def test_the_form_by_keyboard_on_a_small_dark_screen(browser: Any, tmp_path: Path) -> None:
    record, profile = wood("ers97")
    path = filed(tmp_path, record, own_vote.beginnings(record, profile))
    small = {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}
    with opened(browser, path.as_uri(), "", **small) as page:
        page.focus("#vote-next")
        for _ in range(3):  # the first that is left; the focus comes back to the list
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        names = "[...document.querySelectorAll('#vote-list span')].map(s => s.textContent)"
        assert page.evaluate(names) == ["Ash", "Birch", "Cedar & Co"]
        page.focus("#vote-list li:nth-child(3) button")
        page.keyboard.press("Enter")
        assert page.evaluate(names) == ["Ash", "Cedar & Co", "Birch"]
        assert page.evaluate("document.activeElement.ariaLabel") == "Move Cedar & Co up"
        page.focus("#vote-list li:nth-child(1) button")
        page.keyboard.press("Enter")
        assert page.evaluate(names) == ["Cedar & Co", "Birch"]
        alike = sum(
            papers
            for ranking, papers in zip(profile.rankings, profile.papers, strict=True)
            if ranking[:2] == (2, 1)
        )
        begins = page.inner_text("#vote-said p:last-child")
        assert begins == f"{alike} papers begin Cedar & Co > Birch."
        command = page.inner_text("#vote-command")
        assert command == f"{asking(record)} --vote 'Cedar & Co > Birch'"
        assert page.inner_text("#vote-status").startswith("At the end: ")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert violations(page) == []
        page.emulate_media(media="print")
        assert not page.is_visible("#vote-choose")
        assert page.is_visible("#vote-rows")


@pytest.mark.browser
def test_without_the_program_the_section_says_which_command_answers(
    browser: Any, tmp_path: Path
) -> None:
    path = filed(tmp_path, EXAMPLES["scotland"]())
    with opened(browser, path.as_uri(), "", java_script_enabled=False) as page:
        assert not page.is_visible("#vote-form")
        assert page.inner_text("#vote-unasked pre") == (
            "hustings ask FILE --rules scotland --seats 3 --lots '20 May'"
            " --vote 'NAME > NAME > NAME'"
        )


def test_beginnings_are_short_and_have_ten_papers() -> None:
    """Four names alike on twelve papers, two on nine: what few share is not on the page."""
    election = make_election("", 1, ("A", "B", "C", "D"))
    profile = Profile.gather([((0, 1, 2, 3), 12), ((1, 0), 9), ((1, 2), 1), ((2,), 9)])
    record = count(election, profile, find("scotland"))
    assert own_vote.beginnings(record, profile) == [
        [0, 12, [[1, 12, [[2, 12, []]]]]],
        [1, 10, []],
    ]


def test_a_count_too_large_is_left_out_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    record, profile = wood("scotland")
    begin = own_vote.beginnings(record, profile)
    monkeypatch.setattr(own_vote, "MOST", len(own_vote.program().encode()) + 1_300)
    assert '"beginnings":[],' in html.render(record, begin=begin)
    monkeypatch.setattr(own_vote, "MOST", 20_000)
    assert '"beginnings":[[0,' in html.render(record, begin=begin)
    monkeypatch.setattr(own_vote, "MOST", 10_000)
    page = html.render(record)
    assert "<script" not in page
    assert "script-src" not in page
    assert "runs no program" in page
    assert "The count is too large for this page to follow a vote in it." in page
