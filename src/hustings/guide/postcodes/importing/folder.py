"""An index from a folder of tables: outcodes, runs of postcodes, constituencies.

Knows the columns of those tables and how they fit together.
"""

from __future__ import annotations

import csv
import math
import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hustings.errors import InputError
from hustings.guide.postcodes.index import Area, Constituency, Index, Straddling
from hustings.guide.postcodes.licences import NAMES_2024, attribution
from hustings.inputs.text import shown

OUTCODES = "outcodes.csv"
RUNS = "postcode_region_runs.csv"
CONSTITUENCIES = {2010: "constituencies_2010.csv", 2024: "constituencies_2024.csv"}

SOURCE = "OS Code-Point Open, joined to regions by local authority"
MONTH = "August 2023"

# Labour counts Cumbria, which is in the North West, with the North East.
_OWN_NAMES = {("North West", "Northern"): "Cumbria"}
# The table gives the first an English name as its Welsh one, and leaves out circumflexes.
_WELSH = {
    "Caerfyrddin": "",
    "Gower": "Gŵyr",
    "Montgomeryshire and Glyndŵr": "Maldwyn a Glyndŵr",
}
_OUTCODE_COLUMNS = (
    "outcode",
    "regions",
    "majority_share",
    "labour_regions",
    "country",
    "latitude",
    "longitude",
    "town",
)
# A street.
_NO_TOWNS = frozenset({"Halnaby Ave"})
# An outcode's own town, the one in its middle, surely lies in the area where most of its postcodes
# do only when nearly all do: with less than this Saltney would be in England.
_MOST = 0.75
_OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_START = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]? *)([0-9][A-Z]{2})")

Rows = list[dict[str, str]]


class Outcode(NamedTuple):
    """A line of the table of outcodes.

    Attributes:
        regions, labour: the likeliest first.
        latitude, longitude: of its middle, in degrees.
        share: of its postcodes, how many lie in the first region.
        town: empty where none is known.
    """

    name: str
    regions: tuple[str, ...]
    labour: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    share: float
    town: str


def read(folder: str) -> Index:
    """The index that the tables of a folder make.

    Raises:
        OSError: one of them is not there.
        InputError: one of them lacks a column, or they contradict each other.
    """
    outcodes = [_outcode(folder, row) for row in _rows(folder, OUTCODES, _OUTCODE_COLUMNS)]
    runs = _runs(folder)
    areas = _areas([key for _, key in runs], outcodes)
    place = {(area.region, area.labour_region): at for at, area in enumerate(areas)}
    keyed = [(start, place[key]) for start, key in runs]
    whole: dict[str, int] = {}
    split: dict[str, tuple[Outcode, list[tuple[str, int]]]] = {}
    for outcode in sorted(outcodes, key=lambda one: one.name):
        own = _own_runs(outcode.name, keyed)
        if len({area for _, area in own}) == 1:
            whole[outcode.name] = own[0][1]
        else:
            split[outcode.name] = (outcode, own)
    towns = [one for one in outcodes if one.town and one.name in whole]
    straddling = tuple(
        _straddling(outcode, own, areas, [(town, whole[town.name]) for town in towns])
        for outcode, own in split.values()
    )
    return Index(
        areas=tuple(areas),
        outcodes=tuple(whole.items()),
        straddling=straddling,
        source=SOURCE,
        month=MONTH,
        attribution=f"{attribution(MONTH)} {NAMES_2024}",
        constituencies=tuple(
            (year, _constituencies(folder, name, place)) for year, name in CONSTITUENCIES.items()
        ),
    )


