"""What the finder is given: the data its script looks things up in, and the same as plain links.

Knows regions, routes and constituencies in one language.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from markupsafe import Markup

from hustings.guide.model import Guide, Partition, Text
from hustings.guide.pages import markup, views
from hustings.guide.pages.views import Site, Way
from hustings.guide.postcodes.index import Index
from hustings.guide.words.wording import of_parts
from hustings.report.wording import printable

# So many constituencies are shown to choose from while one types.
SHOWN = 8
# With more regions than this to choose from, one can type the beginning of a name.
MANY = 20


class Away(NamedTuple):
    """A member without a postcode in the index.

    Attributes:
        href: the list's page; empty where only the note helps.
    """

    title: str
    href: str
    note: Text


class Finder(NamedTuple):
    """The finder of a page.

    Attributes:
        kind, kind_key: the partition, as the script and as the words call it.
        keys: (key, label) of the buttons where one taps instead of typing.
        choose: where one chooses a region instead.
        regions: every region's list, as links.
        many: whether there are so many regions that a box goes with them.
        data: for the script.
    """

    kind: str
    kind_key: str
    keys: tuple[tuple[str, str], ...]
    choose: str
    regions: tuple[Way, ...]
    many: bool
    routes: tuple[Away, ...]
    parties: bool
    data: Markup


def finder(site: Site, index: Index | None, *, choose: str = "#regions") -> Finder | None:
    """The finder; None while the lists may not be seen."""
    guide, words = site.guide, site.words
    if site.build.early:
        return None
    many = guide.partition is Partition.CHOICE and len(guide.regions) > MANY
    data = views.script_data(site) | {
        "kind": guide.partition.value,
        "lists": [views.list_data(site, views.listed(site, order)) for order in guide.lists],
        "regions": [
            {**_text(site, region.title, "title"), "list": region.list} for region in guide.regions
        ],
        "of": words("answer.of", place="{place}", region="{region}"),
    }
    if guide.photographs:
        data["faces"] = {
            printable(one.name): {"path": one.path, **_text(site, one.alt, "alt")}
            for one in guide.photographs
        }
    if guide.partition is Partition.PLACE:
        data |= {
            "areas": _areas(guide, index),
            "routes": {route.key: _route(site, route.key) for route in guide.routes},
            "near": words("answer.near", place="{place}"),
        }
    elif guide.partition is not Partition.CHOICE:
        data["keys"] = {key: at for at, one in enumerate(guide.regions) for key in one.keys}
    if many:
        data["met"] = {
            "found": [
                of_parts(words, guide, "finder.choice_none"),
                *(of_parts(words, guide, "finder.choice_found", n) for n in range(1, SHOWN + 1)),
            ],
            "more": words("finder.choice_more"),
        }
    if guide.constituencies:
        data["parties"] = _parties(site)
    return Finder(
        kind=guide.partition.value,
        kind_key=guide.partition.value.replace("-", "_"),
        keys=_keys(site),
        choose=choose,
        regions=tuple(
            Way(
                f"lists/{guide.lists[region.list].slug}.html",
                markup.said(words, region.title),
            )
            for region in guide.regions
        ),
        many=many,
        routes=tuple(_away(site, index) for index in range(len(guide.routes))),
        parties=bool(guide.constituencies),
        data=markup.data(data),
    )


def _areas(guide: Guide, index: Index | None) -> list[int]:
    """The region of each area of the index."""
    owners = {name: at for at, region in enumerate(guide.regions) for name in region.areas}
    return [owners[area.name] for area in index.areas] if index else []


def _text(site: Site, text: Text, key: str) -> dict[str, object]:
    """A text for the script, with its language where that is not the page's."""
    language, words = text.given(site.words.language)
    entry: dict[str, object] = {key: printable(words)}
    if words and language != site.words.language:
        entry["lang"] = language
    return entry


def _route(site: Site, key: str) -> dict[str, object]:
    route = next(one for one in site.guide.routes if one.key == key)
    entry: dict[str, object] = {"title": site.words(f"routes.{key}"), "region": route.region}
    return entry | _text(site, route.note, "note") if route.note else entry


def _away(site: Site, at: int) -> Away:
    route = site.guide.routes[at]
    href = ""
    if route.region is not None:
        href = f"lists/{site.guide.order_for(route.region).slug}.html"
    return Away(site.words(f"routes.{route.key}"), href, route.note)


def _parties(site: Site) -> dict[str, object]:
    """What is said of constituencies while one types."""
    return {
        "shown": SHOWN,
        "found": [
            site.words("finder.party_none"),
            *(site.words("finder.party_found", n=n) for n in range(1, SHOWN + 1)),
        ],
        "more": site.words("finder.party_more"),
    }


def constituencies(guide: Guide) -> str:
    """The constituencies as a line of script, the same for all languages: per region one text.

    Names are separated by "|"; one in Welsh, where it differs, comes after ";". In plain ASCII, so
    that it reads alike whatever encoding a host announces.
    """
    by_region: list[list[str]] = [[] for _ in guide.regions]
    for name, welsh, region in guide.constituencies:
        both = (name,) if welsh in ("", name) else (name, welsh)
        by_region[region].append(";".join(printable(one) for one in both))
    names = json.dumps(["|".join(names) for names in by_region], separators=(",", ":"))
    return f"var HustingsConstituencies = {names};\n"


def _keys(site: Site) -> tuple[tuple[str, str], ...]:
    match site.guide.partition:
        case Partition.BIRTH_MONTH:
            return tuple((str(n), site.words(f"months.{n}")) for n in range(1, 13))
        case Partition.LAST_DIGIT:
            return tuple((str(n), str(n)) for n in range(10))
        case _:
            return ()
