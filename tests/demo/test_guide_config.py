"""The example of 2020: what its guide.toml and its plan make together."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hustings.demo import nec2020
from hustings.guide import words
from hustings.guide.config.file import Loaded, load
from hustings.guide.model import Dates, Partition
from hustings.guide.pages import why
from hustings.planning.plan.figures import Provenance

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "nec2020"
PLAN = "six lists of 2020, as far as known"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(str(FOLDER / "guide.toml"))


def test_it_is_read_without_a_remark(loaded: Loaded) -> None:
    assert loaded.remarks == ()
    assert loaded.plan == str(FOLDER / "plan2020.json")


def test_its_lists_are_those_of_the_plan(loaded: Loaded) -> None:
    whole = json.loads((FOLDER / "plan2020.json").read_text(encoding="utf-8"))
    guide = loaded.guide
    assert tuple(region.name for region in guide.regions) == nec2020.REGIONS
    assert {
        region.name: list(guide.order_for(place).sequence)
        for place, region in enumerate(guide.regions)
    } == whole["plans"][0]["sequences"]
    assert [(order.number, order.slug, order.regions) for order in guide.lists] == [
        (1, "northern-south-west", (0, 1)),
        (2, "north-west-northern-ireland-and-abroad", (2, 3)),
        (3, "yorkshire-and-the-humber-east-midlands", (4, 5)),
        (4, "west-midlands-london", (6, 7)),
        (5, "south-east-eastern", (8, 9)),
        (6, "scotland-wales", (10, 11)),
    ]
    assert [order.reason and order.reason.home for order in guide.lists] == [0, 2, 4, 6, 8, 10]
    assert replace(guide.provenance, digest="") == Provenance(
        PLAN,
        "Labour NEC 2020, members' section: an ASSUMED electorate, not the real ballots",
        "",
        200,
        2020,
        (4.995, 0.026),
        6,
    )


def test_who_belongs_where(loaded: Loaded) -> None:
    guide = loaded.guide
    assert guide.partition is Partition.PLACE
    assert {region.name: region.areas for region in guide.regions} == {
        **{name: (name,) for name in nec2020.REGIONS},
        "Northern": ("Cumbria", "North East"),
        "Northern Ireland and abroad": ("Northern Ireland",),
        "Eastern": ("East of England",),
    }
    assert {(route.key, route.region) for route in guide.routes} == {
        (key, 3) for key in ("jersey", "guernsey", "isle-of-man", "forces", "overseas")
    }
    parties = {name: guide.regions[region].name for name, _, region in guide.constituencies}
    assert len(parties) == 650
    assert [
        parties[name]
        for name in ("Workington", "Islington North", "Ynys Môn", "North Down", "Luton South")
    ] == ["Northern", "London", "Wales", "Northern Ireland and abroad", "Eastern"]


def test_what_is_known_of_the_election(loaded: Loaded) -> None:
    guide = loaded.guide
    summer = timezone(timedelta(hours=1))
    assert guide.dates == Dates(
        datetime(2020, 10, 12, tzinfo=summer),
        datetime(2020, 10, 19, tzinfo=summer),
        datetime(2020, 11, 12, 12, tzinfo=UTC),
    )
    slate = {known.name for known in nec2020.KNOWN if known.slate == guide.slate}
    assert slate == set(guide.lists[0].sequence)
    home = {known.name: known.region for known in nec2020.KNOWN if known.slate == guide.slate}
    for order in guide.lists:
        assert home[order.sequence[0]] in [guide.regions[region].name for region in order.regions]


def test_nothing_unknown_is_told_as_known(loaded: Loaded) -> None:
    guide = loaded.guide
    for said in (guide.title, guide.intro):
        assert [
            ("example" in text.lower(), "enghraifft" in text.lower()) for _, text in said.said
        ] == [
            (True, False),
            (False, True),
        ]
    assert "assumed" in guide.about.given("en")[1]
    # Nobody is recommended in a contest of 2020: that was not found.
    assert [contest.title.given("en")[1] for contest in guide.contests if contest.recommended] == [
        "A made-up contest"
    ]
    text = (FOLDER / "guide.toml").read_text(encoding="utf-8")
    assert text.count("KNOWN") >= 8
    assert text.count("ASSUMED") >= 5


def test_everything_is_said_in_both_languages(loaded: Loaded) -> None:
    guide = loaded.guide
    assert guide.languages == ("en", "cy")
    for text in (
        *(guide.title, guide.imprint, guide.intro, guide.about, guide.member_note),
        *(region.title for region in guide.regions),
        *(route.note for route in guide.routes if route.note),
        *(link.title for link in guide.links),
    ):
        assert [language for language, _ in text.said] == ["en", "cy"]


def test_why_the_first_list_is_as_it_is(loaded: Loaded) -> None:
    guide = loaded.guide
    assert why.explanation(guide, guide.lists[0], words.load("en")) == (
        "en",
        "Laura Pidcock (Northern) comes first on this list, and Yasmine Dar, Nadia Jama,"
        " Mish Rahman, Gemma Bolton and Ann Henderson on the others, so that first preferences are"
        " shared out among 6 of us. In 200 elections simulated from our assumptions, the 6 lists"
        " together elect 5.0 of our 6 candidates on average, 0.24 (± 0.03) more than one order for"
        " everybody.",
    )
    assert why.numbers(guide.lists[0], words.load("en")) == (
        "Laura Pidcock can expect about 16,547 first preferences; 12,955 are enough to be elected"
        " at once.",
        "With Ann Henderson first on this list, 0.05 (± 0.02) more of us would be elected on"
        " average.",
        "Elected in so many of a hundred simulated elections (± 4 at most): Laura Pidcock >99,"
        " Ann Henderson 38, Nadia Jama 76, Mish Rahman >99, Yasmine Dar 86, Gemma Bolton 99.",
    )
