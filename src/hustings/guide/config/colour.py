"""The campaign's own colour: refused where it could not be read.

Knows how it is written. How far apart colours must be stands in `guide.colours`.
"""

from __future__ import annotations

from hustings.guide import colours
from hustings.guide.colours import OURS, Palette
from hustings.inputs.entry import Entry
from hustings.inputs.text import shown

_KEY = "colour"


def palette(root: Entry) -> Palette:
    """The palette of the colour in the file; our own where there is none.

    Raises:
        InputError: it is not a colour, or too light.
    """
    if _KEY not in root:
        return OURS
    written = root.text(_KEY)
    if not colours.is_colour(written):
        raise root.fault(
            f"{shown(written)} is not a colour",
            _KEY,
            remedy='write a # and six digits or letters from a to f, such as "#7a1fa2"',
        )
    if wrong := colours.failing(written):
        worst = min(wrong, key=lambda one: one.contrast)
        raise root.fault(
            f"{shown(written)} cannot be read everywhere: {worst.what} would have a contrast of"
            f" {int(worst.contrast * 100) / 100} with {worst.beside}, and {colours.TEXT} is needed",
            _KEY,
            remedy=f'the nearest shade that can is "{colours.nearest(written)}"',
        )
    return colours.of(written)
