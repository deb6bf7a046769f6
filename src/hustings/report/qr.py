"""QR codes of addresses: as marks on a square grid, and as a drawing in a page.

Knows the grid and the white border a reader needs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

# White on every side, in modules (ISO/IEC 18004, section 5.3.8).
QUIET = 4
_DARK = re.compile(rb"\0+")


class Run(NamedTuple):
    """Dark modules side by side, counted from the left and the top of the grid."""

    x: int
    y: int
    length: int


class Grid(NamedTuple):
    """A QR code.

    Attributes:
        side: modules along a side, without the white border.
        runs: all that is dark, row by row.
    """

    side: int
    runs: tuple[Run, ...]


@lru_cache(maxsize=64)
def grid(address: str, *, mask: int | None = None) -> Grid:
    """The code of `address`, with error correction M.

    Args:
        mask: the pattern laid over it, 0 to 7; the best of them, which takes four times as long,
            unless given. Where the content looks random already, each is as good.
    """
    import zxingcpp

    laid_over = {} if mask is None else {"data_mask": mask}
    code = zxingcpp.create_barcode(
        address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", **laid_over
    )
    # An image is a buffer, a byte for each module, which its types do not say.
    image: Any = code.to_image(add_quiet_zones=False)
    rows = [bytes(row) for row in memoryview(image).tolist()]
    return Grid(
        len(rows),
        tuple(
            Run(x, y, end - x)
            for y, row in enumerate(rows)
            for x, end in map(re.Match.span, _DARK.finditer(row))
        ),
    )


def svg(address: str, *, called: str = "", mask: int | None = None) -> str:
    """An inline drawing, as large as its box, dark on white in every colour scheme.

    Readers expect dark on light, so the colours and the white border are the drawing's own.

    Args:
        called: what it is to those who hear the page; the address unless given.
        mask: as of `grid`.
    """
    code = grid(address, mask=mask)
    side = code.side + 2 * QUIET
    path = "".join(
        f"M{run.x + QUIET} {run.y + QUIET}h{run.length}v1h-{run.length}z" for run in code.runs
    )
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges">'
        f"<title>{escape(called or address)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def drawn(address: str) -> str:
    """The code for a terminal: half blocks, dark marks as spaces, border and all.

    Terminals are mostly dark; a reader takes a code either way round.
    """
    code = grid(address)
    side = code.side + 2 * QUIET
    dark = {
        (run.x + QUIET + step, run.y + QUIET) for run in code.runs for step in range(run.length)
    }
    marks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return "".join(
        "".join(marks[(x, y) in dark, (x, y + 1) in dark] for x in range(side)) + "\n"
        for y in range(0, side, 2)
    )
