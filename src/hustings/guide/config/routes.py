"""Members whose postcode does not tell: those abroad, and those who know their local party.

Knows [routes], `constituencies` and [local_parties]. Must not know postcodes or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.guide.config.joining import is_abroad
from hustings.guide.config.keys import GUIDE, ROUTES
from hustings.guide.config.texts import text
from hustings.guide.model import Region, Route, Text
from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.text import shown

if TYPE_CHECKING:
    from hustings.guide.config.texts import Languages
    from hustings.guide.postcodes.index import Index


def routes(root: Entry, regions: Sequence[Region], spoken: Languages) -> tuple[Route, ...]:
    """A route for each key of [routes].

    One that the file does not tell goes to the region that is called after members abroad, to the
    only region where there is one, else to none.

    Raises:
        InputError: a route or region that is not there.
    """
    table = root.table("routes")
    abroad = [place for place, region in enumerate(regions) if is_abroad(region.name)]
    usual = abroad[0] if len(abroad) == 1 else 0 if len(regions) == 1 else None
    found = []
    for key in ROUTES.names:
        if key not in table:
            found.append(Route(key, usual, Text()))
        elif isinstance(table.values[key], str):
            found.append(Route(key, _region(table, key, regions), Text()))
        elif isinstance(table.values[key], dict):
            entry = table.table(key, f"[routes.{key}]")
            if not entry.values:
                raise table.fault(
                    f"[routes.{key}] is empty", key, remedy="give its `region`, or a `note`"
                )
            place = _region(entry, "region", regions) if "region" in entry else None
            found.append(Route(key, place, text(entry, "note", spoken)))
        else:
            raise table.fault(
                f"`{key}` must be the name of a region, not {kind(table.values[key])}",
                key,
                remedy=f'write `{key} = "{regions[0].name}"`, or `{{ note = "…" }}`',
            )
    return tuple(found)


def constituencies(
    root: Entry, regions: Sequence[Region], index: Index, remarks: list[str]
) -> tuple[tuple[str, str, int], ...]:
    """(name, name in Welsh or empty, index of its region) of each constituency, sorted by name.

    Args:
        remarks: what a person should know is added.

    Raises:
        InputError: a year without boundaries, a constituency or region that is not there.
    """
    table = root.table("local_parties")
    years = [year for year, _ in index.constituencies]
    year = root.values.get("constituencies", GUIDE.key("constituencies").default)
    if year is False:
        if table.values:
            raise table.fault(
                "there are [local_parties], but `constituencies = false`",
                remedy="take one of them out",
            )
        return ()
    if isinstance(year, bool) or not isinstance(year, int):
        raise root.fault(
            f"`constituencies` must be the year of their boundaries, not {kind(year)}",
            "constituencies",
            remedy=_years(years),
        )
    if year not in years:
        if "constituencies" not in root and not table.values:
            remarks.append("the postcodes come without constituencies: nobody can choose by them")
            return ()
        raise (root if "constituencies" in root else table).fault(
            f"there are no constituencies of {year}",
            *(("constituencies",) if "constituencies" in root else ()),
            remedy=_years(years),
        )
    found = {one.name: one for one in index.constituencies_of(year)}
    moved = {}
    for name in table.values:
        if name not in found:
            near = nearest(name, found)
            raise table.fault(
                f"no constituency of {year} is called {shown(name)}",
                name,
                remedy=near if near.startswith("did you mean") else "write its official name",
            )
        moved[name] = _region(table, name, regions)
    owner = {area: place for place, region in enumerate(regions) for area in region.areas}
    return tuple(
        (name, one.welsh, moved.get(name, owner[index.areas[one.area].name]))
        for name, one in sorted(found.items())
    )


def refuse(root: Entry) -> None:
    """Refuse what has no meaning where the regions are no places.

    Raises:
        InputError: it is there.
    """
    for key in ("routes", "constituencies", "local_parties", "postcodes"):
        if root.values.get(key, {}) != {}:  # a table without anything in it is no harm
            raise root.fault(
                f"`{key}` has no meaning where the regions are not places",
                key,
                remedy="take it out",
            )


def _region(entry: Entry, key: str, regions: Sequence[Region]) -> int:
    """The index of the region that stands under a key."""
    name = entry.text(key)
    names = [region.name for region in regions]
    if name not in names:
        raise entry.fault(
            f"the plan has no region {shown(name)}",
            key,
            remedy=nearest(name, names, what="its regions are"),
        )
    return names.index(name)


def _years(years: Sequence[int]) -> str:
    known = " or ".join(str(year) for year in sorted(years))
    return f"write {known}, or false" if known else "write false"
