"""Photographs: whatever is sent, a plain square comes of it or a reason why not."""

from __future__ import annotations

import random
import struct
import warnings
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageDraw

from hustings.report import photographs

RED, GREEN, BLUE, WHITE, GREY = (
    (200, 30, 40),
    (20, 150, 60),
    (30, 60, 200),
    (255, 255, 255),
    (128, 128, 128),
)
SIZE = (600, 900)


def picture(size: tuple[int, int] = SIZE) -> Image.Image:
    """Red to the left, green to the right, blue along the foot."""
    made = Image.new("RGB", size, RED)
    width, height = size
    draw = ImageDraw.Draw(made)
    draw.rectangle((width // 2, 0, width, height), fill=GREEN)
    draw.rectangle((0, height * 8 // 10, width, height), fill=BLUE)
    return made


def file(image: Image.Image, format: str, **how: Any) -> bytes:
    written = BytesIO()
    image.save(written, format, **how)
    return written.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def square(content: bytes) -> Image.Image:
    made = photographs.square(content)
    image = Image.open(BytesIO(made), formats=["JPEG"])
    image.load()
    assert (image.size, image.mode) == ((photographs.SIDE, photographs.SIDE), "RGB")
    # The picture alone: no further segment, nothing behind it.
    assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert {name for name, _ in image.applist} == {"APP0"}
    assert (made.count(b"\xff\xd9"), made[-2:]) == (1, b"\xff\xd9")
    return image


def near(image: Image.Image, x: float, y: float, colour: tuple[int, ...]) -> bool:
    found = image.getpixel((round(x * image.width), round(y * image.height)))
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


def refused(content: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(photographs.Unfit) as unfit:
        photographs.square(content)
    return unfit.value.why, unfit.value.about


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "Maker of cameras"
    made[0x8825] = {1: "N", 2: (53.0, 48.0, 0.0)}
    return made


def cmyk() -> bytes:
    return file(picture().convert("CMYK"), "JPEG", quality=95)


def palette() -> bytes:
    return file(picture().quantize(8), "PNG")


def polyglot() -> bytes:
    page = b"<script>alert(1)</script>"
    return file(picture(), "JPEG", comment=page, exif=exif(1)) + b"PK\x03\x04" + page * 100


def several() -> bytes:
    """As telephones write them: a photograph, and what else was measured behind it."""
    return file(picture(), "MPO", save_all=True, append_images=[picture((300, 300))])


GOOD: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: file(picture(), "JPEG", quality=95),
    "progressive": lambda: file(picture(), "JPEG", progressive=True),
    "large": lambda: file(picture((4000, 6000)), "JPEG"),
    "cmyk": cmyk,
    "png": lambda: file(picture(), "PNG"),
    "palette": palette,
    "webp": lambda: file(picture(), "WEBP", quality=95),
    "several": several,
    "polyglot": polyglot,
}


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_becomes_the_same_square(name: str) -> None:
    image = square(GOOD[name]())
    assert near(image, 0.1, 0.1, RED)
    assert near(image, 0.9, 0.9, GREEN)
    # Of a high photograph more of the foot is cut off than of the head.
    assert near(image, 0.75, 0.99, GREEN)


def test_bytes_that_begin_a_scan_in_a_jpeg_mean_nothing_in_a_png() -> None:
    plain = file(picture(), "PNG")
    head = plain[:33]
    content = head + chunk(b"teSt", b"\xff\xda" * 500) + plain[33:]
    assert photographs.square(content) == photographs.square(plain)


def test_a_film_behind_a_photograph_is_not_taken_for_scans() -> None:
    plain = file(picture(), "JPEG")
    film = random.Random(20270315).randbytes(9_000_000)
    assert film.count(b"\xff\xda") > 100
    assert photographs.square(plain + film) == photographs.square(plain)


def test_it_stands_upright_whatever_the_camera_says() -> None:
    turned = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turned |= {3: Image.Transpose.ROTATE_180, 2: Image.Transpose.FLIP_LEFT_RIGHT}
    several = [*product(turned.items(), ("JPEG", "PNG", "WEBP"), [SIZE])]
    for (orientation, back), format, size in [*several, (*several[1][:2], (2000, 3000))]:
        image = square(file(picture(size).transpose(back), format, exif=exif(orientation)))
        assert near(image, 0.1, 0.1, RED), (orientation, format)
        assert near(image, 0.9, 0.1, GREEN), (orientation, format)


def test_what_is_seen_through_is_white_behind() -> None:
    clear = picture((500, 500))
    clear.putalpha(Image.new("L", clear.size, 0))
    assert near(square(file(clear, "PNG")), 0.5, 0.5, WHITE)
    assert near(square(file(clear, "WEBP", lossless=True)), 0.5, 0.5, WHITE)
    assert near(square(file(picture((500, 500)), "PNG", transparency=RED)), 0.1, 0.1, WHITE)
    listed = picture((500, 500)).quantize(8)
    corner = listed.getpixel((1, 1))
    assert near(square(file(listed, "PNG", transparency=corner)), 0.1, 0.1, WHITE)


def test_sixteen_bits_are_not_all_white() -> None:
    grey = b"".join(b"\0" + struct.pack(">H", 0x8080) * 300 for _ in range(300))
    assert near(square(png(300, 300, 16, 0, grey)), 0.5, 0.5, GREY)
    colours = b"".join(b"\0" + struct.pack(">3H", 0x8080, 0x8080, 0x8080) * 300 for _ in range(300))
    assert near(square(png(300, 300, 16, 2, colours)), 0.5, 0.5, GREY)


def moving(format: str) -> bytes:
    frames = [picture((300, 300)).rotate(90)]
    return file(picture((300, 300)), format, save_all=True, append_images=frames, duration=100)


def scans() -> bytes:
    """A progressive JPEG that says its last pass again and again: seconds for each kilobyte."""
    whole = file(picture(), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * 200 + b"\xff\xd9"


LARGE, DAMAGED, UNKNOWN, MOVES = (
    ("large", {"most": 25}),
    ("damaged", {}),
    ("format", {}),
    ("moves", {}),
)
BAD: dict[str, tuple[Callable[[], bytes], tuple[str, dict[str, Any]]]] = {
    "heavy": (lambda: bytes(10_000_001), ("heavy", {"most": 10})),
    # 400 million points in 50 kilobytes; no point of it is read.
    "bomb": (lambda: png(20_000, 20_000, 1, 0, bytes(2_501) * 20_000), LARGE),
    "just too large": (lambda: png(5_001, 5_000, 1, 0, bytes(1)), LARGE),
    "claims more than there is": (lambda: png(5_000, 5_000, 8, 2, bytes(1_000)), DAMAGED),
    "a strip": (
        lambda: png(20_000, 1, 1, 0, bytes(2_501)),
        ("small", {"width": 20_000, "height": 1, "least": 200}),
    ),
    "lies about itself": (
        lambda: file(picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
        DAMAGED,
    ),
    "cut off": (lambda: file(picture(), "JPEG")[:3_000], DAMAGED),
    "cut off webp": (lambda: file(picture(), "WEBP")[:400], DAMAGED),
    "scans": (scans, DAMAGED),
    "moving webp": (lambda: moving("WEBP"), MOVES),
    "moving png": (lambda: moving("PNG"), MOVES),
    "gif": (lambda: file(picture(), "GIF"), UNKNOWN),
    "tiff": (lambda: file(picture(), "TIFF"), UNKNOWN),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', UNKNOWN),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + bytes(500), UNKNOWN),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 300 300\n", UNKNOWN),
    "page": (lambda: b"<!doctype html><title>me.jpg</title>", UNKNOWN),
    "nothing": (lambda: b"", UNKNOWN),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photograph_is_refused_with_its_reason(name: str) -> None:
    made, why = BAD[name]
    assert refused(made()) == why


SMALL = [file(picture((240, 240)), format) for format in ("JPEG", "PNG", "WEBP", "MPO")]


def damaged(whole: int, changes: list[tuple[int, int]], end: int) -> None:
    """Nothing but a square or a reason comes of a file with these bytes in it, cut at `end`."""
    content = bytearray(SMALL[whole])
    for at, byte in changes:
        content[at % len(content)] = byte
    with suppress(photographs.Unfit):
        square(bytes(content[: len(content) - end % len(content) // 8]))


CHANGES = some.lists(some.tuples(some.integers(0, 1 << 20), some.integers(0, 255)), max_size=9)
ANY = (some.integers(0, len(SMALL) - 1), CHANGES, some.integers(0, 1 << 20))


@settings(max_examples=60, deadline=None)
@given(*ANY)
def test_a_damaged_file_breaks_nothing(
    whole: int, changes: list[tuple[int, int]], end: int
) -> None:
    damaged(whole, changes, end)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(*ANY)
def test_twenty_thousand_damaged_files_break_nothing(
    whole: int, changes: list[tuple[int, int]], end: int
) -> None:
    damaged(whole, changes, end)


def test_what_is_too_large_is_refused_without_a_warning_of_the_library_beside_it() -> None:
    """Pillow warns from 89 million pixels on, and refuses from twice as many."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert refused(png(12_000, 12_000, 1, 0, bytes(1))) == LARGE
    assert warned == []
