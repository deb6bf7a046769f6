"""Who follows advice, and how many lists are wanted: from a scenario's file.

Knows shares of followers, everywhere and by region. Must not know plans.
"""

from __future__ import annotations

from hustings.inputs.entry import Entry
from hustings.inputs.table import beside, rows
from hustings.inputs.text import shown
from hustings.planning.scenario.keys import FOLLOWERS
from hustings.planning.scenario.model import Following, Region
from hustings.planning.scenario.regions import index_of


def following(root: Entry, regions: tuple[Region, ...], team: int, folder: str) -> Following:
    """Who follows, from [following].

    Args:
        team: candidates of the planned slate.
    """
    table = root.table("following")
    share = table.number("share")
    shares = [share] * len(regions)
    places = {region.name: place for place, region in enumerate(regions)}
    if isinstance(table.values.get("by_region"), str):
        path = beside(folder, table, "by_region")
        found = set()
        for row in rows(path, table, "by_region", what="row", shape=FOLLOWERS):
            place = index_of(places, row.text("region"), row)
            if place in found:
                raise row.fault(f"{shown(row.text('region'))} is listed twice")
            found.add(place)
            shares[place] = row.number("share")
    else:
        own = table.table("by_region", "`by_region`")
        for name in own.values:
            shares[index_of(places, name, own, name)] = own.number(name)
    return Following(
        tuple(shares),
        table.number("uncertainty"),
        table.whole("depth", most=team, default=team),
    )


def lists(plan: Entry, regions: int, team: int) -> int:
    """How many different lists are wanted, from [plan]."""
    wanted = plan.whole("lists", default=min(regions, team))
    if wanted > regions:
        raise plan.fault(
            f"`lists` is {wanted}, more than there are regions, {regions}",
            "lists",
            remedy="ask for at most one list for each region",
        )
    return wanted
