"""Reading plan.json: what is there, whether it fits the scenario, and what is wrong with it.

Knows the keys that say who is asked for what; the figures beside them are not read. Must not know
how a document is written (`plan_file.py`).
"""

from __future__ import annotations

from typing import Any, NoReturn

from hustings.errors import InputError
from hustings.inputs.documents import json_object
from hustings.inputs.entry import nearest
from hustings.inputs.json_lines import Path, key_lines
from hustings.planning.plan.model import Plan, Sequence, Split
from hustings.planning.scenario.model import Scenario

FORMAT = "hustings-plan/1"
_MAKE_ONE = "give a file written by `hustings plan search SCENARIO -o plan.json`"


def parse(text: str, scenario: Scenario, *, source: str = "") -> tuple[Plan, ...]:
    """The plans in a document, in its order.

    Raises:
        InputError: this is not a document of plans, or one of them does not fit the scenario: a
            region without a list, a region or candidate it does not know, a name twice in a list.
    """
    reader = _Reader(text, scenario, source)
    whole = document(text, source=source)
    entries = whole.get("plans")
    if not isinstance(entries, list) or not entries:
        raise InputError("there are no plans in this", remedy=_MAKE_ONE, source=source)
    plans: list[Plan] = []
    for place, entry in enumerate(entries):
        plan = reader.plan(entry, ("plans", place))
        if any(plan.name == other.name for other in plans):
            reader.refuse(
                f"two plans are called {plan.name!r}", "rename one of them", "plans", place, "name"
            )
        plans.append(plan)
    return tuple(plans)


def document(text: str, *, source: str = "") -> dict[str, Any]:
    """The whole document, of format "hustings-plan/1".

    Raises:
        InputError: this is something else.
    """
    whole = json_object(text, source, what="plan", remedy=_MAKE_ONE)
    if "format" not in whole:
        raise InputError("this is no plan: it names no format", remedy=_MAKE_ONE, source=source)
    if whole["format"] != FORMAT:
        raise InputError(
            f"this is no plan of format {FORMAT!r}: its format is {whole['format']!r}",
            remedy=_MAKE_ONE,
            source=source,
            line=key_lines(text)[("format",)],
        )
    return whole


