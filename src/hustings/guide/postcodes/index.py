"""Which part of the country a postcode lies in.

Knows areas, outcodes, the runs of those that lie in more than one area, and constituencies. Must
not know how a file holds them (`file`), nor what a plan makes of the areas.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from hustings.guide.postcodes.postcode import Reading, readings


class Area(NamedTuple):
    """The finest part of the country that the index tells apart.

    Attributes:
        name: "London"; "Cumbria" for the part of the North West that Labour counts as Northern.
        region: of the Office for National Statistics, or the country where it has no regions.
        labour_region: the Labour Party's region.
        country: "England", "Wales", "Scotland" or "Northern Ireland".
    """

    name: str
    region: str
    labour_region: str
    country: str


class Constituency(NamedTuple):
    """A constituency of the House of Commons: a local party.

    Attributes:
        welsh: its name in Welsh where that differs; else empty.
        area: index of its area.
    """

    name: str
    welsh: str
    area: int


class Straddling(NamedTuple):
    """An outcode that lies in more than one area.

    Attributes:
        areas: the likeliest first.
        places: a town for each area, which lies wholly in it; empty strings where none is known.
        starts: second halves at which a run begins, ascending; the first is "0AA".
        run_areas: the area of each run.
    """

    outcode: str
    areas: tuple[int, ...]
    places: tuple[str, ...]
    starts: tuple[str, ...]
    run_areas: tuple[int, ...]

    def beginning(self, rest: str) -> tuple[int, ...]:
        """The areas of all postcodes whose second half begins with `rest`, the likeliest first."""
        if not rest:
            return self.areas
        first = bisect_right(self.starts, rest + "0AA"[len(rest) :]) - 1
        after = bisect_right(self.starts, rest + "9ZZ"[len(rest) :])
        met = set(self.run_areas[first:after])
        return tuple(area for area in self.areas if area in met)

    def place_of(self, area: int) -> str:
        """The town for one of its areas."""
        return self.places[self.areas.index(area)]


@dataclass(frozen=True, slots=True)
class Index:
    """Every outcode of the country with its area or areas.

    Attributes:
        areas: sorted by name.
        outcodes: (outcode, index of its area) of those that lie wholly in one area; sorted.
        straddling: the others, sorted by outcode.
        source: what it was made from; `month` as in "August 2023", empty where not known.
        attribution: what the licences ask to be said wherever it is used.
        constituencies: (year of the boundaries, constituencies sorted by name).
    """

    areas: tuple[Area, ...]
    outcodes: tuple[tuple[str, int], ...]
    straddling: tuple[Straddling, ...]
    source: str
    month: str
    attribution: str
    constituencies: tuple[tuple[int, tuple[Constituency, ...]], ...] = ()
    _whole: dict[str, int] = field(init=False, repr=False, compare=False)
    _straddling: dict[str, Straddling] = field(init=False, repr=False, compare=False)
    _districts: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_whole", dict(self.outcodes))
        object.__setattr__(self, "_straddling", {one.outcode: one for one in self.straddling})
        object.__setattr__(self, "_districts", self._found_districts())

    def whole(self, outcode: str) -> int | None:
        """The area of an outcode that lies in one; None for one that straddles or is not known."""
        return self._whole.get(outcode)

    def straddler(self, outcode: str) -> Straddling | None:
        """An outcode that straddles; None for any other."""
        return self._straddling.get(outcode)

    def district(self, half: str) -> int | None:
        """The area of all outcodes that are `half` and a letter, as those of SW1; else None."""
        return self._districts.get(half)

    def constituencies_of(self, year: int) -> tuple[Constituency, ...]:
        """The constituencies on the boundaries of that year; empty where there are none."""
        return dict(self.constituencies).get(year, ())

    def _found_districts(self) -> dict[str, int]:
        areas: dict[str, set[int]] = {}
        for outcode, where in [
            *((outcode, (area,)) for outcode, area in self.outcodes),
            *((one.outcode, one.areas) for one in self.straddling),
        ]:
            if outcode[-1].isalpha():
                areas.setdefault(outcode[:-1], set()).update(where)
        return {half: met.pop() for half, met in areas.items() if len(met) == 1}


class Outcome(Enum):
    """What a lookup comes to."""

    FOUND = "found"
    SPLIT = "split"
    UNKNOWN = "unknown"
    MALFORMED = "malformed"
    ELSEWHERE = "elsewhere"


class Answer(NamedTuple):
    """What a lookup says.

    Attributes:
        postcode: as it was read: "SW1A 1AA", "SW1A 1", "SW1A"; empty for a malformed one.
        areas: indices of areas: one if found, several if split (the likeliest first), else none.
        places: a town for each area of a split, perhaps empty strings; else empty.
        route: for what is elsewhere, one of `postcode.ROUTES`; else empty.
    """

    outcome: Outcome
    postcode: str
    areas: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    route: str = ""


def lookup(index: Index, typed: str) -> Answer:
    """Where the postcode lies that was typed, in full, in half or with part of its second half.

    Of its readings the first counts whose outcode is known.
    """
    possible = readings(typed)
    for reading in possible:
        if answer := _answer(index, reading):
            return answer
    if possible:
        return Answer(Outcome.UNKNOWN, possible[0].written)
    return Answer(Outcome.MALFORMED, "")


def _answer(index: Index, reading: Reading) -> Answer | None:
    """The answer to one reading; None where its outcode is not known."""
    if reading.route:
        return Answer(Outcome.ELSEWHERE, reading.written, route=reading.route)
    area = index.whole(reading.outcode)
    if area is None and len(reading.rest) < 3:
        area = index.district(reading.outcode)
    if area is not None:
        return Answer(Outcome.FOUND, reading.written, (area,))
    straddler = index.straddler(reading.outcode)
    if straddler is None:
        return None
    areas = straddler.beginning(reading.rest)
    if len(areas) == 1:
        return Answer(Outcome.FOUND, reading.written, areas)
    places = tuple(straddler.place_of(area) for area in areas)
    return Answer(Outcome.SPLIT, reading.written, areas, places)
