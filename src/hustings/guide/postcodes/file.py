"""The index of postcodes as one short text: what is bundled, imported, and sent to browsers.

Knows the text's lines. `static/lookup.js` reads alike.

    hustings-postcodes/1
    source: …
    month: August 2023
    attribution: …
    area A: Cumbria; North West; Northern; England
    outcodes:
    E I1-18,20,1W                     E1 to E18, E20 and E1W lie in area I
    straddling:
    B79 LB L0PJB0PLL Wigginton;Overseal
    constituencies 2024:
    L Alyn and Deeside; Alun a Glannau Dyfrdwy

An outcode that straddles has its areas, the likeliest first; its runs, that is the area of 0AA and
then each second half where another area begins; and a town for each area.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from hustings.errors import InputError
from hustings.guide.postcodes.index import Area, Constituency, Index, Straddling
from hustings.inputs.text import shown

FORMAT = "hustings-postcodes/1"
BUNDLED = os.path.join(os.path.dirname(__file__), "data", "postcodes.txt")
# What the site's script is called, and the one name that it sets.
SCRIPT = "postcodes.js"
SCRIPT_NAME = "HustingsPostcodes"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OUTCODE = re.compile(r"([A-Z]{1,2})([0-9]{1,2})([A-Z]?)")
_RANGES = r"(?:[0-9]{1,2}(?:-[0-9]{1,2}|[A-Z]+)?)(?:,[0-9]{1,2}(?:-[0-9]{1,2}|[A-Z]+)?)*"
_OUTCODES_LINE = re.compile(rf"([A-Z]{{1,2}})((?: [A-Z]{_RANGES})+)")
_STRADDLING_LINE = re.compile(
    r"([A-Z]{1,2}[0-9]{1,2}[A-Z]?) ([A-Z]{2,}) ([A-Z](?:[0-9][A-Z]{3})*) (.*)"
)
_CONSTITUENCY_LINE = re.compile(r"([A-Z]) ([^;]+?)(?:; ([^;]+))?")
_AREA_LINE = re.compile(r"area ([A-Z]): ([^;]+); ([^;]+); ([^;]+); ([^;]+)")
_MAKE_ONE = "give a file that `hustings guide postcodes import` has written"
# A longer file is something else.
_LARGEST = 4_000_000


def load(path: str) -> Index:
    """The index in a file.

    Raises:
        OSError: it cannot be read.
        InputError: it is not an index.
    """
    with open(path, "rb") as file:
        content = file.read(_LARGEST + 1)
    try:
        if len(content) > _LARGEST:
            raise ValueError
        text = content.decode("utf-8-sig")
    except ValueError:
        raise InputError(
            "this is not an index of postcodes", remedy=_MAKE_ONE, source=path
        ) from None
    return decode(text, path)


def encode(index: Index) -> str:
    """The text of an index; the same for the same index."""
    return "\n".join(_lines(index)) + "\n"


def script(index: Index) -> str:
    """The script that hands the index to `lookup.js`, without constituencies.

    One statement in plain ASCII, so that it reads alike whatever encoding a host announces.
    """
    text = "".join(
        json.dumps(line)[1:-1].replace("`", "\\u0060").replace("$", "\\u0024") + "\n"
        for line in _lines(index, constituencies=False)
    )
    return f"var {SCRIPT_NAME} = `{text}`;\n"


def _lines(index: Index, *, constituencies: bool = True) -> Iterator[str]:
    yield FORMAT
    yield f"source: {index.source}"
    yield f"month: {index.month}"
    yield f"attribution: {index.attribution}"
    for letter, area in zip(_LETTERS, index.areas, strict=False):
        yield f"area {letter}: {'; '.join(area)}"
    yield "outcodes:"
    yield from _outcode_lines(index.outcodes)
    yield "straddling:"
    for one in index.straddling:
        areas = "".join(_LETTERS[area] for area in one.areas)
        runs = "".join(
            f"{start}{_LETTERS[area]}"
            for start, area in zip(one.starts, one.run_areas, strict=True)
        )
        # The first run is that of 0AA, which need not be said.
        yield f"{one.outcode} {areas} {runs[3:]} {';'.join(one.places)}"
    for year, members in index.constituencies if constituencies else ():
        yield f"constituencies {year}:"
        for member in members:
            welsh = f"; {member.welsh}" if member.welsh else ""
            yield f"{_LETTERS[member.area]} {member.name}{welsh}"


def _outcode_lines(outcodes: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A line for each beginning in letters, such as "N I1-22,1CP"."""
    parts: dict[str, dict[int, dict[int, str]]] = {}
    for outcode, area in outcodes:
        match = _OUTCODE.fullmatch(outcode)
        assert match is not None, outcode
        numbers = parts.setdefault(match[1], {}).setdefault(area, {})
        number = int(match[2])
        # "+" for the number by itself, then the letters that go with it.
        numbers[number] = numbers.get(number, "") + (match[3] or "+")
    for letters in sorted(parts):
        groups = [
            _LETTERS[area] + ",".join(_ranges(numbers))
            for area, numbers in sorted(parts[letters].items())
        ]
        yield f"{letters} {' '.join(groups)}"


def _ranges(numbers: dict[int, str]) -> Iterator[str]:
    """Numbers by themselves as ranges, then those that letters go with."""
    alone = sorted(number for number, after in numbers.items() if "+" in after)
    begin = 0
    for place, number in enumerate(alone):
        if place + 1 == len(alone) or alone[place + 1] != number + 1:
            yield f"{alone[begin]}-{number}" if place > begin else f"{number}"
            begin = place + 1
    for number in sorted(numbers):
        if after := numbers[number].replace("+", ""):
            yield f"{number}{''.join(sorted(after))}"


