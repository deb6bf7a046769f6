"""Guides to build pages from: the six lists of 2020, and small ones for other partitions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from hustings.guide.model import (
    Build,
    Change,
    Contest,
    Dates,
    Endorsement,
    Guide,
    Link,
    Partition,
    PublishedSequence,
    Region,
    Route,
    Text,
)
from hustings.guide.postcodes.index import Area, Constituency, Index, Straddling
from hustings.planning.plan.figures import Provenance

NEC2020 = Path(__file__).resolve().parents[2] / "examples" / "nec2020"
SUMMER = timezone(timedelta(hours=1))
WINTER = timezone(timedelta(0))

# Region of the plan, its name in Welsh, its areas of the index.
_REGIONS = (
    ("Northern", "Y Gogledd", ("Cumbria", "North East")),
    ("South West", "De-orllewin Lloegr", ("South West",)),
    ("North West", "Gogledd-orllewin Lloegr", ("North West",)),
    (
        "Northern Ireland and abroad",
        "Gogledd Iwerddon a thramor",
        ("Northern Ireland",),
    ),
    ("Yorkshire and the Humber", "Swydd Efrog a'r Humber", ("Yorkshire and the Humber",)),
    ("East Midlands", "Dwyrain Canolbarth Lloegr", ("East Midlands",)),
    ("West Midlands", "Gorllewin Canolbarth Lloegr", ("West Midlands",)),
    ("London", "Llundain", ("London",)),
    ("South East", "De-ddwyrain Lloegr", ("South East",)),
    ("Eastern", "Dwyrain Lloegr", ("East of England",)),
    ("Scotland", "Yr Alban", ("Scotland",)),
    ("Wales", "Cymru", ("Wales",)),
)
_BOTH = ("en", "cy")


def text(english: str, welsh: str = "") -> Text:
    """Words in English and perhaps in Welsh."""
    return Text((("en", english), *((("cy", welsh),) if welsh else ())))


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def nec2020(
    *, constituencies: tuple[tuple[str, str, int], ...] | None = None, **changed: object
) -> Guide:
    """The finder of 2020 as it could have been, with all that a guide can have."""
    plan = json.loads((NEC2020 / "plan2020.json").read_text(encoding="utf-8"))["plans"][0]
    sequences: dict[tuple[str, ...], list[int]] = {}
    for place, (name, _, _) in enumerate(_REGIONS):
        sequences.setdefault(tuple(plan["sequences"][name]), []).append(place)
    lists = tuple(
        PublishedSequence(
            number,
            "-".join(slug(_REGIONS[region][0]) for region in regions),
            names,
            tuple(regions),
            text(
                f"{names[0]} comes first here because the campaign has most friends of hers in"
                " this part of the country.\n\nEach of the six leads the list of two regions, so"
                " that all of them gather first preferences."
            ),
        )
        for number, (names, regions) in enumerate(sequences.items(), 1)
    )
    list_of = {region: place for place, order in enumerate(lists) for region in order.regions}
    guide = Guide(
        title=text(
            "Your list for the National Executive", "Eich rhestr ar gyfer y Pwyllgor Gwaith"
        ),
        slate="Grassroots Voice",
        organisation="Centre-Left Grassroots Alliance",
        languages=_BOTH,
        partition=Partition.PLACE,
        regions=tuple(
            Region(name, text(name, welsh), slug(name), areas, (), list_of[place])
            for place, (name, welsh, areas) in enumerate(_REGIONS)
        ),
        lists=lists,
        imprint=text(
            "Published by J. Bloggs for Grassroots Voice, both at 1 High Street, Leeds LS1 1AA.",
            "Cyhoeddwyd gan J. Bloggs ar ran Grassroots Voice, ill dau o 1 High Street, Leeds"
            " LS1 1AA.",
        ),
        address="https://vote.example.org/guide/",
        dates=Dates(
            published=datetime(2020, 10, 12, 18, 0, tzinfo=SUMMER),
            opens=datetime(2020, 10, 19, 12, 0, tzinfo=SUMMER),
            closes=datetime(2020, 11, 12, 12, 0, tzinfo=WINTER),
        ),
        intro=text(
            "Six of us stand for the nine members' places on the National Executive. To win as"
            " many as we can, we ask for a different order in each region.",
            "Mae chwech ohonom yn sefyll am naw lle'r aelodau ar y Pwyllgor Gwaith. I ennill"
            " cynifer ag y gallwn, gofynnwn am drefn wahanol ym mhob rhanbarth.",
        ),
        about=text("Each member is asked for one list: that of the region of their local party."),
        member_note=text(
            "What counts is the local party you are a member of.",
            "Y blaid leol yr ydych yn aelod ohoni sy'n cyfrif.",
        ),
        routes=(
            Route("jersey", 8, text("Jersey's members vote with the South East.")),
            Route("guernsey", 8, Text()),
            Route("isle-of-man", 2, Text()),
            Route("forces", None, text("You vote with the local party of your home address.")),
            Route("overseas", 3, text("Members abroad belong to Labour International.")),
        ),
        constituencies=(
            ("Aberdeen North", "", 10),
            ("Bangor Aberconwy", "", 11),
            ("Barrow and Furness", "", 0),
            ("Caerfyrddin", "", 11),
            ("Clwyd East", "Dwyrain Clwyd", 11),
            ("Leeds East", "", 4),
            ("Leeds North East", "", 4),
            ("Ynys Môn", "", 11),
        )
        if constituencies is None
        else constituencies,
        contests=(
            Contest(
                text("Disabled members' representative", "Cynrychiolydd yr aelodau anabl"),
                text("Members who have told the party that they are disabled."),
                1,
                ("Ellen Morrison",),
                ordered=False,
                endorsements=(
                    Endorsement(
                        "Disability Labour",
                        text("Ellen knows what it takes to be heard."),
                        "https://example.org/disability",
                    ),
                ),
            ),
            Contest(
                text("Councillors' representatives"),
                text("Labour councillors, mayors and commissioners."),
                2,
                ("Ann Example", "Bob Example", "Cal Example"),
                ordered=True,
                by=text("our friends in local government", "ein cyfeillion mewn llywodraeth leol"),
                note=text("Only councillors have this on their ballot."),
            ),
            Contest(text("Treasurer"), text("All members."), 0, (), ordered=False),
        ),
        endorsements=(
            Endorsement("Momentum", text("The team that listens to members.")),
            Endorsement("Campaign for Labour Party Democracy", address="https://example.org/clpd"),
        ),
        links=(Link(text("How to find your ballot e-mail"), "https://example.org/ballot"),),
        provenance=Provenance(
            "six lists of 2020, as far as known",
            "Members' section 2020",
            "sha256:0123abcd",
            1000,
            2020,
            (4.87, 0.03),
            6,
        ),
    )
    return replace(guide, **changed)  # type: ignore[arg-type]


def small(partition: Partition = Partition.PLACE, **changed: object) -> Guide:
    """Two lists, one language, nothing that can be left out."""
    keys = {
        Partition.PLACE: ((), ()),
        Partition.SURNAME: (tuple("ABCDEFGHIJKL"), tuple("MNOPQRSTUVWXYZ")),
        Partition.BIRTH_MONTH: (tuple("123456"), ("7", "8", "9", "10", "11", "12")),
        Partition.LAST_DIGIT: (tuple("01234"), tuple("56789")),
        Partition.CHOICE: ((), ()),
    }[partition]
    titles = {
        Partition.PLACE: ("North", "South"),
        Partition.SURNAME: ("A to L", "M to Z"),
        Partition.BIRTH_MONTH: ("January to June", "July to December"),
        Partition.LAST_DIGIT: ("0 to 4", "5 to 9"),
        Partition.CHOICE: ("Highlands", "Faculty of Arts"),
    }[partition]
    place = partition is Partition.PLACE
    areas = (("Alba",), ("Isle", "Marsh")) if place else ((), ())
    guide = Guide(
        title=text("Allotment committee"),
        slate="Diggers",
        organisation="Diggers",
        languages=("en",),
        partition=partition,
        regions=tuple(
            Region(title, text(title), slug(title), areas[n], keys[n], n)
            for n, title in enumerate(titles)
        ),
        lists=(
            PublishedSequence(1, slug(titles[0]), ("Ada Spade", "Bo Rake"), (0,), Text()),
            PublishedSequence(2, slug(titles[1]), ("Bo Rake", "Ada Spade"), (1,), Text()),
        ),
    )
    return replace(guide, **changed)  # type: ignore[arg-type]


def chosen(regions: int = 24) -> Guide:
    """A guide of regions to choose from, so many that a box goes with them; two lists."""
    guide = small(Partition.CHOICE, languages=("en", "cy"), address="https://diggers.example/")
    places = tuple(
        Region(name, text(name, f"Cangen {n}"), slug(name), (), (), n % 2)
        for n, name in enumerate(
            ["Newtown", "Great Newtown", "Town End"]
            + [f"Branch {n}" for n in range(4, regions + 1)]
        )
    )
    lists = tuple(
        replace(order, regions=tuple(range(at, regions, 2))) for at, order in enumerate(guide.lists)
    )
    return replace(guide, regions=places, lists=lists)


BUILD = Build(
    3,
    date(2020, 10, 20),
    (
        Change(
            3,
            date(2020, 10, 20),
            (
                (
                    "London",
                    ("Mish Rahman", "Gemma Bolton", "Nadia Jama"),
                    ("Mish Rahman", "Laura Pidcock", "Gemma Bolton"),
                ),
            ),
        ),
        Change(1, date(2020, 10, 12), (), first=True),
    ),
    (("old-london", ("London",)), ("gone", ("Atlantis",))),
)
FIRST = Build(1, date(2020, 10, 12))
EARLY = Build(1, date(2020, 10, 1), early=True)

# Three areas: AA1 lies in Alba, MM1 in Marsh, XX1 in Alba and Isle, YY1 in Isle and Marsh.
INDEX = Index(
    areas=(
        Area("Alba", "Alba", "Alba", "Scotland"),
        Area("Isle", "Isle", "Isle", "England"),
        Area("Marsh", "Marsh", "Marsh", "England"),
    ),
    outcodes=(("AA1", 0), ("MM1", 2)),
    straddling=(
        Straddling("XX1", (0, 1), ("Hilltown", "Seaton"), ("0AA", "5AA"), (0, 1)),
        Straddling("YY1", (1, 2), ("Seaton", ""), ("0AA", "5AA"), (1, 2)),
    ),
    source="made up",
    month="August 2023",
    attribution="Contains made-up data.",
    constituencies=((2024, (Constituency("Hilltown", "", 0),)),),
)


def parties(index: Index) -> tuple[tuple[str, str, int], ...]:
    """The constituencies of 2024, each with its region of 2020."""
    region_of = {area: n for n, (_, _, areas) in enumerate(_REGIONS) for area in areas}
    return tuple(
        (one.name, one.welsh, region_of[index.areas[one.area].name])
        for one in index.constituencies_of(2024)
    )
