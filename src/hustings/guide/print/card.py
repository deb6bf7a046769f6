"""The card of a list, or of the site: the picture that a link shows when it is shared.

Knows what stands on the picture, where, and how Pillow draws it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from hustings.guide import colours
from hustings.guide.colours import Palette
from hustings.guide.model import Guide, Partition, PublishedSequence
from hustings.guide.print.poster import regions, typed
from hustings.guide.print.whom import titles
from hustings.guide.words.wording import after
from hustings.report.languages import Words
from hustings.report.print import numbered
from hustings.report.print.lettering import LEADING, Face, Letters, Line, sizes
from hustings.report.print.numbered import Square
from hustings.report.print.stacked import Block, Say, Space, stack

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# Pixels, as link previews want them. In a chat the picture is a quarter as wide.
WIDTH, HEIGHT = 1200, 630


def shades(palette: Palette) -> dict[str, str]:
    """The colours of a card by their names."""
    return {
        "paper": colours.WHITE,
        "ink": colours.INK,
        "accent": palette.light,
        "pale": palette.pale,
    }


PANEL = 410  # left: whose list it is; right of it the names
EDGE = 40
MANY = 9  # with more names the first few are larger than the others, to be read when small
FEW = 3
READABLE = 30  # letters that can be read when small

# Drawn larger, then made smaller: letters stand where they should to a fraction of a pixel.
_TIMES = 3

# The colours there are: letters, grounds, and their edges, in so many steps between two shades.
_STEPS = 16
_BETWEEN = (("paper", "ink"), ("paper", "accent"), ("pale", "accent"))


class Card(NamedTuple):
    """What stands on the picture; `panel` is filled with the accent."""

    panel: Space
    lines: tuple[Line, ...]
    squares: tuple[Square, ...] = ()


def card(
    guide: Guide, order: PublishedSequence | None, language: str, words: Words, letters: Letters
) -> bytes:
    """The PNG of a list's card, or of the site's own; the same pixels for the same guide."""
    return _drawn(layout(guide, order, language, words, letters), letters, shades(guide.palette))


# -- what stands where -------------------------------------------------------------------------


def layout(
    guide: Guide, order: PublishedSequence | None, language: str, words: Words, letters: Letters
) -> Card:
    """What a card says, in its place."""
    if order is None:
        return _of_site(guide, language, words, letters)
    panel = Space(0, 0, PANEL, HEIGHT)
    across = PANEL - 2 * EDGE
    above = stack(
        letters,
        (
            Say("slate", guide.slate, 34, lines=2, bold=True, shade="paper"),
            Say("title", guide.title.given(language)[1], 26, lines=3, above=6, shade="pale"),
        ),
        EDGE,
        across,
    )
    below = stack(letters, (_address(guide, 30, 2),), EDGE, across)
    foot = HEIGHT - EDGE - below.height
    top = EDGE + above.height
    room = Space(EDGE, top, across, foot - top - 2 * EDGE)
    middle = _whom(guide, order, language, room, letters)
    halfway = top + (foot - top - middle.height) / 2
    names, squares = _names(guide, order, words, letters)
    lines = (*above.at(EDGE), *middle.at(halfway), *names, *below.at(foot))
    return Card(panel, lines, squares)


def _whom(
    guide: Guide, order: PublishedSequence, language: str, room: Space, letters: Letters
) -> Block:
    """Each region on lines of its own while that is readable, else one after the other."""

    def say(text: str, size: float, above: float = 0.0, lines: float = 3) -> Say:
        return Say("regions", text, size, lines, above, bold=True, shade="paper")

    said = titles(guide, order, language)
    for size in takewhile(lambda size: size >= READABLE, sizes(60)):
        block = stack(letters, [say(title, size, size / 3) for title in said], room.x, room.width)
        if block.height <= room.height and all(line.size == size for line in block.lines):
            return block
    lines = room.height / (LEADING * READABLE)
    text = say(regions(guide, order, language), READABLE, lines=lines)
    return stack(letters, [text], room.x, room.width)


def _address(guide: Guide, largest: float, lines: float) -> Say:
    return Say("address", typed(guide), largest, lines, bold=True, shade="paper")


def _names(
    guide: Guide, order: PublishedSequence, words: Words, letters: Letters
) -> tuple[tuple[Line, ...], tuple[Square, ...]]:
    x = PANEL + EDGE
    across = WIDTH - x - EDGE
    say = Say("order", words("card.order", n=len(order.sequence)), 32)
    head = stack(letters, (say,), x, across)
    y = EDGE - 8 + head.height + 22
    _, later = after(words, guide, len(order.sequence), short=True)
    then = stack(letters, (Say("later", later, 26, lines=3),), x, across)
    end = HEIGHT - EDGE - then.height
    room = Space(x, y, across, end - (18 if then.lines else 0) - y)
    names = [letters.shown(name) for name in order.sequence]
    if len(names) <= MANY:
        placed = numbered.fill(letters, names, room, 84)
        return (*head.at(EDGE - 8), *placed.lines, *then.at(end)), placed.squares
    height = room.height * 0.36
    first = numbered.fill(letters, names[:FEW], room._replace(height=height), 60)
    rest = Space(x, y + height + 18, across, room.height - height - 18)
    others = numbered.fill(letters, names[FEW:], rest, first.size, first=FEW + 1, columns=2)
    lines = (*head.at(EDGE - 8), *first.lines, *others.lines, *then.at(end))
    return lines, (*first.squares, *others.squares)


def _of_site(guide: Guide, language: str, words: Words, letters: Letters) -> Card:
    place = guide.partition is Partition.PLACE and len(guide.lists) > 1
    across = WIDTH - 4 * EDGE
    texts = (
        Say("slate", guide.slate, 44, bold=True, shade="paper"),
        Say("title", guide.title.given(language)[1], 36, lines=2, above=8, shade="pale"),
        Say("find", words("card.find"), 112, above=32, bold=True, shade="paper"),
        Say(
            "how",
            words("card.find_place" if place else "card.find_group"),
            38,
            lines=2,
            above=10,
            shade="paper",
        ),
    )
    above = stack(letters, texts, 2 * EDGE, across)
    below = stack(letters, (_address(guide, 46, 1.4),), 2 * EDGE, across)
    foot = HEIGHT - 1.5 * EDGE - below.height
    return Card(Space(0, 0, WIDTH, HEIGHT), (*above.at(1.5 * EDGE), *below.at(foot)))


# -- drawing -----------------------------------------------------------------------------------


def _drawn(told: Card, letters: Letters, colour: Mapping[str, str]) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH * _TIMES, HEIGHT * _TIMES), colour["paper"])
    draw = ImageDraw.Draw(image)
    panel = told.panel
    draw.rectangle(_scaled(panel.x, panel.y, panel.right, panel.bottom), fill=colour["accent"])
    for square in told.squares:
        corner = _scaled(square.x, square.y, square.x + square.side, square.y + square.side)
        draw.rectangle(corner, outline=colour["accent"], width=round(square.stroke * _TIMES))
    for line in told.lines:
        _letters(draw, line, letters, colour[line.shade])
    small = image.reduce(_TIMES).quantize(palette=_palette(colour), dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()


def _palette(colour: Mapping[str, str]) -> Image:
    from PIL import Image, ImageColor

    values: list[int] = []
    for pair in _BETWEEN:
        one, other = (ImageColor.getrgb(colour[shade]) for shade in pair)
        for step in range(_STEPS):
            values += (
                round(a + (b - a) * step / (_STEPS - 1)) for a, b in zip(one, other, strict=True)
            )
    image = Image.new("P", (1, 1))
    image.putpalette(values)
    return image


def _scaled(left: float, top: float, right: float, bottom: float) -> Sequence[int]:
    """A rectangle's first and last pixels."""
    far = (round(right * _TIMES) - 1, round(bottom * _TIMES) - 1)
    return (round(left * _TIMES), round(top * _TIMES), *far)


def _letters(draw: ImageDraw, line: Line, letters: Letters, colour: str) -> None:
    """A line, each letter where `letters` says it begins: Pillow's own may lack kerning."""
    faces = letters.faces(bold=line.bold)
    begins = letters.places(line.text, bold=line.bold)
    for letter, begin in zip(line.text, begins, strict=False):
        at = ((line.x + begin * line.size) * _TIMES, line.baseline * _TIMES)
        face = faces[letters.place(letter, bold=line.bold)]
        font = _font(face, line.size * _TIMES)
        draw.text(at, letter, colour, font, anchor="ls")


@lru_cache(maxsize=32)
def _font(face: Face, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    # Pillow's other way of setting letters depends on a library that is not everywhere.
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(face.content), size, layout_engine=basic)
