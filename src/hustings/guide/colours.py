"""The colours of pages and cards, and one of the campaign's own in their place.

Knows where the accent stands, beside which other colours, and how far apart they must be by WCAG
2.2: 4.5 where it is text (1.4.3). Edges, and what is in focus, have it on the same grounds, where 3
would do (1.4.11). The style sheet has the same colours; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# Contrast that text needs.
TEXT = 4.5
# Of colours named by steps between two shades: so many.
_STEPS = 255
_WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")

WHITE, BLACK = "#ffffff", "#000000"
INK = "#15191e"


class Ground(NamedTuple):
    """What pages have under the accent, and upon it.

    Attributes:
        paper, wash: grounds on which links, numbers and the edges of buttons have the accent.
        on: letters on buttons that are filled with it.
    """

    paper: str
    wash: str
    on: str


LIGHT = Ground(paper=WHITE, wash="#f2f5f6", on=WHITE)
DARK = Ground(paper="#12161a", wash="#1b2127", on="#0c1a1c")


@dataclass(frozen=True, slots=True)
class Palette:
    """The accent wherever there is one.

    Attributes:
        light, dark: on pages by day and by night.
        pale: letters of less weight on a card, upon `light`.
    """

    light: str = "#0a5960"
    dark: str = "#86d3d6"
    pale: str = "#cfe3e4"


OURS = Palette()


def of(colour: str) -> Palette:
    """The palette of a colour that passes: by night it is made lighter until it passes there.

    Raises:
        ValueError: it does not pass.
    """
    if failing(colour):
        raise ValueError(colour)
    dark = next(shade for shade in _towards(colour, WHITE) if not list(_failing(shade, DARK)))
    pales = (shade for shade in _towards(colour, WHITE) if contrast(shade, colour) >= TEXT)
    return Palette(colour.lower(), dark, _between(next(pales), WHITE, _STEPS // 2))


class Failing(NamedTuple):
    """Two colours that are too near each other.

    Attributes:
        what: is of the colour, and `beside` which other.
        contrast: that there is.
    """

    what: str
    beside: str
    contrast: float


def failing(colour: str) -> tuple[Failing, ...]:
    """Where a colour cannot be told from what it stands beside on pages by day and on cards."""
    return tuple(_failing(colour, LIGHT))


def nearest(colour: str) -> str:
    """The nearest shade of a colour, on its way to black, that passes."""
    return next(shade for shade in _towards(colour, BLACK) if not failing(shade))


def is_colour(written: str) -> bool:
    """Whether this is a colour as we read it: "#" and six hexadecimal digits."""
    return bool(_WRITTEN.fullmatch(written))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def style(palette: Palette) -> str:
    """What a style sheet says of it below our own."""
    return (
        f"\n/* The campaign's own colour. */\n:root {{ --accent: {palette.light}; }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  :root {{ --accent: {palette.dark}; }}\n}}\n"
    )


def _failing(colour: str, ground: Ground) -> Iterator[Failing]:
    for what, beside in (
        ("links and numbers", ground.paper),
        ("links on a tinted ground", ground.wash),
        ("letters on buttons", ground.on),
    ):
        found = contrast(colour, beside)
        if found < TEXT:
            yield Failing(what, beside, found)


def _towards(colour: str, end: str) -> Iterator[str]:
    """Shades from a colour to another, both included."""
    return (_between(colour, end, step) for step in range(_STEPS + 1))


def _between(one: str, other: str, step: int) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * step / _STEPS):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white (WCAG 2.2)."""
    shares = (part / 255 for part in _parts(colour))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
