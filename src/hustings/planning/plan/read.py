"""plan.json read: who is asked for which names, and whether that fits a scenario.

Knows the keys of a plan's sequences and groups, written by `hustings plan` or by hand. The figures
beside them are read in `figures`, and a document is written in `write`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from hustings.errors import InputError
from hustings.inputs.entry import Path, kind, nearest
from hustings.inputs.json import Document
from hustings.inputs.text import read_text, shown
from hustings.planning.plan.document import check_word, opened, plan_names, quoted
from hustings.planning.plan.model import Plan, Split

if TYPE_CHECKING:
    from hustings.planning.scenario.model import Scenario

Names = tuple[str, ...]
Check = Callable[[str, str, Path], None]


class NamedSequence(NamedTuple):
    """One sequence of a plan, as the document has it.

    Attributes:
        names: the first preference first.
        regions: indices of the regions that are asked for it; none where surnames decide.
        at: where the document has it.
    """

    names: Names
    regions: tuple[int, ...]
    at: Path


class Advice(NamedTuple):
    """What a plan asks for, by names.

    Attributes:
        split: what decides which sequence a follower is given.
        regions: in the order of the document; none where surnames decide.
        sequences: in the order of the groups, else of the regions; those that nobody is asked for
            are left out. Each region has one, or none for no advice.
        grouped: whether the groups decide their order.
        place: of the plan in its document.
    """

    name: str
    split: Split
    regions: Names
    sequences: tuple[NamedSequence, ...]
    grouped: bool
    document: Document
    place: int

    @property
    def called(self) -> str:
        """The plan, in a message."""
        return f"plan {shown(self.name)}"


def read(path: str, scenario: Scenario) -> tuple[Plan, ...]:
    """The plans in a file, in its order.

    Raises:
        InputError: it cannot be read, is not a document of plans, or they do not fit the scenario.
    """
    return parse(read_text(path, standard=False), scenario, source=path)


def parse(text: str, scenario: Scenario, *, source: str = "") -> tuple[Plan, ...]:
    """The plans in the text of a document, in its order.

    Raises:
        InputError: this is not a document of plans, or one of them does not fit the scenario: a
            region without a list, a region or candidate it does not know, a name twice in a list.
    """
    document = opened(text, source)
    election = scenario.election

    def check(name: str, called: str, at: Path) -> None:
        if name not in election.names:
            raise document.fault(
                f"{called} names {shown(name)}, who is not a candidate",
                *at,
                remedy=nearest(name, [election.names[c] for c in election.standing]),
            )
        if election.names.index(name) in election.withdrawn:
            raise document.fault(
                f"{called} names {name}, who has withdrawn", *at, remedy="take the name out"
            )

    return tuple(
        _fitted(advice(document, place, name, check), scenario)
        for place, name in enumerate(plan_names(document))
    )


def advice(document: Document, place: int, name: str, check: Check | None = None) -> Advice:
    """What the plan at `place` of a document asks for.

    Args:
        check: refuses a candidate, given the name, the list's own words for itself, and the place.

    Raises:
        InputError: its lists are not as they should be, or its groups say something else.
    """
    return _Reader(document, place, name, check).advice()


class _Reader:
    """One plan of a document."""

    def __init__(self, document: Document, place: int, name: str, check: Check | None) -> None:
        self.document = document
        self.check = check
        self.place = place
        self.name = name
        self.at: Path = ("plans", place)
        self.called = f"plan {shown(name)}"
        self.values: dict[str, Any] = document.whole["plans"][place]

    def advice(self) -> Advice:
        words = [split.value for split in Split]
        split = self.values.get("split", Split.REGION.value)
        if split not in words:
            raise self.fault(
                f"{self.called} is split by {quoted(split)}",
                "split",
                remedy=nearest(str(split), words),
            )
        if Split(split) is Split.SURNAME:
            return self.made(Split.SURNAME, (), self.by_surname(), grouped=True)
        asked = self.sequences()
        groups = self.groups()
        if "groups" in self.values:
            self.check_groups(groups, asked)
        # A group without regions asks nobody for anything.
        order = dict.fromkeys([names for regions, names, _ in groups if regions] or asked.values())
        sequences = tuple(
            NamedSequence(
                names,
                tuple(place for place, one in enumerate(asked.values()) if one == names),
                next((*self.at, "sequences", r) for r, one in asked.items() if one == names),
            )
            for names in order
            if names
        )
        return self.made(Split.REGION, tuple(asked), sequences, grouped="groups" in self.values)

    def made(
        self, split: Split, regions: Names, sequences: tuple[NamedSequence, ...], *, grouped: bool
    ) -> Advice:
        return Advice(self.name, split, regions, sequences, grouped, self.document, self.place)

    def fault(self, what: str, *path: str | int, remedy: str = "") -> InputError:
        return self.document.fault(what, *self.at, *path, remedy=remedy)

    def by_surname(self) -> tuple[NamedSequence, ...]:
        """The sequences of the parts of the alphabet."""
        groups = self.groups()
        if not groups:
            raise self.fault(f"{self.called} has no lists", "groups", remedy='give its "groups"')
        return tuple(NamedSequence(names, (), at) for _, names, at in groups)

    def sequences(self) -> dict[str, Names]:
        """Names by region; none for no advice."""
        given = self.values.get("sequences")
        if not isinstance(given, dict) or not given:
            raise self.fault(
                f"{self.called} has no sequences",
                "sequences",
                remedy='give "sequences": names by region',
            )
        asked: dict[str, Names] = {}
        for region, names in given.items():
            at = ("sequences", region)
            check_word(self.document, region, "a region's name", *self.at, *at)
            asked[region] = self.names(names, f"{region} in {self.called}", *at)
        return asked

    def groups(self) -> list[tuple[list[str], Names, Path]]:
        """The groups: the regions of each, its sequence, and where it stands."""
        groups = self.values.get("groups", [])
        shape = 'give each as {"regions": […], "sequence": […]}'
        if not isinstance(groups, list):
            raise self.fault(f"the groups of {self.called} are not a list", "groups", remedy=shape)
        grouped = []
        for place, group in enumerate(groups):
            called = f"group {place + 1} of {self.called}"
            regions = group.get("regions", []) if isinstance(group, dict) else None
            if not isinstance(regions, list) or not all(isinstance(one, str) for one in regions):
                at: Path = ("groups", place, "regions")
                raise self.fault(f"{called} has no regions", *at, remedy=shape)
            at = ("groups", place, "sequence")
            sequence = self.names(group.get("sequence"), called, *at)
            grouped.append((regions, sequence, (*self.at, *at)))
        return grouped

    def check_groups(
        self, groups: list[tuple[list[str], Names, Path]], asked: Mapping[str, Names]
    ) -> None:
        """Refuse groups that say something else than the sequences."""
        times: dict[str, int] = dict.fromkeys(asked, 0)
        for place, (regions, sequence, _) in enumerate(groups):
            for number, region in enumerate(regions):
                at = ("groups", place, "regions", number)
                if region not in asked:
                    raise self.fault(
                        f"{self.called} has no list for {shown(region)}, which is in its group"
                        f" {place + 1}",
                        *at,
                        remedy=nearest(region, asked, what="its regions are"),
                    )
                if asked[region] != sequence:
                    raise self.fault(
                        f"the sequences and the groups of {self.called} differ for {region}",
                        *at,
                        remedy='change both, or take out "groups"',
                    )
                times[region] += 1
        for region, number in times.items():
            if number != bool(asked[region]):
                raise self.fault(
                    f"{region} is in {number} groups of {self.called}",
                    "groups",
                    remedy='put it in one, or take out "groups"'
                    if asked[region]
                    else "take it out of them: its list is empty",
                )

    def names(self, given: Any, called: str, *path: str | int) -> Names:
        """A list of names, none of them twice."""
        if not isinstance(given, list):
            raise self.fault(
                f"the list for {called} is {quoted(given)}, not a list of names",
                *path,
                remedy='give the names in order: ["…", "…"]',
            )
        for place, name in enumerate(given):
            if not isinstance(name, str):
                raise self.fault(
                    f"name {place + 1} in the list for {called} is {kind(name)}, not a name",
                    *(*path, place),
                    remedy="put names in quotation marks",
                )
            check_word(self.document, name, "a candidate's name", *self.at, *path, place)
            if name in given[:place]:
                raise self.fault(
                    f"the list for {called} has {name} twice", *path, place, remedy="take one out"
                )
            if self.check is not None:
                self.check(name, f"the list for {called}", (*self.at, *path, place))
        return tuple(given)


# -- beside a scenario -----------------------------------------------------------------------------


def _fitted(asked: Advice, scenario: Scenario) -> Plan:
    """The plan, with the regions and candidates of a scenario in place of names."""
    index = scenario.election.names.index
    if asked.split is Split.SURNAME:
        sequences = tuple(tuple(map(index, one.names)) for one in asked.sequences)
        return Plan(asked.name, sequences, (0,) * len(scenario.regions), Split.SURNAME)
    within = ("plans", asked.place, "sequences")
    regions = [region.name for region in scenario.regions]
    for region in asked.regions:
        if region not in regions:
            raise asked.document.fault(
                f"{asked.called} has a list for {shown(region)}, which is not a region of the"
                " scenario",
                *within,
                region,
                remedy=nearest(region, regions),
            )
    for region in regions:
        if region not in asked.regions:
            raise asked.document.fault(
                f"{asked.called} has no list for {region}",
                *within,
                remedy="give it one; an empty list is for no advice",
            )
    places = [regions.index(region) for region in asked.regions]
    order = list(asked.sequences)
    if not asked.grouped:
        order.sort(key=lambda one: min(places[region] for region in one.regions))
    list_of = [-1] * len(regions)
    for which, one in enumerate(order):
        for place in one.regions:
            list_of[places[place]] = which
    return Plan(asked.name, tuple(tuple(map(index, one.names)) for one in order), tuple(list_of))
