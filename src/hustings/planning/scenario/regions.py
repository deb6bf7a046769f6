"""The regions of a scenario's file: listed, in a CSV file, or made by a partition.

Knows how many vote where. Must not know who they vote for.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from hustings.inputs.entry import ADDS_UP, Entry, nearest
from hustings.inputs.table import beside, rows
from hustings.inputs.text import shown
from hustings.planning.scenario.defaults import EVERYWHERE
from hustings.planning.scenario.keys import MAX_VOTERS, PARTS, REGION
from hustings.planning.scenario.model import Region
from hustings.planning.scenario.partitions import PARTITIONS, span


def regions(root: Entry, election: Entry, folder: str) -> tuple[Region, ...]:
    """The regions, in the order of the file.

    Args:
        election: the table that may give the voters of the whole, and the turnout of every region
            and how unsure it is.
        folder: where CSV files are looked for.
    """
    if "partition" in root:
        if "regions" in root:
            raise root.fault(
                "there are both [partition] and regions", "partition", remedy="drop one"
            )
        found = _partition(root.table("partition"), election, folder)
        source, key = root, "partition"
    elif "regions" in root:
        found = _listed(root, election, folder)
        source, key = root, "regions"
    else:
        found = [Region(EVERYWHERE, _voters(election), _uncertainty(election))]
        source, key = election, "voters"
    total = sum(region.voters for region in found)
    if total > MAX_VOTERS:
        raise source.fault(
            f"there are {total:,} voters", key, remedy=f"plan for at most {MAX_VOTERS:,}"
        )
    return tuple(found)


def index_of(names: dict[str, int], name: str, entry: Entry, *keys: str) -> int:
    """The index of a region that an entry names.

    Raises:
        InputError: there is none of that name.
    """
    if name not in names:
        raise entry.fault(
            f"no region is called {shown(name)}",
            *keys,
            remedy=nearest(name, names, what="the regions are"),
        )
    return names[name]


def share_out(total: int, shares: list[float]) -> list[int]:
    """`total` in proportion to shares, by largest remainders, the first where they are equal."""
    weights = [round(share * 10**9) for share in shares]
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(parts)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _voters(election: Entry) -> int:
    """Valid papers of the whole electorate, where regions do not say."""
    if "voters" not in election:
        raise election.missing(
            "voters", "say how many valid papers you expect, or give each region its own"
        )
    return election.whole("voters")


def _uncertainty(entry: Entry) -> float:
    """How unsure a turnout is, as a share of it; 0 where nothing is said."""
    return entry.number("turnout_uncertainty")


def _listed(root: Entry, election: Entry, folder: str) -> list[Region]:
    if isinstance(root.values["regions"], str):
        path = beside(folder, root, "regions")
        entries = rows(path, root, "regions", what="region", shape=REGION)
    else:
        entries = root.tables("regions", "region", or_file=True)
    root.check_length("regions", len(entries))
    names: dict[str, Entry] = {}
    for entry in entries:
        name = entry.text("name")
        if name in names:
            raise entry.fault(f"two regions are called {shown(name)}", "name", remedy="rename one")
        names[name] = entry
    if any("share" in entry for entry in entries):
        sizes = _by_share(root, election, entries)
    else:
        if "voters" in election:
            raise election.fault(
                "both [election] and the regions say how many vote",
                "voters",
                remedy="take `voters` out of [election], or give each region its `share`",
            )
        sizes = [_size(entry, election) for entry in entries]
    unsure = [_uncertainty(e if "turnout_uncertainty" in e else election) for e in entries]
    return [Region(*region) for region in zip(names, sizes, unsure, strict=True)]


def _by_share(root: Entry, election: Entry, entries: list[Entry]) -> list[int]:
    for entry in entries:
        for key in ("voters", "electors", "turnout"):
            if key in entry:
                whose = "it" if "share" in entry else "another region"
                raise entry.fault(
                    f"{entry.what} gives its `{key}`, and {whose} a `share`",
                    key,
                    remedy="say the same of every region: its share, its voters, or its electors",
                )
    shares = [entry.number("share") for entry in entries]
    check_sum(root, "regions", shares, "the regions' shares")
    return _shared(root, "regions", election, shares, [e.text("name") for e in entries])


def _shared(
    root: Entry, key: str, election: Entry, shares: list[float], names: list[str]
) -> list[int]:
    sizes = share_out(_voters(election), shares)
    for name, size in zip(names, sizes, strict=True):
        if not size:
            raise root.fault(
                f"the share of {shown(name)} is too small for one voter", key, remedy="leave it out"
            )
    return sizes


def _size(entry: Entry, election: Entry) -> int:
    """Valid papers of one region."""
    if "voters" in entry:
        for key in ("electors", "turnout"):
            if key in entry:
                raise entry.fault(
                    f"{entry.what} gives both `voters` and `{key}`", key, remedy="drop one"
                )
        return entry.whole("voters")
    if "electors" not in entry:
        raise entry.missing("voters", "add `voters = …`, or `electors = …` and `turnout = …`")
    electors = entry.whole("electors")
    source = entry if "turnout" in entry else election
    if "turnout" not in source:
        raise entry.missing("turnout", "add it here, or to [election] for all regions")
    size = round(electors * source.number("turnout"))
    if not size:
        raise entry.fault(f"nobody votes in {entry.what}", "electors", remedy="leave it out")
    return size


def _partition(table: Entry, election: Entry, folder: str) -> list[Region]:
    by = table.choice("by")
    names = list(PARTITIONS[by])
    shares = table.values.get("shares", "" if by == "surname" else "equal")
    if shares == "":
        raise table.missing(
            "shares",
            "letters are unequal: count your members by the first letter of the surname and write"
            ' `shares = { A = 0.03, … }`, or `shares = "equal"`',
        )
    if shares != "equal":
        names, given = _shares(table, folder, by)
    else:
        given = [1.0 / len(names)] * len(names)
    sizes = _shared(table, "shares", election, given, names)
    unsure = _uncertainty(election)
    return [Region(name, size, unsure) for name, size in zip(names, sizes, strict=True)]


def in_one_piece(root: Entry) -> bool:
    """Whether each list is to be for parts that follow each other."""
    return "partition" in root and root.table("partition").flag("in_one_piece")


class _Part(NamedTuple):
    """A part of a partition: its first and last key, its share, and its name as it is written."""

    first: int
    last: int
    share: float
    name: str


def _shares(table: Entry, folder: str, by: str) -> tuple[list[str], list[float]]:
    """The parts that have voters, in their order, and their shares."""
    keys = PARTITIONS[by]
    parts: list[_Part] = []
    if isinstance(table.values["shares"], str):
        path = beside(folder, table, "shares")
        for row in rows(path, table, "shares", what="part", shape=PARTS):
            parts.append(_part(row.text("name"), row.number("share"), keys, parts, row))
    else:
        shares = table.table("shares", "`shares`")
        for name in shares.values:
            parts.append(_part(name, shares.number(name), keys, parts, shares, name))
    kept = sorted(part for part in parts if part.share)
    check_sum(table, "shares", [part.share for part in kept], "the shares")
    return [part.name for part in kept], [part.share for part in kept]


def _part(
    name: str, share: float, keys: tuple[str, ...], before: list[_Part], entry: Entry, *at: str
) -> _Part:
    """A part by its name.

    Raises:
        InputError: there is no such part, or it has something of one before.
    """
    found = span(name, keys)
    if found is None:
        raise entry.fault(
            f"no part is called {shown(name)}",
            *at,
            remedy=f"write a part such as {shown(keys[0])}, or several in one piece such as"
            f' `"{keys[0]}-{keys[5]}"`; they are {keys[0]} to {keys[-1]}',
        )
    for other in before:
        if found[0] <= other.last and other.first <= found[1]:
            both = keys[max(found[0], other.first)]
            raise entry.fault(f"{shown(both)} is listed twice", *at, remedy="take it out of one")
    return _Part(*found, share, name)


def check_sum(entry: Entry, key: str, shares: list[float], what: str) -> None:
    """Refuse shares that do not add up to 1.

    Raises:
        InputError: they do not, by more than a person's rounding can explain.
    """
    total = math.fsum(shares)
    if abs(total - 1.0) > ADDS_UP:
        raise entry.fault(
            f"{what} add up to {total:.4g}, not to 1", key, remedy="make them add up to 1"
        )
