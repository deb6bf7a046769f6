"""Tiny fonts: each letter a rectangle of its own width and height."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.designspaceLib import AxisDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation


class Bar(NamedTuple):
    """A letter: how far it moves on, and from where to where its rectangle stands, in units."""

    advance: int = 600
    bottom: int = 0
    top: int = 700


def write(
    path: Path,
    letters: Mapping[str, Bar | None],
    *,
    em: int = 1000,
    embedding: int = 0,
    curves: bool = False,
    heavy: int = 0,
    drop: tuple[str, ...] = (),
) -> Path:
    """A font's file.

    Args:
        letters: None for one without an outline.
        embedding: OS/2 fsType.
        curves: outlines in PostScript's way.
        heavy: by how many units letters are wider in the heaviest of its weights; 0 for one weight.
        drop: tables to leave out.
    """
    builder = FontBuilder(em, isTTF=not curves)
    names = {letter: f"letter{place}" for place, letter in enumerate(letters)}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    bars = {".notdef": None} | {names[letter]: bar for letter, bar in letters.items()}
    advances = {name: bar.advance if bar else em for name, bar in bars.items()}
    glyphs = {name: _drawn(bar, advances[name], curves) for name, bar in bars.items()}
    if curves:
        builder.setupCFF("Tiny", {}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (wide, 0) for name, wide in advances.items()})
    builder.setupHorizontalHeader(ascent=em, descent=0)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    if heavy:
        _weights(builder, [name for name, bar in bars.items() if bar], heavy)
    for tag in drop:
        del builder.font[tag]
    builder.save(path)
    return path


def _drawn(bar: Bar | None, advance: int, curves: bool) -> Any:
    pen = T2CharStringPen(advance, None) if curves else TTGlyphPen(None)
    if bar:
        pen.moveTo((0, bar.bottom))
        pen.lineTo((0, bar.top))
        pen.lineTo((bar.advance, bar.top))
        pen.lineTo((bar.advance, bar.bottom))
        pen.closePath()
    return pen.getCharString() if curves else pen.glyph()


def _weights(builder: FontBuilder, names: list[str], heavy: int) -> None:
    """Weights from 100, as drawn, to 900."""
    axis = AxisDescriptor(tag="wght", name="Weight", minimum=100, default=100, maximum=900)
    builder.setupFvar([axis], [])
    # The right edge and, after the four corners, the right end of the advance.
    deltas = [(0, 0), (0, 0), (heavy, 0), (heavy, 0), (0, 0), (heavy, 0), (0, 0), (0, 0)]
    builder.setupGvar({name: [TupleVariation({"wght": (0.0, 1.0, 1.0)}, deltas)] for name in names})
