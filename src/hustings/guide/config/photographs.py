"""Photographs of candidates, from files beside guide.toml.

Knows [photographs]. What is made of a file, and which are refused, stands in `report.photographs`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.errors import InputError
from hustings.guide.config.texts import text
from hustings.guide.model import Photograph, PublishedSequence
from hustings.inputs.entry import Entry, nearest
from hustings.inputs.text import shown
from hustings.report.slugs import slugs

if TYPE_CHECKING:
    from hustings.guide.config.texts import Languages

# Pixels on each side: on a page 4.5rem, three to a point where screens have so many.
SIDE = 216
_FOLDER = "photographs"

# What is wrong with a file, by `Unfit.why`, and what helps.
_WRONG = {
    "heavy": ("is larger than {most} MB", "make it smaller"),
    "large": ("has more than {most} million pixels", "make it smaller"),
    "small": ("has {width} by {height} pixels", "use one with {least} or more on each side"),
    "moves": ("is a moving picture", "use one that stands still"),
    "format": ("is not a photograph that can be read", "save it as a JPEG, PNG or WebP"),
    "damaged": ("is damaged", "save it again, or use another"),
}


def photographs(
    root: Entry, folder: str, lists: Sequence[PublishedSequence], spoken: Languages
) -> tuple[Photograph, ...]:
    """The photographs of those on the lists, each made anew as a small square.

    Args:
        folder: that the names of files are seen from.

    Raises:
        InputError: of somebody on no list, without words, or a file that is missing or unfit.
    """
    table = root.table("photographs")
    names = list(dict.fromkeys(name for order in lists for name in order.sequence))
    found = []
    for name, slug in zip(table.values, slugs([[name] for name in table.values], "x"), strict=True):
        if name not in names:
            raise table.fault(
                f"no list has {shown(name)}", name, remedy=nearest(name, names, what="they have")
            )
        entry = table.table(name, f'[photographs."{name}"]')
        content = _square(entry, folder)
        alt = text(entry, "alt", spoken)
        found.append(Photograph(name, f"{_FOLDER}/{slug}.jpg", alt, content))
    return tuple(found)


def _square(entry: Entry, folder: str) -> bytes:
    try:
        from hustings.report.photographs import MOST_BYTES, Unfit, square
    except ImportError:
        raise entry.fault(
            "photographs need Pillow, which is not there", remedy="pip install hustings[guide]"
        ) from None
    written = entry.text("file", remedy='add `file = "…"`, the name of a file beside this one')

    def fault(what: str, remedy: str) -> InputError:
        return entry.fault(f"{shown(written)} {what}", "file", remedy=remedy)

    path = os.path.join(folder, written)
    if not os.path.isfile(path):
        raise fault("is not a file", "name one as seen from the folder of guide.toml")
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror or error}", "see who may read it") from None
    try:
        return square(content, SIDE)
    except Unfit as unfit:
        what, remedy = (part.format(**unfit.about) for part in _WRONG[unfit.why])
        raise fault(what, remedy) from None
