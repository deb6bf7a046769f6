"""A guide to print, and what the tests of posters and cards ask of boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import combinations
from typing import Any

from hustings.guide import words
from hustings.guide.model import Build, Dates, Guide, Partition, PublishedSequence, Region, Text
from hustings.report.languages import Words

NAMES = (
    "Laura Pidcock",
    "Ann Henderson",
    "Nadia Jama",
    "Mish Rahman",
    "Yasmine Dar",
    "Gemma Bolton",
    "Gurinder Singh Josan",
    "Luke Akehurst",
    "Johanna Baxter",
    "Ann Black",
    "Alice Perry",
    "Jayne Taylor",
    "Terry Paul",
    "Siân Ŵyn-Ŷnys",
    "Shama Tatler",
    "Liz McInnes",
    "Theresa Griffin",
    "Deborah Marsh-O’Neill",
    "Łukasz Đorđević",
    "Ekua Bayunu",
)
LONG = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Maria Fernanda de la Concepción Villanueva y Echeverría de los Ángeles",
    "Олена Шевченко",
    "Nguyễn Thị Ánh",
    "李明",
    "W",
    "x" * 300,
    "Bob 🎉 Smith",
    "سارة Khan",
)
REGIONS = (
    ("North West", "Gogledd-orllewin Lloegr"),
    ("Northern Ireland and abroad", "Gogledd Iwerddon a thramor"),
)
EVERYWHERE = tuple(
    (name, name)
    for name in (
        *("London", "South East", "South West", "East of England", "East Midlands"),
        *("West Midlands", "Yorkshire and the Humber", "North East", "Wales", "Scotland"),
        *("Northern Ireland", "North West"),
    )
)
BUILD = Build(2, date(2020, 10, 19))


def said(english: str, welsh: str) -> Text:
    return Text((("en", english), ("cy", welsh)))


def guide(
    names: Sequence[str] = NAMES[:6],
    regions: Sequence[tuple[str, str]] = REGIONS,
    **changed: Any,
) -> Guide:
    """Its first list is the one to print; there is another."""
    titles = (*regions, ("Elsewhere", "Mannau eraill"))
    told: dict[str, Any] = {
        "title": said("National Executive 2020", "Pwyllgor Gwaith Cenedlaethol 2020"),
        "slate": "Grassroots Voice",
        "organisation": "Friends of Grassroots Voice",
        "languages": ("en", "cy"),
        "partition": Partition.PLACE,
        "regions": tuple(
            Region(english, said(english, welsh), f"r{i}", (), (), int(i == len(regions)))
            for i, (english, welsh) in enumerate(titles)
        ),
        "lists": (
            PublishedSequence(1, "north-west", tuple(names), tuple(range(len(regions))), Text()),
            PublishedSequence(2, "elsewhere", tuple(names), (len(regions),), Text()),
        ),
        "imprint": said(
            "Published by J. Smith, 12 Example Street, London N1 1AA.",
            "Cyhoeddwyd gan J. Smith, 12 Example Street, Llundain N1 1AA.",
        ),
        "address": "https://nec.example.org/guide/",
        "short": "nec.example.org",
        "dates": Dates(closes=datetime(2020, 11, 12, 12, tzinfo=UTC)),
    }
    return Guide(**told | changed)


def spoken(language: str) -> Words:
    return words.load(language)


Box = tuple[float, float, float, float]


def overlapping(boxes: Iterable[tuple[str, Box]]) -> list[tuple[str, str]]:
    """The names of those that overlap by more than a hundredth."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.01 and min(a[3], b[3]) - max(a[1], b[1]) > 0.01
    ]


def outside(boxes: Iterable[tuple[str, Box]], frame: Box) -> list[str]:
    """The names of those that are not wholly inside, give or take a hundredth."""
    left, top, right, bottom = frame
    return [
        name
        for name, box in boxes
        if box[0] < left - 0.01
        or box[1] < top - 0.01
        or box[2] > right + 0.01
        or box[3] > bottom + 0.01
    ]