class _Reader:
    """One document: its text, so that the line of what is wrong can be told, and the scenario."""

    def __init__(self, text: str, scenario: Scenario, source: str) -> None:
        self.text = text
        self.source = source
        self.scenario = scenario
        self.regions = {region.name: n for n, region in enumerate(scenario.regions)}
        self.candidates = {name: n for n, name in enumerate(scenario.election.names)}

    def refuse(self, what: str, remedy: str, *path: str | int) -> NoReturn:
        """Say what is wrong; `path` leads to it, or as near to it as there is anything.

        Raises:
            InputError: always.
        """
        lines = key_lines(self.text)
        while path and path not in lines:
            path = path[:-1]
        raise InputError(what, remedy=remedy, source=self.source, line=lines.get(path, 0))

    def plan(self, entry: Any, path: Path) -> Plan:
        """The plan of one entry."""
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name.strip():
            self.refuse(
                f"plan {int(path[-1]) + 1} has no name", 'give each plan a "name"', *path, "name"
            )
        words = [split.value for split in Split]
        split = entry.get("split", Split.REGION.value)
        if split not in words:
            self.refuse(
                f"plan {name!r} is split by {split!r}",
                nearest(split, words) if isinstance(split, str) else f"give one of {words}",
                *path,
                "split",
            )
        if Split(split) is Split.SURNAME:
            sequences = tuple(group for _, group in self._groups(entry, name, path))
            if not sequences:
                self.refuse(f"plan {name!r} has no lists", 'give its "groups"', *path, "groups")
            return Plan(name, sequences, (0,) * len(self.regions), Split.SURNAME)
        return self._by_region(entry, name, path)

    def _by_region(self, entry: Any, name: str, path: Path) -> Plan:
        given = entry.get("sequences")
        within = (*path, "sequences")
        if not isinstance(given, dict):
            self.refuse(
                f"plan {name!r} has no sequences", 'give "sequences": names by region', *within
            )
        for region in given:
            if region not in self.regions:
                self.refuse(
                    f"plan {name!r} has a list for {region!r}, which is no region of the scenario",
                    nearest(region, self.regions),
                    *within,
                    region,
                )
        asked = []
        for region in self.regions:
            if region not in given:
                self.refuse(
                    f"plan {name!r} has no list for {region}",
                    "give it one; an empty list is for no advice",
                    *within,
                )
            called = f"{region} in plan {name!r}"
            asked.append(self._sequence(given[region], called, (*within, region)))
        sequences = self._order(entry, name, asked, path)
        return Plan(name, sequences, tuple(sequences.index(one) if one else -1 for one in asked))

    def _order(
        self, entry: Any, name: str, asked: list[Sequence], path: Path
    ) -> tuple[Sequence, ...]:
        """The sequences in the order of the groups; without groups, of the regions.

        A group without regions asks nobody for anything, and is left out.
        """
        if "groups" not in entry:
            return tuple(dict.fromkeys(one for one in asked if one))
        groups = self._groups(entry, name, path)
        for number, (regions, sequence) in enumerate(groups):
            for place, region in enumerate(regions):
                here = (*path, "groups", number, "regions", place)
                if region not in self.regions:
                    self.refuse(
                        f"a group of plan {name!r} has {region!r}, which is no region of the"
                        " scenario",
                        nearest(region, self.regions),
                        *here,
                    )
                if asked[self.regions[region]] != sequence:
                    self.refuse(
                        f"the sequences and the groups of plan {name!r} differ for {region}",
                        'change both, or take out "groups"',
                        *here,
                    )
        listed = [region for regions, _ in groups for region in regions]
        for region, one in zip(self.regions, asked, strict=True):
            if listed.count(region) != bool(one):
                self.refuse(
                    f"{region} is in {listed.count(region)} groups of plan {name!r}",
                    'put it in one group, or in none for no advice, or take out "groups"',
                    *path,
                    "groups",
                )
        return tuple(dict.fromkeys(sequence for regions, sequence in groups if regions))

    def _groups(self, entry: Any, name: str, path: Path) -> list[tuple[list[str], Sequence]]:
        """The groups of a plan: the regions of each, and its sequence."""
        groups = entry.get("groups", [])
        shape = 'give each as {"regions": […], "sequence": […]}'
        within = (*path, "groups")
        if not isinstance(groups, list):
            self.refuse(f"the groups of plan {name!r} are no list", shape, *within)
        found = []
        for place, group in enumerate(groups):
            called = f"group {place + 1} of plan {name!r}"
            here = (*within, place)
            regions = group.get("regions", []) if isinstance(group, dict) else None
            if not isinstance(regions, list) or not all(isinstance(one, str) for one in regions):
                self.refuse(f"{called} has no regions", shape, *here, "regions")
            sequence = self._sequence(group.get("sequence"), called, (*here, "sequence"))
            found.append((regions, sequence))
        return found

    def _sequence(self, given: Any, called: str, path: Path) -> Sequence:
        """A list of names as candidates."""
        if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
            self.refuse(
                f"the list for {called} is no list of names", "give names, in their order", *path
            )
        election = self.scenario.election
        sequence: list[int] = []
        for place, name in enumerate(given):
            candidate = self.candidates.get(name, -1)
            if candidate < 0:
                self.refuse(
                    f"the list for {called} names {name!r}, who is no candidate",
                    nearest(name, [election.names[c] for c in election.standing]),
                    *path,
                    place,
                )
            if candidate in election.withdrawn:
                self.refuse(
                    f"the list for {called} names {name}, who has withdrawn",
                    "take the name out",
                    *path,
                    place,
                )
            if candidate in sequence:
                self.refuse(
                    f"the list for {called} names {name} twice", "take one out", *path, place
                )
            sequence.append(candidate)
        return tuple(sequence)
