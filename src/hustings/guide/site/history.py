"""What earlier builds of a site were: their number, their lists, the addresses they gave out.

Knows build.json, which stands in the site, and what makes one build different from the next.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hustings.errors import InputError
from hustings.guide.model import Build, Change, Guide

FORMAT = "hustings-guide/1"
NAME = "build.json"
# As many builds as "changed since" tells of.
MOST_CHANGES = 50
# Further builds than this nobody makes.
_MOST_BUILDS = 10**9
# What a page's address was made of; anything else could name a file outside the site.
_SLUG = re.compile(r"[a-z0-9-]{1,100}")

Lists = dict[str, tuple[str, ...]]
"""Per region by name, the order it is asked for."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of the site that a build replaces.

    Attributes:
        number, day, key: of the last build; 0 and "" where there was none.
        early: whether the last build held no lists.
        lists: as last seen by anybody, by region; empty before the first that was seen.
        changes: the newest first.
        addresses: (slug, names of its regions) of every list's page there ever was.
        files: what the last build wrote; anything else in the folder is somebody's own.
    """

    number: int = 0
    day: date = date.min
    key: str = ""
    early: bool = False
    lists: Lists = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    files: frozenset[str] = frozenset()


def build_of(guide: Guide, earlier: Earlier, key: str, *, day: date, early: bool) -> Build:
    """The build that comes after `earlier`: the same number and day where nothing is different."""
    same = earlier.number > 0 and key == earlier.key
    number = earlier.number if same else earlier.number + 1
    when = earlier.day if same else day
    if early:
        return Build(number, when, earlier.changes, early=True)
    now = lists_of(guide)
    different = tuple(
        (region, earlier.lists.get(region, ()), now.get(region, ()))
        for region in [*now, *(name for name in earlier.lists if name not in now)]
        if earlier.lists.get(region, ()) != now.get(region, ())
    )
    changes = earlier.changes
    if different:
        changes = (Change(number, when, different, first=not earlier.lists), *changes)
    slugs = {order.slug for order in guide.lists}
    moved = tuple(
        (slug, tuple(name for name in regions if name in now))
        for slug, regions in earlier.addresses
        if slug not in slugs
    )
    return Build(number, when, changes[:MOST_CHANGES], moved)


def lists_of(guide: Guide) -> Lists:
    """Who is asked for what."""
    return {region.name: guide.lists[region.list].sequence for region in guide.regions}


def written(guide: Guide, build: Build, earlier: Earlier, key: str, files: list[str]) -> str:
    """build.json of a build that wrote `files`."""
    addresses = list(earlier.addresses)
    if not build.early:
        names = [region.name for region in guide.regions]
        now = {order.slug: tuple(names[r] for r in order.regions) for order in guide.lists}
        addresses = [(slug, now.pop(slug, regions)) for slug, regions in addresses]
        addresses += now.items()
    document = {
        "format": FORMAT,
        "number": build.number,
        "date": build.day.isoformat(),
        "key": key,
        "early": build.early,
        "lists": earlier.lists if build.early else lists_of(guide),
        "changes": [
            {
                "number": change.number,
                "date": change.day.isoformat(),
                "first": change.first,
                "lists": [
                    {"region": region, "before": before, "now": now}
                    for region, before, now in change.lists
                ],
            }
            for change in build.changes
        ],
        "addresses": dict(addresses),
        "files": files,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def parse(text: str, source: str) -> Earlier:
    """What a build.json says.

    Raises:
        InputError: no build wrote this.
    """
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise ValueError("format")
        return Earlier(
            number=_number(document["number"]),
            day=date.fromisoformat(document["date"]),
            key=str(document["key"]),
            early=bool(document["early"]),
            lists={str(name): _names(names) for name, names in document["lists"].items()},
            changes=tuple(_change(one) for one in document["changes"]),
            addresses=tuple((_slug(s), _names(r)) for s, r in document["addresses"].items()),
            files=frozenset(_names(document["files"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "this was not written by a build of a guide",
            remedy="build into a new folder",
            source=source,
        ) from None


def _number(given: Any) -> int:
    if type(given) is not int or not 0 < given < _MOST_BUILDS:
        raise ValueError("number")
    return given


def _slug(given: str) -> str:
    if not _SLUG.fullmatch(given):
        raise ValueError("slug")
    return given


def _names(several: Any) -> tuple[str, ...]:
    if not isinstance(several, list) or not all(isinstance(name, str) for name in several):
        raise ValueError("names")
    return tuple(several)


def _change(one: dict[str, Any]) -> Change:
    return Change(
        _number(one["number"]),
        date.fromisoformat(one["date"]),
        tuple((str(c["region"]), _names(c["before"]), _names(c["now"])) for c in one["lists"]),
        bool(one["first"]),
    )
