"""What is found when a saying is tested: figures with their errors, readings, a verdict.

Knows the nouns. Must not know how anything is measured, nor words: every key here stands for a
sentence of `report.ask`, which has one in each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

# What fills the places of a sentence: names, numbers, shares.
Value = str | int | float
Values = Mapping[str, Value]
NOTHING: Values = MappingProxyType({})


class Verdict(Enum):
    """What can be said of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    CANNOT_TELL = "cannot tell"


class Unit(Enum):
    """What a figure counts.

    CHANCE and SHARE are between 0 and 1; FACT is 1 for yes and 0 for no; DRAWS is in how many of
    them, the ballots as they are among them.
    """

    CHANCE = "chance"
    SHARE = "share"
    SEATS = "seats"
    NAMES = "names"
    PAPERS = "papers"
    DRAWS = "draws"
    FACT = "fact"


class Said(NamedTuple):
    """A sentence by its key, and what fills its places."""

    key: str
    values: Values = NOTHING


class Figure(NamedTuple):
    """One number.

    Attributes:
        what: key of what it is.
        value: in the unit.
        standard_error: None where the figure is an exact fact of the ballots at hand.
        about: what the key's sentence needs: the number of names, a slate, a candidate.
    """

    what: str
    value: float
    standard_error: float | None
    unit: Unit
    about: Values = NOTHING


class Point(NamedTuple):
    """One point of a series: `label` in place of `x` where the axis has names."""

    x: float
    value: float
    standard_error: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures along an axis, for a picture.

    Attributes:
        what: key of what they are; the report knows the axis by it.
        labels: the place of a sentence that the points' labels are keys for; empty where they are
            names.
    """

    what: str
    unit: Unit
    points: tuple[Point, ...]
    about: Values = field(default_factory=lambda: NOTHING)
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a saying, tested.

    Attributes:
        name: key, unique within the saying.
        figures: the first are those that decide.
        reasons: why nothing can be told, or what the verdict leans on.
        about: what the sentences on this reading need.
    """

    name: str
    figures: tuple[Figure, ...]
    verdict: Verdict
    reasons: tuple[Said, ...] = ()
    about: Values = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Tested:
    """A saying tested.

    Attributes:
        name: of the saying.
        for_whom: the slate that is asked for.
        verdict: of all readings together.
        assumed: what the figures rest on, beside what holds for every saying.
        about: what the sentences on this saying need.
    """

    name: str
    for_whom: str
    readings: tuple[Reading, ...]
    verdict: Verdict
    assumed: tuple[Said, ...] = ()
    series: tuple[Series, ...] = ()
    about: Values = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that was asked, in the order of the sayings.

    Attributes:
        source: "scenario" or "ballots".
        title: of the election.
        rules: name of the rule set.
        draws: electorates drawn, or times that the papers were drawn again.
        complete: False when it was stopped: then there are fewer draws than were asked for.
        assumed: what every figure rests on.
    """

    source: str
    title: str
    rules: str
    for_whom: str
    draws: int
    seed: int
    sayings: tuple[Tested, ...]
    assumed: tuple[Said, ...]
    complete: bool = True
