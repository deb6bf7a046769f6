"""The lists as open data: lists.csv and lists.json."""

from __future__ import annotations

import json
from typing import Any

from hustings.guide.model import Build, Guide, PublishedSequence, Text
from hustings.planning.plan.write import written

FORMAT = "hustings-lists/1"


def as_csv(guide: Guide) -> str:
    """A row for each region: its name, the number of its list, then the first preference in "1".

    The first column is headed by what members call a region.
    """
    longest = max(len(order.sequence) for order in guide.lists)
    part = guide.part.given(guide.languages[0], 1) if guide.part else "region"
    table = [[part, "list", *(str(place + 1) for place in range(longest))]]
    for region in guide.regions:
        order = guide.lists[region.list]
        blank = [""] * (longest - len(order.sequence))
        table.append([region.name, str(order.number), *order.sequence, *blank])
    return written(table)


def as_json(guide: Guide, build: Build) -> str:
    """One document: who asks, when it was built, the lists, the list of each region, the contests.

    Its keys: `format`, `title`, `slate`, `organisation`, `build` (number, date), `lists` (number,
    regions, sequence, page, poster), `regions` (the order by region), `contests`; `part` (one,
    several), what members call a region, `later`, what follows each list, and `photographs`
    (address, alt) by name, where the campaign has them.
    """
    language = guide.languages[0]
    document: dict[str, Any] = {
        "format": FORMAT,
        "title": guide.title.given(language)[1],
        "slate": guide.slate,
        "organisation": guide.organisation,
        "build": {"number": build.number, "date": build.day.isoformat()},
        "lists": [_list(guide, order) for order in guide.lists],
        "regions": {r.name: list(guide.lists[r.list].sequence) for r in guide.regions},
        "contests": [
            {
                "title": _said(contest.title),
                "who_may_vote": _said(contest.who),
                "recommended": list(contest.recommended),
                "ordered": contest.ordered,
            }
            for contest in guide.contests
        ],
    }
    if guide.part:
        part = {"one": _said(guide.part.one), "several": _said(guide.part.several)}
        document["part"] = part
    if guide.photographs:
        document["photographs"] = {
            one.name: {"address": f"{guide.address}{one.path}", "alt": _said(one.alt)}
            for one in guide.photographs
        }
    if guide.later:
        document["later"] = _said(guide.later)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _list(guide: Guide, order: PublishedSequence) -> dict[str, Any]:
    return {
        "number": order.number,
        "regions": [guide.regions[region].name for region in order.regions],
        "sequence": list(order.sequence),
        "page": f"{guide.address}lists/{order.slug}.html",
        "poster": f"{guide.address}lists/{order.slug}.pdf",
    }


def _said(text: Text) -> dict[str, str]:
    return dict(text.said)
