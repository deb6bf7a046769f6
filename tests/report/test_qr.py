"""QR codes: what is drawn reads as what was meant, with the white border readers need."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.report import qr
from hustings.sealing.board.receipt import Receipt, read_receipt, receipt_line

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


# Pixels of a picture along a module's side.
SCALE = 3


def seen(svg: str) -> zxingcpp.Barcode:
    """What a reader makes of the drawing."""
    side, dark = drawn(svg)
    rows = (
        bytes(0 if (x // SCALE, y) in dark else 255 for x in range(side * SCALE)) * SCALE
        for y in range(side)
    )
    size = side * SCALE
    pixels = memoryview(b"".join(rows)).cast("B", (size, size))
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("mask", [None, 0, 7])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_sees_the_address_with_error_correction(address: str, mask: int | None) -> None:
    read = seen(qr.svg(address, mask=mask))
    assert (read.text, read.ec_level) == (address, "M")
    assert mask in (None, read.extra["DataMask"])


@settings(max_examples=30)
@given(
    st.builds(
        Receipt,
        st.binary(min_size=32, max_size=32),
        st.from_regex("[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
        n=st.integers(1, 2**31),
        sealed_by=st.sampled_from(("browser", "server")),
        blob_hash=st.binary(min_size=32, max_size=32),
        head=st.binary(min_size=32, max_size=32),
        signature=st.binary(min_size=64, max_size=64),
    )
)
def test_a_receipt_is_read_from_its_picture(receipt: Receipt) -> None:
    picture = qr.svg(receipt_line(receipt), mask=0)
    assert read_receipt(seen(picture).text.encode()) == receipt


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_border_is_four_modules_and_the_corners_are_where_readers_look(address: str) -> None:
    side, dark = drawn(qr.svg(address))
    assert side in range(21 + 8, 177 + 8 + 1, 4)
    assert {x for x, _ in dark} | {y for _, y in dark} <= set(range(4, side - 4))
    for x, y in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert {(x + step, y) for step in range(7)} <= dark


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
