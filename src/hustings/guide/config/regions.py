"""The regions and lists of a guide: what the plan has, joined with what a campaign says of them.

Knows [regions] and [home]. Must not know dates, contests or pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.guide.config import joining, partitions
from hustings.guide.config.texts import paragraphs, text
from hustings.guide.model import (
    Partition,
    PartName,
    PublishedSequence,
    Reason,
    Region,
    Text,
)
from hustings.inputs.entry import Entry, Path, nearest
from hustings.inputs.text import shown
from hustings.report.slugs import slugs

if TYPE_CHECKING:
    from hustings.guide.config.texts import Languages
    from hustings.guide.postcodes.index import Index
    from hustings.planning.plan.published import Published


def partition(root: Entry, planned: Published) -> Partition:
    """What decides a member's region: what the file says, else what the plan's regions suggest."""
    if "partition" not in root:
        return suggested(planned)
    said = root.choice("partition")
    if planned.by_surname and said != Partition.SURNAME.value:
        raise root.fault(
            f"plan {shown(planned.name)} is split by surname, not by {shown(said)}",
            "partition",
            remedy=f'write `partition = "{Partition.SURNAME.value}"`',
        )
    return Partition(said)


def part(root: Entry, spoken: Languages) -> PartName | None:
    """What members call a region; None where the file does not say.

    Raises:
        InputError: only one of `part` and `parts` is there.
    """
    given = [key for key in ("part", "parts") if key in root]
    if not given:
        return None
    if len(given) == 1:
        other = "parts" if given == ["part"] else "part"
        example = "faculties" if other == "parts" else "faculty"
        raise root.fault(
            f"`{given[0]}` stands without `{other}`",
            given[0],
            remedy=f'add `{other} = "…"`, such as "{example}"',
        )
    return PartName(text(root, "part", spoken), text(root, "parts", spoken))


def suggested(planned: Published) -> Partition:
    """The partition that a plan's own regions are of."""
    if planned.by_surname:
        return Partition.SURNAME
    return partitions.partition_of(planned.regions) or Partition.PLACE


def regions(
    root: Entry, planned: Published, split: Partition, index: Index | None, spoken: Languages
) -> tuple[tuple[Region, ...], tuple[PublishedSequence, ...]]:
    """The regions in the order of the plan, and its lists.

    Args:
        index: of postcodes; needed where the regions are places.

    Raises:
        InputError: a region that the plan does not have; an area or key that has no region or two.
    """
    own = _tables(root, planned, split)
    areas: Sequence[tuple[str, ...]] = [()] * len(planned.regions)
    keys: Sequence[tuple[str, ...]] = areas
    if split is Partition.PLACE:
        assert index is not None
        areas = _areas(root, planned, own, index)
    elif split is not Partition.CHOICE:
        keys = _keys(root, planned, own, split)
    list_of = {region: n for n, one in enumerate(planned.lists) for region in one.regions}
    places = tuple(
        Region(
            name=name,
            title=_title(own.get(name), name, split, keys[place], spoken),
            slug=slug,
            areas=areas[place],
            keys=keys[place],
            list=list_of[place],
        )
        for place, (name, slug) in enumerate(
            zip(planned.regions, slugs([[name] for name in planned.regions], "region"), strict=True)
        )
    )
    return places, _lists(root, planned, own, spoken)


def _tables(root: Entry, planned: Published, split: Partition) -> dict[str, Entry]:
    """The table of each region that has one."""
    table = root.table("regions")
    found = {}
    for name in table.values:
        if name not in planned.regions:
            raise table.fault(
                f"the plan has no region {shown(name)}",
                name,
                remedy=nearest(name, planned.regions, what="its regions are"),
            )
        entry = table.table(name, joining.table_of(name))
        _check_keys(entry, split)
        found[name] = entry
    return found


