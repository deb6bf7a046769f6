"""Photographs for the tests of guides, small and made up."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def photograph(
    size: tuple[int, int] = (300, 400), colour: str = "#884422", format: str = "JPEG"
) -> bytes:
    """A file with a place and a camera beside the picture, as telephones write them."""
    image = Image.new("RGB", size, colour)
    beside = Image.Exif()
    beside[0x010F] = "Maker of cameras"
    beside[0x8825] = {1: "N", 2: (53.0, 48.0, 0.0)}
    written = BytesIO()
    image.save(written, format, exif=beside)
    return written.getvalue()
