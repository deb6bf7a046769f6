"""The candidates of a scenario's file, in ballot-paper order: listed, or in a CSV file.

Knows names, slates, home regions and appeal. Must not know who supports them.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.inputs.entry import Entry, kind, nearest
from hustings.inputs.table import beside, rows
from hustings.inputs.text import shown
from hustings.planning.scenario.defaults import NO_SLATE
from hustings.planning.scenario.keys import CANDIDATE
from hustings.planning.scenario.model import Region
from hustings.planning.scenario.regions import index_of

# A label that is more than one: whoever has it stands only when a longer slate is looked at.
RESERVE = "reserve"


class Listed(NamedTuple):
    """A candidate as the file says.

    Attributes:
        slates: that they stand for, the first one named first; `NO_SLATE` where the file says none.
        home: index of the region; -1 where the file says none.
        entry: where they stand in the file.
    """

    name: str
    slates: tuple[str, ...]
    home: int
    groups: tuple[str, ...]
    appeal: float
    entry: Entry

    @property
    def stands(self) -> bool:
        """Whether they are on the ballot paper, and no reserve."""
        return RESERVE not in self.groups


def candidates(root: Entry, regions: tuple[Region, ...], folder: str) -> list[Listed]:
    """Everybody on the ballot paper."""
    if "candidates" not in root:
        raise root.fault(
            "there are no candidates",
            remedy='add [[candidates]] with name and slate, or `candidates = "candidates.csv"`',
        )
    if isinstance(root.values["candidates"], str):
        path = beside(folder, root, "candidates")
        entries = rows(path, root, "candidates", what="candidate", shape=CANDIDATE)
    else:
        entries = root.tables("candidates", "candidate", or_file=True)
    root.check_length("candidates", len(entries))
    places = {region.name: place for place, region in enumerate(regions)}
    found: dict[str, Listed] = {}
    for entry in entries:
        one = _candidate(entry, places)
        if one.name in found:
            first = found[one.name].entry.line_of("name")
            raise entry.fault(
                f"two candidates are called {shown(one.name)}",
                "name",
                remedy=f"the other is on line {first}; give each a name of their own",
            )
        found[one.name] = one
    return list(found.values())


def check_slates(listed: list[Listed], names: list[str], slates: Entry) -> None:
    """Refuse a candidate of a slate that [slates] does not have, and a slate without candidates.

    Args:
        names: slates in the order of the file, with `NO_SLATE` where somebody stands for none.
        slates: the table [slates].
    """
    for one in listed:
        for slate in one.slates:
            if slate not in names:
                raise one.entry.fault(
                    f"{shown(slate)} is not in [slates]",
                    "slate",
                    remedy=nearest(slate, names, what="the slates are"),
                )
    standing = {slate for one in listed if one.stands for slate in one.slates}
    for name in names:
        if name not in standing:
            raise slates.fault(
                f"no candidate stands for {shown(name)}",
                name,
                remedy="give somebody this slate, or take it out",
            )


def _candidate(entry: Entry, places: dict[str, int]) -> Listed:
    home = -1
    if "region" in entry:
        home = index_of(places, entry.text("region"), entry, "region")
    name = entry.text("name")
    return Listed(
        name,
        slates_of(entry, name),
        home,
        _several(entry, "group"),
        entry.number("appeal"),
        entry,
    )


def slates_of(entry: Entry, name: str) -> tuple[str, ...]:
    """`slate`: one, several where slates overlap, or `NO_SLATE`.

    Args:
        name: of the candidate.
    """
    given = entry.values.get("slate", "")
    found = () if given == "" else _several(entry, "slate", "put it in quotation marks")
    if len(found) > 1 and NO_SLATE in found:
        raise entry.fault(
            f"{shown(name)} stands for {shown(NO_SLATE)} and for another",
            "slate",
            remedy=f"take {shown(NO_SLATE)} out",
        )
    return found or (NO_SLATE,)


def _several(entry: Entry, key: str, remedy: str = "") -> tuple[str, ...]:
    """One text, a list of texts, or in a cell several with semicolons between."""
    value = entry.values.get(key, [])
    if isinstance(value, str):
        value = [part.strip() for part in value.split(";")] if entry.from_row else [value]
    if not isinstance(value, list):
        raise entry.fault(f"`{key}` must be text, not {kind(value)}", key, remedy=remedy)
    found: list[str] = []
    for place, one in enumerate(value):
        if not isinstance(one, str):
            raise entry.fault(f"`{key}` must be text, not {kind(one)}", key, place, remedy=remedy)
        entry.plain(one, f"`{key}`", key, place)
        if one in found:
            raise entry.fault(f"`{key}` names {shown(one)} twice", key, place)
        found.append(one)
    return tuple(found)
