"""Which areas of a postcode index each region of a plan has.

Knows the names that the regions go by, and that every area belongs to exactly one of them. Must not
know postcodes, nor where the regions and the index were read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.inputs.entry import nearest
from hustings.inputs.text import shown

if TYPE_CHECKING:
    from hustings.guide.postcodes.index import Area, Index


# Other names for the index's, all as `_folded` leaves them.
_ALSO = {
    "cymru": "wales",
    "east england": "east of england",
    "eastern": "east of england",
    "eastern england": "east of england",
    "greater london": "london",
    "north east england": "north east",
    "north west england": "north west",
    "south east england": "south east",
    "south west england": "south west",
    "yorkshire": "yorkshire and humber",
    "yorkshire and humberside": "yorkshire and humber",
    "yr alban": "scotland",
}
# Parts of a region's name that mean members without a postcode of the index.
_AWAY = re.compile(r"\b(?:abroad|overseas|international|outside (?:the )?uk|non-uk)\b")
_EVERYWHERE = frozenset({"all", "everywhere", "united kingdom", "uk"})
_JOINS = re.compile(r", and |, | and | / |/| \+ ")


def areas_of(
    region_names: Sequence[str],
    index: Index,
    given: Mapping[str, tuple[str, ...]] | None = None,
    source: str = "",
    *,
    line: int = 0,
    line_of: Callable[[str, int], int] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """The names of each region's areas, in the order of the index; every area has one region.

    A region has the areas `given` for it; else those it is called after: an area itself, before an
    area's Labour region, before the region of the statistics office that an area is part of, before
    its country. So "North West" has Cumbria only where no "Northern" is beside it. A plan of one
    region has all.

    Args:
        given: areas by region, for those regions whose names do not tell.
        source: the file that `given` was read from.
        line: where that begins to say so; 0 for nowhere.
        line_of: the line on which `given` has a region's area, counted from 0; -1 for the region.

    Raises:
        InputError: an area that is not in the index, has no region or has two; a region without
            areas, unless it is given none or called after members abroad.
    """
    given = given or {}
    owners = _given(region_names, index, given, source, line_of)
    terms = [
        _terms(name, index) if name not in given else frozenset[str]() for name in region_names
    ]
    single = len(region_names) == 1 and not given
    for area in index.areas:
        if single:
            owners[area.name] = 0
        elif area.name not in owners:
            claims = _claims(area, terms)
            if len(claims) > 1:
                names = " and ".join(shown(region_names[claim]) for claim in claims[:2])
                raise InputError(
                    f"{shown(area.name)} could belong to {names}",
                    remedy="say which areas one of them has: `areas = […]` under"
                    f" {table_of(region_names[claims[0]])} in guide.toml",
                    source=source,
                    line=line,
                )
            if claims:
                owners[area.name] = claims[0]
    found = tuple(
        tuple(area.name for area in index.areas if owners.get(area.name) == place)
        for place in range(len(region_names))
    )
    _check_regions(region_names, found, index, given, source, line)
    for area in index.areas:
        if area.name not in owners:
            raise InputError(
                f"{area.name} belongs to no region of the plan",
                remedy=f"write the areas of one with it in guide.toml, under {table_of('…')}:"
                f' `areas = ["…", "{area.name}"]`',
                source=source,
                line=line,
            )
    return found


def by_name(
    region_names: Sequence[str], index: Index
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The areas of each region as far as their names tell, and the areas that are then left."""
    terms = [_terms(name, index) for name in region_names]
    owners: dict[str, int] = {}
    for area in index.areas:
        claims = [0] if len(region_names) == 1 else _claims(area, terms)
        if len(claims) == 1:
            owners[area.name] = claims[0]
    return (
        tuple(
            tuple(area.name for area in index.areas if owners.get(area.name) == place)
            for place in range(len(region_names))
        ),
        tuple(area.name for area in index.areas if area.name not in owners),
    )


def is_abroad(region_name: str) -> bool:
    """Whether a region is called after members who live abroad."""
    return _AWAY.search(region_name.casefold()) is not None


def table_of(region_name: str) -> str:
    """The header of a region's table in guide.toml."""
    escaped = region_name.replace("\\", "\\\\").replace('"', '\\"')
    return f'[regions."{escaped}"]'


