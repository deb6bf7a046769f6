"""The figures in plan.json beside its sequences: where they are from, gains, chances, reasons.

Knows their keys. `read` says who is asked for which names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeGuard

from hustings.inputs.entry import kind
from hustings.inputs.json import Document
from hustings.planning.plan.document import MAKE_ONE, check_word
from hustings.planning.plan.model import ONE_ORDER

Figure = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the lists are from.

    Attributes:
        plan: its name.
        election: title of the scenario; empty where the plan does not say, as are the next three.
        digest: of the scenario.
        draws, seed: of the figures.
        expected: (seats, standard error); None where the plan was not evaluated.
        standing: how many of the slate the figure is about.
    """

    plan: str
    election: str = ""
    digest: str = ""
    draws: int = 0
    seed: int | None = None
    expected: tuple[float, float] | None = None
    standing: int = 0


class Explained(NamedTuple):
    """What a document's explanation says of one list.

    Attributes:
        start: (first preferences of its first name, quota); None where not given.
        instead: (name, seats, standard error): the best other beginning that was tried; None for
            none.
    """

    start: Figure | None = None
    instead: tuple[str, float, float] | None = None


class About:
    """What a document says beside its lists: of the scenario, and the figures of one plan."""

    def __init__(self, document: Document, name: str, place: int) -> None:
        self.document = document
        self.name = name
        self.place = place
        scenario = document.whole.get("scenario", {})
        if not isinstance(scenario, dict):
            raise document.fault(f'"scenario" is {kind(scenario)}', "scenario", remedy=MAKE_ONE)
        self.scenario = scenario

    def text(self, key: str) -> str:
        """A line of text of the scenario; empty where it has none."""
        value = self.scenario.get(key, "")
        if not isinstance(value, str):
            raise self.document.fault(f'"{key}" is {kind(value)}', "scenario", key)
        if value:
            check_word(self.document, value, f'"{key}"', "scenario", key)
        return value

    def whole(self, key: str) -> int | None:
        """A whole number of the scenario; None where it has none."""
        value = self.scenario.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.document.fault(f'"{key}" is not a whole number', "scenario", key)
        return value

    def team(self) -> tuple[str, ...]:
        """The slate's candidates; none where the document does not say."""
        team = self.scenario.get("candidates", [])
        if not isinstance(team, list) or not all(isinstance(name, str) for name in team):
            raise self.document.fault(
                '"candidates" is not a list of names', "scenario", "candidates", remedy=MAKE_ONE
            )
        return tuple(team)

    def provenance(self, standing: int) -> Provenance:
        plan = self.document.whole["plans"][self.place]
        expected = self.figure(plan.get("expected_seats"), "plans", self.place, "expected_seats")
        draws = self.whole("draws") or 0
        return Provenance(
            plan=self.name,
            election=self.text("title"),
            digest=self.text("digest"),
            draws=draws if expected else 0,
            seed=self.whole("seed"),
            expected=expected,
            standing=standing,
        )

    def gain(self) -> Figure | None:
        """Seats more than one order for everybody."""
        differences = self.document.whole.get("differences", [])
        if not isinstance(differences, list):
            raise self.document.fault('"differences" is not a list', "differences", remedy=MAKE_ONE)
        for place, one in enumerate(differences):
            if not isinstance(one, dict):
                continue
            pair = (one.get("plan"), one.get("against"))
            if set(map(str, pair)) == {self.name, ONE_ORDER}:
                estimate = self.figure(one, "differences", place)
                if estimate is not None:
                    return estimate if pair[0] == self.name else (-estimate[0], estimate[1])
        return None

    def chances(self) -> dict[str, Figure]:
        """Of every candidate."""
        plan = self.document.whole["plans"][self.place]
        chances = plan.get("candidates", {})
        errors = plan.get("standard_errors", {})
        errors = errors.get("candidates", {}) if isinstance(errors, dict) else {}
        at = ("plans", self.place, "candidates")
        if not isinstance(chances, dict) or not isinstance(errors, dict):
            raise self.document.fault("the chances are not a table", *at, remedy=MAKE_ONE)
        figures = {}
        for name, chance in chances.items():
            estimate = {"mean": chance, "standard_error": errors.get(name, 0.0)}
            figure = self.figure(estimate, *at, name)
            if figure is not None:
                figures[name] = figure
        return figures

    def explained(self, sequence: Sequence[str]) -> Explained:
        """What the document's explanation, if it is of this plan, says of a list."""
        whole = self.document.whole.get("explanation")
        lists = whole.get("lists") if isinstance(whole, dict) else None
        if not isinstance(whole, dict) or whole.get("plan") != self.name:
            return Explained()
        for place, entry in enumerate(lists if isinstance(lists, list) else []):
            if not isinstance(entry, dict) or entry.get("sequence") != list(sequence):
                continue
            at = ("explanation", "lists", place)
            key = "first_preferences_of_the_first"
            start = self.figure(entry.get(key), *at, key)
            quota = whole.get("quota")
            quota = float(quota) if _is_number(quota) else 0.0
            other = entry.get("best_with_another_first")
            seats = name = None
            if isinstance(other, dict):
                name = other.get("of")
                seats = self.figure(other.get("more_seats"), *at, "best_with_another_first")
            return Explained(
                (start[0], quota) if start and quota > 0 else None,
                (name, *seats) if isinstance(name, str) and seats else None,
            )
        return Explained()

    def figure(self, value: Any, *path: str | int) -> Figure | None:
        """A mean and its standard error; None for nothing."""
        if value is None:
            return None
        entry = value if isinstance(value, dict) else {}
        mean, error = entry.get("mean"), entry.get("standard_error")
        if _is_number(mean) and _is_number(error):
            return float(mean), float(error)
        raise self.document.fault(
            f'"{path[-1]}" is not a figure'
            if isinstance(path[-1], str)
            else "this is not a figure",
            *path,
            remedy='write {"mean": …, "standard_error": …}',
        )


def _is_number(value: Any) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e15 and math.isfinite(value)
