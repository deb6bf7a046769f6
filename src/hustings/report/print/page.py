"""What stands on one printed page: lines, squares, bars and a QR code, each in its place.

Knows places in millimetres.
"""

from __future__ import annotations

from typing import NamedTuple

from hustings.report.print.lettering import Line
from hustings.report.print.numbered import Square
from hustings.report.print.stacked import Space


class Code(NamedTuple):
    """A QR code, its white border in it: its place, and the address it holds.

    Attributes:
        part: of the lines below it, which are read next.
    """

    x: float
    y: float
    side: float
    address: str
    part: str = "scan"


class Page(NamedTuple):
    """What stands on the page.

    Attributes:
        lines: in the order in which they are read.
        bars: filled.
        short: where the address leads that is there for people to type.
    """

    lines: tuple[Line, ...]
    squares: tuple[Square, ...]
    bars: tuple[Space, ...]
    code: Code | None
    short: str
