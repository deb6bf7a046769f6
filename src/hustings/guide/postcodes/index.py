"""Which part of the country a postcode lies in.

Knows areas, outcodes, the runs of those that lie in more than one area, and constituencies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from hustings.guide.postcodes.postcode import Reading, read


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
    _letters: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_whole", dict(self.outcodes))
        object.__setattr__(self, "_straddling", {one.outcode: one for one in self.straddling})
        object.__setattr__(self, "_districts", self._found_districts())
        object.__setattr__(self, "_letters", self._found_letters())

    def whole(self, outcode: str) -> int | None:
        """The area of an outcode that lies in one; None for one that straddles or is not known."""
        return self._whole.get(outcode)

    def straddler(self, outcode: str) -> Straddling | None:
        """An outcode that straddles; None for any other."""
        return self._straddling.get(outcode)

    def district(self, half: str) -> int | None:
        """The area of all outcodes that are `half` and a letter, as those of SW1; else None."""
        return self._districts.get(half)

    def beginning(self, letters: str) -> tuple[int, ...]:
        """The areas of all outcodes that begin with these letters, as BT; most outcodes first."""
        return self._letters.get(letters, ())

    def constituencies_of(self, year: int) -> tuple[Constituency, ...]:
        """The constituencies on the boundaries of that year; empty where there are none."""
        return dict(self.constituencies).get(year, ())

    def _each(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every outcode with its areas."""
        yield from ((outcode, (area,)) for outcode, area in self.outcodes)
        yield from ((one.outcode, one.areas) for one in self.straddling)

    def _found_districts(self) -> dict[str, int]:
        areas: dict[str, set[int]] = {}
        for outcode, where in self._each():
            if outcode[-1].isalpha():
                areas.setdefault(outcode[:-1], set()).update(where)
        return {half: met.pop() for half, met in areas.items() if len(met) == 1}

    def _found_letters(self) -> dict[str, tuple[int, ...]]:
        met: dict[str, Counter[int]] = {}
        for outcode, where in self._each():
            met.setdefault(_letters(outcode), Counter()).update(where)
        return {
            letters: tuple(area for _, area in sorted((-n, area) for area, n in areas.items()))
            for letters, areas in met.items()
        }


def _letters(outcode: str) -> str:
    """What an outcode begins with: SW of SW1A."""
    return re.split("[0-9]", outcode, maxsplit=1)[0]


class Outcome(Enum):
    """What a lookup comes to.

    UNSURE asks whether something else was meant, SEVERAL which of several postcodes.
    """

    FOUND = "found"
    SPLIT = "split"
    UNSURE = "unsure"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    MALFORMED = "malformed"
    ELSEWHERE = "elsewhere"


class Answer(NamedTuple):
    """What a lookup says.

    Attributes:
        postcode: as it was read: "SW1A 1AA", "SW1A 1", "SW1A"; as it was typed where that is in
            doubt or not known; empty for several and for a malformed one.
        areas: indices of areas: one if found, several if split (the likeliest first), else none.
        places: a town for each area of a split, perhaps empty strings; else empty.
        route: for what is elsewhere, one of `postcode.ROUTES`; else empty.
        choices: the answers that one is asked to choose from; else empty.
    """

    outcome: Outcome
    postcode: str
    areas: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    route: str = ""
    choices: tuple[Answer, ...] = ()


# More does not help to choose.
_MOST_CHOICES = 6
# Of what was typed, so many characters are said again.
_LONGEST_SAID = 40
_BLANK = re.compile("[\t-\r \u00a0]+")


def lookup(index: Index, typed: str) -> Answer:
    """Where the postcode lies that was typed, in full, in half or with part of its second half.

    One list is given only for what stands there, or for what it must mean: readings with the fewest
    slips count, and if they lead to different parts of the country, it is asked which was meant.
    """
    ways = read(typed)
    said = _BLANK.sub(" ", typed).strip(" ")[:_LONGEST_SAID].rstrip(" ")
    inside = _known(index, ways.inside)
    strange = any(_likely(index, one) and not _answer(index, one) for one in ways.inside)
    doubtful, rivals = _known(index, ways.doubtful), _known(index, ways.rivals)
    if answers := _distinct([*_known(index, ways.exact), *inside]):
        if len(inside) > 1 and not ways.exact:
            return Answer(Outcome.SEVERAL, "", choices=answers[:_MOST_CHOICES])
        return _unsure(said, answers) if strange else _one(said, [*answers, *rivals])
    tiers = [ways.exact + ways.inside, *ways.mended]
    for place, tier in enumerate(tiers):
        if known := _known(index, tier):
            return _one(said, [*known, *rivals])
        if any(_likely(index, one) for one in tier):
            # Well written, of an area that there is, and yet not known.
            later = [one for more in tiers[place + 1 :] for one in _known(index, more)]
            return _unsure(said, _distinct([*later, *doubtful]))
    if doubtful or tiers[0]:
        return _unsure(said, doubtful)
    return Answer(Outcome.MALFORMED, "")


def _one(said: str, answers: Sequence[Answer]) -> Answer:
    """The first of what was found, if all of it is in the same place."""
    if len({(one.areas, one.route) for one in answers}) == 1:
        return answers[0]
    return _unsure(said, answers)


def _unsure(said: str, choices: Sequence[Answer]) -> Answer:
    # A first half says no more than the whole that begins with it.
    wholes = {one.postcode.split()[0] for one in choices if " " in one.postcode}
    choices = [one for one in choices if one.postcode not in wholes]
    outcome = Outcome.UNSURE if choices else Outcome.UNKNOWN
    return Answer(outcome, said, choices=tuple(choices[:_MOST_CHOICES]))


def _known(index: Index, readings: Iterable[Reading]) -> tuple[Answer, ...]:
    return _distinct(answer for one in readings if (answer := _answer(index, one)))


def _distinct(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple({one.postcode: one for one in answers}.values())


def _likely(index: Index, reading: Reading) -> bool:
    """Whether there are outcodes that begin with its letters."""
    return bool(reading.route or index.beginning(_letters(reading.outcode)))


def _answer(index: Index, reading: Reading) -> Answer | None:
    """The answer to one reading; None where its outcode is not known."""
    if reading.route:
        return Answer(Outcome.ELSEWHERE, reading.written, route=reading.route)
    areas, places = _places(index, reading)
    if not areas:
        return None
    if len(areas) == 1:
        return Answer(Outcome.FOUND, reading.written, areas)
    return Answer(Outcome.SPLIT, reading.written, areas, places)


def _places(index: Index, reading: Reading) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The areas of a reading, with a town for each where one is known."""
    outcode, rest = reading.outcode, reading.rest
    if straddler := index.straddler(outcode):
        areas = straddler.beginning(rest)
        return areas, tuple(straddler.place_of(area) for area in areas)
    area = index.whole(outcode)
    if area is None and len(rest) < 3:
        area = index.district(outcode)
    if area is not None:
        return (area,), ("",)
    areas = index.beginning(outcode)
    return areas, ("",) * len(areas)