def decode(text: str, source: str = "") -> Index:
    """The index that a text holds.

    Raises:
        InputError: the first line that does not belong in such a text, or contradicts another.
    """
    return _Reader(text, source).index()


class _Reader:
    """Goes through the lines of one text."""

    def __init__(self, text: str, source: str) -> None:
        self.lines = text.split("\n")
        self.source = source
        self.number = 0
        self.said = {"source": "", "month": "", "attribution": ""}
        self.areas: list[Area] = []
        self.outcodes: dict[str, int] = {}
        self.straddling: dict[str, Straddling] = {}
        self.constituencies: dict[int, dict[str, Constituency]] = {}

    def index(self) -> Index:
        """The whole of it."""
        if self.lines[0].rstrip("\r") != FORMAT:
            raise InputError(
                f"this is not an index of postcodes: it does not begin with {FORMAT}",
                remedy=_MAKE_ONE,
                source=self.source,
            )
        section = ""
        for number, raw in enumerate(self.lines[1:], 2):
            self.number = number
            line = raw.rstrip("\r")
            if not line:
                continue
            if line[-1] == ":" and line.split(" ")[0].rstrip(":") in (
                "outcodes",
                "straddling",
                "constituencies",
            ):
                section = line[:-1]
            elif not self._fits(section, line):
                self.refuse(f"{shown(line)} does not belong here")
        return self._checked()

    def refuse(self, what: str) -> None:
        """Say what is wrong with the line in hand."""
        raise InputError(what, remedy=_MAKE_ONE, source=self.source, line=self.number)

    def _fits(self, section: str, line: str) -> bool:
        """Take a line; whether it is one of its section."""
        name, _, year = section.partition(" ")
        match name:
            case "":
                return self._header(line)
            case "outcodes":
                return self._outcodes(line)
            case "straddling":
                return self._straddler(line)
            case _:
                return len(year) == 4 and year.isdigit() and self._constituency(int(year), line)

    def _header(self, line: str) -> bool:
        if match := _AREA_LINE.fullmatch(line):
            self.areas.append(Area(match[2], match[3], match[4], match[5]))
            return match[1] == _LETTERS[len(self.areas) - 1]
        key, colon, value = line.partition(":")
        if not colon or key not in self.said:
            return False
        self.said[key] = value.strip()
        return True

    def _outcodes(self, line: str) -> bool:
        match = _OUTCODES_LINE.fullmatch(line)
        if match is None:
            return False
        for group in match[2].split():
            area = self._area(group[0])
            for item in group[1:].split(","):
                endings = list(_endings(item))
                for ending in endings:
                    self._add(match[1] + ending, area)
                if not endings:
                    return False
        return True

    def _straddler(self, line: str) -> bool:
        match = _STRADDLING_LINE.fullmatch(line)
        if match is None:
            return False
        areas = tuple(self._area(letter) for letter in match[2])
        runs = "0AA" + match[3]
        starts = tuple(runs[at : at + 3] for at in range(0, len(runs), 4))
        run_areas = tuple(self._area(letter) for letter in runs[3::4])
        places = tuple(match[4].split(";"))
        if (
            len(set(areas)) != len(areas)
            or len(places) != len(areas)
            or set(run_areas) != set(areas)
            or any(one >= other for one, other in pairwise(starts))
        ):
            return False
        self._add(match[1], None)
        self.straddling[match[1]] = Straddling(match[1], areas, places, starts, run_areas)
        return True

    def _constituency(self, year: int, line: str) -> bool:
        match = _CONSTITUENCY_LINE.fullmatch(line)
        if match is None:
            return False
        members = self.constituencies.setdefault(year, {})
        if match[2] in members:
            self.refuse(f"{shown(match[2])} is listed twice")
        members[match[2]] = Constituency(match[2], match[3] or "", self._area(match[1]))
        return True

    def _area(self, letter: str) -> int:
        place = _LETTERS.index(letter)
        if place >= len(self.areas):
            self.refuse(f"there is no area {letter}")
        return place

    def _add(self, outcode: str, area: int | None) -> None:
        if outcode in self.outcodes or outcode in self.straddling:
            self.refuse(f"{outcode} is listed twice")
        if area is not None:
            self.outcodes[outcode] = area

    def _checked(self) -> Index:
        if not self.outcodes and not self.straddling:
            raise InputError("there are no outcodes in this", remedy=_MAKE_ONE, source=self.source)
        if [area.name for area in self.areas] != sorted({area.name for area in self.areas}):
            raise InputError(
                "the areas are not sorted, or one is listed twice",
                remedy=_MAKE_ONE,
                source=self.source,
            )
        return Index(
            areas=tuple(self.areas),
            outcodes=tuple(sorted(self.outcodes.items())),
            straddling=tuple(one for _, one in sorted(self.straddling.items())),
            source=self.said["source"],
            month=self.said["month"],
            attribution=self.said["attribution"],
            constituencies=tuple(
                (year, tuple(members.values()))
                for year, members in sorted(self.constituencies.items())
            ),
        )


def _endings(item: str) -> Iterator[str]:
    """What an item of a line stands for: "1-3" for 1, 2, 3; "1AW" for 1A, 1W."""
    first, dash, last = item.partition("-")
    if dash:
        yield from (str(number) for number in range(int(first), int(last) + 1))
    elif item[-1].isdigit():
        yield str(int(item))
    else:
        letters = item.lstrip("0123456789")
        number = item[: -len(letters)]
        yield from (f"{number}{letter}" for letter in letters)


@cache
def bundled() -> Index:
    """The index that comes with the package."""
    return load(BUNDLED)