def _rows(folder: str, name: str, columns: Iterable[str]) -> Rows:
    """The rows of a table that has these columns."""
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8-sig", newline="") as file:
        try:
            rows = list(csv.DictReader(file, restval="", strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise InputError("this is not a table in UTF-8", source=path) from None
    for column in columns:
        if not rows or column not in rows[0]:
            raise InputError(
                f"there is no column {column} with anything in it",
                remedy="give the folder as it was published",
                source=path,
            )
    return rows


def _outcode(folder: str, row: dict[str, str]) -> Outcode:
    path = os.path.join(folder, OUTCODES)
    name = row["outcode"]
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        share = float(row["majority_share"])
    except ValueError:
        latitude = longitude = share = math.nan
    if not _OUTCODE.fullmatch(name) or not math.isfinite(latitude + longitude + share):
        raise InputError(f"{shown(name)} is not an outcode with a place and a share", source=path)
    town = row["town"].strip()
    return Outcode(
        name,
        tuple(row["regions"].split("|")),
        tuple(row["labour_regions"].split("|")),
        row["country"],
        latitude,
        longitude,
        share,
        "" if town in _NO_TOWNS or ";" in town else town,
    )


def _runs(folder: str) -> list[tuple[str, tuple[str, str]]]:
    """(start, (region, Labour's region)) of each run, ascending."""
    path = os.path.join(folder, RUNS)
    runs: list[tuple[str, tuple[str, str]]] = []
    for row in _rows(folder, RUNS, ("start_pcd7", "region", "labour_region")):
        start = row["start_pcd7"]
        if len(start) != 7 or not _START.fullmatch(start) or (runs and start <= runs[-1][0]):
            raise InputError(f"the run from {shown(start)} is out of order", source=path)
        runs.append((start, (row["region"], row["labour_region"])))
    return runs


def _areas(keys: Iterable[tuple[str, str]], outcodes: Iterable[Outcode]) -> list[Area]:
    """The areas by name: each pair of a region and Labour's region is one."""
    countries = {
        one.regions[0]: one.country
        for one in outcodes
        if len(one.regions) == 1 and "|" not in one.country
    }
    return sorted(
        Area(_OWN_NAMES.get(key, key[0]), *key, countries.get(key[0], "England"))
        for key in set(keys)
    )


def _own_runs(outcode: str, runs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """(second half, area) of the runs of an outcode, the first from 0AA on."""
    first, last = outcode.ljust(4) + "0AA", outcode.ljust(4) + "9ZZ"
    own: list[tuple[str, int]] = []
    for start, area in runs:
        if start > last:
            break
        if start <= first:
            own = [("0AA", area)]
        else:
            own.append((start[4:], area))
    return own


def _straddling(
    outcode: Outcode,
    runs: Sequence[tuple[str, int]],
    areas: Sequence[Area],
    towns: Sequence[tuple[Outcode, int]],
) -> Straddling:
    """An outcode that straddles, its areas ordered as the table has them."""

    def order(area: int) -> tuple[int, int]:
        known = areas[area]
        if known.labour_region not in outcode.labour or known.region not in outcode.regions:
            raise InputError(
                f"{outcode.name} is in {known.name} according to one table but not another"
            )
        return outcode.labour.index(known.labour_region), outcode.regions.index(known.region)

    ordered = sorted({area for _, area in runs}, key=order)
    places = [_nearest(outcode, area, towns) for area in ordered]
    if outcode.town and outcode.share >= _MOST:
        places[0] = outcode.town
    return Straddling(
        outcode.name,
        tuple(ordered),
        tuple(places),
        tuple(start for start, _ in runs),
        tuple(area for _, area in runs),
    )


def _nearest(outcode: Outcode, area: int, towns: Iterable[tuple[Outcode, int]]) -> str:
    """The town of the nearest outcode that lies wholly in the area; "" if there is none."""

    def distance(other: Outcode) -> float:
        # The country is small enough for a flat map, stretched by the latitude.
        north = other.latitude - outcode.latitude
        east = (other.longitude - outcode.longitude) * math.cos(math.radians(outcode.latitude))
        return north * north + east * east

    nearest = min(
        ((distance(town), town.name, town.town) for town, where in towns if where == area),
        default=(0.0, "", ""),
    )
    return nearest[2]


def _constituencies(
    folder: str, name: str, place: dict[tuple[str, str], int]
) -> tuple[Constituency, ...]:
    rows = _rows(folder, name, ("name", "region", "labour_region"))
    path = os.path.join(folder, name)
    constituencies: list[Constituency] = []
    for row in rows:
        area = place.get((row["region"], row["labour_region"]))
        called = row["name"].strip()
        if area is None or not called or ";" in called:
            raise InputError(f"{shown(called)} is not in any region of {RUNS}", source=path)
        constituencies.append(
            Constituency(called, _WELSH.get(called, row.get("name_cy", "")), area)
        )
    return tuple(sorted(constituencies))
