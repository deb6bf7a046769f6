"""The page: escaped, self-contained, well-formed, small."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from hustings.counting.lots import seeded
from hustings.counting.record import CountRecord
from hustings.election.model import make_election
from hustings.election.profile import Profile
from hustings.report.count import html
from hustings.report.count.own_vote import source
from report.count.examples import EXAMPLES, counted, irv, model
from report.pages import Page


def national() -> CountRecord:
    """42 candidates for 9 places in 40 stages, with long names."""
    names = [f"Candidate Number-{n} Featherstonehaugh" for n in range(1, 43)]
    slates = [("Slate of the North", "Slate of the South", "")[n % 3] for n in range(42)]
    election = make_election("National section, 2020 (reconstruction)", 9, names, slates=slates)
    profile = Profile.gather(
        (tuple((first + step * k) % 42 for k in range(length)), 300 + (first % 6 == 0) * 1500)
        for first in range(42)
        for step, length in ((1, 5), (5, 3), (11, 9), (13, 2))
    )
    return counted(election, profile, "scotland", lots=seeded("x", election))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_page_holds_together(name: str) -> None:
    page = Page(html.render(EXAMPLES[name]()))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if not link.startswith("#")] == []
    assert {link[1:] for link in page.links} <= set(page.ids)
    labelled = [
        label
        for _, attributes in page.tags
        for label in (attributes.get("aria-labelledby") or "").split()
    ]
    assert set(labelled) <= set(page.ids)
    # Beside the program there are only the figures that it reads.
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "vote-record"}, {}]
    assert page.names().isdisjoint({"link", "img", "iframe", "object", "base"})
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_page_forbids_itself_everything() -> None:
    page = html.render(model("ers97"))
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        f" style-src 'unsafe-inline'; img-src data:; script-src {source()}\">" in page
    )
    assert '<html lang="en-GB">' in page
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page
    assert re.findall(r"url\([^)]*\)", page) == ["url(#gain)"]


def test_names_are_escaped_everywhere() -> None:
    record = irv()
    text = html.render(record)
    assert re.findall("<script[^>]*>", text) == [
        '<script type="application/json" id="vote-record">',
        "<script>",
    ]
    assert "<b>&" not in text
    page = Page(text)
    assert "Chair <b>& secretary</b>" in page.words
    for name in record.election.names:
        assert name in page.words
    # an attribute cannot be broken out of either
    assert all(
        "alert" not in (value or "") for _, attributes in page.tags for value in attributes.values()
    )


def test_every_table_has_scopes_and_every_drawing_a_title() -> None:
    page = Page(html.render(model("meek-prf")))
    assert {a.get("scope") for tag, a in page.tags if tag == "th"} == {"col", "row"}
    charts = [a for tag, a in page.tags if tag == "ul" and a.get("class") == "chart"]
    assert [a["aria-label"] for a in charts] == [f"Votes after stage {n}" for n in range(1, 12)]
    # names and figures are text of the page; the bars beside them say nothing more
    assert {a.get("aria-hidden") for tag, a in page.tags if tag == "svg"} == {"true"}


def test_stages_can_be_stepped_through() -> None:
    text = html.render(model("ers97"))
    for number in range(1, 7):
        start = text.index(f'id="stage-{number}"')
        section = text[start : text.find('<section class="stage"', start)]
        links = re.findall(r'<a href="#(stage-\d+)">(Previous|Next): stage \d+</a>', section)
        expected = [(f"stage-{number - 1}", "Previous")] if number > 1 else []
        expected += [(f"stage-{number + 1}", "Next")] if number < 6 else []
        assert links == expected
    assert re.findall("<details[^>]*>", text) == [
        "<details open>",
        *["<details>"] * 4,
        "<details open>",
    ]


def test_a_national_election_stays_small() -> None:
    record = national()
    text = html.render(record)
    assert len(record.stages) == 40
    assert len(text.encode()) < 1_500_000
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    # on paper the table comes in parts
    assert text.count('<div class="paper">') > 5
    assert 'class="scroll screen"' in text
    assert "(reconstruction)" in text.split("<h1>")[1].split("</h1>")[0]


def test_how_to_check_names_the_lots() -> None:
    assert "--rules scotland --seats 3 --lots '20 May' --format json" in "".join(
        Page(html.render(EXAMPLES["scotland"]())).words
    )
    page = html.render(EXAMPLES["block-vote"]())
    assert "--rules block-vote --seats 2 --lots lots.txt --format json" in page
    assert "<code>stage 1: Cole</code>" in page
