"""The letters of posters, cards and letters: how wide they are, and where a line breaks.

Knows Inter in fonts/, and the letters handed to it that Inter lacks.

Lengths are in em, the size of the letters, unless otherwise said.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
EM = 2048  # units, in all fonts used

# Bold letters are set large, where the same space looks wider.
TRACKING = {True: -0.012, False: 0.0}

_SMALLER = 0.98


class Line(NamedTuple):
    """One line of letters in its place, in the units of what it stands on, from the top left.

    Attributes:
        part: what it belongs to: the lines of one part are read together.
        x: of its left end.
        baseline: on which the letters stand.
        size: of the letters.
        width: of the line.
        shade: a colour by its name.
    """

    part: str
    text: str
    x: float
    baseline: float
    size: float
    width: float
    bold: bool = False
    shade: str = "ink"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (
            self.x,
            self.baseline - ABOVE * self.size,
            self.x + self.width,
            self.baseline + BELOW * self.size,
        )


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """A font: how far each of its letters moves on, and how much less or more between two.

    Attributes:
        content: of the font's file.
    """

    content: bytes
    advance: Mapping[str, float]
    kerning: Mapping[tuple[str, str], float]


def face(content: bytes) -> Face:
    """The font in a file's content, `EM` units to the em."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(io.BytesIO(content)) as font:
        glyphs = font.getBestCmap()
        widths = font["hmtx"].metrics
        pairs = font["kern"].kernTables[0].kernTable if "kern" in font else {}
    letters: dict[str, list[str]] = {}
    for code, glyph in glyphs.items():
        letters.setdefault(glyph, []).append(chr(code))
    return Face(
        content,
        {chr(code): widths[glyph][0] / EM for code, glyph in glyphs.items()},
        {
            (one, other): value / EM
            for (left, right), value in pairs.items()
            for one in letters.get(left, ())
            for other in letters.get(right, ())
        },
    )


def file(*, bold: bool) -> Path:
    """Where Inter is."""
    name = "Inter-Bold.ttf" if bold else "Inter-Regular.ttf"
    return Path(__file__).with_name("fonts") / name


@cache
def inter(*, bold: bool) -> Face:
    """The font that sets every letter it has."""
    return face(file(bold=bold).read_bytes())


