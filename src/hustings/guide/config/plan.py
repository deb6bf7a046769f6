"""plan.json as a guide needs it: who is asked for which names, and the figures beside them.

Knows the document of format "hustings-plan/1", written by `hustings plan` or by hand, without its
scenario. Must not know what decides a member's region, nor how a guide tells the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from hustings.errors import InputError
from hustings.guide.config.figures import MAKE_ONE, About, Explained, Figure
from hustings.guide.config.names import check_team, check_word
from hustings.guide.model import Provenance
from hustings.inputs.config_files import Document, json_document
from hustings.inputs.documents import Blame, text_of
from hustings.inputs.entry import kind, nearest
from hustings.inputs.text import shown
from hustings.inputs.toml_lines import Path

FORMAT = "hustings-plan/1"
MAX_REGIONS = 1000
MAX_NAMES = 200
_REGION, _SURNAME = "region", "surname"


class Listed(NamedTuple):
    """One list of a plan.

    Attributes:
        sequence: names, the first preference first.
        regions: indices of the regions that are asked for it.
        at: where the document has it.
        explained: what an explanation says of it.
    """

    sequence: tuple[str, ...]
    regions: tuple[int, ...]
    at: Path
    explained: Explained = Explained()


class Planned(NamedTuple):
    """A plan.

    Attributes:
        name: of the plan.
        by_surname: whether the lists are for even parts of the alphabet; `regions` are then called
            "part 1", "part 2" and so on, and the plan does not say where they begin.
        regions: names.
        lists: as the plan numbers them; each region has exactly one.
        slate: whom the plan is for; empty where it does not tell.
        provenance: where it is from.
        gain: (seats, standard error) more than one order for everybody; None where not evaluated.
        chances: of candidates, with their standard errors, by name; empty where not evaluated.
        plans: names of all plans in the document.
        document: that it was read from.
    """

    name: str
    by_surname: bool
    regions: tuple[str, ...]
    lists: tuple[Listed, ...]
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
) -> Planned:
    """The plan in a file.

    Args:
        name: which of its plans; None for the first.
        some: whether a list may leave out names that other lists have.
        unread, unknown: make the error where the file cannot be read, or has no plan of that name.

    Raises:
        InputError: it is not a document of plans, or the plan cannot be published: a region without
            a list, an empty list, a name twice in a list, a name missing from one.
    """
    return parse(text_of(path, unread, standard=True), path, name, some=some, unknown=unknown)


def parse(
    text: str,
    source: str = "",
    name: str | None = None,
    *,
    some: bool = False,
    unknown: Blame | None = None,
) -> Planned:
    """The plan in the text of a document; see `read`."""
    document = json_document(text, source, what="plan", remedy=MAKE_ONE)
    if "format" not in document.whole:
        raise document.fault("this is no plan: it names no format", remedy=MAKE_ONE)
    if document.whole["format"] != FORMAT:
        raise document.fault(
            f'this is no plan of format "{FORMAT}": its format is'
            f" {_quoted(document.whole['format'])}",
            "format",
            remedy=MAKE_ONE,
        )
    names = _names(document)
    place = _chosen(document, names, name, unknown)
    reader = _Plan(document, place, names[place])
    regions, lists = reader.by_surname() if reader.split == _SURNAME else reader.by_region()
    about = About(document, names[place], place)
    team = about.team()
    check_team(document, regions, lists, team, some=some)
    standing = team or tuple(dict.fromkeys(one for each in lists for one in each.sequence))
    return Planned(
        names[place],
        reader.split == _SURNAME,
        regions,
        tuple(one._replace(explained=about.explained(one.sequence)) for one in lists),
        about.text("slate"),
        about.provenance(len(standing)),
        about.gain(),
        about.chances(),
        names,
        document,
    )


def _names(document: Document) -> tuple[str, ...]:
    """The names of the plans in a document, in its order."""
    plans = document.whole.get("plans")
    if not isinstance(plans, list) or not plans:
        raise document.fault("there are no plans in this", "plans", remedy=MAKE_ONE)
    names: list[str] = []
    for place, one in enumerate(plans):
        name = one.get("name") if isinstance(one, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise document.fault(
                f"plan {place + 1} has no name", "plans", place, remedy='give each plan a "name"'
            )
        check_word(document, name, "the plan's name", "plans", place, "name")
        if name in names:
            raise document.fault(
                f"two plans are called {shown(name)}",
                "plans",
                place,
                "name",
                remedy="rename one of them",
            )
        names.append(name)
    return tuple(names)


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


class _Plan:
    """One plan of a document."""

    def __init__(self, document: Document, place: int, name: str) -> None:
        self.document = document
        self.at: Path = ("plans", place)
        self.called = f"plan {shown(name)}"
        self.values: dict[str, Any] = document.whole["plans"][place]
        self.split = self.values.get("split", _REGION)
        if self.split not in (_REGION, _SURNAME):
            raise self.fault(
                f"{self.called} is split by {_quoted(self.split)}",
                "split",
                remedy=nearest(str(self.split), (_REGION, _SURNAME)),
            )

    def fault(self, what: str, *path: str | int, remedy: str = "") -> InputError:
        return self.document.fault(what, *self.at, *path, remedy=remedy)

    def by_surname(self) -> tuple[tuple[str, ...], tuple[Listed, ...]]:
        """The parts of the alphabet and their lists."""
        groups = self.groups()
        if not groups:
            raise self.fault(f"{self.called} has no lists", remedy='give its "groups"')
        regions = tuple(f"part {place}" for place in range(1, len(groups) + 1))
        return regions, tuple(
            Listed(sequence, (place,), at) for place, (_, sequence, at) in enumerate(groups)
        )

    def by_region(self) -> tuple[tuple[str, ...], tuple[Listed, ...]]:
        """The regions and their lists, in the order of the groups; without groups, of regions."""
        given = self.values.get("sequences")
        if not isinstance(given, dict) or not given:
            raise self.fault(
                f"{self.called} has no sequences",
                "sequences",
                remedy='give "sequences": names by region',
            )
        if len(given) > MAX_REGIONS:
            raise self.fault(
                f"{len(given)} regions", "sequences", remedy=f"give at most {MAX_REGIONS}"
            )
        asked: dict[str, tuple[str, ...]] = {}
        for region, names in given.items():
            at = ("sequences", region)
            check_word(self.document, region, "a region's name", *self.at, *at)
            asked[region] = self.sequence(names, f"{region} in {self.called}", *at)
        groups = [group for group in self.groups() if group[0]]  # others ask nobody for anything
        if "groups" in self.values:
            self.check_groups(groups, asked)
        regions = tuple(asked)
        order = dict.fromkeys([sequence for _, sequence, _ in groups] or asked.values())
        return regions, tuple(
            Listed(
                sequence,
                tuple(place for place, region in enumerate(regions) if asked[region] == sequence),
                next((*self.at, "sequences", r) for r, one in asked.items() if one == sequence),
            )
            for sequence in order
        )

    def groups(self) -> list[tuple[list[str], tuple[str, ...], Path]]:
        """The groups: the regions of each, its sequence, and where it stands."""
        groups = self.values.get("groups", [])
        shape = 'give each as {"regions": […], "sequence": […]}'
        if not isinstance(groups, list):
            raise self.fault(f"the groups of {self.called} are no list", "groups", remedy=shape)
        if len(groups) > MAX_REGIONS:
            raise self.fault(f"{len(groups)} groups", "groups", remedy=f"at most {MAX_REGIONS}")
        found = []
        for place, group in enumerate(groups):
            called = f"group {place + 1} of {self.called}"
            regions = group.get("regions", []) if isinstance(group, dict) else None
            if not isinstance(regions, list) or not all(isinstance(one, str) for one in regions):
                raise self.fault(f"{called} has no regions", "groups", place, remedy=shape)
            at = ("groups", place, "sequence")
            sequence = self.sequence(group.get("sequence"), called, *at)
            found.append((regions, sequence, (*self.at, *at)))
        return found

    def check_groups(
        self,
        groups: Sequence[tuple[list[str], tuple[str, ...], Path]],
        asked: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Refuse groups that say something else than the sequences."""
        times: dict[str, int] = dict.fromkeys(asked, 0)
        for place, (regions, sequence, _) in enumerate(groups):
            for number, region in enumerate(regions):
                if region not in asked:
                    raise self.fault(
                        f"{self.called} has no list for {shown(region)}, which is in its group"
                        f" {place + 1}",
                        *("groups", place, "regions", number),
                        remedy=nearest(region, asked, what="its regions are"),
                    )
                if asked[region] != sequence:
                    raise self.fault(
                        f"the sequences and the groups of {self.called} differ for {region}",
                        *("groups", place),
                        remedy='change both, or take out "groups"',
                    )
                times[region] += 1
        for region, number in times.items():
            if number != 1:
                raise self.fault(
                    f"{region} is in {number} groups of {self.called}",
                    "groups",
                    remedy='put it in one, or take out "groups"',
                )

    def sequence(self, given: Any, called: str, *path: str | int) -> tuple[str, ...]:
        """A list of names."""
        if not isinstance(given, list):
            raise self.fault(
                f"the list for {called} is {_quoted(given)}, no list of names",
                *path,
                remedy='give names in their order: ["…", "…"]',
            )
        if not given:
            raise self.fault(
                f"the list for {called} is empty",
                *path,
                remedy="choose another plan of the file with `plan_name` in guide.toml"
                if len(self.document.whole["plans"]) > 1
                else "give it an order: members there could be told nothing",
            )
        if len(given) > MAX_NAMES:
            raise self.fault(f"the list for {called} has {len(given)} names", *path)
        for place, name in enumerate(given):
            if not isinstance(name, str):
                raise self.fault(
                    f"name {place + 1} in the list for {called} is {kind(name)}, no name",
                    *(*path, place),
                    remedy="put names in quotation marks",
                )
            check_word(self.document, name, "a candidate's name", *self.at, *path, place)
            if name in given[:place]:
                raise self.fault(
                    f"the list for {called} has {name} twice",
                    *(*path, place),
                    remedy="take one out",
                )
        return tuple(given)


def _quoted(value: object) -> str:
    """A value of the document as a message shows it."""
    return shown(value) if isinstance(value, str) else "nothing" if value is None else kind(value)
