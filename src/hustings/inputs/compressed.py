"""Compressed files: what is in them, unpacked in memory and never without a bound.

Knows gzip, xz, bzip2, and zip archives that hold one file. Must not know what the file inside
means; spreadsheets are zip archives too and are left as they are (`spreadsheet`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from hustings.errors import InputError
from hustings.inputs.text import shown
from hustings.inputs.zipped import ZIP, bounded, damaged, member, office_kind, open_zip

if TYPE_CHECKING:
    from zlib import _Decompress

_STREAMS = {
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ\x00": "xz",
    # Nobody's name: the level, then the mark of a block or of the end.
    **{
        b"BZh%d%b" % (n, mark): "bzip2"
        for n in range(1, 10)
        for mark in (b"1AY&SY", b"\x17rE8P\x90")
    },
}
_BEGINNINGS = (*_STREAMS, *ZIP)
_CHUNK = 65_536
_PIECE = 1_048_576
_MAX_STREAMS = 100_000  # one after another in one file, as some programs write it
_MEMORY = 134_217_728  # what unpacking xz may use; its strongest setting needs half of it

# What archivers for Macs and Windows put beside the one file that is meant.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class _Stream(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def is_packed(data: bytes) -> bool:
    """Whether `data` begins as a compressed file or a zip archive, a spreadsheet among them."""
    return data.startswith(_BEGINNINGS)


def unpacked(data: bytes, name: str) -> tuple[bytes, str, tuple[str, ...]]:
    """What `data` holds when it is compressed, else `data` itself.

    Args:
        name: the file's name for complaints.

    Returns:
        The content; its name for complaints (a file in a zip archive has its own behind the
        archive's); notes of what was unpacked.

    Raises:
        InputError: it is damaged, far too large, or a zip archive that holds not one plain file.
    """
    kind = next((kind for mark, kind in _STREAMS.items() if data.startswith(mark)), "")
    if kind:
        content = _gather(_streams(data, _opener(kind), kind, name), len(data), name)
        notes = (f"Unpacked from {kind}.",)
    elif data.startswith(ZIP):
        if office_kind(data, name):
            return data, name, ()
        content, inside = _only_file(data, name)
        name = f"{name}/{inside}" if name else inside
        notes = (f"Unpacked {inside} from a zip archive.",)
    else:
        return data, name, ()
    if is_packed(content) and not (content.startswith(ZIP) and office_kind(content, name)):
        raise InputError(
            "there is another compressed file in this one",
            remedy="unpack both, and give the file of ballots",
            source=name,
        )
    if content[257:262] == b"ustar":
        raise InputError(
            "this holds a tar archive", remedy="unpack it, and give one file", source=name
        )
    return content, name, notes


def _opener(kind: str) -> Callable[[], _Stream]:
    """What makes a decompressor for the next stream of a file."""
    match kind:
        case "gzip":
            import zlib

            return lambda: _Gzip(zlib.decompressobj(wbits=31))
        case "xz":
            import lzma

            return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
        case _:
            import bz2

            return bz2.BZ2Decompressor


class _Gzip:
    """zlib's decompressor, which hands input back that it had no room for, made like the others."""

    def __init__(self, inner: _Decompress) -> None:
        self._inner = inner

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _streams(data: bytes, opener: Callable[[], _Stream], kind: str, name: str) -> Iterator[bytes]:
    """The pieces of every compressed stream in `data`, one after another.

    Raises:
        InputError: the data are damaged or end too early.
    """
    import lzma
    import zlib

    at = 0
    try:
        for _ in range(_MAX_STREAMS):
            stream = opener()
            while not stream.eof:
                chunk = data[at : at + _CHUNK]
                at += len(chunk)
                piece = stream.decompress(chunk, _PIECE)
                yield piece
                while len(piece) == _PIECE and not stream.eof:
                    piece = stream.decompress(b"", _PIECE)
                    yield piece
                if not chunk and not stream.eof:
                    raise EOFError
            at -= len(stream.unused_data)
            # Tapes and some programs fill up with zeros.
            if not data[at : at + _CHUNK].strip(b"\0") and not data[at:].strip(b"\0"):
                return
    except lzma.LZMAError as error:
        if "emory" in str(error):
            raise InputError(
                "unpacking this would take far too much memory",
                remedy="unpack it first",
                source=name,
            ) from None
        raise damaged(kind, name) from None
    except (zlib.error, OSError, ValueError):
        raise damaged(kind, name) from None
    except EOFError:
        raise InputError(
            f"this is compressed with {kind} and ends too early",
            remedy="fetch it again, it was cut off on its way",
            source=name,
        ) from None
    raise damaged(kind, name)


def _gather(pieces: Iterable[bytes], packed: int, name: str) -> bytes:
    """The pieces in one, within the bounds.

    Args:
        packed: bytes that they came from.
    """
    out = io.BytesIO()
    for piece in bounded(pieces, packed, name):
        out.write(piece)
    return out.getvalue()


def _only_file(data: bytes, name: str) -> tuple[bytes, str]:
    """The one file of a zip archive and its name there."""
    archive = open_zip(data, name)
    entries = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir()
        and not entry.filename.startswith(_LITTER[0])
        and entry.filename.rpartition("/")[2] not in _LITTER[1:]
    ]
    if len(entries) != 1:
        names = ", ".join(shown(entry.filename) for entry in entries[:5])
        more = f" and {len(entries) - 5} more" if len(entries) > 5 else ""
        raise InputError(
            f"this zip archive holds {len(entries)} files: {names}{more}"
            if entries
            else "this zip archive holds no file",
            remedy="unpack it, and give the files of ballots" if entries else "look what was sent",
            source=name,
        )
    inside = shown(entries[0].filename, 100)[1:-1]
    pieces = member(archive, entries[0], name)
    return _gather(pieces, len(data), f"{name}/{inside}" if name else inside), inside