def _check_keys(entry: Entry, split: Partition) -> None:
    """Refuse in a region's table what its partition has no use for.

    Raises:
        InputError: there is such a key.
    """
    wrong: tuple[str, ...]
    if split is Partition.CHOICE:
        wrong, instead = ("areas", "keys"), "take it out"
    elif split is Partition.PLACE:
        wrong, instead = ("keys",), "write `areas = […]`"
    else:
        wrong, instead = ("areas",), "write `keys = […]`"
    for key in wrong:
        if key in entry:
            raise entry.fault(
                f'`{key}` has no meaning where the partition is "{split.value}"',
                key,
                remedy=f"{instead}, or change `partition`",
            )


def _areas(
    root: Entry, planned: Published, own: Mapping[str, Entry], index: Index
) -> tuple[tuple[str, ...], ...]:
    """The areas of each region."""
    given = {name: entry.texts("areas", "area") for name, entry in own.items() if "areas" in entry}

    def line_of(region: str, place: int) -> int:
        return own[region].line_of("areas", *((place,) if place >= 0 else ()))

    line = root.line_of("regions")
    try:
        return joining.areas_of(
            planned.regions, index, given, root.source, line=line, line_of=line_of
        )
    except InputError as error:
        if given or "partition" in root:
            raise
        # Nobody has said that they are places.
        raise InputError(
            error.what,
            remedy=f"{error.remedy}; or let members choose their region:"
            f' `partition = "{Partition.CHOICE.value}"`',
            source=error.source,
            line=error.line,
        ) from None


def _keys(
    root: Entry, planned: Published, own: Mapping[str, Entry], split: Partition
) -> list[tuple[str, ...]]:
    """The keys of each region, those of a region without any by its name."""
    known = partitions.KEYS[split]
    owners: dict[str, str] = {}
    for name in planned.regions:
        entry = own.get(name)
        if entry is None or "keys" not in entry:
            for key in _called(root, planned, name, split):
                _own(owners, key, name, root, "regions")
            continue
        value = entry.values["keys"]
        for place, written in enumerate(value if isinstance(value, list) else [value]):
            at = ("keys", place) if isinstance(value, list) else ("keys",)

            def fault(what: str, remedy: str, entry: Entry = entry, at: Path = at) -> InputError:
                return entry.fault(what, *at, remedy=remedy)

            for key in partitions.keys_of(split, written, fault):
                _own(owners, key, name, entry, *at)
    # Where the campaign says no letters itself, one that the plan lacks is nobody's mistake.
    if split is Partition.SURNAME and not any("keys" in entry for entry in own.values()):
        owners = partitions.with_neighbours(owners)
    for key in known:
        if key not in owners:
            raise root.fault(
                f"{shown(key)} belongs to no region of the plan",
                "regions",
                remedy="add it to the `keys` of one",
            )
    return [tuple(key for key in known if owners[key] == name) for name in planned.regions]


def _called(root: Entry, planned: Published, name: str, split: Partition) -> tuple[str, ...]:
    """The keys that a region is called after.

    Raises:
        InputError: it is called after none.
    """
    example = partitions.EXAMPLES[split]
    if planned.by_surname:
        parts = len(planned.regions)
        raise root.fault(
            f"the plan has {parts} lists by surname, and does not say where each begins",
            "regions",
            remedy=f"count your members by initial, and write under {joining.table_of(name)} and so"
            f' on to [regions."part {parts}"] which letters each has: `keys = {example}`',
        )

    def fault(what: str, remedy: str) -> InputError:
        return root.fault(
            f"{shown(name)} does not say which part it is",
            "regions",
            remedy=f"write for example `keys = {example}` under {joining.table_of(name)}",
        )

    return partitions.keys_of(split, name, fault)


def _own(owners: dict[str, str], key: str, name: str, entry: Entry, *at: str | int) -> None:
    """Note whose a key is.

    Raises:
        InputError: it is somebody else's already.
    """
    other = owners.setdefault(key, name)
    if other != name:
        raise entry.fault(
            f"{shown(key)} is in the keys of {shown(other)} and of {shown(name)}",
            *at,
            remedy="take one out",
        )


