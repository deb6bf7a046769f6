"""The guide.toml that `hustings guide new` writes: each entry with what it is for.

Knows the text, but for the notes on keys, which are what `keys` says of them, and how the regions
of a plan are written into it. Must not know how it is read; a test reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from hustings.guide.config import joining, partitions
from hustings.guide.config.keys import GUIDE
from hustings.guide.config.regions import suggested
from hustings.guide.model import Partition
from hustings.inputs.keys.notes import noted

if TYPE_CHECKING:
    from hustings.guide.postcodes.index import Index
    from hustings.planning.plan.published import Published

# What a person has to look for in a file that could not be filled in.
MARK = "FILL IN"
_COLUMN = 40
# Stands for a space where a line must not be broken.
_TIE = "\x00"

_HEAD = """\
# The guide: what members see beside the lists of the plan. Change what is yours.
#
#   hustings guide build PLAN --config FILE -o site/     makes the site
#   hustings guide serve site/                           shows it on this machine
#
# Text stands in "quotation marks"; a longer one, with paragraphs, between three and three of them.
# What begins with # is a note or an example: take the # away to use it. A mistake is reported with
# its line. An editor can check this file while you type: make a schema for it with
# `hustings guide schema -o guide.schema.json`, and let this file begin with the line
# #:schema guide.schema.json

title = "How to use your vote"
slate = {slate}
organisation = "Our campaign"  ##
imprint = "Published by our campaign."  ##

## address
# address = "https://example.org/vote/"
## short
# short = "example.org/vote"

## colour
# colour = "#7a1fa2"

## fallback_font
# fallback_font = "NotoSansSC-Regular.ttf"

## languages
languages = ["en"]

## plan
plan = {plan}
{plan_name}# incomplete_lists = true  ##

## partition
{partition}

## part
# part = "faculty"
# parts = "faculties"
"""

_PLACES = """
## constituencies
# constituencies = 2024

## postcodes
# postcodes = "postcodes.txt"
"""

_DATES = """
## visits
visits = "none"

## dates

[dates]
# published = 2030-10-01  ##
# opens = 2030-10-19  ##
# closes = 2030-11-12T12:00:00  ##

## ballot

# [ballot]
# address = "https://vote.example.org/v/"
# contest = "committee"

## texts

[texts]
# intro = "Please rank our candidates in the order of your list: together we elect more of them."
# about = "Why there is more than one list."
# member_note = "What counts is the local party you are a member of, not where you live today."
# later = "After these, please go on with other candidates you trust."  ##
"""

_TABLE = """
## regions"""

_ROUTES = """
## routes

[routes]
# overseas = {region}  ##
# forces = {{ note = "Use the postcode of the address where you are registered." }}

## local_parties

[local_parties]
# "Penrith and Solway" = {region}
"""

_MORE = """
## home

[home]
# {name} = {region}

## photographs

# [photographs.{name}]
# file = "photograph.jpg"  ##
# alt = "…"  ##

## contests

# [[contests]]
# title = "Treasurer"
# who = "All members vote."
# seats = 1
# recommended = ["Sam Example"]
# ordered = false  ##
# by = "Our campaign"  ##
# note = "Anything else."

# Who supports you. Who supports the names for a contest stands below that, each beginning with
# [[contests.endorsements]].

# [[endorsements]]
# by = "A local party"
# words = "We ask our members to follow these lists."
# address = "https://example.org/"

# Links out of the site, https:// or mailto:.

# [[links]]
# title = "How to vote"
# address = "https://example.org/how-to-vote"
"""

# What regions are commonly called in Welsh, to be checked by whoever uses it.
_WELSH = {
    "East Midlands": "Dwyrain Canolbarth Lloegr",
    "East of England": "Dwyrain Lloegr",
    "Eastern": "Dwyrain Lloegr",
    "London": "Llundain",
    "North East": "Gogledd-ddwyrain Lloegr",
    "North West": "Gogledd-orllewin Lloegr",
    "Northern": "Gogledd Lloegr",
    "Northern Ireland": "Gogledd Iwerddon",
    "Northern Ireland and abroad": "Gogledd Iwerddon a thramor",
    "Scotland": "Yr Alban",
    "South East": "De-ddwyrain Lloegr",
    "South West": "De-orllewin Lloegr",
    "Wales": "Cymru",
    "West Midlands": "Gorllewin Canolbarth Lloegr",
    "Yorkshire and the Humber": "Swydd Efrog a'r Humber",
}


def written(planned: Published | None, plan: str, index: Index) -> str:
    """The file for a plan; for any plan of places where `planned` is None.

    Args:
        plan: path of the plan as it is to stand in the file.
        index: whose areas the regions are joined with.
    """
    split = _split(planned, index)
    region = quoted(planned.regions[0] if planned else "North")
    name = quoted(planned.lists[0].names[0] if planned else "Sam Example")
    places = split is Partition.PLACE
    text = "".join(
        (
            _HEAD.format(
                slate=_slate(planned),
                plan=quoted(plan),
                plan_name=_plan_name(planned),
                partition=f'partition = "{split.value}"' if planned else '# partition = "place"',
            ),
            _PLACES if places else "",
            _DATES,
            _TABLE,
            *(f"\n{line}" for line in _regions(planned, split, index)),
            "\n",
            _ROUTES.format(region=region) if places else "",
            _MORE.format(name=name, region=region),
        )
    )
    return noted(text, GUIDE, _COLUMN)


