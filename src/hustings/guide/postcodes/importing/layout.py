"""The columns of the two directories of postcodes, and what their codes mean.

Knows headers and the statistics office's codes of countries, regions and districts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hustings.errors import InputError
from hustings.inputs.text import shown

ONS = "ONS Postcode Directory"
CODE_POINT = "OS Code-Point Open"

COUNTRIES = {
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
}
_ENGLAND = "E92000001"
# The Channel Islands and the Isle of Man, which have routes of their own; and no place at all.
_NOWHERE = frozenset({"", "L93000001", "M83000003"})
_REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and the Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
CUMBRIA = "Cumbria"
# Six districts until 2023; Cumberland, and Westmorland and Furness, since.
CUMBRIAN = frozenset({*(f"E070000{number}" for number in range(26, 32)), "E06000063", "E06000064"})

# The names of columns change from year to year: rgn, rgn25cd; oslaua, laua, lad25cd.
_POSTCODE = re.compile(r"pcd(?:s|[278])?")
_ENDED = re.compile(r"doterm")
_COUNTRY = re.compile(r"ctry(?:[0-9]{2}cd|cd)?")
_REGION = re.compile(r"(?:rgn|gor)(?:[0-9]{2}cd|cd)?")
_DISTRICT = re.compile(r"(?:oslaua|laua|lad|lau)(?:[0-9]{2}cd|cd)?")

_CODE_POINT_COLUMNS = 10
_CODE_POINT_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? *[0-9][A-Z]{2}")

Key = tuple[str, ...]


class Layout(NamedTuple):
    """Where in a row is what.

    Attributes:
        source: whose directory it is.
        width: columns of a row.
        postcode, ended: columns; `ended` is -1 where no postcode is said to have ended.
        key: the columns that tell where a postcode lies, at least two.
        meaning: of what stands in them: the name of an area or country, the code of an English
            district whose region is to be learned, or "" for nowhere; None for an unknown code.
    """

    source: str
    has_header: bool
    width: int
    postcode: int
    ended: int
    key: tuple[int, ...]
    meaning: Callable[[Key], str | None]


def layout_of(first: Sequence[str], source: str) -> Layout:
    """The layout of a table that begins with this row.

    Raises:
        InputError: it is neither of the two directories.
    """
    names = [name.strip().lower() for name in first]
    postcodes = [at for at, name in enumerate(names) if _POSTCODE.fullmatch(name)]
    if postcodes:
        return Layout(
            source=ONS,
            has_header=True,
            width=len(names),
            postcode=postcodes[0],
            ended=_column(_ENDED, names, -1),
            key=tuple(
                _needed(pattern, names, called, source)
                for pattern, called in (
                    (_COUNTRY, "countries (ctry)"),
                    (_REGION, "regions (rgn)"),
                    (_DISTRICT, "districts (oslaua, lad…cd)"),
                )
            ),
            meaning=_ons_meaning,
        )
    if len(first) == _CODE_POINT_COLUMNS and _CODE_POINT_POSTCODE.fullmatch(first[0]):
        return Layout(CODE_POINT, False, len(first), 0, -1, (4, 8), _code_point_meaning)
    raise InputError(
        f"this is not a directory of postcodes: it begins with {shown(','.join(first[:4]))}",
        remedy="give the ONS Postcode Directory or Code-Point Open",
        source=source,
    )


def _column(pattern: re.Pattern[str], names: Sequence[str], default: int) -> int:
    return next((at for at, name in enumerate(names) if pattern.fullmatch(name)), default)


def _needed(pattern: re.Pattern[str], names: Sequence[str], called: str, source: str) -> int:
    column = _column(pattern, names, -1)
    if column < 0:
        raise InputError(
            f"there is no column of {called}",
            remedy="give the directory as it was published",
            source=source,
        )
    return column


def _ons_meaning(key: Key) -> str | None:
    country, region, district = key
    if country in _NOWHERE:
        return ""
    if country != _ENGLAND:
        return COUNTRIES.get(country)
    if district in CUMBRIAN:
        return CUMBRIA
    return _REGIONS.get(region) if region else ""


def _code_point_meaning(key: Key) -> str | None:
    """England's regions are not in it: the district stands for the region that it lies in."""
    country, district = key
    if country in _NOWHERE:
        return ""
    if country != _ENGLAND:
        return COUNTRIES.get(country)
    return CUMBRIA if district in CUMBRIAN else district
