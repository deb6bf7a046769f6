"""plan.json as a guide needs it: one plan, by names, with the figures beside it, to be published.

Knows what a plan must have so that every member can be told one list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hustings.inputs.entry import nearest
from hustings.inputs.json import Document
from hustings.inputs.text import Blame, read_text, shown
from hustings.planning.plan.document import opened, plan_names
from hustings.planning.plan.figures import About, Explained, Figure, Provenance
from hustings.planning.plan.model import Split
from hustings.planning.plan.read import Advice, NamedSequence, advice

MAX_REGIONS = 1000
MAX_NAMES = 200


class Published(NamedTuple):
    """A plan to publish.

    Attributes:
        name: of the plan.
        by_surname: whether the lists are for even parts of the alphabet; `regions` are then called
            "part 1", "part 2" and so on, and the plan does not say where they begin.
        regions: names.
        lists: as the plan numbers them; each region has exactly one.
        explained: what an explanation says of each.
        slate: whom the plan is for; empty where it does not say.
        provenance: where it is from.
        gain: (seats, standard error) more than one order for everybody; None where not evaluated.
        chances: of candidates, with their standard errors, by name; empty where not evaluated.
        plans: names of all plans in the document.
        document: that it was read from.
    """

    name: str
    by_surname: bool
    regions: tuple[str, ...]
    lists: tuple[NamedSequence, ...]
    explained: tuple[Explained, ...]
    slate: str
    provenance: Provenance
    gain: Figure | None
    chances: Mapping[str, Figure]
    plans: tuple[str, ...]
    document: Document


def read(
    path: str,
    name: str | None = None,
    *,
    some: bool = False,
    unread: Blame | None = None,
    unknown: Blame | None = None,
) -> Published:
    """The plan in a file.

    Args:
        name: which of its plans; None for the first.
        some: whether a list may leave out names that other lists have.
        unread, unknown: make the error where the file cannot be read, or has no plan of that name.

    Raises:
        InputError: it is not a document of plans, or the plan cannot be published: a region without
            a list, an empty list, a name twice in a list, a name missing from one.
    """
    return parse(read_text(path, unread), path, name, some=some, unknown=unknown)


def parse(
    text: str,
    source: str = "",
    name: str | None = None,
    *,
    some: bool = False,
    unknown: Blame | None = None,
) -> Published:
    """The plan in the text of a document; see `read`."""
    document = opened(text, source)
    names = plan_names(document)
    place = _chosen(document, names, name, unknown)
    asked = advice(document, place, names[place])
    by_surname = asked.split is Split.SURNAME
    regions, lists = asked.regions, asked.sequences
    if by_surname:
        regions = tuple(f"part {number}" for number in range(1, len(lists) + 1))
        lists = tuple(one._replace(regions=(number,)) for number, one in enumerate(lists))
    _check_lists(asked, regions, lists)
    about = About(document, names[place], place)
    team = about.team()
    _check_team(document, regions, lists, team, some=some)
    standing = team or tuple(dict.fromkeys(one for each in lists for one in each.names))
    return Published(
        names[place],
        by_surname,
        regions,
        lists,
        tuple(about.explained(one.names) for one in lists),
        about.text("slate"),
        about.provenance(len(standing)),
        about.gain(),
        about.chances(),
        names,
        document,
    )


def _chosen(
    document: Document, names: Sequence[str], name: str | None, unknown: Blame | None
) -> int:
    """The place of the plan that is asked for."""
    if name is None:
        return 0
    if name not in names:
        if unknown is not None:
            error = unknown(f"{shown(document.source, 200)} has no plan {shown(name)}")
        else:
            error = document.fault(f"this has no plan {shown(name)}")
        error.remedy = nearest(name, names, what="its plans are")
        raise error
    return names.index(name)


def _check_lists(asked: Advice, regions: Sequence[str], lists: Sequence[NamedSequence]) -> None:
    """Refuse more than a site can show, and regions whose members would have no list."""
    at = ("plans", asked.place)
    if len(regions) > MAX_REGIONS:
        raise asked.document.fault(
            f"{len(regions)} regions", *at, "sequences", remedy=f"give at most {MAX_REGIONS}"
        )
    advised = {region for one in lists for region in one.regions if one.names}
    for place, region in enumerate(regions):
        if place not in advised:
            where = (
                ("groups", place, "sequence")
                if asked.split is Split.SURNAME
                else ("sequences", region)
            )
            called = f"group {place + 1} of" if asked.split is Split.SURNAME else f"{region} in"
            raise asked.document.fault(
                f"the list for {called} {asked.called} is empty",
                *at,
                *where,
                remedy="choose another plan of the file with `plan_name` in guide.toml"
                if len(asked.document.whole["plans"]) > 1
                else "give it an order: members there would have none",
            )
    for one in lists:
        if len(one.names) > MAX_NAMES:
            called = f"the list for {regions[one.regions[0]]} in {asked.called}"
            raise asked.document.fault(f"{called} has {len(one.names)} names", *one.at)


def _check_team(
    document: Document,
    regions: Sequence[str],
    lists: Sequence[NamedSequence],
    team: Sequence[str],
    *,
    some: bool,
) -> None:
    """Refuse lists that name others than the slate, or leave some of it out."""
    # How many regions are asked for a name: the right one of two spellings has more.
    asked: dict[str, int] = {}
    for one in lists:
        for name in one.names:
            asked[name] = asked.get(name, 0) + len(one.regions)
    for one in reversed(lists):
        called = f"the list for {regions[one.regions[0]]}"
        left_out = [name for name in team or asked if name not in one.names]
        for place, name in enumerate(one.names):
            at = (*one.at, place)
            if team and name not in team:
                raise document.fault(
                    f"{called} names {shown(name)}, who is not on the slate",
                    *at,
                    remedy=nearest(name, team, what="its candidates are"),
                )
            if some or team or len(lists) < 2 or asked[name] > len(one.regions):
                continue
            likely = [other for other in left_out if asked[other] >= asked[name]]
            near = nearest(name, likely)
            if not near.startswith("did you mean"):
                near = "add the name to the others, or say `incomplete_lists = true` in guide.toml"
                if 2 * asked[name] > len(regions):
                    continue  # those that leave it out are the few
            raise document.fault(
                f"{called} names {shown(name)}, whom no other list names", *at, remedy=near
            )
    for one in lists:
        left_out = [name for name in team or asked if name not in one.names]
        if left_out and not some:
            raise document.fault(
                f"the list for {regions[one.regions[0]]} leaves out {left_out[0]}",
                *one.at,
                remedy="add the name, or say `incomplete_lists = true` in guide.toml",
            )
