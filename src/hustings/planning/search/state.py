"""How much a search may do, and where it stands.

Knows effort and state, and the state as JSON.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace

from hustings.errors import InputError
from hustings.planning.plan.model import Sequence
from hustings.planning.search.moves import Assignment
from hustings.planning.trials.stock import DRAW_COST

FORMAT = "hustings-search/1"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a search may do. Counted in counts, so that no clock decides.

    Attributes:
        fresh: draws for the report, which the search never looks at before.
        racing: draws of an epoch.
        epochs: how often the search goes on with new draws.
        counts: counts in an epoch.
        choosing: draws on which the finalists are told apart.
        every: where there are no more plans than this, all are tried.
    """

    fresh: int
    racing: int
    epochs: int
    counts: int
    choosing: int
    every: int

    @property
    def epoch(self) -> int:
        """What an epoch costs, in counts."""
        return self.counts + self.racing * DRAW_COST

    @property
    def reporting(self) -> int:
        """What the report costs, in counts."""
        return self.fresh * DRAW_COST

    @property
    def all(self) -> int:
        """What the whole search costs at most, in counts, roughly."""
        return self.epochs * self.epoch + 2 * self.choosing * DRAW_COST + self.reporting


@dataclass(frozen=True, slots=True)
class State:
    """Where a search stands between two races.

    Attributes:
        effort: what it may do.
        epoch: number of the epoch it is in; as many as there are when the search is over.
        spent: counts in this epoch.
        explored: plans that were in a race.
        champion: whose neighbours are tried; None before the epoch has begun.
        best: the best end of a descent in this epoch, if there is one.
        changes: how often this epoch has had a new champion.
        place: how many of the champion's neighbours have been tried.
        kicks: jumps in this epoch.
        finalists: the starts and the best of each epoch, each once.
    """

    effort: Effort
    epoch: int = 0
    spent: int = 0
    explored: int = 0
    champion: Assignment | None = None
    best: Assignment | None = None
    changes: int = 0
    place: int = 0
    kicks: int = 0
    finalists: tuple[Assignment, ...] = ()

    def with_effort(self, effort: Effort | None) -> State:
        """The same search with more epochs.

        Raises:
            InputError: the efforts differ in more than the number of epochs.
        """
        if effort is None:
            return self
        if replace(effort, epochs=0, fresh=0) != replace(self.effort, epochs=0, fresh=0):
            raise InputError(
                "this search was begun with a different effort",
                remedy="continue it with the same number of draws",
            )
        return replace(self, effort=effort)

    def to_json(self, scenario: str) -> dict[str, object]:
        """A document of plain lists, numbers and text; `scenario` is its scenario's digest."""
        return {
            "format": FORMAT,
            "scenario": scenario,
            "effort": asdict(self.effort),
            **{name: getattr(self, name) for name in _NUMBERS},
            "champion": _as_lists(self.champion),
            "best": _as_lists(self.best),
            "finalists": [_as_lists(assignment) for assignment in self.finalists],
        }

    @classmethod
    def from_json(
        cls, document: dict[str, object], *, scenario: str, team: Sequence, regions: int
    ) -> State:
        """The state in a document.

        Raises:
            InputError: it is not the state of a search of this scenario.
        """
        if document.get("format") != FORMAT:
            raise InputError(
                f"not the state of a search: its format is {document.get('format')!r}",
                remedy=f"give a file of format {FORMAT!r}",
            )
        if document.get("scenario") != scenario:
            raise InputError(
                "this search was for another scenario",
                remedy="start again, or give the scenario as it was",
            )
        try:
            effort = Effort(**_dictionary(document["effort"]))
            if not (effort.racing and effort.choosing):
                raise ValueError("an effort without draws")
            return cls(
                effort=effort,
                **{name: _number(document[name]) for name in _NUMBERS},
                champion=_assignment(document["champion"], team, regions),
                best=_assignment(document["best"], team, regions),
                finalists=tuple(
                    assignment
                    for entry in _entries(document["finalists"])
                    if (assignment := _assignment(entry, team, regions))
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"the state of this search is damaged ({error})", remedy="start again"
            ) from None


_NUMBERS = tuple(field.name for field in fields(State) if field.type == "int")


def _as_lists(assignment: Assignment | None) -> list[list[int]] | None:
    return None if assignment is None else [list(sequence) for sequence in assignment]


def _assignment(entry: object, team: Sequence, regions: int) -> Assignment | None:
    if entry is None:
        return None
    assignment = tuple(
        tuple(_number(c) for c in _entries(sequence)) for sequence in _entries(entry)
    )
    if len(assignment) != regions or any(sorted(one) != sorted(team) for one in assignment):
        raise ValueError("a plan that does not fit the scenario")
    return assignment


def _entries(entry: object) -> list[object]:
    if not isinstance(entry, list):
        raise TypeError(f"{entry!r} is not a list")
    return entry


def _dictionary(entry: object) -> dict[str, int]:
    if not isinstance(entry, dict):
        raise TypeError(f"{entry!r} is not an object")
    return {str(name): _number(value) for name, value in entry.items()}


def _number(entry: object) -> int:
    if not isinstance(entry, int) or isinstance(entry, bool) or entry < 0:
        raise ValueError(f"{entry!r} is not a number")
    return entry
