"""The letters of posters and cards: how wide they are, and where a line breaks.

Knows the two fonts in fonts/ and which letters they have.

Lengths are in em, the size of the letters, unless otherwise said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

# Stands for a letter that the fonts lack.
BOX = "□"
HARD = "\xa0"  # a space at which no line ends

# What a line takes above its baseline, an accent on a capital included, and below it.
ABOVE, BELOW = 0.95, 0.23
LEADING = ABOVE + BELOW
CAPITALS = 0.727  # height of capitals and figures

# Bold letters are set large, where the same space looks wider.
TRACKING = {True: -0.012, False: 0.0}

_EM = 2048
_SMALLER = 0.98


class Line(NamedTuple):
    """One line of letters in its place, in the units of what it stands on, from the top left.

    Attributes:
        part: what it belongs to: the lines of one part are read together.
        x: of its left end.
        baseline: on which the letters stand.
        size: of the letters.
        shade: a colour by its name.
    """

    part: str
    text: str
    x: float
    baseline: float
    size: float
    bold: bool = False
    shade: str = "ink"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (
            self.x,
            self.baseline - ABOVE * self.size,
            self.x + width(self.text, bold=self.bold) * self.size,
            self.baseline + BELOW * self.size,
        )


class Face(NamedTuple):
    """A font's letters: how far each moves on, and how much less or more between two."""

    advance: dict[str, float]
    kerning: dict[tuple[str, str], float]


def file(*, bold: bool) -> Path:
    """Where the font's file is."""
    name = "Inter-Bold.ttf" if bold else "Inter-Regular.ttf"
    return Path(__file__).with_name("fonts") / name


@cache
def face(*, bold: bool) -> Face:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(file(bold=bold)) as font:
        glyphs = font.getBestCmap()
        widths = font["hmtx"].metrics
        pairs = font["kern"].kernTables[0].kernTable
    letters: dict[str, list[str]] = {}
    for code, glyph in glyphs.items():
        letters.setdefault(glyph, []).append(chr(code))
    return Face(
        {chr(code): widths[glyph][0] / _EM for code, glyph in glyphs.items()},
        {
            (one, other): value / _EM
            for (left, right), value in pairs.items()
            for one in letters.get(left, ())
            for other in letters.get(right, ())
        },
    )


def shown(text: str) -> str:
    """`text` as the fonts can show it: on one line, a box for each letter they lack."""
    have = face(bold=True).advance
    return "".join(letter if letter in have else BOX for letter in _composed(text))


def missing_letters(texts: Iterable[str]) -> str:
    """The letters of `texts` that the fonts lack and a box stands for; empty if none.

    A name in letters of another alphabet is no reason to build no site: the pages show it, the
    poster and the card show that something is missing, and who builds is told what.
    """
    have = face(bold=True).advance
    return "".join(sorted({c for text in texts for c in _composed(text) if c not in have}))


def places(text: str, *, bold: bool) -> tuple[float, ...]:
    """Where each letter begins, and where the last one ends."""
    have, tracking = face(bold=bold), TRACKING[bold]
    at, found = 0.0, [0.0]
    for letter, after in pairwise([*text, ""]):
        at += have.advance[letter]
        if after:
            at += have.kerning.get((letter, after), 0.0) + tracking
        found.append(at)
    return tuple(found)


@lru_cache(maxsize=4096)
def width(text: str, *, bold: bool) -> float:
    return places(text, bold=bold)[-1]


def count(text: str, room: float, *, bold: bool, words: bool = True) -> int:
    """How many lines `text` takes; 0 if one would be longer than `room`.

    Args:
        words: leave words whole.
    """
    found = _lines(_pieces(text, room, bold=bold), room, bold=bold, words=words)
    return len(found) if _within(found, room, bold=bold) else 0


def broken(text: str, room: float, *, bold: bool, words: bool = True) -> tuple[str, ...]:
    """`text` in as few lines as `room` allows, none much longer than the others.

    Hard spaces have done their work then, and are spaces.
    """
    pieces = _pieces(text, room, bold=bold)
    lines = _lines(pieces, room, bold=bold, words=words)
    narrow, wide = 0.0, room
    for _ in range(12 if len(lines) > 1 else 0):
        middle = (narrow + wide) / 2
        tried = _lines(pieces, middle, bold=bold, words=True)
        if len(tried) == len(lines) and _within(tried, middle, bold=bold):
            lines, wide = tried, middle
        else:
            narrow = middle
    return tuple(line.replace(HARD, " ") for line in lines)


def fitted(
    text: str, across: float, height: float, largest: float, *, bold: bool
) -> tuple[float, tuple[str, ...]]:
    """The largest size at which `text` fits in a rectangle, and its lines there.

    Args:
        across, height: of the rectangle, in the unit of `largest` and of the size returned.
    """
    for size in sizes(largest):
        # A hair more than the height, for `height` may come from this very size.
        if 0 < count(text, across / size, bold=bold) <= height / (LEADING * size) + 1e-9:
            return size, broken(text, across / size, bold=bold)
    raise AssertionError("sizes end nowhere")


def sizes(largest: float) -> Iterator[float]:
    """`largest` and smaller, without end: whatever is said finds its place."""
    while True:
        yield largest
        largest *= _SMALLER


# A line may end at a space and, if a word is longer than a line, behind a mark that holds a name or
# an address together; a dot between names stands in lines, not at their ends.
_WORD = re.compile(r" ?[^ ]+")
_PART = re.compile(r" ?[^/–—-]*[/–—-]*")


def _lines(pieces: Iterable[str], room: float, *, bold: bool, words: bool) -> list[str]:
    lines = [""]
    for piece in pieces:
        if width((lines[-1] + piece).strip(), bold=bold) <= room or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
        lines[-1] = lines[-1].lstrip()
        while not words and len(lines[-1]) > 1 and width(lines[-1], bold=bold) > room:
            ends = places(lines[-1], bold=bold)[1:]
            cut = max(1, sum(end <= room for end in ends))
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:].lstrip()]
    return [line.rstrip(f" ·{HARD}") for line in lines]


def _within(lines: Iterable[str], room: float, *, bold: bool) -> bool:
    return all(width(line, bold=bold) <= room for line in lines)


def _pieces(text: str, room: float, *, bold: bool) -> list[str]:
    """What is not broken, each with the space before it."""
    pieces: list[str] = []
    for word in _WORD.findall(text):
        fits = width(word.lstrip(), bold=bold) <= room
        pieces += [word] if fits else filter(None, _PART.findall(word))
    return pieces


def _composed(text: str) -> str:
    """`text` with accents and letters in one where Unicode knows both as one, spaces as spaces.

    Marks that nothing shows are left out: joiners, directions, soft hyphens, variants of emoji.
    """
    text = unicodedata.normalize("NFC", text).replace("\u0149", "\u02bcn")
    text = re.sub(r"[^\S\xa0]+", " ", text).strip()
    return re.sub("[\ufe00-\ufe0f]", "", "".join(filter(_seen, text)))


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf")
