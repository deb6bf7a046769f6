"""What a person typed, read as a postcode, the beginning of one, or a text with postcodes in it.

Knows the forms of postcodes, and the slips of hand and eye that can be put right by position.
`static/lookup.js` reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

# More than this is not an address.
LONGEST = 1000

JERSEY = "jersey"
GUERNSEY = "guernsey"
ISLE_OF_MAN = "isle-of-man"
FORCES = "forces"
OVERSEAS = "overseas"
ROUTES = (JERSEY, GUERNSEY, ISLE_OF_MAN, FORCES, OVERSEAS)

# Outcodes that begin so and go on in digits are outside the regions; GX is Gibraltar.
_AWAY = {"JE": JERSEY, "GY": GUERNSEY, "IM": ISLE_OF_MAN, "BF": FORCES, "GX": OVERSEAS}

# Of an outcode: A stands for a letter, 9 for a digit, B for a letter that is neither I nor O: none
# ends in these.
_FORMS = ("A9", "AA9", "A99", "A9B", "AA99", "AA9B")
# The second half, or how much of it there is; R stands for its letters.
_REST = "9RR"
_TAKES = {
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "B": "ABCDEFGHJKLMNPQRSTUVWXYZ",
    "9": "0123456789",
    "R": "ABDEFGHJLNPQRSTUWXYZ",
}
# A small l among capitals is as often a 1 as an L: it is either, and neither is a slip.
_EITHER = "|"
# What else a sign is read as in a place, each a slip.
_MENDED = {
    "A": {"0": "O", "1": "IL", _EITHER: "L"},
    "B": {"1": "L", _EITHER: "L"},
    "9": {"O": "0", "I": "1", "L": "1", _EITHER: "1"},
    "R": {"1": "L", _EITHER: "L"},
}

# What looks like nothing: soft hyphens, zero-width and direction marks, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
# Whatever stands between letters and digits: spaces and punctuation, plain or not.
_BETWEEN = re.compile(
    r"[\0-/:-@\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf"
    r"\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u3000-\u3002]+"
)
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_PLAIN = re.compile(r"[0-9A-Za-z]+")
_AREA = re.compile(r"[A-Z]{1,2}")
_DIGIT = re.compile(r"[0-9]")
# "Flat B1, 2nd floor" is not a postcode.
_NOUGHT_FIRST = re.compile(r"0[0-9]")
_ORDINAL = re.compile(r"1ST|2ND|3RD|[04-9]TH")

# Addresses that have a code of another form, with O and I written as digits, so that both read.
_FORCES_CODE = re.compile(r"BFP0(?:C0)?([0-9]{0,4})")
_TERRITORY = re.compile(r"(ASCN|BBND|B1QQ|F1QQ|PCRN|S1QQ|STHL|TDCU|TKCA)(1Z{0,2})?")
_NUMBERED = re.compile(r"(A1)(2640)|(KY[123]|MSR|VG)([0-9]{4})")
_AS_DIGITS = str.maketrans("OI|", "01L")
_AS_LETTERS = str.maketrans("01", "OI")
# BFPO C/O 1234.
_LONGEST_CODE = 10


class Reading(NamedTuple):
    """One way to read what was typed.

    Attributes:
        outcode: the first half, or only the letters that it begins with.
        rest: of the second half what there is: "", "1", "1A" or "1AA".
        route: one of `ROUTES` where this is not an address in a region; else empty.
    """

    outcode: str
    rest: str
    route: str

    @property
    def written(self) -> str:
        """As it is written properly: "SW1A 1AA", "SW1A 1", "SW1A"."""
        return f"{self.outcode} {self.rest}" if self.rest else self.outcode


Readings = tuple[Reading, ...]


class Typed(NamedTuple):
    """What was typed, in every way in which it can be read.

    Attributes:
        exact: the whole as one postcode or the beginning of one, as it stands.
        mended: the whole with slips of O for 0 and of I or L for 1, or the other way about, put
            right in each half by itself; first the readings of one slip, then of two, and so on.
        inside: complete postcodes in it as they stand, perhaps among other words.
        doubtful: what may be meant but is never taken for granted: the space moved, the first half
            without what cannot be read after it, a slip put right among other words.
        rivals: those of the doubtful that forbid to be sure of an exact or mended reading, unless
            they lead to the same place.
    """

    exact: Readings = ()
    mended: tuple[Readings, ...] = ()
    inside: Readings = ()
    doubtful: Readings = ()
    rivals: Readings = ()


class _Way(NamedTuple):
    """A reading, and how many slips are put right in it."""

    slips: int
    reading: Reading


class _Whole(NamedTuple):
    """Ways to read all of it: those that keep the typed spaces, and doubtful ones."""

    sure: list[_Way]
    doubtful: list[_Way]
    rivals: Sequence[_Way] = ()


def read(typed: str) -> Typed:
    """The ways to read what was typed; none where no postcode can be in it.

    Case, spacing and punctuation do not matter, but a space says where the second half begins:
    "M1 1" is the beginning of M1 1AA, "M11" is not, and "EN1 10A" is not EN11 0A.
    """
    words = _words(typed)
    whole = _whole(_signs(words))
    inside, dim = _inside(words)
    tiers = groupby(sorted(whole.sure, key=_slips), key=_slips)
    by_slips = {slips: _distinct(group) for slips, group in tiers}
    return Typed(
        by_slips.pop(0, ()),
        tuple(by_slips.values()),
        _distinct(inside),
        _distinct([*whole.rivals, *sorted(whole.doubtful, key=_slips), *dim]),
        _distinct(whole.rivals),
    )


def _slips(way: _Way) -> int:
    return way.slips


def _distinct(ways: Iterable[_Way]) -> Readings:
    return tuple(dict.fromkeys(way.reading for way in ways))


def _words(typed: str) -> list[str]:
    """What stands between spaces and punctuation."""
    if len(typed) > LONGEST:
        return []
    return [
        word
        for word in _BETWEEN.sub(" ", _UNSEEN.sub("", typed).translate(_WIDE)).split(" ")
        if word
    ]


def _signs(words: Sequence[str]) -> list[str]:
    """Words in capitals; none where they have other signs or are too long for one postcode."""
    whole = "".join(words)
    if len(whole) > _LONGEST_CODE or not _PLAIN.fullmatch(whole):
        return []
    either = "l" in whole and whole.replace("l", "").isupper()
    return [(word.replace("l", _EITHER) if either else word).upper() for word in words]


# -- the whole as one postcode --------------------------------------------------------------------


def _whole(parts: Sequence[str]) -> _Whole:
    whole = "".join(parts)
    if elsewhere := _elsewhere(whole):
        return _Whole([_Way(0, elsewhere)], [])
    spaces = list(accumulate(len(part) for part in parts))[:-1]
    return _spaced(whole, spaces) if spaces else _unspaced(whole)


def _unspaced(whole: str) -> _Whole:
    full = _halves(whole, 3)
    if any(not way.slips for way in full):
        return _Whole(full, [])
    if _AREA.fullmatch(whole):
        full.append(_Way(0, _reading(whole, "")))
    half, one, two = (_halves(whole, length) for length in (0, 1, 2))
    if half:
        return _Whole([*full, *half], [*one, *two])
    # Without a space, the beginning of a second half is none that a slip has to be put right in.
    begun = [way for way in (*one, *two) if not way.slips]
    slips = [way for way in (*one, *two) if way.slips]
    first = _first_halves(whole, [len(whole) - 3])
    if not begun:
        return _Whole(full, [*first, *slips])
    # What looks like a whole postcode may be one whose second half cannot be read.
    return _Whole([*full, *begun], slips, first if two else ())


def _spaced(whole: str, spaces: Sequence[int]) -> _Whole:
    sure: list[_Way] = []
    moved: list[_Way] = []
    for length in (3, 2, 1):
        (sure if len(whole) - length in spaces and not sure else moved).extend(
            _halves(whole, length)
        )
    # A space between the letters and the number of the first half: "M 11".
    apart = len(spaces) == 1 and whole[: spaces[0]].isalpha() and whole[spaces[0]].isdigit()
    (sure if apart else moved).extend(_halves(whole, 0))
    unread = _first_halves(whole, spaces)
    if len(spaces) == 1:
        return _Whole(sure, [*unread, *moved])
    # Spaces within a half are one accident; a slip besides is too much to be sure of.
    slips = [way for way in sure if way.slips]
    sure = [way for way in sure if not way.slips]
    begun = any(len(way.reading.rest) < 3 for way in sure)
    return _Whole(sure, [*slips, *unread, *moved], unread if begun else ())


def _first_halves(whole: str, ends: Iterable[int]) -> list[_Way]:
    """What stands before what cannot be read, if that may have been meant for a second half."""
    return [
        _Way(slips, _reading(outcode, ""))
        for end in ends
        if end > 0 and len(whole) - end <= 4
        for outcodes in [_outcodes(whole[:end])]
        for slips, outcode in outcodes
        if slips == outcodes[0][0]
    ]


def _halves(whole: str, length: int) -> list[_Way]:
    """Ways to read it with a second half of so many characters."""
    cut = max(len(whole) - length, 0)
    return [
        _Way(slips + more, _reading(outcode, second))
        for more, second in _fitted(whole[cut:], _REST[:length])
        for slips, outcode in _outcodes(whole[:cut])
    ]


def _reading(outcode: str, rest: str) -> Reading:
    numbered = len(outcode) == 2 or outcode[2:].isdigit()
    return Reading(outcode, rest, _AWAY.get(outcode[:2], "") if numbered else "")


@lru_cache(maxsize=4096)
def _outcodes(typed: str) -> list[tuple[int, str]]:
    """(slips, outcode) of the outcodes that these characters can be, fewest slips first.

    Digits alone are none, however many of them could be a letter.
    """
    if typed.isdigit():
        return []
    forms = [form for form in _FORMS if len(form) == len(typed)]
    ways = [fitted for form in forms for fitted in _fitted(typed, form)]
    # No number of two digits begins with 0.
    fitting = [one for one in ways if not _NOUGHT_FIRST.search(one[1])]
    return sorted(fitting, key=lambda one: one[0])


@lru_cache(maxsize=4096)
def _fitted(typed: str, form: str) -> list[tuple[int, str]]:
    """(slips, read) of the ways in which these characters take that form."""
    if len(typed) != len(form):
        return []
    ways = [(0, "")]
    for sign, place in zip(typed, form, strict=True):
        slip = sign not in _TAKES[place]
        read_as = _MENDED[place].get(sign, "") if slip else sign
        slip = slip and sign != _EITHER
        ways = [(slips + slip, before + one) for slips, before in ways for one in read_as]
    return ways


def _elsewhere(whole: str) -> Reading | None:
    """Forces' and overseas territories' codes of a form of their own."""
    digits = whole.translate(_AS_DIGITS)
    if match := _FORCES_CODE.fullmatch(digits):
        return Reading("BFPO", match[1], FORCES)
    if match := _TERRITORY.fullmatch(digits):
        return Reading(match[1].translate(_AS_LETTERS), match[2] or "", OVERSEAS)
    if match := _NUMBERED.fullmatch(digits):
        if match[1]:
            return Reading("AI-2640", "", OVERSEAS)
        return Reading(match[3], match[4], OVERSEAS)
    return None


# -- postcodes among other words ------------------------------------------------------------------


def _inside(words: Sequence[str]) -> tuple[list[_Way], list[_Way]]:
    """Complete postcodes in a text: those that stand in it, and those that may be meant."""
    clear: list[_Way] = []
    dim: list[_Way] = []
    for group in _groups(words):
        signs = _signs(group)
        for way in _complete(signs):
            alone = len(group) == len(words)
            ordinal = not alone and _ORDINAL.fullmatch(way.reading.rest)
            if not way.slips and not ordinal:
                clear.append(way)
            elif way.slips < 3 and _DIGIT.search("".join(signs)):
                dim.append(way)
    return clear, dim


def _groups(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Neighbours, up to three."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + 3, len(words)) + 1):
            yield words[start:end]


def _complete(parts: Sequence[str]) -> list[_Way]:
    """The postcode, if these parts are one: NW16XE, NW1 6XE, NW 1 6XE, BFPO 57, FIQQ 1ZZ."""
    match parts:
        case [one]:
            return _halves(one, 3)
        case [one, other]:
            if (away := _elsewhere(one + other)) and len(one) == 4 and away.rest:
                return [_Way(0, away)]
            return _halves(one + other, 3) if len(other) == 3 else []
        case [letters, number, last] if letters.isalpha() and number[0].isdigit():
            return _halves(letters + number + last, 3) if len(last) == 3 else []
        case _:
            return []