class Letters:
    """All letters at hand, and how lines are made of them.

    Args:
        regular, bold: a font of further letters in both weights; None for Inter alone.
    """

    def __init__(self, regular: Face | None = None, bold: Face | None = None) -> None:
        further = {False: regular, True: bold}
        self._faces = {
            weight: tuple(filter(None, (inter(bold=weight), further[weight])))
            for weight in (False, True)
        }
        self._width = lru_cache(maxsize=4096)(self._measured)

    def faces(self, *, bold: bool) -> tuple[Face, ...]:
        """The fonts, the one that comes first first."""
        return self._faces[bold]

    def place(self, letter: str, *, bold: bool) -> int:
        """Which of the fonts sets a letter: the first that has it.

        Raises:
            KeyError: none has it.
        """
        for place, one in enumerate(self._faces[bold]):
            if letter in one.advance:
                return place
        raise KeyError(letter)

    def has(self, letter: str) -> bool:
        """Whether any font has it; the two weights have the same letters."""
        return any(letter in one.advance for one in self._faces[True])

    def shown(self, text: str) -> str:
        """`text` as the fonts can show it: on one line, a box for each letter they lack."""
        return "".join(letter if self.has(letter) else BOX for letter in composed(text))

    def missing(self, texts: Iterable[str]) -> str:
        """The letters of `texts` that the fonts lack and a box stands for; empty if none."""
        return "".join(sorted({c for text in texts for c in composed(text) if not self.has(c)}))

    def places(self, text: str, *, bold: bool) -> tuple[float, ...]:
        """Where each letter begins, and where the last one ends."""
        faces, tracking = self._faces[bold], TRACKING[bold]
        at, found = 0.0, [0.0]
        for letter, after in pairwise([*text, ""]):
            one = faces[self.place(letter, bold=bold)]
            at += one.advance[letter]
            if after:
                at += one.kerning.get((letter, after), 0.0) + tracking
            found.append(at)
        return tuple(found)

    def width(self, text: str, *, bold: bool) -> float:
        return self._width(text, bold)

    def _measured(self, text: str, bold: bool) -> float:
        return self.places(text, bold=bold)[-1]

    def line(
        self,
        part: str,
        text: str,
        x: float,
        baseline: float,
        size: float,
        *,
        bold: bool = False,
        shade: str = "ink",
    ) -> Line:
        """A line in its place."""
        width = self.width(text, bold=bold) * size
        return Line(part, text, x, baseline, size, width, bold, shade)

    def count(self, text: str, room: float, *, bold: bool, words: bool = True) -> int:
        """How many lines `text` takes; 0 if one would be longer than `room`.

        Args:
            words: leave words whole.
        """
        found = self._lines(self._pieces(text, room, bold=bold), room, bold=bold, words=words)
        return len(found) if self._within(found, room, bold=bold) else 0

    def broken(self, text: str, room: float, *, bold: bool, words: bool = True) -> tuple[str, ...]:
        """`text` in as few lines as `room` allows, none much longer than the others.

        Hard spaces have done their work then, and are spaces.
        """
        pieces = self._pieces(text, room, bold=bold)
        lines = self._lines(pieces, room, bold=bold, words=words)
        narrow, wide = 0.0, room
        for _ in range(12 if len(lines) > 1 else 0):
            middle = (narrow + wide) / 2
            tried = self._lines(pieces, middle, bold=bold, words=True)
            if len(tried) == len(lines) and self._within(tried, middle, bold=bold):
                lines, wide = tried, middle
            else:
                narrow = middle
        return tuple(line.replace(HARD, " ") for line in lines)

    def flowed(self, text: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
        """`text` in lines as full as they can be, as in a letter; spaces as of `broken`."""
        lines = self._lines(self._pieces(text, room, bold=bold), room, bold=bold, words=True)
        return tuple(line.replace(HARD, " ") for line in lines)

    def fitted(
        self, text: str, across: float, height: float, largest: float, *, bold: bool
    ) -> tuple[float, tuple[str, ...]]:
        """The largest size at which `text` fits in a rectangle, and its lines there.

        Args:
            across, height: of the rectangle, in the unit of `largest` and of the size returned.
        """
        for size in sizes(largest):
            # A hair more than the height, for `height` may come from this very size.
            if 0 < self.count(text, across / size, bold=bold) <= height / (LEADING * size) + 1e-9:
                return size, self.broken(text, across / size, bold=bold)
        raise AssertionError("sizes end nowhere")

    def _lines(self, pieces: Iterable[str], room: float, *, bold: bool, words: bool) -> list[str]:
        lines = [""]
        for piece in pieces:
            if self.width((lines[-1] + piece).strip(), bold=bold) <= room or not lines[-1]:
                lines[-1] += piece
            else:
                lines.append(piece)
            lines[-1] = lines[-1].lstrip()
            while not words and len(lines[-1]) > 1 and self.width(lines[-1], bold=bold) > room:
                ends = self.places(lines[-1], bold=bold)[1:]
                cut = max(1, sum(end <= room for end in ends))
                lines[-1:] = [lines[-1][:cut], lines[-1][cut:].lstrip()]
        return [line.rstrip(f" ·{HARD}") for line in lines]

    def _within(self, lines: Iterable[str], room: float, *, bold: bool) -> bool:
        return all(self.width(line, bold=bold) <= room for line in lines)

    def _pieces(self, text: str, room: float, *, bold: bool) -> list[str]:
        """What is not broken, each with the space before it."""
        pieces: list[str] = []
        for word in _WORD.findall(text):
            fits = self.width(word.lstrip(), bold=bold) <= room
            pieces += [word] if fits else filter(None, _PART.findall(word))
        return pieces


def sizes(largest: float) -> Iterator[float]:
    """`largest` and smaller, without end: whatever is said finds its place."""
    while True:
        yield largest
        largest *= _SMALLER


# A line may end at a space and, if a word is longer than a line, behind a mark that holds a name or
# an address together; a dot between names stands in lines, not at their ends.
_WORD = re.compile(r" ?[^ ]+")
_PART = re.compile(r" ?[^/–—-]*[/–—-]*")


def composed(text: str) -> str:
    """`text` with accents and letters in one where Unicode knows both as one, spaces as spaces.

    Marks that nothing shows are left out: joiners, directions, soft hyphens, variants of emoji.
    """
    text = unicodedata.normalize("NFC", text).replace("\u0149", "\u02bcn")
    text = re.sub(r"[^\S\xa0]+", " ", text).strip()
    return re.sub("[\ufe00-\ufe0f]", "", "".join(filter(_seen, text)))


def _seen(letter: str) -> bool:
    # Tags make another flag of a flag: without them it would be a wrong one.
    return unicodedata.category(letter) not in ("Cc", "Cf") or letter >= "\U000e0020"
