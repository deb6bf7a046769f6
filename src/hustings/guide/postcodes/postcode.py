"""What a person typed, read as a postcode or the beginning of one.

Knows the forms of postcodes, and the slips of hand and eye that can be put right by position. Must
not know which postcodes there are, nor where they lie. `static/lookup.js` reads alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# More than this was not typed as a postcode.
LONGEST = 64

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
# The second half, or how much of it there is; C, I, K, M, O and V are not used in it, so that a 0
# or a 1 can only be a digit.
_REST = re.compile(r"[0-9OI][ABD-HJLNP-UW-Z]{0,2}")

# What looks like nothing: soft hyphens, zero-width and direction marks, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
# Whatever stands between letters and digits: spaces and punctuation, plain or not.
_BETWEEN = re.compile(
    r"[\0-/:-@\[-`{-\u00a0\u00b7\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u3000-\u3002]+"
)
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_PLAIN = re.compile(r"[0-9A-Za-z ]*")

_DIGIT = str.maketrans("OI", "01")
_LETTER = str.maketrans("01", "OI")

# Addresses that have a code of another form, with O and I written as digits, so that both read.
_FORCES = re.compile(r"BFP0(?:C0)?([0-9]{0,4})")
_TERRITORY = re.compile(r"(ASCN|BBND|B1QQ|F1QQ|PCRN|S1QQ|STHL|TDCU|TKCA)(1Z{0,2})?")
_NUMBERED = re.compile(r"(A1)(2640)|(KY[123]|MSR|VG)([0-9]{4})")


class Reading(NamedTuple):
    """One way to read what was typed.

    Attributes:
        outcode: the first half.
        rest: of the second half what there is: "", "1", "1A" or "1AA".
        route: one of `ROUTES` where this is no address in a region; else empty.
    """

    outcode: str
    rest: str
    route: str

    @property
    def written(self) -> str:
        """As it is written properly: "SW1A 1AA", "SW1A 1", "SW1A"."""
        return f"{self.outcode} {self.rest}" if self.rest else self.outcode


def readings(typed: str) -> tuple[Reading, ...]:
    """The ways to read what was typed, the likeliest first; none where it cannot be a postcode.

    Case, spacing and punctuation do not matter, but where the second half is not complete, a space
    says where it begins: "M1 1" is the beginning of M1 1AA, "M11" is not. As typed goes before O
    for 0 or 1 for I and the other way about, fewer such slips before more.
    """
    parts = _parts(typed)
    whole = "".join(parts)
    # BFPO C/O 1234 is the longest.
    if not 2 <= len(whole) <= 10:
        return ()
    if elsewhere := _elsewhere(whole):
        return (elsewhere,)
    if full := _read(whole[:-3], whole[-3:], 3):
        return full
    last = parts[-1]
    if len(parts) > 1 and (begun := _read(whole[: -len(last)], last, len(last))):
        return begun
    return (
        tuple(_reading(outcode, "") for outcode in _outcodes(whole))
        or _read(whole[:-1], whole[-1:], 1)
        or _read(whole[:-2], whole[-2:], 2)
    )


def _parts(typed: str) -> list[str]:
    """Letters and digits between the spaces, in capitals; none where anything else is there."""
    if len(typed) > LONGEST:
        return []
    plain = _BETWEEN.sub(" ", _UNSEEN.sub("", typed).translate(_WIDE))
    return plain.upper().split() if _PLAIN.fullmatch(plain) else []


def _read(first: str, rest: str, length: int) -> tuple[Reading, ...]:
    """Readings of two halves, the second of so many characters."""
    if len(rest) != length or not _REST.fullmatch(rest):
        return ()
    rest = rest[0].translate(_DIGIT) + rest[1:]
    return tuple(_reading(outcode, rest) for outcode in _outcodes(first))


def _reading(outcode: str, rest: str) -> Reading:
    route = _AWAY.get(outcode[:2], "") if outcode[2:].isdigit() else ""
    return Reading(outcode, rest, route)


def _outcodes(typed: str) -> list[str]:
    """The outcodes that these characters can be, those with the fewest slips first.

    Digits alone are none, however many of them could be an I or an O.
    """
    if typed.isdigit():
        return []
    found: list[tuple[int, str]] = []
    for form in _FORMS:
        if len(form) != len(typed):
            continue
        read = "".join(
            sign.translate(_LETTER if place == "A" else _DIGIT)
            for sign, place in zip(typed, form, strict=True)
        )
        fits = all(sign.isdigit() == (place == "9") for sign, place in zip(read, form, strict=True))
        # No number of two digits begins with 0.
        if fits and not (form.endswith("99") and read[-2] == "0"):
            slips = sum(sign != meant for sign, meant in zip(typed, read, strict=True))
            found.append((slips, read))
    return [read for _, read in sorted(found, key=lambda pair: pair[0])]


def _elsewhere(whole: str) -> Reading | None:
    """Forces' and overseas territories' codes of a form of their own."""
    digits = whole.translate(_DIGIT)
    if match := _FORCES.fullmatch(digits):
        return Reading("BFPO", match[1], FORCES)
    if match := _TERRITORY.fullmatch(digits):
        return Reading(match[1].translate(_LETTER), match[2] or "", OVERSEAS)
    if match := _NUMBERED.fullmatch(digits):
        if match[1]:
            return Reading("AI-2640", "", OVERSEAS)
        return Reading(match[3], match[4], OVERSEAS)
    return None
