"""Letters that Inter lacks, taken from fonts that a campaign has put beside its files.

Knows files of fonts and what may be wrong with them. Must not know which key of which file names
them, nor what is printed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from hustings.errors import InputError
from hustings.report.print.lettering import ABOVE, BELOW, EM, Face, Letters, face
from hustings.report.print.scripts import script

if TYPE_CHECKING:
    from fontTools.pens.recordingPen import (  # type: ignore[import-untyped]
        DecomposingRecordingPen,
    )
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LARGEST = 64_000_000  # bytes; the largest of the Noto family has 25 million

# How files begin.
_FONTS = (b"\0\1\0\0", b"true", b"OTTO")
_OTHERS = {
    b"ttcf": "it is a collection of several fonts",
    b"wOFF": "it is a font packed for web pages",
    b"wOF2": "it is a font packed for web pages",
}
_REMEDY = "name a font's .ttf or .otf file"

# OS/2 fsType: what the maker of a font allows.
_RESTRICTED, _PREVIEW, _EDITABLE, _WHOLE_ONLY, _BITMAPS_ONLY = 0x2, 0x4, 0x8, 0x100, 0x200

_WEIGHTS = {False: 400, True: 700}


class Font(NamedTuple):
    """A font that has been looked at.

    Attributes:
        name: as it was called by whom it belongs to.
        regular, bold: paths; the same where there is no file for bold letters.
    """

    name: str
    regular: str
    bold: str


class Unusable(Exception):
    """A font cannot be used: `what`, a clause about the file, and what to do."""

    def __init__(self, what: str, remedy: str = _REMEDY) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def font(name: str, folder: str) -> Font:
    """The font in the file `name` of a folder, its bold in the file called "Bold" for "Regular".

    Raises:
        Unusable: there is no such font, or it may not be used.
    """
    path = os.path.join(folder, name)
    _check(path)
    head, tail = os.path.split(path)
    bold = os.path.join(head, tail.replace("Regular", "Bold"))
    if bold == path or not os.path.lexists(bold):
        return Font(name, path, path)
    try:
        _check(bold)
    except Unusable as error:
        raise Unusable(f"in its bold, {os.path.basename(bold)}, {error.what}") from None
    return Font(name, path, bold)


def letters(fonts: Sequence[Font], texts: Iterable[str]) -> Letters:
    """Inter, and of each letter in `texts` that it lacks, the first of the fonts that has it.

    Letters that cannot be set one after the other are left out, whatever the fonts have.

    Raises:
        InputError: a font is damaged where it was not looked at before.
    """
    inter = Letters()
    wanted = sorted(inter.missing(texts))
    wanted = [letter for letter in wanted if not script(letter).why_not]
    if not wanted or not fonts:
        return inter
    return Letters(*(_further(fonts, wanted, bold=bold) for bold in (False, True)))


def _further(fonts: Sequence[Font], wanted: Collection[str], *, bold: bool) -> Face | None:
    """A font of the wanted letters; None where no font has any."""
    drawn: dict[str, _Letter] = {}
    for one in fonts:
        # Where one weight lacks a letter the other has it, so that both have the same.
        for path in dict.fromkeys((one.bold, one.regular) if bold else (one.regular, one.bold)):
            if left := [letter for letter in wanted if letter not in drawn]:
                try:
                    with _opened(path) as opened:
                        drawn |= _taken(opened, left, _WEIGHTS[bold])
                except Unusable as error:
                    raise InputError(error.what, remedy=error.remedy, source=path) from None
    return face(_written(drawn)) if drawn else None


class _Letter(NamedTuple):
    """Outlines, how far they move on, and by what both are multiplied."""

    outline: DecomposingRecordingPen
    width: float
    scale: float


def _taken(opened: TTFont, wanted: Collection[str], weight: int) -> dict[str, _Letter]:
    """The letters a font has; those without an outline would be blanks.

    They are made smaller where one would not stay within what a line takes.
    """
    from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    names = opened.getBestCmap()
    glyphs = opened.getGlyphSet(location={"wght": weight})
    em = opened["head"].unitsPerEm
    found: dict[str, tuple[DecomposingRecordingPen, float]] = {}
    scale = 1.0
    for letter in wanted:
        if ord(letter) not in names:
            continue
        glyph = glyphs[names[ord(letter)]]
        outline, bounds = DecomposingRecordingPen(glyphs), BoundsPen(glyphs)
        glyph.draw(outline)
        outline.replay(bounds)
        if bounds.bounds is None:
            continue
        _, bottom, _, top = bounds.bounds
        scale = min(scale, ABOVE * em / max(top, 1), BELOW * em / max(-bottom, 1))
        found[letter] = outline, glyph.width
    return {
        letter: _Letter(outline, width, scale * EM / em)
        for letter, (outline, width) in found.items()
    }


def _written(drawn: dict[str, _Letter]) -> bytes:
    """A font's file of these letters and nothing else; the same bytes for the same letters."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
    from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    widths = {".notdef": EM // 2}
    for letter in sorted(drawn):
        outline, width, scale = drawn[letter]
        pen = TTGlyphPen(None)
        outline.replay(TransformPen(Cu2QuPen(pen, max_err=1), (scale, 0, 0, scale, 0, 0)))
        name = f"u{ord(letter):04X}"
        glyphs[name], widths[name] = pen.glyph(), round(width * scale)
    builder = FontBuilder(EM, isTTF=True)
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in sorted(drawn)})
    builder.setupGlyf(glyphs)
    sides = {name: (widths[name], getattr(glyph, "xMin", 0)) for name, glyph in glyphs.items()}
    builder.setupHorizontalMetrics(sides)
    builder.setupHorizontalHeader(ascent=round(ABOVE * EM), descent=-round(BELOW * EM))
    builder.setupNameTable({"familyName": "Further letters", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _check(path: str) -> None:
    """Refuse what is no font to be used."""
    with _opened(path) as opened:
        allowed = opened["OS/2"].fsType if "OS/2" in opened else 0
        if not opened.getBestCmap():
            raise Unusable("it does not say which letters it has")
        if not any(outlines in opened for outlines in ("glyf", "CFF ", "CFF2")):
            raise Unusable("it has pictures, not outlines of letters", "name one with outlines")
        opened.getGlyphSet()
    # Where several are set the least restrictive counts.
    restricted = allowed & _RESTRICTED and not allowed & (_PREVIEW | _EDITABLE)
    if restricted or allowed & (_WHOLE_ONLY | _BITMAPS_ONLY):
        raise Unusable(
            "its maker does not allow it in other documents", "name one that may be embedded"
        )


@contextmanager
def _opened(path: str) -> Iterator[TTFont]:
    """The font in a file; whatever is found wrong with it meanwhile is told as one thing."""
    from fontTools.ttLib import TTFont

    try:
        with open(path, "rb") as file:
            begin = file.read(4)
            if begin not in _FONTS:
                raise Unusable(_OTHERS.get(begin, "it is not a font"))
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise Unusable(f"it is larger than {LARGEST // 1_000_000} MB")
            file.seek(0)
            with TTFont(file, lazy=True) as opened:
                if "glyf" in opened:
                    # Names that nobody reads: to look up thousands of real ones takes seconds.
                    opened.setGlyphOrder([f"glyph{i}" for i in range(opened["maxp"].numGlyphs)])
                yield opened
    except OSError as error:
        raise Unusable(f"it cannot be read: {error.strerror or error}") from None
    except Unusable:
        raise
    except Exception:  # fontTools raises what comes: assertions, key errors, struct errors
        raise Unusable("it is damaged") from None