def _split(planned: Published | None, index: Index) -> Partition:
    """What decides a member's region: choice, where too few regions are called after areas."""
    split = suggested(planned) if planned else Partition.PLACE
    if planned is None or split is not Partition.PLACE:
        return split
    joined, _ = joining.by_name(planned.regions, index)
    home = [
        areas
        for name, areas in zip(planned.regions, joined, strict=True)
        if areas or not joining.is_abroad(name)
    ]
    return Partition.CHOICE if 2 * sum(map(bool, home)) < len(home) else Partition.PLACE


def quoted(text: str) -> str:
    """`text` as TOML writes it; it holds no control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _slate(planned: Published | None) -> str:
    if planned and planned.slate:
        return quoted(planned.slate)
    return f'"Our slate"{" " * 21}# {MARK}: whose lists these are'


def _plan_name(planned: Published | None) -> str:
    """A line for the choice among several plans; empty where there is none."""
    if planned is None or len(planned.plans) < 2:
        return ""
    others = ", ".join(quoted(name) for name in planned.plans if name != planned.name)
    return f"plan_name = {quoted(planned.name)}\n# The file also holds {others}.\n"


def _regions(planned: Published | None, split: Partition, index: Index) -> Iterator[str]:
    """The lines of the regions."""
    if split is Partition.PLACE:
        names = _names(area.name for area in index.areas)
        yield from _note(f"The areas of the postcodes: {names}.")
        yield "# Each must belong to one region; a region that is called after one has it anyway."
        if planned is None:
            yield ""
            yield '# [regions."North"]'
            yield '# title = "The North"'
            yield '# areas = ["North East", "North West", "Cumbria", "Yorkshire and the Humber"]'
            yield '# why = "…"'
            return
    assert planned is not None
    if split is Partition.PLACE:
        yield from _areas(planned, index)
    elif split is Partition.CHOICE:
        yield from _chosen(planned, index)
    else:
        yield from _keys(planned, split)


def _areas(planned: Published, index: Index) -> Iterator[str]:
    """A table for each region that is a place, with its areas as far as its name tells."""
    joined, left = joining.by_name(planned.regions, index)
    if left:
        yield from _note(f"{MARK}: these have no region yet: {_names(left)}.")
    for name, areas in zip(planned.regions, joined, strict=True):
        yield ""
        yield joining.table_of(name)
        yield f"title = {quoted(name)}"
        if name in _WELSH:
            yield f"# title = {{ en = {quoted(name)}, cy = {quoted(_WELSH[name])} }}"
        missing = left and not areas and not joining.is_abroad(name)
        yield f"areas = [{', '.join(quoted(area) for area in areas)}]" + (
            f"  # {MARK}: which areas has it?" if missing else ""
        )


def _chosen(planned: Published, index: Index) -> Iterator[str]:
    """A table for each region that members choose by its title."""
    names = _names(area.name for area in index.areas)
    yield from _note(
        "Members choose among these titles, for few of the regions are called after areas of the"
        " postcodes. If they are made of such areas all the same, members can type a postcode:"
        f" write partition{_TIE}={_TIE}{quoted(Partition.PLACE.value)} above, and under each title"
        f' which areas it has, such as areas{_TIE}={_TIE}["Scotland"]. The areas are {names}.'
    )
    for name in planned.regions:
        yield ""
        yield joining.table_of(name)
        yield f"title = {quoted(name)}"


def _keys(planned: Published, split: Partition) -> Iterator[str]:
    """A table for each region that is no place and is not called after its keys."""
    example = partitions.EXAMPLES[split]
    if partitions.partition_of(planned.regions) is split:
        yield from _note(
            "The regions are called after the keys that they have. Only where one is to have others"
            f" as well it needs them all: keys = {example}."
        )
        yield ""
        yield f"# {joining.table_of(planned.regions[0])}"
        yield '# why = "…"'
        return
    yield from _note(
        f"{MARK}: the plan does not say where its parts begin. Count your members by initial, and"
        f" share the letters out evenly: keys = {example}."
    )
    for name in planned.regions:
        yield ""
        yield joining.table_of(name)
        yield f"keys = []  # {MARK}"


def _names(names: Iterable[str]) -> str:
    """Names for a note, where none is broken over two lines."""
    return ", ".join(quoted(name) for name in names).replace(" ", _TIE).replace(f",{_TIE}", ", ")


def _note(text: str) -> Sequence[str]:
    """Text as lines of a note."""
    lines = fill(text, 98, break_long_words=False, break_on_hyphens=False).split("\n")
    return [f"# {line.replace(_TIE, ' ')}" for line in lines]
