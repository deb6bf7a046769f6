"""`hustings guide lookup`: which region, and which list, a postcode belongs to.

Knows how an answer is said and written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hustings.commands.shell.streams import Output, check_inputs, one_line
from hustings.errors import InputError
from hustings.inputs.text import STANDARD, read_text

if TYPE_CHECKING:
    from hustings.guide.postcodes.index import Answer, Index

Document = dict[str, object]

ROUTES = {
    "jersey": "in Jersey",
    "guernsey": "in Guernsey",
    "isle-of-man": "in the Isle of Man",
    "forces": "an address of the forces",
    "overseas": "in an overseas territory",
}


class Asked(NamedTuple):
    """A list of a plan, and whose it is.

    Attributes:
        region: as the plan calls it.
        names: in the order to vote.
    """

    region: str
    names: tuple[str, ...]


class Lists(NamedTuple):
    """Whom each area is asked to vote for.

    Attributes:
        by_area: by the area's name.
        by_route: by the route, for those that belong to a region.
    """

    by_area: dict[str, Asked]
    by_route: dict[str, Asked]


def run(
    typed: str | Sequence[str],
    *,
    plan: str | None = None,
    config: str | None = None,
    postcodes: str | None = None,
    format: str | None = None,
    output: str | None = None,
) -> int:
    """Say where a postcode belongs; the exit status, which is 0 for every answer.

    Args:
        typed: a postcode, perhaps in several words; `-` for one a line of standard input.
        plan: a plan, for its lists.
        config: a guide.toml, which may name the plan.
        postcodes: an index to use instead of the bundled one.
        format: "text", or "json": an object a line; None to go by the suffix of `output`.

    Raises:
        InputError: a file is not what it should be.
    """
    text = typed if isinstance(typed, str) else " ".join(typed)
    check_inputs(text if text == STANDARD else None, plan, config)
    inputs = [path for path in (plan, config, postcodes) if path]
    if format is None:
        format = "json" if output is not None and output.lower().endswith(".json") else "text"
    with Output(output, for_machines=format == "json", inputs=inputs) as out:
        lists, index = _lists_of(plan, config, postcodes)
        from hustings.commands.shell.jsonout import as_json
        from hustings.guide.postcodes.index import lookup

        for one in _lines() if text == STANDARD else [text]:
            answer = document(index, lookup(index, one), lists)
            if format == "json":
                out.write(as_json(answer))
            else:
                out.write(one_line(sentences(answer, one)) + "\n")
    return 0


def _lines() -> Iterable[str]:
    """What stands on standard input, a postcode a line."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _lists_of(
    plan: str | None, config: str | None, postcodes: str | None
) -> tuple[Lists | None, Index]:
    """The lists of a plan or a config, and the index that they go with."""
    from hustings.guide.postcodes import file as index_file
    from hustings.guide.postcodes.file import bundled

    if config is None:
        index = index_file.load(postcodes) if postcodes else bundled()
        return (None if plan is None else _of_plan(plan, index)), index
    from hustings.guide.config.file import load

    loaded = load(config, plan, postcodes=postcodes)
    if loaded.index is None:
        raise InputError(
            "the regions of this guide are not places: a postcode cannot decide", source=config
        )
    guide = loaded.guide
    asked = [Asked(region.name, guide.lists[region.list].sequence) for region in guide.regions]
    by_area = {
        area: asked[place] for place, region in enumerate(guide.regions) for area in region.areas
    }
    by_route = {
        route.key: asked[route.region] for route in guide.routes if route.region is not None
    }
    return Lists(by_area, by_route), loaded.index


def _of_plan(path: str, index: Index) -> Lists:
    """The lists of the first plan in a file, by the names of its regions alone.

    Raises:
        InputError: it is not a plan, its lists are not by region, or a region is not a place.
    """
    from hustings.guide.config import joining
    from hustings.planning.plan.published import parse

    planned = parse(read_text(path), path, some=True)
    if planned.by_surname:
        raise InputError(
            "the lists of this plan are by surname: a postcode cannot decide", source=path
        )
    areas = joining.areas_of(planned.regions, index, None, path)
    asked = {
        region: Asked(planned.regions[region], one.names)
        for one in planned.lists
        for region in one.regions
    }
    by_area = {name: asked[place] for place, names in enumerate(areas) for name in names}
    # As in a guide that says nothing of them: config_routes.routes.
    abroad = [place for place, name in enumerate(planned.regions) if joining.is_abroad(name)]
    if len(planned.regions) == 1:
        abroad = [0]
    by_route = {route: asked[abroad[0]] for route in ROUTES} if len(abroad) == 1 else {}
    return Lists(by_area, by_route)