def _given(
    region_names: Sequence[str],
    index: Index,
    given: Mapping[str, tuple[str, ...]],
    source: str,
    line_of: Callable[[str, int], int] | None,
) -> dict[str, int]:
    """The region of each area that was given one, by the area's name.

    Raises:
        InputError: a region or an area that is not there, an area that is given twice.
    """
    by_name = {_folded(area.name): area.name for area in index.areas}
    owners: dict[str, int] = {}
    for region, areas in given.items():

        def line(place: int, region: str = region) -> int:
            return line_of(region, place) if line_of else 0

        if region not in region_names:
            raise InputError(
                f"the plan has no region {shown(region)}",
                remedy=nearest(region, region_names, what="its regions are"),
                source=source,
                line=line(-1),
            )
        for place, called in enumerate(areas):
            folded = _folded(called)
            name = by_name.get(folded) or by_name.get(_ALSO.get(folded, ""))
            if name is None:
                raise InputError(
                    f"there is no area {shown(called)}",
                    remedy=nearest(called, [area.name for area in index.areas], what="they are"),
                    source=source,
                    line=line(place),
                )
            if name in owners:
                other = region_names[owners[name]]
                raise InputError(
                    f"{shown(name)} is in the areas of {shown(region)} twice"
                    if other == region
                    else f"{shown(name)} is in the areas of {shown(other)} and of {shown(region)}",
                    remedy="take one out",
                    source=source,
                    line=line(place),
                )
            owners[name] = list(region_names).index(region)
    return owners


def _claims(area: Area, terms: Sequence[frozenset[str]]) -> list[int]:
    """The regions called most closely after an area; none, or more than one, is a mistake."""
    for called in (area.name, area.labour_region, area.region, area.country):
        claims = [place for place, known in enumerate(terms) if _folded(called) in known]
        if claims:
            return claims
    return []


def _terms(region_name: str, index: Index) -> frozenset[str]:
    """The names of the index that a region's name is made of, such as "Wales and South West"."""
    known = {
        _folded(name)
        for area in index.areas
        for name in (area.name, area.region, area.labour_region, area.country)
    }
    folded = _folded(region_name)
    if folded in _EVERYWHERE:
        return frozenset(known)
    # Labour's "Northern" and "Eastern" are known names where the index has them.
    return _partition(_JOINS.split(folded), known)


def _partition(parts: Sequence[str], known: set[str]) -> frozenset[str]:
    """Known names whose parts, joined by "and", are `parts`; none where they are not all known.

    A name of more parts goes before one of fewer. A part about members abroad is no name of the
    index, and stands for none.
    """
    longest = 1 + max(name.count(" and ") for name in (*known, *_ALSO))
    # Where a name begins behind which all is known: where it ends, and the name.
    found = {len(parts): (len(parts), "")}
    for start in reversed(range(len(parts))):
        for end in range(min(start + longest, len(parts)), start, -1):
            name = " and ".join(parts[start:end])
            name = name if name in known else _ALSO.get(name, name)
            away = end == start + 1 and _AWAY.search(name) is not None
            if end in found and (away or name in known):
                found[start] = (end, "" if away else name)
                break
    if 0 not in found:
        return frozenset()
    names, at = set[str](), 0
    while at < len(parts):
        at, name = found[at]
        names.add(name)
    return frozenset(names - {""})


def _check_regions(
    region_names: Sequence[str],
    found: Sequence[tuple[str, ...]],
    index: Index,
    given: Mapping[str, tuple[str, ...]],
    source: str,
    line: int,
) -> None:
    """Refuse a region that no postcode would lead to.

    Raises:
        InputError: there is one that is not called after members abroad, nor given no areas.
    """
    for name, areas in zip(region_names, found, strict=True):
        if areas or name in given or is_abroad(name):
            continue
        if _terms(name, index):
            what = f"all areas of the plan's region {shown(name)} are in other regions"
        else:
            what = f"no area is called after the plan's region {shown(name)}"
        known = dict.fromkeys([area.name for area in index.areas])
        known.update(dict.fromkeys(area.labour_region for area in index.areas))
        near = nearest(name, known, what="there are")
        raise InputError(
            what,
            remedy=f"say which it has: `areas = […]` under {table_of(name)} in guide.toml"
            + (f"; {near}" if near.startswith("did") and not _terms(name, index) else ""),
            source=source,
            line=line,
        )


def _folded(name: str) -> str:
    """A name as it is compared: letters and single spaces, without "the"."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = re.sub(r"[-\u2010-\u2015_.]", " ", text)
    return " ".join(word for word in text.split() if word != "the")
