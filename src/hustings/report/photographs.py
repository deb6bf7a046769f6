"""Photographs of candidates: what is taken, and the one plain square that is made of each.

Knows formats, limits and Pillow. Must not know whose photograph it is, where it is kept, nor
Django.

Whatever is not the picture itself goes: where and when it was taken, names, previews, sounds, and
anything that was hidden behind it. Only pixels are written again.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

# Of what is sent. A telephone's photograph has 2 to 8 MB, and 12 million pixels.
MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000
LEAST_SIDE = 200
# Of what is made of it: pixels on each side.
SIDE = 480
# Where a photograph is not square it is cut: faces are above the middle of those that are high.
_CENTRE = (0.5, 0.35)
_QUALITY = 85
# MPO is JPEG with further pictures behind the first, as many telephones write it.
_FORMATS = ("JPEG", "PNG", "WEBP")
_TAKEN = {*_FORMATS, "MPO"}
_JPEG = b"\xff\xd8\xff"
_STARTS = (_JPEG, b"\x89PNG\r\n", b"RIFF")
# Each pass over a progressive JPEG costs as much as the whole: programs write ten or so.
# What begins one, with the length that its number of colours asks for: the two bytes alone stand by
# chance in the films that telephones append.
_SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
_MOST_SCANS = 100
_MIXED = ("L", "LA", "RGB", "RGBA")
_WHITE = (255, 255, 255)
# One at a time in each process: while it is read a photograph takes up to 400 MB of memory.
_alone = Lock()


class Unfit(Exception):
    """A file from which no photograph is made.

    Attributes:
        why: "heavy", "large", "small", "moves", "format", "damaged".
        about: numbers that say it more closely: the limit as "most" or "least".
    """

    def __init__(self, why: str, **about: int) -> None:
        super().__init__(why)
        self.why = why
        self.about = about


def square(content: bytes, side: int = SIDE) -> bytes:
    """The photograph in a file as a JPEG, `side` pixels wide and high, without anything else.

    Args:
        content: of a JPEG, PNG or WebP file, whatever it is called.

    Raises:
        Unfit: it is none of these, too large, too small, moving or damaged; says which.
    """
    if len(content) > MOST_BYTES:
        raise Unfit("heavy", most=MOST_BYTES // 1_000_000)
    if content.startswith(_JPEG) and len(_SCAN.findall(content)) > _MOST_SCANS:
        raise Unfit("damaged")
    try:
        # This reads the head of the file alone; no pixel before its size is known.
        # Too large for Pillow is too large here, and no warning beside it.
        with _alone, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("large", most=MOST_PIXELS // 1_000_000) from None
    except Exception:
        raise Unfit("damaged" if content.startswith(_STARTS) else "format") from None
    _check(image)
    try:
        with _alone, image:
            return _written(image, side)
    # Damaged files make decoders raise almost anything.
    except Exception:
        raise Unfit("damaged") from None


def _check(image: Image.Image) -> None:
    """Refuse what is not decoded at all."""
    width, height = image.size
    if image.format not in _TAKEN:
        raise Unfit("format")
    if width * height > MOST_PIXELS:
        raise Unfit("large", most=MOST_PIXELS // 1_000_000)
    if min(width, height) < LEAST_SIDE:
        raise Unfit("small", width=width, height=height, least=LEAST_SIDE)
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise Unfit("moves")


def _written(image: Image.Image, side: int) -> bytes:
    # A large JPEG is read at half its size, or less, as long as nothing of the square is lost.
    image.draft("RGB", (2 * side, 2 * side))
    image.load()
    small = _eight_bits(image)
    # Made small at once: whatever follows would copy the whole.
    if (factor := min(small.size) // (2 * side)) > 1:
        small = small.reduce(factor)
    upright = ImageOps.exif_transpose(small)
    cut = ImageOps.fit(upright, (side, side), centering=_CENTRE).convert("RGBA")
    # A picture of its own: a copy would carry what was said beside the old one.
    plain = Image.new("RGB", cut.size, _WHITE)
    plain.paste(cut, mask=cut.getchannel("A"))
    written = BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _eight_bits(image: Image.Image) -> Image.Image:
    """The picture in a mode in which pixels can be mixed."""
    if image.mode.startswith("I"):
        # Grey in sixteen bits: converted, all but the darkest would be white.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in _MIXED:
        return image
    return image.convert("RGBA")