def _title(
    entry: Entry | None, name: str, split: Partition, keys: Sequence[str], spoken: Languages
) -> Text:
    """A region's title: the campaign's own, else the plan's name for it or the keys it has."""
    if entry is not None and "title" in entry:
        return text(entry, "title", spoken)
    if split in (Partition.PLACE, Partition.CHOICE):
        spoken.gaps.extend((f"the title of {shown(name)}", 0, code) for code in spoken.codes[1:])
        return Text(((spoken.codes[0], name),))
    parts = partitions.runs(split, keys)
    if split is not Partition.BIRTH_MONTH:
        return spoken.everywhere(", ".join(f"{a}–{b}" if a != b else a for a, b in parts) or name)
    return Text(tuple((code, _months(parts, spoken, code) or name) for code in spoken.codes))


def _months(parts: Sequence[partitions.Run], spoken: Languages, code: str) -> str:
    """Months by name, "January–March"."""
    from hustings.guide import words

    said = words.load(code, spoken.beside)
    names = [[said(f"months.{month}") for month in dict.fromkeys(run)] for run in parts]
    return ", ".join("–".join(run) for run in names)


# -- lists -----------------------------------------------------------------------------------------


def _lists(
    root: Entry, planned: Published, own: Mapping[str, Entry], spoken: Languages
) -> tuple[PublishedSequence, ...]:
    home = _homes(root, planned)
    names = slugs([[planned.regions[r] for r in one.regions] for one in planned.lists], "list")
    return tuple(
        PublishedSequence(
            number=number,
            slug=slug,
            sequence=one.names,
            regions=one.regions,
            why=_why([planned.regions[region] for region in one.regions], own, spoken),
            reason=_reason(planned, number - 1, home),
        )
        for number, (one, slug) in enumerate(zip(planned.lists, names, strict=True), 1)
    )


def _why(called: Sequence[str], own: Mapping[str, Entry], spoken: Languages) -> Text:
    """Why a list is as it is, in the words of the first of its regions that has any.

    Raises:
        InputError: two of its regions say different things.
    """
    found = Text()
    for name in called:
        if name not in own or "why" not in own[name]:
            continue
        said = paragraphs(own[name], "why", spoken)
        if found and said != found:
            raise own[name].fault(
                f"{shown(name)} gives a different `why` from another region with the same list",
                "why",
                remedy="give one of them only",
            )
        found = said
    return found


def _homes(root: Entry, planned: Published) -> dict[str, int]:
    """Index of the region where a candidate is at home, by name."""
    table = root.table("home")
    names = list(dict.fromkeys(name for one in planned.lists for name in one.names))
    found = {}
    for name in table.values:
        if name not in names:
            raise table.fault(
                f"no list has {shown(name)}", name, remedy=nearest(name, names, what="they have")
            )
        region = table.text(name)
        if region not in planned.regions:
            raise table.fault(
                f"the plan has no region {shown(region)}",
                name,
                remedy=nearest(region, planned.regions, what="its regions are"),
            )
        found[name] = planned.regions.index(region)
    return found


def _reason(planned: Published, which: int, home: Mapping[str, int]) -> Reason:
    """The figures behind a list."""
    one = planned.lists[which]
    first = one.names[0]
    firsts = [each.names[0] for each in planned.lists]
    return Reason(
        beginnings=tuple((name, firsts.count(name)) for name in dict.fromkeys([first, *firsts])),
        home=home[first] if home.get(first) in one.regions else None,
        gain=planned.gain,
        chances=tuple(
            (name, *planned.chances[name]) for name in one.names if planned.chances.get(name)
        ),
        start=planned.explained[which].start,
        instead=planned.explained[which].instead,
    )
