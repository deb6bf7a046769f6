"""Makes src/hustings/report/print/fonts from a folder of the npm package @expo-google-fonts/inter.

    npm pack @expo-google-fonts/inter@0.4.2 && tar xzf expo-google-fonts-inter-0.4.2.tgz
    python bench/poster_fonts.py package src/hustings/report/print/fonts

Knows which letters posters and cards need and what a font may do without. Keeps outlines, widths
and, for the letters of western Europe and Wales, kerning as one plain table: what draws the
letters cannot read the font's own. The same package gives the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

STYLES = {"Regular": "400Regular/Inter_400Regular.ttf", "Bold": "700Bold/Inter_700Bold.ttf"}
ASCII, LATIN_1, EXTENDED_A_AND_B = range(0x20, 0x7F), range(0xA0, 0x100), range(0x100, 0x250)
GREEK, CYRILLIC, EXTENDED_ADDITIONAL = (
    range(0x370, 0x400),
    range(0x400, 0x530),
    range(0x1E00, 0x1F00),
)
DASHES_QUOTES_DOTS = range(0x2010, 0x2028)
SIGNS = (  # turned comma, apostrophe, per mille, primes, angle quotes, fraction, euro, numero, TM
    *(0x2BB, 0x2BC, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
    *(0x2190, 0x2192, 0x2212, 0x25A1),  # arrows, minus, and the box for what is missing
)
LETTERS = tuple(
    chain(ASCII, LATIN_1, EXTENDED_A_AND_B, GREEK, CYRILLIC, EXTENDED_ADDITIONAL)
) + tuple(chain(DASHES_QUOTES_DOTS, SIGNS))
KERNED = tuple(chain(ASCII, LATIN_1, map(ord, "ŴŵŶŷ–’“”")))
SMALLEST = 20  # of 2048 to the em: kerning below this nobody sees


def main() -> None:
    package, home = map(Path, sys.argv[1:])
    for style, source in STYLES.items():
        font = TTFont(package / source, recalcTimestamp=False)
        kerning = pairs(font)
        options = Options(
            hinting=False,
            layout_features=[],
            notdef_outline=True,
            name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        )
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font["kern"] = plain(kerning)
        target = home / f"Inter-{style}.ttf"
        font.save(target)
        print(target, target.stat().st_size, "bytes", len(kerning), "pairs")
    shutil.copy(package / "LICENSE_FONT", home / "OFL.txt")


def pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """(left, right) -> kerning, of the letters in KERNED, as the font's own lookups give it."""
    cmap = font.getBestCmap()
    names = [cmap[letter] for letter in KERNED if letter in cmap]
    positions = font["GPOS"].table
    kern = {
        index
        for record in positions.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    total: dict[tuple[str, str], int] = {}
    for index in sorted(kern):
        # In a lookup the first subtable that has the pair decides; lookups add up.
        first: dict[tuple[str, str], int] = {}
        for subtable in positions.LookupList.Lookup[index].SubTable:
            for pair, value in of_subtable(getattr(subtable, "ExtSubTable", subtable), names):
                first.setdefault(pair, value)
        for pair, value in first.items():
            total[pair] = total.get(pair, 0) + value
    return {pair: value for pair, value in total.items() if abs(value) >= SMALLEST}


def of_subtable(subtable: Any, names: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    covered = {name: place for place, name in enumerate(subtable.Coverage.glyphs)}
    for left in (name for name in names if name in covered):
        if subtable.Format == 1:
            for record in subtable.PairSet[covered[left]].PairValueRecord:
                if record.SecondGlyph in names:
                    yield (left, record.SecondGlyph), getattr(record.Value1, "XAdvance", 0)
            continue
        row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)].Class2Record
        for right in names:
            value = row[subtable.ClassDef2.classDefs.get(right, 0)].Value1
            yield (left, right), getattr(value, "XAdvance", 0)


def plain(kerning: dict[tuple[str, str], int]) -> Any:
    table = newTable("kern")
    table.version = 0
    only = KernTable_format_0(apple=False)
    only.coverage, only.tupleIndex, only.kernTable = 1, None, kerning
    table.kernTables = [only]
    return table


if __name__ == "__main__":
    main()
