"""Whom a list is for: parts that follow each other are said in one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.print.printed import BUILD, guide, spoken
from hustings.guide.model import Partition, Region, Text
from hustings.guide.print import poster
from hustings.guide.print.poster import regions
from hustings.guide.print.whom import titles
from hustings.report.print.lettering import Letters

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MONTHS = ("January", "February", "March", "April", "May", "June", "July")


def said(partition: Partition, parts: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """What is said of a list that is for these parts, each a title and its keys."""
    told = guide(partition=partition)
    every = tuple(
        Region(title, Text((("en", title),)), f"r{n}", (), keys, 0)
        for n, (title, keys) in enumerate(parts)
    )
    order = replace(told.lists[0], regions=tuple(range(len(parts))))
    return titles(replace(told, regions=every), order, "en")


def letters(names: str) -> list[tuple[str, tuple[str, ...]]]:
    """Parts of a letter each, or of several where hyphens join them: "A C-F"."""
    parts = []
    for name in names.split():
        first, last = name[0], name[-1]
        keys = tuple(LETTERS[LETTERS.index(first) : LETTERS.index(last) + 1])
        parts.append((name.replace("-", "–"), keys))
    return parts


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("A B C F Z", ["A–C", "F", "Z"]),
        ("G A-C D-F", ["A–G"]),
        ("M", ["M"]),
        ("Y A Z", ["A", "Y–Z"]),
    ],
)
def test_letters(names: str, expected: list[str]) -> None:
    assert said(Partition.SURNAME, letters(names)) == expected


def test_months_and_digits() -> None:
    months = [(name, (str(n),)) for n, name in enumerate(MONTHS, 1) if n != 5]
    assert said(Partition.BIRTH_MONTH, months) == ["January–April", "June–July"]
    digits = [(digit, (digit,)) for digit in "0137"]
    assert said(Partition.LAST_DIGIT, digits) == ["0–1", "3", "7"]


def test_a_title_of_the_campaigns_own_stays_and_so_do_all() -> None:
    parts = [*letters("A B"), ("Everybody else", tuple("CD"))]
    assert said(Partition.SURNAME, parts) == ["A", "B", "Everybody else"]
    apart = [("A, C", ("A", "C")), *letters("B")]
    assert said(Partition.SURNAME, apart) == ["A, C", "B"]
    places = [(name, ()) for name in ("B", "A")]
    assert said(Partition.PLACE, places) == ["B", "A"]


def test_a_poster_says_it() -> None:
    told = guide(partition=Partition.SURNAME)
    every = tuple(
        Region(title, Text((("en", title),)), title, (), keys, 0)
        for title, keys in letters(" ".join(LETTERS[:13]))
    )
    order = replace(told.lists[0], regions=tuple(range(13)))
    told = replace(told, regions=every, lists=(order,))
    assert regions(told, order, "en") == "A–M"
    page = poster.layout(told, BUILD, order, "en", spoken("en"), Letters())
    said = [line.text for line in page.lines if line.part in ("for", "regions")]
    assert said == ["For members whose surname begins with", "A–M"]
    page = poster.layout(told, BUILD, order, "cy", spoken("cy"), Letters())
    said = [line.text for line in page.lines if line.part == "for"]
    assert said == ["I aelodau y mae eu cyfenw yn dechrau gyda"]
