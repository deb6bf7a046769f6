"""Zip archives, opened with care: their members, in pieces and within bounds, and what they are.

Knows that documents of office programs are zip archives. Must not know what their members mean.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hustings.errors import InputError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_UNPACKED = 1_000_000_000  # bytes
# A file that is this many times the size it was packed in was made to fill somebody's memory;
# real ballots, all alike, reach a few hundred. Small ones do no harm whatever they are.
MAX_RATIO = 250
HARMLESS = 50_000_000  # bytes

ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with something in it, and empty
_ENTRY = b"PK\x01\x02"
MAX_ENTRIES = 10_000
_PIECE = 1_048_576
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def office_kind(data: bytes, name: str) -> str:
    """Which program's document a zip archive is: xlsx, ods, xlsb, docx, odt …; empty for none.

    Raises:
        InputError: it is damaged or holds far too many files.
    """
    archive = open_zip(data, name)
    names = archive.namelist()
    if "mimetype" in names:
        pieces = member(archive, archive.getinfo("mimetype"), name)
        told = b"".join(bounded(pieces, 1, name, 4096)).strip().removesuffix(b"-template")
        if told.startswith(_OPEN_DOCUMENT):
            known = {b"spreadsheet": "ods", b"text": "odt", b"presentation": "odp"}
            return known.get(told.removeprefix(_OPEN_DOCUMENT), "odf")
        if told == b"application/epub+zip":
            return "epub"
    for beginning, kind in (("xl/workbook", "xlsx"), ("word/", "docx"), ("ppt/", "pptx")):
        found = [entry for entry in names if entry.lower().startswith(beginning)]
        if found and "[Content_Types].xml" in names:
            return "xlsb" if kind == "xlsx" and found[0].endswith(".bin") else kind
    return ""


def damaged(kind: str, name: str) -> InputError:
    return InputError(
        f"this is compressed with {kind} and damaged",
        remedy="fetch or compress it again",
        source=name,
    )


def bounded(
    pieces: Iterable[bytes], packed: int, name: str, most: int = MAX_UNPACKED
) -> Iterator[bytes]:
    """The same pieces, for as long as they are not too many for what they came from.

    Raises:
        InputError: more than `most` bytes, or more than so much compressed data ever holds.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most or size > max(HARMLESS, packed * MAX_RATIO):
            raise InputError(
                f"this unpacks to more than {min(most, max(HARMLESS, packed * MAX_RATIO)):,} bytes",
                remedy="unpack it first, if it is what it says",
                source=name,
            )
        yield piece


def open_zip(data: bytes, name: str) -> ZipFile:
    """A zip archive, its list of members read and found bearable.

    Raises:
        InputError: it is damaged or holds far too many files.
    """
    from zipfile import ZipFile

    if data.count(_ENTRY) > MAX_ENTRIES:
        raise InputError(
            "this zip archive holds far too many files", remedy="give one file", source=name
        )
    try:
        archive = ZipFile(io.BytesIO(data))
    except _faults():
        raise damaged("zip", name) from None
    if not all(archive.namelist()):  # a file without a name, of which the library cannot tell more
        raise damaged("zip", name)
    return archive


def _faults() -> tuple[type[Exception], ...]:
    """What the standard library raises for a damaged zip archive, as fuzzing has shown."""
    import struct
    import zlib
    from zipfile import BadZipFile

    library = (BadZipFile, zlib.error, struct.error)
    return (*library, OSError, EOFError, ValueError, LookupError, ArithmeticError, RuntimeError)


def member(archive: ZipFile, entry: ZipInfo, name: str) -> Iterator[bytes]:
    """The pieces of one file of a zip archive, without a bound.

    Raises:
        InputError: it is locked, packed in an unusual way, or damaged.
    """
    from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED

    if entry.flag_bits & 0x1:
        raise InputError(
            "this zip archive is locked with a password",
            remedy="unpack it, and give the file",
            source=name,
        )
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2):
        raise InputError(
            "this zip archive is packed in an unusual way",
            remedy="unpack it, and give the file",
            source=name,
        )
    try:
        with archive.open(entry) as file:
            while piece := file.read(_PIECE):
                yield piece
    except _faults():
        raise damaged("zip", name) from None
