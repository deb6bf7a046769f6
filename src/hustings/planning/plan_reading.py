"""Reading plan.json: what is there, whether it fits the scenario, and what is wrong with it.

Knows the keys that say who is asked for what; the figures beside them are not read. Must not know
how a document is written (`plan_file.py`).
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from hustings.errors import InputError
from hustings.planning.entries import nearest
from hustings.planning.plan import Plan, Sequence, Split
from hustings.planning.scenario import Scenario

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
    for place, entry in enumerate(entries, 1):
        plan = reader.plan(entry, place)
        if any(plan.name == other.name for other in plans):
            reader.refuse(f"two plans are called {plan.name!r}", "rename one of them")
        plans.append(plan)
    return tuple(plans)


def document(text: str, *, source: str = "") -> dict[str, Any]:
    """The whole document, of format "hustings-plan/1".

    Raises:
        InputError: this is something else.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(
                f"{twice!r} stands twice in one object", remedy="take one out", source=source
            )
        return found

    try:
        whole = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not JSON: {error.msg}", remedy=_MAKE_ONE, source=source, line=error.lineno
        ) from None
    except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
        raise InputError("this is no plan", remedy=_MAKE_ONE, source=source) from None
    if not isinstance(whole, dict) or "format" not in whole:
        raise InputError("this is no plan: it names no format", remedy=_MAKE_ONE, source=source)
    if whole["format"] != FORMAT:
        raise InputError(
            f"this is no plan of format {FORMAT!r}: its format is {whole['format']!r}",
            remedy=_MAKE_ONE,
            source=source,
        )
    return whole


class _Reader:
    """One document: its text, so that a wrong name's line can be told, and the scenario."""

    def __init__(self, text: str, scenario: Scenario, source: str) -> None:
        self.text = text
        self.source = source
        self.scenario = scenario
        self.regions = {region.name: n for n, region in enumerate(scenario.regions)}
        self.candidates = {name: n for n, name in enumerate(scenario.election.names)}

    def refuse(self, what: str, remedy: str = "", *, word: str = "") -> NoReturn:
        """Say what is wrong; `word` is a string of the document that is wrong wherever it stands.

        Raises:
            InputError: always.
        """
        line = 0
        for quoted in (json.dumps(word), json.dumps(word, ensure_ascii=False)) if word else ():
            if (at := self.text.find(quoted)) >= 0:
                line = self.text.count("\n", 0, at) + 1
        raise InputError(what, remedy=remedy, source=self.source, line=line)

    def plan(self, entry: Any, place: int) -> Plan:
        """The plan of one entry."""
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name.strip():
            self.refuse(f"plan {place} has no name", 'give each plan a "name"')
        words = [split.value for split in Split]
        split = entry.get("split", Split.REGION.value)
        if split not in words:
            self.refuse(
                f"plan {name!r} is split by {split!r}",
                nearest(split, words) if isinstance(split, str) else f"give one of {words}",
            )
        if Split(split) is Split.SURNAME:
            sequences = tuple(group for _, group in self._groups(entry, name))
            if not sequences:
                self.refuse(f"plan {name!r} has no lists", 'give its "groups"')
            return Plan(name, sequences, (0,) * len(self.regions), Split.SURNAME)
        return self._by_region(entry, name)

    def _by_region(self, entry: Any, name: str) -> Plan:
        given = entry.get("sequences")
        if not isinstance(given, dict):
            self.refuse(f"plan {name!r} has no sequences", 'give "sequences": names by region')
        for region in given:
            if region not in self.regions:
                self.refuse(
                    f"plan {name!r} has a list for {region!r}, which is no region of the scenario",
                    nearest(region, self.regions),
                    word=region,
                )
        asked = []
        for region in self.regions:
            if region not in given:
                self.refuse(
                    f"plan {name!r} has no list for {region}",
                    "give it one; an empty list is for no advice",
                )
            asked.append(self._sequence(given[region], f"{region} in plan {name!r}"))
        sequences = self._order(entry, name, asked)
        return Plan(name, sequences, tuple(sequences.index(one) if one else -1 for one in asked))

    def _order(self, entry: Any, name: str, asked: list[Sequence]) -> tuple[Sequence, ...]:
        """The sequences in the order of the groups; without groups, of the regions."""
        if "groups" not in entry:
            return tuple(dict.fromkeys(one for one in asked if one))
        groups = self._groups(entry, name)
        for regions, sequence in groups:
            for region in regions:
                if region not in self.regions:
                    self.refuse(
                        f"a group of plan {name!r} has {region!r}, which is no region of the"
                        " scenario",
                        nearest(region, self.regions),
                        word=region,
                    )
                if asked[self.regions[region]] != sequence:
                    self.refuse(
                        f"the sequences and the groups of plan {name!r} differ for {region}",
                        'change both, or take out "groups"',
                    )
        listed = [region for regions, _ in groups for region in regions]
        for region, one in zip(self.regions, asked, strict=True):
            if listed.count(region) != bool(one):
                self.refuse(
                    f"{region} is in {listed.count(region)} groups of plan {name!r}",
                    'put it in one group, or in none for no advice, or take out "groups"',
                )
        return tuple(dict.fromkeys(sequence for _, sequence in groups))

    def _groups(self, entry: Any, name: str) -> list[tuple[list[str], Sequence]]:
        """The groups of a plan: the regions of each, and its sequence."""
        groups = entry.get("groups", [])
        shape = 'give each as {"regions": […], "sequence": […]}'
        if not isinstance(groups, list):
            self.refuse(f"the groups of plan {name!r} are no list", shape)
        found = []
        for number, group in enumerate(groups, 1):
            regions = group.get("regions", []) if isinstance(group, dict) else None
            if not isinstance(regions, list) or not all(isinstance(one, str) for one in regions):
                self.refuse(f"group {number} of plan {name!r} has no regions", shape)
            called = f"group {number} of plan {name!r}"
            found.append((regions, self._sequence(group.get("sequence"), called)))
        return found

    def _sequence(self, given: Any, called: str) -> Sequence:
        """A list of names as candidates."""
        if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
            self.refuse(f"the list for {called} is no list of names", "give names, in their order")
        election = self.scenario.election
        sequence: list[int] = []
        for name in given:
            candidate = self.candidates.get(name, -1)
            if candidate < 0:
                self.refuse(
                    f"the list for {called} names {name!r}, who is no candidate",
                    nearest(name, [election.names[c] for c in election.standing]),
                    word=name,
                )
            if candidate in election.withdrawn:
                self.refuse(
                    f"the list for {called} names {name}, who has withdrawn", "take the name out"
                )
            if candidate in sequence:
                self.refuse(f"the list for {called} names {name} twice", "take one out")
            sequence.append(candidate)
        return tuple(sequence)
