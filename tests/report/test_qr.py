"""QR codes: what is drawn is what segno says, with the white border readers need."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import segno

from hustings.report import qr

ADDRESSES = (
    "https://a.example/lists/x.html",
    "https://nec2020.example.org/guide/cy/lists/north-west-northern-ireland-and-abroad.html",
    "https://example.org/?a=1&b=<2>",
    "https://enghraifft.cymru/rhestr/ŵŷ" + "/x" * 150,
)


def drawn(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """The side of the drawing and its dark modules, from its corner."""
    dark = set()
    path = re.search(r'fill="#000" d="([^"]*)"', svg)
    side = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert path
    assert side
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path[1]):
        assert length == back
        dark |= {(int(x) + i, int(y)) for i in range(int(length))}
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", path[1]) == ""
    return int(side[1]), dark


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_is_the_code_in_a_white_border_of_four(address: str) -> None:
    code = segno.make(address, error="m", micro=False)
    side, dark = drawn(qr.svg(address))
    rows = code.matrix
    assert side == len(rows) + 8
    assert dark == {(x + 4, y + 4) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
    assert code.error in ("M", "Q", "H")


def test_the_drawing_is_well_formed_and_told_to_those_who_do_not_see_it() -> None:
    address = ADDRESSES[2]
    root = ElementTree.fromstring(qr.svg(address))
    assert root.attrib == {
        "class": "qr",
        "viewBox": "0 0 37 37",
        "role": "img",
        "shape-rendering": "crispEdges",
    }
    title, ground, code = list(root)
    assert (title.tag, title.text) == ("title", address)
    assert ground.attrib == {"fill": "#fff", "d": "M0 0h37v37H0z"}
    assert code.attrib["fill"] == "#000"


def test_runs_are_as_long_as_they_can_be() -> None:
    runs = qr.grid(ADDRESSES[0]).runs
    ends = {(run.x + run.length, run.y) for run in runs}
    assert not ends & {(run.x, run.y) for run in runs}