def document(index: Index, answer: Answer, lists: Lists | None) -> Document:
    """The answer as a JSON object; regions by their names in the data.

    Two areas of one region are a split only where a plan asks them for different lists.
    """
    areas = [index.areas[area] for area in answer.areas]
    regions = list(dict.fromkeys(area.region for area in areas))
    asked: list[Asked | None] = []
    if lists is not None:
        asked = [lists.by_area.get(area.name) for area in areas]
        if answer.route:
            asked = [lists.by_route.get(answer.route)]
    same = len({one.names if one else None for one in asked}) == 1
    outcome = answer.outcome.value
    if outcome == "split" and len(regions) == 1 and (lists is None or same):
        outcome = "found"
    reply: Document = {
        "outcome": outcome,
        "postcode": answer.postcode,
        "region": regions[0] if outcome == "found" else None,
        "regions": regions,
        "areas": [area.name for area in areas],
        "places": list(answer.places) if outcome == "split" else [],
        "route": answer.route,
        "choices": [document(index, one, lists) for one in answer.choices],
    }
    if lists is not None:
        names = {one.region for one in asked if one}
        reply["list"] = list(asked[0].names) if same and asked[0] else None
        reply["list_region"] = names.pop() if same and len(names) == 1 else None
    return reply


def sentences(reply: Document, typed: str) -> str:
    """An answer in two sentences or so."""
    postcode = reply["postcode"]
    advice = _advice(reply)
    match reply["outcome"]:
        case "found":
            return f"{postcode} is in {_the(str(reply['region']))}.{advice}"
        case "split":
            return f"{postcode} lies in {_alternatives(reply)}.{advice or _ASK}"
        case "elsewhere":
            where = ROUTES[str(reply["route"])]
            return f"{postcode} is {where}, which is not part of any region.{advice}"
        case "unsure":
            return f"“{postcode}” is not a postcode as it stands. {_offer(reply)} Type it again."
        case "several":
            return f"There is more than one postcode in this. {_offer(reply)} Give only one."
        case "unknown":
            return f"{postcode} looks like a postcode, but it is not one we know. {_CHECK}"
        case _:
            given = typed.strip()
            what = f"“{given[:_SHOWN]}” is not a postcode" if given else "No postcode was given"
            return f"{what}. Give one such as SW1A 1AA, or its first half, SW1A."


_ASK = " Give the whole postcode to know which."
# Of what was typed, so many characters are shown again.
_SHOWN = 40
_CHECK = "Check it for a slip, or go by the region itself."


def _offer(reply: Document) -> str:
    """What may have been meant, each with where that is."""
    choices = reply["choices"]
    assert isinstance(choices, list)
    named = [f"{one['postcode']} ({_where(one)})" for one in choices]
    return f"Do you mean {_or(named)}?"


def _where(reply: Document) -> str:
    """In few words."""
    match reply["outcome"]:
        case "found":
            return _the(str(reply["region"]))
        case "split":
            return _alternatives(reply)
        case _:
            return ROUTES[str(reply["route"])]


def _or(named: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _alternatives(reply: Document) -> str:
    """The areas of a split, with their places."""
    areas, places = reply["areas"], reply["places"]
    assert isinstance(areas, list)
    assert isinstance(places, list)
    named = [
        f"{_the(area)} (near {place})" if place else _the(area)
        for area, place in zip(areas, places, strict=True)
    ]
    return _or(named)


def _advice(reply: Document) -> str:
    """What the list says, where there is one."""
    names = reply.get("list")
    if not isinstance(names, list):
        return ""
    region = reply["list_region"]
    whose = f"The list for {region}" if region else "The list, the same for all of these"
    return f" {whose}: {', '.join(names)}."


def _the(name: str) -> str:
    """An area's name in a sentence: "the North West", "London"."""
    return f"the {name}" if name.startswith(("North ", "South ", "East ", "West ")) else name
