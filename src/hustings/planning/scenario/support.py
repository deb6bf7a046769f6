"""Who supports which slate, region by region, and how unsure that is: from a scenario's file.

Knows that the shares of a region add up to 1, and what is said once for all regions. Must not know
how supporters rank.

A slate's `support` holds wherever nothing else is said of it. Where `by_region` or the CSV file
gives some slates a share of their own in a region, the others share what is left of that region in
proportion to their `support`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from hustings.errors import InputError
from hustings.inputs.entry import ADDS_UP, Entry, nearest
from hustings.inputs.table import beside, rows
from hustings.inputs.text import shown
from hustings.planning.scenario import defaults
from hustings.planning.scenario.keys import support_columns
from hustings.planning.scenario.model import Region
from hustings.planning.scenario.regions import index_of


@dataclass(slots=True)
class _Stated:
    """What the files say of a slate's support.

    Attributes:
        share: of the whole electorate; None where not said.
        by_region: per region, with where it stands.
    """

    name: str
    share: float | None = None
    by_region: dict[int, tuple[float, Entry, tuple[str, ...]]] = field(default_factory=dict)


def support(
    root: Entry, slates: dict[str, Entry], regions: tuple[Region, ...], folder: str
) -> list[tuple[float, ...]]:
    """Per slate and region, the expected share of voters.

    Args:
        slates: entries by name in the order of the file; the one for candidates of no slate may be
            an empty one, and then has what the others leave.
    """
    places = {region.name: place for place, region in enumerate(regions)}
    stated = [_Stated(name) for name in slates]
    for one, entry in zip(stated, slates.values(), strict=True):
        if "support" in entry:
            one.share = entry.number("support")
        own = entry.table("by_region", "`by_region`")
        for name in own.values:
            place = index_of(places, name, own, name)
            one.by_region[place] = (own.number(name), own, (name,))
    if "support" in root:
        _read_table(root, stated, places, folder)
    _fill_in(root, slates, stated, regions)
    per_region = [_region(stated, r, region.name) for r, region in enumerate(regions)]
    return [tuple(shares[s] for shares in per_region) for s in range(len(stated))]


def says_support(root: Entry, slates: dict[str, Entry]) -> bool:
    """Whether the files say anything of support."""
    return "support" in root or any("support" in e or "by_region" in e for e in slates.values())


def mean(shares: Sequence[float], regions: tuple[Region, ...]) -> float:
    """A share of the whole electorate from those of its regions."""
    voters = math.fsum(region.voters for region in regions)
    return math.fsum(s * r.voters for s, r in zip(shares, regions, strict=True)) / voters


def uncertainties(
    entry: Entry, name: str, shares: Sequence[float], regions: tuple[Region, ...]
) -> tuple[float, float]:
    """Standard deviations of a slate's support over the whole and in each region on its own.

    Raises:
        InputError: one is larger than a share it is about.
    """
    least, where = min(
        ((share, region.name) for share, region in zip(shares, regions, strict=True) if share),
        default=(0.0, ""),
    )
    found = []
    for key, guess in (
        ("uncertainty", defaults.uncertainty),
        ("regional_uncertainty", defaults.regional_uncertainty),
    ):
        if key not in entry:
            found.append(round(min(guess(mean(shares, regions)), least / 3), 4))
            continue
        sd = entry.number(key)
        if sd > least and least:
            raise entry.fault(
                f"`{key}` is {sd:g}, more than the support of {shown(name)} in {where}, {least:g}",
                key,
                remedy="it is a standard deviation, in the same measure as the support",
            )
        found.append(sd)
    return found[0], found[1]


def _read_table(root: Entry, stated: list[_Stated], places: dict[str, int], folder: str) -> None:
    """Take in the CSV file: a row a region, a column a slate."""
    columns = support_columns([one.name for one in stated])
    path = beside(folder, root, "support")
    found: set[int] = set()
    for row in rows(path, root, "support", what="row", shape=columns):
        place = index_of(places, row.text("region"), row)
        if place in found:
            raise row.fault(f"{shown(row.text('region'))} is listed twice")
        found.add(place)
        for one in stated:
            if one.name not in row:
                continue
            if place in one.by_region:
                _, entry, keys = one.by_region[place]
                raise entry.fault(
                    f"the support of {shown(one.name)} stands here and in {path}",
                    *keys,
                    remedy="drop one",
                )
            one.by_region[place] = (row.number(one.name), row, (one.name,))


def _fill_in(
    root: Entry, slates: dict[str, Entry], stated: list[_Stated], regions: tuple[Region, ...]
) -> None:
    """Make sure of every slate's share of the whole, and that they add up."""
    rest: _Stated | None = None
    last: Entry = root.table("slates")
    for one in stated:
        entry = slates[one.name]
        if len(one.by_region) == len(regions):
            whole = mean([one.by_region[r][0] for r in range(len(regions))], regions)
            if one.share is not None and abs(whole - one.share) > ADDS_UP:
                raise entry.fault(
                    f"`support` is {one.share:g}, but its regions come to {whole:.4g}",
                    "support",
                    remedy="take `support` out, since every region has its own",
                )
            one.share = whole
        elif one.share is None:
            if one.name != defaults.NO_SLATE:
                raise entry.missing("support", "give its share of the voters, such as 0.3")
            rest = one
        if one.share is not None and "support" in entry:
            last = entry
    total = math.fsum(one.share for one in stated if one.share is not None)
    if rest is not None:
        rest.share = 1.0 - total
        if rest.share <= ADDS_UP:
            raise last.fault(
                f"the slates' support adds up to {total:.4g}, which leaves nothing for candidates"
                " of no slate",
                "support",
                remedy=f'lower it, or add [slates."{defaults.NO_SLATE}"] with `support = 0`',
            )
    elif abs(total - 1.0) > ADDS_UP:
        raise last.fault(
            f"the slates' support adds up to {total:.4g}, not to 1",
            "support",
            remedy="make it add up to 1",
        )


def _region(stated: list[_Stated], region: int, name: str) -> list[float]:
    """The shares of one region, adding up to 1 exactly as far as floats can."""
    given = {s: one.by_region[region] for s, one in enumerate(stated) if region in one.by_region}
    left = 1.0 - math.fsum(share for share, _, _ in given.values())
    others = math.fsum(one.share or 0.0 for s, one in enumerate(stated) if s not in given)
    if left < -ADDS_UP or (left > ADDS_UP and not others):
        raise _off(given, name, 1.0 - left)
    shares = [
        given[s][0] if s in given else max(left, 0.0) * (one.share or 0.0) / (others or 1.0)
        for s, one in enumerate(stated)
    ]
    total = math.fsum(shares)
    return [round(share / total, 9) for share in shares]


def _off(
    given: dict[int, tuple[float, Entry, tuple[str, ...]]], name: str, total: float
) -> InputError:
    _, entry, keys = list(given.values())[-1]
    return entry.fault(
        f"in {shown(name)} the slates' support adds up to {total:.4g}, not to 1",
        *keys,
        remedy="make it add up to 1, or leave a slate out of the region's figures for the rest",
    )


def unknown_slate(name: str, names: Sequence[str], entry: Entry, *keys: str) -> InputError:
    """The error for a slate that [slates] does not have."""
    return entry.fault(
        f"no slate is called {shown(name)}", *keys, remedy=nearest(name, names, what="they are")
    )
