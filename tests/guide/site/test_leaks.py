"""Names in texts that are shown before the lists are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.examples import EARLY, nec2020, small, text
from hustings.guide.model import Contest, Endorsement, Guide, Link, Text
from hustings.guide.pages import site as pages
from hustings.guide.postcodes.file import bundled
from hustings.guide.site.leaks import Leak, leaks

CONTEST = Contest(Text(), Text(), 1, ("Ann Black",), ordered=False)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"intro": text("With ADA  Spade!")}, ("texts.intro", "Ada Spade")),
        ({"about": text("Nobody.", "Gyda Bo\nRake.")}, ("texts.about", "Bo Rake")),
        ({"title": text("Vote Rake")}, ("title", "Bo Rake", "Rake")),
        ({"slate": "Spades"}, None),
        ({"contests": (replace(CONTEST, who=text("Band A"), recommended=("Candidate A",)),)}, None),
        ({"intro": text("Call a spade a spade, and rake.")}, None),
        ({"imprint": text("By Spade, Spade & Co.")}, ("imprint", "Ada Spade", "Spade")),
        ({"organisation": "Friends of Bo Rake"}, ("organisation", "Bo Rake")),
        (
            {"contests": (replace(CONTEST, who=text("Black members")),)},
            ("contest 1 who", "Ann Black", "Black"),
        ),
        ({"contests": (replace(CONTEST, note=text("Ann Black is best.")),)}, None),
        ({"endorsements": (Endorsement("Ada Spade"),)}, ("endorsement 1 by", "Ada Spade")),
        ({"links": (Link(text("Bo Rake’s page"), "x"),)}, ("link 1 title", "Bo Rake")),
        ({"member_note": text("Ask Ada Spade.")}, None),
    ],
)
def test_who_is_named(changed: dict[str, object], expected: tuple[str, ...] | None) -> None:
    assert leaks(small(**changed)) == (() if expected is None else (Leak(*expected),))  # type: ignore[arg-type]


def marked(guide: Guide) -> Guide:
    """With a mark in every text that there can be."""
    mark = text("Ada Spade")
    contest = Contest(mark, mark, 1, ("X",), False, mark, mark, (Endorsement("Ada Spade", mark),))
    route = [replace(route, note=mark) for route in guide.routes]
    return replace(
        guide,
        slate="Ada Spade",
        organisation="Ada Spade",
        lists=(replace(guide.lists[0], sequence=("Ada Spade",)), *guide.lists[1:]),
        routes=tuple(route),
        contests=(contest,),
        endorsements=(Endorsement("Ada Spade", mark),),
        links=(Link(mark, "https://x.example/"),),
        **dict.fromkeys(("title", "imprint", "intro", "about", "member_note", "later"), mark),
    )


def test_every_text_on_the_early_pages_is_looked_at() -> None:
    guide = marked(nec2020(languages=("en",)))
    index = bundled()
    shown = {
        line
        for path, page in pages.render(guide, EARLY, index)
        if path.endswith(".html")
        for line in page.split("\n")
        if "Ada Spade" in line
    }
    assert {leak.text for leak in leaks(guide)} == {
        "slate",
        "organisation",
        "title",
        "imprint",
        "texts.intro",
        "texts.about",
        "contest 1 title",
        "contest 1 who",
        "endorsement 1 by",
        "endorsement 1 words",
        "link 1 title",
    }
    # Without what is looked at nothing is left.
    silent = replace(
        guide,
        slate="",
        organisation="",
        contests=(replace(guide.contests[0], title=Text(), who=Text()),),
        endorsements=(),
        links=(),
        **dict.fromkeys(("title", "imprint", "intro", "about"), Text()),
    )
    assert shown
    for path, page in pages.render(silent, EARLY, index):
        assert "Ada Spade" not in page, path
